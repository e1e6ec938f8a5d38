"""Running heads and feet and page numbers: rows that come back at the same place of other pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from themegraph.loaders.readers.pdf_words import Row

_EDGE = 3  # heads and feet are among so many rows at either end of a page
_FIGURES = re.compile(r"\d+|\b[ivxlc]{1,7}\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"[-–—|\[(\s]*(?:page\s+)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/)\s*\d{1,4})?[-–—|\])\s.]*", re.IGNORECASE
)


def without_furniture(pages: Sequence[Sequence[Row]]) -> list[list[Row]]:
    """Return the rows of each page without those that other pages repeat at the same height.

    A row counts as repeated on two pages of a short document, on three of a longer one; digits do not matter.
    """
    seen = Counter(key for rows in pages for key in {_key(row) for row in _edges(rows)})
    least = 2 if len(pages) <= 4 else 3
    heights = Counter(key[1] for key, count in seen.items() for _ in range(count if count >= least else 0))

    def repeated(rows: Sequence[Row], at: int) -> bool:
        key, outer = _key(rows[at]), at in (0, len(rows) - 1)
        return seen[key] >= least or (outer and len(pages) > 1 and _is_numbering(rows[at], heights[key[1]] >= least))

    kept = [_inner(rows, repeated) for rows in pages]
    return kept if any(kept) else [list(rows) for rows in pages]


def _inner(rows: Sequence[Row], repeated: Callable[[Sequence[Row], int], bool]) -> list[Row]:
    """Return the rows of a page between its heads and its feet."""
    first, last = 0, len(rows)
    while first < min(_EDGE, len(rows)) and repeated(rows, first):
        first += 1
    while last > max(first, len(rows) - _EDGE) and repeated(rows, last - 1):
        last -= 1
    return list(rows[first:last])


def _is_numbering(row: Row, at_heads: bool) -> bool:
    """Whether an outermost row is a page number, or ends in one where other pages have their heads."""
    words = row.text.split()
    return bool(_NUMBER.fullmatch(row.text[:40])) or (at_heads and (words[0].isdigit() or words[-1].isdigit()))


def _edges(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the first and the last rows of a page."""
    yield from rows[:_EDGE]
    yield from rows[max(_EDGE, len(rows) - _EDGE) :]


def _key(row: Row) -> tuple[str, int]:
    return _FIGURES.sub("#", row.text[:200]).casefold(), round(row.base / 6)
