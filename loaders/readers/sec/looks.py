"""The style of an element, from its name, its `style` attribute and what it inherits."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from themegraph.loaders.readers.sec.pieces import Look

_BOLD = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_ITALIC = frozenset({"i", "em", "cite"})
_FONT_SIZES = {"1": 7.5, "2": 10.0, "3": 12.0, "4": 13.5, "5": 18.0, "6": 24.0, "7": 36.0}
_SIZE = re.compile(r"([\d.]{1,8})\s*(pt|px|em|rem|%)")
_UNITS = {"pt": 1.0, "px": 0.75, "em": 10.0, "rem": 10.0, "%": 0.1}
_BREAKS = frozenset({"always", "page", "left", "right"})
_LONGEST = 20_000  # a style attribute longer than this says nothing about headings


@dataclass(frozen=True, slots=True)
class Styles:
    """What a `style` attribute says; None where it is silent."""

    bold: bool | None = None
    italic: bool | None = None
    underlined: bool | None = None
    centred: bool | None = None
    hidden: bool | None = None
    symbols: bool | None = None
    size: float | None = None
    break_before: bool = False
    break_after: bool = False


@lru_cache(maxsize=8192)
def styles_of(attribute: str) -> Styles:
    """Return what a `style` attribute says.

    >>> styles_of("font-weight:700; text-align: center").bold
    True
    """
    rules = dict(_rule(part) for part in attribute[:_LONGEST].lower().split(";"))
    short = rules.get("font", "")
    weight, decoration = rules.get("font-weight"), rules.get("text-decoration", rules.get("text-decoration-line"))
    return Styles(
        bold=_bold(weight, short),
        italic=_is(rules.get("font-style"), "italic", "oblique"),
        underlined=None if decoration is None else "underline" in decoration,
        centred=_is(rules.get("text-align"), "center"),
        hidden=True if rules.get("display") == "none" or rules.get("visibility") == "hidden" else None,
        symbols=_symbols(rules.get("font-family", rules.get("font"))),
        size=_points(rules.get("font-size", "")) or _points(short),
        break_before=rules.get("page-break-before", rules.get("break-before", "")) in _BREAKS,
        break_after=rules.get("page-break-after", rules.get("break-after", "")) in _BREAKS,
    )


@lru_cache(maxsize=8192)
def look_of(tag: str, printed: tuple[str, str, str], styles: Styles, above: Look) -> Look:
    """Return how the words of an element look within what is `above` it; `printed` are face, size and alignment."""
    family, printed_size, aligned = printed
    size = styles.size or _FONT_SIZES.get(printed_size.lstrip("+"))
    return replace(
        above,
        bold=_first(styles.bold, tag in _BOLD or None, above.bold),
        italic=_first(styles.italic, tag in _ITALIC or None, above.italic),
        underlined=_first(styles.underlined, (tag == "u") or None, above.underlined),
        centred=_first(styles.centred, tag == "center" or (aligned == "center" if aligned else None), above.centred),
        hidden=above.hidden or bool(styles.hidden),
        symbols=_first(styles.symbols, _symbols(family) if family else None, above.symbols),
        size=size or above.size,
    )


def _bold(weight: str | None, short: str) -> bool | None:
    """Return whether a weight, or else the short form of a font, is bold."""
    if weight is None:
        return True if short.startswith(("bold", "italic bold")) else None
    return weight in ("bold", "bolder", "600", "700", "800", "900")


def _first(*values: bool | None) -> bool:
    return bool(next((value for value in values if value is not None), False))


def _rule(part: str) -> tuple[str, str]:
    name, _, value = part.partition(":")
    return name.strip(), value.strip()


def _is(value: str | None, *wanted: str) -> bool | None:
    return None if value is None else value in wanted


def _symbols(family: str | None) -> bool | None:
    return None if family is None else "wingdings" in family or family.startswith("symbol")


def _points(size: str) -> float | None:
    found = _SIZE.search(size)
    try:
        return float(found[1]) * _UNITS[found[2]] if found else None
    except ValueError:
        return None
