"""Words of a PDF with their places, and the rows they stand in. Lengths are points; y grows downward."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_LEADERS = re.compile(r"(?:[ .·_]*[.·_] ?){5,}")
_RAISED = re.compile(r"\d{1,3}(?:,\d{1,3})*|[*†‡§]")


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without space between: their box, baseline, type size, weight, and quarter turns of the page."""

    x: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    bold: bool
    text: str
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """The words of a page in the order of the file; `number` counts from 0."""

    number: int
    words: tuple[Word, ...]
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Words on one baseline, left to right."""

    words: tuple[Word, ...]
    page: int
    base: float
    size: float  # of most of its characters

    @property
    def x(self) -> float:
        """Where the row begins."""
        return self.words[0].x

    @property
    def right(self) -> float:
        """Where the row ends."""
        return max(word.right for word in self.words)

    @property
    def bold(self) -> bool:
        """Whether every word is bold."""
        return all(word.bold for word in self.words if any(map(str.isalnum, word.text)))

    @property
    def text(self) -> str:
        """The words with blanks between; a raised number behind a word is a note's mark and reads as "[1]"."""
        shown: list[str] = []
        size = self.size
        for word in self.words:
            letters = word.text.translate(_LIGATURES)
            raised = word.size < 0.85 * size and self.base - word.base > 0.15 * size
            if shown and raised and _RAISED.fullmatch(letters) and _takes_note(shown[-1]):
                shown[-1] += f"[{letters}]" if letters[0].isdigit() else ""
            else:
                shown.append(letters)
        return _LEADERS.sub(" … ", " ".join(shown))


def _takes_note(before: str) -> bool:
    """Whether a raised figure behind these letters is a note's mark: not so in "m²" or "10⁶"."""
    return before[-1] in '.,;:)”"’]%' or (before[-1].isalpha() and len(before) > 2)


def most(weighted: Iterable[tuple[float, int]]) -> float:
    """Return the number with the largest weight, the smaller of two; 0 where there is none.

    >>> most([(10.0, 3), (12.0, 2), (12.0, 2)])
    12.0
    """
    counts: Counter[float] = Counter()
    for value, weight in weighted:
        counts[round(value, 1)] += weight
    return min(counts, key=lambda value: (-counts[value], value), default=0.0)


def rows_of(words: Sequence[Word], page: int) -> list[Row]:
    """Return the rows of words that run the same way, from top to bottom."""
    rows: list[Row] = []
    here: list[Word] = []
    main: Word | None = None
    for word in sorted(words, key=lambda word: (word.base, word.x)):
        if main is None or abs(word.base - main.base) > 0.5 * max(main.size, min(word.size, 14)):
            rows += [_row(line, page) for line in _lines(here)]
            here, main = [], word
        here.append(word)
        main = word if word.size > 1.1 * main.size else main
    return rows + [_row(line, page) for line in _lines(here)]


def _lines(words: list[Word]) -> Iterator[list[Word]]:
    """Yield words near one baseline as they are, or line by line where a heading beside two lines drew both in."""
    across = sorted(words, key=lambda word: word.x)
    if not any(a.right > b.x + 1 and abs(a.base - b.base) > 0.5 * min(a.size, b.size) for a, b in pairwise(across)):
        yield from [words] if words else []
        return
    least = 0.5 * min(word.size for word in words)
    line: list[Word] = []
    for word in words:  # they come from top to bottom
        if line and word.base - line[-1].base > least:
            yield line
            line = []
        line.append(word)
    yield line


def _row(words: list[Word], page: int) -> Row:
    size = most((word.size, len(word.text)) for word in words)
    base = max((word.base for word in words if word.size >= 0.9 * size), default=words[0].base)
    return Row(tuple(sorted(words, key=lambda word: word.x)), page, base, size)


def parted(row: Row, cuts: Sequence[float]) -> list[Row | None]:
    """Divide a row at the x of each cut; None where nothing stands."""
    pieces: list[list[Word]] = [[] for _ in range(len(cuts) + 1)]
    for word in row.words:
        pieces[sum(1 for cut in cuts if (word.x + word.right) / 2 > cut)].append(word)
    return [_row(piece, row.page) if piece else None for piece in pieces]
