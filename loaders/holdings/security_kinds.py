"""Which rows of a list of holdings are shares or bonds of a company, and which are cash, contracts or a state's debt."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from themegraph.loaders.holdings.wordlist import any_of, issuer_words

_WORDS = issuer_words()
_OTHER_CLASSES = any_of(_WORDS["other_classes"])
_SHARE_CLASSES = any_of(_WORDS["share_classes"])
_OTHER_CODES, _SHARE_CODES = frozenset(_WORDS["other_codes"]), frozenset(_WORDS["share_codes"])
_OTHER_NAMES = any_of(_WORDS["other_names"])
_OTHER_ENDS = any_of(_WORDS["other_ends"], r"^(?:{0})(?!\w)|(?<!\w)(?:{0})$")
_CURRENCIES = any_of(_WORDS["currencies"], r"^(?:{0})(?:\W+(?:cash|spot|currency|balance|{0}))*$")
_GOVERNMENTS = any_of(_WORDS["governments"], r"^(?:the )?(?:{})(?!\w)")
_OPTION = re.compile(
    r"\b[A-Z]{1,6}(?: [A-Z]{2})? \d{1,2}/\d{1,2}/\d{2,4} (?:[CP]\d|\d[\d.,]* ?[CP](?![A-Za-z]))|(?<!\d)\d{6}[CP]\d{7,8}\b"
    r"|\b(?:CALL|PUT)S? [A-Z]{1,6}(?: [A-Z]{2})? \d{1,2}/\d{1,2}/\d{2,4}"
)
_MONTHS = "JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"
_CODE = r"(?:[A-Z0-9]{2,3}|[A-Z] ?)[FGHJKMNQUVXZ]\d{1,2}"  # what a future is on, month, year
_KIND = r"(?i:COMDTY|INDEX|CURNCY)"
_FUTURE = re.compile(rf"\b{_CODE} {_KIND}\b|\((?:CBT|CBOT|CME|CMX|NYM|ICF|EUX|OSE|SFE)\)")
_EXPIRY = re.compile(rf"\b(?i:{_MONTHS})\w{{0,6}} ?'?(?:20)?\d\d$")
_FUTURE_CODE = re.compile(rf"{_CODE}(?: {_KIND})?")


@cache
def is_share_class(asset_class: str) -> bool:
    """Tell whether an asset class is shares: "Equity", N-PORT's "EC".

    >>> is_share_class("Common Stock"), is_share_class("Equity Futures"), is_share_class("")
    (True, False, False)
    """
    return not is_other_class(asset_class) and (asset_class in _SHARE_CODES or bool(_SHARE_CLASSES.search(asset_class)))


@cache
def is_other_class(asset_class: str) -> bool:
    """Tell whether an asset class is no share or bond of a company: cash, a contract, a state's debt.

    >>> is_other_class("Cash Collateral and Margins"), is_other_class("STIV"), is_other_class("Equity")
    (True, True, False)
    """
    return asset_class in _OTHER_CODES or bool(_OTHER_CLASSES.search(asset_class))


def is_contract(name: str, ticker: str = "") -> bool:
    """Tell whether the name or ticker of a row is that of a listed option or a future.

    >>> is_contract("Example Inc - CALL Option", "XMPL US 09/18/26 C205 EQUITY"), is_contract("Example Inc", "XMPL US")
    (True, False)
    """
    return is_option(name) or is_option(ticker) or is_future(name, ticker)


def is_option(name: str) -> bool:
    """Tell whether a name is that of a listed option: what it is on, the day, call or put with the strike.

    >>> is_option("XLE US 12/31/26 C52"), is_option("XLE   261231C00052000"), is_option("C 2026 Corp")
    (True, True, False)
    """
    return bool(_OPTION.search(name))


@lru_cache(maxsize=65536)
def is_future(name: str, ticker: str = "") -> bool:
    """Tell whether a row is a future: its code with the month, its exchange, or a name that ends in a month beside a code.

    >>> is_future("US 10YR NOTE (CBT)DEC26"), is_future("S&P500 EMINI DEC26", "ESZ6"), is_future("Example Corp", "ESZ6")
    (True, True, False)
    """
    plain = name.strip()
    return bool(_FUTURE.search(plain) or (_EXPIRY.search(plain) and _FUTURE_CODE.fullmatch(ticker.strip())))


@lru_cache(maxsize=65536)
def is_currency(name: str) -> bool:
    """Tell whether a name is that of a currency, with or without "cash".

    >>> is_currency("USD CASH"), is_currency("US Dollar"), is_currency("Dollar General Corp")
    (True, True, False)
    """
    return bool(_CURRENCIES.match(name.replace("_", " ").strip()))


def has_company(name: str, asset_class: str, side: str, ticker: str = "") -> bool:
    """Tell whether a row is a share or bond that a company issued.

    >>> has_company("US DOLLAR", "", ""), has_company("FOO CORP", "", "call"), has_company("FOO CORP", "", "short")
    (False, False, True)
    """
    if side in {"put", "call"} or is_other_class(asset_class):
        return False
    plain = name.replace("_", " ").strip()
    if _CURRENCIES.match(plain) or _GOVERNMENTS.match(plain) or is_contract(name, ticker):
        return False
    return is_share_class(asset_class) or not (_OTHER_NAMES.search(plain) or _OTHER_ENDS.search(plain))
