"""A document as read: its text untouched, its blocks as spans into that text, what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from themegraph.loaders.tables.sheet import Sheet

BlockKind = Literal[
    "title",
    "heading",
    "paragraph",
    "bullet",
    "question",
    "answer",
    "quotation",
    "attribution",
    "reference",
    "table",
    "code",
]


@dataclass(frozen=True, slots=True)
class Block:
    """A structural unit: text[start:end] is its content without list markers or markup around it.

    `section` is the text of the nearest heading above ("" before any); `level` is the heading level or list depth;
    `number` is the printed number of a reference or ordered item (0 where none); `group` counts runs of siblings
    (bullets of one list share it); `empty` marks a heading with nothing but headings or nothing below it.
    """

    kind: BlockKind
    start: int
    end: int
    section: str = ""
    level: int = 0
    number: int = 0
    group: int = 0
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document beside its text; empty strings where unknown, `issued` an ISO date."""

    title: str = ""
    issued: str = ""
    publisher: str = ""
    address: str = ""
    about: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """The text as decoded (no newline translation), its blocks in order, its metadata and the SHA-256 of its bytes.

    `text[block.start:block.end]` is a block's content; offsets are Unicode code points. `id` is the document's IRI.
    `sheets` are the tables of a data format, whose rows are spans of the text; a document of prose has none.
    """

    id: str
    name: str
    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata
    digest: str
    media_type: str = "text/plain"
    sheets: tuple[Sheet, ...] = ()
