"""Any text: spans exact, blocks in order and apart, no exception, nothing lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from themegraph.loaders.document import Document
from themegraph.loaders.extraction.sentences import split
from themegraph.loaders.reading import parse_document
from themegraph.loaders.references import parse_references

PIECES = [
    "\n", "\n\n", "\r\n", "\r", "  ", "\t", "\u00a0", "# ", "## A?", "- ", "• ", "1. ", "[1] ", "> ", "— Jane Doe", "| a | b |\n|---|---|\n",
    "**", "*", "[a](https://b.c)", "[[a|b]]", "```\n", "    ", "<!-- ", "-->", "<br>", "References\n", "FAQ\n", "Title · Volt Works, 2026-01-02",
    "It grew. It fell.", "Volt Works", "“It grew.”", "Q: ", "A: ", "===\n", "---\n", "[^1]: ", "[a]: https://b.c\n", "\u2028", "\u202e", "é", "😀",
]  # fmt: skip
TEXTS = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)), max_size=40
).map("".join)


def check(document: Document, text: str) -> None:
    assert document.text == text
    ends = 0
    for block in document.blocks:
        assert ends <= block.start < block.end <= len(text)
        assert text[block.start : block.end] == text[block.start : block.end].strip(" \n\r\t")
        ends = block.end
    for sentence in split(document):
        assert sentence.block.start <= sentence.start < sentence.end <= sentence.block.end
    for reference in parse_references(document):
        for start, end in (reference.title_span, reference.publisher_span):
            assert (start, end) == (0, 0) or reference.block.start <= start < end <= reference.block.end


def readable(text: str) -> bool:
    return (
        "\0" not in text
        and bool(text.strip())
        and not text.lstrip("\ufeff \n\r\t").startswith(("---", "+++", "<", "{"))
    )


@settings(max_examples=300, deadline=None)
@given(TEXTS.filter(readable), st.sampled_from(["a.txt", "a.md"]))
def test_spans(text: str, name: str) -> None:
    text += "\nWords."
    check(parse_document(text.encode(), name=name), text)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(["- ", "  ", "    ", "> ", "1. ", "# ", "\n", "\n\n", "\t"]), max_size=60),
    st.sampled_from(["a.txt", "a.md"]),
)
def test_no_word_is_lost(marks: list[str], name: str) -> None:
    text = "".join(f"{mark}w{number}x" if number % 3 == 0 else mark for number, mark in enumerate(marks)) + "\n\nWords."
    document = parse_document(text.encode(), name=name)
    held = " ".join(text[block.start : block.end] for block in document.blocks)
    assert [word for word in text.split() if word.endswith("x") and word.lstrip("#->1. ") not in held] == []
