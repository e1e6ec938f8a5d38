"""Codes of public schemes: form, check digits, what one tells of another; ticker symbols and their exchanges."""

import csv
import json
import re
from pathlib import Path

import pytest

from themegraph.ontology.codes import (
    SCHEMES,
    canonical,
    cusip_of_isin,
    fault_in_code,
    is_blank,
    isin_of_cusip,
    sedol_of_isin,
)
from themegraph.ontology.registry import load_registry
from themegraph.ontology.tickers import Symbol, country_of, parse_ticker, symbol_key

SOUND = {
    "isin": ("US67066G1040", "US02079K3059", "KR7005930003", "TW0002330008", "NL0010273215", "GB0002634946"),
    "cusip": ("67066G104", "037833100", "02079K107", "G0177J108", "88160R101"),
    "sedol": ("0263494", "B0YBKJ7", "2046251"),
    "figi": ("BBG000BLNNH6", "BBG001S5S399", "BBG000B9XRY4"),
    "lei": ("549300XH862LODIC7E15", "B3DXGBC8GAIYWI2Z0172", "969500A1YF1XUYYXS284"),
}
PAIRS = [(scheme, code) for scheme, codes in SOUND.items() for code in codes]


@pytest.mark.parametrize(("scheme", "code"), PAIRS)
def test_a_sound_code_stays_and_one_with_another_digit_is_none(scheme: str, code: str) -> None:
    assert canonical(scheme, f" {code.lower()} ") == code
    assert fault_in_code(scheme, code) == ""
    for digit in set("0123456789") - {code[-1]}:
        assert canonical(scheme, code[:-1] + digit) == "", digit
    assert "fails its check digit" in fault_in_code(scheme, code[:-1] + str((int(code[-1]) + 1) % 10))


@pytest.mark.parametrize(
    ("scheme", "swapped"),
    [("isin", "US67066G0140"), ("cusip", "67606G104"), ("lei", "549300XH862LODIC7E51"), ("sedol", "0623494")],
)
def test_two_digits_that_changed_places_are_noticed(scheme: str, swapped: str) -> None:
    assert canonical(scheme, swapped) == ""


@pytest.mark.parametrize(
    ("scheme", "code", "reason"),
    [
        ("isin", "67066G1040", "does not have the form"),
        ("sedol", "A000000", "does not have the form"),
        ("lei", "549300XH862LODIC7E1", "does not have the form"),
        ("figi", "BSG000BLNNH6", "does not have the form"),
        ("cik", "12345678901", "does not have the form"),
        ("wikidataId", "Q0", "does not have the form"),
        ("cusip", "١٢٣٤٥٦٧٨٩", "does not have the form"),
    ],
)
def test_what_has_not_the_form_of_a_code_is_told(scheme: str, code: str, reason: str) -> None:
    assert canonical(scheme, code) == ""
    assert reason in fault_in_code(scheme, code)


@pytest.mark.parametrize("blank", ["", " ", "-", "--", "N/A", "n.a.", "000000000", "None", "0"])
def test_a_blank_cell_is_no_fault(blank: str) -> None:
    assert is_blank(blank)
    assert all(fault_in_code(scheme, blank) == "" for scheme in SCHEMES)


def test_numbers_of_the_sec_are_filled_up() -> None:
    assert canonical("cik", "1045810") == canonical("cik", "0001045810") == "0001045810"


def test_an_isin_tells_its_national_code_where_the_country_has_one_inside() -> None:
    assert cusip_of_isin("US67066G1040") == "67066G104"
    assert cusip_of_isin("KR7005930003") == ""
    assert sedol_of_isin("GB0002634946") == "0263494"
    assert isin_of_cusip("67066G104", "US") == "US67066G1040"
    assert (
        isin_of_cusip("67066G104", "KR") == isin_of_cusip("G0177J108", "US") == isin_of_cusip("67066G105", "US") == ""
    )


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("NVDA UW", Symbol("NVDA", "XNAS", "US")),
        ("NVDA US Equity", Symbol("NVDA", "", "US")),
        ("ASML NA", Symbol("ASML", "XAMS", "NL")),
        ("ENR GY", Symbol("ENR", "XETR", "DE")),
        ("688041.SS", Symbol("688041", "XSHG", "CN")),
        ("300308 CH", Symbol("300308", "XSHE", "CN")),
        ("1024.HK", Symbol("1024", "XHKG", "HK")),
        ("700 HK", Symbol("0700", "XHKG", "HK")),
        ("00700.HK", Symbol("0700", "XHKG", "HK")),
        ("005930.KS", Symbol("005930", "XKRX", "KR")),
        ("6488.TWO", Symbol("6488", "ROCO", "TW")),
        ("285A.T", Symbol("285A", "XTKS", "JP")),
        ("VOD.L", Symbol("VOD", "XLON", "GB")),
        ("NOVO-B.CO", Symbol("NOVO.B", "XCSE", "DK")),
        ("BRK.B", Symbol("BRK.B")),
        ("BRK-B", Symbol("BRK.B")),
        ("BRK/B UN", Symbol("BRK.B", "XNYS", "US")),
        ("MKC.V", Symbol("MKC.V")),
        ("XNAS:NVDA", Symbol("NVDA", "XNAS", "US")),
        ("NVDA ", Symbol("NVDA")),
        ("nvda", Symbol("NVDA")),
    ],
)
def test_tickers_of_every_style(text: str, symbol: Symbol) -> None:
    assert parse_ticker(text) == symbol


@pytest.mark.parametrize("text", ["", " ", "-", "--", "N/A", "CASH_USD", "XYZ 12/20/2025 C50", "a" * 400])
def test_what_is_no_ticker(text: str) -> None:
    assert parse_ticker(text) is None


def test_a_bare_number_is_of_the_country_that_the_row_gives() -> None:
    assert parse_ticker("2330", country="TW") == Symbol("2330", "XTAI", "TW")
    assert parse_ticker("5930", country="KR") == Symbol("005930", "XKRX", "KR")
    assert parse_ticker("2281", country="CN") == Symbol("002281", "XSHE", "CN")
    assert parse_ticker("2330") == Symbol("2330")
    assert parse_ticker("NVDA", exchange="XNAS") == Symbol("NVDA", "XNAS", "US")


def test_spellings_of_a_share_class_meet() -> None:
    assert {symbol_key(text) for text in ("BRK.B", "BRK-B", "BRK/B", "BRKB", "brk b")} == {"BRKB"}


def test_every_exchange_of_the_registry_has_its_country_in_the_table() -> None:
    exchanges = [entry for entry in load_registry().entries if entry.type == "Exchange"]
    assert len(exchanges) > 20
    for entry in exchanges:
        assert country_of(entry.code) == entry.country.rpartition("/")[2].upper(), entry.label


def test_all_codes_of_the_corpus_are_sound_but_one_made_up(shared: Path) -> None:
    with (shared / "corpus/ids/gleif_lei_slice.csv").open(encoding="utf-8") as file:
        leis = [row["LEI"] for row in csv.DictReader(file)]
    answers = json.loads((shared / "corpus/ids/openfigi_mapping_response.json").read_bytes())[0]["data"]
    figis = {row[name] for row in answers for name in ("figi", "compositeFIGI", "shareClassFIGI") if row[name]}
    texts = [path.read_text("utf-8") for path in sorted((shared / "corpus/sec").glob("*.xml"))]
    cusips = {code for text in texts for code in re.findall(r"cusip>([^<]+)</", text) if not is_blank(code)}
    assert (len(leis), len(figis) > 70, len(cusips) > 100) == (285, True, True)
    assert [code for code in leis if not canonical("lei", code)] == []
    assert [code for code in figis if not canonical("figi", code)] == []
    assert [code for code in cusips if not canonical("cusip", code)] == ["379006355"]
