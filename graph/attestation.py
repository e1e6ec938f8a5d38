"""Who says a fact: the claims on a node with their sentence, document, claimant and standing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from themegraph.graph.claim import LIVE
from themegraph.graph.quad_source import QuadSource
from themegraph.graph.qualifiers import CLAIM_LEVEL
from themegraph.graph.rows import row_words
from themegraph.graph.vocabulary import (
    ASSERTS,
    CURRENT,
    EXACT,
    HAS_SELECTOR,
    HAS_SOURCE,
    HAS_STATUS,
    ISSUED,
    NOTE,
    PREF_LABEL,
    PUBLISHER,
    REGISTRY,
    RESTATES,
    STATED_IN,
    TITLE,
    is_document_graph,
    term,
)

VALUE, HEADER = term("rdf:value"), term("headerText")


@dataclass(frozen=True, slots=True)
class Attestation:
    """One claim of a fact. Texts are empty where the document does not say; `details` are the claim's own qualifiers.

    The sentence of a row of a table is its cells, a tab apart; `place` is where the row stands in the file, `header` the
    table's header, in the same form. `notes` are what the document says of how it was read.
    """

    claim: str
    sentence: str
    start: int
    end: int
    document: str
    title: str
    publisher: str
    date: str
    claimant: str
    citation: str
    cited: str
    confidence: Decimal
    status: str
    derived: bool
    extractor: str
    details: tuple[tuple[str, str], ...] = ()
    place: str = ""
    header: str = ""
    notes: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The sentence; a row's cells with the names of their columns."""
        return row_words(self.sentence, self.header) if self.place else self.sentence

    @property
    def live(self) -> bool:
        """Whether the claim counts for `current`."""
        return self.status in LIVE


def attestations(database: QuadSource, node: NamedNode) -> tuple[Attestation, ...]:
    """Return all claims of a node and of those that restate it, denials and hedges included, by document and place."""
    restating = [quad.subject for quad in database.quads_for_pattern(None, RESTATES, node, CURRENT)]
    found = (
        _Reader(database, quad.graph_name).attestation(quad.subject)
        for each in (node, *restating)
        for quad in database.quads_for_pattern(None, ASSERTS, each, None)
        if isinstance(quad.graph_name, NamedNode) and isinstance(quad.subject, NamedNode) and _counts(quad.graph_name)
    )
    return tuple(sorted(found, key=lambda each: (each.derived, each.title, each.document, each.start, each.claim)))


def _counts(graph: NamedNode) -> bool:
    return graph == REGISTRY or is_document_graph(graph)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads values of one document's graph."""

    database: QuadSource
    graph: NamedNode

    def attestation(self, claim: NamedNode) -> Attestation:
        """Read one claim."""
        passage = self.node(claim, STATED_IN)
        document = self.node(passage, HAS_SOURCE)
        work = self.node(claim, term("citesSource"))
        return Attestation(
            claim=claim.value,
            sentence=self.selected(passage, EXACT),
            start=int(self.selected(passage, term("oa:start")) or 0),
            end=int(self.selected(passage, term("oa:end")) or 0),
            document=document.value if document else "",
            title=self.text(document, TITLE),
            publisher=self.label(self.node(document, PUBLISHER)),
            date=self.text(document, ISSUED),
            claimant=self.label(self.node(claim, term("claimant"))),
            citation=self.text(claim, term("citedAs")),
            cited=self.text(work, TITLE),
            confidence=Decimal(self.text(claim, term("confidence")) or 0),
            status=self._status(claim),
            derived=self.text(claim, term("derived")) == "true",
            extractor=self.text(claim, term("extractor")),
            place=self.selected(passage, VALUE),
            header=self.text(passage, HEADER),
            notes=tuple(sorted(each.value for each in self.values(document, NOTE) if isinstance(each, Literal))),
            details=tuple((name, text) for name in sorted(CLAIM_LEVEL) if (text := self.text(claim, term(name)))),
        )

    def _status(self, claim: NamedNode) -> str:
        status = self.node(claim, HAS_STATUS)
        return status.value.rpartition("/")[2] if status else ""

    def selected(self, passage: NamedNode | None, predicate: NamedNode) -> str:
        """Return a value that one of a passage's selectors has."""
        selectors = self.values(passage, HAS_SELECTOR)
        texts = (self.text(selector, predicate) for selector in selectors if isinstance(selector, NamedNode))
        return next((text for text in texts if text), "")

    def values(self, subject: NamedNode | None, predicate: NamedNode) -> Iterator[object]:
        """Yield the values of a property in the document's graph."""
        if subject is not None:
            quads = self.database.quads_for_pattern(subject, predicate, None, self.graph)
            yield from (quad.object for quad in quads)

    def node(self, subject: NamedNode | None, predicate: NamedNode) -> NamedNode | None:
        """Return the value of a property that is an IRI."""
        return next((value for value in self.values(subject, predicate) if isinstance(value, NamedNode)), None)

    def text(self, subject: NamedNode | None, predicate: NamedNode) -> str:
        """Return the value of a property that is a literal, or an empty text."""
        return next((value.value for value in self.values(subject, predicate) if isinstance(value, Literal)), "")

    def label(self, entity: NamedNode | None) -> str:
        """Return the label of an entity in `current`, or an empty text."""
        return label_of(self.database, entity) if entity else ""


def label_of(database: QuadSource, thing: NamedNode) -> str:
    """Return the preferred label of a thing in `current`, else the last part of its IRI."""
    for quad in database.quads_for_pattern(thing, PREF_LABEL, None, CURRENT):
        if isinstance(quad.object, Literal):
            return quad.object.value
    return thing.value.rstrip("/").rpartition("/")[2]
