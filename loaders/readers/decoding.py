"""Bytes to text: UTF-8 and UTF-16 with a mark, or a refusal that names the byte."""

from __future__ import annotations

from themegraph.errors import ReadError
from themegraph.loaders.lines import BLANK

_ACCEPTED = "UTF-8, or UTF-16 with a byte order mark"
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
