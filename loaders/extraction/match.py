"""Run patterns over units: which rule matched where, and what fills its slots."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from themegraph.loaders.extraction.fitting import applies, fitting_rules, in_order, keys_of
from themegraph.loaders.extraction.pattern import Pattern
from themegraph.loaders.extraction.rules import Rule
from themegraph.loaders.extraction.unit import Annotation, Span, Unit

# what a match may not follow: “unlike A, B supplies” says nothing of A
_CONTRASTED = re.compile(
    r"(?:^| )(?:unlike|besides|except|excluding|rather than|instead of|other than|aside from|apart from) $"
)
_BEFORE = 120  # characters that `behind` looks back


@dataclass(frozen=True, slots=True)
class Filling:
    """What fills a slot: the annotations in it and the text span of its words."""

    members: tuple[Annotation, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Match:
    """One rule's match in one unit; `first` and `last` are token indices, end exclusive, `span` its place in the unit's text."""

    rule: Rule
    unit: Unit
    slots: dict[str, Filling]
    first: int
    last: int
    span: Span


def find_matches(rules: Iterable[Rule], unit: Unit) -> Iterator[Match]:
    """Yield every match of every rule in one unit."""
    return find_all(tuple(rules), (unit,))


def find_all(rules: Sequence[Rule], units: Sequence[Unit]) -> Iterator[Match]:
    """Yield every match of every rule in every unit that fits it, unit by unit, in the order of the rules."""
    for unit, fitting in zip(units, fitting_rules(rules, units), strict=True):
        keys = keys_of(unit) if fitting else []
        for rule in fitting:
            if in_order(rule.pattern, keys):
                yield from _matches(rule, unit, keys)


def _matches(rule: Rule, unit: Unit, keys: Sequence[str]) -> Iterator[Match]:
    """Yield a rule's matches in a unit with these keys."""
    if any(
        applies(pattern, unit) and in_order(pattern, keys) and pattern.regex.search(unit.encoded)
        for pattern in rule.unless
    ):
        return
    position = 0
    while (found := rule.pattern.regex.search(unit.encoded, position)) is not None:
        if _CONTRASTED.search(unit.encoded, max(0, found.start() - _BEFORE), found.start()):
            position = unit.encoded.index(" ", found.start()) + 1
            continue
        if found.end() > found.start() and not _barred(rule, unit, found):
            yield _match(rule, unit, found.start(), found.end(), _fillings(rule.pattern, unit, found.span))
        position = _next_start(rule.pattern, unit, found)


def _barred(rule: Rule, unit: Unit, found: re.Match[str]) -> bool:
    """Whether the match holds, or follows, words that its rule excludes."""
    before = unit.encoded[max(0, found.start() - _BEFORE) : found.start()]
    return any(p.regex.search(found.group()) for p in rule.without) or any(p.regex.search(before) for p in rule.behind)


def _next_start(pattern: Pattern, unit: Unit, found: re.Match[str]) -> int:
    """Go on behind the first list or word of a match: clauses may overlap, but a list is never entered in its middle."""
    first = next((found.end(group) for group in pattern.groups if found.start(group) == found.start()), -1)
    following = unit.encoded.find(" ", found.start())
    return max(first, following + 1) if following >= 0 else len(unit.encoded)


def _match(rule: Rule, unit: Unit, start: int, end: int, slots: dict[str, Filling]) -> Match:
    indices = unit.token_range(start, end)
    bounds = unit.bounds
    return Match(
        rule, unit, slots, indices.start, indices.stop, Span(bounds[indices.start][0], bounds[indices.stop - 1][1])
    )


def _fillings(pattern: Pattern, unit: Unit, span_of: Callable[[str], tuple[int, int]]) -> dict[str, Filling]:
    out: dict[str, Filling] = {}
    for group, slot in pattern.groups.items():
        start, end = span_of(group)
        if start >= 0 and end > start:
            out[slot] = Filling(
                tuple(unit.members(start, end, aside=slot not in pattern.lists)), unit.words_between(start, end)
            )
    return out
