"""Finding the thing that a name means: by IRI, label, alias, ticker or identifier, among things of the right class."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from themegraph.errors import UnknownNameError, UsageError
from themegraph.graph.graph_store import GraphStore
from themegraph.graph.identities import standing_for
from themegraph.ontology import terms
from themegraph.queries.answer import texts
from themegraph.queries.guard import PREFIXES
from themegraph.queries.nearness import near_names

NAMING = """
SELECT DISTINCT ?thing ?class ?label ?name ?rank WHERE {
  # any name
  VALUES (?naming ?rank) {
    (skos:prefLabel 1) (skos:altLabel 2) (aii:legalName 2) (aii:hasTicker 2)
    (aii:lei 3) (aii:cik 3) (aii:wikidataId 3) (aii:countryCode 3) (aii:mic 3)
    (aii:isin 3) (aii:cusip 3) (aii:sedol 3) (aii:figi 3) (aii:seriesId 3)
  }
  ?thing ?naming ?name ; a ?class .
  OPTIONAL { ?thing skos:prefLabel ?label }
}"""
ANY = "# any name"
_SEPARATORS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Named:
    """A thing, its class and label, and one of its names."""

    iri: str
    type: str
    label: str
    name: str
    rank: int


def resolve(store: GraphStore, text: str, classes: Sequence[str] = ()) -> ox.NamedNode:
    """Return the IRI of the thing that a name means.

    `classes` limits what is meant to these classes of the ontology and their subclasses. Raises UnknownNameError with
    the near names where nothing answers to it, UsageError with the candidates where several things do.
    """
    if iri := _as_iri(text):
        return standing_for(store.database, iri)
    # Names as they are written are looked up; only for others every name is read.
    exact = _exact(text, _known(store, classes, text))
    known = () if exact else _known(store, classes)
    for found in (exact, _folded(text, known)):
        if len(found) == 1:
            return ox.NamedNode(found[0].iri)
        if found:
            candidates = ", ".join(sorted(f"{each.label} ({each.type}, {_short(each.iri)})" for each in found))
            raise UsageError(f"'{text}' may mean several things", valid=candidates)
    near = near_names(text, (each.name for each in known))
    kind = " or ".join(classes) if classes else "thing"
    raise UnknownNameError(f"no {kind} is called '{text}'", valid=", ".join(near))


def fold(name: str) -> str:
    """Return a name without case, accents, punctuation and leading zeros, for comparing.

    >>> fold("  Télécom & Co. ")
    'telecom co'
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return _SEPARATORS.sub(" ", kept).strip().lstrip("0")


def _as_iri(text: str) -> ox.NamedNode | None:
    """Return a full or prefixed IRI as it is; the RDF library refuses hostile ones."""
    inner = text.removeprefix("<").removesuffix(">")
    prefix, colon, name = inner.partition(":")
    if colon and not name.startswith("//") and prefix in PREFIXES:
        inner = PREFIXES[prefix] + name
    if not inner.startswith(("http://", "https://")):
        return None
    try:
        return ox.NamedNode(inner)
    except ValueError as error:
        raise UsageError(f"'{text}' is not an IRI: {error}", valid="https://…") from error


def _known(store: GraphStore, classes: Sequence[str], text: str = "") -> tuple[Named, ...]:
    """Return the names of the things of these classes, or those written as `text`, each with its narrowest class."""
    prologue = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in ("aii", "skos"))
    found: dict[tuple[str, str], Named] = {}
    admitted: set[str] = set()
    for thing, class_, label, name, rank in map(
        texts, store.query(prologue + (NAMING.replace(ANY, _written(text)) if text else NAMING)).rows
    ):
        kind = class_.removeprefix(terms.AII)
        if kind in classes or (not classes and kind == "NamedThing"):
            admitted.add(thing)
        before = found.get((thing, name))
        if kind in terms.CLASSES and (before is None or len(terms.CLASSES[kind]) > len(terms.CLASSES[before.type])):
            found[thing, name] = Named(thing, kind, label or name, name, int(rank))
    return tuple(each for each in found.values() if each.iri in admitted)


def _written(text: str) -> str:
    """Return a pattern that limits the names to a text, in English or no language."""
    plain = "".join(char for char in text if not "\ud800" <= char <= "\udfff")
    return f"VALUES ?name {{ {ox.Literal(plain)} {ox.Literal(plain, language='en')} }}"


def _exact(text: str, known: Iterable[Named]) -> list[Named]:
    """Return the things that have exactly this name, labels before aliases."""
    return _best(each for each in known if each.name == text)


def _folded(text: str, known: Iterable[Named]) -> list[Named]:
    """Return the things whose name is this one but for case, accents and punctuation."""
    wanted = fold(text)
    return _best(each for each in known if wanted and fold(each.name) == wanted)


def _best(found: Iterable[Named]) -> list[Named]:
    """Return one entry for each thing, only those that are labels if any is."""
    listed = sorted(found, key=lambda each: (each.rank, each.iri, each.type))
    return list({each.iri: each for each in listed if each.rank == listed[0].rank}.values())


def _short(iri: str) -> str:
    """Return an IRI with the prefix of the graph's own things."""
    return f"aiid:{iri.removeprefix(terms.AIID)}" if iri.startswith(terms.AIID) else iri
