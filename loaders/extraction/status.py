"""What a clause's words make of its statement: asserted, planned, hedged, conditional, speculative, reported or negated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from themegraph.graph.claim import Status
from themegraph.loaders.extraction.tokens import words_of
from themegraph.loaders.extraction.wordlists import vocabulary

ORDER: tuple[Status, ...] = ("negated", "conditional", "reported", "speculative", "hedged", "planned")
Cues = Mapping[Status, Mapping[str, frozenset[str]]]
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Cues:
    by_status: Cues
    boundaries: frozenset[str]
    longest: int
    exceptions: tuple[tuple[str, ...], ...]
    inverted: frozenset[str]


@cache
def _cues() -> _Cues:
    data = vocabulary("status")
    spelled = {
        name: {where: frozenset(" ".join(words_of(str(cue).casefold())) for cue in cues) for where, cues in data[name].items()}
        for name in ORDER
    }
    longest = max(cue.count(" ") + 1 for parts in spelled.values() for cues in parts.values() for cue in cues)
    exceptions = tuple(tuple(words_of(phrase)) for phrase in data["exceptions"])
    return _Cues(spelled, frozenset(data["boundaries"]), longest, exceptions, frozenset(data["inverted"]))


def clause_start(words: Sequence[str], index: int) -> int:
    """Return the index of the first word of the clause that holds words[index]."""
    boundaries = _cues().boundaries
    return next((i for i in range(index, 0, -1) if words[i - 1].casefold() in boundaries), 0)


def clause_end(words: Sequence[str], index: int) -> int:
    """Return the index behind the last word of the clause that holds words[index - 1]."""
    boundaries = _cues().boundaries
    return next((i for i in range(index, len(words)) if words[i].casefold() in boundaries or words[i] == ","), len(words))


def _phrases(words: Sequence[str]) -> set[str]:
    cues = _cues()
    lowered = [word.casefold() for word in words]
    for exception in cues.exceptions:
        size = len(exception)
        for i in range(len(lowered) - size + 1):
            if tuple(lowered[i:i + size]) == exception:
                lowered[i:i + size] = [""] * size
    return {" ".join(lowered[i:i + n]) for i in range(len(lowered)) for n in range(1, cues.longest + 1)}


def status_of(words: Sequence[str], start: int, end: int) -> Status:
    """Judge a match over words[start:end] by the cues of its clause and sentence; the weightiest cue wins.

    A question states nothing: what it asks is speculative.
    """
    cues = _cues()
    if words and words[-1] == "?":
        return "speculative"
    near = _phrases(words[clause_start(words, start):end])
    after = _phrases(words[end:clause_end(words, end)])
    anywhere = _phrases(words)
    inverted = bool(words) and words[0].casefold() in cues.inverted
    for status in ORDER:
        listed = cues.by_status[status]
        if near & listed.get("before", _NONE) or after & listed.get("after", _NONE) or anywhere & listed.get("anywhere", _NONE):
            return status
        if status == "conditional" and inverted:
            return status
    return "asserted"
