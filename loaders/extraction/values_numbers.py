"""Numbers in a sentence, as digits or words, with the scale word after them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from themegraph.loaders.extraction.wordlists import alternatives, vocabulary

_WORDS = vocabulary("values")
_SCALES: dict[str, int] = dict(_WORDS["scales"])
_UNITS: dict[str, int] = dict(_WORDS["number_words"])
_TENS = [word for word, value in _UNITS.items() if value >= 20]
_ONES = [word for word, value in _UNITS.items() if value < 10]
_AFTER_CODE = "|".join(rf"(?<={code})" for code in _WORDS["currency_signs"] if code.isalpha() and len(code) > 2)
_SCALE = rf"(?:{alternatives(_SCALES)})"
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+"
_SPELT = rf"(?:{alternatives(_TENS)})[-\s](?:{alternatives(_ONES)})|(?:{alternatives(_UNITS)})"
_PLURAL = rf"(?:{alternatives(_WORDS['scale_plurals'])})"

NUMBER = re.compile(
    rf"""(?:(?<![^\W_])|{_AFTER_CODE})(?<![0-9][.,/:])(?:(?<![A-Za-z][-–/.])|(?<=mid-)|(?<=end-)|(?<=late-)|(?<=early-))(?<!_)
    (?: (?P<digits>{_DIGITS})(?![0-9]|\.[0-9]|,[0-9]{{3}}|[:/][0-9])(?:(?:\s*-?\s*)(?P<scale>(?:hundred\s+)?{_SCALE})s?(?![^\W_]))?
      | (?P<vague>{_PLURAL}(?:\s+of\s+{_PLURAL})*|(?:{alternatives(_WORDS["vague_numbers"])})\s+(?P<hundreds>{_SCALE})s?)(?![^\W_])
      | (?P<half>half\s+a\s+)(?P<halved>{_SCALE})(?![^\W_])
      | (?P<article>an?)\s+(?P<bare>(?!hundred\b){_SCALE})(?![^\W_]|-[a-z])
      | (?P<spelt>{_SPELT})(?![^\W_])(?:[-\s]+(?P<after>(?:hundred\s+)?{_SCALE})s?(?![^\W_]))?
    )""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(slots=True)  # not frozen, as with words: one is made for every number of a text
class Number:
    """A number as written: its span, its value before the scale, its power of ten; value None for "hundreds"."""

    start: int
    end: int
    value: Decimal | None
    power: int = 0
    scaled: bool = False
    digits: str = ""

    @property
    def amount(self) -> Decimal | None:
        """Return the value with its scale, exactly."""
        return None if self.value is None else scale(self.value, self.power)

    @property
    def year(self) -> int:
        """Return the number as a year from 1990 to 2100, or 0."""
        plain = len(self.digits) == 4 and self.digits.isdigit() and not self.scaled
        return int(self.digits) if plain and 1990 <= int(self.digits) <= 2100 else 0


def scale(value: Decimal, power: int) -> Decimal:
    """Multiply by a power of ten without rounding; a whole result has no exponent."""
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        return value
    exponent += power
    return Decimal((sign, digits + (0,) * max(exponent, 0), min(exponent, 0)))


def numbers(text: str) -> list[Number]:
    """Return the numbers of a sentence in order; those inside words, part numbers and times are left out."""
    return [_number(match) for match in NUMBER.finditer(text)]


def _number(match: re.Match[str]) -> Number:
    start, end = match.span()
    if match["digits"]:
        value = Decimal(match["digits"].replace(",", ""))
        return Number(start, end, value, _power(match["scale"]), bool(match["scale"]), match["digits"])
    if match["vague"]:
        return Number(start, end, None, scaled=True)
    if match["halved"]:
        return Number(start, end, Decimal("0.5"), _power(match["halved"]), True)
    if match["bare"]:
        return Number(start, end, Decimal(1), _power(match["bare"]), True)
    parts = re.split(r"[-\s]+", match["spelt"].lower())
    return Number(
        start, end, Decimal(sum(_UNITS[part] for part in parts)), _power(match["after"]), bool(match["after"])
    )


def _power(words: str | None) -> int:
    return sum(_SCALES[word] for word in words.lower().split()) if words else 0
