"""What a clause's words make of its statement: asserted, planned, hedged, conditional, speculative, reported or negated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from themegraph.graph.claim import Status
from themegraph.loaders.extraction.kinds import kind_codes
from themegraph.loaders.extraction.tokens import words_of
from themegraph.loaders.extraction.wordlists import vocabulary

_DATE = kind_codes(("Date",))
ORDER: tuple[Status, ...] = ("negated", "reported", "conditional", "speculative", "hedged", "planned")


@dataclass(frozen=True, slots=True)
class _Cues:
    by_phrase: Mapping[str, Sequence[tuple[Status, str]]]
    boundaries: frozenset[str]
    longest: int
    exceptions: tuple[tuple[str, ...], ...]
    inverted: frozenset[str]
    opening: frozenset[str]


@cache
def _cues() -> _Cues:
    data = vocabulary("status")
    by_phrase: dict[str, list[tuple[Status, str]]] = {}
    for status in ORDER:
        for where, cues in data[status].items():
            for cue in cues:
                by_phrase.setdefault(" ".join(words_of(str(cue).casefold())), []).append((status, where))
    longest = max(cue.count(" ") + 1 for cue in by_phrase)
    exceptions = tuple(tuple(words_of(phrase)) for phrase in data["exceptions"])
    return _Cues(
        by_phrase,
        frozenset(data["boundaries"]),
        longest,
        exceptions,
        frozenset(data["inverted"]),
        frozenset(data["opening"]),
    )


def clause_start(words: Sequence[str], index: int) -> int:
    """Return the index of the first word of the clause that holds words[index]."""
    boundaries = _cues().boundaries
    return next((i for i in range(index, 0, -1) if words[i - 1].casefold() in boundaries), 0)


def clause_end(words: Sequence[str], index: int) -> int:
    """Return the index behind the last word of the clause that holds words[index - 1]."""
    boundaries = _cues().boundaries
    if index and words[index - 1] == ",":
        return index  # a match that took in the clause's comma
    return next(
        (i for i in range(index, len(words)) if words[i].casefold() in boundaries or words[i] == ","), len(words)
    )


@lru_cache(maxsize=8)
def _cues_in(words: tuple[str, ...]) -> tuple[tuple[Status, str, int, int], ...]:
    """Return each cue in a unit's words: its status, where it counts, first word and end."""
    cues = _cues()
    lowered = [word.casefold() for word in words]
    for exception in cues.exceptions:
        size = len(exception)
        for i in range(len(lowered) - size + 1):
            if lowered[i] == exception[0] and tuple(lowered[i : i + size]) == exception:
                lowered[i : i + size] = [""] * size
    found = [
        (status, where, i, i + n)
        for i in range(len(lowered))
        for n in range(1, min(cues.longest, len(lowered) - i) + 1)
        for status, where in cues.by_phrase.get(" ".join(lowered[i : i + n]), ())
    ]
    # a cue inside a longer one is part of it: “said it would” is no “would”
    return tuple(cue for cue in found if not any(_within(cue, other) for other in found))


def _within(cue: tuple[Status, str, int, int], other: tuple[Status, str, int, int]) -> bool:
    """Whether a cue is part of another that counts at the same places."""
    return cue[1:] != other[1:] and cue[1] == other[1] and other[2] <= cue[2] and cue[3] <= other[3]


def _until(words: Sequence[str], end: int) -> bool:
    """Whether a date right behind a match says when it ended."""
    return len(words) > end + 1 and words[end].casefold() == "until" and words[end + 1].startswith(_DATE)


def _asides(words: Sequence[str], start: int, end: int) -> list[tuple[int, int]]:
    """Return the parentheses inside a match: a plan that one tells is that of a thing named in passing."""
    opened = [i for i in range(start, end) if words[i] == "("]
    return [(i, next((j for j in range(i, end) if words[j] == ")"), i)) for i in opened]


def opens_condition(words: Sequence[str]) -> bool:
    """Whether a sentence opens with a condition: “If …”, “Provided that …”, “Should it …”."""
    cues = _cues()
    return bool(words) and words[0].casefold() in cues.inverted | cues.opening


def status_of(words: Sequence[str], start: int, end: int) -> Status:
    """Judge a match over words[start:end] by the cues of its clause and sentence; the weightiest cue wins.

    A question states nothing: what it asks is speculative.
    """
    if words and words[-1] == "?":
        return "speculative"
    spans = {
        "before": (clause_start(words, start), end),
        "after": (start, clause_end(words, end)),
        "anywhere": (0, len(words)),
    }
    aside = _asides(words, start, end)
    found = {
        status
        for status, where, first, last in _cues_in(tuple(words))
        if spans[where][0] <= first
        and last <= spans[where][1]
        and (where != "after" or last >= end)  # “its plan for two plants fell through”
        and not (status == "planned" and any(low <= first < high for low, high in aside))
    }
    if words and words[0].casefold() in _cues().inverted:
        found.add("conditional")
    if len(words) > 1 and words[0].casefold() == "before" and words[1].startswith(_DATE):
        found.add("negated")  # “Before 2019, A supplied B.”
    if "planned" not in found and _until(words, end):
        found.add("negated")  # “A supplied B until 2019.”
    return next((status for status in ORDER if status in found), "asserted")
