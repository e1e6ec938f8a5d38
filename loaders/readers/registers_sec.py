"""The SEC's company tickers and submissions as rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from themegraph.loaders.readers.registers_rows import PlacedRow, RegisterSheet, at, items, pairs, pointer, text

_TICKERS = ("cik", "name", "ticker", "exchange")
_SERIES = ("cik", "seriesId", "classId", "symbol")
_SUBMISSION = ("field", "value", "from", "to")
_SINGLE = (
    "cik", "name", "entityType", "sic", "sicDescription", "lei", "ein", "category", "fiscalYearEnd", "stateOfIncorporation", "website", "phone",
)  # fmt: skip


def ticker_sheet(data: Any) -> RegisterSheet | None:
    """Return the rows of company_tickers.json, company_tickers_exchange.json or company_tickers_mf.json, None for others."""
    if isinstance(data, dict) and isinstance(data.get("fields"), list) and isinstance(data.get("data"), list):
        fields = [text(name) for name in data["fields"]]
        if {"cik", "ticker"} <= set(fields):
            return RegisterSheet("sec-tickers", _TICKERS, _picked(data, fields, _TICKERS), title="SEC company tickers")
        if {"cik", "seriesId", "symbol"} <= set(fields):
            return RegisterSheet("sec-series", _SERIES, _picked(data, fields, _SERIES), title="SEC fund tickers")
        return None
    records = [(key, row) for key, row in pairs(data) if isinstance(row, dict) and "cik_str" in row]
    if not records or len(records) < len(data):
        return None
    rows = [
        (pointer(key), (text(row["cik_str"]), text(row.get("title")), text(row.get("ticker")), ""))
        for key, row in records
    ]
    return RegisterSheet("sec-tickers", _TICKERS, rows, title="SEC company tickers")


def _picked(data: dict[str, Any], fields: list[str], wanted: tuple[str, ...]) -> list[PlacedRow]:
    """Return the rows of a table of lists with the wanted columns, an empty cell where the table lacks one."""
    columns = [fields.index(name) if name in fields else -1 for name in wanted]
    return [
        (pointer("data", number), tuple(text(at(row, column)) if column >= 0 else "" for column in columns))
        for number, row in items(data["data"])
    ]


def submission_sheet(data: Any) -> RegisterSheet | None:
    """Return a filer's description as rows of name and value, None for other data. Its list of filings is left out."""
    if not isinstance(data, dict) or not text(data.get("cik")) or "name" not in data or "entityType" not in data:
        return None
    title = f"SEC submissions of {text(data['name'])}"
    return RegisterSheet("sec-submissions", _SUBMISSION, list(_described(data)), title=title)


def _described(data: dict[str, Any]) -> Iterator[PlacedRow]:
    for name in _SINGLE:
        if text(data.get(name)):
            yield pointer(name), (name, text(data[name]), "", "")
    for number, ticker in items(data.get("tickers")):
        if text(ticker):
            yield pointer("tickers", number), ("ticker", text(ticker), text(at(data, "exchanges", number)), "")
    for number, former in items(data.get("formerNames")):
        if text(at(former, "name")):
            days = (text(at(former, end))[:10] for end in ("from", "to"))
            yield pointer("formerNames", number), ("formerName", text(former["name"]), *days)
    for kind in ("business", "mailing"):
        place = at(data, "addresses", kind)
        city = text(at(place, "city"))
        if city:
            state = text(at(place, "stateOrCountry"))
            yield pointer("addresses", kind), (kind, city, state, text(at(place, "stateOrCountryDescription")))
