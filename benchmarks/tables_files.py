"""Made-up files of holdings in forms that issuers and regulators use, the same each time: CSV, XLSX, N-PORT."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl

from themegraph.ontology.codes import isin_of_cusip
from themegraph.ontology.listed import load_listed

SEED, ISSUERS, SMALL, LARGE = 11, 9_000, 1_000, 100_000
_LETTERS = "BCDFGHJKLMNPRSTVWXZ"
_SECTORS = ("Information Technology", "Industrials", "Utilities", "Energy", "Communication")
_CSV_HEAD = (
    *("Ticker", "Name", "Sector", "Asset Class", "Market Value", "Weight (%)", "Notional Value", "Quantity", "Price"),
    *("Location", "Exchange", "Currency", "FX Rate", "Market Currency", "Accrual Date"),
)
_BOND_HEAD = (
    *(
        "Name",
        "Sector",
        "Asset Class",
        "Market Value ($)",
        "Weight (%)",
        "Notional Value",
        "Par Value",
        "CUSIP",
        "ISIN",
    ),
    *("Price", "Location", "Currency", "Maturity", "Coupon (%)"),
)
_XLSX_HEAD = ("Name", "Ticker", "Identifier", "SEDOL", "Weight", "Sector", "Shares Held", "Local Currency")
_LEGAL = "This list was made up for a measurement, and whatever it says of any fund is worth nothing."
_NPORT = """<?xml version="1.0" encoding="UTF-8"?>
<edgarSubmission xmlns="http://www.sec.gov/edgar/nport"><headerData><submissionType>NPORT-P</submissionType></headerData>
<formData><genInfo><regName>Constructed Example Trust</regName><regCik>0009999{number:03}</regCik>
<seriesName>{fund}</seriesName><seriesId>S{number:09}</seriesId><repPdEnd>2026-12-31</repPdEnd>
<repPdDate>2026-06-30</repPdDate></genInfo><fundInfo><netAssets>{total}.00</netAssets></fundInfo><invstOrSecs>
{rows}</invstOrSecs></formData></edgarSubmission>
"""
_NPORT_ROW = """<invstOrSec><name>{name}</name><lei>N/A</lei><title>{name}</title><cusip>{cusip}</cusip>
<identifiers><isin value="{isin}"/></identifiers><balance>{shares}.00000000</balance><units>NS</units><curCd>USD</curCd>
<valUSD>{amount}.00000000</valUSD><pctVal>{weight}</pctVal><payoffProfile>Long</payoffProfile><assetCat>EC</assetCat>
<issuerCat>CORP</issuerCat><invCountry>US</invCountry><isRestrictedSec>N</isRestrictedSec><fairValLevel>1</fairValLevel>
<securityLending><isCashCollateral>N</isCashCollateral><isNonCashCollateral>N</isNonCashCollateral>
<isLoanByFund>N</isLoanByFund></securityLending></invstOrSec>
"""


@dataclass(frozen=True, slots=True)
class Issuer:
    """A company with one share: a listed one by its real name, or a made-up one; the codes are made up, and sound."""

    name: str
    ticker: str
    cusip: str


def issuers() -> list[Issuer]:
    """Return the companies that funds hold: those that are listed first, then made-up ones."""
    chance = random.Random(SEED)
    listed = [(name.upper(), tickers.split()[0]) for _, name, _, _, tickers in load_listed().rows() if tickers]
    names = listed[: ISSUERS * 2 // 3]
    while len(names) < ISSUERS:
        stem = "".join(chance.choice(_LETTERS) + chance.choice("aeiou") for _ in range(4)).title()
        names.append((f"{stem} {chance.choice(('Photonics', 'Power', 'Foundry'))} Inc", stem[:4].upper() + "X"))
    return [Issuer(name, ticker, _cusip(number * 1000)) for number, (name, ticker) in enumerate(names, start=1)]


def make_files(folder: Path, rows: int) -> int:
    """Write files of `rows` holdings: a third of all in one large fund, the others in funds of a thousand; return how many.

    Of the small funds every fourth is a workbook, every fourth a report on Form N-PORT, the others are CSV.
    """
    folder.mkdir(parents=True)
    known = issuers()
    large = min(LARGE, rows // 3)
    small = (rows - large) // SMALL
    for number in range(1, small + 1):
        chance = random.Random(SEED + number)
        held = chance.sample(known, SMALL)
        make = (_workbook, _csv, _nport, _csv)[number % 4]
        make(folder, number, held, _weights(chance, SMALL))
    _bonds(folder, known, large)
    return small * SMALL + large


def _weights(chance: random.Random, count: int) -> list[str]:
    """Return weights in hundredths with six decimals that add up to a hundred."""
    shares = [chance.paretovariate(1.5) for _ in range(count)]
    parts = [int(share / sum(shares) * 100_000_000) for share in shares]
    parts[0] += 100_000_000 - sum(parts)
    return [f"{part // 1_000_000}.{part % 1_000_000:06}" for part in parts]


def _amounts(weights: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the amount and the shares of each position of a fund of two thousand million."""
    for weight in weights:
        amount = int(float(weight) * 20_000_000)
        yield amount, max(amount // 50, 1)


def _csv(folder: Path, number: int, held: Sequence[Issuer], weights: Sequence[str]) -> None:
    with (folder / f"{number:04}_holdings.csv").open("w", encoding="utf-8-sig", newline="") as file:
        file.write(f'iShares Constructed Example {number} ETF\nFund Holdings as of,"Jun 30, 2026"\n')
        file.write('Inception Date,"May 22, 2000"\nShares Outstanding,"1,000,000.00"\nStock,"-"\nBond,"-"\n \n')
        rows = csv.writer(file, quoting=csv.QUOTE_ALL)
        file.write(",".join(_CSV_HEAD) + "\n")
        for issuer, weight, (amount, shares) in zip(held, weights, _amounts(weights), strict=True):
            sector, value = _SECTORS[len(issuer.name) % 5], f"{amount:,}.00"
            rest = ("United States", "NASDAQ", "USD", "1.00", "USD", "-")
            figures = (value, weight, value, f"{shares:,}.00", "50.00")
            rows.writerow((issuer.ticker, issuer.name, sector, "Equity", *figures, *rest))
        file.write(f' \n"{_LEGAL}"\n')


def _workbook(folder: Path, number: int, held: Sequence[Issuer], weights: Sequence[str]) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("holdings")
    sheet.append(("Fund Name:", f"SPDR® Constructed Example {number} ETF"))
    sheet.append(("Ticker Symbol:", f"X{number}"))
    sheet.append(("Holdings:", "As of 30-Jun-2026"))
    sheet.append(())
    sheet.append(_XLSX_HEAD)
    for issuer, weight, (_, shares) in zip(held, weights, _amounts(weights), strict=True):
        sheet.append((issuer.name, issuer.ticker, issuer.cusip, "-", float(weight), "-", shares, "USD"))
    sheet.append((_LEGAL,))
    book.save(folder / f"{number:04}_holdings.xlsx")


def _nport(folder: Path, number: int, held: Sequence[Issuer], weights: Sequence[str]) -> None:
    rows = "".join(
        _NPORT_ROW.format(
            name=escape(issuer.name),
            cusip=issuer.cusip,
            isin=isin_of_cusip(issuer.cusip, "US"),
            weight=weight,
            amount=amount,
            shares=shares,
        )
        for issuer, weight, (amount, shares) in zip(held, weights, _amounts(weights), strict=True)
    )
    total = sum(amount for amount, _ in _amounts(weights))
    text = _NPORT.format(number=number, fund=f"Constructed Example {number} Fund", total=total, rows=rows)
    (folder / f"{number:04}_nport.xml").write_text(text, encoding="utf-8")


def _bonds(folder: Path, known: Sequence[Issuer], count: int) -> None:
    """Write one fund of so many bonds, each with a code of its own."""
    weights = _weights(random.Random(SEED), count)
    with (folder / "9999_bonds.csv").open("w", encoding="utf-8", newline="") as file:
        file.write('iShares Constructed Example Aggregate Bond ETF\nFund Holdings as of,"Jun 30, 2026"\n \n')
        rows = csv.writer(file, quoting=csv.QUOTE_ALL)
        file.write(",".join(_BOND_HEAD) + "\n")
        for number, (weight, (amount, _)) in enumerate(zip(weights, _amounts(weights), strict=True)):
            issuer, cusip = known[number % len(known)], _cusip(50_000_000 + number)
            coupon, maturity = f"{2 + number % 17 / 4:.2f}", f"Jan 15, {2027 + number % 25}"
            value = f"{amount:,}.00"
            codes, rest = (cusip, isin_of_cusip(cusip, "US")), ("100.00", "United States", "USD", maturity, coupon)
            rows.writerow((issuer.name, "Industrial", "Fixed Income", value, weight, value, value, *codes, *rest))


def _cusip(number: int) -> str:
    """Return a CUSIP number, with its check digit, for a number below a hundred million."""
    body = f"{number:08}"
    return body + str(-sum(sum(divmod(int(digit) * (1 + place % 2), 10)) for place, digit in enumerate(body)) % 10)
