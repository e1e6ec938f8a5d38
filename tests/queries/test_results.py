"""Answers as text: tables that fit, numbers and dates with their types, CSV that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from themegraph.queries.answer import XSD, Answer, Cell, python_value
from themegraph.queries.results import render, table


def typed(text: str, datatype: str) -> ox.Literal:
    """Return a literal of one of the standard datatypes."""
    return ox.Literal(text, datatype=ox.NamedNode(XSD + datatype))


ANSWER = Answer(
    ("name", "amount", "when", "sure", "thing", "nothing"),
    (
        (ox.Literal("Tin | Works", language="en"), typed("2000000000.50", "decimal"), typed("2031-03-01", "date"),
         typed("true", "boolean"), ox.NamedNode("https://example.org/a"), None),
        (ox.Literal("=1+1"), typed("3", "integer"), None, typed("false", "boolean"), None, None),
    ),
)  # fmt: skip


def test_records_are_typed() -> None:
    """Numbers, dates and booleans come as such."""
    assert ANSWER.records()[0] == {
        "name": "Tin | Works", "amount": Decimal("2000000000.50"), "when": date(2031, 3, 1), "sure": True,
        "thing": "https://example.org/a", "nothing": None,
    }  # fmt: skip
    assert python_value(typed("soon", "date")) == "soon"
    assert python_value(typed("2031-03", "gYearMonth")) == "2031-03"


def test_json_is_a_list_of_row_objects() -> None:
    """Whole numbers stay whole, dates are ISO texts, evidence is a list."""
    rows = json.loads(render(Answer(("n", "sentences"), ((typed("12.0", "decimal"), ("a", "b")),)), "json"))
    assert rows == [{"n": 12, "sentences": ["a", "b"]}]
    assert json.loads(render(ANSWER, "json"))[0]["amount"] == 2000000000.5


def test_sparql_json_is_the_standard_form() -> None:
    """The library that reads results reads ours back."""
    read = ox.parse_query_results(render(ANSWER, "sparql-json"), format=ox.QueryResultsFormat.JSON)
    assert isinstance(read, ox.QuerySolutions)
    assert [variable.value for variable in read.variables] == list(ANSWER.columns)
    assert [tuple(row[name] for name in ANSWER.columns) for row in read] == list(ANSWER.rows)


def test_csv_is_safe_for_spreadsheets() -> None:
    """What a spreadsheet would run starts with an apostrophe; numbers stay numbers."""
    texts = ["=1", "+1", "-1", "@x", "\tx", "\rx", "plain"]
    answer = Answer(("text", "number"), tuple((ox.Literal(text), typed("-5.50", "decimal")) for text in texts))
    rows = list(csv.reader(io.StringIO(render(answer, "csv"), newline="")))
    assert [row[0] for row in rows[1:]] == ["'=1", "'+1", "'-1", "'@x", "'\tx", "'\rx", "plain"]
    assert {row[1] for row in rows[1:]} == {"-5.50"}


def test_markdown_keeps_its_columns() -> None:
    """A bar or a tag in a text breaks nothing."""
    answer = Answer(("a", "b"), ((ox.Literal("x|y<script>"), ("one", "two")),))
    assert render(answer, "markdown") == "| a | b |\n| --- | --- |\n| x\\|y&lt;script&gt; | one<br>two |\n"


def test_a_table_shows_what_a_reader_expects() -> None:
    """Thousands are grouped, empty columns left out, evidence stands below its row."""
    row: tuple[Cell, ...] = (
        ox.Literal("Tin"),
        typed("2000000.0", "decimal"),
        None,
        ("It is.",),
        ("News",),
        ("2031-02",),
    )
    answer = Answer(("name", "amount", "none", "sentences", "sources", "dates"), (row,))
    assert table(answer, width=60) == ("name  amount\n----  ---------\nTin   2,000,000\n    “It is.” News, 2031-02\n")


def test_a_table_without_rows_shows_its_columns() -> None:
    """No row is an answer too."""
    assert table(Answer(("a", "b"), ())) == "a  b\n-  -\n"


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_a_table_fits_its_width(width: int) -> None:
    """Long texts wrap; only a terminal too narrow for its columns is overrun."""
    answer = Answer(("name", "text"), tuple((ox.Literal("word " * n), ox.Literal("x" * 70)) for n in (1, 30)))
    assert max(map(len, table(answer, width=width).splitlines())) <= width


@given(st.lists(st.text(), min_size=1, max_size=4), st.integers(10, 120))
def test_a_table_cannot_steer_a_terminal(texts: list[str], width: int) -> None:
    """No text from a document moves the cursor or turns its direction."""
    answer = Answer(tuple(f"c{n}" for n, _ in enumerate(texts)), (tuple(ox.Literal(text) for text in texts if True),))
    assert not set(table(answer, width=width)) & {"\x1b", "\r", "\x9b", "\u202e", "\u2066"}


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_json_and_csv_give_the_rows_back(pairs: list[tuple[str, str]]) -> None:
    """Every form holds every row; JSON holds the very texts."""
    answer = Answer(("a", "b"), tuple((ox.Literal(a), ox.Literal(b)) for a, b in pairs))
    assert [(row["a"], row["b"]) for row in json.loads(render(answer, "json"))] == pairs
    rows = list(csv.reader(io.StringIO(render(answer, "csv"), newline="")))
    assert len(rows) == len(pairs) + 1
