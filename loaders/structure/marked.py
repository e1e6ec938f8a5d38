"""Markdown into draft blocks: the tokens of markdown-it carry lines, and these give back spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from themegraph.loaders.clean import clean
from themegraph.loaders.document import Block, BlockKind
from themegraph.loaders.lines import BLANK, Line, lines_of, trim
from themegraph.loaders.structure.forms import LONGEST_HEADING, after_dash, is_heading

if TYPE_CHECKING:
    from markdown_it.token import Token

MEDIA_TYPE = "text/markdown"
DEEPEST = 60
_TASK = re.compile(r"\[[ xX/>-]\][ \t\u00a0]+(?=\S)")
_CALLOUT = re.compile(r"\[![\w-]{1,40}\][+-]?[ \t]*")
_WIKI_PIPE = re.compile(r"(\[\[[^\[\]|\n]{1,300})\|(?=[^\[\]|\n]{1,300}\]\])")
_PIPE = "\ue0fe"  # stands for the pipe of a link while tables are looked for, which would part a cell there
RUN_IN = 6  # the level of a heading that is only bold
_TEMPLATE = re.compile(r"\{[%{][^\r\n]*[%}]\}")
_MARKS = re.compile(rf"[{re.escape(BLANK)}]*(?:>[{re.escape(BLANK)}]*)*")
_HEADING = re.compile(r"#{1,6}[ \t]+")
_FORMULA = re.compile(r"\$\$(?:[^$]|\$(?!\$))*\$\$\Z")
_FOOTNOTE = re.compile(r"(?:^|(?<=\r))\[\^([^\]\s]{1,50})\]:[ \t]*", re.MULTILINE)
_DEFINITIONS = re.compile(r"(?:[ \t>]*\[[^\]\[\r\n]{1,200}\]:[ \t]*<?(?:[a-z]+:|[/#.])\S*[^\r\n]*(?:\r\n?|\n|$))+")
_BOLD = re.compile(r"(\*{2,3}|__)(?=\S)([^*_]{1,200})\1(?=[ \t]*([^ \t\r\n]?))")


def marked_blocks(text: str, start: int = 0) -> tuple[Block, ...]:
    """Return the draft blocks of Markdown from offset `start`, in order and without overlap.

    >>> [(block.kind, block.start, block.end) for block in marked_blocks("# A\\n\\n- *b* c\\n")]
    [('heading', 2, 3), ('bullet', 7, 12)]
    """
    walk = _Walk(text, tuple(lines_of(text, start)))
    for token in _tokens(text[start:]):
        walk.enter(token)
    ordered: list[Block] = []
    for block in sorted([*walk.blocks, *walk.missed()], key=lambda block: block.start):
        shown = clean(text, block.start, block.end, MEDIA_TYPE).text
        if shown and (not ordered or block.start >= ordered[-1].end):
            ordered.append(block)
    return tuple(ordered)


def _tokens(body: str) -> Sequence[Token]:
    """Return the block tokens; inline markup is left alone, for it has no place in them."""
    from markdown_it import MarkdownIt  # slow to import, and plain text does without

    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable("table").disable(["reference", "inline"])
    return parser.parse(_WIKI_PIPE.sub(rf"\1{_PIPE}", body))


@dataclass(slots=True)
class _Walk:
    """Follows the tokens: how deep the lists are, whether inside a quotation, a heading or a table."""

    text: str
    lines: tuple[Line, ...]
    blocks: list[Block] = field(default_factory=list)
    lists: list[int] = field(default_factory=list)
    groups: int = 0
    quotes: int = 0
    heading: int = 0
    item: int = -1  # the number of the item whose first paragraph is still to come, -1 where none is
    row: int = -1  # the row of the table: 0 for its head
    table: int = 0
    read: set[int] = field(default_factory=set)  # the lines that some token holds

    def enter(self, token: Token) -> None:
        """Take account of one token and add the blocks it makes."""
        kind, lines = token.type, self._lines(token)
        if token.map and (
            kind in ("inline", "hr", "tr_open") or (lines and kind in ("fence", "code_block", "html_block"))
        ):
            self.read.update(range(*token.map))
        if kind in ("bullet_list_open", "ordered_list_open"):
            self.groups += 1
            self.lists.append(self.groups)
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self.lists.pop()
        elif kind == "list_item_open":
            self.item = int(token.info) if token.info.isdigit() else 0
        elif kind in ("blockquote_open", "blockquote_close"):
            self.quotes += token.nesting
        elif kind == "heading_open":
            self.heading = int(token.tag[1])
        elif kind == "heading_close":
            self.heading = 0
        elif kind == "table_open":
            self.groups += 1
            self.table, self.row = self.groups, 0
        elif kind == "table_close":
            self.table = 0
        elif kind == "tr_open" and lines:
            self.blocks.append(
                Block("table", *self._outer(lines), level=min(self.row, 1), number=self.row, group=self.table)
            )
            self.row += 1
        elif kind in ("fence", "code_block", "html_block") and lines:
            self._verbatim(token, lines)
        elif kind == "inline" and lines and not self.table:
            self._inline(token.content.replace(_PIPE, "|"), lines)

    def missed(self) -> Iterator[Block]:
        """Yield the lines that the parser passed over because they were nested too deep."""
        for number, line in enumerate(self.lines):
            if number not in self.read and not line.blank:
                yield Block("paragraph", *self._outer([line]))

    def _lines(self, token: Token) -> Sequence[Line]:
        """Return the lines of a token that have content."""
        found = self.lines[token.map[0] : token.map[1]] if token.map else ()
        return [line for line in found if not line.blank]

    def _inline(self, content: str, lines: Sequence[Line]) -> None:
        start, end = self._start(content, lines[0]), lines[-1].right
        if self.heading:
            end = trim(self.text, start, start + len(content))[1] if len(lines) == 1 else end
            self.blocks.append(Block("heading", start, max(start, end), level=self.heading))
        elif self.lists and self.item >= 0:
            task = _TASK.match(self.text, start, end)
            start = task.end() if task else start
            self.blocks.append(
                Block("bullet", start, end, level=len(self.lists), number=self.item, group=self.lists[-1])
            )
            self.item = -1
        elif self.quotes:
            self.blocks.extend(self._quoted(start, lines))
        else:
            self.blocks.extend(_paragraph(self.text, start, end))

    def _start(self, content: str, line: Line) -> int:
        """Return where the content begins on its first line: what stands before it is markers."""
        first = content.partition("\n")[0].rstrip(BLANK).lstrip(BLANK)
        raw = self.text[line.left : line.right]
        if self.heading and (at := raw.find(first, _hashes(raw))) >= 0:
            return line.left + at
        return line.right - len(first) if raw.endswith(first) else line.left

    def _quoted(self, start: int, lines: Sequence[Line]) -> Iterator[Block]:
        """Yield a quotation, and the name below a dash on its last line."""
        callout = _CALLOUT.match(self.text, start, lines[0].right)
        if callout:
            yield from self._callout(callout.end(), lines)
            return
        last = lines[-1]
        left = self._outer([last])[0]
        dash = after_dash(self.text[left : last.right])
        above = lines[:-1] if dash else lines
        if above:
            yield Block("quotation", start, above[-1].right)
        if dash:
            yield Block("attribution", left + dash, last.right)

    def _callout(self, start: int, lines: Sequence[Line]) -> Iterator[Block]:
        """Yield the title of a callout and its first paragraph: they are the author's own words, no quotation."""
        if start < lines[0].right:
            yield Block("paragraph", start, lines[0].right)
        if len(lines) > 1:
            yield Block("paragraph", *self._outer(lines[1:]))

    def _outer(self, lines: Sequence[Line]) -> tuple[int, int]:
        """Return the span of whole lines without indentation and quote marks."""
        marks = _MARKS.match(self.text, lines[0].start, lines[0].right)
        return (marks.end() if marks else lines[0].left), lines[-1].right

    def _verbatim(self, token: Token, lines: Sequence[Line]) -> None:
        """Add a block of code, or what raw HTML shows."""
        kind: BlockKind = "paragraph" if token.type == "html_block" else "code"
        inner = lines[1:-1] if token.type == "fence" and len(lines) > 2 else lines
        self.blocks.append(Block(kind, *self._outer(inner)))


def _hashes(raw: str) -> int:
    match = _HEADING.search(raw)
    return match.end() if match else 0


def _paragraph(text: str, start: int, end: int) -> Iterator[Block]:
    """Yield a paragraph; one that is all bold and has a heading's form is a heading, as is a bold run in capitals."""
    bold = _BOLD.match(text, start, end)
    if bold:
        left, right = trim(text, bold.start(2), bold.end(2))
        words = clean(text, left, right, MEDIA_TYPE).text
        if bold.end() == end and is_heading(words):
            yield Block("heading", left, right, level=RUN_IN)
            return
        if _in_capitals(words) and (words[-1] in ":." or not bold[3]):
            yield Block("heading", left, right - (words[-1] in ":."), level=RUN_IN)
            start = trim(text, bold.end(), end)[0]
    notes = list(_FOOTNOTE.finditer(text, start, end))
    if notes and notes[0].start() == start:
        yield from _footnotes(text, notes, end)
    elif _DEFINITIONS.fullmatch(text, start, end) or _FORMULA.match(text, start, end):
        yield Block("code", start, end)  # addresses of links, unless it is the list of references, or a formula
    elif start < end and not _TEMPLATE.fullmatch(text, start, end):
        yield Block("paragraph", start, end)


def _footnotes(text: str, notes: Sequence[re.Match[str]], end: int) -> Iterator[Block]:
    """Yield each footnote as a paragraph with its number."""
    for note, stop in zip(notes, [*(later.start() for later in notes[1:]), end], strict=True):
        left, right = trim(text, note.end(), stop)
        if left < right:
            yield Block("paragraph", left, right, number=int(note[1]) if note[1].isdecimal() else 0)


def _in_capitals(words: str) -> bool:
    return words.isupper() and len(words.split()) > 1 and len(words) <= LONGEST_HEADING
