"""Find the figures of a sentence: money, percentages, dates, multiples, quantities, counts."""

from __future__ import annotations

import re
from collections.abc import Iterable

from themegraph.loaders.extraction.taken import Taken
from themegraph.loaders.extraction.values_context import figure
from themegraph.loaders.extraction.values_cues import MULTIPLES, NUMBERS, PERIODS, letters
from themegraph.loaders.extraction.values_dates import bare_years, dated, durations, relative
from themegraph.loaders.extraction.values_figure import Figure, Kind, Precision
from themegraph.loaders.extraction.values_measures import measures
from themegraph.loaders.extraction.values_money import money
from themegraph.loaders.extraction.values_numbers import numbers

__all__ = ["Figure", "Kind", "Precision", "find_values"]

_DIGIT = re.compile(r"[0-9]")


def find_values(text: str) -> tuple[Figure, ...]:
    """Return the figures of a sentence in order; no two overlap.

    >>> [(figure.text, figure.amount) for figure in find_values("It rose to about $1.5 billion in 2025.")]
    [('about $1.5 billion', Decimal('1500000000')), ('2025', None)]
    """
    words, digits = letters(text), _DIGIT.search(text) is not None
    found = numbers(text) if digits or not words.isdisjoint(NUMBERS) else []
    taken: list[Figure] = []
    if found:
        _take(taken, (figure(text, core) for core in money(text, found)))
    if digits:
        _take(taken, dated(text))
    if found:
        _take(taken, durations(text, found))
    if found or not words.isdisjoint(MULTIPLES):
        _take(taken, (figure(text, core) for core in measures(text, found)))
    if found:
        _take(taken, bare_years(text, found, taken))
    if digits or not words.isdisjoint(PERIODS):
        _take(taken, relative(text, words))
    return tuple(sorted(taken, key=lambda item: item.start))


def _take(taken: list[Figure], figures: Iterable[Figure]) -> None:
    """Add the figures that overlap none before them."""
    spans = Taken()
    for other in taken:
        spans.add(other.start, other.end)
    for item in figures:
        if not spans.meets(item.start, item.end):
            spans.add(item.start, item.end)
            taken.append(item)
