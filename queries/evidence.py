"""The sentences behind the facts of a row: who says so, in which document, on what date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from themegraph.graph.graph_store import GraphStore
from themegraph.graph.rows import row_words
from themegraph.queries.answer import texts
from themegraph.queries.guard import check

# Both queries begin with VALUES, and what need not be there stands outside the block that must: so an engine starts at
# the facts, and not at every claim that it has.
RESTATED = "SELECT ?fact ?stated WHERE { VALUES ?fact { FACTS } ?stated aii:restates ?fact }"
SENTENCES = """
SELECT DISTINCT ?fact ?sentence ?start ?title ?issued ?publisher ?cited ?citedIssued ?place ?header WHERE {
  VALUES (?fact ?stated) { FACTS }
  GRAPH ?graph {
    ?claim aii:asserts ?stated ; aii:statedIn ?passage ; aii:hasStatus ?status .
    ?passage oa:hasSource ?document ; oa:hasSelector/oa:exact ?sentence ; oa:hasSelector/oa:start ?start .
  }
  OPTIONAL { GRAPH ?graph { ?passage oa:hasSelector/rdf:value ?place OPTIONAL { ?passage aii:headerText ?header } } }
  OPTIONAL { GRAPH ?graph { ?document dcterms:title ?title } }
  OPTIONAL { GRAPH ?graph { ?document dcterms:issued ?issued } }
  OPTIONAL { GRAPH ?graph { ?claim aii:citesSource/dcterms:issued ?citedIssued } }
  FILTER(?status IN (aiix:asserted, aiix:planned))
  OPTIONAL { GRAPH ?graph { ?document dcterms:publisher ?publishing } ?publishing skos:prefLabel ?publisher }
  OPTIONAL { GRAPH ?graph { ?claim aii:citesSource/dcterms:publisher ?citing } ?citing skos:prefLabel ?cited }
} ORDER BY ?fact ?title ?start ?sentence ?cited"""
AT_ONCE = 400
EVIDENCE_COLUMNS = ("sentences", "sources", "dates")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence for a fact; `date` is when the fact was known: the earlier of the document's and the citation's."""

    sentence: str
    source: str
    date: str


def evidence_of(store: GraphStore, facts: Iterable[str]) -> Mapping[str, tuple[Evidence, ...]]:
    """Return the sentences of each fact, in the order of document and place."""
    wanted = sorted(set(facts))
    found: dict[str, list[Evidence]] = {}
    for start in range(0, len(wanted), AT_ONCE):
        for fact, evidence in _read(store, wanted[start : start + AT_ONCE]):
            listed = found.setdefault(fact, [])
            if evidence not in listed:
                listed.append(evidence)
    return {fact: tuple(listed) for fact, listed in found.items()}


def columns_of(said: Iterable[Evidence]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the three cells of a row's evidence, each with one entry a sentence."""
    listed = tuple(said)
    return tuple(e.sentence for e in listed), tuple(e.source for e in listed), tuple(e.date for e in listed)


def known_by(evidence: Iterable[Evidence], date: str) -> tuple[Evidence, ...]:
    """Return the sentences that were published by an ISO date; a month or year counts by its last day."""
    return tuple(each for each in evidence if each.date and _last_day(each.date) <= date)


def _read(store: GraphStore, facts: Sequence[str]) -> Iterator[tuple[str, Evidence]]:
    """Yield each fact with each of its sentences."""
    for row in _rows(store, SENTENCES, (f"({fact} {stated})" for fact, stated in _stated(store, facts))):
        fact, sentence, _, title, issued, publisher, cited, cited_issued, place, header = row
        words = row_words(sentence, header) if place else sentence
        place = (f"“{title}”" if title else "an untitled document") + (f", {place}" if place else "")
        speaker = f"{cited}, in " if cited else f"{publisher}, " if publisher else ""
        dates = sorted(date for date in (issued, cited_issued) if date)
        yield fact, Evidence(words, speaker + place, dates[0] if dates else "")


def _stated(store: GraphStore, facts: Iterable[str]) -> Iterator[tuple[ox.NamedNode, ox.NamedNode]]:
    """Yield each fact with each node that claims assert for it: itself, and those that say less of the same."""
    nodes = [ox.NamedNode(fact) for fact in facts]
    yield from zip(nodes, nodes, strict=True)
    for fact, stated in _rows(store, RESTATED, map(str, nodes)):
        yield ox.NamedNode(fact), ox.NamedNode(stated)


def _rows(store: GraphStore, query: str, values: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a query over these values as texts."""
    listed = " ".join(values)
    return map(texts, store.query(check(query.replace("FACTS", listed)).text).rows)


def _last_day(date: str) -> str:
    """Return a date that sorts behind every day of a month or year.

    >>> _last_day("2026-03")
    '2026-03-31'
    """
    return date + "-12-31"[len(date) - 4 :] if len(date) < 10 else date
