"""The text of a document as far as its graph quotes it: passages with what stands around them, the rest blank."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from themegraph.errors import ReadError

LARGEST_TEXT = 100_000_000  # characters
BLANK = " "


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """Some characters of a text and where they begin."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Where the piece ends, exclusive."""
        return self.start + len(self.text)


def patched(pieces: Iterable[Piece], length: int, where: str) -> str:
    """Return a text of a length that holds the pieces; raise ReadError where they contradict each other.

    >>> patched([Piece(2, "cd"), Piece(3, "de")], 6, "a")
    '  cde '
    """
    if not 0 < length <= LARGEST_TEXT:
        raise ReadError(f"a text of {length:,} characters", where=where, valid=f"1 to {LARGEST_TEXT:,} characters")
    parts: list[str] = []
    end = 0
    tail = Piece(0, "")
    for piece in sorted(set(pieces)):
        if piece.start < 0 or piece.end > length:
            raise ReadError(f"a passage at {piece.start}-{piece.end}", where=where, valid=f"places below {length}")
        overlap = min(end, piece.end) - piece.start
        if overlap > 0 and tail.text[piece.start - tail.start :][:overlap] != piece.text[:overlap]:
            raise ReadError(
                "passages that contradict each other", where=f"{where}, offset {piece.start}", valid="one text"
            )
        if piece.end <= end:
            continue
        parts += [BLANK * (piece.start - end), piece.text[max(0, overlap) :]]
        tail, end = piece, piece.end  # it reaches furthest, so it covers what later pieces overlap
    return "".join((*parts, BLANK * (length - end)))
