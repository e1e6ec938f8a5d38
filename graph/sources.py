"""A document's own description as triples: title, publisher, references, questions, takeaways."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from themegraph.graph.claim import Passage, Question, Reference, Source
from themegraph.graph.hostile import one_line, visible
from themegraph.graph.literals import english, issued
from themegraph.graph.passages import passage_iri
from themegraph.graph.vocabulary import CONTENT_HASH, DOCUMENT, ISSUED, PUBLISHER, STATED_IN, TITLE, TYPE, term


def source_triples(source: Source) -> Iterator[Triple]:
    """Yield a document's description, its list of references, its questions and its takeaways in order."""
    node = NamedNode(source.id)
    yield Triple(node, TYPE, DOCUMENT)
    yield Triple(node, TITLE, english(one_line(source.title) or source.name or source.id))
    yield Triple(node, CONTENT_HASH, Literal(source.digest))
    yield Triple(node, term("dcterms:format"), Literal(source.media_type))
    yield Triple(node, term("dcterms:extent"), Literal(source.length))
    if source.name:
        yield Triple(node, term("dcterms:identifier"), Literal(source.name))
    for note in source.notes:
        yield Triple(node, term("note"), Literal(visible(one_line(note))))
    yield from _published(node, source.publisher.id if source.publisher else "", source.issued, source.address)
    for reference in source.references:
        yield from _reference(source, reference)
    for question in source.questions:
        yield from _question(source, question)
    for order, passage in enumerate(sorted(source.takeaways, key=lambda passage: passage.start), start=1):
        yield Triple(passage_iri(source.id, passage), term("order"), Literal(order))


def source_passages(source: Source) -> Iterator[Passage]:
    """Yield the passages of references, answers and takeaways."""
    yield from (reference.passage for reference in source.references)
    yield from (question.answer for question in source.questions)
    yield from source.takeaways


def _published(node: NamedNode, publisher: str, date: str, address: str) -> Iterator[Triple]:
    if publisher:
        yield Triple(node, PUBLISHER, NamedNode(publisher))
    if date:
        yield Triple(node, ISSUED, issued(date))
    if address:
        yield Triple(node, term("schema:url"), Literal(address))


def _reference(source: Source, reference: Reference) -> Iterator[Triple]:
    work = NamedNode(reference.id)
    yield Triple(work, TYPE, DOCUMENT)
    yield Triple(work, TITLE, english(one_line(reference.title)))
    publisher = reference.publisher.id if reference.publisher else ""
    yield from _published(work, publisher, reference.issued, reference.address)
    citation = NamedNode(f"{source.id}#reference={reference.number}")
    yield Triple(NamedNode(source.id), term("lists"), citation)
    yield Triple(citation, TYPE, term("Citation"))
    yield Triple(citation, term("citationNumber"), Literal(reference.number))
    yield Triple(citation, term("cites"), work)
    yield Triple(citation, STATED_IN, passage_iri(source.id, reference.passage))


def _question(source: Source, question: Question) -> Iterator[Triple]:
    node = NamedNode(question.id)
    yield Triple(node, TYPE, term("FrequentQuestion"))
    yield Triple(node, term("schema:name"), english(one_line(question.text)))
    yield Triple(node, term("order"), Literal(question.order))
    yield Triple(node, term("schema:acceptedAnswer"), passage_iri(source.id, question.answer))
