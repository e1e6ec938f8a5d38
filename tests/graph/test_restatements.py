"""A fact that only says less than one other fact is folded into it; where two could be meant, nothing is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from themegraph.graph.explain import explain
from themegraph.graph.network import to_networkx
from themegraph.graph.store import EmbeddedStore, open_store
from themegraph.graph.testing import Page, unknown

ACME, BOLT = unknown("acme"), unknown("bolt")
LEI = "5493001KJTIIGC8Y1R12"
MONEY: dict[str, Any] = {"amount": Decimal(2), "currency": "USD"}
MARCH: dict[str, Any] = {"startDate": date(2026, 3, 1), "endDate": date(2026, 3, 31), "datePrecision": "month"}
APRIL: dict[str, Any] = {"startDate": date(2026, 4, 1), "endDate": date(2026, 4, 30), "datePrecision": "month"}
RESTATED = "SELECT ?less ?more { ?less aii:restates ?more }"


@pytest.fixture
def store() -> Iterator[EmbeddedStore]:
    with open_store(None) as opened:
        yield opened


def load(store: EmbeddedStore, name: str, **qualifiers: Any) -> None:
    page = Page(f"https://example.org/{name}")
    page.claim("investsIn", ACME, BOLT, **qualifiers)
    assert store.update_document(page.reading()).rejections == ()
    store.derive()


def test_an_undated_headline_restates_the_dated_fact(store: EmbeddedStore) -> None:
    load(store, "headline", **MONEY)
    load(store, "release", **MONEY, **MARCH)
    assert len(store.query("PREFIX aii: <https://w3id.org/ai-infrastructure/ontology/> " + RESTATED).rows) == 1
    facts = [fact for fact in explain(store, ACME.label).facts if fact.predicate == "investsIn"]
    assert [len(fact.attestations) for fact in facts] == [2]
    assert to_networkx(store).number_of_edges() == 1


def test_two_fuller_facts_leave_it_alone(store: EmbeddedStore) -> None:
    load(store, "headline", **MONEY)
    load(store, "march", **MONEY, **MARCH)
    load(store, "april", **MONEY, **APRIL)
    assert store.query("PREFIX aii: <https://w3id.org/ai-infrastructure/ontology/> " + RESTATED).rows == ()


def test_forgetting_the_fuller_fact_brings_it_back(store: EmbeddedStore) -> None:
    load(store, "headline", **MONEY)
    before = store.query("SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o").rows
    load(store, "release", **MONEY, **MARCH)
    store.forget_document("https://example.org/release")
    store.derive()
    assert store.query("SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o").rows == before


def test_figures_that_differ_stand_side_by_side(store: EmbeddedStore) -> None:
    load(store, "one", **MONEY)
    load(store, "other", amount=Decimal(3), currency="USD")
    assert to_networkx(store).number_of_edges() == 2


def test_a_month_restates_the_day_within_it(store: EmbeddedStore) -> None:
    load(store, "month", **MONEY, **MARCH)
    load(store, "quarter", **MONEY, startDate=date(2026, 1, 1), endDate=date(2026, 3, 31), datePrecision="quarter")
    load(store, "day", **MONEY, startDate=date(2026, 3, 2), endDate=date(2026, 3, 2), datePrecision="day")
    assert to_networkx(store).number_of_edges() == 1


def test_a_month_with_two_days_is_left_alone(store: EmbeddedStore) -> None:
    load(store, "month", **MONEY, **MARCH)
    for day in (2, 30):
        load(
            store, f"day-{day}", **MONEY, startDate=date(2026, 3, day), endDate=date(2026, 3, day), datePrecision="day"
        )
    assert to_networkx(store).number_of_edges() == 3


def test_a_figure_of_a_year_is_none_of_a_month(store: EmbeddedStore) -> None:
    page = Page("https://example.org/figures")
    market, year = unknown("tin-market", "Market"), {"startDate": date(2026, 1, 1), "endDate": date(2026, 12, 31)}
    page.claim("marketEstimate", market, "$2", **MONEY, **year, datePrecision="year")  # type: ignore[arg-type]
    page.claim("marketEstimate", market, "$2", **MONEY, **MARCH)
    store.update_document(page.reading())
    store.derive()
    assert store.query("PREFIX aii: <https://w3id.org/ai-infrastructure/ontology/> " + RESTATED).rows == ()


def test_facts_of_a_narrower_class_are_alike_by_their_own_ends(store: EmbeddedStore) -> None:
    page = Page("https://example.org/tickers")
    for symbol in ("ACM", "ACMU"):
        page.claim("hasTicker", ACME, symbol)
    # of two names of one thing, so that facts are looked at whatever identifies them
    one, other = (replace(BOLT, id=f"{BOLT.id}-{part}", identifiers=(("lei", LEI),)) for part in "ab")
    page.claim("investsIn", one, ACME)
    page.claim("investsIn", other, ACME)
    assert store.update_document(page.reading()).rejections == ()
    store.derive()
    told = store.query("PREFIX aii: <https://w3id.org/ai-infrastructure/ontology/> " + RESTATED).rows
    assert len(told) == 1
    assert not any("ticker_listing" in str(each) for row in told for each in row)
