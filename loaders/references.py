"""Entries of a document's list of references taken apart: title, publisher, date, address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from themegraph.loaders.clean import Clean, clean
from themegraph.loaders.dates import FoundDate, find_date, parse_date
from themegraph.loaders.document import Block, Document
from themegraph.loaders.structure.forms import ends_in_abbreviation, is_name

_Span = tuple[int, int]
_NOTHING: _Span = (0, 0)
_ADDRESS = re.compile(r"https?://[^\s<>\"”|]+")
_LINK = re.compile(r"[*_]{0,3}\[([^\[\]]{1,500})\]\(<?(https?://[^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)?)")
_ACCESS = re.compile(
    r"[\s,;.(]*\b(?:accessed|retrieved|visited|available)\b(?: on| at| from)?:?[^·|]{0,40}$", re.IGNORECASE
)
_SEPARATOR = re.compile(r"\s+[·•|]\s+")
_DASH = re.compile(r"\s+[—–]\s+")
_QUOTED = re.compile(r"“([^”]{2,400})”|\"([^\"]{2,400})\"")
_AUTHOR_YEAR = re.compile(r"(.{2,100}?),?\s*\(([^()]{4,30})\)[.:,]?\s+(?=\S)")
_STOP = re.compile(r"[.?!]\s+(?=[^\Wa-z])")
_EDGE = " \t,;.:·|—–-()[]"


@dataclass(frozen=True, slots=True)
class ParsedReference:
    """A reference: its printed number (its place where the list prints none), and its parts with their spans in the document.

    `issued` is an ISO date as precise as printed: YYYY-MM-DD, YYYY-MM or YYYY. A part that is not there is "" with the
    span (0, 0).
    """

    number: int
    block: Block
    title: str
    title_span: _Span
    publisher: str = ""
    publisher_span: _Span = _NOTHING
    issued: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class _Parts:
    """Where title and publisher lie in the clean words of an entry, and the date."""

    title: _Span
    publisher: _Span = _NOTHING
    issued: str = ""


def parse_references(document: Document) -> tuple[ParsedReference, ...]:
    """Return the document's references in order."""
    blocks = [block for block in document.blocks if block.kind == "reference"]
    printed = any(block.number for block in blocks)
    numbered = ((block.number if printed else place, block) for place, block in enumerate(blocks, 1))
    return tuple(parse_reference(document.text, block, document.media_type, number) for number, block in numbered)


def parse_reference(text: str, block: Block, media_type: str, number: int = 0) -> ParsedReference:
    """Return the parts of one entry."""
    words = clean(text, block.start, block.end, media_type)
    link = _LINK.match(text, block.start, block.end) if media_type == "text/markdown" else None
    bare = _ADDRESS.search(words.text)
    address = link[2] if link else bare[0].rstrip(".,;)") if bare else ""
    end = len(_ACCESS.sub("", words.text[: bare.start() if bare and bare.start() > 0 else len(words.text)]))
    parts = _after_link(words, link, end) if link else _parts(words.text, end)
    title, publisher = _trim(words.text, parts.title), _trim(words.text, parts.publisher)
    return ParsedReference(
        number=number,
        block=block,
        title=words.text[slice(*title)],
        title_span=_raw(words, title),
        publisher=words.text[slice(*publisher)],
        publisher_span=_raw(words, publisher),
        issued=parts.issued,
        address=address,
    )


def _after_link(words: Clean, link: re.Match[str], end: int) -> _Parts:
    """Return the parts of an entry whose title is a link: what follows is publisher and date."""
    start, stop = words.index(link.start(1)), words.index(link.end(1) - 1) + 1
    tail = _tail(words.text, max(stop, 0), max(end, stop))
    return _Parts((start, stop), tail.publisher, tail.issued)


def _parts(text: str, end: int) -> _Parts:
    """Return the parts of an entry by the first form that it has."""
    forms = (
        _separated(text, end, _SEPARATOR),
        _quoted(text, end),
        _author_year(text, end),
        _separated(text, end, _DASH),
    )
    return next((parts for parts in forms if parts), None) or _sentences(text, end)


def _separated(text: str, end: int, separator: re.Pattern[str]) -> _Parts | None:
    """Read "Title · Publisher, DATE" and "Title · Publisher · DATE"."""
    cuts = [match.span() for match in separator.finditer(text, 0, end)]
    if not cuts:
        return None
    if len(cuts) > 1 and parse_date(text[cuts[-1][1] : end].strip(_EDGE)):
        before, last = cuts[-2:]
        return _Parts((0, before[0]), (before[1], last[0]), parse_date(text[last[1] : end].strip(_EDGE)))
    tail = _tail(text, cuts[-1][1], end)
    if separator is _DASH and not (tail.issued or is_name(text[cuts[-1][1] : end].strip())):
        return None
    return _Parts((0, cuts[-1][0]), tail.publisher, tail.issued)


def _quoted(text: str, end: int) -> _Parts | None:
    """Read "Publisher, “Title”, DATE" and "Author. “Title.” Publisher, DATE"."""
    quoted = _QUOTED.search(text, 0, end)
    if not quoted:
        return None
    title = quoted.span(quoted.lastindex or 0)
    tail = _tail(text, quoted.end(), end)
    named = text[slice(*_trim(text, tail.publisher))]
    before = _trim(text, (0, quoted.start()))
    return _Parts(title, tail.publisher if named or before[0] == before[1] else before, tail.issued)


def _author_year(text: str, end: int) -> _Parts | None:
    """Read "Publisher (DATE). Title." and "Author (DATE). Title. Publisher."."""
    match = _AUTHOR_YEAR.match(text, 0, end)
    issued = parse_date(match[2]) if match else ""
    if not match or not issued:
        return None
    stops = list(_stops(text, match.end(), end))
    if stops and is_name(text[stops[-1][1] : end].strip(_EDGE)):
        return _Parts((match.end(), stops[-1][0]), (stops[-1][1], end), issued)
    return _Parts((match.end(), end), match.span(1), issued)


def _sentences(text: str, end: int) -> _Parts:
    """Read "Title. Publisher, DATE.", "Publisher. Title. DATE." and, with commas alone, "Title, Publisher, DATE"."""
    stops = list(_stops(text, 0, end))
    found = find_date(text[:end])
    last = stops[-1] if stops else None
    if last and found and not text[last[1] : found.start].strip(_EDGE):
        first = text[: stops[0][0]].strip()
        if len(stops) > 1 and is_name(first):
            return _Parts((stops[0][1], last[0]), (0, stops[0][0]), found.iso)
        if len(stops) > 1:
            return _Parts((0, stops[-2][0]), (stops[-2][1], last[0]), found.iso)
        return _Parts((0, last[0]), _NOTHING, found.iso)
    if last:
        tail = _tail(text, last[1], end)
        return _Parts((0, last[0]), tail.publisher, tail.issued)
    return _commas(text, found, end)


def _commas(text: str, found: FoundDate | None, end: int) -> _Parts:
    closing = found if found and not text[found.end : end].strip(_EDGE) else None
    stop = closing.start if closing else end
    issued = closing.iso if closing else ""
    cut = text.rfind(", ", 0, len(text[:stop].rstrip(_EDGE)))
    if cut > 0 and issued and is_name(text[cut + 2 : stop].strip(_EDGE)):
        return _Parts((0, cut), (cut + 2, stop), issued)
    return _Parts((0, stop), _NOTHING, issued)


def _tail(text: str, start: int, end: int) -> _Parts:
    """Return publisher and date of "Publisher, DATE"."""
    found = find_date(text[start:end])
    if not found:
        return _Parts(_NOTHING, (start, end))
    return _Parts(_NOTHING, (start, start + found.start), found.iso)


def _stops(text: str, start: int, end: int) -> Iterator[_Span]:
    """Yield the ends of sentences: where the full stop is, and where the next begins."""
    for match in _STOP.finditer(text, start, end):
        if not ends_in_abbreviation(text[max(start, match.start() - 12) : match.start() + 1]):
            yield match.start() + (text[match.start()] != "."), match.end()


def _trim(text: str, span: _Span) -> _Span:
    """Return the span without punctuation at its ends; a full stop that ends an abbreviation stays."""
    start, end = span
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE and not ends_in_abbreviation(text[start:end]):
        if _closes(text[start:end]):
            break
        end -= 1
    return start, end


def _closes(piece: str) -> bool:
    """Whether the last character closes a bracket opened in the piece."""
    opener = {")": "(", "]": "["}.get(piece[-1])
    return opener is not None and piece.count(opener) == piece.count(piece[-1])


def _raw(words: Clean, span: _Span) -> _Span:
    return words.span(*span) if span[0] < span[1] else _NOTHING
