"""Words without which a sentence holds no figure of some form, so that most sentences are never searched for it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from themegraph.loaders.extraction.wordlists import vocabulary

_LETTERS = re.compile(r"[a-z]+")
_WORDS = vocabulary("values")


def _cues(phrases: Iterable[str]) -> frozenset[str]:
    """Return one word of each phrase, its longest, since that is the rarest as a rule."""
    found = (_LETTERS.findall(phrase.lower()) for phrase in phrases)
    return frozenset(max(reversed(words), key=len) for words in found if words)


_SCALES = [*_WORDS["scales"], *(f"{scale}s" for scale in _WORDS["scales"])]
NUMBERS = _cues([*_WORDS["number_words"], *_SCALES, *_WORDS["scale_plurals"]])
MULTIPLES = _cues(_WORDS["multiple_words"])
MONTHS = _cues(_WORDS["months"])
RELATIVE = _cues(_WORDS["relative_periods"])
PERIODS = MONTHS | RELATIVE | _cues(_WORDS["ordinals"])


def letters(text: str) -> frozenset[str]:
    """Return the runs of Latin letters in a text, in lower case.

    >>> sorted(letters("A twofold rise"))
    ['a', 'rise', 'twofold']
    """
    return frozenset(_LETTERS.findall(text.lower()))
