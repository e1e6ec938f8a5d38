"""Answers as pandas, polars and Arrow tables: types, values, missing ones, and what is said where a package is absent."""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal

import pandas
import polars
import pyarrow
import pyoxigraph as ox
import pytest

from themegraph.errors import UsageError
from themegraph.graph.store import EmbeddedStore
from themegraph.queries.answer import XSD, Answer, Cell
from themegraph.queries.run import ask


def typed(text: str, datatype: str) -> ox.Literal:
    """Return a literal of one of the standard datatypes."""
    return ox.Literal(text, datatype=ox.NamedNode(XSD + datatype))


def column(*cells: Cell) -> Answer:
    """Return an answer of one column."""
    return Answer(("x",), tuple((cell,) for cell in cells))


ROWS = Answer(
    ("name", "amount", "share", "year", "when", "sure", "weight", "mixed", "nothing", "sentences"),
    (
        (ox.Literal("Tin Works"), typed("1700000000000.0", "decimal"), typed("12.5", "decimal"), typed("3", "integer"),
         typed("2031-03-01", "date"), typed("true", "boolean"), typed("1.5", "double"), ox.Literal("soon"), None,
         ("one", "two")),
        (ox.NamedNode("https://example.org/a"), typed("0.10", "decimal"), None, None, None, None, None,
         typed("2031-01-01", "date"), None, ()),
    ),
)  # fmt: skip


def test_arrow_types_are_those_of_the_values() -> None:
    """Numbers are exact, whole numbers may be missing, evidence is a list."""
    table = ROWS.to_arrow()
    assert {field.name: str(field.type) for field in table.schema} == {
        "name": "string", "amount": "decimal128(38, 2)", "share": "decimal128(38, 1)", "year": "int64",
        "when": "date32[day]", "sure": "bool", "weight": "double", "mixed": "string", "nothing": "string",
        "sentences": "list<item: string>",
    }  # fmt: skip
    first, second = table.to_pylist()
    assert (first["amount"], second["amount"]) == (Decimal("1700000000000.00"), Decimal("0.10"))
    assert (first["when"], second["when"], second["mixed"]) == (date(2031, 3, 1), None, "2031-01-01")
    assert (first["sentences"], second["sentences"]) == (["one", "two"], [])


def test_pandas_keeps_what_it_would_lose() -> None:
    """Decimals stay decimals, and a missing whole number does not turn the others into floats."""
    frame = ROWS.to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert frame["amount"].sum() == Decimal("1700000000000.10")
    assert (frame["year"][0], pandas.isna(frame["year"][1])) == (3, True)
    assert str(frame["year"].dtype) == "int64[pyarrow]"
    assert frame["when"][0] == date(2031, 3, 1)
    assert frame["sure"].tolist()[0] is True


def test_polars_has_the_same_types() -> None:
    """So a frame can be reckoned with at once."""
    frame = ROWS.to_polars()
    assert frame.schema["amount"] == polars.Decimal(38, 2)
    assert frame.schema["when"] == polars.Date
    assert frame.schema["year"] == polars.Int64
    assert frame.schema["sure"] == polars.Boolean
    assert frame.schema["sentences"] == polars.List(polars.String)
    assert frame.filter(polars.col("when") == date(2031, 3, 1))["name"].to_list() == ["Tin Works"]


def test_numbers_beyond_a_type_are_kept_as_texts() -> None:
    """No digit is lost, whatever its number."""
    long = column(typed("1" * 39, "decimal"))
    longer = column(typed("1" * 77, "integer"))
    assert long.to_arrow()["x"].to_pylist() == [Decimal("1" * 39)]
    assert long.to_polars()["x"].to_list() == ["1" * 39]
    assert longer.to_arrow()["x"].to_pylist() == ["1" * 77]
    assert column(typed(str(2**63), "integer")).to_arrow()["x"].to_pylist() == [Decimal(2**63)]


def test_an_answer_without_rows_has_its_columns() -> None:
    """An empty answer is a table too."""
    for table in (
        Answer(("a", "b"), ()).to_arrow(),
        Answer(("a", "b"), ()).to_pandas(),
        Answer(("a", "b"), ()).to_polars(),
    ):
        names = table.column_names if isinstance(table, pyarrow.Table) else list(table.columns)
        assert (list(names), len(table)) == (["a", "b"], 0)


def test_rows_with_names(world: EmbeddedStore) -> None:
    """Each row is a tuple whose fields are the columns, and whose values are typed."""
    row = ask(world, "investments-by", {"by": "Bolt"}, deadline=None).typed()[0]
    assert (row.investee, row.amount, row.start) == ("casting", Decimal(5), date(2030, 10, 1))
    assert Answer(("class",), ((None,),)).typed() == [(None,)]


@pytest.mark.parametrize(
    ("method", "absent", "extra"),
    [
        ("to_pandas", "pandas", "pandas"),
        ("to_pandas", "pyarrow", "pandas"),
        ("to_polars", "polars", "polars"),
        ("to_arrow", "pyarrow", "arrow"),
    ],
)
def test_an_absent_package_is_named(monkeypatch: pytest.MonkeyPatch, method: str, absent: str, extra: str) -> None:
    """The error says how to install it."""
    monkeypatch.setitem(sys.modules, absent, None)
    with pytest.raises(UsageError, match=rf"{absent} is not installed \(valid: pip install 'themegraph\[{extra}\]'\)"):
        getattr(ROWS, method)()
