"""The parts of a build's report."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document that was stored, and how much of it."""

    name: str
    document: str
    status: str
    claims: int
    facts: int
    rejected: int


@dataclass(frozen=True, slots=True)
class RejectedClaim:
    """What a rule found and the graph does not hold: the reason, the rule and the sentence with its offsets."""

    name: str
    reason: str
    rule: str
    sentence: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a document."""

    name: str
    sentence: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class UnresolvedName:
    """A name that no registry knows: how many claims say it, in how many documents, and a few of the sentences."""

    label: str
    type: str
    iri: str
    claims: int
    documents: int
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two names that may be one thing, and why."""

    keep: str
    merge: str
    reason: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that is not in the store, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """All that a build reports, each list in a fixed order."""

    documents: tuple[DocumentLine, ...] = ()
    rejected: tuple[RejectedClaim, ...] = ()
    unresolved: tuple[UnresolvedName, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    failures: tuple[Failure, ...] = ()
    skipped: tuple[str, ...] = ()
    version: str = field(default="")

    @property
    def totals(self) -> dict[str, int]:
        """Return how many there are of each part."""
        return {
            "documents": len(self.documents),
            "claims": sum(line.claims for line in self.documents),
            "facts": sum(line.facts for line in self.documents),
            "rejected": len(self.rejected),
            "unresolved": len(self.unresolved),
            "proposals": len(self.proposals),
            "failures": len(self.failures),
            "skipped": len(self.skipped),
        }
