"""Bytes that are no document, each refused with what, where and what would be valid."""

from __future__ import annotations

import pytest

from themegraph.errors import ReadError
from themegraph.loaders.reading import parse_document


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "a.txt", "a.txt: the file is empty"),
        (b" \r\n\t\xc2\xa0\xef\xbb\xbf", "a.txt", "a.txt: the file holds nothing but space"),
        (b"abc\0def", "a.txt", "a.txt, byte 3: a NUL byte"),
        ("Größe".encode("latin-1"), "a.txt", "a.txt, byte 2: not UTF-8: byte 0xF6 .*iconv"),
        ("Cells are short.".encode("utf-16-le"), "a.txt", "looks like UTF-16 LE without a byte order mark"),
        ("Cells".encode("utf-32"), "a.txt", "encoded as UTF-32"),
        (b"\xff\xfea", "a.txt", "not UTF-16-LE: byte 0x61 .*cut short"),
        (bytes(range(1, 256)) * 4, "a.txt", "the file looks binary"),
        (b"\x01\x02\x03\x04\x05 text" * 9, "a.txt", "binary: 45 control characters"),
        (b"%PDF-1.7\n", "a.txt", r"a.txt: the PDF is damaged"),
        (
            b"PK\x03\x04 docx",
            "a.txt",
            r"a.txt: no reader for a ZIP .*\(valid: the files within it; a Word .* saved as PDF",
        ),
        (b"\x89PNG\r\n\x1a\n", "a.md", "no reader for a PNG image"),
        (b"a = b\n", "a.ini", r"no reader for the extension '.ini' \(valid: files named .* .htm .*\)"),
        (b"text", "a\u202e.xyz", r"a\\u202e.xyz: no reader"),
    ],
)
def test_refusals(data: bytes, name: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        parse_document(data, name=name)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marked_encodings_are_read(encoding: str) -> None:
    document = parse_document("Größe\n\nSie wächst.\n".encode(encoding), name="a.txt")
    assert document.text == "\ufeffGröße\n\nSie wächst.\n"
    assert document.text[document.blocks[0].start : document.blocks[0].end] == "Größe"


def test_a_line_of_ten_megabytes_is_read() -> None:
    document = parse_document(b"word " * 2_000_000, name="a.txt")
    assert [(block.start, block.end) for block in document.blocks] == [(0, 9_999_999)]
