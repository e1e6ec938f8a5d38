"""The text of a formatted document: what a reader saw on the page, block by block, each with its span."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from themegraph.loaders.document import Block, BlockKind
from themegraph.loaders.structure.arrange import arrange

_BLANKS = re.compile(r"[^\S ]\s*| \s+")  # a single blank needs no change, and there are many
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff]")


@dataclass(slots=True)
class Rendering:
    """Collects blocks in reading order and becomes a text with their spans.

    Blocks stand a blank line apart, items of a list and rows of a table a line apart, cells a tab apart. Space within
    a block is folded to one blank, unseen characters are left out. Offsets of the document are offsets of this text.

    >>> page = Rendering()
    >>> page.add("heading", "Power", level=1)
    >>> page.add("paragraph", "It is\\n scarce.")
    >>> page.text
    'Power\\n\\nIt is scarce.\\n'
    """

    _parts: list[str] = field(default_factory=list)
    _drafts: list[Block] = field(default_factory=list)
    _length: int = 0
    _group: int = 0

    def add(self, kind: BlockKind, words: str, *, level: int = 0, number: int = 0) -> None:
        """Append a block; one without visible words is left out. Bullets in a row are one list until `end_list`."""
        shown = folded(words)
        if not shown:
            return
        if kind != "bullet":
            self.end_list()
        self._append(kind, shown, level, number, joined=kind == "bullet")

    def row(self, cells: Sequence[str], *, table: int, number: int) -> None:
        """Append a row of the table with this number; row 0 is its head. Tabs of empty cells on the left lie before it."""
        whole = "\t".join(folded(cell) for cell in cells).rstrip("\t")
        shown = whole.lstrip("\t")
        if shown:
            lead = len(whole) - len(shown)
            self._append("table", shown, min(number, 1), number, joined=True, group=table, lead="\t" * lead)

    def end_list(self) -> None:
        """Let the next bullet begin a new list."""
        if self._drafts and self._drafts[-1].kind == "bullet":
            self._group += 1

    @property
    def text(self) -> str:
        """The text so far, with a final line break."""
        return "".join(self._parts) + "\n" if self._parts else ""

    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks with their sections; references, quotations, questions and answers are marked."""
        return arrange(self.text, self._drafts, "text/html")

    def _append(
        self, kind: BlockKind, shown: str, level: int, number: int, *, joined: bool, group: int = -1, lead: str = ""
    ) -> None:
        before = self._drafts[-1] if self._drafts else None
        of = self._group if kind == "bullet" else max(group, 0)
        if before is not None:
            together = joined and before.kind == kind and before.group == of
            lead = ("\n" if together else "\n\n") + lead
        self._parts.append(lead)
        self._length += len(lead)
        start = self._length
        self._parts.append(shown)
        self._length += len(shown)
        self._drafts.append(Block(kind, start, self._length, level=level, number=number, group=of))


def folded(words: str) -> str:
    """Return words with unseen characters left out and every run of space as one blank.

    >>> folded(" a\\u00a0\\n b\\x00 ")
    'a b'
    """
    return _BLANKS.sub(" ", _UNSEEN.sub("", words)).strip()
