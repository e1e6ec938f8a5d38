"""Whatever a document holds: exact spans, no exception, the same claims each time, and time that grows no faster than its text."""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from themegraph.errors import ReadError
from themegraph.loaders.document import Document
from themegraph.loaders.extraction.engine import extract
from themegraph.loaders.extraction.examples import document_of
from themegraph.loaders.extraction.rules import Example, load_rules
from themegraph.loaders.extraction.sentences import split
from themegraph.loaders.reading import parse_document

BLOCKS = ("paragraph", "bullet", "heading", "quotation", "answer", "reference", "table")
SENTENCES = [item.text for file in load_rules() for item in file.examples]
ODD = (
    "\ue003\ue105",
    "\ue0ffA1",
    "\u202e",
    "\u200b",
    "\ufeff",
    "\u00ad",
    "é",
    "ﬁ",
    "İ",
    "ß",
    "𝕏",
    "🏭",
    "\u2028",
    "\x00",
    "\t",
    "¶",
    "’s",
    "“",
    "·",
)
NOISE = (
    "**",
    "](",
    "[x](http://e.org/a_b)",
    "|",
    "# ",
    "> ",
    "- ",
    "```",
    "<b>",
    "</b>",
    "&amp;",
    "[1]",
    "(",
    ")",
    "$",
    "%",
    "—",
    ",",
    ";",
    ":",
    "?",
    ".",
    "...",
)
PIECES = st.one_of(
    st.sampled_from(SENTENCES),
    st.sampled_from(ODD),
    st.sampled_from(NOISE),
    st.text(max_size=12),
    st.sampled_from(
        (
            "Quantrel Inc.",
            "Japan",
            "lasers",
            "$5 billion",
            "7%",
            "in May 2025",
            "invested",
            "in",
            "and",
            "not",
            "supplies",
            "competes with",
        )
    ),
)
TEXTS = st.lists(PIECES, max_size=14).flatmap(
    lambda parts: st.sampled_from((" ", "", "\n", ", ")).map(lambda mark: mark.join(parts))
)


def document(text: str, block: str = "paragraph") -> Document:
    """Return a document of one block, on a page about a theme and a company."""
    return document_of(
        Example(
            text,
            (),
            0,
            {"block": block, "theme": "AI infrastructure", "about": "Quantrel Inc.", "section": "Risks and layers"},
        )
    )


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from(BLOCKS))
@example("Quantrel Inc. \ue003\ue105 invested $5 \ue019\ue100 billion in \ue01c\ue1ff.", "paragraph")
@example("Quantrel\u00a0Inc.\u200b invested $2\u202fbillion in Zyblat\u00adCorp.", "paragraph")
@example("**Quantrel Inc.** [supplies](http://e.org/(x)) _lasers_ | and | “switches”", "bullet")
def test_spans_are_exact_and_claims_repeat(text: str, block: str) -> None:
    read = document(text, block)
    reading = extract(read)
    for claim in reading.claims:
        passage = claim.passage
        assert 0 <= passage.start < passage.end <= len(read.text)
        assert read.text[passage.start : passage.end] == passage.text
        assert Decimal(0) < claim.confidence <= Decimal(1)
    assert len({claim.id for claim in reading.claims}) == len(reading.claims)
    assert extract(read) == reading


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(SENTENCES), st.sampled_from(SENTENCES))
def test_spans_of_two_paragraphs_are_exact(first: str, second: str) -> None:
    read = document(f"{first}\n\n{second}")
    assert all(read.text[c.passage.start : c.passage.end] == c.passage.text for c in extract(read).claims)


NAMES = (
    "Quantrel Inc.",
    "Zyblat Corp",
    "Volt Works",
    "the Company",
    "**Cell Co**",
    "[[Ohio Grid|OG]]",
    "A & B plc",
    "Ærø A/S",
    "電力株式会社",
)
VERBS = (
    "invested",
    "acquired",
    "supplies",
    "competes with",
    "did not buy",
    "may partner with",
    "is backed by",
    "owns 5% of",
    "holds",
)
FIGURES = (
    "$2 billion",
    "\\$3 million",
    "€1.2bn",
    "7%",
    "from $5 to $6",
    "in Q3 2025",
    "May 13, 2026",
    "3,000 MW",
    "two-thirds",
    "$1–2tn",
)
LINES = (
    "# ",
    "## ",
    "- ",
    "- [ ] ",
    "1. ",
    "> ",
    "> [!note] ",
    "| ",
    "",
    "",
    "",
    "**Key**: ",
    "[^1]: ",
    "References",
    "FAQ\n\n## Is it?",
)
GAPS = ("\n", "\n\n", "\r\n", "\r\n\r\n", "\r", " |\n|---|---|\n", "\n\f", "-\n", " <br> ", " <!-- ", " --> ", "[1]\n")
CLAUSES = st.tuples(
    st.sampled_from(NAMES), st.sampled_from(VERBS), st.sampled_from((*NAMES, *FIGURES)), st.sampled_from(FIGURES)
)
PARTS = st.one_of(
    CLAUSES.map(lambda words: "{} {} {} ({}).".format(*words)),
    CLAUSES.map(lambda words: "{} {} {}, {},".format(*words)),
    st.sampled_from(SENTENCES),
    st.sampled_from(NOISE),
    st.text(max_size=6),
)
PAGES = st.lists(st.tuples(st.sampled_from(LINES), PARTS, st.sampled_from(GAPS)), max_size=12).map(
    lambda rows: "".join(mark + words + gap for mark, words, gap in rows)
)


def check(data: bytes, name: str) -> None:
    """Read bytes under a name: a refusal, or blocks in order and claims whose passages are exact slices."""
    try:
        read = parse_document(data, name=name)
    except ReadError:
        return
    ends = 0
    for block in read.blocks:
        assert ends <= block.start < block.end <= len(read.text)
        ends = block.end
    for sentence in split(read):
        assert sentence.block.start <= sentence.start < sentence.end <= sentence.block.end
        assert len(sentence.words.offsets) == len(sentence.words.text) + 1
    for claim in extract(read).claims:
        assert 0 <= claim.passage.start < claim.passage.end <= len(read.text)
        assert read.text[claim.passage.start : claim.passage.end] == claim.passage.text


@settings(max_examples=120, deadline=None)
@given(PAGES, st.sampled_from(("a.md", "a.txt", "a.html", "a")))
@example("**Volt Works** invested $2 billion in [[Cell Co|CC]].\r\n> [!note] So\r\n> It did.\r\n", "a.md")
def test_pages_are_read_exactly(text: str, name: str) -> None:
    check(text.encode("utf-8", "surrogatepass"), name)


@settings(max_examples=120, deadline=None)
@given(
    st.one_of(st.binary(max_size=200), PAGES.map(lambda text: text.encode("utf-16", "surrogatepass"))),
    st.sampled_from(
        (b"", b"%PDF-1.7\n", b"<html>", b"<?xml version='1.0' encoding='utf-16'?>", b"\xff\xfe", b"---json\n", b"---\n")
    ),
    st.sampled_from(("a.md", "a.txt", "a.html", "a.pdf", "a")),
)
def test_any_bytes_are_read_or_refused(data: bytes, head: bytes, name: str) -> None:
    if head.startswith(b"%PDF") or name == "a.pdf":
        data = data[:20]  # each takes a process of its own
    check(head + data, name)


def names(count: int) -> str:
    """Return a list of that many company names."""
    return ", ".join(f"Quant{chr(97 + i % 26)}{chr(97 + i // 26)} Labs" for i in range(count))


LONG: dict[str, Callable[[int], str]] = {
    "names": lambda n: f"Quantrel competes with {names(n)} and others.",
    "sellers": lambda n: f"{names(n)} supply lasers to Quantrel.",
    "amounts": lambda n: (
        "Quantrel invested " + ", ".join(f"${i} million in Quant{chr(97 + i % 26)} Labs" for i in range(1, n)) + "."
    ),
    "commas": lambda n: "Quantrel invests" + ", " * 10 * n + "in lasers.",
    "words": lambda n: "Quantrel said " + "the new laser plant in Ohio that makes chips and " * n + "is good.",
    "clauses": lambda n: "Hyperscaler capital spending rose and the lasers that carry data " * n + "moved.",
    "marks": lambda n: "“(" * n + "Quantrel" + ")”" * n,
    "pledges": lambda n: "Japan announced investments including $5 billion from Quantrel in Ohio " * n,
}


@pytest.mark.parametrize("kind", LONG)
def test_time_grows_with_the_text(kind: str) -> None:
    """Four times the text takes at most some sixteen times as long: no pattern backtracks without end.

    The bound stands between a square and a cube; the least of several tries counts, for machines are busy.
    """
    small, large = (document(LONG[kind](n), "bullet") for n in (100, 400))
    extract(small)
    quick = max(min(spent(small) for _ in range(3)), 0.1)
    assert any(spent(large) < 32 * quick for _ in range(3))


def spent(read: Document) -> float:
    """Return the processor time that one extraction takes."""
    start = time.process_time()
    extract(read)
    return time.process_time() - start


def test_a_list_of_four_hundred_names_is_read_whole() -> None:
    found = [
        claim
        for claim in extract(document(f"Quantrel competes with {names(400)}.")).claims
        if claim.predicate == "competesWith"
    ]
    assert len({claim.object.label for claim in found}) == 400


def test_a_sentence_of_five_thousand_words_is_read() -> None:
    text = (
        "The page says that "
        + "it is a long way to the end of this sentence and " * 450
        + "Quantrel Inc. supplies lasers."
    )
    claims = extract(document(text)).claims
    assert [(c.subject.label, c.predicate, c.object.label) for c in claims if c.predicate == "supplies"] == [
        ("Quantrel Inc.", "supplies", "laser")
    ]
