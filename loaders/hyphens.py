"""Hyphens at the ends of lines: which divide a word, and which belong to it, as the document itself spells."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]{2,40}(?:-[^\W\d_]{2,40}){0,3}(?![\w-])")
# Words that English joins to the next with a hyphen; no syllable of a longer word ends in them by rule.
_FIRST_HALVES = re.compile(
    r"(?:all|anti|best|co|cross|data|double|first|four|fourth|full|half|high|in|large|last|late|lead|long|low|mid|mixed|multi|near|next|non"
    r"|on|one|open|quarter|real|second|self|semi|short|single|six|small|state|sub|third|three|top|two|ultra|well|wide|world|year)"
)
_DIVIDED = re.compile(r"(?<![\w-])([^\W\d_]{2,40})[-‐]\s{1,20}([a-z]{2,40})(?![\w-])")
_HANGING = frozenset({"and", "or", "to"})


@dataclass(frozen=True, slots=True)
class Spelling:
    """How often a document spells each word, hyphenated ones whole, and whether its lines divide words."""

    words: Counter[str] = field(default_factory=Counter)
    divides: bool = True

    def joins(self, left: str, right: str) -> str:
        """Return what stands between two halves of a word that a line end divided: "", "-" or "- ".

        >>> Spelling(Counter({"interconnect": 1})).joins("inter", "connect"), Spelling().joins("multi", "year")
        ('', '-')
        """
        first, second = left.casefold(), right.casefold()
        if second in _HANGING:
            return "- "
        if not right[:1].islower() or not left.isalpha() or not left[-1:].islower():
            return "-"
        whole, apart = self.words[first + second], self.words[f"{first}-{second}"]
        if whole or apart:
            return "" if whole >= apart else "-"
        both = len(first) > 3 and len(second) > 3 and self.words[first] and self.words[second]
        return "-" if not self.divides or _FIRST_HALVES.fullmatch(first) or both else ""


@lru_cache(maxsize=2)
def spelling_of(text: str, *, typeset: bool | None = None) -> Spelling:
    """Return the spelling of a text; the halves of a word at line ends count as neither.

    Lines divide words where more of them spell a word of the text joined than hyphenated. Where none tells, those of a
    typeset page do (by default one with form feeds), and those that a person or a program wrapped do not.
    """
    words = Counter(match[0].casefold() for match in _WORD.finditer(text))
    balance = 0
    for match in _DIVIDED.finditer(text):
        first, second = match[1].casefold(), match[2].casefold()
        balance += bool(words[first + second]) - bool(words[f"{first}-{second}"])
    return Spelling(words, balance > 0 or (balance == 0 and ("\f" in text if typeset is None else typeset)))
