"""The IRI that names a document: its address on the web, or one made from the name of its file."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urldefrag

from themegraph.graph.claim import digest

# Letters beyond ASCII may stand in an IRI; private use, surrogates and what is invisible may not.
_LETTER = r"A-Za-z0-9\-._~!$&'()*+,;=\u00a1-\u1fff\u2070-\ud7ff\uf900-\ufdcf\ufdf0-\ufeef"
_PART = rf"(?:[{_LETTER}:@/?]|%[0-9A-Fa-f]{{2}})*"
_WEB = re.compile(rf"https?://[{_LETTER}]+(?::\d{{1,5}})?(?:[/?]{_PART})?(?:#{_PART})?", re.IGNORECASE)
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
    'https://w3id.org/ai-infrastructure/id/document/notes-grosse-a-txt-6a0aa997'
    """
    if is_web_address(address):
        return urldefrag(address).url
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].rstrip("-")
    return f"{_BASE}{slug or 'x'}-{digest(name)[:8]}"
