"""Bytes to text: UTF-8 and UTF-16 with a mark, or a refusal that names the byte."""

from __future__ import annotations

import re
from contextlib import suppress

from themegraph.errors import ReadError
from themegraph.loaders.lines import BLANK

_ACCEPTED = "UTF-8, or UTF-16 with a byte order mark"
# A letter beyond ASCII as UTF-8 writes it; in Windows-1252 these bytes are a capital with a sign behind it.
_UTF8_LETTER = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
MOST_LINES = 500_000
_MARKS = ((b"\xff\xfe\x00\x00", ""), (b"\x00\x00\xfe\xff", ""), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def decode(data: bytes, where: str) -> str:
    """Return the text of a file exactly: no newline translation, a byte order mark kept as its first character.

    Raises ReadError for an empty, blank, binary or wrongly encoded file.
    """
    if not data:
        raise ReadError("the file is empty", where=where, valid="a file with text")
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    if not encoding:
        raise ReadError("the text is encoded as UTF-32", where=where, valid=_ACCEPTED)
    if encoding == "utf-8" and b"\0" in data:
        raise ReadError(_about_nul(data), where=f"{where}, byte {data.index(0)}", valid=_ACCEPTED)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        what = f"not {encoding.upper()}: byte 0x{data[error.start]:02X} ({_guess(data, error)})"
        raise ReadError(what, where=f"{where}, byte {error.start}", valid=_ACCEPTED) from error
    _check(text, where)
    return text


def decode_prose(data: bytes, where: str) -> str:
    """Return the text of a file whose lines become blocks, as `decode` does. Raises ReadError for too many lines too."""
    text = decode(data, where)
    count = max(text.count("\n"), text.count("\r"))
    if count > MOST_LINES:
        raise ReadError(f"{count:,} lines", where=where, valid=f"at most {MOST_LINES:,}; several smaller files")
    return text


def decode_table(data: bytes, where: str) -> str:
    """Return the text of a table without a byte order mark; one that spreadsheets wrote may be Windows-1252.

    A file with letters in good UTF-8 and other bytes beside them is damaged, not Windows-1252. Raises ReadError as
    `decode` does.
    """
    try:
        return decode(data, where).removeprefix("\ufeff")
    except ReadError:
        text = "" if b"\0" in data or data.startswith((b"\xff\xfe", b"\xfe\xff")) else _as_windows(data)
        if not text:
            raise
    _check(text, where)
    return text


def _as_windows(data: bytes) -> str:
    """Return bytes as Windows-1252, or nothing where they are something else."""
    with suppress(UnicodeDecodeError):
        return "" if _UTF8_LETTER.search(data) else data.decode("windows-1252")
    return ""


def _check(text: str, where: str) -> None:
    if not text.strip(BLANK):
        raise ReadError("the file holds nothing but space", where=where, valid="a file with text")
    if "\0" in text:
        raise ReadError("a NUL character", where=f"{where}, offset {text.index(chr(0))}", valid="text without NUL")
    head = text[:65536]
    controls = sum(1 for character in head if character < " " and character not in "\t\n\r\f\v")
    if controls > max(8, len(head) // 50):
        raise ReadError(f"binary: {controls} control characters in the first {len(head)}", where=where, valid="text")


def _about_nul(data: bytes) -> str:
    head = data[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) > len(head) // 4 and min(even, odd) <= len(head) // 50:
        return f"a NUL byte; the file looks like UTF-16 {'BE' if even > odd else 'LE'} without a byte order mark"
    return "a NUL byte: the file is binary or damaged"


def _guess(data: bytes, error: UnicodeDecodeError) -> str:
    """Say what a file that is not UTF-8 may be instead."""
    if error.encoding != "utf-8":
        return "the file is cut short or damaged"
    head = data[:65536]
    if sum(1 for byte in head if byte < 32 and byte not in b"\t\n\r\f\v") > len(head) // 100:
        return "the file looks binary"
    return "perhaps Windows-1252 or Latin-1; convert it with: iconv -f WINDOWS-1252 -t UTF-8"
