"""LEI records, level 1 (who is who) and level 2 (who owns whom), from tables or JSON under the golden copy's names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation

from themegraph.graph.claim import Entity, QualifierValue, Reading
from themegraph.loaders.document import Document
from themegraph.loaders.identifiers.parties import legal_entity, lei_iri
from themegraph.loaders.identifiers.venues import place_entity
from themegraph.loaders.identifiers.writing import Record
from themegraph.loaders.tables.sheet import Row, Sheet
from themegraph.ontology.codes import canonical, fault_in_code
from themegraph.ontology.registry import Registry

NAME, CODE = "Entity.LegalName", "LEI"
START, END = "Relationship.StartNode.NodeID", "Relationship.EndNode.NodeID"
_KIND, _STATUS = "Relationship.RelationshipType", "Relationship.RelationshipStatus"
_PARENTS = {"IS_DIRECTLY_CONSOLIDATED_BY": "direct parent", "IS_ULTIMATELY_CONSOLIDATED_BY": "ultimate parent"}
_VOID = frozenset({"DUPLICATE", "ANNULLED"})
_MOST_PERIODS = 5
_OTHER_NAME = re.compile(r"Entity\.OtherEntityNames\.OtherEntityName\.[0-9]+")


def read(document: Document, registry: Registry) -> Reading:
    """Return the claims of LEI records whose columns the reader names."""
    sheet = document.sheets[0]
    return read_rows(document, registry, sheet, sheet.rows, "\t".join(sheet.columns))


def read_rows(document: Document, registry: Registry, sheet: Sheet, rows: Iterable[Row], header: str) -> Reading:
    """Return the claims of rows whose columns are the sheet's; level 2 where they give two ends of a relationship."""
    level = "lei-parents" if START in sheet.columns else "lei"
    record = Record(document, registry, sheet, f"registers/{level}@1", header)
    cells = [(row, dict(zip(sheet.columns, row.cells, strict=False))) for row in rows]
    if level == "lei":
        _level_1(record, cells)
    else:
        for row, given in cells:
            _relationship(record, row, given)
    return record.reading()


def _level_1(record: Record, rows: list[tuple[Row, dict[str, str]]]) -> None:
    parties = [_party(record, row, given) for row, given in rows]
    shared = Counter(party.id for party in {p.identifiers: p for p in parties if p}.values())
    for (row, given), party in zip(rows, parties, strict=True):
        if party is None:
            continue
        if shared[party.id] > 1:
            # two codes for one known company: neither is certain, so each stays a legal entity of its own
            record.notes.append(f"several LEIs here bear the name of {party.label}; none is taken for it")
            iri = lei_iri(canonical("lei", given[CODE]), party.type)
            party = Entity(iri, given[NAME], party.type, (), False, party.identifiers)
        _described(record, row, given, party)


def _party(record: Record, row: Row, given: Mapping[str, str]) -> Entity | None:
    code, name = given.get(CODE, ""), " ".join(given.get(NAME, "").split())
    status = given.get("Registration.RegistrationStatus", "")
    if not canonical("lei", code):
        record.refuse(row, fault_in_code("lei", code) or "no LEI")
        return None
    if status in _VOID:
        record.refuse(row, f"the registration is {status.lower()}")
        return None
    country, category = given.get("Entity.LegalAddress.Country", ""), given.get("Entity.EntityCategory", "")
    return legal_entity(code, name, record.registry, country=country, category=category)


def _described(record: Record, row: Row, given: Mapping[str, str], party: Entity) -> None:
    record.identify(row, party, "lei", given[CODE])
    numbered = (value for column, value in given.items() if _OTHER_NAME.fullmatch(column))
    for name in (given.get(NAME, ""), *given.get("Entity.OtherEntityNames", "").split(" | "), *numbered):
        record.name(row, party, name.strip())
    seat = "Entity.HeadquartersAddress."
    place = place_entity(
        given.get(f"{seat}City", ""), given.get(f"{seat}Region", ""), given.get(f"{seat}Country", ""), record.registry
    )
    if place and party.type != "Fund":
        record.state(row, party, "headquarteredIn", place)


def _relationship(record: Record, row: Row, given: Mapping[str, str]) -> None:
    """Add who consolidates whom; other relationships and ended ones are reported, not asserted."""
    kind = given.get(_KIND, "")
    ends = [given.get(START, ""), given.get(END, "")]
    fault = next((f for code in ends if (f := fault_in_code("lei", code) or ("" if code else "no LEI"))), "")
    if fault:
        record.refuse(row, fault)
    elif kind not in _PARENTS:
        record.refuse(row, f"the relationship {kind or 'without a kind'} is no parent's")
    elif given.get(_STATUS, "ACTIVE") in {"INACTIVE", "NULL"}:
        record.refuse(row, "the relationship has ended")
    else:
        child, parent = (_bare(code, record.registry) for code in ends)
        record.state(row, child, "subsidiaryOf", parent, {"note": _PARENTS[kind], **_qualifiers(given)})
        record.identify(row, child, "lei", ends[0])
        record.identify(row, parent, "lei", ends[1])


def _bare(code: str, registry: Registry) -> Entity:
    """Return a legal entity of which the row gives nothing but the LEI; consolidation is of organizations."""
    party = legal_entity(code, "", registry)
    return party if party.resolved else replace(party, type="Organization")


def _qualifiers(given: Mapping[str, str]) -> dict[str, QualifierValue]:
    """Return the period of the relationship and the stake, where the row gives them."""
    found: dict[str, QualifierValue] = {}
    number = next((n for n in range(1, _MOST_PERIODS + 1) if _of_relationship(given, n)), 1)
    for column, name in (("startDate", "startDate"), ("endDate", "endDate")):
        day = _day(given.get(f"Relationship.Period.{number}.{column}", ""))
        if day:
            found |= {name: day, "datePrecision": "day"}
    stake = given.get("Relationship.Quantifiers.1.QuantifierAmount", "")
    try:
        percent = Decimal(stake) if stake else None
    except InvalidOperation:
        percent = None
    if (
        percent is not None
        and 0 < percent <= 100
        and "PERCENT" in given.get("Relationship.Quantifiers.1.QuantifierUnits", "PERCENT")
    ):
        found["stakePercent"] = percent
    return found


def _of_relationship(given: Mapping[str, str], number: int) -> bool:
    return given.get(f"Relationship.Period.{number}.periodType", "") == "RELATIONSHIP_PERIOD"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
