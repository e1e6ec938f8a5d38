"""A file of someone else's vocabulary as a reading: mapped statements become claims, all others are kept as they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from themegraph.graph.claim import Claim, Reading, Rejection
from themegraph.graph.kept import kept_fault, node_iri
from themegraph.loaders.document import Document
from themegraph.loaders.rdf.claims import Claims
from themegraph.loaders.rdf.own_facts import OwnFacts
from themegraph.loaders.rdf.own_terms import own_terms
from themegraph.loaders.rdf.rules import Vocabulary, bundled
from themegraph.loaders.rdf.statements import Statements
from themegraph.loaders.rdf.things import Things
from themegraph.loaders.rdf.wikidata import wikidata
from themegraph.loaders.tables.source import table_source
from themegraph.ontology.registry import Registry


def vocabularies() -> tuple[Vocabulary, ...]:
    """Return every vocabulary that the program understands."""
    return (own_terms(), *bundled(), wikidata())


def foreign_reading(document: Document, registry: Registry) -> Reading:
    """Return what a file says: claims where rules tell, its other statements as they are, what it may not say."""
    statements = Statements(document.text)
    known = vocabularies()
    own = OwnFacts(document.id, statements, registry)
    statements.hide(own.consumed)
    things = Things(statements, known, registry)
    making = Claims(document.id, statements, things)
    mapped = list(making.of(known))
    claims = _once([*own.claims, *mapped])
    consumed = own.consumed | _lines_of(mapped, statements)
    kept, refused = _kept(document.id, statements, consumed)
    faulty = [
        Rejection(f"code: '{code.code}' is no {code.scheme}", *_span(statements, code.lines))
        for code in things.faulty_codes()
    ]
    faulty += [Rejection(f"value: {what}", *_span(statements, lines)) for what, lines in making.faults]
    described = (*own.things, *(entity for _, entity in things.known()))
    source = replace(table_source(document, registry), things=tuple(dict.fromkeys(described)))
    return Reading(source, document.text, claims, rejections=(*own.rejections, *refused, *faulty), kept=kept)


def _once(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return claims without those that two rules made alike."""
    return tuple({claim.id: claim for claim in claims}.values())


def _lines_of(claims: Iterable[Claim], statements: Statements) -> set[int]:
    """Return the lines in our own terms that became claims: they need not be kept."""
    spans = {(claim.passage.start, claim.passage.end) for claim in claims}
    return {number for number in range(len(statements.quads)) if statements.span(number) in spans}


def _span(statements: Statements, lines: Sequence[int]) -> tuple[int, int, str]:
    if not lines:
        return 0, 0, ""
    passage = statements.passage(lines)
    return passage.start, passage.end, passage.text


def _kept(document: str, statements: Statements, consumed: set[int]) -> tuple[str, list[Rejection]]:
    """Return the statements that the document's graph keeps, and what may not stand in it, once for each reason."""
    kept: dict[str, None] = {}
    refused: dict[str, list[int]] = {}
    for number, quad in enumerate(statements.quads):
        triple = named(quad.triple, document)
        fault = kept_fault(triple, document) if triple else "holds a triple as a term"
        if triple and not fault:
            kept[f"{triple} .\n"] = None
        elif number not in consumed:
            refused.setdefault(fault, []).append(number)
    rejections = [
        Rejection(f"own-terms: a statement {fault}{_count(numbers)}", *_span(statements, numbers[:1]))
        for fault, numbers in refused.items()
    ]
    return "".join(kept), rejections


def _count(numbers: Sequence[int]) -> str:
    return f" ({len(numbers)} statements)" if len(numbers) > 1 else ""


def named(triple: Triple, document: str) -> Triple | None:
    """Return a triple with names of the document's own for its blank nodes; None where a term is a triple itself."""
    subject, target = triple.subject, triple.object
    if isinstance(subject, BlankNode):
        subject = node_iri(document, subject.value)
    if isinstance(target, BlankNode):
        target = node_iri(document, target.value)
    if not isinstance(subject, NamedNode) or not isinstance(target, NamedNode | Literal):
        return None
    return Triple(subject, triple.predicate, target)
