"""List items of plain text: markers, continuation lines, nesting."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from themegraph.loaders.lines import Line
from themegraph.loaders.structure.forms import NARROWEST, is_heading

_MARKER = re.compile(
    r"(?:(?P<sure>[•‣◦▪●○∙·])[ \t\u00a0]*"
    r"|(?:(?P<bullet>[*\-–+])|(?P<number>\d{1,3})[.)]|\[(?P<bracket>\d{1,3})\])[ \t\u00a0]+)(?=\S)"
)
_SURE = frozenset("•‣◦▪●○∙·")


@dataclass(frozen=True, slots=True)
class Item:
    """A list item: the span of its content, its marker's column and kind, its printed number (0 where none)."""

    start: int
    end: int
    indent: int
    marker: str
    number: int = 0


def items_of(text: str, chunk: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Item, ...]]:
    """Return the lines before the first item of a chunk, and the items with their continuation lines."""
    lead: list[Line] = []
    items: list[Item] = []
    last: dict[str, int] = {}  # the last number printed with each kind of marker
    for line in chunk:
        item = _item(text, line)
        if item and _begins(text, item, lead, items, last):
            items.append(item)
            last[item.marker] = item.number
        elif items:
            items[-1] = replace(items[-1], end=line.right)
        else:
            lead.append(line)
    return tuple(lead), tuple(items)


def _item(text: str, line: Line) -> Item | None:
    match = _MARKER.match(text, line.left, line.right)
    if not match or match.end() >= line.right:
        return None
    number = match["number"] or match["bracket"]
    marker = match["sure"] or match["bullet"] or ("[1]" if match["bracket"] else "1")
    return Item(match.end(), line.right, line.indent, marker, int(number) if number else 0)


def _begins(text: str, item: Item, lead: Sequence[Line], items: Sequence[Item], last: Mapping[str, int]) -> bool:
    """Whether a marker starts an item rather than stands at the start of a wrapped line by chance."""
    if item.marker in _SURE:
        return True
    if items:
        if item.number:
            return item.number in (1, last.get(item.marker, 0) + 1)
        return item.marker in last or item.indent > items[-1].indent or items[-1].number > 0
    if not lead:
        return True
    above = text[lead[-1].left : lead[-1].right]
    return above.endswith(":") or (len(lead) == 1 and len(above) < NARROWEST and is_heading(above))


@dataclass(slots=True)
class Groups:
    """Numbers the lists of a document and follows their nesting."""

    count: int = 0
    open: list[tuple[int, int, str, int]] = field(default_factory=list)

    def interrupt(self) -> None:
        """Close every open list: something else came between."""
        self.open.clear()

    def place(self, item: Item) -> tuple[int, int]:
        """Return the depth (1 and deeper) and the group of an item."""
        while self.open and self.open[-1][0] > item.indent + 1:
            self.open.pop()
        if self.open and abs(self.open[-1][0] - item.indent) <= 1:
            indent, group, marker, number = self.open.pop()
            if marker == item.marker and (not item.number or item.number > number):
                self.open.append((indent, group, marker, item.number))
                return len(self.open), group
        self.count += 1
        self.open.append((item.indent, self.count, item.marker, item.number))
        return len(self.open), self.count
