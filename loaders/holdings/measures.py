"""What the quantity of a position counts: shares, principal, a balance of money, contracts."""

from __future__ import annotations

import re
from functools import lru_cache

from themegraph.loaders.holdings.security_kinds import has_company, is_option
from themegraph.loaders.holdings.words import words

_WORDS = re.compile(r"[^\W\d_][\w'’-]*")


@lru_cache(maxsize=4096)
def measured(asset_class: str) -> str:
    """Return what the quantity of an asset class counts: "principal", "balance", "contracts", else "" for shares.

    >>> measured("Fixed Income"), measured("Futures"), measured("Equity")
    ('principal', 'contracts', '')
    """
    folded = " ".join(_WORDS.findall(asset_class.casefold()))
    for kind in ("contracts", "balance", "principal"):
        if any(f" {word} " in f" {folded} " for word in words()["measured"][kind]):
            return kind
    return ""


@lru_cache(maxsize=65536)
def counted_as(name: str, asset_class: str) -> str:
    """Return what the quantity of a row counts, as `measured` does; a company's name alone tells of shares.

    >>> counted_as("US CASH", ""), counted_as("Example Cash Machines Inc", ""), counted_as("Example Inc", "Swaps")
    ('balance', '', 'contracts')
    """
    if is_option(name):
        return "contracts"
    return measured(asset_class) if asset_class else "" if has_company(name, "", "") else measured(name)
