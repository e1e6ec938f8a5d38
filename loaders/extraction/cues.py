"""The words that gave a match its status: those without which the judgement would be another."""

from __future__ import annotations

from collections.abc import Sequence

from themegraph.loaders.extraction.status import status_of

_LONGEST = 5  # words of a cue
_BLANK = "_"  # a word that is no cue and no boundary


def cue_of(words: Sequence[str], first: int, last: int) -> str:
    """Return the fewest words that decide the status of a match over words[first:last], "" where none does alone.

    >>> cue_of(("Acme", "may", "buy", "Borealis"), 0, 4)
    'may'
    """
    if words and words[-1] == "?":
        return "?"
    status = status_of(words, first, last)
    if status == "asserted":
        return ""
    for size in range(1, min(_LONGEST, len(words)) + 1):
        for start in range(len(words) - size + 1):
            without = (*words[:start], *[_BLANK] * size, *words[start + size :])
            if status_of(without, first, last) != status:
                return " ".join(words[start : start + size])
    return ""
