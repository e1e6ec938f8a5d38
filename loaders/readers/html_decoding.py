"""The bytes of an HTML page to text: mark, then UTF-8, then what the page declares, then Windows-1252, each checked."""

from __future__ import annotations

import codecs
import re

from themegraph.errors import ReadError

_ACCEPTED = "UTF-8, UTF-16, or the encoding that the page declares"
_MARKS = (
    (b"\xff\xfe\x00\x00", ""),
    (b"\x00\x00\xfe\xff", ""),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta\b[^>]{0,400}?\bcharset\s*=\s*["']?\s*([\w:.-]{2,40})|<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w:.-]{2,40})""",
    re.IGNORECASE,
)
_HEAD = 65_536
# Browsers read these labels as the wider encoding behind them, and pages are written for browsers.
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
# What browsers know; Python knows more, some of it no encoding of text.
_KNOWN = re.compile(
    r"ascii|utf-8|cp(?:125[0-8]|866|874|932|949)|iso8859-\d+|koi8-[ru]|mac-(?:roman|cyrillic)|gb18030|gbk|gb2312|"
    r"big5|big5hkscs|euc_(?:jp|kr)|shift_jis|iso2022_jp|tis-620"
)
_ESCAPED = "iso2022_jp"
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_FOREIGN_RUN = re.compile(r"[\u00c0-\u00ff]{4,}")
_WORD = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")
_ASCII_LETTER = re.compile(r"[A-Za-z]")


def decode_page(data: bytes, where: str) -> str:
    """Return the text of a page without its byte order mark.

    UTF-8 wins over what the page declares wherever the bytes are UTF-8, for other encodings hardly ever look like it.
    Raises ReadError for an empty or binary file, and where no encoding gives a plausible text.
    """
    if not data.strip():
        raise ReadError("the file is empty", where=where, valid="a page with text")
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", _unmarked(data)))
    if mark and not encoding:
        raise ReadError("the text is encoded as UTF-32", where=where, valid=_ACCEPTED)
    body = data[len(mark) :]
    text = _strict(body, encoding, where) if encoding else _unmarked_text(body, where)
    if "\0" in text:
        raise ReadError("a NUL character", where=f"{where}, offset {text.index(chr(0))}", valid="text without NUL")
    head = text[:_HEAD]
    controls = sum(1 for character in head if character < " " and character not in "\t\n\r\f\v\x1b")
    if controls > max(8, len(head) // 50):
        raise ReadError(f"binary: {controls} control characters in the first {len(head)}", where=where, valid="HTML")
    return text


def declared_encoding(data: bytes) -> str:
    """Return the codec of the encoding that a page declares, "" where it declares none that is known.

    >>> declared_encoding(b'<meta charset="ISO-8859-1">'), declared_encoding(b"<p>")
    ('cp1252', '')
    """
    found = _DECLARED.search(data[:_HEAD])
    label = (found[1] or found[2]).decode("ascii") if found else ""
    try:
        name = codecs.lookup(label.removeprefix("x-")).name
    except LookupError:
        return ""
    return _WIDER.get(name, name) if _KNOWN.fullmatch(name) else ""


def _unmarked(data: bytes) -> str:
    """Return the form of UTF-16 that a page without a mark is in, told by the NUL beside its first "<"."""
    head = data[:64].lstrip(b" \t\r\n")
    return {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}.get(head[:2], "")


def _strict(body: bytes, encoding: str, where: str) -> str:
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        what = f"not {encoding.upper()}: byte 0x{body[error.start]:02X} (the file is cut short or damaged)"
        raise ReadError(what, where=f"{where}, byte {error.start}", valid=_ACCEPTED) from error


def _unmarked_text(body: bytes, where: str) -> str:
    declared = declared_encoding(body)
    if declared == _ESCAPED and b"\x1b" in body:
        return _strict(body, declared, where)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        first = error.start
    sequences = _SEQUENCE.findall(body)
    stray = len(_HIGH.findall(body)) - sum(map(len, sequences))
    if stray < len(sequences) and declared in ("", "utf-8"):
        what = f"UTF-8 with {stray} bytes that are not: 0x{body[first]:02X} is the first"
        raise ReadError(what, where=f"{where}, byte {first}", valid=_ACCEPTED)
    for encoding in dict.fromkeys((declared, "cp1252")):
        text = _attempt(body, encoding)
        if text and _plausible(text, encoding):
            return text
    what = f"no encoding fits: not UTF-8 (byte 0x{body[first]:02X})"
    what += f", nor {declared} as the page declares" if declared not in ("", "utf-8") else ""
    raise ReadError(f"{what}, nor Windows-1252", where=f"{where}, byte {first}", valid=_ACCEPTED)


def _attempt(body: bytes, encoding: str) -> str:
    try:
        return body.decode(encoding) if encoding not in ("", "utf-8") else ""
    except (UnicodeDecodeError, LookupError):
        return ""


def _plausible(text: str, encoding: str) -> bool:
    """Whether decoded words look like words: a wrong table puts foreign letters within Latin ones, or Latin in runs."""
    words = _WORD.findall(text)
    if encoding == "cp1252":
        return sum(1 for word in words if _FOREIGN_RUN.search(word)) * 5 <= len(words)
    if encoding.startswith(("cp125", "iso8859", "koi8", "mac")):
        mixed = sum(1 for word in words if _ASCII_LETTER.search(word) and _far(word))
        return mixed * 3 <= len(words)
    return True


def _far(word: str) -> bool:
    """Whether a word has letters beyond the Latin ones."""
    return any(character >= "\u0250" for character in word)
