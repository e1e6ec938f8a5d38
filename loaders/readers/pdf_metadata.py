"""What a PDF says of itself, as far as it can be trusted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from html import unescape

from themegraph.loaders.dates import find_date
from themegraph.loaders.document import Block, Metadata
from themegraph.loaders.metadata import unsafe_character
from themegraph.loaders.readers.rendering import folded
from themegraph.loaders.structure.forms import is_organisation

_NO_TITLE = re.compile(
    r"(?i)untitled.*|microsoft (?:word|powerpoint|excel)\b.*|document\s?\d*|slide \d+|powerpoint presentation|title|"
    r".*\.(?:docx?|pptx?|xlsx?|indd|qxd|pdf|tex|dvi|rtf|txt|html?|odt|pages|fm|ai|ps)|\W*|\d+|(?:https?|file)://.*|about:blank"
)
_MADE = re.compile(r"(?:D:)?((?:19|20)\d\d)(\d\d)?(\d\d)?")
_PUBLISHER = re.compile(rb"<dc:publisher>\s{0,200}<rdf:Bag>\s{0,200}<rdf:li[^<>]{0,100}>([^<>]{1,400})</rdf:li>")
_PAGE_TOP = 12  # a date among so many first blocks is the document's
_LONGEST = 90


def pdf_metadata(about: Mapping[str, str], data: bytes, text: str, blocks: Sequence[Block]) -> Metadata:
    """Return title, date and publisher; a title that names a file, and an author who is a person, are left out."""
    return Metadata(
        title=_title(about.get("Title", "")),
        issued=_printed(text, blocks) or _made(about),
        publisher=_publisher(about, data),
    )


def _title(title: str) -> str:
    words = folded(title)[:1000]
    return "" if len(words) < 4 or _NO_TITLE.fullmatch(words) or not _plain(words) else words


def _printed(text: str, blocks: Sequence[Block]) -> str:
    """Return the date that stands in a short line at the top of the document."""
    for block in blocks[:_PAGE_TOP]:
        words = text[block.start : block.end]
        if len(words) <= _LONGEST and not words.endswith(".") and block.kind in ("paragraph", "heading", "title"):
            found = find_date(words)
            if found and len(found.iso) > 4:
                return found.iso
    return ""


def _made(about: Mapping[str, str]) -> str:
    """Return the day the file says it was made."""
    match = _MADE.match(about.get("CreationDate", ""))
    if not match or not match[2]:
        return ""
    try:
        return date(int(match[1]), int(match[2]), int(match[3] or 1)).isoformat()[: 10 if match[3] else 7]
    except ValueError:
        return ""


def _publisher(about: Mapping[str, str], data: bytes) -> str:
    found = _PUBLISHER.search(data)
    named = folded(unescape(found[1].decode("utf-8", "replace"))) if found else ""
    if named and _plain(named):
        return named
    author = folded(about.get("Author", ""))
    return author if len(author) <= 200 and is_organisation(author) and _plain(author) else ""


def _plain(words: str) -> bool:
    return not unsafe_character(words) and "\ufffd" not in words
