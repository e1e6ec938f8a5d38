"""The IRI that names a document: its address on the web, or one made from the name of its file."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urldefrag

from themegraph.graph.claim import digest

_WEB = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20/?#@]+(?:[/?#][^\s<>\"{}|\\^`\x00-\x20]*)?", re.IGNORECASE)
_BASE = "https://w3id.org/ai-infrastructure/id/document/"


def is_web_address(address: str) -> bool:
    """Whether an address is an absolute http or https IRI.

    >>> is_web_address("https://example.org/a"), is_web_address("see the filing")
    (True, False)
    """
    return bool(_WEB.fullmatch(address))


def document_iri(name: str, address: str = "") -> str:
    """Return the IRI of a document with this file name and address.

    >>> document_iri("notes/a.txt", "https://example.org/a#top")
    'https://example.org/a'
    >>> document_iri("notes/Größe A.txt")
    'https://w3id.org/ai-infrastructure/id/document/notes-grosse-a-txt-5bd1ed88'
    """
    if is_web_address(address):
        return urldefrag(address).url
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].rstrip("-")
    return f"{_BASE}{slug or 'x'}-{digest(name)[:8]}"
