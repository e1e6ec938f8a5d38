"""Rows of a table that add up others: told by their words, or by a word and their figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache

from themegraph.loaders.holdings.draft import Drafts
from themegraph.loaders.holdings.words import words

_ROUNDING = {"weight": Decimal("0.05"), "amount": Decimal(5)}
_FEWEST = 2  # rows that are added up where nothing parts them from those above


def is_total(name: str) -> bool:
    """Tell whether a name is a word for a total, then only words of what is added up.

    >>> is_total("Total Common Stocks"), is_total("Grand total:"), is_total("TotalEnergies SE"), is_total("Total SE")
    (True, True, False, False)
    """
    return _totals()(name) is not None


def adds_up(name: str, figures: Mapping[str, Decimal], out: Drafts) -> bool:
    """Tell whether a row begins with a word for a total and its weight or amount is the sum of the rows just above.

    These are all rows below the last heading, or at least two.
    """
    if not _begins()(name):
        return False
    role = next((role for role in ("amount", "weight") if figures.get(role)), "")
    if not role:
        return False
    total = Decimal(0)
    for place in range(len(out.drafts) - 1, -1, -1):
        total += out.drafts[place].figures.get(role, Decimal(0))
        long_enough = place == out.group or len(out.drafts) - place >= _FEWEST
        if long_enough and abs(total - figures[role]) <= min(_ROUNDING[role], abs(figures[role]) / 1000):
            return True
    return False


@lru_cache(maxsize=1)
def _totals() -> Callable[[str], re.Match[str] | None]:
    then = "|".join(sorted((re.escape(str(word)) for word in words()["totals_of"]), key=len, reverse=True))
    return re.compile(rf"(?:{_first()})(?:[\s/(),-]+(?:{then}))*\s*[:：%()]*", re.IGNORECASE).fullmatch


@lru_cache(maxsize=1)
def _begins() -> Callable[[str], re.Match[str] | None]:
    return re.compile(rf"(?:{_first()})(?!\w)", re.IGNORECASE).match


def _first() -> str:
    return "|".join(sorted((re.escape(str(word)) for word in words()["totals"]), key=len, reverse=True))
