"""An export of this program with its documents: each is checked as if it were read anew, or the whole file is refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pyoxigraph import NamedNode, Quad, Triple

from themegraph.errors import ClaimError, ReadError
from themegraph.graph.claim import Reading, Rejection, Source
from themegraph.graph.gate import check
from themegraph.graph.hostile import fault_in_iri
from themegraph.graph.kept import OWN, kept_fault
from themegraph.graph.quads import document_graph
from themegraph.graph.vocabulary import ASSERTS, CURRENT, GRAPHS, ONTOLOGY, REGISTRY, TYPE, term
from themegraph.loaders.document import Document
from themegraph.loaders.identity import is_web_address
from themegraph.loaders.rdf.restore import restored
from themegraph.ontology.registry import Registry
from themegraph.ontology.terms import AIID

INTERNAL = frozenset({CURRENT, REGISTRY, ONTOLOGY})
SHOWN = 5
_DOCUMENTS = f"{AIID}document/"
_REGISTRY = f"{_DOCUMENTS}registry-"
_VALID = "an export as this program wrote it"
Graphs = Mapping[object, set[Triple]]


def by_graph(quads: Iterable[Quad]) -> dict[object, set[Triple]]:
    """Return the triples of each graph."""
    graphs: defaultdict[object, set[Triple]] = defaultdict(set)
    for quad in quads:
        graphs[quad.graph_name].add(quad.triple)
    return dict(graphs)


def is_ours(graphs: Graphs) -> bool:
    """Whether a file has graphs that only this program writes, beside the current facts."""
    return any(isinstance(name, NamedNode) and name.value.startswith(GRAPHS) and name != CURRENT for name in graphs)


def export_reading(document: Document, graphs: Graphs, registry: Registry) -> Reading:
    """Return the documents of an export; raise ReadError, naming what is wrong, unless all of it is sound."""
    faults = list(_graph_faults(graphs))
    readings: list[Reading] = []
    for name in sorted((name for name in graphs if _is_document(name)), key=str):
        reading, found = _document(str(name)[1:-1], graphs[name])
        faults += found
        readings += [reading] if reading else []
    faults += _unsupported(graphs)
    if faults:
        raise refused(document.name, faults)
    if not readings:
        raise ReadError(
            "the export holds no document", where=document.name, valid="an export of a graph with documents"
        )
    noted = replace(readings[0], rejections=(*readings[0].rejections, *_notes(graphs, registry)))
    source = Source(document.id, document.name, document.digest, 0, name=document.name, media_type=document.media_type)
    return Reading(source, "", (), documents=(noted, *readings[1:]))


def refused(where: str, faults: list[str]) -> ReadError:
    """Return the error that names the first faults and counts the rest."""
    more = f"; and {len(faults) - SHOWN} more" if len(faults) > SHOWN else ""
    return ReadError(f"not what this program writes: {'; '.join(faults[:SHOWN])}{more}", where=where, valid=_VALID)


def name_fault(name: str) -> str:
    """Say why an IRI cannot name a document's graph; an empty string where it can."""
    if fault := fault_in_iri(name):
        return fault
    if name.startswith(OWN):
        known = name.startswith(_DOCUMENTS) and not name.startswith(_REGISTRY)
        return "" if known else "a name of this program's own"
    return "" if is_web_address(name) and "#" not in name else "no address of a document"


def rebuilt_faults(document: str, reading: Reading, triples: set[Triple]) -> tuple[Reading, list[str]]:
    """Write a reading again and compare: return it with what its graph keeps beside, and what does not fit."""
    gated = check(reading)
    written = document_graph(gated, reading.text, rejections=reading.rejections).triples
    faults = [f"<{document}> {refusal.name}: {refusal.detail}" for refusal in gated.rejected]
    kept: list[str] = []
    for triple in sorted(triples - written, key=str):
        fault = kept_fault(triple, document)
        kept += [] if fault else [f"{triple} .\n"]
        faults += [f"<{document}> {triple} follows from no claim and {fault}"] if fault else []
    faults += [f"<{document}> lacks {triple}" for triple in sorted(written - triples, key=str)]
    return replace(reading, kept="".join(kept)), faults


def _document(name: str, triples: set[Triple]) -> tuple[Reading | None, list[str]]:
    """Return the reading of one graph and what is wrong with it."""
    fault = name_fault(name)
    if fault:
        return None, [f"graph <{name}>: {fault}"]
    try:
        return rebuilt_faults(name, restored(name, triples), triples)
    except (ReadError, ClaimError) as error:
        return None, [f"<{name}>: {error}"]
    except (ValueError, ArithmeticError) as error:
        return None, [f"<{name}>: a value that is none: {error}"]


def _is_document(name: object) -> bool:
    return isinstance(name, NamedNode) and not name.value.startswith(GRAPHS)


def _graph_faults(graphs: Graphs) -> Iterator[str]:
    for name in graphs:
        if not isinstance(name, NamedNode):
            yield f"{len(graphs[name])} triples in {'no graph' if str(name) == 'DEFAULT' else str(name)}"
        elif name.value.startswith(GRAPHS) and name not in INTERNAL:
            yield f"graph {name} is this program's own and no part of an export"


def _unsupported(graphs: Graphs) -> Iterator[str]:
    """Yield the facts that the current graph states and neither a document nor the registry does."""
    asserted = {
        triple.object
        for name, triples in graphs.items()
        if name != CURRENT
        for triple in triples
        if triple.predicate == ASSERTS
    }
    kind = term("Relationship")
    for triple in sorted(graphs.get(CURRENT, ()), key=str):
        if triple.predicate == TYPE and triple.object == kind and triple.subject not in asserted:
            yield f"{CURRENT} states {triple.subject}, which no document does"


def _notes(graphs: Graphs, registry: Registry) -> Iterator[Rejection]:
    """Yield what the file says of the things known beforehand and this program does not; its own is used."""
    from themegraph.graph.registry_graph import registry_triples
    from themegraph.ontology.listed import is_listed

    theirs = graphs.get(REGISTRY, set())
    known = registry_triples(registry)
    other = [t for t in theirs - known if isinstance(t.subject, NamedNode) and not is_listed(t.subject.value)]
    stated = [t for t in other if t.predicate == TYPE and t.object == term("NamedThing")]
    for triple in sorted(stated, key=str):
        yield Rejection(f"registry: {triple.subject} is no thing that this version knows beforehand", 0, 0, str(triple))
