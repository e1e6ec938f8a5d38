"""The words of a PDF with their boxes, read in a process of its own: native code on hostile files runs nowhere else.

Started by path and without the package, so it imports nothing of it; the argument is the folder of pypdfium2. Reads the file from standard input and writes
one JSON object a line: what the file says of itself, then each page, then the word "end".
"""

from __future__ import annotations

import ctypes
import json
import math
import sys
from collections.abc import Iterator
from typing import Any

MAX_PAGES = 3_000
MAX_CHARACTERS = 4_000_000
MAX_CHARACTERS_PAGE = 100_000
MEMORY = 800_000_000
SECONDS = 120
_HYPHENS = (0x02, 0xFFFE)  # what pdfium puts in the place of a hyphen that ends a line
_BOLD_FLAG, _BOLD_WEIGHT = 1 << 18, 600


def main() -> int:
    """Read one PDF; an error is a line too, so that the parent can say it in its own words."""
    sys.path.extend(sys.argv[1:])  # where the parent found pypdfium2
    _limit()
    data = sys.stdin.buffer.read()
    try:
        for line in _lines(data):
            sys.stdout.write(json.dumps(line, ensure_ascii=True, separators=(",", ":")) + "\n")
    except MemoryError:
        sys.stdout.write('{"error":"memory"}\n')
    return 0


def _limit() -> None:
    try:
        import resource
    except ImportError:  # not on Windows; there the parent's clock is the only limit
        return
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _lines(data: bytes) -> Iterator[dict[str, Any]]:
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        kinds = {raw.FPDF_ERR_PASSWORD: "password", raw.FPDF_ERR_SUCCESS: "pages"}  # it opens, but has no page
        yield {"error": kinds.get(getattr(error, "err_code", -1), "damaged"), "reason": str(error)}
        return
    count = len(document)
    if not 0 < count <= MAX_PAGES:
        yield {"error": "pages", "count": count}
        return
    yield {"about": document.get_metadata_dict(), "pages": count}
    budget = MAX_CHARACTERS
    for number in range(count):
        page = _page(document, number, budget)
        budget = page.pop("left")
        if budget < 0:
            yield {"error": "characters", "page": number + 1}
            return
        yield page
    yield {"end": True}


def _page(document: Any, number: int, budget: int) -> dict[str, Any]:
    """Return the size and words of a page; one that does not load has none and says so."""
    import pypdfium2

    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return {"words": [], "height": 0, "width": 0, "damaged": True, "left": budget}
    width, height = page.get_size()
    count = text.count_chars()
    left = budget - count if count <= MAX_CHARACTERS_PAGE else -1
    words = [word.row() for word in _words(text.raw, count)] if left >= 0 else []
    text.close()
    page.close()
    return {"words": words, "width": width, "height": height, "left": left}


class _Word:
    """Characters that stand together; coordinates turned so that the words run left to right, y down."""

    __slots__ = ("base", "bold", "bottom", "latest", "letters", "right", "size", "top", "turn", "x")

    def __init__(self, turn: int, size: float, bold: bool, base: float, box: tuple[float, float, float, float]) -> None:
        self.turn, self.size, self.bold, self.base = turn, size, bold, base
        self.x, self.top, self.right, self.bottom = box
        self.latest = self.x
        self.letters: list[str] = []

    def takes(self, box: tuple[float, float, float, float]) -> bool:
        """Whether a character in this box goes on with the word."""
        # The letters of a ligature share a box, so the next may begin where the one before began.
        near = self.latest - 0.1 <= box[0] <= self.right + 0.3 * self.size
        return near and abs(box[3] - self.bottom) <= 0.25 * self.size

    def add(self, letter: str, box: tuple[float, float, float, float]) -> None:
        """Append a character."""
        self.letters.append(letter)
        self.latest, self.right = box[0], max(self.right, box[2])

    def row(self) -> list[Any]:
        """Return the word as a row of numbers and its text."""
        box = (self.x, self.top, self.right, self.bottom, self.base, self.size)
        return [self.turn, *(round(value, 2) for value in box), int(self.bold), "".join(self.letters)]


def _words(text: Any, count: int) -> Iterator[_Word]:
    from pypdfium2 import raw

    rect, word = raw.FS_RECTF(), None
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        letter = "-" if code in _HYPHENS else chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if letter.isspace() or (code < 32 and code not in _HYPHENS) or raw.FPDFText_IsGenerated(text, index) == 1:
            if word is not None and code not in _HYPHENS:
                yield word
                word = None
            if code not in _HYPHENS:
                continue
        if not raw.FPDFText_GetLooseCharBox(text, index, rect):
            continue
        turn = word.turn if word else _turn(raw.FPDFText_GetCharAngle(text, index))
        box = _turned(turn, rect.left, rect.bottom, rect.right, rect.top)
        if word is not None and not word.takes(box):
            yield word
            word, turn = None, _turn(raw.FPDFText_GetCharAngle(text, index))
            box = _turned(turn, rect.left, rect.bottom, rect.right, rect.top)
        if word is None:
            word = _Word(turn, max(_size(text, index), 0.1), _is_bold(text, index), _base(text, index, turn), box)
        word.add(letter, box)
    if word is not None:
        yield word


def _turn(angle: float) -> int:
    """Return the quarter turns against the clock nearest to an angle in radians, which pdfium counts with the clock."""
    return round(-angle / (math.pi / 2)) % 4 if math.isfinite(angle) else 0


def _turned(turn: int, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
    """Return a box as left, top, right, bottom with y down, in the frame of words turned so often."""
    if turn == 1:
        return bottom, left, top, right
    if turn == 2:
        return -right, bottom, -left, top
    if turn == 3:
        return -top, -right, -bottom, -left
    return left, -top, right, -bottom


def _base(text: Any, index: int, turn: int) -> float:
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    return _turned(turn, x.value, y.value, x.value, y.value)[1]


def _size(text: Any, index: int) -> float:
    """Return the height of the type in points as printed."""
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX()
    scale = math.hypot(matrix.c, matrix.d) if raw.FPDFText_GetMatrix(text, index, matrix) else 1.0
    return float(raw.FPDFText_GetFontSize(text, index)) * scale


def _is_bold(text: Any, index: int) -> bool:
    from pypdfium2 import raw

    flags, name = ctypes.c_int(), ctypes.create_string_buffer(128)
    raw.FPDFText_GetFontInfo(text, index, name, 128, flags)
    named = any(mark in name.value.lower() for mark in (b"bold", b"black", b"heavy"))
    return named or bool(flags.value & _BOLD_FLAG) or raw.FPDFText_GetFontWeight(text, index) >= _BOLD_WEIGHT


if __name__ == "__main__":
    sys.exit(main())
