"""Words and punctuation with their offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*|\w+(?:[-‑]\w+)*(?:['’](?!s\b)\w+)?|['’]s\b|\S")
_PLAIN = (("’", "'"), ("‘", "'"), ("‑", "-"), ("‐", "-"), ("―", "—"))
_SAME = str.maketrans(dict(_PLAIN))


def tokens(text: str, start: int = 0, end: int | None = None) -> list[tuple[str, int, int]]:
    """Return (word, start, end) for text[start:end], apostrophes and hyphens made plain in the word."""
    found = _TOKEN.finditer(text, start, len(text) if end is None else end)
    return [
        (word if (word := match[0]).isascii() else word.translate(_SAME), match.start(), match.end()) for match in found
    ]


def spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where the words of text[start:end] begin and end."""
    return [match.span() for match in _TOKEN.finditer(text, start, end)]


def spelled(words: Iterable[str]) -> list[str]:
    """Return words as found in a text with apostrophes and hyphens made plain."""
    return plain(" ".join(words)).split()


def plain(text: str) -> str:
    """Return a text with its apostrophes and hyphens made plain, character by character."""
    for sign, other in _PLAIN:
        text = text.replace(sign, other)
    return text


def found_in(text: str, start: int, end: int) -> list[str]:
    """Return the words of text[start:end] as they stand, without their places."""
    return _TOKEN.findall(text, start, end)


@lru_cache(maxsize=16384)
def words_of(phrase: str) -> tuple[str, ...]:
    """Return a phrase's tokens, for comparing with a unit's."""
    return tuple(word.translate(_SAME) for word in _TOKEN.findall(phrase))
