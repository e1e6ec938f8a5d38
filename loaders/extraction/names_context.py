"""What the words around a name say of it: that it is a company's, by apposition, ticker symbol, place or list."""

from __future__ import annotations

import re

from themegraph.loaders.extraction.wordlists import alternatives, vocabulary, words

_WORDS = vocabulary("names")
_NOUN = rf"(?:{'|'.join(sorted(words('names', 'company_nouns'), key=lambda word: (-len(word), word)))})"
_PLURAL = rf"(?:{'|'.join(sorted(words('names', 'company_plurals'), key=lambda word: (-len(word), word)))})"
_NAME = r"[A-Z0-9][\w&.’'-]*(?:\s+[A-Z0-9&][\w&.’'-]*){0,4}"
_LIST = rf"(?:{_NAME}(?:,\s+(?:and\s+|or\s+)?|\s+(?:and|or)\s+)){{0,8}}"
_BEFORE = re.compile(
    rf"(?<![^\W_])(?:(?i:{_NOUN})\s+\Z"
    rf"|(?i:{_PLURAL})(?:,?\s+(?:such\s+as|including|like|namely)|\s+included?|:)?\s+{_LIST}\Z"
    rf"|[^\W\d_][\w.]*[-‑]based\s+(?:{_NOUN}\s+)?\Z)"
)
_EXCHANGES = alternatives(_WORDS["exchanges"])
_AFTER = re.compile(
    rf"\s*\((?:{_EXCHANGES})(?:\s[A-Z]\w+)?\s?:\s?[A-Z0-9.]{{1,8}}[;,)]"
    rf"|\s*\([0-9][0-9A-Z]{{2,5}}\s(?:{alternatives(_WORDS['terminal_markets'])})\)"
    rf"|\s*\([0-9A-Z]{{1,6}}\.(?:{alternatives(_WORDS['ticker_suffixes'])})\)"
    rf"|,\s+(?:a|an|the|one\s+of\s+the|another|its|also\s+an?)\s+(?:[^\s,.;:()]+\s+){{0,6}}?{_NOUN}s?(?![\w-])(?!\s+[A-Z])"
    rf"|,\s+which\s+(?:{alternatives(_WORDS['company_verbs'])})\s"
)
_LAW = re.compile(rf"['’]s\s+(?:{alternatives(_WORDS['laws'])})(?![^\W_])")
_REACH = 160


def says_company(text: str, start: int, end: int) -> bool:
    """Tell whether the words around a name say that it is a company's.

    >>> says_company("the chipmaker Foo rose", 14, 17), says_company("Foo, a maker of pumps, rose", 0, 3)
    (True, True)
    >>> says_company("Foo, a city in Bar, grew", 0, 3)
    False
    """
    return bool(_AFTER.match(text, end) or _BEFORE.search(text[max(0, start - _REACH) : start]))


def is_law(text: str, end: int) -> bool:
    """Tell whether a name only names a law: "Foo's Law"."""
    return bool(_LAW.match(text, end))
