"""A file into a document: identity, digest, and which metadata counts."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from themegraph.errors import ReadError
from themegraph.loaders.document import Metadata
from themegraph.loaders.reading import parse_document, read_document
from themegraph.loaders.sources import Candidate

BODY = "---\ntitle: Front\npublisher: Front Press\nabout: Volt Works\n---\nCells\n\nThey are short.\n"


def write(folder: Path, sidecar: str = "") -> Candidate:
    path = folder / "cells.txt"
    path.write_text(BODY)
    if sidecar:
        (folder / "cells.txt.meta.json").write_text(sidecar)
    return Candidate("notes/cells.txt", path)


def test_options_before_sidecar_before_front_matter_before_the_text(tmp_path: Path) -> None:
    candidate = write(tmp_path, '{"title": "Side", "publisher": "Side Press", "date": "2026-03-02", "other": 1}')
    document = read_document(candidate, given=Metadata(title="Given"))
    assert document.metadata == Metadata("Given", "2026-03-02", "Side Press", "", "Volt Works")
    assert parse_document(b"Cells\n\nThey are short.\n", name="x.txt").metadata.title == "Cells"
    assert parse_document(b"They are short.\n", name="a/x.y.txt").metadata.title == "x.y"


def test_identity_and_digest(tmp_path: Path) -> None:
    candidate = write(tmp_path)
    document = read_document(candidate)
    assert document.digest == hashlib.sha256(BODY.encode()).hexdigest()
    assert document.id.startswith("https://w3id.org/ai-infrastructure/id/document/notes-cells-txt-")
    assert read_document(candidate, given=Metadata(address="https://a.b/c#d")).id == "https://a.b/c"
    assert read_document(candidate, given=Metadata(address="see the filing")).id == document.id
    assert document.text[document.blocks[0].start : document.blocks[0].end] == "Cells"


@pytest.mark.parametrize(
    ("sidecar", "message"),
    [
        ("{", "cells.txt.meta.json: malformed JSON"),
        ("[]", "a JSON list"),
        ('{"date": "2026-02-30"}', "'2026-02-30' is not a date"),
        ('{"title": {"en": "Cells"}}', "title is a dict"),
        ('{"about": "a\\u200fb"}', r"about holds the character U\+200F"),
    ],
)
def test_a_malformed_sidecar_is_named(tmp_path: Path, sidecar: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read_document(write(tmp_path, sidecar))


def test_a_sidecar_that_is_no_file_is_refused(tmp_path: Path) -> None:
    candidate = write(tmp_path)
    (tmp_path / "cells.txt.meta.json").mkdir()
    with pytest.raises(ReadError, match="a folder, not a file"):
        read_document(candidate)
