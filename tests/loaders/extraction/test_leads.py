"""Lists whose items leave out whose they are, and names that hold a place's name."""

from __future__ import annotations

import hashlib

import pytest

from themegraph.loaders.document import Block, BlockKind, Document, Metadata
from themegraph.loaders.extraction.engine import annotated, extract
from themegraph.ontology.registry import load_registry

Part = tuple[BlockKind, int, str]
ITEMS: tuple[Part, ...] = (
    ("bullet", 1, "Energy Investments:"),
    ("bullet", 2, "Up to $25 billion to supply cooling plants, including fans, in partnership with Quantrel Inc."),
    ("bullet", 1, "Up to $15 billion to produce glass panes in collaboration with Zyblat Corp."),
)


def document(parts: tuple[Part, ...]) -> Document:
    """Return a document of these blocks: kind, depth in a list, text."""
    text, blocks = "", []
    for kind, level, words in parts:
        blocks.append(Block(kind, len(text), len(text) + len(words), level=level, group=level))
        text += words + "\n\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        "https://w3id.org/ai-infrastructure/id/document/example", "example.txt", text, tuple(blocks), Metadata(), digest
    )


def stated(parts: tuple[Part, ...]) -> set[tuple[str, str, str]]:
    """Return subject, relation and object of a document's claims, as labels."""
    return {(c.subject.label, c.predicate, c.object.label) for c in extract(document(parts)).claims}


def test_items_belong_to_the_party_that_announces_them() -> None:
    announced: Part = (
        "paragraph",
        0,
        "As part of this pact, Japan and its companies outlined the following investments.",
    )
    found = stated((announced, *ITEMS))
    assert {
        ("Japan", "investsIn", "cooling plants"),
        ("Japan", "partnersWith", "Quantrel Inc."),
        ("Quantrel Inc.", "supplies", "cooling plants"),
        ("Japan", "investsIn", "glass panes"),
        ("Zyblat Corp.", "produces", "glass panes"),
    } <= found


@pytest.mark.parametrize(
    "text",
    [
        "Japan and the United States outlined the following investments.",
        "The leaders of Japan met below the hall.",
        "Japan invests a lot.",
        "Investments:",
    ],
)
def test_items_of_nobody_or_of_two_belong_to_none(text: str) -> None:
    assert not {relation for _, relation, _ in stated((("paragraph", 0, text), *ITEMS))} & {"investsIn", "partnersWith"}


def test_a_heading_ends_a_list() -> None:
    announced: Part = ("paragraph", 0, "Japan outlined the following investments.")
    assert not {s for s, _, _ in stated((announced, ("heading", 0, "Other matters"), *ITEMS))} & {"Japan"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It opened a plant in Peoria, Arizona.", ["Peoria, Arizona"]),
        ("It opened plants in Texas, Ohio and Arizona.", ["Texas", "Ohio", "Arizona"]),
        ("It signed with the Canadian Safety Commission.", ["Canadian Safety Commission"]),
        ("It sold lasers to Swiss buyers.", ["lasers", "Swiss"]),
    ],
)
def test_names_hold_their_places(text: str, names: list[str]) -> None:
    _, lines, _ = annotated(document((("paragraph", 0, text),)), load_registry())
    assert [mention.text for mention in lines[0].mentions] == names
