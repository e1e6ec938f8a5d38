"""Find headings: parts, items and, within them, what bold, underlined or large lines head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from themegraph.loaders.readers.rendering import Rendering
from themegraph.loaders.readers.sec.layout import MARK
from themegraph.loaders.readers.sec.pieces import Line, Table

PART, ITEM = 2, 3
_DEEPEST = 9
_PART = re.compile(r"part\s+(?:I{1,3}|IV|V)\b(?:\s*[.:,—–-]\s*|\s+|$)(?P<title>.*)", re.IGNORECASE)
_ITEM = re.compile(
    r"items?\s*(?P<number>\d{1,2}\.\d{2}|\d{1,2}[A-K]?(?:\s*\([a-z]\))?)\b\s*[.:—–-]*\s*(?P<title>.*)", re.IGNORECASE
)
_BACK = re.compile(r"signatures?|exhibit index|index to exhibits", re.IGNORECASE)
_COVER = re.compile(
    r"(?:amendment no\.? \d+ to )?form\s+(?:10-?[kq](?:/a)?|8-?k(?:/a)?|20-?f|6-?k|40-?f|s-\d|24f-2)\b.{0,20}",
    re.IGNORECASE,
)
_BULLET = re.compile(r"(?P<mark>[•●○◦▪■□◾◆►▶‣⁃∙·]|[–—](?=\s)|-(?=\s)|o(?=\s+[A-Z]))\s*(?=\S)")
_SECOND = frozenset("○◦o–—-▪")
_ENDED = re.compile(r"[.!?](?:[\"”’)\]]|\(\d\))*$")
_WORD = re.compile(r"[A-Za-z]{2}")
_NO_HEADING = re.compile(
    r"/s/|by:|date[d:]|☐|☒|\(mark one\)|exhibit\s+\d|(?:for )?immediate release|(?:news|press) release", re.IGNORECASE
)
_MOST_WORDS, _LONGEST = 24, 180


def rendered(pieces: Sequence[Line | Table], page: Rendering, *, cover: bool) -> None:
    """Append lines and tables to a rendering, headings told from prose.

    `cover` says that the first part or item is preceded by a cover page, whose bold lines head nothing.
    """
    itemised = any(isinstance(piece, Line) and _ITEM.match(piece.text) for piece in pieces)
    outline = _Outline(ITEM if itemised else 1)
    entered = not (cover and itemised)
    tables = 0
    for piece in _captioned(pieces):
        if isinstance(piece, Table):
            tables += 1
            _table(piece, page, tables)
            continue
        level = outline.level(piece, entered=entered)
        entered = entered or PART <= level <= ITEM
        if level:
            page.add("heading", piece.text, level=level)
        else:
            _prose(piece, page)


def _table(table: Table, page: Rendering, number: int) -> None:
    for row, cells in enumerate(table.rows):
        page.row(cells, table=number, number=max(row - table.head + 1, 0))


def _prose(line: Line, page: Rendering) -> None:
    mark = _BULLET.match(line.text)
    if mark:
        page.add("bullet", line.text[mark.end() :], level=2 if mark["mark"] in _SECOND else 1)
    elif line.item:
        page.add("bullet", line.text, level=line.item)
    else:
        page.add("paragraph", line.text)


def _captioned(pieces: Sequence[Line | Table]) -> Iterator[Line | Table]:
    """Put "Item 1." and the caption on the next line together."""
    waiting: Line | None = None
    for piece in pieces:
        if waiting is not None:
            before, waiting = waiting, None
            if isinstance(piece, Line) and _is_caption(piece):
                yield replace(before, text=f"{before.text} {piece.text}")
                continue
            yield before
        if isinstance(piece, Line) and (found := _ITEM.fullmatch(piece.text)) and not found["title"]:
            waiting = piece
        else:
            yield piece
    if waiting is not None:
        yield waiting


def _is_caption(line: Line) -> bool:
    alike = line.look.bold or line.look.underlined or line.text.isupper()
    return alike and len(line.text.split()) <= _MOST_WORDS and not (_ITEM.match(line.text) or _PART.match(line.text))


@dataclass(slots=True)
class _Outline:
    """The headings by style above the line at hand: how strong they look, the strongest first.

    `base` is the level above them.
    """

    base: int
    above: list[float] = field(default_factory=list)

    def level(self, line: Line, *, entered: bool) -> int:
        """Return the level of a line that is a heading, 0 for prose."""
        fixed = _fixed(line)
        if fixed:
            self.above = []
            return fixed
        if not entered or not is_heading(line):
            return 1 if not entered and _COVER.fullmatch(line.text) else 0
        strength = _strength(line)
        while self.above and self.above[-1] <= strength:
            self.above.pop()
        self.above.append(strength)
        return min(self.base + len(self.above), _DEEPEST)


def _fixed(line: Line) -> int:
    """Return the level of a part, an item or the signatures, 0 for anything else."""
    text, words = line.text, len(line.text.split())
    strong = line.look.bold or line.look.underlined or text.isupper() or line.level > 0
    if words > 3 * _MOST_WORDS or (_ENDED.search(text) and words > _MOST_WORDS):
        return 0
    if _BACK.fullmatch(text):
        return PART
    part, item = _PART.fullmatch(text), _ITEM.fullmatch(text)
    if part and (strong or not part["title"]) and not _ITEM.search(part["title"]):
        return PART
    if (part and _ITEM.search(part["title"])) or item:
        title = item["title"] if item else text
        plain = words <= 12 and not _ENDED.search(title) and not re.search(r"\b(?:of this|herein|above|see)\b", title)
        return ITEM if strong or plain or _titled(title) else 0
    return 0


def _titled(title: str) -> bool:
    """Whether most words of a caption begin with a capital."""
    words = [word for word in title.split() if len(word) > 3]
    return bool(words) and sum(word[:1].isupper() for word in words) * 3 >= len(words) * 2


def is_heading(line: Line) -> bool:
    """Whether a line looks like a heading: short, whole in a strong style, no sentence."""
    text, look = line.text, line.look
    words = text.split()
    if line.level:
        return len(text) <= _LONGEST
    if len(words) > _MOST_WORDS or len(text) > _LONGEST or not _WORD.search(text) or line.item:
        return False
    if text.endswith((",", ";")) or (_ENDED.search(text) and len(words) > 5) or _NO_HEADING.match(text):
        return False
    if MARK.match(text) or text.startswith("(") or text[:1].islower():
        return False
    capitals = text.isupper() and len(words) <= 14 and (look.centred or look.size == 0)
    return look.bold or ((look.italic or look.underlined) and len(words) <= 14 and not text.endswith(":")) or capitals


def _strength(line: Line) -> float:
    """Return how strong a heading looks; the size weighs most."""
    look = line.look
    strength = 2 * round(look.size * 2) / 2 + 4 * look.bold + 2 * line.text.isupper() + look.centred + look.underlined
    return strength - look.italic + (40 - 4 * line.level if line.level else 0)
