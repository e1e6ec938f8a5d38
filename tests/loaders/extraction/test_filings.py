"""The cover page of a filing, and its tables of figures by period."""

from __future__ import annotations

import hashlib

from themegraph.graph.claim import Claim
from themegraph.loaders.document import Block, Document, Metadata
from themegraph.loaders.extraction.engine import extract

COVER = (
    "BOREALIS SYSTEMS INC.",
    "(Exact name of registrant as specified in its charter)",
    "12 Long Road, Taylor, Texas 76574",
    "(Address of principal executive offices) (Zip Code)",
    "Title of each class Trading Symbol(s) Name of each exchange on which registered",
    "Common Stock, $0.01 par value per share BRLS The Nasdaq Global Select Market",
)
TABLE = (
    "The following table shows revenue by market:",
    "Three Months Ended Six Months Ended",
    "Jul 27, 2030 Jul 28, 2029 Jul 27, 2030 Jul 28, 2029",
    "(In millions)",
    "Revenue by End Market:",
    "Lasers $ 1,096 $ 272 $ 2,208 $ 835",
    "Cost of revenue 844 104 1,999 996",
)


def claims(parts: tuple[str, ...], about: str = "") -> list[Claim]:
    """Return the claims of a document whose paragraphs are these."""
    text, blocks = "", []
    for part in parts:
        blocks.append(Block("paragraph", len(text), len(text) + len(part)))
        text += part + "\n\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    read = Document(
        "https://w3id.org/ai-infrastructure/id/document/example",
        "example.txt",
        text,
        tuple(blocks),
        Metadata(about=about),
        digest,
    )
    found = list(extract(read).claims)
    assert all(text[c.passage.start : c.passage.end] == c.passage.text for c in found)
    return found


def spelled(found: list[Claim]) -> set[tuple[str, str, str]]:
    """Return subject, relation and object of claims, as labels."""
    return {(c.subject.label, c.predicate, c.object.label) for c in found}


def test_a_cover_names_seat_ticker_and_exchange() -> None:
    name = claims(COVER)[0].subject.label
    assert name.casefold() == "borealis systems inc."
    assert {
        (name, "headquarteredIn", "Taylor, Texas"),
        (name, "hasTicker", "BRLS"),
        (name, "listedOn", "Nasdaq"),
    } <= spelled(claims(COVER))


def test_a_cover_without_a_registrant_states_nothing() -> None:
    assert claims(COVER[2:]) == []


def test_a_row_gives_a_figure_for_each_period() -> None:
    found = [
        (c.object.label, str(c.qualifiers["amount"]), c.qualifiers["periodText"])
        for c in claims(TABLE, "Borealis Systems")
        if c.predicate == "performance"
    ]
    assert ("Lasers revenue", "1096000000", "three months ended Jul 27, 2030") in found
    assert ("Lasers revenue", "2208000000", "six months ended Jul 27, 2030") in found
    assert ("Cost of revenue", "104000000", "three months ended Jul 28, 2029") in found
    assert len(found) == 8


def test_a_table_without_periods_scale_or_owner_states_nothing() -> None:
    for parts, about in (
        (TABLE[:1] + TABLE[3:], "Borealis Systems"),
        (TABLE[:3] + TABLE[4:], "Borealis Systems"),
        (TABLE, ""),
    ):
        assert [c for c in claims(parts, about) if c.predicate == "performance"] == []
