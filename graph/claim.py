"""What extraction hands to the graph: entities, values, passages, claims and their source document."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

Status = Literal["asserted", "planned", "hedged", "conditional", "speculative", "negated", "reported"]
LIVE: frozenset[str] = frozenset({"asserted", "planned"})
SelectorSyntax = Literal["csv", "sheet", "xpath", "json"]
PassageKind = Literal["Passage", "KeyTakeaway", "Quotation", "ReferenceEntry", "Answer"]

_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def digest(*parts: object) -> str:
    """Return 16 hexadecimal digits of the SHA-256 of the parts, stable across runs and machines."""
    text = _COMPACT.encode([str(part) for part in parts])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Entity:
    """A named thing. `type` is a class name of the ontology; `resolved` is false for a name no registry knows.

    `identifiers` are codes of public schemes that the document gives for it, each as the property's name ("lei",
    "isin") and the code, sorted.
    """

    id: str
    label: str
    type: str
    aliases: tuple[str, ...] = ()
    resolved: bool = True
    identifiers: tuple[tuple[str, str], ...] = ()


QualifierValue = str | int | bool | Decimal | date | Entity
EMPTY: Mapping[str, QualifierValue] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Value:
    """A literal object: `value` as the words of the document, `label` as shown to readers."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Selector:
    """Where a passage stands in the file itself, in the syntax of its format.

    `csv` is a fragment of RFC 7111 ("row=5"), `sheet` a sheet with cells as spreadsheets write them ("Holdings!A5:F5"),
    `xpath` an XPath, `json` a JSON Pointer (RFC 6901). `header` is the header row of the table, empty where there is none.
    """

    syntax: SelectorSyntax
    value: str
    header: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """An exact span of a document's text: code points, end exclusive; `text` equals the slice.

    `selector` is its place in the file where that is a table or a tree of data.
    """

    start: int
    end: int
    text: str
    kind: PassageKind = "Passage"
    selector: Selector | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of a document's list of references; `number` as printed, `issued` an ISO date or empty."""

    id: str
    number: int
    title: str
    publisher: Entity | None
    issued: str
    passage: Passage
    address: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question that the document asks and answers."""

    id: str
    text: str
    order: int
    answer: Passage


@dataclass(frozen=True, slots=True)
class Source:
    """What the graph keeps of a document: identity, description, references, questions. Not its text.

    `notes` say what a reader of its facts has to know, such as weights that do not add up. `things` are what it
    describes without stating a fact of them.
    """

    id: str
    title: str
    digest: str
    length: int
    publisher: Entity | None = None
    issued: str = ""
    address: str = ""
    name: str = ""
    media_type: str = "text/plain"
    references: tuple[Reference, ...] = ()
    questions: tuple[Question, ...] = ()
    takeaways: tuple[Passage, ...] = ()
    notes: tuple[str, ...] = ()
    things: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A role of a claim's node that is filled by the node of another claim of the same document."""

    role: str
    claim: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One passage's statement of one relationship.

    `predicate` is a relation name of `themegraph.ontology.terms.RELATIONS`. `qualifiers` hold only what the
    relation admits: amounts in units of `currency` as Decimal, percentages as `percent` (34 means 34 %), dates as
    `datetime.date`. `cited_as` is the citation as printed, `cited` the reference it resolves to. An `exact` claim says
    all there is of its fact, so it never meets a fuller one.
    """

    id: str
    predicate: str
    subject: Entity
    object: Entity | Value
    passage: Passage
    extractor: str
    confidence: Decimal
    qualifiers: Mapping[str, QualifierValue] = field(default_factory=lambda: EMPTY)
    links: tuple[Link, ...] = ()
    status: Status = "asserted"
    derived: bool = False
    claimant: Entity | None = None
    cited: str = ""
    cited_as: str = ""
    exact: bool = False

    @property
    def live(self) -> bool:
        """Whether the claim may become a direct triple."""
        return self.status in LIVE


@dataclass(frozen=True, slots=True)
class Rejection:
    """A candidate that was not accepted, with the reason and the place."""

    reason: str
    start: int
    end: int
    text: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one document: the hand-over from `loaders` to `graph`.

    `kept` are triples of the document as N-Triples, which its graph holds beside the claims. A file that holds several
    documents has them as `documents` and says nothing itself.
    """

    source: Source
    text: str
    claims: tuple[Claim, ...]
    entities: tuple[Entity, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    kept: str = ""
    documents: tuple[Reading, ...] = ()
