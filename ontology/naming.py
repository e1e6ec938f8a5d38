"""Bring names to one form, so that spellings of the same name meet."""

from __future__ import annotations

import re
import unicodedata

_MARKS = str.maketrans({"&": " and ", "-": " ", "‐": " ", "‑": " ", "–": " ", "/": " ", "’": "'", ",": " ", ".": ""})
_ACRONYM = re.compile(r"([A-Z][A-Z0-9]{1,4})s?")


def normalise(name: str) -> str:
    """Return a name in lower case without punctuation, leading article and plural; acronyms keep their capitals.

    >>> normalise("The Optical Transceivers"), normalise("Networking & optical interconnect"), normalise("U.S.")
    ('optical transceiver', 'networking and optical interconnect', 'US')
    """
    words = unicodedata.normalize("NFKC", name).translate(_MARKS).split()
    if len(words) > 1 and words[0].lower() in {"the", "a", "an"}:
        del words[0]
    return " ".join(_word(word, last=index == len(words) - 1) for index, word in enumerate(words))


def _word(word: str, *, last: bool) -> str:
    acronym = _ACRONYM.fullmatch(word)
    if acronym:
        return acronym[1]
    lower = word.casefold()
    return _singular(lower) if last else lower


def _singular(word: str) -> str:
    # Only where the plural is plain: "optics" and "Systems" in a name are equal on both sides, whatever this does.
    if len(word) > 4 and word.endswith(("ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
