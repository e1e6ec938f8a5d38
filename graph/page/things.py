"""Entities and documents of the graph as things and papers of a page."""

from __future__ import annotations

from collections.abc import Iterable

from themegraph.graph.page.model import Paper, Thing
from themegraph.graph.page.triples import DCTERMS, SCHEMA, Triples
from themegraph.graph.vocabulary import GRAPHS, REGISTRY
from themegraph.ontology.terms import AII, AIID, CLASSES, SKOS

IDENTIFIERS = ("legalName", "cik", "lei", "mic", "isin", "wikidata", "countryCode")


def key_of(iri: str) -> str:
    """Return the short name of an instance: its IRI without the project's instance namespace."""
    return iri.removeprefix(AIID)


def name_of(iri: str) -> str:
    """Return readable words for an IRI that has no label.

    >>> name_of("https://w3id.org/ai-infrastructure/scheme/high-growth")
    'high growth'
    """
    return iri.rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1].replace("-", " ").replace("_", " ")


def label_of(triples: Triples, iri: str) -> str:
    """Return the label of a thing, the title of a document, or words made from the IRI."""
    for predicate in (f"{SKOS}prefLabel", f"{DCTERMS}title", "http://www.w3.org/2000/01/rdf-schema#label"):
        if label := triples.text(iri, predicate):
            return label
    return name_of(iri)


def most_specific(classes: Iterable[str]) -> str:
    """Return the class with most superclasses, by name where several have as many."""
    return max(sorted(classes), key=lambda name: len(CLASSES.get(name, ())), default="")


def thing_of(triples: Triples, iri: str) -> Thing:
    """Return an entity as the page shows it."""
    label = label_of(triples, iri)
    aliases = [alias for alias in triples.texts(iri, f"{SKOS}altLabel") if alias != label]
    key = key_of(iri)
    return Thing(
        iri=iri,
        key=key,
        label=label,
        type=most_specific(triples.classes(iri)) or "Thing",
        aliases=tuple(dict.fromkeys(aliases)),
        tickers=tuple(dict.fromkeys(triples.texts(iri, f"{AII}hasTicker"))),
        identifiers=tuple(_identifiers(triples, iri)),
        resolved=triples.text(iri, f"{AII}resolved") != "false" and not key.rpartition("/")[2].startswith("x-"),
    )


def _identifiers(triples: Triples, iri: str) -> list[tuple[str, str]]:
    found = [(name, value) for name in IDENTIFIERS for value in triples.texts(iri, AII + name)]
    for predicate in (f"{SKOS}exactMatch", "http://www.w3.org/2002/07/owl#sameAs", f"{SCHEMA}sameAs"):
        found += [("see also", value) for value in triples.texts(iri, predicate)]
    return found


def paper_of(triples: Triples, iri: str) -> Paper:
    """Return a document as the page shows it; only web addresses become links."""
    address = triples.text(iri, f"{SCHEMA}url") or iri
    publishers = [
        label_of(triples, term.value) if term.value in triples else term.value
        for term in triples.values(iri, f"{DCTERMS}publisher")
    ]
    registry = iri == REGISTRY.value or key_of(iri).startswith("document/registry-")
    return Paper(
        key=key_of(iri),
        iri=iri,
        title="Registry of known names" if iri == REGISTRY.value else label_of(triples, iri),
        publisher=", ".join(publishers),
        issued=triples.text(iri, f"{DCTERMS}issued"),
        address=address if is_web(address) and not address.startswith((AIID, GRAPHS)) else "",
        registry=registry,
        notes=tuple(triples.texts(iri, f"{AII}note")),
    )


def is_web(address: str) -> bool:
    """Whether an address is http or https, the only ones a page links to."""
    return address.lower().startswith(("http://", "https://"))
