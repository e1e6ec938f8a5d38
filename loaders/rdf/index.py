"""Triples by subject and predicate, as plain texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from themegraph.graph.vocabulary import TYPE, term

Object = NamedNode | Literal
_NOTHING: dict[NamedNode, list[Object]] = {}


class Index:
    """The triples of one graph whose subjects have names; objects come sorted, so that nothing depends on the file's order."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._about: defaultdict[str, dict[NamedNode, list[Object]]] = defaultdict(dict)
        self._of_type: defaultdict[NamedNode, set[str]] = defaultdict(set)
        for triple in triples:
            subject, target = triple.subject, triple.object
            if isinstance(subject, NamedNode) and isinstance(target, NamedNode | Literal):
                self._about[subject.value].setdefault(triple.predicate, []).append(target)
                if triple.predicate == TYPE and isinstance(target, NamedNode):
                    self._of_type[target].add(subject.value)

    def of_type(self, name: str) -> list[str]:
        """Return the things of a class of the ontology, sorted."""
        return sorted(self._of_type.get(term(name), ()))

    def subjects(self) -> Iterator[str]:
        """Yield every subject."""
        return iter(self._about)

    def predicates(self, subject: str) -> Iterator[NamedNode]:
        """Yield the properties of a thing."""
        return iter(self._about.get(subject, _NOTHING))

    def objects(self, subject: str, predicate: NamedNode) -> list[Object]:
        """Return the values of a property, sorted."""
        return sorted(self._about.get(subject, _NOTHING).get(predicate, ()), key=str)

    def texts(self, subject: str, predicate: NamedNode) -> list[str]:
        """Return the texts of a property's literals."""
        return [value.value for value in self.objects(subject, predicate) if isinstance(value, Literal)]

    def text(self, subject: str, predicate: NamedNode) -> str:
        """Return the first text of a property, "" where there is none."""
        return next(iter(self.texts(subject, predicate)), "")

    def links(self, subject: str, predicate: NamedNode) -> list[str]:
        """Return the IRIs that a property leads to."""
        return [value.value for value in self.objects(subject, predicate) if isinstance(value, NamedNode)]

    def link(self, subject: str, predicate: NamedNode) -> str:
        """Return the first IRI that a property leads to, "" where there is none."""
        return next(iter(self.links(subject, predicate)), "")

    def whole(self, subject: str, predicate: NamedNode) -> int:
        """Return a whole number, -1 where there is none."""
        text = self.text(subject, predicate)
        return int(text) if text.isdecimal() and len(text) < 12 else -1
