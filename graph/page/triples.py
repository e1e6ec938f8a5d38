"""The triples a page is made of, grouped by subject."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from pyoxigraph import Literal, NamedNode

from themegraph.graph.identities import JOINED_TO
from themegraph.graph.vocabulary import CURRENT, ONTOLOGY, PREFIXES, RUNS, STORE, TYPE
from themegraph.ontology.terms import AII

RDF_TYPE = TYPE.value
DCTERMS, OA, SCHEMA = (PREFIXES[prefix] for prefix in ("dcterms", "oa", "schema"))
APART = " ".join(f"<{graph.value}>," for graph in (CURRENT, ONTOLOGY, RUNS, STORE)).rstrip(",")

Term = NamedNode | Literal

CURRENT_QUERY = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
DOCUMENTS_QUERY = f"SELECT ?g ?s ?p ?o WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g NOT IN ({APART})) }}"


class Rows(Protocol):
    """The part of a query's result that the page reads."""

    @property
    def rows(self) -> Iterable[tuple[Any, ...]]:
        """Yield one tuple of terms a solution."""


class Queryable(Protocol):
    """The part of a store that the page needs."""

    def query(self, sparql: str) -> Rows:
        """Answer a SELECT query; a plain pattern is matched in the graph `current`."""


class Triples:
    """Triples of one or more graphs by subject and predicate, as a set."""

    def __init__(self) -> None:
        self._by_subject: dict[str, dict[str, dict[Term, None]]] = defaultdict(lambda: defaultdict(dict))

    def add(self, subject: NamedNode, predicate: NamedNode, value: Term) -> None:
        """Add one triple; adding it again changes nothing."""
        self._by_subject[subject.value][predicate.value][value] = None

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._by_subject))

    def __contains__(self, subject: str) -> bool:
        return subject in self._by_subject

    def predicates(self, subject: str) -> list[str]:
        """Return the predicates of a subject, sorted."""
        return sorted(self._by_subject[subject]) if subject in self else []

    def values(self, subject: str, predicate: str) -> list[Term]:
        """Return the values of a property, sorted."""
        if subject not in self:
            return []
        return sorted(self._by_subject[subject].get(predicate, ()), key=lambda term: (term.value, str(term)))

    def texts(self, subject: str, predicate: str) -> list[str]:
        """Return the values of a property as text: IRIs whole, literals without language or type."""
        return [term.value for term in self.values(subject, predicate)]

    def text(self, subject: str, predicate: str) -> str:
        """Return the first value of a property as text, or an empty text."""
        return next(iter(self.texts(subject, predicate)), "")

    def flag(self, subject: str, predicate: str) -> bool:
        """Return whether a boolean property holds."""
        return self.text(subject, predicate) in {"true", "1"}

    def classes(self, subject: str) -> set[str]:
        """Return the local names of the subject's classes in the ontology."""
        return {iri.removeprefix(AII) for iri in self.texts(subject, RDF_TYPE) if iri.startswith(AII)}


def read_triples(store: Queryable) -> tuple[Triples, Triples, dict[str, str]]:
    """Return the triples of `current`, those of all graphs together, and the graph of each claim."""
    current, together = Triples(), Triples()
    claims: dict[str, str] = {}
    joined: dict[Term, Any] = {}
    for subject, predicate, value in store.query(CURRENT_QUERY).rows:
        current.add(subject, predicate, value)
        together.add(subject, predicate, value)
        if predicate == JOINED_TO:
            joined[subject] = value
    for graph, subject, predicate, value in store.query(DOCUMENTS_QUERY).rows:
        together.add(joined.get(subject, subject), predicate, joined.get(value, value))
        if predicate.value == f"{AII}asserts":
            claims[subject.value] = graph.value
    return current, together, claims
