"""Further verbs of one subject, and names that ordinary words make."""

from __future__ import annotations

import pytest

from themegraph.graph.claim import Entity
from themegraph.loaders.document import Metadata
from themegraph.loaders.extraction.engine import extract
from themegraph.loaders.extraction.names import find_names
from themegraph.loaders.reading import parse_document

READ = [
    (
        "Quantrel Inc. signed a pact with Zyblat Corp. and acquired Orion Ltd.",
        {("Quantrel Inc.", "acquires", "Orion Ltd.")},
    ),
    (
        "Quantrel Inc. will invest $2 billion in Ohio, and build a laser plant in Texas; it also acquired Orion Ltd.",
        {
            ("Quantrel Inc.", "investsIn", "Ohio"),
            ("Quantrel Inc.", "investsIn", "laser plant in Texas"),
            ("Quantrel Inc.", "acquires", "Orion Ltd."),
        },
    ),
    (
        "Quantrel Inc. invested $2 billion in Orion Ltd., acquired Ambit Inc., and partnered with Zyblat Corp.",
        {
            ("Quantrel Inc.", "investsIn", "Orion Ltd."),
            ("Quantrel Inc.", "acquires", "Ambit Inc."),
            ("Quantrel Inc.", "partnersWith", "Zyblat Corp."),
        },
    ),
]
SILENT = [
    "Quantrel Inc. did not sign a pact and acquired Orion Ltd.",
    "Quantrel Inc. funds Zyblat Corp., which makes lasers and acquired Orion Ltd.",
    "Quantrel Inc. signed a pact for plants owned and acquired by Orion Ltd.",
]
NAMED = [
    ("In 2025, Venture Global LNG announced a plant.", "Venture Global LNG"),
    ("It works with Foo, Global Infrastructure Partners, and Bar.", "Global Infrastructure Partners"),
    ("Today I Squared Capital signed a pact.", "I Squared Capital"),
    ("It bought power from Zyblat Gas and Electric Company.", "Zyblat Gas and Electric Company"),
    ("Quantrel Energy will build it.", "Quantrel Energy"),
]
UNNAMED = [
    "Clean energy grew as working capital fell.",
    "Working Capital increased again.",
    "A RISC-based chip came out.",
]


def claims(text: str) -> set[tuple[str, str, str]]:
    """Return the subjects, relations and objects read from a paragraph behind another one."""
    document = parse_document(f"Some news came in.\n\n{text}".encode(), name="news.txt", given=Metadata())
    found = extract(document).claims
    return {(c.subject.label, c.predicate, c.object.label) for c in found if isinstance(c.object, Entity)}


@pytest.mark.parametrize(("text", "expected"), READ)
def test_reads_each_verb_of_the_subject(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert expected <= claims(text)


@pytest.mark.parametrize("text", SILENT)
def test_reads_no_acquisition_by_another(text: str) -> None:
    assert ("Quantrel Inc.", "acquires", "Orion Ltd.") not in claims(text)


def test_a_date_of_the_first_verb_is_not_that_of_a_plan() -> None:
    document = parse_document(
        b"Some news.\n\nIn 2024, Quantrel Inc. opened a lab and will invest $3 billion in Zyblat Corp.",
        name="news.txt",
        given=Metadata(),
    )
    [claim] = [c for c in extract(document).claims if c.predicate == "investsIn"]
    assert claim.status == "planned"
    assert "startDate" not in claim.qualifiers


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_ordinary_words_make_a_name_where_it_acts(text: str, name: str) -> None:
    assert name in {candidate.text for candidate in find_names(text)}


@pytest.mark.parametrize("text", UNNAMED)
def test_ordinary_words_alone_are_no_name(text: str) -> None:
    assert [candidate.text for candidate in find_names(text) if not candidate.unsure] == []


def test_reads_a_table_drawn_with_pipes_in_plain_text() -> None:
    text = b"Zyra Optical ETF\n\n| Name | Weight |\n|---|---|\n| Quantrel Inc. | 7.5% |\n| Zyblat Corp. | 5% |\n"
    found = extract(parse_document(text, name="fund.txt", given=Metadata(about="Zyra Optical ETF"))).claims
    held = {
        c.object.label: c.qualifiers.get("weightPercent")
        for c in found
        if c.predicate == "holds" and isinstance(c.object, Entity)
    }
    assert {name: str(weight) for name, weight in held.items()} == {"Quantrel Inc.": "7.5", "Zyblat Corp.": "5"}
