"""Tables of identifiers of any form."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from themegraph.loaders.identifiers.tables import read
from themegraph.loaders.identifiers.venues import exchange_entity, place_entity
from themegraph.loaders.reading import parse_document
from themegraph.ontology.registry import load_registry
from themegraph.ontology.tickers import exchanges


def test_columns_are_known_by_their_names_and_the_guess_is_shown(registers: SimpleNamespace) -> None:
    lines = (
        "Company Name,SEC CIK,Primary ISIN,Symbol,MIC,City,State",
        "NVIDIA CORP,1045810,US67066G1040,NVDA,XNAS,Santa Clara,CA",
        "Zorbian Photonics Inc,42,,ZORB,XNYS,,",
    )
    reading = registers.read_bytes("\n".join(lines).encode(), "ids.csv")
    assert registers.facts(reading) == {
        ("organization/nvidia", "identifiedAs", "0001045810"),
        ("organization/nvidia", "identifiedAs", "US67066G1040"),
        ("organization/nvidia", "hasTicker", "NVDA"),
        ("organization/nvidia", "listedOn", "exchange/xnas"),
        ("organization/nvidia", "headquarteredIn", "place/santa-clara"),
        ("organization/cik-0000000042", "identifiedAs", "0000000042"),
        ("organization/cik-0000000042", "hasTicker", "ZORB"),
        ("organization/cik-0000000042", "listedOn", "exchange/xnys"),
    }
    assert {claim.confidence for claim in reading.claims} == {Decimal("0.95")}
    assert reading.source.notes == (
        (
            "columns were understood by their names: 'SEC CIK' as cik, 'Primary ISIN' as isin, 'Symbol' as ticker, "
            "'Company Name' as name, 'MIC' as exchange, 'City' as city, 'State' as region"
        ),
    )
    # a security's code is no code of the company itself
    assert reading.claims[0].subject.identifiers == (("cik", "0001045810"),)


def test_a_row_without_a_known_code_is_named_by_its_name(registers: SimpleNamespace) -> None:
    reading = registers.read_bytes(b"ISIN;Issuer;Ticker\nUS0378331005;ZORBIAN INC CL A;ZORB US\n", "ids.csv")
    subject = reading.claims[0].subject
    assert (subject.label, subject.resolved) == ("Zorbian Inc.", False)
    assert {fact[1:] for fact in registers.facts(reading)} == {
        ("identifiedAs", "US0378331005"),
        ("hasTicker", "ZORB US"),
    }


def test_a_row_without_name_and_code_and_a_faulty_code_are_reported(registers: SimpleNamespace) -> None:
    reading = registers.read_bytes(b"Name,LEI,CUSIP\n,-,\nZorbian Inc,549300X2MUT00UHOWK67,037833101\n", "ids.csv")
    assert [rejection.reason for rejection in reading.rejections] == [
        "neither a name nor a sound code of a company",
        "LEI '549300X2MUT00UHOWK67' fails its check digits",
        "CUSIP '037833101' fails its check digit",
    ]


def test_the_header_may_stand_below_a_preamble(registers: SimpleNamespace) -> None:
    reading = registers.read_bytes(
        b"Companies that we follow\nAs of,2026-01-02\n\nName,CIK\nZorbian Inc,42\n", "ids.csv"
    )
    assert registers.facts(reading) == {("organization/cik-0000000042", "identifiedAs", "0000000042")}
    assert reading.claims[0].passage.selector.header == "Name\tCIK"


@pytest.mark.parametrize(
    "table",
    [
        "Name,Ticker,ISIN,Weight (%)\nZorbian Inc,ZORB,US0378331005,7.1\n",
        "Ticker,Name,Shares,CUSIP\nZORB,Zorbian Inc,100,037833100\n",
        "Name,Sector\nZorbian Inc,Energy\n",
        "ISIN,Sector\nUS0378331005,Energy\n",
    ],
)
def test_what_measures_holdings_or_has_no_code_beside_a_name_is_left_to_others(table: str) -> None:
    assert read(parse_document(table.encode(), name="a.csv"), load_registry()) is None


def test_every_exchange_of_the_table_has_a_name() -> None:
    registry = load_registry()
    assert len(exchanges()) > 60
    for code in exchanges():
        exchange = exchange_entity(code, registry)
        assert exchange is not None
        assert exchange.label != code


def test_an_exchange_that_the_registry_lacks_bears_its_code() -> None:
    exchange = exchange_entity("XWBO", load_registry())
    assert exchange is not None
    assert (exchange.label, exchange.identifiers) == ("Vienna Stock Exchange", (("mic", "XWBO"),))


def test_a_place_is_named_with_its_state_or_country() -> None:
    registry = load_registry()
    given = [("SANTA CLARA", "CA", "US"), ("Santa Clara", "US-CA", ""), ("Zorbville", "A6", ""), ("Zorbtown", "", "DE")]
    found = [place_entity(*each, registry) for each in given]
    assert [place.label for place in found if place] == [
        "Santa Clara, California",
        "Santa Clara, California",
        "Zorbville, Ontario",
        "Zorbtown, Germany",
    ]
    assert place_entity("", "CA", "US", registry) is None
