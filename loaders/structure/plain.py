"""Plain text into draft blocks: headings, paragraphs, bullets and quoted lines, by form alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from themegraph.loaders.document import Block
from themegraph.loaders.lines import Line, chunks_of, lines_of
from themegraph.loaders.structure.forms import after_dash, is_heading, is_quoted
from themegraph.loaders.structure.items import Groups, Item, items_of
from themegraph.loaders.structure.pages import paged
from themegraph.loaders.structure.paragraphs import split_paragraphs

_RULE = re.compile(r"(?:([=\-_*~#—–]) ?)\1{2,}|(?:[=\-_*~#—–] ?){3,}")

_PIPE_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")


def plain_blocks(text: str, start: int = 0) -> tuple[Block, ...]:
    """Return the draft blocks of plain text from offset `start`, in order and without overlap.

    >>> [block.kind for block in plain_blocks("Power\\n\\nIt is scarce.\\n\\n• one\\n• two")]
    ['heading', 'paragraph', 'bullet', 'bullet']
    """
    blocks: list[Block] = []
    groups = Groups()
    for chunk in chunks_of(paged(text, lines_of(text, start))):
        blocks.extend(_chunk_blocks(text, chunk, groups, blocks[-1] if blocks else None))
    return tuple(blocks)


def _chunk_blocks(text: str, chunk: Sequence[Line], groups: Groups, previous: Block | None) -> Iterator[Block]:
    """Yield the headings that rules mark at the beginning of a chunk, then what the rest of it is."""
    ruled = 0
    while len(chunk) - ruled > 2 and _is_ruled(text, chunk[ruled], chunk[ruled + 1]):
        groups.interrupt()
        yield Block("heading", chunk[ruled].left, chunk[ruled].right, level=1)
        ruled += 2
    yield from _rest_blocks(text, chunk[ruled:], groups, None if ruled else previous)


def _rest_blocks(text: str, chunk: Sequence[Line], groups: Groups, previous: Block | None) -> Iterator[Block]:
    if len(chunk) > 1 and all(text[line.left] == ">" for line in chunk):
        groups.interrupt()
        yield from _quoted(text, chunk)
        return
    if len(chunk) == 1 and previous and _is_signature(text, chunk[0], previous):
        groups.interrupt()
        line = chunk[0]
        yield Block("attribution", line.left + after_dash(text[line.left : line.right]), line.right)
        return
    if _is_table(text, chunk):
        groups.interrupt()
        yield from _rows(chunk)
        return
    lead, items = items_of(text, chunk)
    if lead:
        groups.interrupt()
        yield from _prose(text, lead)
    for item in items:
        yield _bullet(item, groups)


def _is_ruled(text: str, line: Line, below: Line) -> bool:
    """Whether a line is a heading above a rule of its own kind of sign."""
    words, rule = text[line.left : line.right], text[below.left : below.right].strip()
    return len(rule) > 2 and set(rule) in ({"="}, {"-"}) and len(words) <= 120 and any(map(str.isalnum, words))


def _is_table(text: str, chunk: Sequence[Line]) -> bool:
    """Whether lines are a table drawn with pipes: a head, a rule of dashes, rows."""
    return (
        len(chunk) > 2
        and all(text[line.left] == "|" == text[line.right - 1] for line in chunk)
        and _PIPE_RULE.fullmatch(text, chunk[1].left, chunk[1].right) is not None
    )


def _rows(chunk: Sequence[Line]) -> Iterator[Block]:
    """Yield the rows of a table drawn with pipes; where it begins tells tables apart."""
    for number, line in enumerate([chunk[0], *chunk[2:]]):
        yield Block("table", line.left, line.right, level=min(number, 1), number=number, group=chunk[0].left + 1)


def _is_signature(text: str, line: Line, previous: Block) -> bool:
    """Whether a line is "— Name" below something that was said."""
    content = text[line.left : line.right]
    if not after_dash(content) or previous.kind not in ("paragraph", "quotation"):
        return False
    # A hyphen or short dash also marks list items, so there it takes quotation marks above.
    return content[0] in "—―" or content.startswith("--") or is_quoted(text[previous.start : previous.end])


def _quoted(text: str, chunk: Sequence[Line]) -> Iterator[Block]:
    """Yield the block of lines marked with ">", and the name below a dash on the last of them."""
    lefts = [
        line.left + len(match[0]) if (match := _MARK.match(text[line.left : line.right])) else line.left
        for line in chunk
    ]
    last, name = chunk[-1], after_dash(text[lefts[-1] : chunk[-1].right])
    spans = [(left, line.right) for left, line in zip(lefts, chunk, strict=True) if left < line.right]
    if name and len(spans) > 1:
        yield Block("quotation", spans[0][0], spans[-2][1])
        yield Block("attribution", lefts[-1] + name, last.right)
    elif spans:
        yield Block("quotation", spans[0][0], spans[-1][1])


_MARK = re.compile(r"(?:>[ \t]*)+")


def _prose(text: str, lines: Sequence[Line]) -> Iterator[Block]:
    """Yield headings and paragraphs; a rule below a single line makes that line a heading."""
    ruled = len(lines) > 1 and _RULE.fullmatch(text, lines[1].left, lines[1].right) is not None
    kept = [line for line in lines if not _RULE.fullmatch(text, line.left, line.right)]
    for index, piece in enumerate(split_paragraphs(text, kept)):
        start, end = piece[0].left, piece[-1].right
        alone = index == 0 and len(piece) == 1
        heading = alone and (is_heading(text[start:end]) or (ruled and end - start <= 120))
        yield Block("heading", start, end, level=1) if heading else Block("paragraph", start, end)


def _bullet(item: Item, groups: Groups) -> Block:
    level, group = groups.place(item)
    return Block("bullet", item.start, item.end, level=level, number=item.number, group=group)
