"""Spans of a text that are taken already, so that whether a further one meets them is told without looking at all."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field

_NEAREST = 4  # spans that meet stand side by side; those taken hardly overlap


@dataclass(slots=True)
class Taken:
    """Collects spans that do not overlap, or hardly.

    >>> spans = Taken()
    >>> spans.add(2, 5)
    >>> spans.meets(4, 9), spans.meets(5, 9)
    (True, False)
    """

    _spans: list[tuple[int, int]] = field(default_factory=list)

    def add(self, start: int, end: int) -> None:
        """Take a span."""
        insort(self._spans, (start, end))

    def meets(self, start: int, end: int) -> bool:
        """Whether a span overlaps one that is taken."""
        at = bisect_left(self._spans, (end,))
        return any(stop > start for _, stop in self._spans[max(0, at - _NEAREST) : at])
