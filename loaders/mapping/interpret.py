"""A table under a mapping as a reading: its rows as claims, each with the row as evidence; what is no claim is kept or named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pyoxigraph import NamedNode, Quad, Triple

from themegraph.graph.claim import Claim, Passage, Reading, Rejection
from themegraph.graph.kept import kept_fault
from themegraph.graph.vocabulary import TYPE, term
from themegraph.loaders.document import Document
from themegraph.loaders.mapping.engine import Engine, Said
from themegraph.loaders.mapping.model import Mapping
from themegraph.loaders.mapping.rows import place_of
from themegraph.loaders.rdf.claims import Claims
from themegraph.loaders.rdf.foreign import named, vocabularies
from themegraph.loaders.rdf.rules import Vocabulary, in_use
from themegraph.loaders.rdf.statements import Statements
from themegraph.loaders.rdf.things import Things
from themegraph.loaders.tables.source import table_source
from themegraph.ontology.registry import Registry
from themegraph.ontology.terms import AII, RELATIONS

EXTRACTOR = "mapping"
_RELATIONS = {AII + relation.node_class: relation for relation in RELATIONS.values()}


def mapped_reading(document: Document, mapping: Mapping, registry: Registry) -> Reading:
    """Return what a document says under a mapping. Raises ReadError where the mapping does not fit the document."""
    return _Mapped(document, mapping, registry).reading()


@dataclass(slots=True)
class _Row:
    """A row with all that the maps say of it."""

    number: str
    passage: Passage
    triples: dict[Triple, None] = field(default_factory=dict)
    faults: dict[str, None] = field(default_factory=dict)


class _Mapped:
    """One document under one mapping."""

    def __init__(self, document: Document, mapping: Mapping, registry: Registry) -> None:
        self._document, self._mapping, self._registry = document, mapping, registry
        self._known = vocabularies()
        self._rows = _by_row(Engine(document, mapping).said())
        properties = {triple.predicate.value for row in self._rows for triple in row.triples}
        classes = {name for row in self._rows for triple in row.triples if (name := _class(triple))}
        self._rules = tuple(in_use(vocabulary, properties, classes) for vocabulary in self._known)

    def reading(self) -> Reading:
        """Return claims, rejections and what is kept."""
        first = self._firsts()
        whole = self._statements(first)
        things = Things(whole, self._known, self._registry)
        described = Claims(self._document.id, whole, things)
        claims: dict[str, Claim] = {claim.id: claim for claim in described.descriptions()}
        rejections: list[Rejection] = [
            Rejection(f"{place_of(at)}: code: '{code.code}' is no {code.scheme}", *_span(at))
            for code in things.faulty_codes()
            for at in (whole.passage(code.lines),)
        ]
        for row in self._rows:
            made, faults = self._row(row, things)
            claims |= {claim.id: claim for claim in made}
            rejections += [Rejection(f"{row.number}: {fault}", *_span(row.passage)) for fault in faults]
        kept, refused = self._kept(first)
        source = table_source(self._document, self._registry, self._notes())
        named_things = tuple(dict.fromkeys(entity for _, entity in things.known()))
        return Reading(
            replace(source, things=named_things),
            self._document.text,
            tuple(claims.values()),
            rejections=(*rejections, *refused),
            kept=kept,
        )

    def _firsts(self) -> dict[Triple, Passage]:
        """Return each triple with the first row that states it."""
        first: dict[Triple, Passage] = {}
        for row in self._rows:
            for triple in row.triples:
                first.setdefault(triple, row.passage)
        return first

    def _statements(self, triples: dict[Triple, Passage]) -> Statements:
        quads = [Quad(triple.subject, triple.predicate, triple.object) for triple in triples]
        return Statements(self._document.text, quads, list(triples.values()) or [Passage(0, 0, "")])

    def _row(self, row: _Row, things: Things) -> tuple[list[Claim], list[str]]:
        """Return the claims of a row, and what in it is no claim."""
        statements = self._statements(dict.fromkeys(row.triples, row.passage))
        making = Claims(self._document.id, statements, things)
        made = list(making.facts(self._rules, EXTRACTOR))
        faults = [*row.faults, *(what for what, _ in making.faults)]
        faults += _without_ends(row.triples)
        if not made and not faults and any(map(_is_node, row.triples)):
            faults.append("states no fact: its ends are of other classes than the statement takes")
        return made, faults

    def _kept(self, first: dict[Triple, Passage]) -> tuple[str, list[Rejection]]:
        """Return the triples that the document's graph keeps as they are, and the properties that mean nothing here."""
        kept: dict[str, None] = {}
        refused: defaultdict[str, list[Passage]] = defaultdict(list)
        understood = _understood(self._known)
        for triple, passage in first.items():
            plain = named(triple, self._document.id)
            fault = kept_fault(plain, self._document.id) if plain else "holds a triple as a term"
            if plain and not fault:
                kept[f"{plain} .\n"] = None
            elif not _spoken_for(triple, understood):
                refused[fault].append(passage)
        rejections = [
            Rejection(f"own-terms: a statement {fault}{_count(passages)}", *_span(passages[0]))
            for fault, passages in refused.items()
        ]
        return "".join(kept), rejections

    def _notes(self) -> Iterator[str]:
        rows = len(self._rows)
        yield f"read by the mapping {self._mapping.name} (SHA-256 {self._mapping.digest[:16]}): {rows:,} rows"
        yield from self._mapping.notes


def _by_row(said: Iterable[Said]) -> list[_Row]:
    """Put together what several maps say of one row, in the order of the document."""
    rows: dict[tuple[int, int], _Row] = {}
    for each in said:
        row = rows.setdefault((each.row.sheet, each.row.number), _Row(each.row.place, each.row.passage))
        row.triples |= dict.fromkeys(each.triples)
        row.faults |= dict.fromkeys(each.faults)
    return [rows[key] for key in sorted(rows)]


def _understood(vocabularies: Sequence[Vocabulary]) -> frozenset[str]:
    """Return the properties that some rule reads."""
    paths = [
        path
        for vocabulary in vocabularies
        for path in (
            *vocabulary.names,
            *vocabulary.aliases,
            *(path for _, path in (*vocabulary.codes, *vocabulary.perhaps)),
            *(
                path
                for rule in vocabulary.facts
                for path in (rule.object, rule.subject, *(p for _, p in rule.qualifiers))
            ),
        )
    ]
    return frozenset(iri for path in paths for step in path for iri in step.iris)


def _spoken_for(triple: Triple, understood: frozenset[str]) -> bool:
    """Whether a triple in our own terms is one that rules read; what of it was no claim is named elsewhere."""
    return triple.predicate.value in understood or triple.predicate == TYPE


def _without_ends(triples: Iterable[Triple]) -> Iterator[str]:
    """Yield what statements of a row lack: the empty cells among their ends."""
    said: defaultdict[object, set[str]] = defaultdict(set)
    for triple in triples:
        said[triple.subject].add(triple.predicate.value)
    for triple in triples:
        relation = _RELATIONS.get(_class(triple))
        if relation is not None:
            roles = [role for role in (relation.subject_role, relation.object_role) if role]
            missing = [role for role in roles if term(role).value not in said[triple.subject]]
            if missing:
                yield f"the {relation.node_class} has no {' and no '.join(missing)}"


def _class(triple: Triple) -> str:
    """Return the class that a triple gives its subject, "" where it gives none."""
    return triple.object.value if triple.predicate == TYPE and isinstance(triple.object, NamedNode) else ""


def _is_node(triple: Triple) -> bool:
    return _class(triple) in _RELATIONS


def _span(passage: Passage) -> tuple[int, int, str]:
    return passage.start, passage.end, passage.text


def _count(passages: Sequence[Passage]) -> str:
    return f" ({len(passages)} statements)" if len(passages) > 1 else ""
