"""What stands around a number: approximation and bounds before and after it, "each", the other end of a range."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from themegraph.loaders.extraction.values_figure import Figure, Kind
from themegraph.loaders.extraction.wordlists import alternatives, vocabulary

_WORDS = vocabulary("values")
_KINDS = ("approximate", "lower", "upper")
_WINDOW = 48


def _before(kind: str) -> str:
    """Return a pattern for the words of a kind: whole words then white space, or signs."""
    spelt = [word for word in _WORDS[kind] if word[0].isalpha()]
    signs = [word for word in _WORDS[kind] if not word[0].isalpha()]
    return rf"(?<![^\W_])(?:{alternatives(spelt)})(?<=[\w.])\s+(?:the\s+|a\s+)?|(?:{alternatives(signs)})\s*"


_MODIFIERS = {kind: re.compile(rf"(?:{_before(kind)})\Z", re.IGNORECASE) for kind in _KINDS}
_ANY = re.compile(rf"(?:{'|'.join(map(_before, _KINDS))})\Z", re.IGNORECASE)
_AFTER = {
    "lower": re.compile(
        rf"\+(?![0-9])|\s*-plus\b|\s+(?:{alternatives(w for w in _WORDS['lower_after'] if w[0].isalpha())})\b"
    ),
    "upper": re.compile(rf"\s+(?:{alternatives(_WORDS['upper_after'])})\b"),
    "approximate": re.compile(rf"\s+(?:{alternatives(_WORDS['approximate_after'])})\b"),
}
_EACH = re.compile(
    rf",?\s+(?:{alternatives(_WORDS['each'])})\b(?!\s+(?:{alternatives(_WORDS['each_not_before'])})\b)", re.IGNORECASE
)
_BETWEEN = re.compile(r"\bbetween\s+\Z", re.IGNORECASE)
_STEP = re.compile(rf"(?<![^\W_])(?:{alternatives(_WORDS['not_range_after'])})\s+\Z", re.IGNORECASE)
DASH = re.compile(r"\s*[-–—‑]\s*")
TO = re.compile(r"\s+(?:to|and)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Core:
    """The bare figure before its surroundings are read: one amount, or the two ends of a range."""

    kind: Kind
    start: int
    end: int
    amount: Decimal | None
    other: Decimal | None = None
    currency: str = ""
    unit: str = ""


def figure(text: str, core: Core) -> Figure:
    """Widen a bare figure by the words around it that bound or blur it."""
    start, kinds = _read_before(text, core.start, ranged=core.other is not None)
    end = core.end
    for kind, pattern in _AFTER.items():
        if match := pattern.match(text, end):
            end, kinds = match.end(), kinds | {kind}
    each = _EACH.match(text, end)
    end = each.end() if each else end
    ranged = core.other is not None
    lower = core.amount if ranged or ("lower" in kinds and "upper" not in kinds) else None
    upper = core.other if ranged else core.amount if "upper" in kinds else None
    vague = core.amount is None
    return Figure(
        core.kind, start, end, text[start:end], None if ranged else core.amount, core.currency,
        "approximate" in kinds or vague, lower, upper, bool(each), core.unit,
    )  # fmt: skip


def _read_before(text: str, start: int, *, ranged: bool = False) -> tuple[int, set[str]]:
    """Return where the modifiers before a figure begin and of which kinds they are."""
    kinds: set[str] = set()
    if ranged and (match := _BETWEEN.search(text, max(0, start - 12), start)):
        return match.start(), kinds
    while match := _ANY.search(text, max(0, start - _WINDOW), start):
        found = {kind for kind in _KINDS if _MODIFIERS[kind].search(text, match.start(), start)}
        kinds |= found - {"lower", "upper"} if kinds & {"lower", "upper"} else found
        start = match.start()
    return start, kinds


def joins(text: str, start: int, left: int, right: int) -> bool:
    """Tell whether the words from `left` to `right` make a range of the figure at `start` and the one after."""
    between = text[left:right]
    if DASH.fullmatch(between):
        return True
    if not TO.fullmatch(between):
        return False
    bound = _BETWEEN.search(text, max(0, start - 12), start)
    if between.strip().lower() == "and":
        return bound is not None
    modified = _read_before(text, start)[0]
    return not _STEP.search(text, max(0, modified - 16), modified)
