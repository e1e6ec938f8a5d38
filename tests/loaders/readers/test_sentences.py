"""Sentences as raw spans."""

from __future__ import annotations

import pytest

from themegraph.loaders.extraction.sentences import split, split_text
from themegraph.loaders.reading import parse_document


@pytest.mark.parametrize(
    "sentences",
    [
        ["The U.S.-listed makers rose.", "The others fell."],
        ["It rose to $1.7 trillion (12/3 Main St.).", "Then it fell."],
        ["Volt Works Co., Ltd. and Cell Inc. agreed.", "It closed on Jan. 5, 2026."],
        ["Sales grew by 3.5% vs. 2% in Q1.", "Dr. Roe said so."],
        ["It grew in the U.S. market, i.e. at home.", "It did."],
        ["He said “it works.”", "Then he left."],
        ["See Fig. 3 and No. 5 of it.", "Fine."],
        ["It rose approx. 30 vol. pct. of it.", "Fine."],
        ["It grew.[3]", "Then it fell. [4]"],
        ["Go! said she.", "iCell rose."],
        ["Is it so?", "Yes."],
    ],
)
def test_boundaries(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[start:end] for start, end in split_text(text)] == sentences


def test_sentences_of_a_document_are_raw_and_in_order() -> None:
    text = "# Cells\r\n\r\nThey **grew by\r\nhalf. It** lasts.\r\n\r\n- One. Two.\r\n"
    document = parse_document(text.encode(), name="a.md")
    found = split(document)
    assert [document.text[s.start : s.end] for s in found] == [
        "Cells",
        "They **grew by\r\nhalf.",
        "It** lasts.",
        "One.",
        "Two.",
    ]
    assert [s.index for s in found] == [0, 1, 2, 3, 4]
    assert [s.block.kind for s in found] == ["title", "paragraph", "paragraph", "bullet", "bullet"]
