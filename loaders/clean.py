"""Words of a span as a reader sees them, each character tied to its place in the raw text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from themegraph.loaders.lines import BLANK, INVISIBLE
from themegraph.loaders.markup import Change, changes

_BLANKS = re.compile(f"[{re.escape(BLANK)}]+")
_HANGING = re.compile(r"(?:and|or|to)\b")


@dataclass(frozen=True, slots=True)
class Clean:
    """The words of a span: line breaks folded to spaces, markup and invisible characters left out.

    `pieces` ties them to the raw text: (start in `text`, raw start, raw end), in order.
    """

    text: str
    pieces: tuple[tuple[int, int, int], ...]

    @property
    def offsets(self) -> tuple[int, ...]:
        """The raw offset of each character, and of the end."""
        ends = (self.pieces[-1][2],) if self.pieces else (0,)
        return tuple(self.raw(index) for index in range(len(self.text))) + ends

    def raw(self, index: int) -> int:
        """Return the raw offset of the character at `index`."""
        first, start, end = self.pieces[self._piece(index)]
        return min(start + index - first, end)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw span of the words from `start` to `end`.

        >>> clean("It is **big** now", 0, 17, "text/markdown").span(6, 9)
        (8, 11)
        """
        if start >= end:
            return (self.raw(start), self.raw(start)) if start < len(self.text) else (0, 0)
        first, raw, stop = self.pieces[self._piece(end - 1)]
        exact = self._length(first) == stop - raw
        return self.raw(start), raw + end - first if exact else stop

    def index(self, raw: int) -> int:
        """Return the index of the first character shown at or after a raw offset."""
        at = bisect_right(self.pieces, raw, key=lambda piece: piece[1]) - 1
        if at < 0:
            return 0
        first, start, _ = self.pieces[at]
        return min(first + raw - start, first + self._length(first))

    def _piece(self, index: int) -> int:
        return max(bisect_right(self.pieces, index, key=lambda piece: piece[0]) - 1, 0)

    def _length(self, first: int) -> int:
        at = self._piece(first)
        after = self.pieces[at + 1][0] if at + 1 < len(self.pieces) else len(self.text)
        return after - first


def clean(text: str, start: int, end: int, media_type: str = "text/plain") -> Clean:
    """Return the words of text[start:end].

    >>> clean("one\\r\\n  two\\u00a0three", 0, 18).text
    'one two three'
    """
    shown: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    length = 0
    for change in _folded(text, start, end, _marks(text, start, end, media_type)):
        begin, stop = change.start, change.end
        words = text[begin:stop] if change.shown == _SAME else change.shown
        if words.startswith(" ") and (not shown or shown[-1].endswith(" ")):
            words = words[1:]
            begin += change.shown == _SAME
        if words:
            shown.append(words)
            pieces.append((length, begin, stop))
            length += len(words)
    return _without_final_space(Clean("".join(shown), tuple(pieces)))


def _without_final_space(whole: Clean) -> Clean:
    if not whole.text.endswith(" "):
        return whole
    first, start, end = whole.pieces[-1]
    kept = len(whole.text) - 1
    last = ((first, start, end - 1),) if kept > first else ()
    return Clean(whole.text[:kept], whole.pieces[:-1] + last)


_SAME = "\0"  # a text with NUL is refused on reading, so it can stand for "as it is"


def _folded(text: str, start: int, end: int, marks: Iterable[Change]) -> Iterator[Change]:
    """Yield the whole span as changes: markup, space folded to one, and the rest as it is."""
    at = start
    for mark in marks:
        if mark.start < at:
            continue
        yield from _spaces(text, at, mark.start)
        yield mark
        at = mark.end
    yield from _spaces(text, at, end)


def _spaces(text: str, start: int, end: int) -> Iterator[Change]:
    at = start
    for match in _BLANKS.finditer(text, start, end):
        if match[0] == " ":
            continue
        if at < match.start():
            yield Change(at, match.start(), _SAME)
        yield Change(match.start(), match.end(), _fold(text, match))
        at = match.end()
    if at < end:
        yield Change(at, end, _SAME)


def _fold(text: str, match: re.Match[str]) -> str:
    """Return what a run of blank characters shows: a space, or nothing within a word."""
    run = match[0]
    if not run.strip(INVISIBLE):
        return ""
    wrapped = "\n" in run or "\r" in run
    hyphen = (
        wrapped
        and text[match.start() - 1 : match.start()] in ("-", "‐")
        and text[match.start() - 2 : match.start() - 1].isalpha()
    )
    if hyphen and text[match.end() : match.end() + 1].isalpha() and not _HANGING.match(text, match.end()):
        return ""
    return " "


def _marks(text: str, start: int, end: int, media_type: str) -> list[Change]:
    """Return the markup of a span, and the ">" at the starts of its quoted lines."""
    starts = [match.end() for match in _LINE_START.finditer(text, start, end)]
    found = [_QUOTE_MARK.match(text, at, end) for at in starts]
    quotes = [Change(mark.start(), mark.end()) for mark in found if mark]
    if media_type == "text/markdown":
        return sorted([*changes(text, start, end), *quotes])
    # In plain text a line may begin with "greater than" by chance; then not every line does.
    return quotes if len(quotes) == len(starts) else []


_LINE_START = re.compile(r"(?:\r\n?|\n)[ \t]*")
_QUOTE_MARK = re.compile(r"(?:>[ \t]?)+")
