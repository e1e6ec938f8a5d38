"""Pages of the usual structures: all main sentences are read, nothing of the furniture is, metadata are right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from themegraph.loaders.document import Document
from themegraph.loaders.reading import parse_document

FOLDER = Path(__file__).parent / "html_pages"
CASES: dict[str, dict[str, Any]] = yaml.safe_load((FOLDER / "cases.yaml").read_text(encoding="utf-8"))


def read(name: str) -> Document:
    """Read one of the pages."""
    return parse_document((FOLDER / name).read_bytes(), name=name)


def test_every_page_is_a_case() -> None:
    """No page is left out, and there are as many as there should be."""
    assert sorted(CASES) == sorted(path.name for path in FOLDER.iterdir() if path.suffix != ".yaml")
    assert len(CASES) == 13
    assert sum(len(case["main"]) for case in CASES.values()) >= 70
    assert sum(len(case["boilerplate"]) for case in CASES.values()) >= 70


@pytest.mark.parametrize("name", sorted(CASES))
def test_main_sentences_are_read(name: str) -> None:
    """Each main sentence lies within one block."""
    document = read(name)
    blocks = [document.text[block.start : block.end] for block in document.blocks]
    assert [words for words in CASES[name]["main"] if not any(words in block for block in blocks)] == []


@pytest.mark.parametrize("name", sorted(CASES))
def test_furniture_stays_out(name: str) -> None:
    """Nothing of the site around the content is in the text."""
    text = read(name).text
    assert [words for words in CASES[name]["boilerplate"] if words in text] == []


@pytest.mark.parametrize("name", sorted(CASES))
def test_metadata(name: str) -> None:
    """Title, date, publisher and address come from where the page gives them."""
    known = read(name).metadata
    found = {field: getattr(known, field) for field in ("title", "issued", "publisher", "address")}
    assert found == {field: CASES[name][field] for field in found}
