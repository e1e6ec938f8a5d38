"""Names by their form: runs, types, what is no name, other names in parentheses, tickers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themegraph.loaders.extraction.names import find_names
from themegraph.loaders.extraction.names_aliases import find_aliases, find_tickers, is_acronym
from themegraph.loaders.extraction.wordlists import vocabulary

TYPED: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "We buy from Zorbix Technology, Inc., and Quux Corp.",
        [("Zorbix Technology, Inc.", "Company"), ("Quux Corp.", "Company")],
    ),
    (
        "Deals with Hon Mai Zorb Co., Ltd. and Zub AG grew",
        [("Hon Mai Zorb Co., Ltd.", "Company"), ("Zub AG", "Company")],
    ),
    ("a deal of Quux Sales Group, LLC, today", [("Quux Sales Group, LLC", "Company")]),
    ("the Zorb UCITS ETF rose", [("Zorb UCITS ETF", "ExchangeTradedFund")]),
    ("the Zorb Opportunities Fund rose", [("Zorb Opportunities Fund", "Fund")]),
    ("the Zorb AI Optics index rose", [("Zorb AI Optics index", "Index")]),
    ("the Zorb U.S. Optics and Network Index rose", [("Zorb U.S. Optics and Network Index", "Index")]),
    ("the Zorb 500 Index rose", [("Zorb 500 Index", "Index")]),
    ("at the Department of Health and Human Services", [("Department of Health and Human Services", "Government")]),
    ("at the University of Zorbia", [("University of Zorbia", "Organization")]),
    ("at Zorbia University", [("Zorbia University", "Organization")]),
    ("by the International Organization for Zorbing", [("International Organization for Zorbing", "Name")]),
    ("in Zorb County", [("Zorb County", "Place")]),
    ("near Zorbville, it", [("Zorbville", "Place")]),
    ("invested in Zorbville", [("Zorbville", "Name")]),
    ("of chipmaker Quux, and pharmaceutical company Zub", [("Quux", "Company"), ("Zub", "Company")]),
    ("to Customer A and Customer B", [("Customer A", "Company"), ("Customer B", "Company")]),
    ("under Project Zorb", [("Project Zorb", "Project")]),
    ("with the ZX9000 and ZB-2", [("ZX9000", "Product"), ("ZB-2", "Product")]),
    ("an Quux ZX9000 card", [("Quux", "Name"), ("ZX9000", "Product")]),
    ("by the Bank of Zorbia", [("Bank of Zorbia", "Name")]),
    ("by Banque de Zorb", [("Banque de Zorb", "Name")]),
    ("from Zub & Quux", [("Zub & Quux", "Name")]),
    ("from Zub and Quux", [("Zub", "Name"), ("Quux", "Name")]),
    ("from Zub-Quux and Z&Q and zubQuux", [("Zub-Quux", "Name"), ("Z&Q", "Name"), ("zubQuux", "Name")]),
    ("in a note (9/8 Zorb St.)", [("9/8 Zorb St.", "Name")]),
    ("von 台積電 und Яндекс", [("台積電", "Name"), ("Яндекс", "Name")]),
    ("from American Quux and Global X", [("American Quux", "Name")]),
    ("the EV battery market grew", [("EV battery market", "Market")]),
    ("the global quantum-computing market grew", [("quantum-computing market", "Market")]),
    ("raised its edge systems TAM", [("edge systems TAM", "Market")]),
    ("Zorbia-based Quux", [("Zorbia", "Name"), ("Quux", "Company")]),
    ("The Quux said", [("Quux", "Name")]),
    ("Today Quux announced", [("Quux", "Name")]),
    ("Meanwhile, Quux’s sales rose", [("Quux", "Name")]),
    ("said Ann Zorb, CEO of Quux", [("Ann Zorb", "Person"), ("Quux", "Name")]),
    ("with Secretary Ann Zorb and President Zub", [("Secretary Ann Zorb", "Person"), ("President Zub", "Person")]),
    ("by Tom Z. Quux", [("Tom Z. Quux", "Person")]),
    ("in Russia and Europe", [("Russia", "Country"), ("Europe", "Place")]),
]


@pytest.mark.parametrize(("text", "expected"), TYPED)
def test_names_and_their_types(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(name.text, name.type) for name in find_names(text)] == expected


NOTHING = [
    "Demand is strong.", "The company grew.", "In March and on Monday", "the AI, GPU and CEO", "800G and 1.6T and 400ZR", "in Q3 and FY2026",
    "under the Zorb Expansion Act", "Section 232", "the stock market", "the market", "market share of the chip market leader", "HBM3E and DDR5",
    "However, many Suppliers", "SUPPORTING OUR GREAT INDUSTRY: we do", "", "…", "the GPUs and CEOs", "a Western plan", "the accelerating market",
]  # fmt: skip


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_name(text: str) -> None:
    assert [name.text for name in find_names(text, common=frozenset({"suppliers"})) if not name.unsure] == []


def test_a_nationality_stands_for_its_country() -> None:
    (swiss, quux) = find_names("the Swiss drugmaker Quux")
    assert (swiss.type, swiss.how, swiss.country) == ("Country", "demonym", "Switzerland")
    assert (quux.text, quux.type) == ("Quux", "Company")


def test_one_word_at_the_start_is_unsure() -> None:
    assert [name.unsure for name in find_names("Quux is here, and Zub.")] == [True, False]


def test_a_title_makes_names_unsure() -> None:
    assert [name.unsure for name in find_names("Zorb Quux Wins", titled=True)] == [True]


def test_known_names_split_a_run_unless_the_form_outweighs_them() -> None:
    text = "the Zorb Quux deal with Zorb Optics Inc. and Quux Korea Fund"
    taken = [(4, 8), (24, 28), (50, 55)]
    assert [(text[a:b]) for a, b in taken] == ["Zorb", "Zorb", "Korea"]
    assert [(n.text, n.over) for n in find_names(text, taken)] == [
        ("Quux", False),
        ("Zorb Optics Inc.", True),
        ("Quux Korea Fund", True),
    ]


def test_figures_are_never_part_of_a_name() -> None:
    text = "Since May Quux grew"
    assert [name.text for name in find_names(text, figures=[(6, 9)])] == ["Quux"]


ALIASES: list[tuple[str, str, list[str]]] = [
    ("Zorb Quux Manufacturing Company Limited (ZQMC) makes", "Zorb Quux Manufacturing Company Limited", ["ZQMC"]),
    ("Zorb Quux Manufacturing Company Limited, or ZQMC, makes", "Zorb Quux Manufacturing Company Limited", ["ZQMC"]),
    ("Zorb Electronics Co., Ltd., or Zorb, to make", "Zorb Electronics Co., Ltd.", ["Zorb"]),
    ("Zorb Optics Inc. (“Quux”) makes", "Zorb Optics Inc.", ["Quux"]),
    ("Zorb Optics Inc. (the “Company”) makes", "Zorb Optics Inc.", ["Company"]),
    ("Zorb Optics, formerly known as Quux, makes", "Zorb Optics", ["Quux"]),
    ("Zorb (Quux) makes", "Zorb", ["Quux"]),
    ("ZORBFOUNDRIES Inc. (ZF), with", "ZORBFOUNDRIES Inc.", ["ZF"]),
    ("57% (Quux).", "57%", []),
    ("money in Zorb (Quux Insights).", "Zorb", []),
    ("Zorb, or Quux, makes", "Zorb", []),
    ("Zorb (AI) makes", "Zorb", []),
]


@pytest.mark.parametrize(("text", "name", "expected"), ALIASES)
def test_other_names(text: str, name: str, expected: list[str]) -> None:
    start = text.index(name)
    found = list(find_aliases(text, [(start, start + len(name))]))
    assert [alias.text for alias in found] == expected
    assert all(text[alias.start : alias.end] == alias.text for alias in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zorb (NASDAQ: ZRB) rose", [("ZRB", "NASDAQ", "XNAS")]),
        ("Zorb (NYSE:ZRB.A) rose", [("ZRB.A", "NYSE", "XNYS")]),
        ("Zorb (NASDAQ: ZRB; TSX: ZR) rose", [("ZRB", "NASDAQ", "XNAS"), ("ZR", "TSX", "XTSE")]),
        ("Zorb (Zorbia Stock Exchange: ZRB) rose", [("ZRB", "Zorbia Stock Exchange", "")]),
        ("Zorb (KRX: 005930) rose", [("005930", "KRX", "XKRX")]),
        ("Zorb (note: NEW) rose", []),
        ("Zorb (Source: ABC) rose", []),
    ],
)
def test_tickers(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = find_tickers(text)
    assert [(ticker.symbol, ticker.exchange, ticker.mic) for ticker in found] == expected
    assert all(
        text[ticker.start : ticker.end] == ticker.symbol and text[: ticker.owner].endswith("Zorb") for ticker in found
    )


@pytest.mark.parametrize(
    ("short", "name", "expected"),
    [("ZQMC", "Zorb Quux Manufacturing Company", True), ("ZQM", "Zorb Quux Manufacturing Company", True), ("QZ", "Zorb Quux", False), ("Zq", "Zorb Quux", False)],
)  # fmt: skip
def test_acronyms(short: str, name: str, expected: bool) -> None:
    assert is_acronym(short, name) is expected


@pytest.mark.parametrize("name", ["values", "lexicon", "names", "coreference"])
def test_no_word_list_holds_a_truth_value(name: str) -> None:
    lists = [(key, words) for key, words in vocabulary(name).items() if isinstance(words, list)]
    assert [(key, word) for key, words in lists for word in words if not isinstance(word, str)] == []


PIECES = st.sampled_from(
    ["Zorb", "Quux", "Inc.", ",", "and", "of", "Bank", "Index", "the", "market", "TAM", "-", "Swiss", "AI", "U.S.", "’s", "(", ")", "Customer", "A", "St.", "9/8", "&", "5", "President"]
)  # fmt: skip


@given(
    st.one_of(
        st.text(max_size=60), st.lists(PIECES, max_size=12).map(" ".join), st.lists(PIECES, max_size=12).map("".join)
    )
)
def test_spans_are_exact_and_apart(text: str) -> None:
    end = 0
    for name in find_names(text):
        assert name.start >= end
        assert name.text == text[name.start : name.end] != ""
        end = name.end
    find_tickers(text)
    list(find_aliases(text, [(n.start, n.end) for n in find_names(text)]))
