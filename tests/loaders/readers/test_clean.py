"""Clean words and the way back to the raw text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themegraph.loaders.clean import clean

MARKDOWN, PLAIN = "text/markdown", "text/plain"


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\r\n   b", "a b"),
        ("5\u00a0% of it\u2060, soft\u00adly", "5 % of it, softly"),
        ("high-\nbandwidth", "high-bandwidth"),
        ("short-\nand long-term", "short- and long-term"),
        ("*not markup*", "*not markup*"),
        ("one\n> two", "one two"),
        ("one\n> two\nthree", "one > two three"),
    ],
)
def test_plain_text(raw: str, shown: str) -> None:
    assert clean(raw, 0, len(raw), PLAIN).text == shown


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("**bold** and *thin* and __both__", "bold and thin and both"),
        ("snake_case and 2 * 3 * 4", "snake_case and 2 * 3 * 4"),
        ('[text](https://a.b/c "t") [[a|b]] [[c]] ![p](q) ![[r]]', "text b c"),
        ("[[e.g. Volt](https://a.b)]", "[e.g. Volt]"),
        ("&amp; &nbsp;x &copy &bogus;", "& x &copy &bogus;"),
        ("a\\*b `c` <b>d</b><br>e <https://f.g>", "a*b c d e https://f.g"),
        ("a <!-- gone --> b", "a b"),
        ("a <!-- b", "a <!-- b"),
        ("grew.[^2] Then [3]", "grew.[2] Then [3]"),
        ("3 < 4 and 5 > 2", "3 < 4 and 5 > 2"),
    ],
)
def test_markdown(raw: str, shown: str) -> None:
    assert clean(raw, 0, len(raw), MARKDOWN).text == shown


def test_spans_lead_back_to_the_raw_words() -> None:
    raw = "It put **$2 billion**\n   into [Volt &amp; Co](https://a.b) today."
    words = clean(raw, 0, len(raw), MARKDOWN)
    at = words.text.index("$2 billion into Volt & Co")
    start, end = words.span(at, at + len("$2 billion into Volt & Co"))
    assert raw[start:end] == "$2 billion**\n   into [Volt &amp; Co"
    assert words.raw(at) == start
    assert words.index(raw.index("Volt")) == words.text.index("Volt")


MARKS = [*"ab *_[]()!`~<>&;\\|^#>-\n\r\t\u00a0\u2060", "[[", "](", "<!--", "-->", "&amp;", "**"]
TEXTS = st.lists(st.sampled_from(MARKS)).map("".join)


@given(TEXTS, st.sampled_from([MARKDOWN, PLAIN]))
def test_any_text_has_a_map(raw: str, media_type: str) -> None:
    words = clean(raw, 0, len(raw), media_type)
    assert "\n" not in words.text
    assert "  " not in words.text
    assert words.text == words.text.strip(" ")
    offsets = words.offsets
    assert list(offsets) == sorted(offsets)
    assert all(0 <= offset <= len(raw) for offset in offsets)
    assert all(raw[slice(*words.span(at, at + 1))] == letter for at, letter in enumerate(words.text) if letter in "ab")
