"""Words of a span as a reader sees them, each character tied to its place in the raw text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from themegraph.loaders.hyphens import spelling_of
from themegraph.loaders.lines import BLANK, INVISIBLE
from themegraph.loaders.markup import Change, changes

# blank characters that do not show as they are: all but a single space
_BLANKS = re.compile(f"[{re.escape(BLANK)}]{{2,}}|[{re.escape(BLANK.replace(' ', ''))}]")
_HALF = re.compile(r"([^\W\d_]++|(?<=[A-Z])\.)[-‐]$")
_OTHER_HALF = re.compile(r"[^\W\d_]++")
LONGEST_WORD = 64


@dataclass(frozen=True, slots=True)
class Clean:
    """The words of a span: line breaks folded to spaces, markup and invisible characters left out.

    `pieces` ties them to the raw text: (start in `text`, raw start, raw end), in order. `outer` is the raw span of the
    whole with the markup around it, where that belongs to it.
    """

    text: str
    pieces: tuple[tuple[int, int, int], ...]
    outer: tuple[int, int] | None = None

    @property
    def offsets(self) -> tuple[int, ...]:
        """The raw offset of each character, and of the end."""
        afters = [*(first for first, _, _ in self.pieces[1:]), len(self.text)]
        return (
            *(
                min(raw, end)
                for (first, start, end), after in zip(self.pieces, afters, strict=False)
                for raw in range(start, start + after - first)
            ),
            self.pieces[-1][2] if self.pieces else 0,
        )

    def raw(self, index: int) -> int:
        """Return the raw offset of the character at `index`."""
        first, start, end = self.pieces[self._piece(index)]
        return min(start + index - first, end)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw span of the words from `start` to `end`.

        >>> clean("It is **big** now", 0, 17, "text/markdown").span(6, 9)
        (8, 11)
        """
        if self.outer and start <= 0 and end >= len(self.text):
            return self.outer
        if start >= end:
            return (self.raw(start), self.raw(start)) if start < len(self.text) else (0, 0)
        first, raw, stop = self.pieces[self._piece(end - 1)]
        exact = self._length(first) == stop - raw
        return self.raw(start), raw + end - first if exact else stop

    def part(self, text: str, start: int, end: int, within: tuple[int, int]) -> Clean:
        """Return the words from `start` to `end` as a whole of their own; `within` bounds the block in the raw text.

        Markup beside them is part of it where all that opens in it also closes.

        >>> raw = "**Cells**: They pay. *They grow.*"
        >>> words = clean(raw, 0, len(raw), "text/markdown").part(raw, 0, 16, (0, len(raw)))
        >>> words.text, words.outer
        ('Cells: They pay.', (0, 20))
        """
        first, last = self._piece(start), self._piece(end - 1)
        pieces = tuple(self._clipped(at, start, end) for at in range(first, last + 1))
        left = self.pieces[first - 1][2] if first else within[0]
        right = self.pieces[last + 1][1] if last + 1 < len(self.pieces) else within[1]
        inner = pieces[0][1], self.span(start, end)[1]
        outer = _with_marks(text, inner, (max(left, inner[0] - WIDEST_MARK), min(right, inner[1] + WIDEST_MARK)))
        return Clean(self.text[start:end], pieces, outer)

    def _clipped(self, at: int, start: int, end: int) -> tuple[int, int, int]:
        """Return a piece as far as it lies between two indices, counted from the first."""
        first, raw, stop = self.pieces[at]
        after = first + self._length(first)
        if after - first != stop - raw:
            return max(first - start, 0), raw, stop
        return max(first - start, 0), raw + max(start - first, 0), stop - max(after - end, 0)

    def index(self, raw: int) -> int:
        """Return the index of the first character shown at or after a raw offset."""
        at = bisect_right(self.pieces, raw, key=lambda piece: piece[1]) - 1
        if at < 0:
            return 0
        first, start, _ = self.pieces[at]
        return min(first + raw - start, first + self._length(first))

    def _piece(self, index: int) -> int:
        if len(self.pieces) == 1:
            return 0
        return max(bisect_right(self.pieces, index, key=lambda piece: piece[0]) - 1, 0)

    def _length(self, first: int) -> int:
        at = self._piece(first)
        after = self.pieces[at + 1][0] if at + 1 < len(self.pieces) else len(self.text)
        return after - first


WIDEST_MARK = 400
_LAST_OPEN, _FIRST_CLOSED = frozenset("*_=`|[>"), frozenset("*_=`]<")  # how marks that open end, those that close begin
# No way back into a repetition, so that no run of marks takes more than linear time.
_OPENS = re.compile(r"(?:\*++|_++|==|`++|\[\[[^\[\]|\n]*+\||\[++|<[A-Za-z][^<>]*+>)++$")
_CLOSES = re.compile(r"(?:\*++|_++|==|`++|\]\]|\]\([^\s()]*+(?:\([^\s()]*+\)[^\s()]*+)?\)|</[A-Za-z][^<>]*+>)++")


def _with_marks(text: str, inner: tuple[int, int], most: tuple[int, int]) -> tuple[int, int]:
    """Return a span with the marks that open before it and close behind it, where that leaves none without its pair."""
    before, after = text[max(most[0], inner[0] - 1) : inner[0]], text[inner[1] : min(most[1], inner[1] + 1)]
    opening = _OPENS.search(text[most[0] : inner[0]]) if before in _LAST_OPEN else None
    closing = _CLOSES.match(text, inner[1], most[1]) if after in _FIRST_CLOSED else None
    if not opening and not closing:
        return inner
    start = most[0] + opening.start() if opening else inner[0]
    end = closing.end() if closing else inner[1]
    for left, right in ((start, end), (start, inner[1]), (inner[0], end)):
        marks = set(text[left : inner[0]] + text[inner[1] : right]) & set("*_=`[]<>")
        if all(_paired(text[left:right], mark) for mark in marks):
            return left, right
    return inner


def _paired(piece: str, mark: str) -> bool:
    """Whether as much of a mark opens as closes in a piece of text."""
    pair = next((both for both in ("[]", "<>") if mark in both), "")
    if pair:
        return piece.count(pair[0]) == piece.count(pair[1])
    doubled = piece.count(2 * mark)
    return doubled % 2 == 0 and (piece.count(mark) - 2 * doubled) % 2 == 0


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
        shown = _fold(text, match)
        shown = shown if shown.start >= at else Change(at, shown.end, shown.shown)
        if at < shown.start:
            yield Change(at, shown.start, _SAME)
        yield shown
        at = match.end()
    if at < end:
        yield Change(at, end, _SAME)


def _fold(text: str, match: re.Match[str]) -> Change:
    """Return what a run of blank characters shows: a space, or nothing within a word, its dividing hyphen gone too."""
    run, start, end = match[0], match.start(), match.end()
    if not run.strip(INVISIBLE):
        return Change(start, end)
    half = _HALF.search(text, max(0, start - LONGEST_WORD), start) if "\n" in run or "\r" in run else None
    other = _OTHER_HALF.match(text, end) if half else None
    if half is None or other is None:
        return Change(start, end, " ")
    glue = spelling_of(text).joins(half[1], other[0])
    return Change(start - (not glue), end, glue[1:])


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
