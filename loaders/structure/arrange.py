"""Draft blocks into the blocks of a document: title, sections, questions and answers, quotations, references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from themegraph.loaders.clean import clean
from themegraph.loaders.document import Block
from themegraph.loaders.lines import trim
from themegraph.loaders.structure.forms import is_faq, is_question
from themegraph.loaders.structure.quotations import mark_quotations
from themegraph.loaders.structure.reference_lists import mark_references

_VISIBLE = re.compile(r"[^\W_]|[$€£¥%]")
_SPOKEN = re.compile(r"(?:^|(?<=\r))([QA])[:.][ \t\u00a0]+(?=\S)", re.MULTILINE)


def arrange(text: str, drafts: Iterable[Block], media_type: str) -> tuple[Block, ...]:
    """Return the drafts with their final kinds, each with its section, headings without content marked empty."""
    visible = [block for block in drafts if _VISIBLE.search(text, block.start, block.end)]
    blocks = _mark_title(visible)
    blocks = mark_references(text, blocks, media_type)
    blocks = mark_quotations(text, blocks, media_type)
    return tuple(_mark_empty(list(_place(text, blocks, media_type))))


def _mark_title(blocks: list[Block]) -> list[Block]:
    """Turn the first block into the title where it is a heading of the text, not a bold run."""
    if blocks and blocks[0].kind == "heading" and blocks[0].level <= 2:
        blocks[0] = replace(blocks[0], kind="title")
    return blocks


@dataclass(slots=True)
class _Sections:
    """The headings above the block at hand, and whether questions are being answered there."""

    text: str
    media_type: str
    above: list[tuple[int, str]] = field(default_factory=list)
    faq: str = ""
    faq_level: int = 0
    question: str = ""

    @property
    def current(self) -> str:
        """The nearest heading above, or the question being answered."""
        return self.question or (self.above[-1][1] if self.above else "")

    def heading(self, block: Block) -> Block:
        """Enter the section of a heading; below one that announces questions, a question is no heading."""
        words = clean(self.text, block.start, block.end, self.media_type).text
        if self.faq and is_question(words) and block.level >= self.faq_level:
            self.question = words
            return replace(block, kind="question", section=self.faq, level=self.faq_level + 1)
        self.question = ""
        while self.above and self.above[-1][0] >= block.level:
            self.above.pop()
        parent = self.current
        self.above.append((block.level, words))
        if not (self.faq and block.level > self.faq_level):
            announces = is_faq(words) and not is_question(words)
            self.faq, self.faq_level = (words, block.level) if announces else ("", 0)
        return replace(block, section=parent)


def _place(text: str, blocks: Sequence[Block], media_type: str) -> Iterator[Block]:
    """Yield the blocks with their sections, questions and answers marked."""
    sections = _Sections(text, media_type)
    for block in blocks:
        if block.kind == "heading":
            yield sections.heading(block)
        elif block.kind == "title":
            yield block
        elif sections.question and block.kind == "paragraph":
            yield replace(block, kind="answer", section=sections.question)
        else:
            yield from _in_section(text, block, sections.current)


def _in_section(text: str, block: Block, section: str) -> Iterator[Block]:
    """Yield a block with its section; lines that begin with "Q:" and "A:" are question and answer anywhere."""
    spoken = list(_SPOKEN.finditer(text, block.start, block.end)) if block.kind == "paragraph" else []
    if not spoken or spoken[0].start() > block.start:
        yield replace(block, section=section)
        return
    stops = [*(later.start() for later in spoken[1:]), block.end]
    for mark, stop in zip(spoken, stops, strict=True):
        start, end = trim(text, mark.end(), stop)
        if start < end:
            yield replace(block, kind="question" if mark[1] == "Q" else "answer", start=start, end=end, section=section)


def _mark_empty(blocks: list[Block]) -> list[Block]:
    """Mark each heading with nothing but headings below it, up to the next heading of its level or above."""
    marked: list[Block] = []
    below: list[tuple[int, bool]] = []  # later headings, the nearest last: their level, whether they hold anything
    content = False
    for block in reversed(blocks):
        if block.kind == "heading":
            while below and below[-1][0] > block.level:
                content = below.pop()[1] or content
            below.append((block.level, content))
            marked.append(replace(block, empty=not content))
            content = False
        else:
            content = True
            marked.append(block)
    return marked[::-1]
