"""Lists of references: the items below such a heading, or a closing numbered list whose entries have that form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from themegraph.loaders.clean import clean
from themegraph.loaders.dates import find_date
from themegraph.loaders.document import Block
from themegraph.loaders.lines import lines_of, trim
from themegraph.loaders.structure.forms import is_reference_heading

_ENTRY = re.compile(r"[ \t>]*(?:\[(\d{1,3})\]:?|(\d{1,3})[.)])[ \t\u00a0]+(?=\S)")
_ADDRESS = re.compile(r"https?://\S|\bdoi:|\]\(", re.IGNORECASE)


def mark_references(text: str, blocks: Sequence[Block], media_type: str) -> list[Block]:
    """Return the blocks with the entries of reference lists marked."""
    marked: list[Block] = []
    inside, level = False, 0
    for block in blocks:
        if block.kind in ("heading", "title"):
            if not (inside and block.level > level):
                # a document may be called "Notes"; what its title heads is the document
                opens = block.kind == "heading" and is_reference_heading(_words(text, block, media_type))
                inside, level = opens, block.level
            marked.append(block)
        elif inside and block.kind in ("bullet", "paragraph", "code"):
            marked.extend(_entries(text, block, media_type))
        elif block.kind == "paragraph" and block.number and _looks_like_entry(text, block, media_type):
            marked.append(replace(block, kind="reference"))  # a footnote
        else:
            marked.append(block)
    return (
        marked if any(block.kind == "reference" for block in marked) else _mark_closing_list(text, marked, media_type)
    )


def _entries(text: str, block: Block, media_type: str) -> list[Block]:
    """Divide a block below the heading into entries: one for an item, one for each line of the form "[1] …"."""
    if block.kind == "bullet":
        is_entry = block.number > 0 or _looks_like_entry(text, block, media_type)
        return [replace(block, kind="reference")] if is_entry else [block]
    starts = [
        (match.end(), int(match[1] or match[2]), line.start)
        for line in lines_of(text[: block.end], block.start)
        if (match := _ENTRY.match(text, line.start, block.end))
    ]
    if not starts:
        return [replace(block, kind="reference")] if _looks_like_entry(text, block, media_type) else [block]
    bounds = [line for _, _, line in starts[1:]] + [block.end]
    entries = [
        Block("reference", *trim(text, start, bound), number=number)
        for (start, number, _), bound in zip(starts, bounds, strict=True)
    ]
    before = trim(text, block.start, starts[0][2])
    head = [replace(block, end=before[1])] if before[0] < before[1] else []
    return head + [entry for entry in entries if entry.start < entry.end]


def _mark_closing_list(text: str, blocks: list[Block], media_type: str) -> list[Block]:
    """Mark a numbered list at the end of the document where each entry looks like a reference."""
    first = len(blocks)
    while first and blocks[first - 1].kind == "bullet" and blocks[first - 1].number:
        first -= 1
    tail = blocks[first:]
    if tail and all(_looks_like_entry(text, block, media_type) for block in tail):
        return blocks[:first] + [replace(block, kind="reference") for block in tail]
    return blocks


def _looks_like_entry(text: str, block: Block, media_type: str) -> bool:
    """Whether a block has what references have: an address, or a date near its end or in parentheses."""
    if _ADDRESS.search(text, block.start, min(block.end, block.start + 4000)):
        return True
    words = _words(text, block, media_type)
    found = find_date(words[-400:])
    return (
        found is not None and len(words) < 400 and (len(words[-400:]) - found.end <= 2 or words[found.start - 1] == "(")
    )


def _words(text: str, block: Block, media_type: str) -> str:
    return clean(text, block.start, block.end, media_type).text
