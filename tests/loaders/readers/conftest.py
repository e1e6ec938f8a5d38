"""A maker of small PDFs, so that tests show the file that they read."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace

import pytest

LETTER = (612, 792)


@dataclass(frozen=True, slots=True)
class Put:
    """Words at a place: x from the left and y from the top, in points; `turn` is degrees against the clock."""

    x: float
    y: float
    words: str
    size: float = 10
    bold: bool = False
    turn: int = 0


def paragraph(x: float, y: float, lines: Sequence[str], *, step: float = 12, size: float = 10) -> list[Put]:
    """Return lines one below the other."""
    return [Put(x, y + step * number, words, size) for number, words in enumerate(lines)]


def make(pages: Sequence[Sequence[Put]], about: Mapping[str, str] | None = None, *, extra: bytes = b"") -> bytes:
    """Return a PDF of these pages in Helvetica; `about` is its information dictionary."""
    kids = " ".join(f"{10 + 2 * number} 0 R" for number in range(len(pages)))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % extra,
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        4: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        5: b"<< %s >>" % b" ".join(b"/%s (%s)" % (k.encode(), _escaped(v)) for k, v in (about or {}).items()),
    }
    for number, puts in enumerate(pages):
        objects[10 + 2 * number] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % (*LETTER, 11 + 2 * number)
        )
        objects[11 + 2 * number] = stream(b"\n".join(map(_shown, puts)))
    return assemble(objects)


def stream(content: bytes, filters: str = "/FlateDecode", times: int = 1) -> bytes:
    """Return a stream object, compressed so many times."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    return b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream" % (
        len(content),
        " ".join([filters] * times).encode(),
        content,
    )


def assemble(objects: Mapping[int, bytes], trailer: bytes = b"/Info 5 0 R") -> bytes:
    """Return the file that holds these objects; number 1 is its catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in sorted(places.items()):
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    out += b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, trailer, table)
    return bytes(out)


def _shown(put: Put) -> bytes:
    a, b = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[put.turn]
    place = f"{a} {b} {-b} {a} {put.x:.2f} {LETTER[1] - put.y:.2f}"
    return f"BT /F{2 if put.bold else 1} {put.size} Tf {place} Tm (".encode() + _escaped(put.words) + b") Tj ET"


def _escaped(words: str) -> bytes:
    raw = words.encode("cp1252", "replace")
    return raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


@pytest.fixture
def pdf() -> SimpleNamespace:
    """Give the maker of PDFs and what its pages are made of."""
    return SimpleNamespace(make=make, put=Put, paragraph=paragraph, stream=stream, assemble=assemble)
