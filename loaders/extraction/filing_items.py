"""What words in a slot say besides names: items of a list, the way a figure went, whose share it is, years that share a period's words."""

from __future__ import annotations

import re
from collections.abc import Callable

from themegraph.loaders.extraction.match import Match
from themegraph.loaders.extraction.tokens import words_of
from themegraph.loaders.extraction.values import Figure
from themegraph.loaders.extraction.wordlists import vocabulary

_WORDS = vocabulary("vocabulary")["words"]
_FELL, _ANYTHING = frozenset(_WORDS["fell"]), frozenset(_WORDS["anything"])
_AND = re.compile(r",? (?:and|or|as well as) |, ?")
_INITIALS = re.compile(r",? or [A-Z]{2,6}s?\b|\s*\([^()]*\)")
_MANY = re.compile(r"(?:(?!of |that |which )[\w&’'./-]+ )*[\w&’'./-]+(?:s|[Dd]ata)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LIKE = re.compile(r"^(.*\b(?:ended|fiscal)\b.*?)(?:19|20)\d\d$", re.IGNORECASE)
# what a ware does, behind its name
_DOES = re.compile(
    r",?\s+(?:enabling|serving|powering|targeting|supporting|ranging|allowing|helping|offering|addressing)\b.*",
    re.DOTALL,
)
# words that stand for a ware named elsewhere, or for none
_NO_WARE = re.compile(
    r"(?:it|them|this|that|these|those|him|her|us|one|what|whatever|sense|available|most|more|less|up|smaller|larger|newer|older|similar"
    r"|competing|other|such|different)\b",
    re.IGNORECASE,
)
_LONGEST = 6  # words of an item


def items(words: str, bare: Callable[[str], str] = str.strip) -> list[str]:
    """Return the items of a list of kinds in free words, none where one of them is no plain plural.

    >>> items("pumps, heat exchangers, or HXs, and cold plates"), items("foreign and domestic makers of pumps")
    (['pumps', 'heat exchangers', 'cold plates'], [])
    """
    names = [bare(part.strip()) for part in _AND.split(_INITIALS.sub("", words))]
    plain = all(0 < len(name.split()) <= _LONGEST and _MANY.fullmatch(name) for name in names)
    return names if plain and not any(name.casefold() in _ANYTHING for name in names) else []


def wares(words: str, bare: Callable[[str], str]) -> list[str]:
    """Return the wares that a list in free words names, as a whole where a part is no name.

    >>> wares("cold plates and pumps", str.strip), wares("optical and electrical parts", str.strip)
    (['cold plates', 'pumps'], ['optical and electrical parts'])
    """
    words = _DOES.sub("", words)
    if no_ware(words):
        return []
    names = [bare(part.strip()) for part in _AND.split(words)]
    # “optical and electrical parts” share their noun
    shared = len(names[-1].split()) > 1 and any(" " not in name and not name.endswith("s") for name in names[:-1])
    if shared or any(
        not 0 < len(name.split()) <= _LONGEST or name.casefold() in _ANYTHING or "(" in name for name in names
    ):
        names = [bare(words)]
    return [name for name in names if 0 < len(name.split()) <= _LONGEST + 2 and name.casefold() not in _ANYTHING]


def no_ware(words: str) -> bool:
    """Tell whether words begin with one that stands for a ware named elsewhere, or for none.

    >>> no_ware("it on its process"), no_ware("pumps")
    (True, False)
    """
    return _NO_WARE.match(words) is not None


def turned(match: Match, slot: str) -> bool:
    """Whether the words in a figure's `…_way` slot (“down”, “a decrease of”) turn it negative."""
    way = match.slots.get(f"{slot}_way")
    return way is not None and falls(match.unit.text[way.span.start : way.span.end])


def each_has(match: Match, slot: str) -> bool:
    """Whether a match's share is said to be that of each of several."""
    filling = match.slots.get(slot)
    figures = [m for m in filling.members if isinstance(m, Figure)] if filling else []
    return match.rule.each or any(figure.each for figure in figures) or "each" in match.unit.vocabulary


def falls(words: str) -> bool:
    """Whether the words of a change turn its figure negative.

    >>> falls("a decrease of"), falls("up")
    (True, False)
    """
    return not _FELL.isdisjoint(words_of(words.casefold()))


def shared_period(first: str, following: str) -> str:
    """Return the period of a bare year that follows a worded one, empty where it shares nothing.

    >>> shared_period("fiscal years ended June 30, 2030", "2029")
    'fiscal years ended June 30, 2029'
    """
    like = _LIKE.search(first) if _YEAR.fullmatch(following) else None
    return f"{like[1]}{following}" if like else ""
