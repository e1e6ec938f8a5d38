"""Quotations and the names below them, told from paragraphs and headings by form and by the reference list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from themegraph.loaders.clean import clean
from themegraph.loaders.document import Block
from themegraph.loaders.references import parse_reference
from themegraph.loaders.structure.forms import (
    after_dash,
    is_distinctive_name,
    is_name,
    is_one_sentence,
    is_question,
    is_quoted,
)

_SIGNED = re.compile(r"[“\"«].{2,2000}[”\"»][.,]?(\s*[—―–-]{1,2}\s*)(\S.{1,100})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Listed:
    """What the reference list names: publishers with the starts of their names, titles."""

    starts: frozenset[str]
    publishers: frozenset[str]
    titles: frozenset[str]

    def knows(self, name: str, said: str) -> bool:
        """Whether a publisher of the list goes by this name, or the words said are a title of the list."""
        words = name.casefold().split()
        longer = (" ".join(words[:count]) in self.publishers for count in range(1, len(words)))
        return " ".join(words) in self.starts or any(longer) or _key(said) in self.titles


def mark_quotations(text: str, blocks: Sequence[Block], media_type: str) -> list[Block]:
    """Return the blocks with each name that signs the paragraph above it marked, and that paragraph as a quotation."""
    marked = [piece for block in blocks for piece in _split_signed(text, block)]
    listed = _listed(text, blocks, media_type)
    for index in range(1, len(marked)):
        above, block = marked[index - 1], marked[index]
        if block.kind == "attribution" and above.kind in ("paragraph", "quotation"):
            marked[index - 1] = replace(above, kind="quotation", level=0)
        elif _signs(text, marked, index, listed, media_type):
            marked[index - 1 : index + 1] = [
                replace(above, kind="quotation", level=0),
                replace(
                    block, kind="attribution", level=0, start=block.start + after_dash(text[block.start : block.end])
                ),
            ]
    return marked


def _split_signed(text: str, block: Block) -> tuple[Block, ...]:
    """Divide a paragraph of the form “words” — Name."""
    if block.kind not in ("paragraph", "quotation"):
        return (block,)
    match = _SIGNED.fullmatch(text, block.start, block.end)
    if not match or not is_name(match[2]):
        return (block,)
    return (
        replace(block, kind="quotation", end=match.start(1)),
        Block("attribution", match.start(2), block.end),
    )


def _signs(text: str, blocks: Sequence[Block], index: int, listed: _Listed, media_type: str) -> bool:
    """Whether the block at `index` is the name of who said the paragraph above, not a heading of what follows."""
    above, block = blocks[index - 1], blocks[index]
    if block.kind not in ("heading", "paragraph") or above.kind not in ("paragraph", "quotation"):
        return False
    if media_type != "text/plain" and block.kind == "heading":
        return False
    name, said = _words(text, block, media_type), _words(text, above, media_type)
    dash = after_dash(name)
    if dash:
        return is_quoted(said) or name[0] in "—―" or above.kind == "quotation"
    if is_question(name) or not is_name(name) or not is_one_sentence(said):
        return False
    if is_quoted(said) or above.kind == "quotation" or listed.knows(name, said):
        return True
    return not listed.titles and _introduces_nothing(blocks, index) and is_distinctive_name(name)


def _introduces_nothing(blocks: Sequence[Block], index: int) -> bool:
    """Whether a heading with content of its own, or nothing, follows."""
    rest = blocks[index + 1 : index + 3]
    return not rest or (rest[0].kind == "heading" and len(rest) == 2 and rest[1].kind != "heading")


def _listed(text: str, blocks: Sequence[Block], media_type: str) -> _Listed:
    entries = [parse_reference(text, block, media_type) for block in blocks if block.kind == "reference"]
    publishers = [entry.publisher.casefold().split() for entry in entries if entry.publisher]
    starts = frozenset(" ".join(words[: count + 1]) for words in publishers for count in range(min(len(words), 8)))
    return _Listed(
        starts, frozenset(" ".join(words) for words in publishers), frozenset(_key(entry.title) for entry in entries)
    )


def _key(words: str) -> str:
    return words.rstrip(".!").casefold()


def _words(text: str, block: Block, media_type: str) -> str:
    return clean(text, block.start, block.end, media_type).text
