"""The entities of a store: names, types, whether they are resolved, how many claims name them and in which words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from themegraph.graph.identities import identities_in
from themegraph.graph.vocabulary import CURRENT, GRAPHS
from themegraph.ontology.codes import SCHEMES
from themegraph.ontology.terms import AII, CLASSES

if TYPE_CHECKING:
    from themegraph.graph.graph_store import GraphStore

_NAMES = """SELECT ?e ?p ?v WHERE {
  ?e aii:resolved ?known .
  VALUES ?p { skos:prefLabel skos:altLabel aii:resolved aii:hasTicker rdf:type PROPERTIES } ?e ?p ?v }""".replace(
    "PROPERTIES", " ".join(f"aii:{scheme}" for scheme in SCHEMES)
)
_COUNTS = f"""SELECT ?e (COUNT(DISTINCT ?claim) AS ?count) WHERE {{
  GRAPH ?g {{ ?claim aii:asserts ?node . ?node ?role ?e }}
  GRAPH {CURRENT} {{ ?e aii:resolved|aii:joinedTo ?known }}
  FILTER(!STRSTARTS(STR(?g), "{GRAPHS}")) }} GROUP BY ?e"""
_SENTENCES = """SELECT DISTINCT ?e ?words WHERE {{
  VALUES ?e {{ {things} }}
  GRAPH ?g {{ ?claim aii:asserts ?node ; aii:statedIn ?passage . ?node ?role ?e .
             ?passage oa:hasSelector ?selector . ?selector oa:exact ?words }} }}"""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Listed:
    """An entity as `current` describes it; `claims` counts those that name it, denials included."""

    iri: str
    label: str
    type: str
    aliases: tuple[str, ...]
    tickers: tuple[str, ...]
    claims: int
    resolved: bool
    codes: tuple[tuple[str, str], ...] = ()


def list_entities(store: GraphStore) -> list[Listed]:
    """Return the entities of a store in order of type, name and IRI."""
    found: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for thing, predicate, value in store.query(_NAMES).rows:
        found[_text(thing)][_text(predicate).rpartition("/")[2].rpartition("#")[2]].add(_text(value))
    identities = identities_in(store.database)
    counts: Counter[str] = Counter()
    for thing, count in store.query(_COUNTS, default="all").rows:
        counts[identities.of(thing).value] += int(_text(count))  # type: ignore[arg-type]
    rows = (_listed(iri, told, counts[iri]) for iri, told in found.items())
    return sorted(rows, key=lambda row: (row.type, row.label.casefold(), row.iri))


def sentences(store: GraphStore, things: Collection[str], most: int = 2) -> Mapping[str, tuple[str, ...]]:
    """Return up to `most` sentences that claims on each entity are read from, the shortest first."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    identities = identities_in(store.database)
    named = {member: thing for thing in things for member in identities.spread(NamedNode(thing))}
    ordered = sorted(named, key=str)
    for first in range(0, len(ordered), _AT_ONCE):
        part = " ".join(str(member) for member in ordered[first : first + _AT_ONCE])
        for member, words in store.query(_SENTENCES.format(things=part), default="all").rows:
            found[named[member]].add(" ".join(_text(words).split()))  # type: ignore[index]
    return {iri: tuple(sorted(texts, key=lambda text: (len(text), text))[:most]) for iri, texts in found.items()}


def still_named(store: GraphStore, iris: Collection[str]) -> tuple[str, ...]:
    """Return those IRIs under which documents of the store still name something, in order."""
    found = []
    for iri in sorted(iris):
        known = store.query("ASK { ?e aii:resolved ?known }", values={"e": NamedNode(iri)}).boolean
        found += [iri] if known else []
    return tuple(found)


def _listed(iri: str, told: Mapping[str, set[str]], claims: int) -> Listed:
    kinds = (name.removeprefix(AII) for name in told.get("type", ()))
    kind = max((name for name in kinds if name in CLASSES), key=lambda name: (len(CLASSES[name]), name), default="")
    return Listed(
        iri=iri,
        label=min(told.get("prefLabel", {iri})),
        type=kind,
        aliases=tuple(sorted(told.get("altLabel", ()))),
        tickers=tuple(sorted(told.get("hasTicker", ()))),
        claims=claims,
        resolved="true" in told.get("resolved", ()),
        codes=tuple((scheme, code) for scheme in SCHEMES for code in sorted(told.get(scheme, ()))),
    )


def _text(value: object) -> str:
    return value.value if isinstance(value, Literal) else str(getattr(value, "value", ""))
