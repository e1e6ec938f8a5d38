"""The rows of a Parquet file as texts; runs in a process of its own."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from themegraph.errors import ReadError
from themegraph.loaders.tables.limits import MAX_CELLS, MAX_COLUMNS, limited
from themegraph.loaders.tables.rendering import packed

LARGEST = 400_000_000  # bytes of a row group before compression
_BATCH = 5_000  # rows
_VALID = "a smaller table, or several"


def parse(data: bytes, where: str) -> tuple[list[str], list[int], list[str]]:
    """Return the names of the columns, the numbers of the rows from 1, and their lines."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(io.BytesIO(data))
        _check(file.metadata, where)
        columns = [str(name) for name in file.schema_arrow.names]
        numbers, lines = packed(limited(_rows(file), where))
    except pa.ArrowException as error:
        raise ReadError(f"damaged: {' '.join(str(error).split())[:200]}", where=where, valid="a whole file") from error
    if not numbers:
        raise ReadError("no row with anything in it", where=where, valid="a table with rows")
    return columns, numbers, lines


def _check(told: Any, where: str) -> None:
    """Refuse what the file itself says is too large, before any of it is unpacked."""
    if told.num_columns > MAX_COLUMNS or told.num_rows * told.num_columns > MAX_CELLS:
        what = f"{told.num_rows:,} rows of {told.num_columns:,} columns"
        raise ReadError(what, where=where, valid=f"at most {MAX_CELLS:,} cells")
    for number in range(told.num_row_groups):
        size = told.row_group(number).total_byte_size
        if size > LARGEST:
            raise ReadError(f"unpacks to {size:,} bytes in a row group", where=where, valid=_VALID)


def _rows(file: Any) -> Iterator[tuple[int, list[str]]]:
    number = 0
    for batch in file.iter_batches(batch_size=_BATCH):
        columns = [column.to_pylist() for column in batch.columns]
        for cells in zip(*columns, strict=True):
            number += 1
            yield number, [_text(cell) for cell in cells]


def _text(value: Any) -> str:
    """Return a value as text: numbers in plain digits, days as ISO dates, what has parts as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _plain(Decimal(format(value, ".15g"))) if math.isfinite(value) else ""
    if isinstance(value, Decimal):
        return _plain(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute or value.second) else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=_text)
    return str(value)


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
