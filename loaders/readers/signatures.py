"""Formats told by their first bytes, so that a file no reader takes is refused by its format's name."""

from __future__ import annotations

_XML = "XML"

_SIGNATURES = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"(\xb5/\xfd", "zstd"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF file (WebP, WAV or AVI)"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x7fELF", "an executable"),
    (b"MZ\x90", "an executable"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "Parquet"),
    (b"{\\rtf", "RTF"),
    (b"<?xml", _XML),
)
_UNPACKED = "the files within it"
_INSTEAD = {
    "a ZIP archive or office document": f"{_UNPACKED}; a Word or PowerPoint file saved as PDF, HTML or text",
    "an old office document": "the same saved as PDF, HTML or text",
    "RTF": "the same saved as PDF, HTML or text",
    "an SQLite database": "its tables as CSV",
    "Parquet": "its table as CSV",
    **dict.fromkeys(("an empty ZIP archive", "gzip", "bzip2", "xz", "zstd", "7z"), _UNPACKED),
    **dict.fromkeys(
        ("a PNG image", "a JPEG image", "a GIF image"), "its words as text, by character recognition (OCR)"
    ),
}


def instead_of(format_name: str) -> str:
    """Return what to give in the place of a file of a foreign format, "" where nothing is known to help.

    >>> instead_of("gzip"), instead_of("an executable")
    ('the files within it', '')
    """
    return _INSTEAD.get(format_name, "")


def foreign_format(data: bytes) -> str:
    """Return the format that the first bytes announce, or "" where they announce none.

    >>> foreign_format(b"%PDF-1.7"), foreign_format(b"plain")
    ('PDF', '')
    """
    head = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    lower = head.lower()
    found = next(
        (name for mark, name in _SIGNATURES if head.startswith(mark) or (mark[:1] == b"<" and lower.startswith(mark))),
        "",
    )
    # A page of XHTML is XML too, and has a reader.
    return "" if found == _XML and b"<html" in lower else found
