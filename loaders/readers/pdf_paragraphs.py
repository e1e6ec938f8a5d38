"""Rows of a column into parts: headings, paragraphs, list items; line ends undone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from themegraph.loaders.hyphens import Spelling
from themegraph.loaders.readers.pdf_columns import Column
from themegraph.loaders.readers.pdf_words import Row, most
from themegraph.loaders.structure.forms import LONGEST_HEADING, is_heading

_ITEM = re.compile(
    r"(?:[•‣◦▪●○∙·■□➢➤\uf0a7\uf0b7\uf0d8]|[–—*-](?= )|(\d{1,2})[.)](?= )|\(([a-z]|[ivx]{1,4}|\d{1,2})\)(?= ))\s*(?=\S)"
)
_ENDED = re.compile(r"[.!?:;][\"”’')\]]*(?:\[[\d,]+\])*$")
_HALF = re.compile(r"([^\W\d_]+|\d|[A-Z]\.)[-‐]$")
_ENTRY = re.compile(r" … \S{1,8}$")  # of a table of contents
_NOTE = re.compile(r"(\d{1,3})[.)]?\s+(?=\S)|[*†‡§]+\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the text: its kind, words and type; `last` is the row it ends with, `width` its column's."""

    kind: Literal["heading", "paragraph", "bullet", "note"]
    text: str
    size: float
    bold: bool
    last: Row
    x: float
    right: float
    number: int = 0


def parts_of(column: Column, body: float, spelling: Spelling) -> Iterator[Part]:
    """Yield the parts of a column; `body` is the size of the document's running text."""
    rows = column.rows
    right = sorted(row.right for row in rows)[int(0.9 * (len(rows) - 1))]
    leading = most((round(after.base - row.base, 0), 1) for row, after in pairwise(rows))
    part: Part | None = None
    for row in rows:
        if part is not None and _goes_on(part, row, right, leading):
            text = joined(part.text, row.text, spelling)
            part = replace(part, text=text, last=row, x=part.x if part.kind == "bullet" else min(part.x, row.x))
            continue
        if part is not None:
            yield _settled(part, body)
        part = _begun(row, right, body)
    if part is not None:
        yield _settled(part, body)


def joined(before: str, after: str, spelling: Spelling) -> str:
    """Return two lines as one, a word that the line end divided made whole.

    >>> joined("inter-", "connect is", Spelling()), joined("a multi-", "year plan", Spelling())
    ('interconnect is', 'a multi-year plan')
    """
    half = _HALF.search(before[-60:])
    if not half or not after[:1].isalnum():
        return f"{before} {after}"
    second = re.match(r"[^\W_]+", after)
    glue = spelling.joins(half[1], second[0] if second else "")
    return before[:-1] + glue + after


def continues(part: Part, following: Part) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    if (
        following.kind != "paragraph"
        or part.kind not in ("paragraph", "bullet")
        or abs(part.size - following.size) > 0.6
    ):
        return False
    if part.bold != following.bold or _ENDED.search(part.text[-20:]):
        return False
    # A line that had room for the next word ended on purpose.
    first = following.text.split(maxsplit=1)[0]
    filled = part.last.right + 0.5 * part.size * (len(first) + 1) > part.right
    return following.text[0].islower() or (filled and part.kind == "paragraph") or bool(_HALF.search(part.text[-60:]))


def _begun(row: Row, right: float, body: float) -> Part:
    text, size = row.text, row.size
    item = _ITEM.match(text)
    if item and size < 1.25 * body and (item[1] is None or size < 1.1 * body):
        return Part("bullet", text[item.end() :], size, row.bold, row, _inside(row), right, int(item[1] or 0))
    return Part("paragraph", text, size, row.bold, row, row.x, right)


def _inside(row: Row) -> float:
    """Return where the words of an item begin behind its marker."""
    return row.words[1].x if len(row.words) > 1 else row.x


def _goes_on(part: Part, row: Row, right: float, leading: float) -> bool:
    """Whether a row belongs to the part above it."""
    last, text = part.last, row.text
    step = row.base - last.base
    if abs(row.size - part.size) > 0.08 * part.size or row.bold != part.bold or step <= 0:
        return False
    if _ENTRY.search(text) or _ENTRY.search(part.text[-40:]):
        return False
    if step > max(1.4 * (leading or part.size * 1.2), 1.45 * part.size) or _ITEM.match(text):
        return False
    if _HALF.search(part.text[-60:]) and step < 2 * part.size:
        return True
    if part.kind == "bullet":
        return row.x > part.x - 0.7 * part.size
    if row.x - part.x > 0.8 * part.size and len(part.text) > 1 and last.x <= part.x + 0.5:
        return False
    room = right - last.right
    first = row.words[0]
    ended = bool(_ENDED.search(part.text[-20:]))
    if room > (first.right - first.x) + part.size:
        return not ended and not _stands_alone(part, text, room, right)
    return True


def _stands_alone(part: Part, following: str, room: float, right: float) -> bool:
    """Whether a short line without final mark is a line of its own."""
    return not following[:1].islower() and room > 0.3 * max(right - part.x, 1.0)


def _settled(part: Part, body: float) -> Part:
    """Return a part with its final kind."""
    text = part.text
    if part.kind == "bullet" and not part.bold:
        return part
    if _ENTRY.search(text):
        return part
    large = part.size > 1.12 * body
    if part.size < 0.93 * body and (note := _NOTE.match(text)) and part.kind == "paragraph":
        return replace(part, kind="note", text=text[note.end() :], number=int(note[1] or 0))
    if len(text) <= 2 * LONGEST_HEADING and large and not text.endswith((",", ";")) and text.count(". ") < 2:
        return replace(part, kind="heading")
    if part.bold and part.size > 0.93 * body and is_heading(text):
        return replace(part, kind="heading")
    return part
