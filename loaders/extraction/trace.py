"""Which rules tried on a sentence and what became of each: every verdict is the matcher's own, asked again with less."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from themegraph.graph.claim import LIVE, Claim, Entity, Value
from themegraph.loaders.extraction.cues import cue_of
from themegraph.loaders.extraction.draft import Draft
from themegraph.loaders.extraction.drops import reason_of
from themegraph.loaders.extraction.engine import Extraction, all_rules
from themegraph.loaders.extraction.match import Match, find_matches
from themegraph.loaders.extraction.pattern import Pattern
from themegraph.loaders.extraction.rules import Rule
from themegraph.loaders.extraction.shortfall import shortfall
from themegraph.loaders.extraction.unit import Span, Unit

_NEAR = 0.34  # share of a pattern that must match for its rule to have come near
_MANY = 0.06  # share of the rules that may need a word before it says little
_WORDS = 4  # words that a reason names
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Attempt:
    """A rule on a unit: whether it matched, how far it came (0 to 1), the words that it matched, and why no further.

    `claims` are the ids of the claims that the graph gets from it; `cued` says that the words speak for this rule rather
    than for any.
    """

    rule: str
    matched: bool
    share: float
    words: str
    reason: str
    claims: tuple[str, ...] = ()
    cued: bool = False


def attempts(extraction: Extraction, start: int, end: int) -> list[Attempt]:
    """Return what the rules made of text[start:end] of a document.

    Matches come first, then the rules that the words speak for, then the others, each by how near they came.
    """
    units = [unit for unit in extraction.units if _holds(unit, start, end)]
    found: dict[str, Attempt] = {}
    for unit in units:
        matches = [(m, drafts) for m, drafts in extraction.matches if m.unit is unit]
        hits = _matched(matches, extraction.completed, extraction.reading.claims)
        for attempt in (*hits, *_missed(extraction.rules, unit, matches)):
            known = found.get(attempt.rule)
            if known is None or _better(attempt, known):
                found[attempt.rule] = replace(attempt, claims=_both(known, attempt))
            else:
                found[attempt.rule] = replace(known, claims=_both(known, attempt))
    return sorted(found.values(), key=lambda a: (not a.matched, not a.claims, not a.cued, -a.share, a.rule))


def _both(known: Attempt | None, attempt: Attempt) -> tuple[str, ...]:
    """Return the claims of two matches of one rule."""
    return tuple(dict.fromkeys((*(known.claims if known else ()), *attempt.claims)))


def _better(attempt: Attempt, other: Attempt) -> bool:
    return (attempt.matched, bool(attempt.claims), attempt.share) > (other.matched, bool(other.claims), other.share)


def _holds(unit: Unit, start: int, end: int) -> bool:
    """Whether a unit has words of this span."""
    spans = (part.span(0, len(part.text)) for _, part in unit.parts if part.text)
    return any(first < end and start < last for first, last in spans)


def _matched(
    matches: Iterable[tuple[Match, tuple[Draft, ...]]], completed: Sequence[Draft], claims: Sequence[Claim]
) -> Iterator[Attempt]:
    """Yield the fate of each match: its claims with their status, the claim that says more, or why there is none."""
    for match, drafts in matches:
        words = match.unit.text[match.span.start : match.span.end]
        mine = [draft for draft in completed if draft.match is match]
        own = [claim for claim in claims if any(_states(draft, claim) for draft in mine)]
        ids = tuple(claim.id for claim in own if claim.extractor == match.rule.id)
        yield Attempt(match.rule.id, True, 1.0, words, _fate(match, drafts, own), ids)


def _states(draft: Draft, claim: Claim) -> bool:
    """Whether a claim says what a draft says, of the same things in the same passage."""
    span = draft.unit.raw(draft.passage or Span(0, len(draft.unit.text)))
    return (
        draft.relation == claim.predicate
        and (claim.passage.start, claim.passage.end) == (span.start, span.end)
        and {_key(draft.subject), _key(draft.object)} == {_key(claim.subject), _key(claim.object)}
    )


def _key(thing: Entity | Value) -> str:
    return thing.id if isinstance(thing, Entity) else thing.value.casefold()


def _fate(match: Match, drafts: Sequence[Draft], own: Sequence[Claim]) -> str:
    if not own:
        return reason_of(match, drafts) or "what its rule states on a condition does not hold here"
    mine = [claim for claim in own if claim.extractor == match.rule.id]
    if not mine:
        return f"{own[0].extractor} says the same with more or surer detail"
    dead = next((claim for claim in mine if claim.status not in LIVE), None)
    status = dead.status if dead else mine[0].status
    if status == "asserted":
        return "asserted"
    cue = cue_of(match.unit.words, match.first, match.last)
    by = f" by “{cue}”" if cue else ""
    return f"{status}{by}" + ("" if status in LIVE else ": kept out of the graph's facts")


def _missed(rules: Iterable[Rule], unit: Unit, matches: Sequence[tuple[Match, tuple[Draft, ...]]]) -> Iterator[Attempt]:
    """Yield the rules that had their words in a unit, or some that speak for them, or came near, and did not match."""
    matched = {match.rule.id for match, _ in matches}
    for rule in rules:
        if rule.unit != unit.kind or rule.id in matched:
            continue
        if not _has_words(rule.pattern, unit):
            if triggers(rule.pattern, unit):
                short = shortfall(rule.pattern, unit)
                yield Attempt(rule.id, False, short.share, short.words, _lacking(rule.pattern, unit), cued=True)
            continue
        cued = bool(triggers(rule.pattern, unit))
        bare = replace(rule, blocks=_NOTHING, sections=None, unless=(), without=(), behind=())
        free = list(find_matches([bare], unit))
        if free:
            words = unit.text[free[0].span.start : free[0].span.end]
            yield Attempt(rule.id, False, 1.0, words, veto(rule, unit), cued=cued or bool(rule.pattern.needs))
            continue
        if rule.pattern.regex.search(unit.encoded):
            reason = "stands behind words such as “unlike” or “except”, which set it apart"
            yield Attempt(rule.id, False, 1.0, "", reason, cued=cued or bool(rule.pattern.needs))
            continue
        short = shortfall(rule.pattern, unit)
        if rule.pattern.needs or short.share >= _NEAR:
            yield Attempt(rule.id, False, short.share, short.words, short.reason, cued=cued)


def _has_words(pattern: Pattern, unit: Unit) -> bool:
    return all(not needed.isdisjoint(unit.vocabulary) for needed in pattern.needs)


def triggers(pattern: Pattern, unit: Unit) -> frozenset[str]:
    """Return the words of a unit that speak for a pattern: it needs them, and few other patterns do."""
    return frozenset().union(*pattern.needs) & unit.vocabulary - _common()


@cache
def _common() -> frozenset[str]:
    """Return the words that many of the bundled patterns need, such as “of” and “the”."""
    rules = all_rules()
    counts = Counter(word for rule in rules for word in frozenset().union(*rule.pattern.needs))
    return frozenset(word for word, count in counts.items() if count > _MANY * len(rules))


def _lacking(pattern: Pattern, unit: Unit) -> str:
    """Say which words that a pattern needs a unit has none of."""
    lacking = next(needed for needed in pattern.needs if needed.isdisjoint(unit.vocabulary))
    words = [f"“{word}”" for word in sorted(lacking)]
    shown = " or ".join([", ".join(words[:-1]), words[-1]]) if 1 < len(words) <= _WORDS else ", ".join(words[:_WORDS])
    return f"no {shown}{' or the like' if len(words) > _WORDS else ''} in the sentence"


def veto(rule: Rule, unit: Unit) -> str:
    """Say which condition of a rule keeps it from a unit that its pattern matches."""
    bare = replace(rule, blocks=_NOTHING, sections=None, unless=(), without=(), behind=())

    def stops(part: Rule) -> bool:
        return not any(True for _ in find_matches([part], unit))

    if stops(replace(bare, blocks=rule.blocks)):
        return f"only in blocks of kind {', '.join(sorted(rule.blocks))}; this is a {unit.block.kind}"
    if rule.sections and stops(replace(bare, sections=rule.sections)):
        return f"only under headings like “{rule.sections.pattern}”; this one is “{unit.block.section}”"
    for guard in rule.unless:
        if stops(replace(bare, unless=(guard,))):
            return f"vetoed by unless “{guard.source}”"
    for guard in rule.without:
        if stops(replace(bare, without=(guard,))):
            return f"vetoed by without “{guard.source}”"
    for guard in rule.behind:
        if stops(replace(bare, behind=(guard,))):
            return f"vetoed by behind “{guard.source.removesuffix(' $')}”"
    return "vetoed by its conditions together"
