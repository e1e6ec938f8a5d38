"""The line of a magic: words and options in any order, quotation marks, apostrophes, backslashes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themegraph.errors import UsageError
from themegraph.notebook.arguments import first_word, options_and_text, read_arguments, split


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('a "b c" d', ["a", "b c", "d"]),
        ("Lowe's next", ["Lowe's", "next"]),
        ("--company='A B' x", ["--company=A B", "x"]),
        (""""it's" 'a "b"' """, ["it's", 'a "b"']),
        (r'--store C:\data\x "C:\a b"', ["--store", r"C:\data\x", r"C:\a b"]),
        ('"" x', ["", "x"]),
        ("", []),
    ],
)
def test_words_are_told_apart(line: str, words: list[str]) -> None:
    assert [word for _, word in split(line)] == words


@pytest.mark.parametrize("line", ['"a', "x 'y z", "a 'b' \"c"])
def test_a_quotation_mark_must_be_closed(line: str) -> None:
    with pytest.raises(UsageError, match="not closed"):
        split(line)


@given(st.lists(st.text(alphabet=st.characters(exclude_characters='"', exclude_categories=["Cs"])), max_size=4))
def test_any_words_between_quotation_marks_come_back(words: list[str]) -> None:
    assert [word for _, word in split(" ".join(f'"{word}"' for word in words))] == words


def test_options_may_stand_before_the_words() -> None:
    given_first = read_arguments("--layer x --evidence a b", magic="%ask", options=["layer"], flags=["evidence"])
    given_last = read_arguments("a b --evidence --layer=x", magic="%ask", options=["layer"], flags=["evidence"])
    assert given_first == given_last
    assert first_word("--layer x --evidence a b", flags=["evidence"]) == "a"


def test_a_query_behind_options_stays_as_it_is() -> None:
    query = "SELECT ?s { ?s skos:prefLabel 'it' , \"x --as y\" }"
    assert options_and_text(f"--as rows --graph {query}", flags=["graph"]) == ("--as rows --graph ", query)
