"""Markets by their head word: "the optical-transceiver market", "data-center systems TAM"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from themegraph.loaders.extraction.names_runs import Word
from themegraph.loaders.extraction.wordlists import words

_HEADS, _TAILS = words("names", "market_heads"), words("names", "tam_tail")
_STOP = words("names", "connecting")
_OPENERS, _GENERIC = words("names", "determiners"), words("names", "generic_market")
_AFTER = words("names", "after_market")
_MOST = 6


def find_markets(text: str, found: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield the spans of market names, without the article, a year or a word like "global" before them."""
    for index, word in enumerate(found):
        if word.text not in _HEADS or word.taken or (index + 1 < len(found) and _goes_on(text, word, found[index + 1])):
            continue
        first = _first(text, found, index)
        if first is not None:
            yield found[first].start, word.end


def _goes_on(text: str, word: Word, following: Word) -> bool:
    """Tell whether the head is only the first half of another word: "market share"."""
    glued = text[word.end : following.start] == "" and following.text in "-–"
    return glued or (word.text == "market" and following.text in _AFTER)


def _first(text: str, found: Sequence[Word], head: int) -> int | None:
    """Return the index of a market's first word, or None where no market is named."""
    index = head
    while index > 0 and head - index < _MOST and _modifies(text, found, index - 1):
        index -= 1
    opened = (
        index == 0
        or found[index - 1].text.casefold() in _OPENERS
        or found[index - 1].hard
        or found[index - 1].text in "(:\"“•’'s"
    )
    while index < head and found[index].text.casefold() in _GENERIC:
        index += 1
    named = [word.text for word in found[index:head] if word.text not in "-–"]
    verb = len(named) == 1 and named[0].islower() and named[0].endswith(("ing", "ed", "s"))
    return index if opened and named and not verb else None


def _modifies(text: str, found: Sequence[Word], index: int) -> bool:
    """Tell whether a word may stand before a market's head as part of its name."""
    word, gap = found[index], text[found[index].end : found[index + 1].start]
    if (
        word.hard
        or word.text in _HEADS
        or "\n\n" in gap
        or word.text.casefold() in _STOP
        or word.text.casefold() in _OPENERS - _GENERIC
    ):
        return False
    if word.text in "-–&":
        return True
    return word.text[0].isalnum()
