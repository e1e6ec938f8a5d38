"""The XML in a file: the file itself, or the sections of a submission as EDGAR serves it in one text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from themegraph.errors import ReadError
from themegraph.loaders.readers.sec.characters import characters
from themegraph.loaders.readers.sec.submission import MOST_DOCUMENTS, submission_of

_OPENING = re.compile(r"<XML>", re.IGNORECASE)
_CLOSING = re.compile(r"</XML>", re.IGNORECASE)
_BARE = re.compile(r"\s*<(?:\?xml\b|(?:[\w.-]+:)?(?:informationTable|edgarSubmission)\b)")


@dataclass(frozen=True, slots=True)
class Section:
    """A piece of XML and the line of the file on which it begins."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Sections:
    """The XML of a file, and what the submission's header says where there is one."""

    parts: tuple[Section, ...]
    header: Mapping[str, str]
    left_out: tuple[str, ...] = ()


def sections_of(data: bytes, where: str) -> Sections:
    """Return the pieces of XML in a file. Raises ReadError for bytes that are no text, and for a section cut short."""
    text = characters(data, where)
    if not _OPENING.search(text) or _BARE.match(text.removeprefix("\ufeff")):
        return Sections((Section(text, 1),), {})
    parts = tuple(_parts(text, where))
    submission = submission_of(text, where)
    others = (part.type for part in submission.parts if part.type)
    return Sections(parts, submission.header, tuple(dict.fromkeys(others)))


def _parts(text: str, where: str) -> Iterator[Section]:
    for count, opening in enumerate(_OPENING.finditer(text)):
        if count >= MOST_DOCUMENTS:
            raise ReadError(f"more than {MOST_DOCUMENTS:,} sections", where=where, valid="one submission")
        closing = _CLOSING.search(text, opening.end())
        line = text.count("\n", 0, opening.end()) + 1
        if closing is None:
            raise ReadError(
                "the XML of the submission is cut short", where=f"{where}:{line}", valid="a whole submission"
            )
        yield Section(text[opening.end() : closing.start()], line)
