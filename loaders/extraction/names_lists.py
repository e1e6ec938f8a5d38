"""Tell names by the list that they stand in: the “Foo” of “Foo, Nvidia and Bar lead”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from themegraph.loaders.extraction.names import NAME, Candidate

_JOINED = re.compile(r",\s+(?:and\s+|or\s+)?|\s+(?:and|or|&)\s+|;\s+(?:and\s+)?")
_KINDS = ("Company", NAME)
_LONGEST = 9  # characters of what joins two members


def listed_with(text: str, candidates: Sequence[Candidate], companies: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Return where the unsure candidates start that a list joins to known companies or to sure names."""
    firm = {*companies, *((c.start, c.end) for c in candidates if not c.unsure and c.type in _KINDS)}
    unsure = [c for c in candidates if c.unsure and c.type in _KINDS]
    found: set[int] = set()
    while more := [c for c in unsure if c.start not in found and _beside(text, c, firm)]:
        found |= {c.start for c in more}
        firm |= {(c.start, c.end) for c in more}
    return frozenset(found)


def _beside(text: str, candidate: Candidate, firm: set[tuple[int, int]]) -> bool:
    """Whether only a comma or “and” parts a candidate from one of the firm names."""
    return any(_JOINED.fullmatch(text[a:b]) for a, b in _gaps(candidate, firm) if 0 < b - a < _LONGEST)


def _gaps(candidate: Candidate, firm: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in firm:
        yield (end, candidate.start) if end <= candidate.start else (candidate.end, start)
