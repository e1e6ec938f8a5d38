"""The gate between extraction and the graph: every claim is accepted, or refused with a named reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from themegraph.errors import ClaimError
from themegraph.graph.checks import claim_faults
from themegraph.graph.claim import Claim, Passage, Reading, Rejection, Source
from themegraph.graph.evidence import date_fault, passage_fault, source_fault
from themegraph.graph.hostile import fault_in_iri, fault_in_label, one_line, visible
from themegraph.graph.links import link_fault


@dataclass(frozen=True, slots=True)
class Refusal:
    """What the gate did not let through: the reason's name, its detail, the place, and the claim if it was one."""

    name: str
    detail: str
    passage: Passage
    claim: Claim | None = None

    @property
    def rejection(self) -> Rejection:
        """Return the refusal as the rejection that reports carry."""
        rule = self.claim.extractor if self.claim else ""
        return Rejection(f"{self.name}: {self.detail}", self.passage.start, self.passage.end, self.passage.text, rule)


@dataclass(frozen=True, slots=True)
class Gated:
    """A reading after the gate: its source without faulty parts, accepted claims, refusals."""

    source: Source
    accepted: tuple[Claim, ...]
    rejected: tuple[Refusal, ...]

    @property
    def rejections(self) -> tuple[Rejection, ...]:
        """Return the refusals as rejections."""
        return tuple(refusal.rejection for refusal in self.rejected)


def check(reading: Reading) -> Gated:
    """Sort a reading's claims into accepted and refused; raise ClaimError if the document itself is unfit."""
    fault = source_fault(reading)
    if fault:
        raise ClaimError(
            fault, where=visible(reading.source.name or reading.source.id), valid="a source that fits its text"
        )
    source, refusals = _checked_source(reading)
    claims, refused = _checked_claims(reading, source)
    accepted, cascaded = _cascade(claims)
    return Gated(source, accepted, (*refusals, *refused, *cascaded))


def _checked_claims(reading: Reading, source: Source) -> tuple[tuple[Claim, ...], list[Refusal]]:
    times = Counter(claim.id for claim in reading.claims)
    references = frozenset(reference.id for reference in source.references)
    good: list[Claim] = []
    refused: list[Refusal] = []
    for claim in reading.claims:
        faults = list(claim_faults(claim, reading.text, references))
        if times[claim.id] > 1:
            faults.append(("duplicate-id", f"{times[claim.id]} claims have the id {claim.id}"))
        if faults:
            refused.extend(Refusal(name, detail, claim.passage, claim) for name, detail in faults[:1])
        else:
            good.append(claim)
    return tuple(good), refused


def _cascade(claims: tuple[Claim, ...]) -> tuple[tuple[Claim, ...], list[Refusal]]:
    """Refuse claims whose links lead to no accepted claim, until nothing more falls."""
    refused: list[Refusal] = []
    while True:
        known = {claim.id: claim for claim in claims}
        faults = {claim.id: link_fault(claim, known) for claim in claims}
        if not any(faults.values()):
            return claims, refused
        refused.extend(Refusal("link", faults[claim.id], claim.passage, claim) for claim in claims if faults[claim.id])
        claims = tuple(claim for claim in claims if not faults[claim.id])


def _checked_source(reading: Reading) -> tuple[Source, list[Refusal]]:
    source, text = reading.source, reading.text
    refused = [
        *_faulty("reference", ((r.passage, r.title, r.id) for r in source.references), text),
        *_misdated(source),
        *_faulty("question", ((q.answer, q.text, q.id) for q in source.questions), text),
        *_faulty("takeaway", ((passage, passage.text, source.id) for passage in source.takeaways), text, labels=False),
    ]
    bad = {(refusal.name, refusal.passage) for refusal in refused}
    kept = replace(
        source,
        references=tuple(r for r in source.references if ("reference", r.passage) not in bad),
        questions=tuple(q for q in source.questions if ("question", q.answer) not in bad),
        takeaways=tuple(passage for passage in source.takeaways if ("takeaway", passage) not in bad),
    )
    return kept, refused


def _misdated(source: Source) -> Iterable[Refusal]:
    for reference in source.references:
        fault = date_fault(reference.issued)
        if fault:
            yield Refusal("reference", fault, reference.passage)


def _faulty(
    name: str, parts: Iterable[tuple[Passage, str, str]], text: str, *, labels: bool = True
) -> Iterable[Refusal]:
    for passage, label, iri in parts:
        fault = passage_fault(passage, text) or fault_in_iri(iri) or (fault_in_label(one_line(label)) if labels else "")
        if fault:
            yield Refusal(name, fault, passage)
