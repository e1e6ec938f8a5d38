"""Ticker symbols as lists print them, with the exchange and country that they tell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from themegraph.ontology.entry import Ticker

_FILE = Path(__file__).with_name("exchange_codes.yaml")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SYMBOL = re.compile(r"[A-Z0-9][A-Z0-9]{0,11}(?:[.\-/][A-Z0-9]{1,6})?")
_VENDOR = re.compile(r"(?P<symbol>[A-Z0-9.\-/* ]+) (?P<code>[A-Z][A-Z0-9])(?: (?:EQUITY|EQ))?")
_SUFFIXED = re.compile(r"(?P<symbol>[A-Z0-9\-]+)\.(?P<suffix>[A-Z]{1,3})")
_PREFIXED = re.compile(r"(?P<mic>[A-Z]{2,6}): ?(?P<symbol>[A-Z0-9.\-]+)")
_LONE = frozenset("LFSON")  # suffixes of one letter that name no class of shares
_SHARE_CLASS = re.compile(r"[.\-/ ]")
_NONE = re.compile(r"[\s\-–—.*_]*|N/?A|NONE|NULL", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol with its market identifier code and its country of two letters, each "" where nothing tells it."""

    symbol: str
    mic: str = ""
    country: str = ""

    @property
    def ticker(self) -> Ticker:
        """The symbol on its exchange."""
        return Ticker(self.symbol, self.mic)


@dataclass(frozen=True, slots=True)
class _Markets:
    """The table of codes: vendor codes and suffixes to (mic, country), and what a bare symbol is of in a country."""

    codes: Mapping[str, tuple[str, str]]
    suffixes: Mapping[str, tuple[str, str]]
    countries: Mapping[str, Mapping[str, Any]]
    venues: Mapping[str, str]


@lru_cache(maxsize=65536)
def parse_ticker(text: str, *, country: str = "", exchange: str = "") -> Symbol | None:
    """Return the symbol that a cell holds, None where it holds none.

    `country` is the ISO code of the row's market, `exchange` a market identifier code or vendor's code.

    >>> parse_ticker("ASML NA"), parse_ticker("688041.SS"), parse_ticker("BRK-B"), parse_ticker(" - ")
    (Symbol(symbol='ASML', mic='XAMS', country='NL'), Symbol(symbol='688041', mic='XSHG', country='CN'), Symbol(symbol='BRK.B', mic='', country=''), None)
    >>> parse_ticker("2330", country="TW").ticker
    Ticker(symbol='2330', mic='XTAI')
    """
    plain = " ".join(text.upper().split())
    if _NONE.fullmatch(plain):
        return None
    for part in (_vendor, _prefixed, _suffixed):
        found = part(plain)
        if found is not None:
            return _filled(*found)
    symbol = _SHARE_CLASS.sub(".", plain.rstrip("*"))
    if not _SYMBOL.fullmatch(symbol):
        return None
    mic, of = _venue(exchange)
    return _filled(symbol, mic, of or country.upper())


def country_of(mic: str) -> str:
    """Return the country of an exchange by its market identifier code, "" where the table lacks it.

    >>> country_of("XKRX"), country_of("XXXX")
    ('KR', '')
    """
    return _markets().venues.get(mic, "")


def exchanges() -> tuple[str, ...]:
    """Return the market identifier codes of the table, sorted."""
    return tuple(sorted(_markets().venues))


def symbol_key(symbol: str) -> str:
    """Return the form under which spellings of a symbol meet: without what parts the share class.

    >>> symbol_key("BRK.B") == symbol_key("BRKB") == symbol_key("BRK/B")
    True
    """
    return _SHARE_CLASS.sub("", symbol.upper())


def _vendor(plain: str) -> tuple[str, str, str] | None:
    found = _VENDOR.fullmatch(plain)
    place = _markets().codes.get(found["code"]) if found else None
    return (_SHARE_CLASS.sub(".", found["symbol"].rstrip("*/-.")), *place) if found and place else None


def _prefixed(plain: str) -> tuple[str, str, str] | None:
    found = _PREFIXED.fullmatch(plain)
    if found is None:
        return None
    mic, country = _venue(found["mic"])
    return (found["symbol"], mic, country) if country else None


def _suffixed(plain: str) -> tuple[str, str, str] | None:
    found = _SUFFIXED.fullmatch(plain)
    place = _markets().suffixes.get(found["suffix"]) if found else None
    if found is None or place is None or not _told(found["symbol"], found["suffix"], place[1]):
        return None
    return found["symbol"].replace("-", "."), *place


def _told(symbol: str, suffix: str, country: str) -> bool:
    """Tell whether a suffix names an exchange: one letter after letters may as well name a share class."""
    if len(suffix) > 1:
        return True
    if "digits" in _markets().countries[country]:
        return symbol[0].isdigit()
    return suffix in _LONE and len(symbol) > 1


def _venue(exchange: str) -> tuple[str, str]:
    """Return code and country of an exchange given by its market identifier code or a vendor's code."""
    name = exchange.strip().upper()
    if name in _markets().venues:
        return name, _markets().venues[name]
    return _markets().codes.get(name, ("", "")) if len(name) == 2 else ("", "")


def _filled(symbol: str, mic: str, country: str) -> Symbol | None:
    """Return a symbol with its leading zeros and the exchange that its country and form tell."""
    known = _markets().countries.get(country)
    if not symbol:
        return None
    if known is None:
        return Symbol(symbol, mic, country)
    if symbol.isdigit() and "digits" in known:
        symbol = symbol.lstrip("0").zfill(int(known["digits"]))
    home = known.get("prefixes", {}).get(symbol[0], "") if symbol.isdigit() else ""
    return Symbol(symbol, mic or home or str(known["home"]), country)


@cache
def _markets() -> _Markets:
    countries: dict[str, dict[str, Any]] = yaml.load(_FILE.read_text("utf-8"), Loader=_LOADER)
    codes = {code: (mic, iso) for iso, facts in countries.items() for code, mic in facts["codes"].items()}
    suffixes = {code: (mic, iso) for iso, facts in countries.items() for code, mic in facts["suffixes"].items()}
    venues = {mic: iso for mic, iso in (*codes.values(), *suffixes.values()) if mic}
    return _Markets(codes, suffixes, countries, venues)
