"""Form N-CEN: funds with their codes, advisers, symbols; no index that the form does not name."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

import pytest

from themegraph.graph.claim import Claim, Entity, Reading
from themegraph.graph.gate import check
from themegraph.loaders.document import Metadata
from themegraph.loaders.holdings.ncen import read
from themegraph.loaders.reading import parse_document
from themegraph.ontology.registry import load_registry

pytestmark = pytest.mark.usefixtures("here")


def reading(data: bytes) -> Reading:
    found = read(parse_document(data, name="primary_doc.xml", given=Metadata()), load_registry())
    assert check(found).rejected == ()
    return found


def said(found: Reading, predicate: str) -> set[tuple[str, str]]:
    return {(claim.subject.label, claim.object.label) for claim in found.claims if claim.predicate == predicate}


def firm(forms: SimpleNamespace, kind: str, name: str, lei: str = "N/A") -> str:
    stem = {"investmentAdviser": "investmentAdviser", "subAdviser": "subAdviser", "custodian": "custodian"}[kind]
    inside = forms.element(f"{stem}Name", name) + forms.element(f"{stem}Lei", lei)
    return str(forms.element(f"{kind}s", "", forms.element(kind, "", inside)))


@pytest.fixture
def report(forms: SimpleNamespace) -> Reading:
    """Give a report of an index fund that is traded and of a plain one, with one adviser for both."""
    firms = firm(forms, "investmentAdviser", "Quillmark Advisers LLC", "549300QUILLMARK00004")
    more = firm(forms, "subAdviser", "Inkwell LP") + firm(forms, "custodian", "Depot Trust Co", "549300DEPOTTRUST0037")
    kinds = "<fundType>Exchange-Traded Fund</fundType>", '<indexFundInfo fundType="Index Fund"/>'
    traded = forms.fund("Nanoforge Chip Makers", "S000099001", *kinds, lei="549300NANOFORGE00080", firms=firms + more)
    plain = forms.fund("Growth Fund", "S000099002", firms=firms)
    exchange = '<securityExchanges><securityExchange fundExchange="ARCX" fundsTickerSymbol="NNFC"/></securityExchanges>'
    listed = (
        "<exchangeTradedFund><fundName>Nanoforge Chip Makers</fundName><etfSeriesId>S000099001</etfSeriesId>" + exchange
    )
    return reading(forms.ncen(traded, plain, listed=listed + "</exchangeTradedFund>"))


def test_funds_registrant_and_firms_are_identified(report: Reading) -> None:
    assert said(report, "identifiedAs") == {
        ("Nanoforge Trust", "0009990001"),
        ("Nanoforge Trust", "549300NANOFORGE00080"),
        ("Nanoforge Chip Makers", "S000099001"),
        ("Nanoforge Chip Makers", "549300NANOFORGE00080"),
        ("Nanoforge Trust Growth Fund", "S000099002"),
        ("Quillmark Advisers LLC", "549300QUILLMARK00004"),
        ("Depot Trust Co", "549300DEPOTTRUST0037"),
    }


def test_a_fund_is_provided_by_its_adviser_not_by_those_who_serve_it(report: Reading) -> None:
    assert said(report, "providedBy") == {
        ("Nanoforge Chip Makers", "Quillmark Advisers LLC"),
        ("Nanoforge Trust Growth Fund", "Quillmark Advisers LLC"),
    }
    assert {c.confidence for c in report.claims if c.predicate == "providedBy"} == {Decimal("0.9")}


def test_a_traded_fund_has_its_symbol_and_exchange(report: Reading) -> None:
    (claim,) = (claim for claim in report.claims if claim.predicate == "hasTicker")
    venue = claim.qualifiers["listingVenue"]
    assert isinstance(venue, Entity)
    assert (claim.subject.label, claim.object.label, venue.label) == ("Nanoforge Chip Makers", "NNFC", "NYSE Arca")
    assert {c.subject.type for c in report.claims if c.subject.label == "Nanoforge Chip Makers"} == {
        "ExchangeTradedFund"
    }
    assert {c.subject.type for c in report.claims if c.subject.label.endswith("Growth Fund")} == {"Fund"}


def test_a_fund_with_one_class_of_shares_has_its_symbol(forms: SimpleNamespace) -> None:
    def classes(*symbols: str) -> str:
        return "".join(f'<sharesOutstanding sharesOutstandingTickerSymbol="{symbol}"/>' for symbol in symbols)

    one = forms.fund("Nanoforge One", "S000099001", firms=classes("NFONX"))
    two = forms.fund("Nanoforge Two", "S000099002", firms=classes("NFTWX", "NFTIX"))
    assert said(reading(forms.ncen(one, two)), "hasTicker") == {("Nanoforge One", "NFONX")}


def test_the_index_is_not_named_so_nothing_is_tracked(report: Reading) -> None:
    assert said(report, "tracks") == set()
    assert report.source.notes == ("Index funds, whose indices Form N-CEN does not name: Nanoforge Chip Makers.",)


def test_each_claim_has_the_row_of_its_element(report: Reading) -> None:
    def place(claim: Claim) -> str:
        assert claim.passage.selector is not None
        return claim.passage.selector.value.replace("*[local-name()='", "").replace("']", "")

    top = "/edgarSubmission/formData"
    funds = f"{top}/managementInvestmentQuestionSeriesInfo/managementInvestmentQuestion"
    by = {(c.predicate, c.subject.label, c.object.label): c for c in report.claims}
    cases = {
        ("identifiedAs", "Nanoforge Trust", "0009990001"): f"{top}/registrantInfo/registrantCik",
        ("identifiedAs", "Nanoforge Trust Growth Fund", "S000099002"): f"{funds}[2]",
        ("identifiedAs", "Depot Trust Co", "549300DEPOTTRUST0037"): f"{funds}[1]/custodians/custodian",
        (
            "providedBy",
            "Nanoforge Trust Growth Fund",
            "Quillmark Advisers LLC",
        ): f"{funds}[2]/investmentAdvisers/investmentAdviser",
    }
    assert {key: place(by[key]) for key in cases} == cases
    passage = by["providedBy", "Nanoforge Trust Growth Fund", "Quillmark Advisers LLC"].passage
    assert passage.text == "Growth Fund\tS000099002\tQuillmark Advisers LLC\t549300QUILLMARK00004"


def test_people_are_left_out(report: Reading) -> None:
    assert "Ana Invented" not in report.text


def test_a_registrant_without_funds_loads(forms: SimpleNamespace) -> None:
    found = reading(forms.ncen())
    assert said(found, "identifiedAs") == {
        ("Nanoforge Trust", "0009990001"),
        ("Nanoforge Trust", "549300NANOFORGE00080"),
    }
    assert found.source.notes == ("The report describes no fund of the registrant.",)


def test_a_wrong_code_is_told(forms: SimpleNamespace) -> None:
    found = reading(forms.ncen(forms.fund("Nanoforge Chip Makers", "S000099001", lei="549300NANOFORGE00081")))
    assert found.source.notes == (
        "Nanoforge Chip Makers: LEI '549300NANOFORGE00081' fails its check digits; left out.",
    )  # fmt: skip


def test_a_firm_that_serves_many_funds_is_identified_once(forms: SimpleNamespace) -> None:
    firms = firm(forms, "investmentAdviser", "Quillmark Advisers LLC", "549300QUILLMARK00004")
    found = reading(forms.ncen(*(forms.fund(f"Nanoforge {n}", f"S00009900{n}", firms=firms) for n in range(1, 6))))
    assert sum(c.predicate == "identifiedAs" and c.subject.label == "Quillmark Advisers LLC" for c in found.claims) == 1
    assert len(said(found, "providedBy")) == 5
