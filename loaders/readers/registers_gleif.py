"""LEI records, level 1 and 2, of GLEIF's interface and of its golden copy, as rows under the golden copy's names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from themegraph.loaders.readers.registers_rows import PlacedRow, RegisterSheet, at, items, pairs, pointer, text

# Names of the golden copy's columns, beside the paths of the interface's records.
_LEVEL_1 = {
    "LEI": ("lei",),
    "Entity.LegalName": ("entity", "legalName", "name"),
    "Entity.OtherEntityNames": ("entity", "otherNames"),
    "Entity.EntityCategory": ("entity", "category"),
    "Entity.LegalAddress.Country": ("entity", "legalAddress", "country"),
    "Entity.HeadquartersAddress.City": ("entity", "headquartersAddress", "city"),
    "Entity.HeadquartersAddress.Region": ("entity", "headquartersAddress", "region"),
    "Entity.HeadquartersAddress.Country": ("entity", "headquartersAddress", "country"),
    "Entity.EntityStatus": ("entity", "status"),
    "Registration.RegistrationStatus": ("registration", "status"),
}
_LEVEL_2 = {
    "Relationship.StartNode.NodeID": ("relationship", "startNode", "id"),
    "Relationship.EndNode.NodeID": ("relationship", "endNode", "id"),
    "Relationship.RelationshipType": ("relationship", "type"),
    "Relationship.RelationshipStatus": ("relationship", "status"),
    "Relationship.Period.1.startDate": ("relationship", "periods", "startDate"),
    "Relationship.Period.1.endDate": ("relationship", "periods", "endDate"),
    "Registration.RegistrationStatus": ("registration", "status"),
}
_OF_TYPE = {"lei-records": ("lei", _LEVEL_1), "relationship-records": ("lei-parents", _LEVEL_2)}
_PERIOD = "RELATIONSHIP_PERIOD"
_NAMES_APART = " | "


def lei_sheet(data: Any) -> RegisterSheet | None:
    """Return LEI records or their relationships as rows, None for other data."""
    records = list(_records(data))
    kinds = {text(at(record, "type")) for _, record in records}
    for name, (kind, columns) in _OF_TYPE.items():
        if name in kinds:
            chosen = [(place, record) for place, record in records if text(at(record, "type")) == name]
            rows = [(place, tuple(_cell(record, path) for path in columns.values())) for place, record in chosen]
            return RegisterSheet(
                kind, tuple(columns), rows, title="LEI records" if kind == "lei" else "LEI relationships"
            )
    return _golden(data)


def _records(data: Any) -> Iterator[tuple[str, Any]]:
    """Yield the records of an answer with their places: `data` is one record or a list of them."""
    body = at(data, "data")
    if isinstance(body, dict):
        yield "/data", body
    for number, record in items(body):
        yield pointer("data", number), record


def _cell(record: Any, path: tuple[str, ...]) -> str:
    inside = at(record, "attributes")
    if path[-1] == "otherNames":
        names = (text(at(name, "name")) for _, name in items(at(inside, *path)))
        return _NAMES_APART.join(name for name in names if name)
    if "periods" in path:
        periods = [period for _, period in items(at(inside, *path[:-1])) if text(at(period, "type")) == _PERIOD]
        return text(at(periods, 0, path[-1]))[:10]
    return text(at(inside, *path))


def _golden(data: Any) -> RegisterSheet | None:
    """Return the rows of a golden copy in JSON, whose values stand under "$"."""
    for name, kind, columns in (("records", "lei", _LEVEL_1), ("relations", "lei-parents", _LEVEL_2)):
        records = list(items(at(data, name)))
        if records:
            rows = [_golden_row(name, number, record, columns) for number, record in records]
            return RegisterSheet(
                kind, tuple(columns), rows, title="LEI records" if kind == "lei" else "LEI relationships"
            )
    return None


def _golden_row(name: str, number: int, record: Any, columns: dict[str, tuple[str, ...]]) -> PlacedRow:
    inside = at(record, "RelationshipRecord") or record
    return pointer(name, number), tuple(_golden_cell(inside, column) for column in columns)


def _golden_cell(record: Any, column: str) -> str:
    path = column.split(".")
    if path[-1] == "OtherEntityNames":
        names = items(at(record, "Entity", "OtherEntityNames", "OtherEntityName"))
        return _NAMES_APART.join(_value(name) for _, name in names if _value(name))
    if "Period" in path:
        for _, period in items(at(record, "Relationship", "RelationshipPeriods", "RelationshipPeriod")):
            if _value(at(period, "PeriodType")) == _PERIOD:
                return _value(next((v for k, v in pairs(period) if k.casefold() == path[-1].casefold()), None))[:10]
        return ""
    return _value(at(record, *path))


def _value(node: Any) -> str:
    return text(at(node, "$")) if isinstance(node, dict) else text(node)
