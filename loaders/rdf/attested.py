"""The RDF 1.2 export: current facts with the claims on them, so that each document comes back with what it says of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pyoxigraph import NamedNode, Triple

from themegraph.errors import ClaimError, ReadError
from themegraph.graph.claim import Reading, Source
from themegraph.graph.gate import check
from themegraph.graph.quads import document_graph
from themegraph.graph.vocabulary import ASSERTS, CLAIM, HAS_SELECTOR, HAS_SOURCE, RESOLVED, STATED_IN, TYPE, term
from themegraph.loaders.document import Document
from themegraph.loaders.rdf.described import Described
from themegraph.loaders.rdf.index import Index
from themegraph.loaders.rdf.ours import Graphs, name_fault, refused
from themegraph.loaders.rdf.renamed import Origins, origins_of, under_own_names
from themegraph.loaders.rdf.restore import restored
from themegraph.ontology.terms import AIID

_REGISTRY = f"{AIID}document/registry-"
_CITED = tuple(map(term, ("lists", "cites", "citesSource")))
About = dict[object, list[Triple]]


def is_attested(graphs: Graphs) -> bool:
    """Whether a file has claims but no graphs."""
    return len(graphs) == 1 and any(t.predicate == TYPE and t.object == CLAIM for t in next(iter(graphs.values())))


def attested_reading(document: Document, graphs: Graphs) -> Reading:
    """Return the documents whose claims stand in the file; raise ReadError, naming what is wrong, unless all is sound."""
    about: About = defaultdict(list)
    for triple in next(iter(graphs.values())):
        about[triple.subject].append(triple)
    claims = _claims_of(about)
    faults: list[str] = []
    readings: list[Reading] = []
    places: Counter[str] = Counter()
    origins = origins_of(triple for triples in about.values() for triple in triples)
    for name in sorted(claims):
        reading, found = _document(name, _graph(name, claims[name], about), places, origins)
        faults += found
        readings += [reading] if reading else []
    if faults or not readings:
        raise refused(document.name, faults or ["no claim leads to a document"])
    named = {thing.id for reading in readings for thing in reading.source.things}
    index = Index(triple for triples in about.values() for triple in triples)
    others = tuple(thing for thing in Described(index).all() if thing.id not in named)
    first = replace(readings[0], source=replace(readings[0].source, things=(*readings[0].source.things, *others)))
    source = Source(document.id, document.name, document.digest, 0, name=document.name, media_type=document.media_type)
    return Reading(source, "", (), documents=(first, *readings[1:]))


def _claims_of(about: About) -> dict[str, list[NamedNode]]:
    """Return the claims of each document; what the registry states is known already."""
    found: defaultdict[str, list[NamedNode]] = defaultdict(list)
    for subject, triples in about.items():
        if isinstance(subject, NamedNode) and any(t.predicate == TYPE and t.object == CLAIM for t in triples):
            passages = _ends(triples, STATED_IN)
            documents = [end for passage in passages for end in _ends(about.get(passage, []), HAS_SOURCE)]
            for name in documents[:1] or [NamedNode(f"{AIID}claim")]:
                if not name.value.startswith(_REGISTRY):
                    found[name.value].append(subject)
    return found


def _ends(triples: Iterable[Triple], predicate: NamedNode) -> list[NamedNode]:
    return [t.object for t in triples if t.predicate == predicate and isinstance(t.object, NamedNode)]


def _graph(name: str, claims: list[NamedNode], about: About) -> set[Triple]:
    """Return what the file says of a document, its claims, their passages and facts, and the things in them."""
    taken: set[Triple] = set()
    left: list[NamedNode] = [NamedNode(name), *claims]
    seen = set(left)
    while left:
        subject = left.pop()
        triples = [t for t in about.get(subject, []) if not isinstance(t.object, Triple)]
        taken.update(triples)
        for end in _next(subject, triples, about, name):
            if end not in seen:
                seen.add(end)
                left.append(end)
    return taken


def _next(subject: NamedNode, triples: list[Triple], about: About, name: str) -> Iterator[NamedNode]:
    """Yield what belongs to a document with a thing of it: passages, facts, works and described things."""
    whole = (ASSERTS, STATED_IN, HAS_SELECTOR, *_CITED)
    for triple in triples:
        end = triple.object
        if isinstance(end, NamedNode) and end.value != name:
            described = any(t.predicate == RESOLVED for t in about.get(end, ()))
            # a list of holdings is a thing too: what it names belongs to it
            entity = subject.value != name and any(t.predicate == RESOLVED for t in triples)
            if triple.predicate in whole or (described and not entity):
                yield end


def _document(
    name: str, triples: set[Triple], places: Counter[str], origins: Origins
) -> tuple[Reading | None, list[str]]:
    fault = name_fault(name)
    if fault:
        return None, [f"<{name}>: {fault}"]
    try:
        reading = _renamed(restored(name, triples, places), triples, origins)
        gated = check(reading)
        written = document_graph(gated, reading.text).triples
    except (ReadError, ClaimError) as error:
        return None, [f"<{name}>: {error}"]
    except (ValueError, ArithmeticError) as error:
        return None, [f"<{name}>: a value that is none: {error}"]
    faults = [f"<{name}> {refusal.name}: {refusal.detail}" for refusal in gated.rejected]
    stated = {t.object for t in triples if t.predicate == ASSERTS}
    subjects = {t.subject for t in written}
    faults += [
        f"<{name}> {fact} is not the name of the fact that it states" for fact in sorted(stated - subjects, key=str)
    ]
    return reading, faults


def _renamed(reading: Reading, triples: set[Triple], origins: Origins) -> Reading:
    """Return a reading whose claims name things as the document does."""
    nodes = {
        t.subject.value.removeprefix(f"{AIID}claim/"): t.object.value
        for t in triples
        if t.predicate == ASSERTS and isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode)
    }
    claims = (under_own_names(claim, nodes.get(claim.id, ""), origins) for claim in reading.claims)
    return replace(reading, claims=tuple(claims))
