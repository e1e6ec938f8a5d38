"""Read a store into the data of a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from themegraph.graph.page.conflicts import with_conflicts
from themegraph.graph.page.evidence import VALUE
from themegraph.graph.page.exposure import ruled_facts
from themegraph.graph.page.facts import facts_of
from themegraph.graph.page.linked import linked_data
from themegraph.graph.page.model import Fact, PageData, Paper, Thing
from themegraph.graph.page.selection import Keep
from themegraph.graph.page.things import paper_of, thing_of
from themegraph.graph.page.triples import OA, Queryable, Triples, read_triples
from themegraph.ontology.terms import AII, AIID

DEFAULT_TITLE = "Supply chain"
FEW = 20


def page_data(
    store: Queryable, *, title: str | None = None, keep: Keep | None = None, note: str = "", linked: bool = True
) -> PageData:
    """Return the things, facts and documents of a store; the title is by default the theme with most facts.

    `keep` selects facts (see `selection`), `note` says so in words. Without `linked` the triples that a page carries are
    left out, which takes a third of the time.
    """
    current, triples, claims = read_triples(store)
    facts = facts_of(current, triples, claims)
    facts += ruled_facts(current, facts)
    if keep:
        facts = list(keep(facts, {paper.key: paper for paper in _papers(triples, facts)}))
    facts = with_conflicts(facts)
    things, sources = _things(triples, facts), _papers(triples, facts)
    return PageData(
        title=title or _theme(things, facts),
        things=tuple(things),
        facts=tuple(sorted(facts, key=_order)),
        papers=tuple(sources),
        linked=linked_data(triples, _subjects(triples, things, facts, sources)) if linked else {},
        note=note,
    )


def _things(triples: Triples, facts: Iterable[Fact]) -> list[Thing]:
    """Return every thing that a fact or a claimant names; a document that is part of a fact is a thing too."""
    keys = {key for fact in facts for key in (fact.source, fact.target, fact.estimator) if key}
    keys |= {claim.claimant for fact in facts for claim in fact.evidence if claim.claimant}
    iris = sorted({iri_of(key) for key in keys})
    return [thing_of(triples, iri) for iri in iris]


def iri_of(key: str) -> str:
    """Return the IRI of a short name (see `things.key_of`)."""
    return key if "://" in key else AIID + key


def _papers(triples: Triples, facts: Iterable[Fact]) -> list[Paper]:
    """Return the documents that state a fact or are cited for one."""
    used = {claim.document for fact in facts for claim in fact.evidence}
    used |= {claim.cited for fact in facts for claim in fact.evidence if claim.cited}
    return [paper_of(triples, iri_of(key)) for key in sorted(used)]


def _subjects(
    triples: Triples, things: Iterable[Thing], facts: Iterable[Fact], papers: Iterable[Paper]
) -> Iterator[str]:
    """Yield the IRIs whose triples the page carries: things, facts, documents, claims, passages with quotation and place.

    Selectors by position stay out: the IRI of a passage says its offsets.
    """
    yield from (item.iri for items in (things, facts, papers) for item in items)
    for claim in (claim.iri for fact in facts for claim in fact.evidence):
        yield claim
        for passage in triples.texts(claim, f"{AII}statedIn"):
            yield passage
            selectors = triples.texts(passage, f"{OA}hasSelector")
            said = (f"{OA}exact", VALUE)
            yield from (each for each in selectors if any(triples.text(each, name) for name in said))


def _theme(things: Iterable[Thing], facts: Iterable[Fact]) -> str:
    listed = list(facts)
    counts = Counter(key for fact in listed for key in {fact.source, fact.target})
    key, most = max(counts.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    # A filing is about its company, whatever theme it touches.
    if len(listed) > FEW and most * 2 > len(listed):
        return next(thing.label for thing in things if thing.key == key)
    themes = [thing for thing in things if thing.type == "Theme"]
    best = max(themes, key=lambda thing: (counts[thing.key], thing.label), default=None)
    return best.label[:1].upper() + best.label[1:] if best else DEFAULT_TITLE


def _order(fact: Fact) -> tuple[bool, bool, float, str, str, str, str]:
    """Sort what documents say before what is derived, money first, then the surest, so that the strongest come first."""
    return (fact.derived, not fact.money, -fact.confidence, fact.relation, fact.source, fact.target, fact.key)
