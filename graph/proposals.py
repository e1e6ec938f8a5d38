"""Pairs of entities that may be one: found by block, each with reasons and a score; a person decides."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from themegraph.graph.decisions import NONE, Decisions
from themegraph.graph.entity_list import Listed
from themegraph.graph.identities_groups import EXCLUSIVE, family_of, scheme_name
from themegraph.ontology.company_key import company_key, legal_forms
from themegraph.ontology.entry import ID_BASE

LEAST = 0.5
_BLOCK = 30  # names that share a block; more share a common word, which proves nothing
_OTHER_CODES = 0.1  # what is left of a score where codes differ
_CLOSE = 88.0  # similarity of spellings, of 100
_SHORTEST = 6
_TAILS = frozenset(("holding", "group", "technology", "technologie", "system", "international"))
_DIGITS = re.compile(r"[0-9]+")
_LABEL = re.compile(r"(?:[a-z]|[ivx]+|[0-9]+)")  # "Customer A", "Fund II": what such a word tells apart is never one
_CAPITALS = re.compile(r"[A-Z]{2,8}")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two entities that may be one: why, and how likely from 0 to 1. `one` is the IRI that would stay."""

    one: str
    other: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class _Named:
    """An entity's names made ready to be compared."""

    entity: Listed

    @property
    def family(self) -> str:
        """Return the part of the IRI within which entities may be one."""
        return self.entity.iri.removeprefix(ID_BASE).partition("/")[0]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return all names, the label first."""
        return tuple(dict.fromkeys((self.entity.label, *self.entity.aliases)))

    @cached_property
    def keys(self) -> Mapping[str, str]:
        """Return each name's key with the name."""
        return {key: name for name in reversed(self.names) if (key := company_key(name))}

    @cached_property
    def label_key(self) -> str:
        """Return the label's key."""
        return company_key(self.entity.label)

    @cached_property
    def capitals(self) -> frozenset[str]:
        """Return the names that are capitals alone."""
        return frozenset(name for name in self.names if _CAPITALS.fullmatch(name))

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """Return the initials of the names of several words."""
        words = ([w for w in re.findall(r"[^\W_]+", name) if w[0].isupper()] for name in self.names)
        return frozenset("".join(word[0] for word in each) for each in words if len(each) > 1)


def propose(entities: Iterable[Listed], decisions: Decisions = NONE) -> list[Proposal]:
    """Return the pairs that may be one, the likeliest first; pairs of two known entities and decided ones are left out.

    The result depends on the entities alone, not on their order.
    """
    named = sorted((_Named(entity) for entity in entities), key=lambda each: each.entity.iri)
    found = []
    for first, second in sorted(_pairs(named)):
        one, other = named[first], named[second]
        if (one.entity.resolved and other.entity.resolved) or decisions.decided(one.entity.iri, other.entity.iri):
            continue
        reasons = sorted(_reasons(one, other), reverse=True)
        if reasons and reasons[0][0] >= LEAST:
            found.append(_proposal(one, other, reasons))
    return sorted(found, key=lambda each: (-each.score, each.one, each.other))


def _proposal(one: _Named, other: _Named, reasons: Sequence[tuple[float, str]]) -> Proposal:
    stays, goes = sorted((one.entity, other.entity), key=lambda each: (not each.resolved, each.iri))
    score = 1.0
    for weight, _ in reasons:
        score *= 1 - weight
    other_codes = tuple(_different(stays, goes))
    likely = (1 - score) * (_OTHER_CODES if other_codes else 1)
    return Proposal(stays.iri, goes.iri, round(likely, 2), (*(reason for _, reason in reasons), *other_codes))


def _different(one: Listed, other: Listed) -> Iterator[str]:
    """Yield the codes that tell two entities apart."""
    for scheme in EXCLUSIVE.get(family_of(one.iri), ()):
        codes = [[code for name, code in each.codes if name == scheme] for each in (one, other)]
        if codes[0] and codes[1] and not set(codes[0]) & set(codes[1]):
            yield f"different {scheme_name(scheme)}: {', '.join(codes[0])} and {', '.join(codes[1])}"


def _pairs(named: Sequence[_Named]) -> set[tuple[int, int]]:
    """Return the pairs that share a block, as numbers in ascending order."""
    blocks: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, each in enumerate(named):
        for block in sorted(set(_blocks(each))):
            blocks[each.family, *block].append(number)
    return {pair for members in blocks.values() if len(members) <= _BLOCK for pair in combinations(members, 2)}


def _blocks(each: _Named) -> Iterator[tuple[str, str]]:
    for key in each.keys:
        words = key.split()
        yield from (("word", word) for word in words if len(word) > 2)
        yield "start", key.replace(" ", "")[:5]
        yield "end", key.replace(" ", "")[-5:]
    yield from (("initials", initials) for initials in each.acronyms)
    yield from (("initials", name) for name in each.capitals)
    yield from (("ticker", symbol) for symbol in each.capitals.union(each.entity.tickers))


def _reasons(one: _Named, other: _Named) -> Iterator[tuple[float, str]]:
    """Yield why two entities may be one, each with a weight."""
    shared = sorted(one.keys.keys() & other.keys.keys())
    if shared:
        yield 0.9, f"both are called '{one.keys[shared[0]]}'"
    elif bare := _bare(one.label_key, other.label_key):
        yield 0.75, f"both are '{bare}' but for the words at the end"
    elif start := _start(one, other):
        yield 0.5, f"'{start[0]}' begins '{start[1]}'"
    elif (close := _closeness(one, other)) >= _CLOSE:
        yield close / 125, f"spelt alike: '{one.entity.label}' and '{other.entity.label}' ({close:.0f} of 100)"
    for short, long in ((one, other), (other, one)):
        initials = sorted(long.acronyms & short.capitals)
        if initials and not shared:
            yield 0.6, f"'{initials[0]}' are the initials of '{long.entity.label}'"
        symbols = sorted(short.capitals.union(short.entity.tickers).intersection(long.entity.tickers))
        if symbols:
            yield 0.7, f"'{symbols[0]}' is the ticker symbol of '{long.entity.label}'"


def _bare(one: str, other: str) -> str:
    """Return what is left of two keys that differ in words such as "holdings" alone."""
    if one.partition(" ")[0] != other.partition(" ")[0]:
        return ""
    left = [one.split(), other.split()]
    for words in left:
        while len(words) > 1 and words[-1] in _TAILS:
            words.pop()
    return " ".join(left[0]) if left[0] == left[1] and left[0] else ""


def _start(one: _Named, other: _Named) -> tuple[str, str] | None:
    """Return the shorter and the longer label where one begins the other."""
    short, long = sorted((one, other), key=lambda each: len(each.label_key))
    words, whole = short.label_key.split(), long.label_key.split()
    begins = 0 < len(words) < len(whole) and whole[: len(words)] == words and len(short.label_key) > 3
    if legal_forms(short.entity.label):  # "Foo Co." is a whole name, so "Foo Bar Inc." is another company's
        return None
    return (short.entity.label, long.entity.label) if begins else None


def _closeness(one: _Named, other: _Named) -> float:
    """Return how alike two labels are spelt, 0 where they are short or their figures or lone letters differ."""
    from rapidfuzz.fuzz import ratio

    first, second = one.label_key, other.label_key
    if [word for word in first.split() if _LABEL.fullmatch(word)] != [
        word for word in second.split() if _LABEL.fullmatch(word)
    ]:
        return 0.0
    if min(len(first), len(second)) < _SHORTEST or _DIGITS.findall(first) != _DIGITS.findall(second):
        return 0.0
    return float(ratio(first, second, score_cutoff=_CLOSE))
