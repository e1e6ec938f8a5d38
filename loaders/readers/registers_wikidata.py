"""Items of Wikidata as rows: labels, aliases, and statements of the properties that the table of relations knows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from themegraph.loaders.readers.registers_rows import PlacedRow, RegisterSheet, at, items, pairs, pointer, text

_COLUMNS = ("item", "field", "value", "language or rank", "qualifiers")


def wikidata_sheet(data: Any) -> RegisterSheet | None:
    """Return the items of an entity export, a dump or a single entity, None for other data."""
    rows = [row for place, entity in _entities(data) for row in _described(place, entity)]
    return RegisterSheet("wikidata", _COLUMNS, rows, title="Wikidata items") if rows else None


def _entities(data: Any) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    found: list[tuple[tuple[str | int, ...], Any]] = [
        (("entities", key), entity) for key, entity in pairs(at(data, "entities"))
    ]
    found += [((number,), entity) for number, entity in items(data)]
    found += [((), data)] if text(at(data, "id")) else []
    for place, entity in found:
        if text(at(entity, "id")).startswith("Q") and ("labels" in entity or "claims" in entity):
            yield place, entity


def _described(place: tuple[str | int, ...], entity: Any) -> Iterator[PlacedRow]:
    item = text(entity["id"])
    yield pointer(*place, "id"), (item, "id", item, "", "")
    for language, label in sorted(pairs(at(entity, "labels"))):
        yield pointer(*place, "labels", language), (item, "label", text(at(label, "value")), language, "")
    for language, aliases in sorted(pairs(at(entity, "aliases"))):
        for number, alias in items(aliases):
            yield pointer(*place, "aliases", language, number), (item, "alias", text(at(alias, "value")), language, "")
    for name, statements in pairs(at(entity, "claims")):
        for number, statement in items(statements):
            value = _value(at(statement, "mainsnak"))
            if value:
                row = (item, name, value, text(at(statement, "rank")), _qualifiers(statement))
                yield pointer(*place, "claims", name, number), row


def _qualifiers(statement: Any) -> str:
    """Return the qualifiers of a statement as "P249=ABCD; P580=2020-01-01"."""
    found = (
        f"{name}={value.replace(';', ',')}"
        for name, snaks in pairs(at(statement, "qualifiers"))
        for _, snak in items(snaks)
        if (value := _value(snak))
    )
    return "; ".join(found)


def _value(snak: Any) -> str:
    """Return the value of a snak: text, the number of an item, a day; "" for none, unknown and other kinds."""
    value = at(snak, "datavalue", "value")
    if at(snak, "snaktype") != "value":
        return ""
    if isinstance(value, dict):
        if "time" in value:
            return text(value["time"]).lstrip("+")[:10].replace("-00", "")
        return text(value.get("id") or value.get("text") or value.get("amount"))
    return text(value)
