"""Facts as a graph holds them: relation, ends, qualifiers and links of a node, made again from its triples."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from pyoxigraph import NamedNode

from themegraph.graph.claim import Entity, QualifierValue, Value
from themegraph.graph.qualifiers import kind_of
from themegraph.graph.vocabulary import TYPE, term
from themegraph.loaders.rdf.described import Described, narrowest
from themegraph.loaders.rdf.index import Index, Object
from themegraph.ontology.terms import AII, AIIX, CLASSES, RANGES, RELATIONS, Relation

_BY_CLASS = {relation.node_class: relation for relation in RELATIONS.values()}


class Facts:
    """The relationship nodes of a graph."""

    def __init__(self, index: Index, described: Described) -> None:
        self._index, self._described = index, described

    def relation(self, node: str) -> Relation | None:
        """Return the relation whose node this is."""
        kinds = narrowest(link.removeprefix(AII) for link in self._index.links(node, TYPE))
        found = (above for kind in kinds for above in CLASSES[kind] if above in _BY_CLASS)
        return next((_BY_CLASS[name] for name in found), None)

    def subjects(self, node: str, relation: Relation) -> list[str]:
        """Return the IRIs that stand in the subject's role."""
        return self._index.links(node, term(relation.subject_role))

    def subject(self, node: str, relation: Relation) -> Entity:
        """Return the entity in the subject's role."""
        return self._described.of(self._index.link(node, term(relation.subject_role)), relation.subject_types)

    def object(self, node: str, relation: Relation, words: str) -> Entity | Value:
        """Return what stands in the object's role; where no role holds it, `words` are the figure as printed."""
        if not relation.object_is_literal:
            return self._described.of(self._index.link(node, term(relation.object_role)), relation.object_types)
        text = self._index.text(node, term(relation.object_role)) if relation.object_role else words
        return Value(text, text)

    def qualifiers(self, node: str, relation: Relation, place: int = 0) -> Mapping[str, QualifierValue]:
        """Return a qualifier of each name; `place` chooses among several values of one name, as several claims gave them."""
        found = {}
        for name in (*relation.identity, *relation.qualifiers):
            values = self._index.objects(node, term(name))
            if values:
                found[name] = self.value(name, values[place] if place < len(values) else values[0])
        return found

    def most_values(self, node: str, relation: Relation) -> int:
        """Return how many claims it takes to give all values of the qualifiers."""
        names = (*relation.identity, *relation.qualifiers)
        return max((len(self._index.objects(node, term(name))) for name in names), default=1)

    def value(self, name: str, found: Object) -> QualifierValue:
        """Return a term of the graph as the value that a claim gives a qualifier; ValueError where it is none."""
        kind = kind_of(name)
        if kind == "entity":
            return self._described.of(found.value, RANGES[name])
        if isinstance(found, NamedNode):
            return found.value.removeprefix(AIIX)
        if kind == "decimal":
            return _decimal(found.value)
        if kind == "integer":
            return int(found.value[:40])
        if kind == "boolean":
            return found.value == "true"
        return date.fromisoformat(found.value) if kind == "date" else found.value

    def links(self, node: str, relation: Relation) -> list[tuple[str, str]]:
        """Return role and node of each link to another node."""
        return [(role, target) for role in relation.links for target in self._index.links(node, term(role))]


def _decimal(text: str) -> Decimal:
    """Return a number in plain digits."""
    try:
        number = Decimal(text[:400])
    except InvalidOperation as error:
        raise ValueError(f"{text!r} is no number") from error
    if not number.is_finite() or abs(number.adjusted()) > 400:
        raise ValueError(f"{text!r} is no number")
    return number
