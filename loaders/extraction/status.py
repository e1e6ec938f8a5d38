"""What a clause's words make of its statement: asserted, planned, hedged, conditional, speculative, reported or negated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import cast

import yaml

from themegraph.graph.claim import Status
from themegraph.loaders.extraction.tokens import words_of

ORDER: tuple[Status, ...] = ("negated", "conditional", "reported", "speculative", "hedged", "planned")
Cues = Mapping[str, Mapping[str, frozenset[str]]]


@cache
def _cues() -> tuple[Cues, frozenset[str], int, tuple[tuple[str, ...], ...]]:
    data = yaml.safe_load(files("themegraph.loaders.extraction").joinpath("status.yaml").read_text("utf-8"))
    spelled = {
        name: {where: frozenset(" ".join(words_of(str(cue).casefold())) for cue in cues) for where, cues in data[name].items()}
        for name in ORDER
    }
    longest = max(cue.count(" ") + 1 for parts in spelled.values() for cues in parts.values() for cue in cues)
    return spelled, frozenset(data["boundaries"]), longest, tuple(tuple(words_of(phrase)) for phrase in data["exceptions"])


def clause_start(words: Sequence[str], index: int) -> int:
    """Return the index of the first word of the clause that holds words[index]."""
    _, boundaries, _, _ = _cues()
    start = index
    while start > 0 and words[start - 1].casefold() not in boundaries:
        start -= 1
    return start


def _phrases(words: Sequence[str], longest: int) -> set[str]:
    _, _, _, exceptions = _cues()
    lowered = [word.casefold() for word in words]
    for exception in exceptions:
        size = len(exception)
        for i in range(len(lowered) - size + 1):
            if tuple(lowered[i:i + size]) == exception:
                lowered[i:i + size] = [""] * size
    return {" ".join(lowered[i:i + n]) for i in range(len(lowered)) for n in range(1, longest + 1)}


def status_of(words: Sequence[str], start: int, end: int) -> Status:
    """Judge a match over words[start:end] by the cues of its clause and sentence; the weightiest cue wins."""
    cues, _, longest, _ = _cues()
    near = _phrases(words[clause_start(words, start):end], longest)
    far = _phrases(words, longest)
    for status in ORDER:
        if near & cues[status].get("before", frozenset()) or far & cues[status].get("anywhere", frozenset()):
            return cast(Status, status)
    return "asserted"
