"""The characters of a filing: UTF-8, else what it declares, else Windows-1252, as browsers do."""

from __future__ import annotations

import codecs
import re

from themegraph.errors import ReadError
from themegraph.loaders.readers.decoding import decode

_DECLARED = re.compile(rb"(?:encoding\s*=\s*[\"']|charset\s*=\s*[\"']?)([A-Za-z][\w.:-]{1,30})", re.IGNORECASE)
_SINGLE = frozenset({"cp1252", "iso8859-1", "iso8859-15", "ascii", "mac-roman", "cp437", "cp850"})
_HEAD = 4096


def characters(data: bytes, where: str) -> str:
    """Return the text of a filing. Raises ReadError for an empty or binary file.

    >>> characters("café".encode("cp1252"), "a.htm")
    'café'
    """
    try:
        return decode(data, where)
    except ReadError as error:
        if not isinstance(error.__cause__, UnicodeDecodeError) or data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise
    text = data.decode(_declared(data), errors="replace")
    if text.count("\ufffd") * 20 > len(text):
        raise ReadError("neither UTF-8 nor Windows-1252", where=where, valid="a filing as published")
    return text


def _declared(data: bytes) -> str:
    """Return the one-byte encoding that the file declares, Windows-1252 where it declares none or another."""
    found = _DECLARED.search(data[:_HEAD])
    try:
        name = codecs.lookup(found[1].decode("ascii")).name if found else ""
    except LookupError:
        name = ""
    return name if name in _SINGLE - {"iso8859-1", "ascii"} else "cp1252"
