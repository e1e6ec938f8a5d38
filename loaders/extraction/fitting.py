"""Which rules are worth trying on which units, found from the words and annotations that a pattern cannot do without."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from themegraph.loaders.extraction.kinds import CODE_MARK, FIRST_KIND
from themegraph.loaders.extraction.pattern import Pattern
from themegraph.loaders.extraction.rules import Rule
from themegraph.loaders.extraction.tokens import plain
from themegraph.loaders.extraction.unit import Unit

_AT_ONCE = 512  # units in one bit set; longer ones would make large documents slow


def applies(pattern: Pattern, unit: Unit) -> bool:
    """Whether the unit has a word and an annotation of each set that the pattern needs."""
    return all(not needed.isdisjoint(unit.vocabulary) for needed in pattern.needs) and all(
        not wanted.isdisjoint(unit.kinds) for wanted in pattern.kinds
    )


def keys_of(unit: Unit) -> list[str]:
    """Return what a pattern's `order` names of each token: the word, or the kind of an annotation or model code."""
    tokens = unit.encoded.split(" ")[:-1]
    return [token[0] if FIRST_KIND <= token[:1] <= CODE_MARK else token for token in tokens]


def in_order(pattern: Pattern, keys: Sequence[str]) -> bool:
    """Whether what a pattern needs stands in its order; that takes far less time than to compile and search the pattern."""
    at, end = 0, len(keys)
    for needed in pattern.order:
        while at < end and keys[at] not in needed:
            at += 1
        if at == end:
            return False
        at += 1
    return True


def fitting_rules(rules: Sequence[Rule], units: Sequence[Unit]) -> Iterator[list[Rule]]:
    """Yield for each unit, in order, the rules of its kind, block and section whose patterns apply to it."""
    for first in range(0, len(units), _AT_ONCE):
        chunk = units[first : first + _AT_ONCE]
        index = _Index(chunk)
        fitting: list[list[Rule]] = [[] for _ in chunk]
        for rule in rules:
            for number in _numbers(index.fitting(rule)):
                fitting[number].append(rule)
        yield from fitting


def may_fit(rules: Iterable[Rule], kind: str, text: str) -> bool:
    """Whether a unit of this kind and text could fit a rule; True where only its tokens would tell."""
    lower = plain(text).casefold()
    return any(
        rule.unit == kind and all(any(word in lower for word in needed) for needed in rule.pattern.needs)
        for rule in rules
    )


class _Index:
    """For each word, annotation, kind, block and section the units that have it."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._words = _Postings(units, lambda unit: unit.vocabulary)
        self._annotations = _Postings(units, lambda unit: unit.kinds)
        self._kinds = _Postings(units, lambda unit: (unit.kind,))
        self._blocks = _Postings(units, lambda unit: (unit.block.kind,))
        self._sections = _Postings(units, lambda unit: (unit.block.section,))

    def fitting(self, rule: Rule) -> int:
        """Return the units that a rule fits, as bits."""
        found = self._kinds.bits.get(rule.unit, 0)
        if rule.blocks:
            found &= self._blocks.with_any(rule.blocks)
        for needed in rule.pattern.needs:
            found = found and found & self._words.with_any(needed)
        for wanted in rule.pattern.kinds:
            found = found and found & self._annotations.with_any(wanted)
        if found and rule.sections:
            found &= sum(bits for section, bits in self._sections.bits.items() if rule.sections.search(section))
        return found


class _Postings:
    """The units that have an item, as bits of a whole number, item by item."""

    def __init__(self, units: Sequence[Unit], items: Callable[[Unit], Iterable[str]]) -> None:
        found: defaultdict[str, int] = defaultdict(int)
        for number, unit in enumerate(units):
            for item in items(unit):
                found[item] |= 1 << number
        self.bits = dict(found)
        self._known: dict[frozenset[str], int] = {}

    def with_any(self, wanted: frozenset[str]) -> int:
        """Return the units that have one of a set; many patterns share a set."""
        if wanted not in self._known:
            found = 0
            for item in wanted:
                found |= self.bits.get(item, 0)
            self._known[wanted] = found
        return self._known[wanted]


def _numbers(bits: int) -> Iterator[int]:
    """Yield the places of the bits that are set."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
