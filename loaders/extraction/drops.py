"""What rules matched and nothing came of: named with a reason, so that no statement vanishes in silence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

from themegraph.graph.claim import Claim, Rejection
from themegraph.loaders.document import Document
from themegraph.loaders.extraction.draft import Draft
from themegraph.loaders.extraction.match import Match
from themegraph.loaders.extraction.rules import Emission
from themegraph.loaders.extraction.unit import Span

_CONTEXTS = {
    "about": "whom the document is about is not known (--about says it)",
    "theme": "the document names no theme",
    "publisher": "who published the document is not known (--publisher says it)",
    "head": "the paragraph defines no term",
    "topic": "no sentence before it says whose it is",
    "ware": "the document names no market, or several",
    "lead": "nothing before the list says what it is about",
}
Matches = Sequence[tuple[Match, tuple[Draft, ...]]]


def dropped(
    document: Document, matches: Matches, completed: Iterable[Draft], claims: Sequence[Claim]
) -> tuple[Rejection, ...]:
    """Return the matches that led to no claim, except where another rule found their relation in the same words."""
    kept = {id(draft.match) for draft in completed}
    stated = _stated(claims)
    found: dict[tuple[int, int, str], Rejection] = {}
    for match, drafts in matches:
        if id(match) in kept or not (reason := reason_of(match, drafts)):
            continue
        span = match.unit.raw(match.span)
        relations = {emission.relation for emission in match.rule.emissions}
        if not any(_meets(stated[relation], span) for relation in relations if relation in stated):
            place = _sentence(match, span)
            words = document.text[place.start : place.end]
            rejection = Rejection(reason, place.start, place.end, words, match.rule.id)
            found.setdefault((place.start, place.end, reason), rejection)
    return tuple(found[key] for key in sorted(found))


Places = tuple[list[int], list[int]]


def _stated(claims: Sequence[Claim]) -> dict[str, Places]:
    """Return for each relation where its passages start, in order, and the last end up to each."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for claim in claims:
        spans.setdefault(claim.predicate, []).append((claim.passage.start, claim.passage.end))
    ordered = {relation: sorted(found) for relation, found in spans.items()}
    return {
        relation: ([start for start, _ in found], list(accumulate((end for _, end in found), max)))
        for relation, found in ordered.items()
    }


def _meets(places: Places, span: Span) -> bool:
    """Whether a span overlaps one of the places."""
    starts, ends = places
    before = bisect_left(starts, span.end)
    return before > 0 and ends[before - 1] > span.start


def reason_of(match: Match, drafts: Sequence[Draft]) -> str:
    """Say why a match that gave these drafts led to no claim; empty where its rule had a condition on what it states."""
    if drafts:
        automatic = sorted({key for draft in drafts for key, value in draft.qualifiers.items() if value == "auto"})
        if "riskKind" in automatic:
            return "no-kind: the words name no kind of risk"
        return f"unsettled: {', '.join(automatic) or 'a qualifier'} cannot be worked out"
    emissions = match.rule.emissions
    if any(emission.when for emission in emissions):
        return ""
    empty = sorted({end for emission in emissions for end in _unfilled(match, emission)})
    if empty:
        return f"empty-end: {' and '.join(empty)}"
    return "no-ends: subject and object are one thing, or name nothing of a kind that the relation takes"


def _unfilled(match: Match, emission: Emission) -> Iterable[str]:
    """Say of each end of an emission that names nothing what is missing."""
    for end in (emission.subject, emission.object):
        slot = end if isinstance(end, str) else end.get("within") or end.get("text") or ""
        if slot in match.rule.pattern.slots and slot not in match.slots:
            yield f"nothing fills the slot “{slot}”"
        elif not isinstance(end, str) and "context" in end:
            yield _CONTEXTS.get(str(end["context"]), f"there is no {end['context']}")


def _sentence(match: Match, span: Span) -> Span:
    """Return the sentences that a match touches, as document offsets."""
    if match.unit.kind == "sentence":
        return match.unit.raw(Span(0, len(match.unit.text)))
    touched = [
        Span(start, start + len(part.text))
        for start, part in match.unit.parts
        if part.text and start < match.span.end and match.span.start < start + len(part.text)
    ]
    return match.unit.raw(Span(touched[0].start, touched[-1].end)) if touched else span
