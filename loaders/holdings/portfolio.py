"""A list of holdings as understood: whose it is, of what day, and its positions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from themegraph.graph.claim import Rejection
from themegraph.loaders.tables.sheet import Row, Sheet

Fact = Literal["fund", "ticker", "index", "provider"]


@dataclass(frozen=True, slots=True)
class Position:
    """One row: `weight` in hundredths (7.15 is 7.15 %), `amount` in units of `currency`, codes without checks.

    `name` and `ticker` are as printed, without spaces around. `shares` counts shares or units; any other measure is
    `quantity` in `unit` (a bond's principal). `country` is a code of two letters or a name. `side` is short, put or call.
    `title` names the security where `name` is its issuer; `note` is what else a reader of the row has to know.
    `header` is the header row where it is not the list's.
    """

    row: Row
    sheet: Sheet
    name: str
    ticker: str = ""
    exchange: str = ""
    isin: str = ""
    cusip: str = ""
    sedol: str = ""
    figi: str = ""
    lei: str = ""
    weight: Decimal | None = None
    shares: Decimal | None = None
    amount: Decimal | None = None
    currency: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    asset_class: str = ""
    country: str = ""
    side: str = ""
    title: str = ""
    note: str = ""
    header: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """A row outside the positions that states a fact of the fund: the evidence of its claim."""

    fact: Fact
    row: Row
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Portfolio:
    """What one account held on a day. `holder` is its name; `fund` is false for a manager that files for its accounts.

    `stated_weight` and `stated_amount` are totals that the file gives; `header` is the header row as text. `guess` says
    how columns were understood where no layout was known, and `notes` what a reader has to know. `stated` are the rows
    that give the fund's name, ticker, index and provider; a fact without such a row makes no claim of its own.
    `confidence` is that of its claims: 1 for a regulator's form. `form`, `filed` and `accession` are those of a filing.
    """

    holder: str
    as_of: date | None
    positions: tuple[Position, ...]
    fund: bool = True
    ticker: str = ""
    cik: str = ""
    lei: str = ""
    series: str = ""
    isin: str = ""
    provider: str = ""
    index: str = ""
    precision: str = "day"
    stated_weight: Decimal | None = None
    stated_amount: Decimal | None = None
    currency: str = ""
    header: str = ""
    layout: str = ""
    notes: tuple[str, ...] = ()
    guess: str = ""
    stated: tuple[Stated, ...] = ()
    confidence: Decimal = Decimal(1)
    rejections: tuple[Rejection, ...] = ()
    form: str = ""
    filed: date | None = None
    accession: str = ""
