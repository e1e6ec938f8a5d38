"""Lines of a text as spans, so that every later step speaks in offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

NEWLINE = re.compile(r"\r\n?|\n")
# Characters that take no room on a page: byte order mark, zero-width space, word joiner, soft hyphen.
INVISIBLE = "\ufeff\u200b\u2060\u00ad"
BLANK = INVISIBLE + "".join(map(chr, (*range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B))))
BLANK += "\u2028\u2029\u202f\u205f\u3000"


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its newline: raw bounds, and the bounds of its content without space around it."""

    start: int
    end: int
    left: int
    right: int

    @property
    def blank(self) -> bool:
        """Whether nothing visible stands on the line."""
        return self.left == self.right

    @property
    def indent(self) -> int:
        """How far the content is set in, in characters."""
        return self.left - self.start


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without space and invisible characters at its ends.

    >>> trim("  a b ", 0, 6)
    (2, 5)
    """
    piece = text[start:end]
    right = start + len(piece.rstrip(BLANK))
    left = min(start + len(piece) - len(piece.lstrip(BLANK)), right)
    return (left, right)


def lines_of(text: str, start: int = 0) -> Iterator[Line]:
    """Yield the lines of `text` from offset `start`; LF, CRLF and CR end a line."""
    for newline in NEWLINE.finditer(text, start):
        yield Line(start, newline.start(), *trim(text, start, newline.start()))
        start = newline.end()
    if start < len(text):
        yield Line(start, len(text), *trim(text, start, len(text)))


def chunks_of(lines: Iterator[Line]) -> Iterator[tuple[Line, ...]]:
    """Yield runs of lines that no blank line divides."""
    chunk: list[Line] = []
    for line in lines:
        if not line.blank:
            chunk.append(line)
        elif chunk:
            yield tuple(chunk)
            chunk = []
    if chunk:
        yield tuple(chunk)
