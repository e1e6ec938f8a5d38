"""Runs a mapping: triples of each row, in the order of the maps and rows, and what of a row makes no term."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from urllib.parse import quote, urljoin

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from themegraph.errors import ReadError
from themegraph.graph.hostile import fault_in_iri
from themegraph.loaders.document import Document
from themegraph.loaders.holdings.words import is_blank
from themegraph.loaders.mapping.model import Join, Mapping, PredicateObjects, Reference, RowMap, TermMap
from themegraph.loaders.mapping.rows import Cells, rows_of

MOST_TRIPLES = 2_000_000
_UNSET: tuple[NamedNode | BlankNode | Literal, ...] = ()
Term = NamedNode | BlankNode | Literal


@dataclass(frozen=True, slots=True)
class Said:
    """What one map says of one row: its triples, and what of it could be no term."""

    map: RowMap
    row: Cells
    triples: tuple[Triple, ...]
    faults: tuple[str, ...] = ()


@dataclass(slots=True)
class Engine:
    """One document under one mapping."""

    document: Document
    mapping: Mapping
    _rows: dict[str, list[Cells]] = field(default_factory=dict)
    _joined: dict[tuple[str, tuple[str, ...]], defaultdict[tuple[str, ...], list[Cells]]] = field(default_factory=dict)

    def said(self) -> Iterator[Said]:
        """Yield what the maps say. Raises ReadError where the document lacks a column, or says more than is kept."""
        count = 0
        for each in self.mapping.maps:
            if self.rows(each):
                self._check_joins(each)
            for row in self.rows(each):
                said = self._row(each, row)
                count += len(said.triples)
                if count > MOST_TRIPLES:
                    raise ReadError(
                        f"more than {MOST_TRIPLES:,} triples", where=self.document.name, valid="a smaller table"
                    )
                yield said

    def rows(self, each: RowMap) -> list[Cells]:
        """Return the rows of this document that a map is for."""
        if each.name not in self._rows:
            base = self.document.name.rpartition("/")[2]
            where = f"{self.mapping.name}:{each.line}"
            own = (source for source in each.sources if source.file == base)
            self._rows[each.name] = [row for source in own for row in rows_of(self.document, source, each, where)]
        return self._rows[each.name]

    def _row(self, each: RowMap, row: Cells) -> Said:
        triples: dict[Triple, None] = {}
        faults: dict[str, None] = {}
        for subject in each.subjects:
            for made in self._terms(subject, row, each, faults):
                for says in each.says:
                    triples |= dict.fromkeys(self._triples(made, says, row, each, faults))
        return Said(each, row, tuple(triples), tuple(faults))

    def _triples(
        self, subject: Term, says: PredicateObjects, row: Cells, each: RowMap, faults: dict[str, None]
    ) -> Iterator[Triple]:
        for predicate, target in product(says.predicates, says.objects):
            ends = self._joins(target, row) if isinstance(target, Join) else self._terms(target, row, each, faults)
            for name in self._terms(predicate, row, each, faults):
                for end in ends:
                    if isinstance(name, NamedNode) and not isinstance(subject, Literal):
                        yield Triple(subject, name, end)

    def _terms(self, term: TermMap, row: Cells, each: RowMap, faults: dict[str, None]) -> tuple[Term, ...]:
        """Return the term of a row; none where a cell that it is made of is empty, or where it can be no term."""
        if not term.parts:
            return (BlankNode(f"row-{_label(each.name)}-{row.sheet}-{row.number}"),)
        words = _words(term, row)
        if words is None:
            return _UNSET
        if term.type == "blank":
            return (BlankNode(f"b-{_label(words)}"),)
        if term.type == "iri":
            iri = words if ":" in words.partition("/")[0] else urljoin(self.mapping.base, words)
            fault = fault_in_iri(iri)
            if fault:
                faults[f"{iri[:200]!a} is no IRI: {fault}"] = None
                return _UNSET
            return (NamedNode(iri),)
        if term.language:
            return (Literal(words, language=term.language),)
        return (Literal(words, datatype=NamedNode(term.datatype)) if term.datatype else Literal(words),)

    def _joins(self, join: Join, row: Cells) -> tuple[Term, ...]:
        """Return the subjects of the other map's rows that agree with this one."""
        other = next(each for each in self.mapping.maps if each.name == join.map)
        if join.pairs:
            key = tuple(row.values.get(own, "") for own, _ in join.pairs)
            rows = self._index(other, tuple(theirs for _, theirs in join.pairs)).get(key, []) if all(key) else []
        else:
            rows = [each for each in self.rows(other) if (each.sheet, each.number) == (row.sheet, row.number)]
        ignored: dict[str, None] = {}
        found = (self._terms(subject, each, other, ignored) for each in rows for subject in other.subjects)
        return tuple(dict.fromkeys(term for terms in found for term in terms))

    def _index(self, other: RowMap, columns: tuple[str, ...]) -> defaultdict[tuple[str, ...], list[Cells]]:
        if (other.name, columns) not in self._joined:
            index: defaultdict[tuple[str, ...], list[Cells]] = defaultdict(list)
            for row in self.rows(other):
                index[tuple(row.values.get(column, "") for column in columns)].append(row)
            self._joined[other.name, columns] = index
        return self._joined[other.name, columns]

    def _check_joins(self, each: RowMap) -> None:
        """Refuse a join with rows of another file: each document stands for itself."""
        for join in (target for says in each.says for target in says.objects if isinstance(target, Join)):
            other = next(each for each in self.mapping.maps if each.name == join.map)
            if not self.rows(other):
                where = f"{self.mapping.name}:{each.line}"
                raise ReadError(f"a join with '{join.map}', of another file", where=where, valid="tables of one file")


def _words(term: TermMap, row: Cells) -> str | None:
    """Return the words of a term; None where a cell is empty."""
    alone = len(term.parts) == 1
    found = []
    for part in term.parts:
        if isinstance(part, Reference):
            cell = row.values.get(" ".join(part.column.split()), "")
            if is_blank(cell):
                return None
            found.append(quote(cell, safe=_unreserved(cell)) if term.type == "iri" and not alone else cell)
        else:
            found.append(part)
    return "".join(found)


def _unreserved(cell: str) -> str:
    """Return the characters of a cell beyond ASCII that an IRI has as they are (RFC 3987)."""
    return "" if cell.isascii() else "".join({c for c in cell if ord(c) > 0x9F and c.isprintable() and not c.isspace()})


def _label(text: str) -> str:
    """Return a text as the label of a blank node."""
    return "".join(c if c.isascii() and c.isalnum() else f"-{ord(c):x}-" for c in text)
