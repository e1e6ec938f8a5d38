"""What the quantity of a position counts: shares, principal, a balance of money, contracts."""

from __future__ import annotations

import re
from functools import lru_cache

from themegraph.loaders.holdings.security_kinds import has_company, is_contract, is_currency, is_share_class
from themegraph.loaders.holdings.words import words

_BOND = re.compile(r"(?<![\w/])\d{1,2}(?:\.\d+)? ?%? +\d{1,2}/\d{1,2}/\d{2,4}(?!\d)")  # an interest rate, then a day
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
def counted_as(name: str, asset_class: str, ticker: str = "", *, matures: bool = False) -> str:
    """Return what the quantity of a row counts, as `measured` does; a company's name alone tells of shares.

    `matures` tells that the row has a day of maturity, as a bond has.

    >>> counted_as("US CASH", ""), counted_as("Example Cash Machines Inc", ""), counted_as("Example Inc", "Swaps")
    ('balance', '', 'contracts')
    >>> counted_as("Example Inc 4.15% 11/15/2030", ""), counted_as("Example Inc", "", matures=True)
    ('principal', 'principal')
    >>> counted_as("Example Inc", "Preferred Stock", matures=True), counted_as("USD CASH", "Money Market")
    ('', 'balance')
    """
    if is_contract(name, ticker):
        return "contracts"
    told = measured(asset_class) if asset_class else "" if has_company(name, "", "") else measured(name)
    if not told and is_currency(name) and not is_share_class(asset_class):
        return "balance"
    return "principal" if (matures or _BOND.search(name)) and not told and not is_share_class(asset_class) else told
