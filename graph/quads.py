"""Turn an accepted reading into the triples of its document's graph; every thing in it has an IRI of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import get_args

from pyoxigraph import NamedNode, Triple

from themegraph.graph.claim import Claim, Entity, Passage, Rejection, Source, Status
from themegraph.graph.entities import entities_in, entity_lines, type_lines
from themegraph.graph.gate import Gated
from themegraph.graph.kept import kept_triples
from themegraph.graph.nodes import Node, build_nodes, literal_text
from themegraph.graph.ntriples import decimal_literal, english_literal, name, parsed, text_literal, value_of
from themegraph.graph.passages import passage_lines
from themegraph.graph.qualifiers import CLAIM_LEVEL
from themegraph.graph.rejected import rejected_lines, with_passages
from themegraph.graph.sources import source_passages, source_triples
from themegraph.graph.vocabulary import ASSERTS, CLAIM, HAS_RANK, HAS_STATUS, STATED_IN, TYPE, concept
from themegraph.ontology.terms import AIID, MEASURES, RELATIONS

_NORMAL = f"{HAS_RANK} {concept('normal')}"
_A_CLAIM = f"{TYPE} {CLAIM}"
_ASSERTS, _STATED_IN = str(ASSERTS), str(STATED_IN)
_STATUSES = {status: f"{HAS_STATUS} {concept(status)}" for status in get_args(Status)}


@dataclass(frozen=True, slots=True)
class DocumentGraph:
    """The named graph of one document: its IRI and what its triples are made of, with the numbers that a summary gives.

    `nodes` are the facts and `things` the lines about entities, by their IRIs as lines have them; `rest` makes all other
    lines, anew with every call, for those of a large table are too many to hold. `live` are the facts of which a claim is
    live. `kept` tells how many lines are the document's own.
    """

    document: NamedNode
    nodes: Mapping[str, Node]
    things: Mapping[str, tuple[str, ...]]
    rest: Callable[[], Iterable[str]]
    live: frozenset[str]
    claims: int
    kept: int = 0

    @property
    def facts(self) -> int:
        """The number of facts."""
        return len(self.nodes)

    @property
    def rough_size(self) -> int:
        """About how many lines there are, without making them."""
        return 16 * len(self.nodes) + 16 * self.claims + 6 * len(self.things) + self.kept

    def __iter__(self) -> Iterator[str]:
        """Make all lines, each once."""
        lines = chain((line for node in self.nodes.values() for line in node_lines(node)), self.others())
        return iter(dict.fromkeys(lines)) if self.kept else lines

    def others(self) -> Iterator[str]:
        """Make the lines that are not about facts."""
        return chain(*self.things.values(), self.rest())

    @property
    def lines(self) -> frozenset[str]:
        """All lines, collected anew with every call."""
        return frozenset(self)

    @property
    def triples(self) -> frozenset[Triple]:
        """The triples, read anew from the lines with every call."""
        return parsed(self)


def document_graph(gated: Gated, text: str, kept: str = "", rejections: Iterable[Rejection] = ()) -> DocumentGraph:
    """Return the graph of a reading that has passed the gate; the text serves the quotations' context only.

    `kept` are triples of the document, as N-Triples; ClaimError for one that is not to be kept. `rejections` are what was
    refused, before the gate and by it.
    """
    nodes = build_nodes(gated.accepted)
    own = tuple(map(str, kept_triples(kept, gated.source.id)))
    return DocumentGraph(
        NamedNode(gated.source.id),
        {f"<{node.iri}>": node for node in nodes.values()},
        {thing: tuple(lines) for thing, lines in entity_lines(entities_in(gated.source, gated.accepted))},
        partial(_rest, gated, text, nodes, with_passages(rejections, text), own),
        frozenset(f"<{nodes[claim.id].iri}>" for claim in gated.accepted if claim.live),
        len(gated.accepted),
        len(own),
    )


def _rest(
    gated: Gated,
    text: str,
    nodes: Mapping[str, Node],
    rejected: Mapping[Rejection, Passage],
    kept: Collection[str],
) -> Iterator[str]:
    """Make the lines about the document, its claims, what was refused, passages, and those that are its own."""
    source, claims = gated.source, gated.accepted
    yield from dict.fromkeys(map(str, source_triples(source)))
    for claim in claims:
        yield from claim_lines(claim, nodes[claim.id], source)
    yield from dict.fromkeys(line for each in rejected for line in rejected_lines(source.id, each))
    yield from _passages(source, claims, rejected.values(), text)
    yield from kept


def _passages(source: Source, claims: Iterable[Claim], rejected: Iterable[Passage], text: str) -> Iterator[str]:
    """Make the lines of passages; those of one span, which may be of several kinds, together."""
    spans: dict[tuple[int, int], dict[Passage, None]] = {}
    for passage in chain((claim.passage for claim in claims), source_passages(source)):
        spans.setdefault((passage.start, passage.end), {})[passage] = None
    for passage in rejected:
        # where a claim was taken from the same words, its passage says more of their place
        spans.setdefault((passage.start, passage.end), {passage: None})
    for same in spans.values():
        yield from dict.fromkeys(line for passage in same for line in passage_lines(source.id, passage, text))


def node_lines(node: Node) -> Iterator[str]:
    """Yield what the graph says of a fact: its types, ends, qualifiers, links and rank."""
    subject, relation = f"<{node.iri}>", node.relation
    yield from (f"{subject} {kind}" for kind in type_lines(_node_class(node)))
    yield f"{subject} {_NORMAL}"
    yield f"{subject} {name(relation.subject_role)} <{node.subject.id}>"
    if isinstance(node.object, Entity):
        yield f"{subject} {name(relation.object_role)} <{node.object.id}>"
    elif relation.object_role:
        yield f"{subject} {name(relation.object_role)} {_words(relation.object_role, literal_text(node.object))}"
    for qualifier, value in node.qualifiers:
        yield f"{subject} {name(qualifier)} {value_of(qualifier, value)}"
    for role, target in node.links:
        yield f"{subject} {name(role)} <{target}>"


def _words(role: str, text: str) -> str:
    return english_literal(text) if role.startswith("skos:") else text_literal(text)


def _node_class(node: Node) -> str:
    measures = (value for name, value in node.qualifiers if name == "measure")
    narrower = (MEASURES.get((node.relation.node_class, str(measure))) for measure in measures)
    return next((name for name in narrower if name), node.relation.node_class)


def claim_lines(claim: Claim, node: Node, source: Source) -> Iterator[str]:
    """Yield what the graph says of a claim: what it asserts, where, on whose word, how firmly."""
    subject = f"<{AIID}claim/{claim.id}>"
    yield f"{subject} {_A_CLAIM}"
    yield f"{subject} {_ASSERTS} <{node.iri}>"
    yield f"{subject} {_STATED_IN} <{source.id}#char={claim.passage.start},{claim.passage.end}>"
    yield f"{subject} {_STATUSES[claim.status]}"
    yield f"{subject} {name('derived')} {value_of('derived', claim.derived)}"
    yield f"{subject} {name('confidence')} {decimal_literal(claim.confidence)}"
    yield f"{subject} {name('extractor')} {text_literal(claim.extractor)}"
    if claim.claimant:
        yield f"{subject} {name('claimant')} <{claim.claimant.id}>"
    if claim.cited:
        yield f"{subject} {name('citesSource')} <{claim.cited}>"
    if claim.cited_as:
        yield f"{subject} {name('citedAs')} {text_literal(claim.cited_as)}"
    yield from _claim_level(claim, subject)


def _claim_level(claim: Claim, subject: str) -> Iterator[str]:
    relation = RELATIONS[claim.predicate]
    for qualifier, value in claim.qualifiers.items():
        if qualifier in CLAIM_LEVEL and qualifier not in relation.qualifiers:
            yield f"{subject} {name(qualifier)} {value_of(qualifier, value)}"
    # A figure or date that no role holds is kept as printed.
    if not isinstance(claim.object, Entity) and not relation.object_role and "valueText" not in claim.qualifiers:
        yield f"{subject} {name('valueText')} {text_literal(claim.object.value)}"
