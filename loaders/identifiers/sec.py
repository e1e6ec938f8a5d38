"""What the SEC's registers say: numbers, tickers, exchanges, former names, seats."""

from __future__ import annotations

from themegraph.graph.claim import Entity, QualifierValue, Reading
from themegraph.loaders.document import Document
from themegraph.loaders.identifiers.parties import coded, fund_series, registrant
from themegraph.loaders.identifiers.venues import exchange_entity, place_entity
from themegraph.loaders.identifiers.writing import Record
from themegraph.loaders.tables.sheet import Row
from themegraph.ontology.codes import canonical
from themegraph.ontology.registry import Registry


def read_tickers(document: Document, registry: Registry) -> Reading:
    """Return the claims of company_tickers.json: number and ticker of each company; two tickers of one are its listings."""
    sheet = document.sheets[0]
    record = Record(document, registry, sheet, "registers/sec-tickers@1", "\t".join(sheet.columns))
    for row in sheet.rows:
        cik, name, ticker, exchange = row.cells[:4]
        if not canonical("cik", cik):
            record.refuse(row, f"CIK {cik!r} does not have the form of one")
            continue
        company = registrant(cik, name, registry, (ticker,))
        record.identify(row, company, "cik", cik)
        venue = exchange_entity(exchange, registry)
        record.state(row, company, "hasTicker", ticker, {"listingVenue": venue} if venue else {})
        if venue:
            record.state(row, company, "listedOn", venue)
    return record.reading()


def read_series(document: Document, registry: Registry) -> Reading:
    """Return the claims of company_tickers_mf.json: the series of each fund and the tickers of its classes."""
    sheet = document.sheets[0]
    record = Record(document, registry, sheet, "registers/sec-series@1", "\t".join(sheet.columns))
    for row in sheet.rows:
        _, series, _, symbol = row.cells[:4]
        if canonical("seriesId", series):
            fund = fund_series(series)
            record.identify(row, fund, "seriesId", series)
            record.state(row, fund, "hasTicker", symbol)
        else:
            record.refuse(row, f"series {series!r} does not have the form of one")
    return record.reading()


def read_submissions(document: Document, registry: Registry) -> Reading:
    """Return the claims of a filer's submissions: its codes, tickers, exchanges, former names, business address."""
    sheet = document.sheets[0]
    record = Record(document, registry, sheet, "registers/sec-submissions@1", "\t".join(sheet.columns))
    first = {row.cells[0]: row for row in reversed(sheet.rows)}
    facts = {name: row.cells[1] for name, row in first.items()}
    tickers = tuple(row.cells[1] for row in sheet.rows if row.cells[0] == "ticker")
    if not canonical("cik", facts.get("cik", "")):
        record.refuse(sheet.rows[0], f"CIK {facts.get('cik', '')!r} does not have the form of one")
        return record.reading()
    company = coded(registrant(facts["cik"], facts.get("name", ""), registry, tickers), facts)
    for scheme in ("cik", "lei"):
        if scheme in facts:
            record.identify(first[scheme], company, scheme, facts[scheme])
    for scheme in ("ein", "sic"):
        if facts.get(scheme, "").strip("0"):
            given: dict[str, QualifierValue] = {"identifierScheme": scheme}
            if scheme == "sic" and facts.get("sicDescription"):
                given["note"] = facts["sicDescription"]
            record.state(first[scheme], company, "identifiedAs", facts[scheme], given)
    if "name" in facts:
        record.name(first["name"], company, facts["name"])
    for row in sheet.rows:
        _told(record, row, registry, company)
    return record.reading()


def _told(record: Record, row: Row, registry: Registry, company: Entity) -> None:
    """Add what a row with a ticker, a former name or the business address says."""
    kind, value, third, fourth = row.cells[:4]
    if kind == "ticker":
        venue = exchange_entity(third, registry)
        record.state(row, company, "hasTicker", value, {"listingVenue": venue} if venue else {})
        if venue:
            record.state(row, company, "listedOn", venue)
    elif kind == "formerName":
        days = " to ".join(day for day in (third, fourth) if day)
        record.state(row, company, "alsoKnownAs", value, {"note": f"former name, {days}" if days else "former name"})
    elif kind == "business":
        place = place_entity(value, third, fourth, registry)
        if place:
            record.state(row, company, "headquarteredIn", place)
