"""Paragraphs in lines without a blank line between: which line breaks are wraps and which are ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from themegraph.loaders.lines import Line
from themegraph.loaders.structure.forms import NARROWEST, WIDEST, is_heading

# a line of its own: “Sensors: Foo, Bar”
_LABELLED = re.compile(r"[A-Z][\w&/’' -]{1,40}:[ \t]+\S")
_ENDS = (".", "!", "?", ":", ".”", '."', "!”", "?”", ".)", ".]")


def split_paragraphs(text: str, lines: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """Yield the lines of each paragraph; hard-wrapped lines stay together."""
    width = max((line.right - line.left for line in lines), default=0)
    piece: list[Line] = []
    for line in lines:
        if piece and _ends(text, piece, line, width):
            yield tuple(piece)
            piece = []
        piece.append(line)
    if piece:
        yield tuple(piece)


def _ends(text: str, piece: Sequence[Line], following: Line, width: int) -> bool:
    """Whether the break after the last line of `piece` ends a paragraph.

    A wrap happens only where the next word has no room left, so a break that had room was meant.
    """
    last = piece[-1]
    if _LABELLED.match(text, following.left, following.right) and (
        _LABELLED.match(text, piece[0].left, piece[0].right) or text[last.left : last.right].endswith(_ENDS)
    ):
        return True
    if text[following.left].islower():
        return False
    here, before = last.right - last.left, text[last.left : last.right]
    if width < NARROWEST:
        return not before.endswith((",", "-", "–", "&")) and not _is_open(before)
    if before.endswith(_ENDS):
        return width > WIDEST or (here < 0.8 * width and here + 1 + _first_word(text, following) < width)
    return len(piece) == 1 and here < 0.6 * width and is_heading(before)


def _first_word(text: str, line: Line) -> int:
    word = text[line.left : min(line.right, line.left + WIDEST)].split(maxsplit=1)
    return len(word[0]) if word else 0


def _is_open(before: str) -> bool:
    """Whether a line ends on a word that wants another."""
    word = before.rsplit(maxsplit=1)[-1].lower()
    return word in {"a", "an", "the", "of", "for", "and", "or", "in", "on", "to", "by", "with", "from", "at", "as"}
