"""The columns of an exported network: what every node and every edge says, and of what type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from themegraph.graph.qualifiers import kind_of
from themegraph.ontology.terms import RELATIONS

Kind = Literal["text", "texts", "decimal", "integer", "boolean", "date", "statements"]
Statement = Mapping[str, object]
Cell = str | Decimal | int | bool | date | tuple[str, ...] | tuple[Statement, ...] | None
Row = Mapping[str, Cell]

DIGITS, PLACES = 38, 10  # of a decimal in a column


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `kind` is the type of its cells, any of which may be empty."""

    name: str
    kind: Kind = "text"


def _qualifiers() -> Iterator[Column]:
    """Yield a column for each qualifier that a fact between two things may have, each once."""
    facts = (relation for relation in RELATIONS.values() if not relation.object_is_literal)
    names = dict.fromkeys(name for fact in facts for name in (*fact.identity, *fact.qualifiers))
    for name in names:
        kind = kind_of(name)
        yield Column(name, "text" if kind in {"concept", "entity"} else kind)  # type: ignore[arg-type]


QUALIFIERS = tuple(_qualifiers())
KIND_OF: Mapping[str, Kind] = {column.name: column.kind for column in QUALIFIERS}

#: Of a thing. `id` is its IRI, `type` its narrowest class.
NODE_COLUMNS = (
    Column("id"),
    Column("label"),
    Column("type"),
    Column("aliases", "texts"),
    Column("resolved", "boolean"),
    *map(Column, ("legalName", "lei", "cik", "wikidataId", "mic", "countryCode", "hasTicker")),
)

#: Of a fact between two things. `id`, `source` and `target` are IRIs; from `sentence` to `derived` the first claim speaks;
#: `more` has what no column can hold, as name=value.
EDGE_COLUMNS = (
    *map(Column, ("id", "source", "target", "label", "predicate")),
    Column("mutual", "boolean"),
    Column("weight", "decimal"),
    *QUALIFIERS,
    Column("more", "texts"),
    *map(Column, ("sentence", "document", "title", "publisher", "published", "claimant", "cited")),
    Column("confidence", "decimal"),
    Column("status"),
    Column("derived", "boolean"),
    Column("claims", "integer"),
    Column("doubts", "integer"),
    Column("statements", "statements"),
)


def used(columns: tuple[Column, ...], rows: tuple[Row, ...], *, apart: tuple[str, ...]) -> list[Column]:
    """Return the columns that some row fills, without some named ones and without lists of statements."""
    kept = (column for column in columns if column.name not in apart and column.kind != "statements")
    return [column for column in kept if any(row.get(column.name) not in (None, "", ()) for row in rows)]
