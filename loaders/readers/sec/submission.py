"""The wrapper of a submission to EDGAR: its header's fields and the documents in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from themegraph.errors import ReadError

_DOCUMENT = re.compile(r"<DOCUMENT>[ \t]*\r?\n", re.IGNORECASE)
_FIELD = re.compile(r"^<(TYPE|SEQUENCE|FILENAME|DESCRIPTION)>([^\r\n<]*)", re.IGNORECASE | re.MULTILINE)
_TEXT = re.compile(r"<TEXT>[ \t]*\r?\n?", re.IGNORECASE)
_END = re.compile(r"</TEXT>|</DOCUMENT>", re.IGNORECASE)
_HEADER_LINE = re.compile(
    r"^[ \t]*(?:<(?P<tag>[A-Z-]+)>|(?P<name>[A-Z][A-Z /-]{2,60}):)[ \t]*(?P<value>[^\r\n]*)$", re.MULTILINE
)
_SUBMISSION = re.compile(r"<(?:SEC-DOCUMENT|SEC-HEADER|IMS-DOCUMENT|IMS-HEADER|SUBMISSION)>", re.IGNORECASE)
_NOT_PROSE = re.compile(r"GRAPHIC|ZIP|EXCEL|PDF|XML|JSON|EX-10[01](?:\.|$)|EX-27|EX-26|COVER", re.IGNORECASE)
_PACKED = re.compile(
    r"\s*(?:<(?:PDF|XBRL|XML|JSON|ZIP)>|begin \d{3} |<\?xml(?!.{0,4000}<html))", re.IGNORECASE | re.DOTALL
)
_XBRL_BODY = re.compile(r"\s*</?XBRL>\s*", re.IGNORECASE)
_HEADER_END = 200_000
MOST_DOCUMENTS = 2_000


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a submission: its type such as "EX-99.1", its description and its body."""

    type: str
    description: str
    body: str


@dataclass(frozen=True, slots=True)
class Submission:
    """A submission: what its header says, its documents that can be read, the types of those left out."""

    header: dict[str, str] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    left_out: tuple[str, ...] = ()


def submission_of(text: str, where: str) -> Submission:
    """Return the submission in a text; a text without a wrapper is one document of no type.

    Raises ReadError for more documents than a submission holds.
    """
    first = _DOCUMENT.search(text)
    wrapped = bool(first and not text[: first.start()].strip()) or bool(_SUBMISSION.search(text[:_HEADER_END]))
    if not wrapped:
        return Submission(parts=(Part("", "", text),))
    header = _header(text[: first.start() if first else _HEADER_END])
    if len(_DOCUMENT.findall(text)) > MOST_DOCUMENTS:
        raise ReadError(f"more than {MOST_DOCUMENTS:,} documents", where=where, valid="one submission")
    kept, left_out = [], []
    for part in _parts(text):
        if _NOT_PROSE.match(part.type) or _PACKED.match(part.body):
            left_out.append(part.type)
        else:
            kept.append(part)
    if not kept and not left_out:
        kept = [Part(header.get("CONFORMED SUBMISSION TYPE", ""), "", text[_header_end(text) :])]
    return Submission(header, tuple(kept), tuple(left_out))


def _header_end(text: str) -> int:
    found = re.search(r"</(?:SEC|IMS)-HEADER>", text[:_HEADER_END], re.IGNORECASE)
    return found.end() if found else 0


def _header(text: str) -> dict[str, str]:
    """Return the fields of a header, the first of each name."""
    fields: dict[str, str] = {}
    for line in _HEADER_LINE.finditer(text[:_HEADER_END]):
        name = (line["tag"] or line["name"]).upper().strip()
        if value := line["value"].strip():
            fields.setdefault(name, value)
    return fields


def _parts(text: str) -> Iterator[Part]:
    starts = [match.end() for match in _DOCUMENT.finditer(text)]
    for start, stop in pairwise([*starts, len(text)]):
        opening = _TEXT.search(text, start, min(stop, start + 4000))
        head = text[start : opening.start() if opening else start + 2000]
        fields = {name.upper(): value.strip() for name, value in _FIELD.findall(head)}
        begin = opening.end() if opening else start
        end = _last(text, begin, stop)
        body = text[begin:end]
        if xbrl := _XBRL_BODY.match(body):
            body = body[xbrl.end() :]
            tail = body.rstrip()
            body = tail[:-7] if tail[-7:].upper() == "</XBRL>" else body
        yield Part(fields.get("TYPE", "").upper(), fields.get("DESCRIPTION", ""), body)


def _last(text: str, begin: int, stop: int) -> int:
    """Return where a document's body ends."""
    end = _END.search(text, begin, stop)
    return end.start() if end else stop
