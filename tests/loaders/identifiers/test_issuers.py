"""Rows of lists of holdings: whose share each is, what is nobody's, how its security is named."""

import gc
from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themegraph.graph.evidence import entity_fault
from themegraph.loaders.holdings.issuer_names import issuer_name, shown_name
from themegraph.loaders.holdings.issuers import Held, Issuers
from themegraph.loaders.holdings.portfolio import Position
from themegraph.loaders.tables.sheet import Row, Sheet
from themegraph.ontology.entry import ID_BASE
from themegraph.ontology.registry import load_registry

_ROW, _SHEET = Row(1, (), 0, 1, "row=1"), Sheet("", "table", "csv", ())


def held(name: str, ticker: str = "", **cells: str) -> Held:
    """Return what a row with this name and these cells holds."""
    return Issuers(load_registry()).of(replace(Position(_ROW, _SHEET, name, ticker), **cells))  # type: ignore[arg-type]


def company(name: str, ticker: str = "", **cells: str) -> str:
    """Return the end of the IRI of a row's issuer."""
    return held(name, ticker, **cells).held.id.removeprefix(ID_BASE)


@pytest.mark.parametrize(
    ("name", "ticker", "cells", "expected"),
    [
        ("NVIDIA CORP", "NVDA", {}, "organization/nvidia"),
        ("NVIDIA CORP", "", {}, "organization/nvidia"),
        ("NVIDIA CORP", "NVDA UW", {}, "organization/nvidia"),
        ("NVIDIA CORP 2.85% 04/01/2030", "", {"asset_class": "Corporate Bond"}, "organization/nvidia"),
        ("ALPHABET INC CLASS A", "GOOGL", {}, "organization/alphabet"),
        ("ALPHABET INC CL C", "GOOG", {}, "organization/alphabet"),
        ("Alphabet Inc. Class C Capital Stock", "", {}, "organization/alphabet"),
        ("AMAZON COM INC", "", {}, "organization/amazon"),
        ("META PLATFORMS INC CLASS A", "META", {}, "organization/meta"),
        ("BERKSHIRE HATHAWAY INC CLASS B", "BRKB", {"country": "United States"}, "organization/cik-0001067983"),
        ("Berkshire Hathaway Inc", "BRK/B", {}, "organization/cik-0001067983"),
        ("INTL BUSINESS MACHINES CORP", "IBM", {}, "organization/ibm"),
        ("TAIWAN SEMICONDUCTOR MANUFACTURING", "2330", {"country": "Taiwan"}, "organization/tsmc"),
        ("TAIWAN SEMICONDUCTOR MANUFAC", "2330 TT", {}, "organization/tsmc"),
        ("TAIWAN SEMICONDUCTOR-SP ADR", "TSM US", {}, "organization/tsmc"),
        ("SAMSUNG ELECTRONICS LTD", "5930", {"country": "KR"}, "organization/samsung-electronics"),
        ("SK HYNIX INC", "000660.KS", {}, "organization/sk-hynix"),
        ("TENCENT HOLDINGS LTD", "700 HK", {}, "organization/tencent"),
        ("EQUINIX REIT INC", "EQIX", {}, "organization/equinix"),
        ("Siemens Energy AG", "ENR GY", {}, "organization/siemens-energy"),
        ("SCHNEIDER ELECTRIC SE", "SU FP", {}, "organization/schneider-electric"),
        ("MICRON TECHNOLOGY INC", "", {"lei": "B3DXGBC8GAIYWI2Z0172"}, "organization/micron"),
    ],
)
def test_a_company_is_found_by_code_ticker_and_name_or_exact_name(
    name: str, ticker: str, cells: dict[str, str], expected: str
) -> None:
    assert company(name, ticker, **cells) == expected


@pytest.mark.parametrize(
    ("name", "ticker", "cells"),
    [
        ("ROUNDHILL BALL METAVERSE ETF", "META", {}),  # a ticker alone decides nothing
        ("ZORBIAN PHOTONICS INC", "NVDA", {}),
        ("SIEMENS ENERGY INDIA LTD", "", {}),  # a longer name is another company's
        ("SCHNEIDER ELECTRIC INFRASTRUCTURE LTD", "", {}),
        ("ABB INDIA LTD", "", {}),
        ("ORION CORP", "271560", {"country": "KR"}),  # the name of a company elsewhere
        ("INTEL GMBH", "", {}),  # another legal form
    ],
)
def test_what_only_resembles_a_known_company_is_none(name: str, ticker: str, cells: dict[str, str]) -> None:
    found = held(name, ticker, **cells).held
    assert found.id.removeprefix(ID_BASE).split("/")[1].startswith("x-")
    assert not found.resolved


def test_two_classes_of_an_unknown_company_are_two_securities_of_one() -> None:
    one = held("ZORBIAN PHOTONICS HLDGS INC CL A", "ZORA", isin="US0378331005")
    two = held("Zorbian Photonics Holdings, Inc. Class B", "ZORB", cusip="67066G104")
    assert one.held.id == two.held.id
    assert one.held.label == "Zorbian Photonics Holdings Inc."
    assert one.security is not None
    assert two.security is not None
    assert one.security.id.removeprefix(ID_BASE) == "security/isin-us0378331005"
    assert two.security.id.removeprefix(ID_BASE) == "security/cusip-67066g104"


def test_a_security_bears_its_sound_codes_and_its_printed_symbol() -> None:
    security = held("NVIDIA CORP", "NVDA UW", isin="us67066g1040 ", sedol="2379504", figi="BBG000BBJQV0").security
    assert security is not None
    assert (security.type, security.label) == ("Security", "NVIDIA CORP")
    assert dict(security.identifiers) == {
        "cusip": "67066G104",
        "figi": "BBG000BBJQV0",
        "isin": "US67066G1040",
        "sedol": "2379504",
        "symbol": "NVDA UW",
    }


def test_a_code_that_fails_its_check_digit_is_left_out_and_told() -> None:
    found = held("NVIDIA CORP", "NVDA", isin="US67066G1041", cusip="67066G104")
    assert found.faults == ("ISIN 'US67066G1041' fails its check digit; left out",)
    assert found.security is not None
    assert found.security.id.removeprefix(ID_BASE) == "security/cusip-67066g104"


def test_without_codes_country_ticker_and_issuer_name_a_security() -> None:
    names = [
        held("NVIDIA CORP", "NVDA", country="US").security,
        held("NVIDIA Corporation", "NVDA UW").security,
        held("NVIDIA", "NVDA", exchange="NASDAQ").security,
    ]
    assert {security.id.removeprefix(ID_BASE) for security in names if security} == {"security/us-nvda-nvidia"}


def test_a_ticker_that_moved_to_another_company_names_another_security() -> None:
    one, two = held("ZORBIAN INC", "ZORB US").security, held("TIN WORK INC", "ZORB US").security
    assert one is not None
    assert two is not None
    assert one.id != two.id


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("US DOLLAR", {}),
        ("USD CASH", {}),
        ("CASH_USD", {}),
        ("EUR CASH", {"asset_class": "Cash"}),
        ("BLK CSH FND TREASURY SL AGENCY", {"asset_class": "Money Market"}),
        ("CASH COLLATERAL USD", {}),
        ("S&P500 EMINI DEC 24", {"asset_class": "Futures"}),
        ("NASDAQ 100 E-MINI", {}),
        ("UNITED STATES TREASURY BILL", {}),
        ("TREASURY BILL 0% 12/26/2026", {}),
        ("Republic of Zorbia 4.5% 2030", {}),
        ("ZORBIAN INC SWAP", {}),
        ("NET OTHER ASSETS", {}),
        ("NVIDIA CORP", {"side": "call", "cusip": "67066G104"}),
        ("NVIDIA CORP", {"asset_class": "DE"}),
        ("NVIDIA 06/20/2027 C150 NVDA 6/20/27 C150", {}),
    ],
)
def test_cash_contracts_and_public_debt_are_held_as_themselves(name: str, cells: dict[str, str]) -> None:
    found = held(name, **cells)
    assert found.held == found.security
    assert found.held.type == "Security"


@pytest.mark.parametrize(
    "name", ["FIRSTCASH HOLDINGS INC", "CASH CONVERTERS LTD", "FUTURES WORKS INC", "SPOTIFY TECHNOLOGY SA"]
)
def test_a_share_is_a_companys_whatever_its_name_says(name: str) -> None:
    assert held(name, asset_class="Equity").held.type == "Company"


def test_an_option_is_not_the_share_that_it_is_on() -> None:
    share, call = (held("NVIDIA CORP", cusip="67066G104", side=side) for side in ("", "call"))
    assert share.security is not None
    assert call.held.id == share.security.id + "-call"
    assert call.held.identifiers == ()


def test_a_short_position_is_of_the_same_company_and_security() -> None:
    assert held("NVIDIA CORP", cusip="67066G104", side="short") == held("NVIDIA CORP", cusip="67066G104")


def test_the_issuers_lei_stays_with_it() -> None:
    assert held("ZORBIAN INC", lei="549300XH862LODIC7E15").held.identifiers == (("lei", "549300XH862LODIC7E15"),)
    assert held("ZORBIAN INC", lei="549300XH862LODIC7E16").held.identifiers == ()


def test_a_company_of_another_lei_is_not_taken_by_its_name() -> None:
    assert company("MICRON TECHNOLOGY INC", lei="549300XH862LODIC7E15") != "organization/micron"


@pytest.mark.parametrize(
    ("name", "key", "shown"),
    [
        ("ZORBIAN TECHNOLOG-SP ADR", "zorbian technology", "Zorbian Technolog"),
        ("ZORBIAN INTL LTD-REG", "zorbian international", "Zorbian International Ltd."),
        ("HOME ZORBIAN INC (THE)", "home zorbian", "Home Zorbian Inc."),
        ("Zorbian plc USD0.001", "zorbian", "Zorbian plc"),
        ("ZORBIAN CORP /DE/", "zorbian", "Zorbian Corp."),
        ("Zorbian Preferred Income Fund", "zorbian preferred income fund", "Zorbian Preferred Income Fund"),
        ("ZORBIAN CO LTD SPONSORED ADR REPSTG 1 ORD", "zorbian", "Zorbian Co. Ltd."),
        ("GREAT AMERICAN", "great american", "Great American"),
        ("ZORBIAN USA ETF", "zorbian usa etf", "Zorbian USA ETF"),
        ("Z&Q INC", "z and q", "Z&Q Inc."),
        ("A Z ZORBIAN CORP", "az zorbian", "A Z Zorbian Corp."),
    ],
)
def test_names_are_brought_to_one_form(name: str, key: str, shown: str) -> None:
    assert (issuer_name(name).key, shown_name(name)) == (key, shown)


def test_names_made_to_be_slow_are_not() -> None:
    for name in ("SP ADR " * 3000 + "X", "CL A " * 5000 + "é!", "A " * 20000, "0.00 " * 5000, "(" * 50000):
        began = process_time()
        held(name)
        assert process_time() - began < 5  # a search that goes back again and again takes minutes


def test_a_row_that_comes_again_costs_a_look_up() -> None:
    issuers = Issuers(load_registry())
    row = replace(Position(_ROW, _SHEET, "ZORBIAN INC", "ZORB"), isin="US0378331005")
    first = issuers.of(row)
    gc.collect()
    assert issuers.of(replace(row, weight=None)) is first


@given(
    st.text(
        st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_characters="\x7f\xad"), min_size=1, max_size=60
    ),
    st.sampled_from(["", "NVDA", "-", "700 HK", "brk/b"]),
    st.sampled_from(["", "Equity", "Cash", "DE", "Corporate Bond"]),
)
def test_any_name_gives_entities_that_the_graph_takes(name: str, ticker: str, asset_class: str) -> None:
    found = held(name, ticker, asset_class=asset_class)
    assert found.security is not None
    if name.strip() and not any("\x7f" < character < "\xa0" for character in name):
        assert [entity_fault(entity) for entity in (found.held, found.security)] == ["", ""]
    assert held(name, ticker, asset_class=asset_class) == found
