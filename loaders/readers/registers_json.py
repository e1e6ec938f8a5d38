"""From a register's JSON to its rows; runs in a process with limits."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from themegraph.errors import ReadError
from themegraph.loaders.document import Metadata
from themegraph.loaders.readers.base import Parsed
from themegraph.loaders.readers.registers_figi import figi_rows
from themegraph.loaders.readers.registers_gleif import lei_sheet
from themegraph.loaders.readers.registers_rows import RegisterSheet
from themegraph.loaders.readers.registers_sec import submission_sheet, ticker_sheet
from themegraph.loaders.readers.registers_wikidata import wikidata_sheet
from themegraph.loaders.tables.rendering import TableText, packed

MEDIA_TYPE = "application/json"
_VALID = "company tickers or submissions of the SEC, LEI records, OpenFIGI answers, or Wikidata items"
_FORMS: tuple[Callable[[Any], RegisterSheet | None], ...] = (
    ticker_sheet,
    submission_sheet,
    lei_sheet,
    figi_rows,
    wikidata_sheet,
)


def parse(data: bytes, where: str) -> Parsed:
    """Return a register's rows as a document. Raises ReadError where the JSON is malformed or another form."""
    tree = _loaded(data, where)
    sheet = next((found for form in _FORMS if (found := form(tree))), None)
    if sheet is None or not sheet.rows:
        raise ReadError("holds no records of a register", where=where, valid=_VALID)
    places = [place for place, _ in sheet.rows]
    page = TableText()
    numbers, lines = packed((number, cells) for number, (_, cells) in enumerate(sheet.rows, 1))
    page.add(
        numbers,
        lines,
        syntax="json",
        place=lambda number, width: places[number - 1],
        kind=sheet.kind,
        columns=sheet.columns,
        facts=sheet.facts,
    )
    return Parsed(page.text, (), Metadata(title=sheet.title), MEDIA_TYPE, page.sheets)


def _loaded(data: bytes, where: str) -> Any:
    try:
        return json.loads(data.removeprefix(b"\xef\xbb\xbf"), parse_constant=_no_number)
    except json.JSONDecodeError as error:
        place = f"{where}:{error.lineno}:{error.colno}"
        raise ReadError(f"malformed JSON: {error.msg}", where=place, valid="a whole JSON file") from error
    except UnicodeDecodeError as error:
        raise ReadError(f"not UTF-8: {error.reason}", where=f"{where}:{error.start}", valid="UTF-8") from error


def _no_number(name: str) -> Iterator[None]:
    raise ValueError(f"{name} is no number of JSON")
