"""The table of US-listed companies: as the SEC's list makes it, in order, searched by key, ticker symbol and number."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from themegraph.ontology.company_key import company_key, legal_forms, without_form
from themegraph.ontology.listed import is_listed, listed_iri, load_listed
from themegraph.ontology.listed_table import COMMAND, main, table
from themegraph.ontology.listed_titles import kind_of, name_of

TITLES = [
    ("NVIDIA CORP", ("NVDA",), "Nvidia Corp."),
    ("COHERENT CORP.", ("COHR",), "Coherent Corp."),
    ("LITTELFUSE INC /DE", ("LFUS",), "Littelfuse Inc."),
    ("Rivian Automotive, Inc. / DE", ("RIVN",), "Rivian Automotive, Inc."),
    ("RUSH ENTERPRISES INC \\TX\\", ("RUSHB",), "Rush Enterprises Inc."),
    ("GLADSTONE INVESTMENT CORPORATIONDE", ("GAIN",), "Gladstone Investment Corporation"),
    ("KLA CORP", ("KLAC",), "KLA Corp."),
    ("GAP INC", ("GPS",), "Gap Inc."),
    ("CHURCH & DWIGHT CO INC /DE/", ("CHD",), "Church & Dwight Co. Inc."),
    ("BANK OF THE JAMES", (), "Bank of the James"),
    ("HELIX ACQUISITION CORP. II", ("HLXB",), "Helix Acquisition Corp. II"),
    ("STMICROELECTRONICS NV", ("STM",), "Stmicroelectronics N.V."),
    ("Endava plc", ("DAVA",), "Endava plc"),
    ("CULLEN/FROST BANKERS, INC.", ("CFR",), "Cullen/Frost Bankers, Inc."),
]


@pytest.mark.parametrize(("title", "tickers", "name"), TITLES, ids=[title for title, _, _ in TITLES])
def test_a_title_becomes_a_name(title: str, tickers: tuple[str, ...], name: str) -> None:
    assert name_of(title, tickers) == name


def test_funds_are_told_from_companies() -> None:
    names = [
        "Great Hill Municipal Income Fund",
        "Great Hill Realty Trust",
        "Great Hill S&P ETF",
        "Great Hill Funding Corp.",
    ]
    assert [kind_of(name) for name in names] == ["Fund", "Company", "Fund", "Company"]


def test_the_table_is_what_the_sec_s_list_makes(shared: Path) -> None:
    stale = load_listed().text != table(shared / "corpus" / "sec" / "company_tickers.json")
    assert not stale, f"ontology/listed.tsv.gz is out of date; run {COMMAND} company_tickers.json"


def test_rows_are_in_order_with_their_keys() -> None:
    rows = list(load_listed().rows())
    assert len(rows) == 7919
    assert [(row[0], int(row[3])) for row in rows] == sorted((company_key(row[1]), int(row[3])) for row in rows)
    assert len({row[3] for row in rows}) == len(rows)


def test_share_classes_are_one_row(tmp_path: Path) -> None:
    source = tmp_path / "list.json"
    source.write_text(json.dumps({
        "0": {"cik_str": 7, "ticker": "ZRB", "title": "ZORB CORP /DE/"},
        "1": {"cik_str": 7, "ticker": "ZRB-A", "title": "ZORB CORP /DE/"},
        "2": {"cik_str": 5, "ticker": "FZ", "title": "Fizz Holdings, Inc."},
    }))  # fmt: skip
    assert (
        table(source) == "fizz holding\tFizz Holdings, Inc.\tCompany\t5\tFZ\nzorb\tZorb Corp.\tCompany\t7\tZRB ZRB-A\n"
    )


def test_a_missing_argument_is_refused() -> None:
    with pytest.raises(SystemExit):
        main([])


def test_an_entry_has_names_identifiers_and_its_line() -> None:
    listed = load_listed()
    (entry,) = listed.keyed(company_key("BALLARD POWER SYSTEMS INC"))
    assert (entry.label, entry.legal, entry.cik) == ("Ballard Power Systems", "Ballard Power Systems Inc.", "1453015")
    assert [ticker.symbol for ticker in entry.tickers] == ["BLDP"]
    assert entry.text == listed.text[entry.start : entry.end] == listed.text.split("\n")[entry.line_start - 1]
    assert listed.by_iri(entry.iri) == listed.by_ticker("BLDP") == entry
    assert (is_listed(entry.iri), listed.by_iri(listed_iri("1453015", "Fund"))) == (True, None)


def test_names_are_found_without_holdings_and_counted_by_first_word() -> None:
    listed = load_listed()
    assert [entry.label for entry in listed.shortened("lumentum")] == ["Lumentum Holdings"]
    assert listed.keyed("") == listed.keyed("nobody knows") == ()
    assert listed.opening("entegris") == 1
    assert listed.opening("target") > 1
    assert listed.by_ticker("BRK.B") == listed.by_ticker("BRK-B") is not None


def test_legal_forms_end_a_name() -> None:
    assert legal_forms("Zorb Co., Ltd.") == ("co", "ltd")
    assert without_form("Zorb & Co.") == "Zorb"
    assert company_key("THE ZORB-FIZZ HOLDINGS, INC.") == company_key("Zorb Fizz Holdings") == "zorb fizz holding"
    assert company_key("Inc.") == "inc"
