"""Tables of a market by year: “Year | WFE market | Growth” over “2025 | $116 billion | 11.5%”."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from themegraph.graph.claim import Entity, QualifierValue, Value
from themegraph.loaders.extraction.draft import Draft
from themegraph.loaders.extraction.filing_tables import table_draft
from themegraph.loaders.extraction.tables import Cell, cells_of
from themegraph.loaders.extraction.units import Line

_YEAR = re.compile(r"(?:FY|CY)?\s?(?P<year>(?:19|20)[0-9]{2})\s?(?P<ahead>[EF])?", re.IGNORECASE)
_YEARS = re.compile(r"years?|fiscal years?|period", re.IGNORECASE)
_GROWTH = re.compile(
    r"(?:annual |yearly |y/?o/?y |year-over-year )?(?:growth|change)(?: rate)?(?: \(?%?\)?)?", re.IGNORECASE
)


def market_tables(lines: Sequence[Line], text: str) -> Iterator[Draft]:
    """Yield the size and growth of the one market that a table's head names, year by year; `text` is the document's."""
    for group, found in groupby(
        lines, key=lambda line: line.sentence.block.group if line.sentence.block.kind == "table" else 0
    ):
        rows = list(found) if group else []
        if len(rows) > 1:
            yield from _table([cells_of(row, text) for row in rows], rows)


def _table(cells: Sequence[Sequence[Cell]], rows: Sequence[Line]) -> Iterator[Draft]:
    heads = cells[0]
    markets = {index: market for index, head in enumerate(heads) if (market := _market(head)) is not None}
    if not heads or not _YEARS.fullmatch(heads[0].words) or len(markets) != 1:
        return
    ((column, market),) = markets.items()
    growth = next((index for index, head in enumerate(heads) if _GROWTH.fullmatch(head.words)), 0)
    for line, row in zip(rows[1:], cells[1:], strict=True):
        year = _YEAR.fullmatch(row[0].words) if len(row) == len(heads) else None
        if year is None:
            continue
        when = _period(int(year["year"]), ahead=bool(year["ahead"]))
        yield from _figures(market, "marketEstimate", "market size", "Money", row[column], when, line)
        if growth:
            yield from _figures(market, "growth", "growth", "Percent", row[growth], when, line)


def _market(head: Cell) -> Entity | None:
    return next((m.entity for m in head.mentions if m.entity.type == "Market"), None)


def _period(year: int, *, ahead: bool) -> dict[str, QualifierValue]:
    return {
        "startDate": dt.date(year, 1, 1),
        "endDate": dt.date(year, 12, 31),
        "datePrecision": "year",
        "estimateKind": "forecast" if ahead else "estimate",
    }


def _figures(
    market: Entity, relation: str, label: str, kind: str, cell: Cell, when: dict[str, QualifierValue], line: Line
) -> Iterator[Draft]:
    """Yield what the one figure of a cell says of a market in a year."""
    found = [f for f in cell.figures if f.kind == kind and f.amount is not None]
    if len(found) != 1 or found[0].amount is None:
        return
    value: dict[str, QualifierValue] = {"valueText": found[0].text}
    value |= (
        {"amount": found[0].amount, "currency": found[0].currency} if kind == "Money" else {"percent": found[0].amount}
    )
    yield table_draft(relation, market, Value(label, label), line, "market-table", {**value, **when})
