"""Whether two names may be spellings of one issuer's, given that both issued the same security."""

from __future__ import annotations

import re

_DIGITS = re.compile(r"[0-9]+")
_LEAST = 3  # letters of an abbreviation
_ALIKE = 88.0  # similarity of spellings, of 100
_JOINING = frozenset(("of", "and", "the", "de", "for"))
_TAILS = frozenset(("holding", "group", "technology", "technologie", "system", "international"))


def agree(one: str, other: str) -> bool:
    """Tell whether two keys of `company_key` may be of one issuer: word for word the same, abbreviated or nearly so.

    A name that only begins another may be its parent's or a sloppy row's, so nothing but words such as "holding" may be left
    out.

    >>> agree("zorbian manufacturing", "zorbian mfg"), agree("bank zorb", "bank of zorbia"), agree("zorbian", "zorbian system")
    (True, True, True)
    >>> agree("zorbian", "zorbian credit"), agree("zorbian group", "zorbian index fund"), agree("zorbian", "tin work")
    (False, False, False)
    """
    if one == other:
        return True
    if _DIGITS.findall(one) != _DIGITS.findall(other):
        return False
    first, second = _bare(one), _bare(other)
    if len(first) == len(second) and all(_stands_for(a, b) for a, b in zip(first, second, strict=True)):
        return bool(first)
    from rapidfuzz.fuzz import ratio

    return min(len(one), len(other)) > 2 * _LEAST and float(ratio(one, other, score_cutoff=_ALIKE)) > 0


def _bare(key: str) -> list[str]:
    words = [word for word in key.split() if word not in _JOINING]
    while len(words) > 1 and words[-1] in _TAILS:
        words.pop()
    return words


def _stands_for(one: str, other: str) -> bool:
    """Tell whether one word is another, cut off or with letters left out."""
    short, long = sorted((one, other), key=len)
    letters = iter(long[1:])
    return short == long or (
        len(short) >= _LEAST and short[0] == long[0] and all(letter in letters for letter in short[1:])
    )
