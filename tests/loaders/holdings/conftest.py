"""Workbooks in the forms that issuers publish, with constructed funds and figures."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from html import escape

import openpyxl
import pytest

Cells = Sequence[object]

SSGA = (
    ("Fund Name:", "SPDR® Constructed Example Technology ETF"),
    ("Ticker Symbol:", "XXLK"),
    ("Holdings:", "As of 30-Sep-2025"),
    (),
    ("Name", "Ticker", "Identifier", "SEDOL", "Weight", "Sector", "Shares Held", "Local Currency"),
    ("NVIDIA CORP", "NVDA", "67066G104", "2379504", 60.123456, "-", 74000000, "USD"),
    ("APPLE INC", "AAPL", "037833100", "2046251", 39.8, "-", 60000000.5, "USD"),
    ("US DOLLAR", "-", "CASH_USD", "-", 0.076544, "-", 70000, "USD"),
    (),
    ("This list was made up for a test, and whatever it says of any fund, in past or future, is worth nothing.",),
    ("Anybody may copy it, whole or in part.",),
)
SSGA_EUROPE = (
    ("Fund Name:", "SPDR Constructed Example Europe UCITS ETF"),
    ("ISIN:", "IE0000000001"),
    ("Ticker Symbol:", "XSPE GY"),
    ("Holdings As Of:", "05-Jun-2026"),
    (),
    ("ISIN", "SEDOL", "Security Name", "Currency", "Number of Shares", "Percent of Fund", "Trade Country Name"),
    ("NL0010273215", "B929F46", "ASML Holding NV", "EUR", 1200, 75.5, "Netherlands"),
    ("DE0007236101", "5727973", "Siemens AG", "EUR", 900, 24.3, "Germany"),
    ("-", "-", "EURO", "EUR", 100, 0.2, "-"),
)
VANECK = (
    ("Daily Holdings (%)  09/22/2026",),
    (),
    (
        "Number",
        "Ticker",
        "Holding Name",
        "Identifier (FIGI)",
        "Shares",
        "Asset Class",
        "Market Value (US$)",
        "Notional Value",
        "% of Net Assets",
    ),
    (1, "NVDA", "Nvidia Corp", "BBG000BBJQV0", 1000, "Stock", "$142,410.00", "--", "70.43%"),
    (2, "NST AU", "Quantrel Star Resources Ltd", "BBG000D0D358", "2,000", "Stock", "$50,000.00", "--", "24.72%"),
    (3, "-USD CASH-", None, None, 9000, "Cash Bal", "$9,000.00", "--", "4.91%"),
    (4, " -- ", "Other/Cash", " -- ", " -- ", "Cash", "$-120.00", " -- ", "-0.06%"),
    ("Nobody is told to buy or sell anything here, for the list was made up.",),
)
AMUNDI = (
    ("Amundi Constructed Example Semiconductors UCITS ETF Acc",),
    ("ISIN", "LU0000000009"),
    ("Data as of", "06/04/2024"),
    ("Index", "Zyra Semiconductors Index"),
    (),
    ("ISIN Code", "Name", "Asset class", "Currency", "Weight", "Sector", "Country"),
    ("US67066G1040", "NVIDIA CORP", "EQUITY", "USD", 0.6015, "Technology", "United States"),
    ("TW0002330008", "TAIWAN SEMICONDUCTOR MANUFAC", "EQUITY", "TWD", 0.3985, "Technology", "Taiwan"),
    ("This list was made up for a test by nobody of that name, and it warrants nothing at all.",),
)
VANGUARD_EUROPE = (
    ("Diese Datei wurde am 21. Juni 2026 heruntergeladen",),
    ("Constructed Example All-World UCITS ETF",),
    ("Stand: 31.05.2026",),
    (),
    ("Ticker", "Wertpapiere", "% der Assets", "Sektor", "Region", "Marktwert", "Anteile"),
    ("NVDA", "NVIDIA Corp.", "61,7313\u00a0%", "Technologie", "Vereinigte Staaten", "$1.234.567,89", "8.022"),
    ("ASML", "ASML Holding NV", "38,2000\u00a0%", "Technologie", "Niederlande", "€765.432,10", "1.001"),
)
VANECK_EUROPE = (
    ("Alle Fondspositionen Stand 06.05.2026",),
    (),
    ("Position", "Bezeichnung der Position", "Ticker", "ISIN", "Anteile", "Marktwert", "% des Fondsvolumens"),
    ("1", "NVIDIA Corp", "NVDA US", "US67066G1040", "2.150", "$ 388.311.173.00", "70,43%"),
    ("2", "ASML Holding NV", "ASML NA", "NL0010273215", "1.001.000", "$ 150.000.123.50", "29,52%"),
    ("3", "Sonstige/Bargeld", "--", "--", "--", "$ 250.000.00", "0,05%"),
)
XTRACKERS = (
    ("Nothing is offered here, for this list was made up, and no such fund exists or ever will.",),
    ("Xtrackers Constructed Example World UCITS ETF 1C", "Holdings as of 17/06/2026"),
    (),
    (
        "",
        "Name",
        "ISIN",
        "Country",
        "Currency",
        "Exchange",
        "Type of Security",
        "Rating",
        "Primary Listing",
        "Industry Classification",
        "Weighting",
    ),
    (1, "NVIDIA CORP", "US67066G1040", "United States", "USD", "NASDAQ", "Equity", "-", "-", "Technology", 0.60469),
    (2, "ASML HOLDING NV", "NL0010273215", "Netherlands", "EUR", "Euronext", "Equity", "-", "-", "Technology", 0.39431),
    (3, "EURO CURRENCY", "_CURRENCYEUR", "-", "EUR", "-", "Cash", "-", "-", "unknown", 0.001),
)
ISHARES = (
    ("06-Dec-2024",),
    ("iShares Constructed Example Clean Power ETF",),
    ("Fund Holdings as of", "06-Dec-2024"),
    ("Inception Date", "24-Jun-2008"),
    (),
    (
        "Ticker",
        "Name",
        "Sector",
        "Asset Class",
        "Market Value",
        "Weight (%)",
        "Notional Value",
        "Shares",
        "Price",
        "Location",
        "Exchange",
        "Currency",
    ),
    (
        "FSLR",
        "FIRST SOLAR INC",
        "IT",
        "Equity",
        190000000.5,
        80.25,
        190000000.5,
        950000,
        200.0,
        "United States",
        "NASDAQ",
        "USD",
    ),
    (
        "ENPH",
        "ENPHASE ENERGY INC",
        "IT",
        "Equity",
        45000000,
        19.5,
        45000000,
        600000,
        75.0,
        "United States",
        "NASDAQ",
        "USD",
    ),
    (
        "USD",
        "USD CASH",
        "Cash and/or Derivatives",
        "Cash",
        590000,
        0.25,
        590000,
        590000,
        100.0,
        "United States",
        "-",
        "USD",
    ),
)
PRICES = (
    ("As Of", "NAV per Share", "Ex-Dividends", "Shares Outstanding"),
    ("06-Dec-2024", 13.37, "--", 1000000),
    ("05-Dec-2024", 13.31, "--", 1000000),
)


def xlsx(sheets: Mapping[str, Sequence[Cells]]) -> bytes:
    """Return an XLSX workbook of these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def spreadsheet_ml(sheets: Mapping[str, Sequence[Cells]]) -> bytes:
    """Return a workbook as XML of Excel 2003, as some issuers publish it under the name .xls, with a byte-order mark."""
    body = "".join(
        f'<ss:Worksheet ss:Name="{escape(name)}"><ss:Table>{"".join(map(_row, rows))}</ss:Table></ss:Worksheet>'
        for name, rows in sheets.items()
    )
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    return f'\ufeff<?xml version="1.0"?>\n<ss:Workbook xmlns:ss="{name}">{body}</ss:Workbook>'.encode()


def _row(cells: Cells) -> str:
    return f"<ss:Row>{''.join(map(_cell, cells))}</ss:Row>"


def _cell(value: object) -> str:
    kind = "String" if isinstance(value, str) else "Number"
    return f'<ss:Cell><ss:Data ss:Type="{kind}">{escape(str(value))}</ss:Data></ss:Cell>'


@pytest.fixture(scope="session")
def books() -> Mapping[str, bytes]:
    """The workbooks by the names of their files."""
    return {
        "holdings-daily-us-en-xxlk.xlsx": xlsx({"holdings": SSGA}),
        "holdings-daily-emea-en-xspe-gy.xlsx": xlsx({"holdings": SSGA_EUROPE}),
        "XSMH_asof_20260922.xlsx": xlsx({"XSMH": VANECK}),
        "amundi.xlsx": xlsx({"Composition": AMUNDI}),
        "XTDIV_Stand_20260605.xlsx": xlsx({"Holdings": VANECK_EUROPE}),
        "Constituent_IE0000000001.xlsx": xlsx({"Constituents": XTRACKERS}),
        "vanguard-eu.xlsx": xlsx({"Holdings": VANGUARD_EUROPE}),
        "iShares-Example-Clean-Power-ETF_fund.xls": spreadsheet_ml({"Holdings": ISHARES, "Historical": PRICES}),
    }
