"""Finding the thing that a name means: by IRI, label, alias, ticker or identifier, among things of the right class."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import pyoxigraph as ox

from themegraph.errors import UnknownNameError, UsageError
from themegraph.graph.graph_store import GraphStore
from themegraph.graph.identities import standing_for
from themegraph.graph.store import EmbeddedStore
from themegraph.graph.vocabulary import CURRENT, PREF_LABEL, TYPE, term
from themegraph.ontology import terms
from themegraph.queries.answer import texts
from themegraph.queries.guard import PREFIXES
from themegraph.queries.nearness import near_names

# What names a thing, and which of several comes first.
RANKS: Mapping[ox.NamedNode, int] = {
    term(name): rank
    for rank, names in enumerate(
        (
            "skos:prefLabel",
            "skos:altLabel legalName hasTicker",
            "lei cik wikidataId countryCode mic isin cusip sedol figi seriesId",
        ),
        start=1,
    )
    for name in names.split()
}
ANY = "# any name"
NAMING = f"""
SELECT DISTINCT ?thing ?class ?label ?name ?rank WHERE {{
  {ANY}
  VALUES (?naming ?rank) {{ {" ".join(f"({naming} {rank})" for naming, rank in RANKS.items())} }}
  ?thing ?naming ?name ; a ?class .
  OPTIONAL {{ ?thing {PREF_LABEL} ?label }}
}}"""
_SEPARATORS = re.compile(r"[\W_]+")

NameRow = tuple[str, str, str, str, int]  # thing, class, label, name, rank


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
    found: dict[tuple[str, str], Named] = {}
    admitted: set[str] = set()
    for thing, class_, label, name, rank in _named_so(store, text) if text else _asked(store, NAMING):
        kind = class_.removeprefix(terms.AII)
        if kind in classes or (not classes and kind == "NamedThing"):
            admitted.add(thing)
        before = found.get((thing, name))
        if kind in terms.CLASSES and (before is None or len(terms.CLASSES[kind]) > len(terms.CLASSES[before.type])):
            found[thing, name] = Named(thing, kind, label or name, name, rank)
    return tuple(each for each in found.values() if each.iri in admitted)


def _asked(store: GraphStore, sparql: str) -> Iterator[NameRow]:
    for row in store.run(sparql).rows:
        *said, rank = texts(row)
        yield (*said, int(rank))  # type: ignore[misc]


def _named_so(store: GraphStore, text: str) -> Iterator[NameRow]:
    """Return the things named as a text is written, in English or no language."""
    if isinstance(store, EmbeddedStore):
        return _looked_up(store.database, _literals(text))
    return _asked(store, _query_for(text))


def _query_for(text: str) -> str:
    return NAMING.replace(ANY, f"VALUES ?name {{ {' '.join(map(str, _literals(text)))} }}")


def _literals(text: str) -> tuple[ox.Literal, ox.Literal]:
    plain = "".join(char for char in text if not "\ud800" <= char <= "\udfff")
    return ox.Literal(plain), ox.Literal(plain, language="en")


def _looked_up(database: ox.Store, literals: Iterable[ox.Literal]) -> Iterator[NameRow]:
    """Yield what the query for names does; for a few names the engine would take longer to read the query."""
    for literal in literals:
        for quad in database.quads_for_pattern(None, None, literal, CURRENT):
            rank, thing = RANKS.get(quad.predicate, 0), quad.subject
            if rank and isinstance(thing, ox.NamedNode):
                labels = texts(each.object for each in database.quads_for_pattern(thing, PREF_LABEL, None, CURRENT))
                kinds = texts(each.object for each in database.quads_for_pattern(thing, TYPE, None, CURRENT))
                for label, kind in product(labels or ("",), kinds):
                    yield thing.value, kind, label, literal.value, rank


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
