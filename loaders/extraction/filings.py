"""What a company's filing states by its form: the cover page, and tables whose columns are periods."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from themegraph.graph.claim import Entity, QualifierValue, Value
from themegraph.loaders.extraction.draft import Draft
from themegraph.loaders.extraction.identity import unknown_entity
from themegraph.loaders.extraction.lexicon import Mention
from themegraph.loaders.extraction.unit import Span
from themegraph.loaders.extraction.units import Line, unit_of

_CERTAIN = Decimal("0.95")
_CHARTER = re.compile(r"exact name of (?:the )?registrant", re.IGNORECASE)
_SEAT = re.compile(r"address of (?:its |the )?principal executive offices", re.IGNORECASE)
_CLASSES = re.compile(r"title of each class|trading symbol", re.IGNORECASE)
_SYMBOL = re.compile(r"(?<![\w$])([A-Z]{1,5})\s+(?:[Tt]he\s+)?$")
_SCALES = {"thousands": 10**3, "millions": 10**6, "billions": 10**9}
_SCALE = re.compile(r"\((?:[^()]*, )?in (thousands|millions|billions)\b", re.IGNORECASE)
_SPANNED = re.compile(
    r"(?:(?:three|six|nine|twelve) months ended|(?:fiscal )?(?:years?|quarters?) ended)", re.IGNORECASE
)
_DATE = re.compile(r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}, )?(?:19|20)\d\d")
_MEASURE = re.compile(r"\b(revenue|net sales|capital expenditures|operating income)\b", re.IGNORECASE)
_ROW = re.compile(
    r"(?P<label>[A-Z][A-Za-z&,’'/ -]{2,60}?)\s+(?P<cells>(?:\$\s?)?[\d,]+(?:\.\d+)?(?:\s+(?:\$\s?)?[\d,]+(?:\.\d+)?)+)"
)
# a row that says what it measures
_OTHER = re.compile(
    r"\b(?:revenue|sales|cost|costs|expenses?|profit|income|loss|margin|earnings|tax|taxes|assets|cash|shares|expenditures)\b",
    re.IGNORECASE,
)
_PROSE = 16  # a paragraph of more words than this ends a table


def filing_drafts(lines: Sequence[Line], about: Entity | None) -> Iterator[Draft]:
    """Yield what the cover says of its registrant, and a draft for each figure of a table of whom the document is about."""
    yield from _cover(lines, about)
    if about is not None:
        yield from _tables(lines, about)


def _cover(lines: Sequence[Line], about: Entity | None) -> Iterator[Draft]:
    registrant = about
    listed = 0
    for before, line in pairwise(lines):
        text = line.clean.text
        if _CHARTER.search(text):
            registrant = next((m.entity for m in before.mentions if m.entity.type == "Company"), None) or _named(before)
        listed = 4 if _CLASSES.search(text) else listed - 1
        if registrant is None:
            continue
        if _SEAT.search(text):
            yield from (
                _draft("headquarteredIn", registrant, m.entity, before, "cover-page") for m in _first(before, "Place")
            )
        elif listed >= 0:
            yield from _listing(registrant, line)


def _named(line: Line) -> Entity | None:
    """Return the company that a line of the cover names, in capitals or not."""
    words = " ".join(line.clean.text.split())
    return unknown_entity(words, "Company") if 0 < len(words.split()) <= 8 else None


def _listing(registrant: Entity, line: Line) -> Iterator[Draft]:
    for venue in _first(line, "Exchange"):
        symbol = _SYMBOL.search(line.clean.text[: venue.start])
        if symbol:
            qualifiers: dict[str, QualifierValue] = {"listingVenue": venue.entity}
            yield _draft("hasTicker", registrant, Value(symbol[1], symbol[1]), line, "cover-page", qualifiers)
            yield _draft("listedOn", registrant, venue.entity, line, "cover-page")


def _first(line: Line, kind: str) -> list[Mention]:
    return [m for m in line.mentions if m.entity.type == kind][:1]


@dataclass(frozen=True, slots=True)
class _Table:
    """What the lines above a row say of it."""

    spans: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    scale: int = 0
    measure: str = ""
    currency: str = ""

    def periods(self) -> tuple[str, ...]:
        """Return the period of each column, none where spans and dates do not go together."""
        if not self.spans or not self.dates or len(self.dates) % len(self.spans):
            return ()
        each = len(self.dates) // len(self.spans)
        return tuple(f"{self.spans[i // each].lower()} {day}" for i, day in enumerate(self.dates))


def _tables(lines: Sequence[Line], about: Entity) -> Iterator[Draft]:
    table = _Table()
    for line in lines:
        text = line.clean.text.strip()
        row = _ROW.fullmatch(text)
        if row and table.scale and table.measure:
            table = replace(table, currency="USD") if "$" in text else table
            yield from _row(row, table, about, line)
        elif len(text.split()) > _PROSE:
            table = _Table()
        else:
            table = _headed(text, table)


def _headed(text: str, table: _Table) -> _Table:
    """Return the table with what one more line of its head says."""
    spans, dates, scale, measure = (
        tuple(_SPANNED.findall(text)),
        tuple(_DATE.findall(text)),
        _SCALE.search(text),
        _MEASURE.search(text),
    )
    if spans and not _SPANNED.sub("", text).strip():
        table = _Table(spans=spans, measure=table.measure)
    elif dates and not _DATE.sub("", text).strip():
        table = replace(table, dates=dates)
    if scale:
        table = replace(table, scale=_SCALES[scale[1].lower()])
    if measure and text.endswith(":"):
        table = replace(table, measure=measure[1].lower())
    return table


def _row(row: re.Match[str], table: _Table, about: Entity, line: Line) -> Iterator[Draft]:
    periods, cells = table.periods(), re.findall(r"[\d,]+(?:\.\d+)?", row["cells"])
    if len(periods) != len(cells) or not table.currency:
        return
    label = row["label"] if _OTHER.search(row["label"]) else f"{row['label']} {table.measure}"
    for cell, period in zip(cells, periods, strict=True):
        qualifiers: dict[str, QualifierValue] = {
            "measure": label,
            "amount": Decimal(cell.replace(",", "")) * table.scale,
            "currency": table.currency,
            "periodText": period,
            "valueText": cell,
            "estimateKind": "outcome",
        }
        yield _draft("performance", about, Value(label, label), line, "table", qualifiers)


def _draft(
    relation: str,
    subject: Entity,
    thing: Entity | Value,
    line: Line,
    rule: str,
    qualifiers: dict[str, QualifierValue] | None = None,
) -> Draft:
    unit = unit_of(line)
    span = Span(0, len(unit.text))
    return Draft(
        relation=relation,
        subject=subject,
        object=thing,
        qualifiers=qualifiers or {},
        unit=unit,
        span=span,
        rule=f"structure/{rule}@1",
        status="asserted",
        derived=False,
        confidence=_CERTAIN,
        name=relation,
        match=None,
        passage=span,
    )
