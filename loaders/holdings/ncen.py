"""Form N-CEN: who a registrant and its funds are, who advises them, where they are listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from themegraph.graph.claim import Claim, Entity, QualifierValue, Reading, Value
from themegraph.loaders.document import Document
from themegraph.loaders.extraction.lexicon import entity_of
from themegraph.loaders.holdings.form_codes import needs_family
from themegraph.loaders.holdings.form_fields import FormFields, RowFields, filing_notes, form_fields
from themegraph.loaders.holdings.form_identity import code_claim, code_notes, filer_entity, form_claim, identified
from themegraph.loaders.holdings.holders import holder_entity
from themegraph.loaders.holdings.portfolio import Portfolio
from themegraph.loaders.tables.source import table_source
from themegraph.ontology.codes import canonical
from themegraph.ontology.registry import Registry

EXTRACTOR = "holdings/ncen@1"
ADVISED = Decimal(
    "0.9"
)  # the form names the adviser, which is hardly ever another firm than the one that offers the fund
_REGISTRANT = "formData.registrantInfo."
_NAME, _SERIES, _LEI = "mgmtInvFundName", "mgmtInvSeriesId", "mgmtInvLei"
# The firms of a fund: the sheet that lists them, the fields with name and LEI, and whether they offer it.
_FIRMS = (
    ("advisers", "investmentAdviserName", "investmentAdviserLei", True),
    ("sub-advisers", "subAdviserName", "subAdviserLei", False),
    ("custodians", "custodianName", "custodianLei", False),
)


@dataclass(frozen=True, slots=True)
class Fund:
    """A fund of the report: its row and entity, the key by which other rows refer to it."""

    row: RowFields
    entity: Entity
    key: str


def read(document: Document, registry: Registry) -> Reading:
    """Return what an N-CEN report says of the identity of a registrant's funds and of the firms that serve them."""
    fields = form_fields(document)
    funds = [_fund(row, fields, registry) for row in _rows(fields, "funds")]
    claims = _once([*_registrant(fields, registry), *_funds(funds, fields, registry)])
    entities = dict.fromkeys(
        end for claim in claims for end in (claim.subject, claim.object) if isinstance(end, Entity)
    )
    source = table_source(document, registry, _notes(fields, funds))
    return Reading(source, document.text, tuple(claims), tuple(entities))


def _once(claims: list[Claim]) -> list[Claim]:
    """Return each statement at its first place; firms that serve all funds are named in each."""
    seen: dict[tuple[str, str, str], Claim] = {}
    for claim in claims:
        end = claim.object.id if isinstance(claim.object, Entity) else claim.object.value
        seen.setdefault((claim.predicate, claim.subject.id, end), claim)
    return list(seen.values())


def _rows(fields: FormFields, name: str) -> list[RowFields]:
    sheets = (sheet for sheet in fields.document.sheets if sheet.name == name)
    return [RowFields(fields.document, row, sheet) for sheet in sheets for row in sheet.rows]


def _fund(row: RowFields, fields: FormFields, registry: Registry) -> Fund:
    """Return a fund's entity; a name that any family may use is taken with the registrant's."""
    name, registrant = row.text(_NAME), fields.text(_REGISTRANT + "registrantFullName")
    shown = f"{registrant} {name}" if registrant and needs_family(name) and name != registrant else name
    series, lei = canonical("seriesId", row.text(_SERIES)), canonical("lei", row.text(_LEI))
    entity = holder_entity(
        Portfolio(shown or registrant or f"unnamed fund of {fields.document.name}", None, (), series=series, lei=lei),
        registry,
    )
    if entity.type == "Fund" and not entity.resolved and _is_traded(row):
        entity = replace(entity, type="ExchangeTradedFund")
    return Fund(row, entity, row.text(_SERIES, _NAME))


def _types(row: RowFields) -> Iterator[str]:
    return (value.casefold() for name, value in row.values.items() if name.startswith("fundType") and value)


def _is_index(row: RowFields) -> bool:
    return any("index" in kind for kind in _types(row)) or any(
        "indexFundInfo" in name and value for name, value in row.values.items()
    )


def _is_traded(row: RowFields) -> bool:
    return any(kind.startswith("exchange-traded") for kind in _types(row))


def _registrant(fields: FormFields, registry: Registry) -> Iterator[Claim]:
    paths = [("cik", _REGISTRANT + "registrantCik"), ("lei", _REGISTRANT + "registrantLei")]
    name = fields.text(_REGISTRANT + "registrantFullName")
    if name:
        cik, lei = (fields.text(path) for _, path in paths)
        yield from identified(fields, filer_entity(name, cik, lei, registry), paths, EXTRACTOR)


def _funds(funds: list[Fund], fields: FormFields, registry: Registry) -> Iterator[Claim]:
    for fund in funds:
        for scheme, name in (("seriesId", _SERIES), ("lei", _LEI)):
            place = (fund.row.row, fund.row.sheet)
            yield from code_claim(fields.document, fund.entity, (scheme, fund.row.text(name)), place, EXTRACTOR)
    by_key = {fund.key: fund.entity for fund in funds}
    for sheet, name, lei, offers in _FIRMS:
        for row in _rows(fields, sheet):
            if row.text(name):
                yield from _firm(row, (row.text(name), row.text(lei)), by_key if offers else {}, registry)
    yield from _symbols(fields, by_key, registry)


def _firm(row: RowFields, names: tuple[str, str], offered: dict[str, Entity], registry: Registry) -> Iterator[Claim]:
    """Yield the LEI of a firm, and that a fund is provided by its adviser."""
    name, lei = names
    firm, place = filer_entity(name, "", lei, registry), (row.row, row.sheet)
    yield from code_claim(row.document, firm, ("lei", lei), place, EXTRACTOR)
    fund = offered.get(row.text(_SERIES, _NAME))
    if fund is not None:
        yield form_claim(row.document, "providedBy", fund, firm, place, EXTRACTOR, {}, ADVISED)


def _symbols(fields: FormFields, by_key: dict[str, Entity], registry: Registry) -> Iterator[Claim]:
    """Yield the symbols of exchange-traded funds with their exchanges, and of funds with a single class of shares."""
    listed = _rows(fields, "exchanges")
    for row in listed:
        venue = _exchange(row.text("@fundExchange"), registry)
        given: dict[str, QualifierValue] = {"listingVenue": venue} if venue else {}
        yield from _symbol(row, by_key.get(row.text("etfSeriesId", "fundName")), row.text("@fundsTickerSymbol"), given)
    traded = {row.text("etfSeriesId", "fundName") for row in listed}
    classes = _rows(fields, "share classes")
    number = Counter(row.text(_SERIES, _NAME) for row in classes)
    for row in classes:
        key = row.text(_SERIES, _NAME)
        if number[key] == 1 and key not in traded:
            yield from _symbol(row, by_key.get(key), row.text("@sharesOutstandingTickerSymbol"), {})


def _symbol(row: RowFields, fund: Entity | None, symbol: str, given: dict[str, QualifierValue]) -> Iterator[Claim]:
    if fund is not None and symbol:
        place = (row.row, row.sheet)
        yield form_claim(row.document, "hasTicker", fund, Value(symbol, symbol), place, EXTRACTOR, given)


def _exchange(text: str, registry: Registry) -> Entity | None:
    known = [entry for entry in registry.entries if entry.type == "Exchange" and text in {entry.code, *entry.names}]
    return entity_of(known[0]) if len(known) == 1 else None


def _notes(fields: FormFields, funds: list[Fund]) -> Iterator[str]:
    yield from filing_notes(fields)
    yield from code_notes("The registrant", [("lei", fields.text(_REGISTRANT + "registrantLei"))])
    for fund in funds:
        yield from code_notes(
            fund.entity.label,
            [(scheme, fund.row.text(name)) for scheme, name in (("seriesId", _SERIES), ("lei", _LEI))],
        )
    index = [fund.entity.label for fund in funds if _is_index(fund.row)]
    if index:
        yield f"Index funds, whose indices Form N-CEN does not name: {'; '.join(index)}."
    if not funds:
        yield "The report describes no fund of the registrant."
