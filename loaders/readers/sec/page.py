"""From mark-up to lines, grids and page breaks, in one pass and without recursion."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from themegraph.errors import ReadError
from themegraph.loaders.readers.rendering import folded
from themegraph.loaders.readers.sec.looks import Styles, look_of, styles_of
from themegraph.loaders.readers.sec.pieces import Cell, Grid, Line, Look, PageBreak, Piece
from themegraph.loaders.readers.sec.placing import Placing

DEEPEST = 2_000
MOST_CELLS = 500_000
MOST_EVENTS = 1_000_000
_MOST_FACTS = 8
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "caption",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "page",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_SILENT = frozenset({"script", "style", "head", "template", "object", "svg", "ix:header", "select", "textarea"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PLAIN = Styles()
_TWO_BREAKS = re.compile(r"\n\s*\n")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_DINGBATS = dict.fromkeys("§lnuqv·Ø", "•") | dict.fromkeys("o¨", "☐") | dict.fromkeys("xýþ", "☒") | {"ü": "✓"}


@dataclass(frozen=True, slots=True)
class Page:
    """A document's pieces in order, the facts that inline XBRL tells of the document, its HTML title."""

    pieces: list[Piece]
    facts: dict[str, str]
    title: str


@dataclass(slots=True)
class _Frame:
    tag: str
    look: Look
    silent: bool
    link: bool = False
    fact: str = ""
    break_after: bool = False


@dataclass(slots=True)
class _Words:
    """The words of the line at hand and how much of them looks how."""

    parts: list[str] = field(default_factory=list)
    looks: Counter[Look] = field(default_factory=Counter)
    shown: int = 0
    linked: int = 0

    def add(self, text: str, frame: _Frame) -> None:
        """Append words."""
        self.parts.append(text)
        count = len(text) - text.count(" ") - text.count("\u00a0")
        if count:
            self.shown += count
            self.linked += count if frame.link else 0
            self.looks[frame.look] += count


@dataclass(slots=True)
class _Open:
    """An open table: its grid, where its cells go, and the pieces around it."""

    grid: Grid
    around: list[Piece]
    placing: Placing = field(default_factory=Placing)


class Builder:
    """Receives the parser's events; `close` returns the page."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._frames = [_Frame("", Look(), False)]
        self._pieces: list[Piece] = []
        self._sink = self._pieces
        self._tables: list[_Open] = []
        self._words = _Words()
        self._facts: dict[str, str] = {}
        self._told: list[tuple[str, list[str]]] = []
        self._lists = self._pre = 0
        self._cells = self._events = 0
        self._title: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Enter an element."""
        above = self._frames[-1]
        self._count()
        if len(self._frames) > DEEPEST:
            raise ReadError(
                f"elements nested deeper than {DEEPEST:,}", where=self._where, valid="a filing as published"
            )
        styles = styles_of(attributes["style"]) if "style" in attributes else _PLAIN
        if tag in _BLOCKS or styles.break_before:
            self._flush()
        silent = above.silent or tag in _SILENT
        look = look_of(tag, _printed(tag, attributes), styles, above.look)
        frame = _Frame(tag, look, silent, break_after=styles.break_after)
        frame.link = above.link or (tag == "a" and attributes.get("href", "").startswith("#"))
        self._frames.append(frame)
        if tag.startswith("ix:non") and attributes.get("name", "").startswith("dei:"):
            frame.fact = attributes["name"][4:]
            self._told.append((frame.fact, []))
            if len(self._told) > _MOST_FACTS:
                what = f"facts nested deeper than {_MOST_FACTS}"
                raise ReadError(what, where=self._where, valid="a filing as published")
        if not silent:
            self._shown(tag, attributes, styles, frame)

    def _shown(self, tag: str, attributes: dict[str, str], styles: Styles, frame: _Frame) -> None:
        if styles.break_before or tag in ("hr", "page"):
            self._sink.append(PageBreak())
        if tag == "br":
            self._words.parts.append("\n")
        elif tag == "pre":
            self._pre += 1
        elif tag in ("ul", "ol"):
            self._lists += 1
        elif tag == "table":
            self._tables.append(_Open(Grid(), self._sink))
        elif self._tables and tag == "tr":
            self._tables[-1].grid.rows.append([])
            self._tables[-1].placing.next_row()
        elif self._tables and tag in ("td", "th") and not styles.hidden:
            self._cell(tag, attributes)

    def _cell(self, tag: str, attributes: dict[str, str]) -> None:
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise ReadError(f"more than {MOST_CELLS:,} table cells", where=self._where, valid="a smaller document")
        table = self._tables[-1]
        if not table.grid.rows:
            table.grid.rows.append([])
        start, end = table.placing.place(attributes.get("colspan", ""), attributes.get("rowspan", ""))
        cell = Cell(start, end, head=tag == "th")
        table.grid.rows[-1].append(cell)
        self._sink = cell.pieces

    def end(self, tag: str) -> None:
        """Leave an element."""
        frame = self._frames.pop() if len(self._frames) > 1 else self._frames[0]
        if frame.fact and self._told:
            name, parts = self._told.pop()
            self._facts.setdefault(name, folded("".join(parts)))
        if tag in _BLOCKS or frame.break_after:
            self._flush(frame)
        if frame.silent:
            return
        if tag == "pre":
            self._pre -= 1
        elif tag in ("ul", "ol"):
            self._lists -= 1
        elif tag in ("td", "th") and self._tables:
            self._sink = self._tables[-1].around
        elif tag == "table" and self._tables:
            table = self._tables.pop()
            self._sink = table.around
            self._sink.append(table.grid)
        if frame.break_after:
            self._sink.append(PageBreak())

    def data(self, text: str) -> None:
        """Take words."""
        self._count()
        frame = self._frames[-1]
        for _, parts in self._told:
            parts.append(text)
        if frame.tag == "title":
            self._title.append(text)
        if frame.silent or frame.look.hidden:
            return
        shown = text if self._pre else _BLANKS.sub(" ", text)
        if frame.look.symbols and len(shown.strip()) == 1:
            shown = _DINGBATS.get(shown.strip(), shown)
        self._words.add(shown, frame)

    def comment(self, text: str) -> None:
        """Leave comments out."""
        self._count()

    def _count(self) -> None:
        self._events += 1
        if self._events > MOST_EVENTS:
            what = f"more than {MOST_EVENTS:,} elements and texts"
            raise ReadError(what, where=self._where, valid="a smaller document")

    def close(self) -> Page:
        """Return the page."""
        self._flush()
        while self._tables:
            table = self._tables.pop()
            self._sink = table.around
            self._sink.append(table.grid)
        return Page(self._pieces, self._facts, folded("".join(self._title)))

    def _flush(self, ended: _Frame | None = None) -> None:
        """End the line at hand; two line breaks within it part it."""
        words = self._words
        if not words.parts:
            return
        self._words = _Words()
        if not words.shown:
            return
        frame = ended or self._frames[-1]
        whole = "".join(words.parts)
        look, link = _common(words), words.linked == words.shown
        level = _HEADINGS.get(frame.tag, 0)
        item = self._lists if self._lists and any(f.tag == "li" for f in (frame, *self._frames[-3:])) else 0
        for part in _TWO_BREAKS.split(whole):
            if text := folded(part):
                self._sink.append(Line(text, look, link, item, level))


def _printed(tag: str, attributes: dict[str, str]) -> tuple[str, str, str]:
    """Return face, size and alignment as attributes of older HTML give them."""
    if tag == "font":
        return attributes.get("face", "").lower(), attributes.get("size", ""), ""
    return "", "", attributes.get("align", "").lower()


def _common(words: _Words) -> Look:
    """Return the look of nearly all words of a line, and the size of most."""
    if len(words.looks) == 1 and not (only := next(iter(words.looks))).symbols:
        return only
    enough = words.shown * 0.95

    def mostly(name: str) -> bool:
        return sum(count for look, count in words.looks.items() if getattr(look, name)) >= enough

    largest = max(words.looks.items(), key=lambda pair: (pair[1], pair[0].size))[0]
    return Look(
        bold=mostly("bold"),
        italic=mostly("italic"),
        underlined=mostly("underlined"),
        centred=mostly("centred"),
        size=largest.size,
    )
