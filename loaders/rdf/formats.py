"""Forms of RDF: told by the content where it can be nothing else, else by the file's name."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from types import MappingProxyType

from pyoxigraph import RdfFormat

FORMATS: Mapping[str, RdfFormat] = MappingProxyType(
    {
        ".ttl": RdfFormat.TURTLE,
        ".nt": RdfFormat.N_TRIPLES,
        ".nq": RdfFormat.N_QUADS,
        ".trig": RdfFormat.TRIG,
        ".jsonld": RdfFormat.JSON_LD,
        ".rdf": RdfFormat.RDF_XML,
        ".owl": RdfFormat.RDF_XML,
        ".rdf12": RdfFormat.TURTLE,
    }
)
SHARED = (".json", ".xml")  # names that other formats have too
PACKED = ".gz"
_GZIP = b"\x1f\x8b"
_HEAD = 65_536
_JSON_LD = re.compile(rb'"@(?:context|graph|id)"\s*:')
_RDF_XML = re.compile(rb"<rdf:RDF\b|http://www\.w3\.org/1999/02/22-rdf-syntax-ns#")
_TURTLE = re.compile(
    rb"\s*(?:#[^\n]*\n\s*)*(?:@(?:prefix|base)\s|(?i:prefix|base)\s+(?:[\w.-]*:\s*)?<|"
    rb"<[a-z][a-z0-9+.-]*:[^<>\s]*>\s+(?:a|<[a-z][a-z0-9+.-]*:[^<>\s]*>)\s+[<\"_])"
)


def extension(name: str) -> str:
    """Return a file's extension without that of its compression.

    >>> extension("a.ttl"), extension("A.NQ.gz"), extension("b")
    ('.ttl', '.nq', '')
    """
    plain = name.lower().removesuffix(PACKED)
    dot = plain.rpartition("/")[2].rfind(".")
    return plain.rpartition("/")[2][dot:] if dot > 0 else ""


def is_packed(data: bytes) -> bool:
    """Whether bytes are those of a gzip file."""
    return data.startswith(_GZIP)


def head_of(data: bytes) -> bytes:
    """Return the first bytes of a file, unpacked where it is packed."""
    if not is_packed(data):
        return data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    try:
        return zlib.decompressobj(wbits=31).decompress(data[:_HEAD], _HEAD).removeprefix(b"\xef\xbb\xbf")
    except zlib.error:
        return b""


def format_by_content(head: bytes) -> RdfFormat | None:
    """Return the form that the first bytes of a file have beyond doubt.

    >>> format_by_content(b'{"@id": "http://example.org/a"}') == RdfFormat.JSON_LD, format_by_content(b"a,b")
    (True, None)
    """
    start = head.lstrip()
    if start[:1] in (b"{", b"[") and _JSON_LD.search(head):
        return RdfFormat.JSON_LD
    if start.startswith((b"<?xml", b"<rdf:RDF", b"<!DOCTYPE rdf", b"<!--")):
        return RdfFormat.RDF_XML if _RDF_XML.search(head) else None
    return RdfFormat.TURTLE if _TURTLE.match(head) else None


def format_of(name: str, head: bytes) -> RdfFormat | None:
    """Return the form of a file; one that is told by the name alone may still turn out to be none."""
    found, named = format_by_content(head), FORMATS.get(extension(name))
    if found in (RdfFormat.JSON_LD, RdfFormat.RDF_XML):
        return found
    if named in (RdfFormat.JSON_LD, RdfFormat.RDF_XML) or named is None:
        return found or named  # what is named so and is Turtle, or of no such name
    return named
