"""Tables of identifiers of any form: a row is a company, its columns are known by their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from importlib.resources import files

import yaml

from themegraph.graph.claim import Entity, Reading
from themegraph.loaders.document import Document
from themegraph.loaders.extraction.wordlists import FAST_LOADER
from themegraph.loaders.holdings.columns import MEASURING, heading, roles_of
from themegraph.loaders.identifiers import lei
from themegraph.loaders.identifiers.parties import coded, legal_entity, named_company, registrant
from themegraph.loaders.identifiers.venues import place_entity, venue_of
from themegraph.loaders.identifiers.writing import Record
from themegraph.loaders.tables.sheet import Row, Sheet
from themegraph.ontology.codes import canonical
from themegraph.ontology.registry import Registry

CODES = ("lei", "cik", "isin", "cusip", "sedol", "figi", "wikidataId")
_PREAMBLE = 30  # rows in which the header is looked for
_GUESSED = Decimal("0.95")
_GOLDEN = (lei.NAME, lei.START)  # columns of the LEI golden copy


def read(document: Document, registry: Registry) -> Reading | None:
    """Return the claims of a table of identifiers; None where it measures holdings or has no column of codes."""
    for sheet in document.sheets:
        for number, row in enumerate(sheet.rows[:_PREAMBLE]):
            if any(role in MEASURING for role in roles_of(row.cells)):
                return None
            if any(name in row.cells for name in _GOLDEN):
                named = replace(sheet, columns=row.cells)
                return lei.read_rows(document, registry, named, sheet.rows[number + 1 :], "\t".join(row.cells))
            columns = columns_of(row.cells)
            if _is_header(columns):
                return _read(document, registry, sheet, number, columns)
    return None


def columns_of(cells: Sequence[str]) -> dict[str, int]:
    """Return the column of each kind of code, name or place that a row of headings names.

    >>> columns_of(["Company Name", "CIK", "Ticker Symbol"])
    {'cik': 1, 'ticker': 2, 'name': 0}
    """
    names = {heading(cell): number for number, cell in reversed(list(enumerate(cells))) if cell.strip()}
    found = {role: next((names[alias] for alias in each if alias in names), -1) for role, each in _aliases().items()}
    return {role: number for role, number in found.items() if number >= 0}


@cache
def _aliases() -> Mapping[str, tuple[str, ...]]:
    text = files("themegraph.loaders.identifiers").joinpath("columns.yaml").read_text(encoding="utf-8")
    return {role: tuple(each) for role, each in yaml.load(text, Loader=FAST_LOADER).items()}


def _is_header(columns: Mapping[str, int]) -> bool:
    """Tell whether columns are those of a table of identifiers: a code with a name or another code."""
    codes = [role for role in (*CODES, "ticker") if role in columns]
    return bool(codes) and len(codes) + ("name" in columns) > 1


def _read(document: Document, registry: Registry, sheet: Sheet, head: int, columns: Mapping[str, int]) -> Reading:
    header = sheet.rows[head]
    record = Record(document, registry, sheet, "registers/table@1", "\t".join(header.cells), _GUESSED)
    taken = ", ".join(f"{header.cells[number]!r} as {role}" for role, number in columns.items())
    record.notes.append(f"columns were understood by their names: {taken}")
    for row in sheet.rows[head + 1 :]:
        given = {role: row.cells[n].strip() for role, n in columns.items() if n < len(row.cells)}
        _row(record, row, given)
    return record.reading()


def _row(record: Record, row: Row, given: Mapping[str, str]) -> None:
    party = _party(record.registry, given)
    if party is None:
        record.refuse(row, "neither a name nor a sound code of a company")
        return
    for scheme in CODES:
        record.identify(row, party, scheme, given.get(scheme, ""))
    ticker, exchange = given.get("ticker", ""), given.get("exchange", "")
    if ticker.strip("-– "):
        venue = venue_of(ticker, exchange, given.get("country", ""), record.registry)
        record.state(row, party, "hasTicker", ticker, {"listingVenue": venue} if venue else {})
        if venue:
            record.state(row, party, "listedOn", venue)
    for name in (given.get("name", ""), given.get("alias", "")):
        record.name(row, party, name)
    place = place_entity(given.get("city", ""), given.get("region", ""), given.get("country", ""), record.registry)
    if place and party.type != "Fund":
        record.state(row, party, "headquarteredIn", place)


def _party(registry: Registry, given: Mapping[str, str]) -> Entity | None:
    """Return the entity of a row: by its CIK, its LEI, its name; None where it has none of them."""
    name, country = " ".join(given.get("name", "").split()), given.get("country", "")
    if canonical("cik", given.get("cik", "")):
        return coded(registrant(given["cik"], name, registry, (given.get("ticker", ""),)), given)
    if canonical("lei", given.get("lei", "")):
        known = legal_entity(given["lei"], name, registry, country=country, category=given.get("category", ""))
        return coded(known, given)
    if not name:
        return None
    return coded(named_company(name, registry, ticker=given.get("ticker", ""), country=_code(country)), given)


def _code(country: str) -> str:
    return country.upper() if len(country) == 2 else ""
