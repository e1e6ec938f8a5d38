"""Form N-PORT: what a fund or a series of one held at the end of a month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from themegraph.graph.claim import Claim, Entity, Reading, Rejection
from themegraph.loaders.document import Document
from themegraph.loaders.holdings.claims import portfolio_reading
from themegraph.loaders.holdings.contracts import contract_note, contract_side, is_contract
from themegraph.loaders.holdings.form_codes import meaning, needs_family
from themegraph.loaders.holdings.form_fields import FILING, FormFields, RowFields, counted, filing_notes, form_fields
from themegraph.loaders.holdings.form_identity import code_notes, filer_entity, identified, unsound
from themegraph.loaders.holdings.holders import holder_entity
from themegraph.loaders.holdings.nport_totals import total_notes
from themegraph.loaders.holdings.portfolio import Portfolio, Position
from themegraph.loaders.holdings.security_kinds import has_company
from themegraph.ontology.codes import canonical
from themegraph.ontology.registry import Registry

LAYOUT = "nport"
CURRENCY = "USD"  # valUSD, whatever the security is denominated in
_GENERAL = "formData.genInfo."
_CODES = (("cusip", "cusip"), ("isin", "identifiers.isin@value"), ("lei", "lei"))
_SERIES_ID, _SERIES_LEI = _GENERAL + "seriesId", _GENERAL + "seriesLei"


def read(document: Document, registry: Registry) -> Reading:
    """Return what an N-PORT report says: its positions as claims of the fund, and who fund and registrant are."""
    fields = form_fields(document)
    found = portfolio(fields)
    reading = portfolio_reading(document, found, registry)
    fund = holder_entity(found, registry)
    claims = tuple(_identity(fields, fund, registry))
    subjects = (fund, *(claim.subject for claim in claims))
    entities = tuple(dict.fromkeys((*reading.entities, *subjects)))
    things = () if reading.claims or claims else (fund,)
    source = replace(reading.source, things=(*reading.source.things, *things))
    return replace(reading, source=source, claims=(*reading.claims, *claims), entities=entities)


def _identity(fields: FormFields, fund: Entity, registry: Registry) -> Iterator[Claim]:
    """Yield the codes of the fund and of its registrant, which is the fund itself where it has no series."""
    extractor = f"holdings/{LAYOUT}@1"
    codes = [("cik", _GENERAL + "regCik"), ("lei", _GENERAL + "regLei")]
    yield from identified(fields, fund, [("seriesId", _SERIES_ID), ("lei", _SERIES_LEI)], extractor)
    name = fields.text(_GENERAL + "regName")
    if not fields.text(_SERIES_ID):
        yield from identified(fields, fund, codes[:1], extractor)
    elif name and name != fund.label:
        cik, lei = (fields.text(path) for _, path in codes)
        yield from identified(fields, filer_entity(name, cik, lei, registry), codes, extractor)


def portfolio(fields: FormFields) -> Portfolio:
    """Return the report as a portfolio; the fund is the series, or the registrant where it has none."""
    read_rows = sorted(_rows(fields), key=lambda each: each.row.number)
    positions = tuple(_position(row) for row in read_rows)
    as_of = fields.day(_GENERAL + "repPdDate")
    return Portfolio(
        holder=_fund_name(fields),
        as_of=as_of,
        positions=positions,
        lei=canonical("lei", fields.text(_SERIES_LEI)),
        series=canonical("seriesId", fields.text(_SERIES_ID)),
        stated_amount=fields.number("formData.fundInfo.netAssets"),
        currency=CURRENCY,
        layout=LAYOUT,
        notes=(*_notes(fields, positions), *total_notes(fields, positions)),
        rejections=tuple(_rejections(read_rows)),
        form=fields.form,
        filed=fields.filed,
        accession=fields.text("header.accession"),
    )


def _rows(fields: FormFields) -> Iterator[RowFields]:
    for sheet in fields.document.sheets:
        if sheet.name != FILING:
            yield from (RowFields(fields.document, row, sheet) for row in sheet.rows)


def _rejections(rows: list[RowFields]) -> Iterator[Rejection]:
    for row in rows:
        yield from row.rejections


def _fund_name(fields: FormFields) -> str:
    """Return the fund's name; a series whose name any family may use is named with its registrant."""
    series, registrant = fields.text(_GENERAL + "seriesName"), fields.text(_GENERAL + "regName")
    if not series or series == registrant:
        return registrant or series or f"unnamed fund of {fields.document.name}"
    return f"{registrant} {series}" if registrant and needs_family(series) else series


def _position(row: RowFields) -> Position:
    """Return a row as a position. A contract is named by its title: its `name` is whom it was made with."""
    name, title = row.text("name"), row.text("title")
    contract = is_contract(row)
    shown = (title or name if contract else name or title) or "unnamed"
    balance, unit, asset_class = row.number("balance"), row.text("units"), _asset_class(row)
    return Position(
        row=row.row,
        sheet=row.sheet,
        name=shown,
        title=shown if contract else _titled(name, title),
        ticker=row.text("identifiers.ticker@value"),
        isin=row.text("identifiers.isin@value"),
        cusip=row.text("cusip"),
        sedol=_other(row, "sedol"),
        figi=_other(row, "figi"),
        lei="" if contract else row.text("lei"),
        weight=row.number("pctVal"),
        shares=balance if unit == "NS" else None,
        quantity=balance if unit != "NS" else None,
        unit=_unit(row, unit),
        amount=row.number("valUSD"),
        currency=CURRENCY,
        asset_class=asset_class,
        country=row.text("invCountry"),
        side=contract_side(row) if contract else _side(row),
        note="; ".join(_note(row, contract, has_company(shown, asset_class, ""))),
    )


def _note(row: RowFields, contract: bool, company: bool) -> Iterator[str]:
    """Yield what of a row no other field of its claim holds."""
    yield from _denomination(row, row.text("units"))
    if contract:
        yield from contract_note(row)
    elif not company and canonical("lei", row.text("lei")):
        yield f"issuer's LEI {row.text('lei')}"
    yield from unsound(row, _CODES)


def _side(row: RowFields) -> str:
    """Return how a security is held other than long."""
    profile = row.text("payoffProfile").casefold()
    return "" if profile == "long" else profile


def _titled(name: str, title: str) -> str:
    """Return what names the security: its title, with the issuer's name where the title has no word of it."""
    words = {word for word in name.casefold().split() if len(word) > 2}
    return title if words.intersection(title.casefold().split()) else f"{name} {title}".strip() or "unnamed"


def _other(row: RowFields, scheme: str) -> str:
    """Return an identifier that the form names in words of its own."""
    for name in _described(row.sheet.columns):
        if scheme in row.text(name).casefold():
            return row.text(f"{name.removesuffix('@otherDesc')}@value")
    return ""


@lru_cache(maxsize=64)
def _described(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns that describe other identifiers."""
    return tuple(name for name in columns if name.startswith("identifiers.other") and name.endswith("@otherDesc"))


def _unit(row: RowFields, unit: str) -> str:
    """Return the measure of a balance that is no count of shares: contracts, or principal in its currency."""
    words = row.text("descOthUnits") or meaning("units", unit)
    currency = row.text("curCd", "currencyConditional@curCd")
    return f"{currency} {words}".strip() if unit == "PA" else words


def _asset_class(row: RowFields) -> str:
    asset = meaning("assets", row.text("assetCat", "assetConditional@assetCat"))
    issuer = meaning("issuers", row.text("issuerCat", "issuerConditional@issuerCat"))
    told = (asset, row.text("assetConditional@desc"), issuer, row.text("issuerConditional@desc"))
    return "; ".join(dict.fromkeys(words for words in told if words))


def _denomination(row: RowFields, unit: str) -> Iterator[str]:
    """Yield the currency of a security in another currency than the dollar, with the rate that the form gives."""
    currency, rate = row.text("curCd", "currencyConditional@curCd"), row.text("currencyConditional@exchangeRt")
    if currency and currency != CURRENCY and (unit != "PA" or rate):
        yield f"in {currency}" + (f" at {rate} a dollar" if rate else "")


def _notes(fields: FormFields, positions: tuple[Position, ...]) -> Iterator[str]:
    yield from filing_notes(fields)
    yield from code_notes("The fund", [("seriesId", fields.text(_SERIES_ID)), ("lei", fields.text(_SERIES_LEI))])
    if fields.text("headerData.isConfidential").casefold() == "true":
        yield "The report is marked confidential."
    if fields.day(_GENERAL + "repPdDate") is None:
        yield "The report gives no day on which these positions were held."
    if not positions:
        yield "The report lists no position."
    unknown = sum(position.amount is None for position in positions)
    if unknown:
        yield f"The value of {counted(unknown, 'position')} cannot be read."
    below = sum(position.amount < 0 for position in positions if position.amount is not None)
    if below:
        yield f"The value of {counted(below, 'position')} is below zero: sold short, or contracts at a loss."
