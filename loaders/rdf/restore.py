"""A document's graph back into the reading from which it was written, so that the gate can check it once more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import cast

from pyoxigraph import Triple

from themegraph.errors import ReadError
from themegraph.graph.claim import Claim, Entity, Link, Question, Reading, Reference, Rejection, Source, Status
from themegraph.graph.qualifiers import CLAIM_LEVEL
from themegraph.graph.vocabulary import (
    ASSERTS,
    CONTENT_HASH,
    HAS_STATUS,
    ISSUED,
    PUBLISHER,
    STATED_IN,
    TITLE,
    term,
)  # fmt: skip
from themegraph.loaders.rdf.described import Described
from themegraph.loaders.rdf.facts import Facts
from themegraph.loaders.rdf.index import Index
from themegraph.loaders.rdf.passages import Passages
from themegraph.ontology.terms import AIID, AIIX

_CLAIM = f"{AIID}claim/"


def restored(document: str, triples: Iterable[Triple], places: Counter[str] | None = None) -> Reading:
    """Return the reading that a document's graph was written from; ReadError, ValueError where there is none.

    `places` counts the claims on each fact over several documents whose facts have become one.
    """
    return _Restorer(document, Index(triples), Counter() if places is None else places).reading()


class _Restorer:
    """One document's graph, read backwards."""

    def __init__(self, document: str, index: Index, places: Counter[str]) -> None:
        self._document, self._index, self._places = document, index, places
        self._described = Described(index)
        self._facts = Facts(index, self._described)
        self._passages = Passages(document, index)

    def reading(self) -> Reading:
        """Return source, claims and what of the text is quoted."""
        index, document = self._index, self._document
        length = index.whole(document, term("dcterms:extent"))
        claims = tuple(self._claims())
        source = Source(
            id=document,
            title=index.text(document, TITLE),
            digest=index.text(document, CONTENT_HASH),
            length=length,
            publisher=self._publisher(document),
            issued=index.text(document, ISSUED),
            address=index.text(document, term("schema:url")),
            name=index.text(document, term("dcterms:identifier")),
            media_type=index.text(document, term("dcterms:format")),
            references=tuple(self._references()),
            questions=tuple(self._questions()),
            takeaways=self._passages.takeaways(),
            notes=tuple(index.texts(document, term("note"))),
            things=tuple(self._described.all()),
        )
        return Reading(source, self._passages.text(length), claims, rejections=tuple(self._rejections()))

    def _publisher(self, document: str) -> Entity | None:
        iri = self._index.link(document, PUBLISHER)
        return self._described.of(iri, ("Organization",)) if iri else None

    def _references(self) -> Iterator[Reference]:
        index = self._index
        for citation in index.links(self._document, term("lists")):
            work = index.link(citation, term("cites"))
            yield Reference(
                id=work,
                number=index.whole(citation, term("citationNumber")),
                title=index.text(work, TITLE),
                publisher=self._publisher(work),
                issued=index.text(work, ISSUED),
                passage=self._passages.of(index.link(citation, STATED_IN), "ReferenceEntry"),
                address=index.text(work, term("schema:url")),
            )

    def _questions(self) -> Iterator[Question]:
        index = self._index
        for node in index.of_type("FrequentQuestion"):
            answer = self._passages.of(index.link(node, term("schema:acceptedAnswer")), "Answer")
            yield Question(node, index.text(node, term("schema:name")), index.whole(node, term("order")), answer)

    def _rejections(self) -> Iterator[Rejection]:
        index = self._index
        for node in index.of_type("RejectedClaim"):
            passage = self._passages.of(index.link(node, STATED_IN), "Passage")
            reason, rule = (index.text(node, term(name)) for name in ("reason", "extractor"))
            yield Rejection(reason, passage.start, passage.end, passage.text, rule)

    def _claims(self) -> Iterator[Claim]:
        index = self._index
        nodes = {iri: index.link(iri, ASSERTS) for iri in index.of_type("Claim")}
        first = {node: iri.removeprefix(_CLAIM) for iri, node in sorted(nodes.items(), reverse=True)}
        for iri, node in nodes.items():
            yield self._claim(iri, node, self._places[node], first)
            self._places[node] += 1

    def _claim(self, iri: str, node: str, place: int, first: dict[str, str]) -> Claim:
        index, facts = self._index, self._facts
        relation = facts.relation(node)
        if relation is None or not iri.startswith(_CLAIM):
            raise ReadError(f"<{iri}> asserts no fact", where=self._document, valid="a claim on a relationship")
        claimant = index.link(iri, term("claimant"))
        given = dict(facts.qualifiers(node, relation, place))
        own = {name: index.objects(iri, term(name)) for name in CLAIM_LEVEL if name not in relation.qualifiers}
        given |= {name: facts.value(name, values[0]) for name, values in own.items() if values}
        words = given.pop("valueText", "") if relation.object_is_literal and not relation.object_role else ""
        return Claim(
            id=iri.removeprefix(_CLAIM),
            predicate=relation.name,
            subject=facts.subject(node, relation),
            object=facts.object(node, relation, str(words)),
            passage=self._passages.of(index.link(iri, STATED_IN)),
            extractor=index.text(iri, term("extractor")),
            confidence=Decimal(index.text(iri, term("confidence"))[:20] or "-1"),
            qualifiers=given,
            links=tuple(Link(role, first.get(target, "")) for role, target in facts.links(node, relation)),
            status=cast(Status, index.link(iri, HAS_STATUS).removeprefix(AIIX)),
            derived=index.text(iri, term("derived")) == "true",
            claimant=self._described.of(claimant, ("Party",)) if claimant else None,
            cited=index.link(iri, term("citesSource")),
            cited_as=index.text(iri, term("citedAs")),
            exact=True,
        )
