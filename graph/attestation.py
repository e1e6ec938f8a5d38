"""Who says a fact: the claims on a node with their sentence, document, claimant and standing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from themegraph.graph.claim import LIVE
from themegraph.graph.lookup import Place, Values, claims_naming, claims_on, foresee, restatements_of, values_of
from themegraph.graph.quad_source import QuadSource
from themegraph.graph.qualifiers import CLAIM_LEVEL
from themegraph.graph.rows import row_words
from themegraph.graph.vocabulary import (
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
    STATED_IN,
    TITLE,
    is_document_graph,
    term,
)

VALUE, HEADER, START, END = term("rdf:value"), term("headerText"), term("oa:start"), term("oa:end")
CITES, CLAIMANT, CITED_AS = term("citesSource"), term("claimant"), term("citedAs")
CONFIDENCE, DERIVED, EXTRACTOR = term("confidence"), term("derived"), term("extractor")
DETAILS = tuple((name, term(name)) for name in sorted(CLAIM_LEVEL))
OF_CLAIM = (
    HAS_STATUS, STATED_IN, CONFIDENCE, DERIVED, EXTRACTOR, CITES, CLAIMANT, CITED_AS, *(prop for _, prop in DETAILS),
)  # fmt: skip
OF_PASSAGE, OF_DOCUMENT = (HAS_SOURCE, HEADER, EXACT, START, END, VALUE), (TITLE, PUBLISHER, ISSUED, NOTE)


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
    """Reads who says facts, many facts at once. What it has read of names is kept for the next ones."""

    def __init__(self, database: QuadSource) -> None:
        self.database = database
        self._claims: dict[NamedNode, list[Place]] = {}
        self._labels: dict[NamedNode, str] = {}

    def naming(self, things: Iterable[NamedNode]) -> list[NamedNode]:
        """Return the nodes with claims that name one of these things in `current` or in a document."""
        found = claims_naming(self.database, things)
        self._claims.update(found)
        return list(found)

    def of(self, nodes: Iterable[NamedNode]) -> dict[NamedNode, tuple[Attestation, ...]]:
        """Return all claims of each node and of those that restate it, denials and hedges included, by document and place."""
        said = self._claims_of(nodes)
        read = self._attestations(place for places in said.values() for place in places)
        return {
            node: tuple(sorted((read[place] for place in places), key=_by_document)) for node, places in said.items()
        }

    def label(self, thing: NamedNode) -> str:
        """Return the label of a thing in `current`, else the last part of its IRI."""
        if thing not in self._labels:
            self._labels[thing] = label_of(self.database, thing)
        return self._labels[thing]

    def _claims_of(self, nodes: Iterable[NamedNode]) -> dict[NamedNode, list[Place]]:
        restated = restatements_of(self.database, nodes)
        unknown = {each for node, others in restated.items() for each in (node, *others) if each not in self._claims}
        claims = self._claims | claims_on(self.database, unknown)
        return {
            node: [(claim, graph) for each in (node, *others) for claim, graph in claims[each] if _counts(graph)]
            for node, others in restated.items()
        }

    def _attestations(self, places: Iterable[Place]) -> dict[Place, Attestation]:
        """Read claims, then the passages that they point at, then the documents that these are of."""
        claims = {place: About(values) for place, values in values_of(self.database, places, OF_CLAIM).items()}
        passages = self._led(claims, STATED_IN, OF_PASSAGE, HAS_SELECTOR)
        works = self._led(claims, CITES, (TITLE, ISSUED))
        documents = self._led(passages, HAS_SOURCE, OF_DOCUMENT)
        foresee(self.database, _named(claims, CLAIMANT) | _named(documents, PUBLISHER))
        found = {}
        for (node, graph), claim in claims.items():
            passage = _target(passages, claim.node(STATED_IN), graph)
            document = _target(documents, passage.node(HAS_SOURCE), graph)
            work = _target(works, claim.node(CITES), graph)
            found[node, graph] = self._attestation(node, claim, passage, document, work)
        return found

    def _led(
        self,
        found: Mapping[Place, About],
        by: NamedNode,
        properties: Sequence[NamedNode],
        parts: NamedNode | None = None,
    ) -> dict[Place, About]:
        """Return what graphs say of the things that a property leads to."""
        places = ((target, graph) for (_, graph), about in found.items() if (target := about.node(by)) is not None)
        values = values_of(self.database, places, properties, parts=parts)
        return {place: About(each) for place, each in values.items()}

    def _attestation(self, node: NamedNode, claim: About, passage: About, document: About, work: About) -> Attestation:
        source, status = passage.node(HAS_SOURCE), claim.node(HAS_STATUS)
        publisher, claimant = document.node(PUBLISHER), claim.node(CLAIMANT)
        return Attestation(
            claim=node.value,
            sentence=passage.text(EXACT),
            start=int(passage.text(START) or 0),
            end=int(passage.text(END) or 0),
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
            place=passage.text(VALUE),
            header=passage.text(HEADER),
            notes=tuple(sorted(document.texts(NOTE))),
            details=tuple((name, text) for name, prop in DETAILS if (text := claim.text(prop))),
            cited_date=work.text(ISSUED),
        )


@dataclass(frozen=True, slots=True)
class About:
    """What one graph says of one thing: the values of each property."""

    values: Values

    def node(self, predicate: NamedNode) -> NamedNode | None:
        """Return the first value that is an IRI."""
        for value in self.values.get(predicate, ()):
            if isinstance(value, NamedNode):
                return value
        return None

    def texts(self, predicate: NamedNode) -> list[str]:
        """Return the texts of the values that are literals."""
        return [value.value for value in self.values.get(predicate, ()) if isinstance(value, Literal)]

    def text(self, predicate: NamedNode) -> str:
        """Return the first value that is a literal and not empty, or an empty text."""
        for value in self.values.get(predicate, ()):
            if isinstance(value, Literal) and value.value:
                return value.value
        return ""


NOTHING = About({})


def _target(found: Mapping[Place, About], thing: NamedNode | None, graph: NamedNode) -> About:
    return NOTHING if thing is None else found[thing, graph]


def _named(found: Mapping[Place, About], by: NamedNode) -> set[NamedNode]:
    return {thing for about in found.values() if (thing := about.node(by)) is not None}


def _by_document(each: Attestation) -> tuple[bool, str, str, int, str]:
    return each.derived, each.title, each.document, each.start, each.claim


def _counts(graph: NamedNode) -> bool:
    return graph == REGISTRY or is_document_graph(graph)


def label_of(database: QuadSource, thing: NamedNode) -> str:
    """Return the preferred label of a thing in `current`, else the last part of its IRI."""
    for quad in database.quads_for_pattern(thing, PREF_LABEL, None, CURRENT):
        if isinstance(quad.object, Literal):
            return quad.object.value
    return thing.value.rstrip("/").rpartition("/")[2]
