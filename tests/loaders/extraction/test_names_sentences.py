"""Names in sentences with what they should yield: how many are found, how many are right, which have the right type."""

from __future__ import annotations

from pathlib import Path

import pytest

from themegraph.loaders.extraction.engine import lexicon_for
from themegraph.loaders.extraction.mentions import Line, annotate
from themegraph.loaders.extraction.names_listed import listing_for
from themegraph.loaders.extraction.values import find_values
from themegraph.ontology.registry import load_registry

TYPES = {"Company", "Organization", "Government", "Fund", "ExchangeTradedFund", "Index", "Name", "Product"}
SENTENCES, EMPTY = 176, 56


def cases() -> list[tuple[str, dict[str, str]]]:
    """Return the sentences of mentions.tsv, each with its names and their types."""
    lines = Path(__file__).with_name("mentions.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.partition("\t") for line in lines if line.strip() and not line.startswith("#")]
    return [(text, dict(_pair(name) for name in names.split("; ") if name)) for text, _, names in rows]


def _pair(name: str) -> tuple[str, str]:
    words, _, kind = name.rpartition("=")
    return words, kind


def found(text: str) -> dict[str, str]:
    """Return the names in a sentence with their types."""
    registry = load_registry()
    (mentions,) = annotate(
        [Line(text, figures=find_values(text))], lexicon_for(registry), resolver=listing_for(registry)
    )
    named = (m for m in mentions if m.how not in {"coreference", "ticker", "demonym"} and m.entity.type in TYPES)
    return {mention.text: mention.entity.type for mention in named}


def test_the_sentences_are_all_there() -> None:
    assert len(cases()) == SENTENCES
    assert sum(not names for _, names in cases()) == EMPTY


@pytest.mark.parametrize(("text", "names"), cases(), ids=[text[:40] for text, _ in cases()])
def test_names_in_a_sentence(text: str, names: dict[str, str]) -> None:
    assert found(text) == names
