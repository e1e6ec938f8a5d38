"""The elements of a page's content to blocks, in one pass without recursion."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from themegraph.loaders.readers.html_inline import BLOCKS, BREAK, inline_end, inline_start, words_of
from themegraph.loaders.readers.html_tables import rows_of
from themegraph.loaders.readers.rendering import Rendering, folded
from themegraph.loaders.structure.forms import after_dash, is_heading, is_question

if TYPE_CHECKING:
    from lxml.html import HtmlElement

RUN_IN = 6  # the level of a heading that is only bold, or that a reader opens
_HEADING = re.compile(r"h[1-6]")
_NEVER_IN_HEADINGS = ("p", "ul", "ol", "table", "blockquote", "pre", "section", "article")
_LISTS = frozenset({"ul", "ol", "dir", "menu"})
_BOLD = frozenset({"b", "strong"})
_TWO_BREAKS = re.compile(rf"{BREAK}\s*{BREAK}\s*")
_BULLET = re.compile(r"\s*(?:[•‣◦▪●○∙·■]\s*|[*–—-]\s+)(?=\S)")
_SURE_BULLET = re.compile(r"\s*[•‣◦▪●○∙■]\s*(?=\S)")
_CODE = re.compile(r"\b(?:code|highlight|language-|lang-|syntax|literal|console|terminal|brush)", re.IGNORECASE)
_FURNITURE = re.compile(
    r"(?:©|\(c\)|copyright)(?: ?(?:©|\(c\)))? ?(?:\d{4}|by ).{0,300}|.{0,150}\ball rights reserved\b.{0,60}|skip to (?:main )?content"
    r"|(?:back|return|go) to (?:the )?top|(?:read|learn|view|see|show|load) more|continue reading|permalink|advertisement"
    r"|(?:print|e-?mail|share|tweet|save|download(?: pdf)?|listen|sponsored|menu|close|search|home|edit|copy link)"
    r"|share (?:this|on|via) .{0,60}",
    re.IGNORECASE,
)
_AROUND = " .…»›→|·"
_LONGEST_HEADING = 400
_LONGEST_FACT = 300


def render(content: HtmlElement, outside: HtmlElement | None = None) -> Rendering:
    """Return the rendering of a page's content; `outside` is the title where it stands elsewhere on the page."""
    from lxml import etree

    walk = _Walk(next((each for each in content.iter("h1") if folded(words_of(each))), None))
    if outside is not None:
        walk.page.add("title", words_of(outside))
    steps = etree.iterwalk(content, events=("start", "end"))
    for event, element in steps:
        if event == "end":
            walk.leave(element, last=element is content)
        elif walk.enter(element):
            steps.skip_subtree()
    walk.flush()
    return walk.page


@dataclass(slots=True)
class _Walk:
    """Follows the elements: which block the words at hand belong to."""

    title: HtmlElement | None
    page: Rendering = field(default_factory=Rendering)
    parts: list[str] = field(default_factory=list)
    lists: list[int] = field(default_factory=list)  # the number of the next item, -1 in lists without numbers
    item: int = -1  # the number of the item whose first words are still to come, -1 where none is
    quotes: int = 0
    bold: int = 0
    plain: bool = False  # whether any of the words at hand are not bold
    named: bool = False  # whether the next words name who is quoted
    tables: int = 0

    def enter(self, element: HtmlElement) -> bool:
        """Take account of an element's start; true where its content is dealt with already."""
        tag = element.tag
        own = inline_start(element, self.parts) if tag not in BLOCKS else None
        if own is not None:
            self.parts.append(own)
            return True
        if tag in BLOCKS:
            self.flush()
            if self._whole(element):
                return True
            self._open(element, str(tag))
        self.bold += tag in _BOLD
        self._text(element.text)
        return False

    def leave(self, element: HtmlElement, *, last: bool) -> None:
        """Take account of an element's end and of the text behind it."""
        tag = element.tag
        if tag in BLOCKS:
            self.flush()
            self._close(element, str(tag))
        self.bold -= tag in _BOLD and self.bold > 0
        if not last:
            self._text(inline_end(element))

    def flush(self) -> None:
        """Make blocks of the words at hand."""
        words, plain = "".join(self.parts), self.plain
        self.parts.clear()
        self.plain = False
        if not words or words.isspace():
            return
        if self.item >= 0:
            self._add(words.replace(BREAK, " "), plain=True)
            return
        for part in _TWO_BREAKS.split(words):
            lines = [line for line in part.split(BREAK) if line.strip()]
            marked = [line for line in lines if _BULLET.match(line)]
            if (len(marked) > 1 or any(map(_SURE_BULLET.match, marked))) and not self.quotes:
                self._lines(lines)
            else:
                self._add(part.replace(BREAK, " "), plain=plain)

    def _text(self, text: str | None) -> None:
        if text:
            self.parts.append(text)
            self.plain = self.plain or (not self.bold and not text.isspace())

    def _lines(self, lines: list[str]) -> None:
        """Add the lines of a list whose marks are typed, and what stands between them."""
        for line in lines:
            mark = _BULLET.match(line)
            if mark:
                self.page.add("bullet", line[mark.end() :], level=max(len(self.lists), 1))
            else:
                self._add(line, plain=True)

    def _add(self, words: str, *, plain: bool) -> None:
        """Add one block."""
        shown = folded(words)
        if self.item >= 0 and shown:
            self.page.add("bullet", shown, level=max(len(self.lists), 1), number=self.item)
            self.item = -1
        elif self.quotes:
            self._quotation(shown)
        elif not plain and is_heading(shown):
            self.page.add("heading", shown, level=RUN_IN)
        elif not _FURNITURE.fullmatch(shown.strip(_AROUND)):
            self.page.add("paragraph", shown)

    def _quotation(self, shown: str) -> None:
        dash = after_dash(shown)
        named = self.named or bool(dash)
        self.page.add("attribution" if named else "quotation", shown.lstrip("—–―- ") if named else shown)

    def _open(self, element: HtmlElement, tag: str) -> None:
        if tag in _LISTS:
            numbered = tag == "ol" and "reversed" not in element.attrib
            self.lists.append(_number(element, "start", 1) if numbered else -1)
        elif tag == "li":
            self._item(element)
        elif tag == "blockquote":
            self.quotes += 1
        elif tag == "footer":
            self.named = self.quotes > 0
        elif tag == "hr":
            self.page.end_list()

    def _item(self, element: HtmlElement) -> None:
        number = _number(element, "value", self.lists[-1] if self.lists else -1)
        self.item = max(number, 0)
        if self.lists and self.lists[-1] >= 0:
            self.lists[-1] = number + 1

    def _close(self, element: HtmlElement, tag: str) -> None:
        if tag in _LISTS and self.lists:
            self.lists.pop()
            if not self.lists:
                self.page.end_list()
        elif tag == "li":
            self.item = -1
        elif tag == "blockquote":
            self.quotes -= 1
        elif tag == "footer":
            self.named = False

    def _whole(self, element: HtmlElement) -> bool:
        """Add an element that is laid out as a whole: a heading, a table, short definitions, preformatted text."""
        add = {"table": self._table, "dl": self._facts, "pre": self._verbatim}.get(element.tag, self._heading)
        return add(element)

    def _heading(self, element: HtmlElement) -> bool:
        """Add a heading; one that was never closed, and holds what follows it, is none."""
        tag, numbered = element.tag, bool(_HEADING.fullmatch(element.tag))
        if not numbered and tag != "summary" and element.get("role") != "heading":
            return False
        words = folded(words_of(element))
        if len(words) > _LONGEST_HEADING or next(element.iter(*_NEVER_IN_HEADINGS), None) is not None:
            return False
        if tag == "summary" and not (is_heading(words) or is_question(words)):
            return False
        if element is self.title:
            self.title = None
            self.page.add("title", words, level=1)
        elif self.title is not None:
            self.page.add("paragraph", words)  # a line above the title is no section
        else:
            level = int(tag[1]) if numbered else RUN_IN if tag == "summary" else _number(element, "aria-level", 2)
            self.page.add("heading", words, level=min(max(level, 1), RUN_IN))
        return True

    def _table(self, element: HtmlElement) -> bool:
        rows = rows_of(element)
        if not rows:
            return False
        for caption in element.iterchildren("caption"):
            self.page.add("paragraph", words_of(caption))
        self.tables += 1
        number = 0 if rows[0].head else 1
        for row in rows:
            self.page.row(row.cells, table=self.tables, number=number)
            number += 1
        return True

    def _facts(self, element: HtmlElement) -> bool:
        """Add a list of terms as rows of two cells where each definition is short."""
        pairs: list[list[str]] = []
        for each in element.iter("dt", "dd", "ul", "ol", "table", "dl"):
            if each.tag in ("dt", "dd"):
                words = folded(words_of(each))
                if len(words) > _LONGEST_FACT:
                    return False
                if each.tag == "dt":
                    pairs.append([words])
                elif pairs:
                    pairs[-1].append(words)
                else:
                    return False
            elif each is not element:
                return False
        if not pairs:
            return False
        self.tables += 1
        for number, pair in enumerate(pairs, 1):
            self.page.row(pair, table=self.tables, number=number)
        return True

    def _verbatim(self, element: HtmlElement) -> bool:
        """Add preformatted text: code as code, else its paragraphs."""
        words = str(element.text_content())
        inner = next(element.iter("code", "samp", "kbd"), None)
        if inner is not None or _CODE.search(f"{element.get('class', '')} {element.getparent().get('class', '')}"):
            self.page.add("code", words)
            return True
        for part in re.split(r"\n\s*\n", words):
            self._add(part, plain=True)
        return True


def _number(element: HtmlElement, name: str, otherwise: int) -> int:
    digits = element.get(name, "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 7 else otherwise
