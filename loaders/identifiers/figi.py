"""OpenFIGI's answers: the codes, tickers and exchanges of securities; a job without an answer is reported."""

from __future__ import annotations

from themegraph.graph.claim import Entity, Reading
from themegraph.loaders.document import Document
from themegraph.loaders.holdings.issuer_names import shown_name
from themegraph.loaders.identifiers.parties import named_company
from themegraph.loaders.identifiers.venues import venue_of
from themegraph.loaders.identifiers.writing import Record
from themegraph.loaders.tables.sheet import Row
from themegraph.ontology.codes import canonical, fault_in_code
from themegraph.ontology.entry import ID_BASE
from themegraph.ontology.registry import Registry
from themegraph.ontology.tickers import parse_ticker

_LEVELS = ("shareClassFIGI", "compositeFIGI", "figi")  # the widest first: one share class trades in many places
_SHARES = frozenset({"Common Stock", "Preference", "Depositary Receipt", "REIT", "Preferred Stock"})


def read(document: Document, registry: Registry) -> Reading:
    """Return the claims of the answers: each FIGI is the security's, a share's ticker the company's listing."""
    sheet = document.sheets[0]
    record = Record(document, registry, sheet, "registers/openfigi@1", "\t".join(sheet.columns))
    for row in sheet.rows:
        given = dict(zip(sheet.columns, row.cells, strict=False))
        if given["fault"]:
            record.refuse(row, f"job {given['job']} has no answer: {given['fault']}")
        elif not canonical("figi", given["figi"]):
            record.refuse(row, fault_in_code("figi", given["figi"]) or "no FIGI")
        else:
            _answer(record, row, given)
    return record.reading()


def _answer(record: Record, row: Row, given: dict[str, str]) -> None:
    security = _security(given)
    for level in reversed(_LEVELS):
        record.identify(row, security, "figi", given[level])
    ticker, exchange = given["ticker"], given["exchCode"]
    if not ticker:
        return
    venue = venue_of(ticker, exchange, "", record.registry)
    listed = _issuer(record, given) if given["securityType2"] in _SHARES else security
    record.state(row, listed, "hasTicker", ticker, {"listingVenue": venue} if venue else {})
    if venue:
        record.state(row, listed, "listedOn", venue)


def _issuer(record: Record, given: dict[str, str]) -> Entity:
    symbol = parse_ticker(given["ticker"], exchange=given["exchCode"])
    country = symbol.country if symbol else ""
    return named_company(given["name"], record.registry, ticker=given["ticker"], country=country)


def _security(given: dict[str, str]) -> Entity:
    """Return the security: the share class where it is one, with the codes of all levels."""
    codes = tuple(dict.fromkeys(code for level in _LEVELS if (code := canonical("figi", given[level]))))
    name = shown_name(given["name"]) if given["securityType2"] in _SHARES else given["name"]
    kind = given["securityType2"] or given["securityType"]
    described = "" if given["securityType2"] in _SHARES else given["securityDescription"]
    label = ", ".join(part for part in (name, described or kind) if part) or codes[0]
    identifiers = tuple(sorted(("figi", code) for code in codes))
    return Entity(f"{ID_BASE}security/figi-{codes[0].lower()}", label, "Security", (), False, identifiers)
