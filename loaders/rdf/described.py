"""Entities as a graph describes them: class, names, codes; made again from their triples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from themegraph.graph.claim import Entity
from themegraph.graph.vocabulary import ALT_LABEL, PREF_LABEL, RESOLVED, TYPE, term
from themegraph.loaders.rdf.index import Index
from themegraph.ontology.terms import AII, CLASSES

CODES = (
    "legalName", "lei", "cik", "isin", "cusip", "sedol", "figi", "symbol", "seriesId", "wikidataId", "mic", "countryCode",
)  # fmt: skip
_ENTITY = "NamedThing"


class Described:
    """The entities that a graph describes, each made once for a class that is asked for."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._known: dict[str, tuple[Entity, ...]] = {}

    def of(self, iri: str, fitting: Iterable[str] = ()) -> Entity:
        """Return an entity, of a class below the fitting ones where it has several."""
        made = self.variants(iri)
        wanted = set(fitting)
        fit = (entity for entity in made if wanted.intersection(CLASSES[entity.type]))
        return next(fit, made[0])

    def variants(self, iri: str) -> tuple[Entity, ...]:
        """Return an entity once for each class that no other of its classes implies."""
        if iri not in self._known:
            self._known[iri] = tuple(self._made(iri))
        return self._known[iri]

    def all(self) -> Iterator[Entity]:
        """Yield every entity that the graph describes."""
        for iri in sorted(self._index.subjects()):
            if self._index.texts(iri, RESOLVED):
                yield from self.variants(iri)

    def _made(self, iri: str) -> Iterator[Entity]:
        index = self._index
        names = index.texts(iri, PREF_LABEL)
        aliases = (*names[1:], *index.texts(iri, ALT_LABEL))
        codes = tuple((name, code) for name in CODES for code in index.texts(iri, term(name)))
        known = "true" in index.texts(iri, RESOLVED)
        for kind in narrowest(link.removeprefix(AII) for link in index.links(iri, TYPE)) or (_ENTITY,):
            yield Entity(iri, names[0] if names else "", kind, tuple(aliases), known, tuple(sorted(codes)))


def narrowest(names: Iterable[str]) -> tuple[str, ...]:
    """Return the classes of the ontology among some names that have no other one of them below.

    >>> narrowest(["Party", "Company", "Organization", "NamedThing"])
    ('Company',)
    """
    known = {name for name in names if name in CLASSES}
    implied = {above for name in known for above in CLASSES[name] if above != name}
    return tuple(sorted(known - implied))
