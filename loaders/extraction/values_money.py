"""Money: a currency sign or code before a number, or a currency word after it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from themegraph.loaders.extraction.values_context import Core, joins
from themegraph.loaders.extraction.values_numbers import Number, scale
from themegraph.loaders.extraction.wordlists import alternatives, vocabulary

_WORDS = vocabulary("values")
_SIGNS: dict[str, str] = dict(_WORDS["currency_signs"])
_NAMES: dict[str, str] = {name.lower(): code for name, code in _WORDS["currency_words"].items()}
_LETTERS: dict[str, int] = dict(_WORDS["money_letters"])
_SIGN = re.compile(rf"(?<![^\W_])(?P<sign>{alternatives(_SIGNS)})\s*\Z")
_LETTER = re.compile(rf"(?:{alternatives(_LETTERS)})(?![^\W_])")
_NAME = re.compile(rf"(?:\s+|-|(?=€))(?:of\s+)?(?P<name>{alternatives(_NAMES)})(?![^\W_])", re.IGNORECASE)
_WEIGHT = re.compile(r"\s+of\b")


def money(text: str, found: Sequence[Number]) -> list[Core]:
    """Return the sums of money among the numbers of a sentence, ranges joined."""
    cores: list[Core] = []
    skip = -1
    for index, number in enumerate(found):
        if number.start < skip:
            continue
        following = found[index + 1] if index + 1 < len(found) else None
        core = _ranged(text, number, following) if following else None
        core = core or _single(text, number)
        if core:
            cores.append(core)
            skip = core.end
    return cores


def _single(text: str, number: Number) -> Core | None:
    """Read one sum of money."""
    start, sign = _sign(text, number)
    end, power = _letter(text, number) if sign else (number.end, number.power)
    name_end, name = _name(text, number, end)
    if not sign and not name:
        return None
    amount = None if number.value is None else scale(number.value, power)
    return Core("Money", start, name_end if _agree(sign, name) else end, amount, None, sign or name)


def _agree(sign: str, name: str) -> bool:
    """Tell whether a word after the number belongs to the sum: "$20 billion dollars"."""
    return bool(name) and (not sign or sign == name)


def _ranged(text: str, left: Number, right: Number) -> Core | None:
    """Read two numbers as one range of money, the first taking its scale and currency from the second if it has none."""
    start, sign = _sign(text, left)
    left_end, left_power = _letter(text, left) if sign else (left.end, left.power)
    right_start, right_sign = _sign(text, right)
    if (
        right_start < left_end
        or left.value is None
        or right.value is None
        or not joins(text, start, left_end, right_start)
    ):
        return None
    right_end, right_power = _letter(text, right) if sign or right_sign else (right.end, right.power)
    name_end, name = _name(text, right, right_end)
    currency = sign or right_sign or name
    if not currency or (right_sign and right_sign != sign) or (sign and right.year and not right_sign):
        return None
    if not left_power and left.value <= right.value:
        left_power = right_power
    low, high = scale(left.value, left_power), scale(right.value, right_power)
    if low >= high or (sign and not right_sign and left_power and not right_power):
        return None
    return Core("Money", start, name_end if _agree(sign or right_sign, name) else right_end, low, high, currency)


def _sign(text: str, number: Number) -> tuple[int, str]:
    """Return where a currency sign before the number begins and its ISO code, or the number's start and nothing."""
    match = _SIGN.search(text, max(0, number.start - 6), number.start) if number.start else None
    return (match.start(), _SIGNS[match["sign"]]) if match else (number.start, "")


def _letter(text: str, number: Number) -> tuple[int, int]:
    """Return the end and the power of ten with a letter after the number: "$5B"."""
    match = None if number.scaled else _LETTER.match(text, number.end)
    return (match.end(), _LETTERS[match[0]]) if match else (number.end, number.power)


def _name(text: str, number: Number, end: int) -> tuple[int, str]:
    """Return the end and ISO code with a currency word after the number, or `end` and nothing."""
    match = _NAME.match(text, end)
    if not match:
        return end, ""
    name = " ".join(match["name"].lower().split())
    weight = name == "pounds" and _WEIGHT.match(text, match.end())
    unlikely = name in _WORDS["currency_words_needing_scale"] and not number.scaled
    if weight or unlikely or number.year or ("of" in match[0].lower().split() and number.value is not None):
        return end, ""
    return match.end(), _NAMES[name]
