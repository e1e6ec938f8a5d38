"""From a sorted row to a position: codes by their form, figures by the kind of what is held, amounts with a currency."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from themegraph.loaders.holdings.draft import Draft
from themegraph.loaders.holdings.figures import currency_in
from themegraph.loaders.holdings.measures import counted_as, measured
from themegraph.loaders.holdings.portfolio import Position
from themegraph.loaders.holdings.security_kinds import has_company
from themegraph.loaders.holdings.tables import Table
from themegraph.loaders.holdings.weights import scaled
from themegraph.loaders.holdings.words import words_set
from themegraph.ontology.codes import canonical

_CUSIP = re.compile(r"[A-Z0-9]\d\d")  # what an administrator makes up for cash may pass the check digit
_CODE = re.compile(r"[A-Z]{3}")
_SCHEMES = ("isin", "cusip", "sedol", "figi", "lei")
_SYMBOL = re.compile(r"(?:[A-Z]{1,6}(?:[./-][A-Z0-9]{1,3})?|\d{1,6}(?:\.[A-Z]{1,3})?)(?: [A-Z]{2})?")
_MULTIPLES = (
    (re.compile(r"(?<!\d)'?0{3}'?s?(?!\d)|\bthousands?\b|\bTsd\b|\bmilliers\b|\bmigliaia\b", re.IGNORECASE), 1000),
    (
        re.compile(
            r"\bmillions?\b|\bmillionen\b|\bmilioni\b|\bmillones\b|\bmln\b|\bmn\b|\bmio\b|[$€£]\s?mm?\b", re.IGNORECASE
        ),
        10**6,
    ),
    (re.compile(r"\bbillions?\b|\bbn\b|\bmilliarden\b|\bmrd\b", re.IGNORECASE), 10**9),
    (re.compile(r"\blakhs?\b|\blacs?\b", re.IGNORECASE), 10**5),
    (re.compile(r"\bcrores?\b", re.IGNORECASE), 10**7),
)
_SIDES = {"short": "short", "put": "put", "call": "call", "s": "short"}


@lru_cache(maxsize=65536)
def code_kind(code: str) -> str:
    """Return the scheme of whose form and check digit a code of no named scheme is, else an empty string.

    >>> code_kind("US0378331005"), code_kind("037833100"), code_kind("CASHUSD00")
    ('isin', 'cusip', '')
    """
    scheme = next((scheme for scheme in ("isin", "figi", "cusip", "sedol") if canonical(scheme, code)), "")
    return scheme if scheme != "cusip" or _CUSIP.match(code) else ""


@dataclass(slots=True)
class Making:
    """What holds for all rows of a table while they become positions."""

    table: Table
    scale: Decimal
    currency: str
    local: bool = False
    unpriced: int = field(default=0)

    def position(self, draft: Draft) -> Position:
        """Return the position of one row."""
        texts, figures = draft.texts, draft.figures
        codes = self._codes(texts)
        asset_class, side = self._kind(texts)
        ticker = self._ticker(texts)
        kind = counted_as(draft.name, asset_class, ticker, matures=_matures(texts))
        shares, quantity = self._quantities(figures, kind)
        weight = figures.get("weight")
        amount = figures.get("amount")
        currency = self._currency(draft, texts) if amount is not None else ""
        self.unpriced += amount is not None and not currency
        return Position(
            draft.row,
            self.table.sheet,
            draft.name,
            ticker=ticker,
            exchange=texts.get("exchange", ""),
            weight=None if weight is None else scaled(weight, draft.percent, self.scale),
            shares=shares,
            amount=amount * self._multiple() if amount is not None and currency else None,
            currency=currency,
            quantity=quantity,
            unit=self._unit(kind, draft, currency) if quantity is not None else "",
            asset_class=asset_class,
            country=texts.get("country", ""),
            side=side or self._short(draft.name, asset_class, ticker, shares, quantity),
            **codes,
        )

    def _codes(self, texts: dict[str, str]) -> dict[str, str]:
        """Return the codes of a row; words in a column of codes, as administrators write them for cash, are none."""
        codes: dict[str, str] = {}
        for role in (*_SCHEMES, "identifier"):
            text = texts.get(role, "")
            if text.isalnum():
                text = _with_zeros(role, text)
                # a code that is none of its column's scheme may be one of another: an ISIN among CUSIP numbers
                sound = role != "identifier" and (role == "lei" or canonical(role, text))
                scheme = role if sound else code_kind(text) or role
                if scheme != "identifier":
                    codes.setdefault(scheme, text)
        return codes

    def _ticker(self, texts: dict[str, str]) -> str:
        """Return the ticker as printed; where no column is named so, identifiers that are no codes are tickers."""
        if "ticker" in self.table.roles or "identifier" not in texts:
            return texts.get("ticker", "")
        other = texts["identifier"]
        return other if _SYMBOL.fullmatch(other) and not code_kind(other) else ""

    def _kind(self, texts: dict[str, str]) -> tuple[str, str]:
        """Return the asset class and the side; a column of types may tell a swap from the share behind it."""
        asset_class = texts.get("assetClass", "")
        kind = texts.get("side", "")
        side = _SIDES.get(kind.casefold(), "")
        if kind and not side and measured(kind) == "contracts":
            return kind, ""
        return asset_class, side

    def _quantities(self, figures: dict[str, Decimal], kind: str) -> tuple[Decimal | None, Decimal | None]:
        """Return the count of shares and any other quantity of a row."""
        counted = figures.get("shares")
        if counted is None:
            counted = figures.get("measure")
        return (None, counted) if kind else (counted, None)

    def _short(self, name: str, asset_class: str, ticker: str, shares: Decimal | None, quantity: Decimal | None) -> str:
        """Return "short" for a share or bond of which fewer than none are held."""
        counted = shares if quantity is None else quantity
        return "short" if counted is not None and counted < 0 and has_company(name, asset_class, "", ticker) else ""

    def _unit(self, kind: str, draft: Draft, currency: str) -> str:
        if kind == "contracts":
            return "contracts"
        own = [draft.texts.get(role, "") for role in ("ticker", "localCurrency", "currency")]
        return next((text for text in own if text in words_set("codes")), currency)

    def _currency(self, draft: Draft, texts: dict[str, str]) -> str:
        """Return the currency of a row's amount: as printed beside it, of the column, of the row, of the file."""
        if draft.currency:
            return draft.currency
        own = texts.get("currency", "") or (texts.get("localCurrency", "") if self.local else "")
        return own if own and not self._heading() and _CODE.fullmatch(own) else self._heading() or self.currency

    def _multiple(self) -> int:
        return multiple_of_heading(self.table.headings[self.table.roles["amount"]])

    def _heading(self) -> str:
        return currency_of_heading(self.table.headings[self.table.roles["amount"]])


def _with_zeros(scheme: str, code: str) -> str:
    """Return a CUSIP or SEDOL number with the zeros before it that a spreadsheet drops.

    >>> _with_zeros("cusip", "37833100"), _with_zeros("cusip", "37833101"), _with_zeros("sedol", "540528")
    ('037833100', '37833101', '0540528')
    """
    length = {"cusip": 9, "sedol": 7}.get(scheme, 0)
    whole = code.zfill(length)
    return whole if code.isdigit() and length - 4 < len(code) < length and canonical(scheme, whole) else code


def _matures(texts: Mapping[str, str]) -> bool:
    """Tell whether a row has a day of maturity; a rate of interest alone may be the yield of a money market fund."""
    return any(character.isdigit() for character in texts.get("maturity", ""))


@lru_cache(maxsize=256)
def currency_of_heading(text: str) -> str:
    """Return the currency that a heading names."""
    return currency_in(text)


@lru_cache(maxsize=256)
def multiple_of_heading(text: str) -> int:
    """Return how many units of currency each unit of a column is, as its heading says.

    >>> [multiple_of_heading(each) for each in ("Market Value ($000s)", "Value (USD millions)", "Market Value ($)")]
    [1000, 1000000, 1]
    """
    return next((multiple for words, multiple in _MULTIPLES if words.search(text)), 1)
