"""Percentages, multiples, physical quantities and counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from themegraph.loaders.extraction.values_context import Core, joins
from themegraph.loaders.extraction.values_figure import Kind
from themegraph.loaders.extraction.values_numbers import Number, scale
from themegraph.loaders.extraction.wordlists import alternatives, vocabulary, words

_WORDS = vocabulary("values")
_SYMBOLS: dict[str, str] = dict(_WORDS["units"])
_SPELT: dict[str, str] = dict(_WORDS["unit_words"])
_MULTIPLES: dict[str, Decimal] = {word: Decimal(str(value)) for word, value in _WORDS["multiple_words"].items()}
_NOUNS = {noun.casefold(): noun for noun in words("values", "count_nouns")}
_LETTERS: dict[str, int] = dict(_WORDS["letter_count_nouns"])

_PERCENT = re.compile(r"\s*(?:%|per\s?cent(?![^\W_])|pct(?![^\W_]))(?!\s*-?points?\b)", re.IGNORECASE)
_POINTS = re.compile(r"\s*(?:%|percent|percentage)[\s-]*points?(?![^\W_])", re.IGNORECASE)
_FOLD = re.compile(r"[-\s]?(?:fold|times)(?![^\W_-])|[xX×](?![^\W_])", re.IGNORECASE)
_SYMBOL = re.compile(rf"[-\s]?(?P<unit>{alternatives(_SYMBOLS)})(?![^\W_]|/[A-Za-z])")
_WORD = re.compile(rf"(?:\s+|-)(?P<unit>{alternatives(_SPELT)})(?![^\W_])", re.IGNORECASE)
_NOUNS_AFTER = [
    re.compile(rf"\s+(?:(?!and\b|or\b|of\b|in\b|to\b|for\b)[a-z][a-z-]*\s+){{{n}}}(?P<noun>[A-Za-z]+)(?![^\W_])")
    for n in range(3)
]
_LETTER = re.compile(rf"(?P<letter>{alternatives(_LETTERS)})(?=\s)")
_NUMBERED = re.compile(r"(?<=\s)(?:[A-Z][\w&.’-]*|#)\s+\Z")
_MINUS = re.compile(r"(?:(?<=[\s(])|\A)[-−–]\Z")
_MULTIPLE_WORD = re.compile(rf"(?<![\w-])(?:{alternatives(_MULTIPLES)})(?![\w-])", re.IGNORECASE)


def measures(text: str, found: Sequence[Number]) -> list[Core]:
    """Return the percentages, multiples, quantities and counts among the numbers of a sentence."""
    cores: list[Core] = []
    left: Number | None = None
    for number in found:
        core = _measure(text, number)
        if core and left:
            core = _range(text, left, core, number) or core
        if core:
            cores.append(core)
        left = number
    return [*_drop_covered(cores), *_multiple_words(text)]


def _measure(text: str, number: Number) -> Core | None:
    """Read one number with the unit or noun after it."""
    if match := _POINTS.match(text, number.end):
        return _core("Quantity", number, match.end(), "percentage point")
    if match := _PERCENT.match(text, number.end):
        return _signed(text, _core("Percent", number, match.end()))
    if match := _FOLD.match(text, number.end):
        return _core("Multiple", number, match.end())
    if number.digits and (match := _SYMBOL.match(text, number.end)) and not _bare_article(text, match):
        return _core("Quantity", number, match.end(), _SYMBOLS[match["unit"]])
    if match := _WORD.match(text, number.end):
        return _core("Quantity", number, match.end(), _SPELT[" ".join(match["unit"].lower().split())])
    return _count(text, number)


def _bare_article(text: str, match: re.Match[str]) -> bool:
    """Tell whether a one-letter unit after a blank is more likely an initial: "in 5 V. Smith"."""
    return len(match["unit"]) == 1 and match[0] != match["unit"] and text[match.end() : match.end() + 1] == "."


def _count(text: str, number: Number) -> Core | None:
    """Read a number as a count: with a scale word, a thousands comma, or a countable noun after it."""
    if number.digits and (letter := _LETTER.match(text, number.end)):
        noun = _noun(text, letter.end())
        amount = scale(number.value or Decimal(0), _LETTERS[letter["letter"]])
        return Core("Count", number.start, letter.end(), amount, None, "", noun) if noun else None
    after = text[number.end : number.end + 1]
    if after.isalnum() or after in ("-", "/", "_"):
        return None
    if number.digits and not number.scaled and _NUMBERED.search(text, max(0, number.start - 24), number.start):
        return None
    noun = _noun(text, number.end)
    plain = number.digits and "." not in number.digits
    small = not number.digits and not number.scaled
    counted = number.scaled or "," in number.digits or (noun and (plain or (small and number.amount != 1)))
    return _core("Count", number, number.end, noun) if counted else None


def _noun(text: str, start: int) -> str:
    """Return the countable noun within three words after a place, or nothing."""
    for pattern in _NOUNS_AFTER:
        if (match := pattern.match(text, start)) and match["noun"].casefold() in _NOUNS:
            return _NOUNS[match["noun"].casefold()]
    return ""


def _core(kind: Kind, number: Number, end: int, unit: str = "") -> Core:
    return Core(kind, number.start, end, number.amount, None, "", unit)


def _signed(text: str, core: Core) -> Core:
    """Take in a minus sign."""
    if core.amount is not None and (match := _MINUS.search(text, max(0, core.start - 2), core.start)):
        return replace(core, start=match.start(), amount=-core.amount)
    return core


def _range(text: str, left: Number, core: Core, right: Number) -> Core | None:
    """Join a number, with the same unit or none, to the figure after it: "10-15%", "10% to 15%"."""
    if (
        left.value is None
        or right.value is None
        or left.year
        or (core.kind == "Count" and not _dashed(text, left, right))
    ):
        return None
    own = _measure(text, left)
    same = own and (own.kind, own.unit) == (core.kind, core.unit)
    left_end = own.end if own and same else left.end
    if left_end > right.start or not joins(text, left.start, left_end, right.start):
        return None
    low = left.amount if same or left.power else scale(left.value, right.power)
    if low is None or core.amount is None or low >= abs(core.amount):
        return None
    return replace(core, start=left.start, amount=low, other=abs(core.amount))


def _dashed(text: str, left: Number, right: Number) -> bool:
    return not re.search(r"\band\b", text[left.end : right.start])


def _drop_covered(cores: Sequence[Core]) -> Iterator[Core]:
    """Leave out a figure that the next one took in as the first end of its range."""
    for core, following in zip(cores, [*cores[1:], None], strict=False):
        if following is None or following.start > core.start:
            yield core


def _multiple_words(text: str) -> Iterator[Core]:
    for match in _MULTIPLE_WORD.finditer(text):
        yield Core("Multiple", *match.span(), _MULTIPLES[match[0].lower()])
