"""What a build met on its way, gathered for its report: bounded by names, not by documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from themegraph import __version__
from themegraph.assembly import Summary
from themegraph.graph.claim import Claim, Entity, Reading
from themegraph.graph.decisions import Decisions
from themegraph.graph.entity_list import list_entities
from themegraph.graph.graph_store import GraphStore
from themegraph.graph.proposals import propose
from themegraph.graph.report.model import (
    BuildReport,
    DocumentLine,
    Proposal,
    Quote,
    RejectedClaim,
    UnresolvedName,
)

QUOTES = 3  # sentences shown of a name


@dataclass(slots=True)
class _Seen:
    """A name so far."""

    entity: Entity
    claims: int = 0
    documents: int = 0
    quotes: list[Quote] = field(default_factory=list)


@dataclass(slots=True)
class Unresolved:
    """The names of a build that no registry knows; call `observe` with each reading."""

    seen: dict[str, _Seen] = field(default_factory=dict)

    def observe(self, reading: Reading) -> None:
        """Count the unresolved names in a reading's live claims."""
        here: set[str] = set()
        for claim in reading.claims if any(not entity.resolved for entity in reading.entities) else ():
            for entity in named_in(claim):
                self._count(entity, claim, reading.source.name, first=entity.id not in here)
                here.add(entity.id)

    def _count(self, entity: Entity, claim: Claim, name: str, *, first: bool) -> None:
        seen = self.seen.setdefault(entity.id, _Seen(entity))
        seen.claims += 1
        seen.documents += first
        passage = claim.passage
        quote = Quote(name, passage.text, passage.start, passage.end)
        if len(seen.quotes) < QUOTES and quote not in seen.quotes:
            seen.quotes.append(quote)

    def names(self) -> tuple[UnresolvedName, ...]:
        """Return the names, those that most claims say first."""
        found = (
            UnresolvedName(s.entity.label, s.entity.type, s.entity.id, s.claims, s.documents, tuple(s.quotes))
            for s in self.seen.values()
        )
        return tuple(sorted(found, key=lambda name: (-name.claims, name.label.casefold(), name.iri)))


def named_in(claim: Claim) -> list[Entity]:
    """Return the entities of a claim that no registry knows, each once; a document or estimate is no name."""
    things = (claim.subject, claim.object, claim.claimant, *claim.qualifiers.values())
    found = {t.id: t for t in things if isinstance(t, Entity) and not t.resolved and t.type != "Document"}
    return list(found.values())


def report_of(
    summary: Summary, unresolved: Unresolved, skipped: Iterable[str], proposals: Iterable[Proposal] = ()
) -> BuildReport:
    """Put a build's outcome together, every list in an order that does not depend on that of the sources."""
    documents = (
        DocumentLine(each.name, each.document, each.status, each.claims, each.facts, len(each.rejections))
        for each in summary.loaded
    )
    rejected = (RejectedClaim(name, r.reason, r.rule, r.text, r.start, r.end) for name, r in summary.rejected)
    return BuildReport(
        documents=tuple(sorted(documents, key=lambda line: line.name)),
        rejected=tuple(sorted(rejected, key=lambda r: (r.name, r.start, r.end, r.reason, r.rule))),
        unresolved=unresolved.names(),
        proposals=tuple(sorted(proposals, key=lambda p: (p.keep, p.merge))),
        failures=tuple(sorted(summary.failures, key=lambda each: (each.name, each.reason))),
        skipped=tuple(sorted(skipped)),
        version=__version__,
    )


def proposals_in(store: GraphStore, decisions: Decisions) -> tuple[Proposal, ...]:
    """Return the pairs of things in a store that may be one, by their names."""
    listed = list_entities(store)
    names = {each.iri: f"{each.label} ({each.type})" for each in listed}
    found = propose(listed, decisions)
    return tuple(Proposal(names[each.one], names[each.other], "; ".join(each.reasons)) for each in found)
