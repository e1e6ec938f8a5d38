"""A mapping as it is run: for each row a subject, and triples whose terms are constants, cells, or words with cells in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as OneOf

TermType = OneOf["iri", "literal", "blank"]


@dataclass(frozen=True, slots=True)
class Reference:
    """The name of a column, or of a value in a tree of data."""

    column: str


Parts = tuple[str | Reference, ...]


@dataclass(frozen=True, slots=True)
class TermMap:
    """How a term is made of a row.

    `parts` are words and references in order; none for a blank node, one for each row. A single reference stands for the
    cell itself; beside words an IRI takes cells percent-encoded. `datatype` is an IRI.
    """

    parts: Parts
    type: TermType
    datatype: str = ""
    language: str = ""

    @property
    def references(self) -> tuple[str, ...]:
        """The columns that the term is made of."""
        return tuple(part.column for part in self.parts if isinstance(part, Reference))


@dataclass(frozen=True, slots=True)
class Join:
    """Objects that are the subjects of another row map, of the rows that agree in pairs of columns (own, other's)."""

    map: str
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PredicateObjects:
    """Properties and the objects that each of them leads to; `line` is where the mapping says so."""

    predicates: tuple[TermMap, ...]
    objects: tuple[TermMap | Join, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class RowSource:
    """The rows that a map is for: a file by its name, and an iterator: a JSONPath, or the name of a sheet."""

    file: str
    formulation: str
    iterator: str = ""


@dataclass(frozen=True, slots=True)
class RowMap:
    """What each row of some sources says."""

    name: str
    sources: tuple[RowSource, ...]
    subjects: tuple[TermMap, ...]
    says: tuple[PredicateObjects, ...]
    line: int = 0

    @property
    def references(self) -> frozenset[str]:
        """The columns that the map is made of."""
        return frozenset(self._columns())

    def _columns(self) -> Iterator[str]:
        for subject in self.subjects:
            yield from subject.references
        for each in self.says:
            for term in (*each.predicates, *each.objects):
                yield from (pair[0] for pair in term.pairs) if isinstance(term, Join) else term.references


@dataclass(frozen=True, slots=True)
class Mapping:
    """A whole mapping: `name` is its file's, `digest` the SHA-256 of its bytes; `notes` say what of it is not used."""

    name: str
    digest: str
    base: str
    maps: tuple[RowMap, ...]
    notes: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the files that the mapping is for, in order."""
        return tuple(dict.fromkeys(source.file for each in self.maps for source in each.sources))
