"""Nodes: a restatement meets its fact, in whatever order claims come."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themegraph.graph.claim import Claim
from themegraph.graph.nodes import build_nodes
from themegraph.graph.testing import Page, unknown

ACME, BOLT = unknown("acme"), unknown("bolt")
AMOUNT: dict[str, Any] = {"amount": Decimal(2_000_000_000), "currency": "USD"}
MONTH: dict[str, Any] = {"startDate": date(2031, 3, 1), "endDate": date(2031, 3, 31), "datePrecision": "month"}
YEAR: dict[str, Any] = {"startDate": date(2031, 1, 1), "endDate": date(2031, 12, 31), "datePrecision": "year"}


def claims(*qualifiers: dict[str, Any], predicate: str = "investsIn") -> list[Claim]:
    """Return claims of one relation between the same ends."""
    page = Page("https://example.org/page")
    for given_ in qualifiers:
        page.claim(predicate, ACME, BOLT, **given_)
    return page.claims


def partition(made: list[Claim]) -> list[int]:
    """Return for each claim the number of the first claim that shares its node."""
    nodes = build_nodes(made)
    iris = [nodes[claim.id].iri for claim in made]
    return [iris.index(iri) for iri in iris]


@pytest.mark.parametrize(
    ("qualifiers", "expected"),
    [
        ([{}, AMOUNT | MONTH], [0, 0]),
        ([AMOUNT, AMOUNT | MONTH], [0, 0]),
        ([AMOUNT | YEAR, AMOUNT | MONTH], [0, 1]),
        ([{}, AMOUNT | YEAR, AMOUNT | MONTH], [0, 1, 2]),
        ([{}, AMOUNT, AMOUNT | MONTH], [0, 0, 0]),
        ([AMOUNT, MONTH], [0, 1]),
        ([AMOUNT, MONTH, AMOUNT | MONTH], [0, 0, 0]),
        (
            [{"amount": Decimal("2E+9"), "currency": "USD"}, {"amount": Decimal("2000000000.0"), "currency": "USD"}],
            [0, 0],
        ),
        ([{"stakePercent": Decimal(5)}, {"stakePercent": Decimal(7)}], [0, 0]),
    ],
)
def test_a_claim_that_says_less_meets_the_only_fuller_one(
    qualifiers: list[dict[str, Any]], expected: list[int]
) -> None:
    assert partition(claims(*qualifiers)) == expected


@given(st.lists(st.dictionaries(st.sampled_from(["amount", "startDate", "endDate"]), st.integers(1, 3)), max_size=6))
def test_order_does_not_matter(parts: list[dict[str, int]]) -> None:
    made = claims(
        *({name: value if name == "amount" else date(2031, 1, value) for name, value in part.items()} for part in parts)
    )
    expected = {
        claim.id: node.iri for claim, node in zip(made, (build_nodes(made)[claim.id] for claim in made), strict=True)
    }
    for order in list(permutations(made))[:24]:
        assert {claim: node.iri for claim, node in build_nodes(order).items()} == expected


def test_a_node_is_named_by_class_ends_and_identity() -> None:
    node = build_nodes(claims(AMOUNT | MONTH))
    iri = next(iter(node.values())).iri
    assert iri.startswith("https://w3id.org/ai-infrastructure/id/investment/")
    assert len(iri.rpartition("/")[2]) == 16
    again = build_nodes(claims({}, AMOUNT | MONTH))
    assert {each.iri for each in again.values()} == {iri}


def test_partners_have_no_order() -> None:
    page = Page("https://example.org/page")
    page.claim("partnersWith", ACME, BOLT)
    page.claim("partnersWith", BOLT, ACME)
    page.claim("investsIn", ACME, BOLT)
    page.claim("investsIn", BOLT, ACME)
    assert partition(page.claims) == [0, 0, 2, 3]
    ends = {(node.subject.id, node.object) for node in build_nodes(page.claims).values() if node.relation.symmetric}
    assert ends == {(ACME.id, BOLT)}


def test_line_breaks_in_a_literal_make_no_other_fact() -> None:
    page = Page("https://example.org/page")
    page.claim("risk", ACME, "prices\n  may fall")
    page.claim("risk", ACME, "prices may fall")
    page.claim("risk", ACME, "costs may rise")
    assert partition(page.claims) == [0, 0, 2]


def test_figures_stand_apart_by_estimator_and_meet_without_one() -> None:
    market, news, bank = unknown("tin-market", "Market"), unknown("news", "Organization"), unknown("bank")
    page = Page("https://example.org/page")
    page.claim("marketEstimate", market, "$2 billion", claimant=news, **AMOUNT, **MONTH)
    page.claim("marketEstimate", market, "$2 billion", claimant=bank, **AMOUNT, **YEAR)
    page.claim("marketEstimate", market, "about $2bn", **AMOUNT, **MONTH)
    assert partition(page.claims) == [0, 1, 0]


def test_a_node_gathers_what_its_claims_say_and_links_to_nodes() -> None:
    page = Page("https://example.org/page")
    whole = page.claim("investsIn", ACME, unknown("dune"), **AMOUNT)
    page.claim("investsIn", ACME, BOLT, stakePercent=Decimal(5), links=[("partOfCommitment", whole)])
    last = page.claim("investsIn", ACME, BOLT, **MONTH)
    nodes = build_nodes(page.claims)
    assert dict(nodes[last].qualifiers) == {"stakePercent": Decimal(5), **MONTH}
    assert nodes[last].links == frozenset({("partOfCommitment", nodes[whole].iri)})
