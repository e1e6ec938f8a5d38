"""Form 13F: what a manager held for its accounts at the end of a quarter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from themegraph.graph.claim import Reading, digest
from themegraph.loaders.document import Document
from themegraph.loaders.holdings.claims import portfolio_reading
from themegraph.loaders.holdings.form_fields import FILING, FormFields, RowFields, filing_notes, form_fields
from themegraph.loaders.holdings.form_identity import identified, unsound
from themegraph.loaders.holdings.holders import holder_entity
from themegraph.loaders.holdings.portfolio import Portfolio, Position
from themegraph.loaders.holdings.thirteen_f_period import period_of
from themegraph.loaders.holdings.thirteen_f_values import Scale, scale_notes, scale_of
from themegraph.ontology.codes import canonical
from themegraph.ontology.registry import Registry

LAYOUT = "13f"
CURRENCY = "USD"
_COVER, _SUMMARY = "formData.coverPage.", "formData.summaryPage."
_CIK = "headerData.filerInfo.filer.credentials.cik"
_CODES = (("cusip", "cusip"), ("figi", "figi"))
_AMOUNT, _TYPE = "shrsOrPrnAmt.sshPrnamt", "shrsOrPrnAmt.sshPrnamtType"


def read(document: Document, registry: Registry) -> Reading:
    """Return what a 13F filing says: its rows as claims of the manager, and who the manager is."""
    fields = form_fields(document)
    found = portfolio(fields)
    reading = portfolio_reading(document, found, registry)
    manager = holder_entity(found, registry)
    claims = tuple(identified(fields, manager, [("cik", _CIK)], f"holdings/{LAYOUT}@1"))
    things = () if reading.claims or claims else (manager,)
    source = replace(reading.source, things=(*reading.source.things, *things))
    entities = tuple(dict.fromkeys((*reading.entities, manager)))
    return replace(reading, source=source, claims=(*reading.claims, *claims), entities=entities)


def portfolio(fields: FormFields) -> Portfolio:
    """Return the filing as a portfolio of its manager; values in thousands become dollars."""
    rows = list(_rows(fields))
    as_of, told = period_of(fields)
    scale = scale_of(fields, as_of)
    managers = dict(_other_managers(fields))
    positions = tuple(_position(row, scale, managers) for row in rows)
    notes = (*_notes(fields, positions), told, *scale_notes(scale, positions), *_total_notes(fields, positions, scale))
    return Portfolio(
        holder=_manager(fields) or _unnamed(fields),
        as_of=as_of,
        positions=positions,
        fund=False,
        cik=canonical("cik", fields.text(_CIK, "header.cik")),
        currency=CURRENCY,
        layout=LAYOUT,
        notes=tuple(note for note in notes if note),
        confidence=scale.confidence,
        rejections=tuple(rejection for row in rows for rejection in row.rejections),
        form=fields.form,
        filed=fields.filed,
        accession=fields.text("header.accession"),
    )


def _rows(fields: FormFields) -> Iterator[RowFields]:
    for sheet in fields.document.sheets:
        if sheet.name != FILING:
            yield from (RowFields(fields.document, row, sheet) for row in sheet.rows)


def _manager(fields: FormFields) -> str:
    return fields.text(_COVER + "filingManager.name", "header.filer") or fields.document.metadata.about


def _unnamed(fields: FormFields) -> str:
    """Return a name for the manager of a table that stands alone, so that its rows are nobody else's."""
    return f"Unnamed manager of {fields.document.name} ({digest(fields.document.id)[:8]})"


def _position(row: RowFields, scale: Scale, managers: Mapping[str, str]) -> Position:
    name, title = row.text("nameOfIssuer"), row.text("titleOfClass")
    count, kind, value = row.number(_AMOUNT), row.text(_TYPE).upper(), row.number("value")
    counted = kind in {"SH", ""}
    return Position(
        row=row.row,
        sheet=row.sheet,
        name=name or title or "unnamed",
        title=f"{name} {title}".strip(),
        cusip=row.text("cusip"),
        figi=row.text("figi"),
        shares=count if counted else None,
        quantity=None if counted else count,
        unit="" if counted else f"{CURRENCY} principal" if kind == "PRN" else kind,
        amount=None if value is None else value * scale.factor,
        currency=CURRENCY,
        side=row.text("putCall").casefold(),
        note="; ".join((*_shared(row, managers), *unsound(row, _CODES))),
    )


def _shared(row: RowFields, managers: Mapping[str, str]) -> Iterator[str]:
    """Yield how discretion over a position is shared, and with whom, where it is not the manager's alone."""
    discretion = row.text("investmentDiscretion").upper()
    if discretion and discretion != "SOLE":
        yield f"investment discretion {discretion}"
    numbers = [number for number in row.text("otherManager").replace(",", " ").split() if number.strip("0")]
    if numbers:
        named = (
            f"{number} ({managers[number.lstrip('0')]})" if number.lstrip("0") in managers else number
            for number in numbers
        )
        yield f"other managers {', '.join(named)}"


def _other_managers(fields: FormFields) -> Iterator[tuple[str, str]]:
    """Yield the numbers by which rows refer to other managers, with their names."""
    for path, number in fields.under(_SUMMARY + "otherManagers2Info."):
        if path.endswith(".sequenceNumber"):
            name = fields.text(path.removesuffix("sequenceNumber") + "otherManager.name")
            if name:
                yield number.lstrip("0"), name


def _notes(fields: FormFields, positions: tuple[Position, ...]) -> Iterator[str]:
    yield from filing_notes(fields)
    if not _manager(fields):
        yield (
            "The table does not say whose holdings these are, so they are those of an unnamed manager: give its name as "
            f"`about` in {fields.document.name}.meta.json, or load the whole submission."
        )
    if fields.text(_COVER + "amendmentInfo.amendmentType").upper() == "NEW HOLDINGS":
        yield "This amendment lists only holdings that an earlier filing left out."
    if fields.text(_SUMMARY + "isConfidentialOmitted").casefold() in {"true", "y"}:
        yield "Some holdings are left out because the manager asks for confidential treatment."
    if not positions:
        others = [name for path, name in fields.under(_COVER + "otherManagersInfo.") if path.endswith(".name")]
        yield (
            f"The holdings are reported by {', '.join(others)}."
            if others
            else "The filing's table is not in this file."
        )


def _total_notes(fields: FormFields, positions: tuple[Position, ...], scale: Scale) -> Iterator[str]:
    """Yield where the rows are not as many, or not worth as much, as the summary page says."""
    entries, value = fields.number(_SUMMARY + "tableEntryTotal"), fields.number(_SUMMARY + "tableValueTotal")
    if entries is not None and entries != len(positions):
        yield f"The summary page counts {entries:,} rows; the table has {len(positions):,}."
    held = sum((position.amount for position in positions if position.amount is not None), Decimal(0))
    if value is not None and value * scale.factor != held:
        yield f"The summary page's total is {value * scale.factor:,} USD; the rows come to {held:,} USD."
