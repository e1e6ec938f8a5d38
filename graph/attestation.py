"""Who says a fact: the claims on a node with their sentence, document, claimant and standing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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

VALUE, HEADER, START, END = term("rdf:value"), term("headerText"), term("oa:start"), term("oa:end")
CITES, CLAIMANT, CITED_AS = term("citesSource"), term("claimant"), term("citedAs")
CONFIDENCE, DERIVED, EXTRACTOR = term("confidence"), term("derived"), term("extractor")
DETAILS = tuple((name, term(name)) for name in sorted(CLAIM_LEVEL))
KEPT = 50_000  # things of documents, before what was read is forgotten


@dataclass(frozen=True, slots=True)
class Attestation:
    """One claim of a fact. Texts are empty where the document does not say; `details` are the claim's own qualifiers.

    The sentence of a row of a table is its cells, a tab apart; `place` is where the row stands in the file, `header` the
    table's header, in the same form. `notes` are what the document says of how it was read. `date` is the document's,
    `cited_date` that of the work that it cites.
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
    cited_date: str = ""

    @property
    def known(self) -> str:
        """The date since which the claim is known: the earlier of the document's and the cited work's."""
        return min((date for date in (self.date, self.cited_date) if date), default="")

    @property
    def words(self) -> str:
        """The sentence; a row's cells with the names of their columns."""
        return row_words(self.sentence, self.header) if self.place else self.sentence

    @property
    def live(self) -> bool:
        """Whether the claim counts for `current`."""
        return self.status in LIVE


class Witnesses:
    """Reads who says a fact. What it has read of documents, passages and names is kept for the next fact."""

    def __init__(self, database: QuadSource) -> None:
        self.database = database
        self._abouts: dict[tuple[NamedNode, NamedNode], About] = {}
        self._labels: dict[NamedNode, str] = {}

    def of(self, node: NamedNode) -> tuple[Attestation, ...]:
        """Return all claims of a node and of those that restate it, denials and hedges included, by document and place."""
        restating = [quad.subject for quad in self.database.quads_for_pattern(None, RESTATES, node, CURRENT)]
        found = (
            self._attestation(quad.subject, quad.graph_name)
            for each in (node, *restating)
            for quad in self.database.quads_for_pattern(None, ASSERTS, each, None)
            if isinstance(quad.graph_name, NamedNode)
            and isinstance(quad.subject, NamedNode)
            and _counts(quad.graph_name)
        )
        return tuple(sorted(found, key=lambda each: (each.derived, each.title, each.document, each.start, each.claim)))

    def label(self, thing: NamedNode) -> str:
        """Return the label of a thing in `current`, else the last part of its IRI."""
        if thing not in self._labels:
            self._labels[thing] = label_of(self.database, thing)
        return self._labels[thing]

    def _attestation(self, node: NamedNode, graph: NamedNode) -> Attestation:
        """Read one claim from the graph of its document."""
        claim = self._read(node, graph)
        passage = self._about(claim.node(STATED_IN), graph)
        selectors = [self._about(each, graph) for each in passage.nodes(HAS_SELECTOR)]
        source = passage.node(HAS_SOURCE)
        document, work = self._about(source, graph), self._about(claim.node(CITES), graph)
        status, publisher, claimant = claim.node(HAS_STATUS), document.node(PUBLISHER), claim.node(CLAIMANT)
        return Attestation(
            claim=node.value,
            sentence=_first(selectors, EXACT),
            start=int(_first(selectors, START) or 0),
            end=int(_first(selectors, END) or 0),
            document=source.value if source else "",
            title=document.text(TITLE),
            publisher=self.label(publisher) if publisher else "",
            date=document.text(ISSUED),
            claimant=self.label(claimant) if claimant else "",
            citation=claim.text(CITED_AS),
            cited=work.text(TITLE),
            confidence=Decimal(claim.text(CONFIDENCE) or 0),
            status=status.value.rpartition("/")[2] if status else "",
            derived=claim.text(DERIVED) == "true",
            extractor=claim.text(EXTRACTOR),
            place=_first(selectors, VALUE),
            header=passage.text(HEADER),
            notes=tuple(sorted(document.texts(NOTE))),
            details=tuple((name, text) for name, prop in DETAILS if (text := claim.text(prop))),
            cited_date=work.text(ISSUED),
        )

    def _about(self, thing: NamedNode | None, graph: NamedNode) -> About:
        """Return what a graph says of a thing that several claims lead to."""
        if thing is None:
            return About({})
        if len(self._abouts) > KEPT:
            self._abouts.clear()
        if (thing, graph) not in self._abouts:
            self._abouts[thing, graph] = self._read(thing, graph)
        return self._abouts[thing, graph]

    def _read(self, thing: NamedNode, graph: NamedNode) -> About:
        values: dict[NamedNode, list[object]] = {}
        for quad in self.database.quads_for_pattern(thing, None, None, graph):
            values.setdefault(quad.predicate, []).append(quad.object)
        return About(values)


@dataclass(frozen=True, slots=True)
class About:
    """What one graph says of one thing: the values of each property."""

    values: Mapping[NamedNode, Sequence[object]]

    def nodes(self, predicate: NamedNode) -> list[NamedNode]:
        """Return the values that are IRIs."""
        return [value for value in self.values.get(predicate, ()) if isinstance(value, NamedNode)]

    def texts(self, predicate: NamedNode) -> list[str]:
        """Return the texts of the values that are literals."""
        return [value.value for value in self.values.get(predicate, ()) if isinstance(value, Literal)]

    def node(self, predicate: NamedNode) -> NamedNode | None:
        """Return the first value that is an IRI."""
        return next(iter(self.nodes(predicate)), None)

    def text(self, predicate: NamedNode) -> str:
        """Return the first value that is a literal, or an empty text."""
        return next(iter(self.texts(predicate)), "")


def _first(selectors: Iterable[About], predicate: NamedNode) -> str:
    """Return a value that one of a passage's selectors has."""
    return next((text for each in selectors if (text := each.text(predicate))), "")


def _counts(graph: NamedNode) -> bool:
    return graph == REGISTRY or is_document_graph(graph)


def label_of(database: QuadSource, thing: NamedNode) -> str:
    """Return the preferred label of a thing in `current`, else the last part of its IRI."""
    for quad in database.quads_for_pattern(thing, PREF_LABEL, None, CURRENT):
        if isinstance(quad.object, Literal):
            return quad.object.value
    return thing.value.rstrip("/").rpartition("/")[2]
