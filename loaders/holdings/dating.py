"""The day of a list of holdings, and which of its numbers is the month."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath

from themegraph.loaders.document import Document
from themegraph.loaders.holdings.days import Day, Order, find_day, order_of, serial_day
from themegraph.loaders.holdings.preamble import About
from themegraph.loaders.holdings.tables import Table

_EUROPEAN = re.compile(r"\b(?:UCITS|SICAV|FCP|OEIC|ICAV|OGAW|OPCVM|OICVM)\b")
_FOREIGN_ISIN = re.compile(r"(?<![A-Z0-9])(?!US|CA)[A-Z]{2}[A-Z0-9]{9}\d(?![A-Z0-9])")
_BRITISH = re.compile(r"\bas at\b", re.IGNORECASE)
_SATURDAY = 5


def day_of(text: str, name: str, table: Table, about: About, document: Document, notes: list[str]) -> Day | None:
    """Return the day of a list, from its rows (`text`), the lines around, the metadata or the file's name.

    `name` is the fund's. What was guessed is added to `notes`.
    """
    order = _order(text, name, table, about, document)
    found = (find_day(text, order) or serial_day(text)) if text else None
    found = found or about.day(order)
    if found is None:
        return _day_elsewhere(document, notes)
    if found.other is not None:
        found = _decided(found, notes)
    if found.precision != "day":
        notes.append(f"the file gives a {found.precision} only: {found.day} is its last day")
    return found


def _decided(found: Day, notes: list[str]) -> Day:
    """Return the reading of a doubtful day on which markets are open, where the other is on a weekend, with a note."""
    days = (found.day, found.other or found.day)
    working = [day for day in days if day.weekday() < _SATURDAY]
    if len(working) == 1:
        closed = next(day for day in days if day not in working)
        notes.append(f"the day was read as {working[0]}, as {closed} is a {closed:%A}")
        return Day(working[0])
    notes.append(f"the day may be {days[0]} or {days[1]}: nothing tells which number is the month")
    return found


def _day_elsewhere(document: Document, notes: list[str]) -> Day | None:
    named = find_day(_stem(document))
    issued = document.metadata.issued
    if len(issued) == 10:
        notes.append(f"the file gives no day: {issued} is from the document's metadata")
        return Day(date.fromisoformat(issued))
    if named is not None and named.precision == "day":
        doubt = f" (or {named.other})" if named.other else ""
        notes.append(f"the file gives no day: {named.day}{doubt} is from the name of the file")
        return named
    notes.append("the file gives no day: its positions have none")
    return None


def _order(text: str, name: str, table: Table, about: About, document: Document) -> Order | None:
    """Return the order of day and month: one that the file's name or the metadata decides, the layout's, else what tells.

    That is a day above 12, a fund of European law, "as at".
    """
    texts = [text, *(each for _, each, _ in about.days)]
    above = [text, *about.announced]
    known = [day for day in (find_day(_stem(document)), find_day(document.metadata.issued)) if day and not day.other]
    for day in known:
        agreed = _agreeing(texts, day.day)
        if agreed is not None:
            return agreed
    if table.layout is not None and table.layout.order is not None:
        return table.layout.order
    column = table.roles.get("date")
    if column is not None:
        above += list(dict.fromkeys(row.cells[column] for row in table.rows if column < len(row.cells)))[:500]
    around = " ".join((name, about.text("fund"), about.text("isin"), _stem(document)))
    european = _EUROPEAN.search(around.upper()) or _FOREIGN_ISIN.search(around)
    told = order_of(above) or ("dmy" if european or any(map(_BRITISH.search, above)) else None)
    return told or order_of(texts)


def _agreeing(texts: Sequence[str], known: date) -> Order | None:
    """Return the order in which one of the texts gives a day that is known otherwise."""
    orders: tuple[tuple[Order, Order], ...] = (("mdy", "dmy"), ("dmy", "mdy"))
    for order, other in orders:
        days = [(find_day(text, order), find_day(text, other)) for text in texts]
        if any(day != wrong and day is not None and day.day == known for day, wrong in days):
            return order
    return None


def _stem(document: Document) -> str:
    return PurePosixPath(document.name).stem.replace("_", " ")
