"""Pages of plain text: form feeds divide them, and lines that come back at their ends are heads, feet and numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from themegraph.loaders.lines import Line

_EDGE = 2  # heads and feet are among so many lines at either end of a page
_FIGURES = re.compile(r"\d+|\b[ivxlc]{1,7}\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"[-–—|\[(\s]*(?:page\s+)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/)\s*\d{1,4})?[-–—|\])\s.]*", re.IGNORECASE
)


def paged(text: str, lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines with heads, feet and page numbers emptied, as far as form feeds tell pages.

    A page begins a paragraph, except in the middle of a sentence.
    """
    if "\f" not in text:
        yield from lines
        return
    pages = _pages(text, lines)
    heads = _repeated(text, pages)
    before: Line | None = None
    for page in pages:
        shown = [line for line in page if not line.blank]
        ends = {line.start for line in _edges(shown)}
        outer = {shown[0].start, shown[-1].start} if shown else set()
        for number, line in enumerate(page):
            words = text[line.left : line.right]
            gone = line.start in ends and (_key(words) in heads or (line.start in outer and _is_number(words)))
            if number == 0 and before is not None and not gone and not _runs_on(text, before, line):
                yield Line(line.start, line.start, line.start, line.start)
            yield Line(line.start, line.end, line.start, line.start) if gone else line
            before = line if not gone and not line.blank else before


def _pages(text: str, lines: Iterable[Line]) -> list[list[Line]]:
    pages: list[list[Line]] = [[]]
    for line in lines:
        if "\f" in text[line.start : line.left] and pages[-1]:
            pages.append([])
        pages[-1].append(line)
    return pages


def _edges(shown: Sequence[Line]) -> Iterator[Line]:
    yield from shown[:_EDGE]
    yield from shown[max(_EDGE, len(shown) - _EDGE) :]


def _repeated(text: str, pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Return the heads and feet: on two pages of a short document, on three of a longer one; digits do not matter."""
    seen: Counter[str] = Counter()
    for page in pages:
        shown = [line for line in page if not line.blank]
        seen.update({_key(text[line.left : line.right]) for line in _edges(shown)})
    return frozenset(key for key, count in seen.items() if count >= (2 if len(pages) <= 4 else 3))


def _key(words: str) -> str:
    return _FIGURES.sub("#", " ".join(words[:200].split())).casefold()


def _is_number(words: str) -> bool:
    return len(words) < 40 and _NUMBER.fullmatch(words) is not None


def _runs_on(text: str, before: Line, line: Line) -> bool:
    """Whether a sentence runs over the page."""
    return text[line.left : line.left + 1].islower() and text[before.right - 1 : before.right] not in ".!?:"
