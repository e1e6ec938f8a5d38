"""Answers as tables of pandas, polars and Arrow, each column with the type of its values."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from themegraph.errors import UsageError

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from themegraph.queries.answer import Answer, Python

INTEGER_BITS = 63
DIGITS, MANY_DIGITS = 38, 76


def to_arrow(answer: Answer, *, digits: int = MANY_DIGITS) -> pyarrow.Table:
    """Return an Arrow table: whole numbers, exact decimals, dates, booleans, texts, lists of texts; null where empty.

    A column whose values are of several kinds holds texts, and so does one whose decimals need more than `digits`
    digits. Raises UsageError where pyarrow is not installed.
    """
    arrow: Any = _package("pyarrow", "arrow")
    columns = [list(column) for column in zip(*(record.values() for record in answer.records()), strict=True)]
    arrays = []
    for values in columns or [[] for _ in answer.columns]:
        kind = _kind(arrow, values, digits)
        arrays.append(arrow.array([_fitted(arrow, kind, value) for value in values], type=kind))
    table: pyarrow.Table = arrow.Table.from_arrays(arrays, names=list(answer.columns))
    return table


def to_pandas(answer: Answer) -> pandas.DataFrame:
    """Return a data frame whose columns have Arrow types, so that decimals are exact and integers may be missing."""
    frames: Any = _package("pandas", "pandas")
    _package("pyarrow", "pandas")
    frame: pandas.DataFrame = to_arrow(answer).to_pandas(types_mapper=frames.ArrowDtype)
    return frame


def to_polars(answer: Answer) -> polars.DataFrame:
    """Return a data frame with the same types; decimals of more than 38 digits are texts."""
    frames: Any = _package("polars", "polars")
    _package("pyarrow", "polars")
    frame: polars.DataFrame = frames.from_arrow(to_arrow(answer, digits=DIGITS))
    return frame


def _package(name: str, extra: str) -> Any:
    """Import a package of an optional extra; raise UsageError with the command that installs it."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        what = f"the package {error.name} is not installed"
        raise UsageError(what, valid=f"pip install 'themegraph[{extra}]'") from error


def _kind(arrow: Any, values: Sequence[Python], digits: int) -> Any:
    """Return the Arrow type of a column."""
    kinds = {type(value) for value in values if value is not None}
    if kinds == {bool}:
        return arrow.bool_()
    if kinds == {date}:
        return arrow.date32()
    if kinds == {list}:
        return arrow.list_(arrow.string())
    if kinds and kinds <= {int, float} and float in kinds:
        return arrow.float64()
    if kinds == {int} and all(abs(value).bit_length() <= INTEGER_BITS for value in values if isinstance(value, int)):
        return arrow.int64()
    if kinds and kinds <= {int, Decimal}:
        return _decimal(arrow, values, digits) or arrow.string()
    return arrow.string()


def _decimal(arrow: Any, values: Sequence[Python], digits: int) -> Any:
    """Return the narrowest decimal type that holds every number exactly; None if there is none."""
    whole = scale = 0
    for value in values:
        if isinstance(value, int | Decimal):
            _, figures, exponent = Decimal(value).as_tuple()
            if not isinstance(exponent, int):
                return None
            scale = max(scale, -exponent)
            whole = max(whole, len(figures) + exponent)
    if max(whole, 1) + scale > digits:
        return None
    precision = max(whole, 1) + scale
    return arrow.decimal128(DIGITS, scale) if precision <= DIGITS else arrow.decimal256(MANY_DIGITS, scale)


def _fitted(arrow: Any, kind: Any, value: Python) -> object:
    """Return a value as a column of this type takes it."""
    if value is None:
        return None
    if arrow.types.is_decimal(kind):
        return Decimal(value) if isinstance(value, int) else value
    if arrow.types.is_string(kind):
        return value if isinstance(value, str) else "\n".join(value) if isinstance(value, list) else str(value)
    return value
