"""What a page shows: things, facts, the evidence of each fact, and documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity: `key` is the short name used in links, `type` its most specific class."""

    iri: str
    key: str
    label: str
    type: str
    aliases: tuple[str, ...] = ()
    tickers: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    resolved: bool = True


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that states facts, or one that such a document cites; `notes` say how it was read."""

    key: str
    iri: str
    title: str
    publisher: str = ""
    issued: str = ""
    address: str = ""
    registry: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim: where it stands, in which words, who says so and how sure the reading is.

    The words of a row of a table are its cells, a tab apart; `place` is where the row stands in the file, `header` the
    names of its columns in the same form.
    """

    iri: str
    document: str
    text: str
    before: str = ""
    after: str = ""
    start: int = -1
    kind: str = "Passage"
    claimant: str = ""
    cited: str = ""
    cited_as: str = ""
    status: str = "asserted"
    derived: bool = False
    confidence: float = 1.0
    words: str = ""
    notes: tuple[tuple[str, str], ...] = ()
    place: str = ""
    header: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity: `value` for comparing and sorting, `unit` a currency, "%" or a unit, `label` for reading."""

    label: str = ""
    value: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A relationship with its evidence; `target` is empty where the object is a text or a figure.

    In a comparison `change` is added, gone or changed, and `before` says what the other store has instead.
    """

    iri: str
    key: str
    relation: str
    source: str
    target: str = ""
    text: str = ""
    figure: Figure = Figure()
    money: bool = False
    dates: str = ""
    start: str = ""
    end: str = ""
    as_of: str = ""
    estimator: str = ""
    details: tuple[tuple[str, str], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    because: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    change: str = ""
    before: str = ""

    @property
    def confidence(self) -> float:
        """Return the confidence of the surest claim."""
        return max((claim.confidence for claim in self.evidence), default=0.0)

    @property
    def derived(self) -> bool:
        """Return whether no document says this in words."""
        return all(claim.derived for claim in self.evidence)

    @property
    def status(self) -> str:
        """Return the firmest status among the claims."""
        return min((claim.status for claim in self.evidence), key=STATUSES.index, default="asserted")


STATUSES = ("asserted", "planned", "reported", "conditional", "hedged", "speculative", "negated")


@dataclass(frozen=True, slots=True)
class PageData:
    """All that a page shows, in a stable order; `note` says which part of the store, or what it is compared with."""

    title: str
    things: tuple[Thing, ...]
    facts: tuple[Fact, ...]
    papers: tuple[Paper, ...]
    linked: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
