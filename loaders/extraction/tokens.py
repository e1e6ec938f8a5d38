"""Words and punctuation with their offsets."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*|\w+(?:[-‑]\w+)*(?:['’](?!s\b)\w+)?|['’]s\b|\S")
_SAME = str.maketrans({"’": "'", "‘": "'", "‑": "-", "‐": "-", "―": "—"})


def tokens(text: str, start: int = 0, end: int | None = None) -> list[tuple[str, int, int]]:
    """Return (word, start, end) for text[start:end], apostrophes and hyphens made plain in the word."""
    found = _TOKEN.finditer(text, start, len(text) if end is None else end)
    return [(match.group().translate(_SAME), match.start(), match.end()) for match in found]


def words_of(phrase: str) -> list[str]:
    """Return a phrase's tokens, for comparing with a unit's."""
    return [word for word, _, _ in tokens(phrase)]
