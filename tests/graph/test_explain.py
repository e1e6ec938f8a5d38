"""Explanations: names find things, facts come with their sentences, denials included."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from themegraph.errors import UnknownNameError
from themegraph.graph.claim import Reading
from themegraph.graph.explain import Explanation, explain
from themegraph.graph.facts import Fact
from themegraph.graph.store import EmbeddedStore
from themegraph.graph.testing import Page, registered, unknown


@pytest.fixture
def filled(store: EmbeddedStore, rich: Reading) -> EmbeddedStore:
    """Give a store with the rich page."""
    store.update_document(rich)
    store.derive()
    return store


def lines(explanation: Explanation) -> list[str]:
    """Return the facts as plain lines."""
    return [f"{fact.subject.label} {fact.label} {fact.object.label}" for fact in explanation.facts]


def fact(explanation: Explanation, predicate: str) -> Fact:
    """Return the only fact of a relation."""
    (found,) = [each for each in explanation.facts if each.predicate == predicate]
    return found


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Bolt", "Bolt"),
        ("bolt", "Bolt"),
        ("  Bolt ", "Bolt"),
        ("bolt & nut", "Bolt"),
        ("ACME Corp", "Acme"),
        ("oreo", "Ore Office"),
        ("OO", "Ore Office"),
        ("organization/ore-office", "Ore Office"),
        ("https://w3id.org/ai-infrastructure/id/layer/smelting", "smelting"),
    ],
)
def test_names_find_things(filled: EmbeddedStore, name: str, label: str) -> None:
    assert explain(filled, name).entity.label == label


def test_an_entity_is_described(filled: EmbeddedStore) -> None:
    entity = explain(filled, "Ore Office").entity
    assert (entity.type, entity.aliases, entity.resolved) == ("Company", ("OO", "Ore Office Inc."), True)


def test_facts_come_in_both_directions_with_denials_last(filled: EmbeddedStore) -> None:
    assert lines(explain(filled, "Bolt")) == [
        "Bolt has ticker BOLT",
        "Bolt naming Bolt & Nut",
        "Bolt supplies to Cargo",
        "Acme invests in Bolt",
        "Acme partners with Bolt",
        "Acme risk prices may fall",
    ]
    denial = fact(explain(filled, "Cargo"), "suppliesTo")
    assert (denial.live, [claim.status for claim in denial.attestations]) == (False, ["negated"])


def test_a_fact_carries_qualifiers_and_each_claim_its_source(filled: EmbeddedStore) -> None:
    investment = fact(explain(filled, "Bolt"), "investsIn")
    assert dict(investment.qualifiers) == {
        "amount": "2000000000",
        "currency": "EUR",
        "startDate": "2031-03-01",
        "endDate": "2031-03-31",
        "datePrecision": "month",
    }
    full, brief = investment.attestations
    assert (full.sentence, brief.sentence) == ("Acme investsIn Bolt (1).", "Acme investsIn Bolt (2).")
    assert (full.title, full.publisher, full.date) == ("Rich page", "News", "2031-04-01")
    assert (full.claimant, full.citation, full.cited) == ("Acme", "News, 2 March 2031", "Acme buys into Bolt")
    assert (full.confidence, full.status, full.derived) == (Decimal("0.9"), "asserted", False)
    assert full.details == (("approximate", "true"),)
    assert [name for name, _ in investment.links] == ["partOfCommitment"]


def test_concepts_and_things_are_shown_by_label(filled: EmbeddedStore) -> None:
    assert dict(fact(explain(filled, "Acme"), "risk").qualifiers) == {"riskKind": "cyclicality", "affects": "Bolt"}
    assert fact(explain(filled, "Zinc Market"), "growth").object.label == "7 %"


def test_what_rules_and_the_registry_add_is_there_and_marked(filled: EmbeddedStore) -> None:
    facts = explain(filled, "Zinc Fund").facts
    assert [each.object.label for each in facts if each.predicate == "exposedTo"] == [
        "roasting",
        "smelting",
        "zinc theme",
    ]
    (claim,) = fact(explain(filled, "kiln"), "usedIn").attestations
    assert (claim.derived, claim.title) == (True, "registry: invented.yaml")
    assert "usedIn: layer/roasting" in claim.sentence


def test_an_unknown_name_lists_near_ones(filled: EmbeddedStore) -> None:
    with pytest.raises(UnknownNameError, match=r"nothing is named 'Blot' \(valid: .*Bolt"):
        explain(filled, "Blot")
    with pytest.raises(UnknownNameError, match=r"nothing is named 'Qqqqqq'$"):
        explain(filled, "Qqqqqq")


def test_a_name_of_several_things_lists_them(store: EmbeddedStore) -> None:
    page = Page("https://example.org/page")
    page.claim(
        "covers", unknown("smelting", "Topic", label="smelting"), registered("layer/smelting", "smelting", "Layer")
    )
    store.update_document(page.reading())
    with pytest.raises(
        UnknownNameError, match=r"names several things .*smelting \(layer/smelting\), smelting \(topic/x-smelting\)"
    ):
        explain(store, "Smelting")
    assert explain(store, "topic/x-smelting").entity.type == "Topic"


def test_a_denial_elsewhere_adds_nothing_to_a_fact_that_stands(store: EmbeddedStore) -> None:
    for name, status, purpose in (("a", "asserted", {}), ("b", "negated", {"purposeText": "to sell tin"})):
        page = Page(f"https://example.org/{name}")
        given: dict[str, Any] = {"status": status, **purpose}
        page.claim("partnersWith", unknown("acme"), unknown("bolt"), **given)
        store.update_document(page.reading())
    found = fact(explain(store, "Acme"), "partnersWith")
    assert found.qualifiers == ()
    assert [claim.status for claim in found.attestations] == ["asserted", "negated"]
