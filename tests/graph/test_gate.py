"""The gate: what it lets through, and the name of every reason to refuse."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from themegraph.errors import ClaimError
from themegraph.graph.claim import Claim, Entity, Link, Passage, Reading, Value
from themegraph.graph.gate import check
from themegraph.graph.testing import Page, unknown

ACME, BOLT, MARKET = unknown("acme"), unknown("bolt"), unknown("tin-market", "Market")
DOLLARS = {"amount": Decimal(5), "currency": "USD"}
BIDI, BELL = chr(0x202E), chr(7)


def reading(
    *, predicate: str = "investsIn", subject: Entity = ACME, target: Entity | str = BOLT, **given: Any
) -> Reading:
    """Return a reading with one claim."""
    page = Page("https://example.org/page")
    page.claim(predicate, subject, target, **given)
    return page.reading()


def with_claim(**changes: Any) -> Reading:
    """Return a reading whose one claim has changed fields."""
    made = reading()
    return replace(made, claims=(replace(made.claims[0], **changes),))


def reasons(made: Reading) -> list[str]:
    """Return the names of the gate's reasons."""
    return [refusal.name for refusal in check(made).rejected]


def test_a_sound_reading_passes_whole(rich: Reading) -> None:
    gated = check(rich)
    assert gated.accepted == rich.claims
    assert gated.rejected == ()
    assert gated.source == rich.source


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"predicate": "adores"}, "unknown-predicate"),
        ({"subject": unknown("tin", "Technology")}, "subject-type"),
        ({"target": unknown("tin-topic", "Topic")}, "object-type"),
        ({"target": "five dollars"}, "object-kind"),
        ({"predicate": "marketEstimate", "subject": MARKET}, "object-kind"),
        ({"target": ACME}, "same-entity"),
        ({"colour": "red"}, "qualifier"),
        ({"periodText": "May"}, "qualifier"),
        ({"amount": 5, "currency": "USD"}, "qualifier-type"),
        ({"amount": 5.0, "currency": "USD"}, "qualifier-type"),
        ({"amount": Decimal("NaN"), "currency": "USD"}, "qualifier-type"),
        ({"startDate": "2031-03-01"}, "qualifier-type"),
        ({"startDate": datetime(2031, 3, 1)}, "qualifier-type"),
        ({"approximate": 1}, "qualifier-type"),
        ({"amount": Decimal(5)}, "currency"),
        ({"amount": Decimal(5), "currency": "$"}, "currency"),
        ({"currency": "USD"}, "currency"),
        ({"amount": Decimal(0), "currency": "USD"}, "amount"),
        ({"amount": Decimal(-5), "currency": "USD"}, "amount"),
        ({"lowerBound": Decimal(7), "upperBound": Decimal(5), "currency": "USD"}, "bounds"),
        ({"startDate": date(2031, 3, 2), "endDate": date(2031, 3, 1)}, "dates"),
        ({"startDate": date(2031, 3, 2), "datePrecision": "moment"}, "date-precision"),
        ({"datePrecision": "month"}, "date-precision"),
        ({"predicate": "influences", "polarity": "wobbles"}, "qualifier-text"),
        ({"predicate": "suppliesTo", "product": MARKET}, "qualifier-type"),
        ({"predicate": "suppliesTo", "productText": f"tin{BIDI}"}, "qualifier-text"),
        ({"predicate": "hasFunction", "target": f"moves{BIDI} tin"}, "object-label"),
        ({"predicate": "hasFunction", "target": "  "}, "object-label"),
        ({"claimant": MARKET}, "claimant-type"),
        ({"cited": "https://example.org/elsewhere"}, "citation"),
        ({"confidence": Decimal("1.01")}, "confidence"),
        ({"confidence": 0.5}, "confidence"),
        ({"status": "guessed"}, "status"),
        ({"extractor": ""}, "extractor"),
        ({"subject": unknown("acme", label=f"Ac{BIDI}me")}, "entity"),
        ({"subject": unknown("acme", label=f"Ac{BELL}me")}, "entity"),
        ({"subject": unknown("acme", label=" ")}, "entity"),
        ({"subject": unknown("acme", aliases=("\n",))}, "entity"),
        ({"subject": replace(ACME, id="not an IRI")}, "entity"),
        ({"subject": replace(ACME, id=ACME.id + BIDI)}, "entity"),
        ({"subject": replace(ACME, id="https://w3id.org/ai-infrastructure/graph/current")}, "entity"),
        ({"subject": replace(ACME, type="Investment")}, "entity"),
        ({"subject": replace(ACME, type="Unicorn")}, "entity"),
    ],
)
def test_each_fault_has_a_name(given: dict[str, Any], reason: str) -> None:
    assert reasons(reading(**given)) == [reason]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"id": "short"}, "id"),
        ({"passage": Passage(8, 12, "Adme")}, "passage"),
        ({"passage": Passage(8, 400, "Acme")}, "passage"),
        ({"passage": Passage(8, 8, "")}, "passage"),
        ({"passage": Passage(-4, 2, "")}, "passage"),
        ({"links": (Link("partOfCommitment", "0" * 16),)}, "link"),
        ({"links": (Link("causedBy", "0" * 16),)}, "link"),
    ],
)
def test_evidence_and_links_are_checked(changes: dict[str, Any], reason: str) -> None:
    assert reasons(with_claim(**changes)) == [reason]


def test_a_rejection_carries_reason_place_and_rule() -> None:
    rejection = check(reading(amount=Decimal(5))).rejections[0]
    assert rejection.reason == "currency: amount without a currency"
    assert (rejection.start, rejection.end, rejection.rule) == (8, 32, "invented@1")
    assert rejection.text == "Acme investsIn Bolt (0)."


def test_equal_ids_refuse_both() -> None:
    made = reading()
    assert reasons(replace(made, claims=made.claims * 2)) == ["duplicate-id", "duplicate-id"]


def test_links_to_refused_claims_fall_in_turn() -> None:
    page = Page("https://example.org/page")
    first = page.claim("investsIn", ACME, BOLT, amount=Decimal(5))
    second = page.claim("investsIn", ACME, unknown("cargo"), links=[("partOfCommitment", first)])
    page.claim("investsIn", ACME, unknown("dune"), links=[("partOfCommitment", second)])
    page.claim("investsIn", ACME, unknown("eddy"))
    gated = check(page.reading())
    assert [claim.object.label for claim in gated.accepted] == ["Eddy"]
    assert [refusal.name for refusal in gated.rejected] == ["currency", "link", "link"]


def test_a_link_must_lead_to_its_class() -> None:
    page = Page("https://example.org/page")
    supply = page.claim("suppliesTo", ACME, BOLT)
    page.claim("investsIn", ACME, BOLT, links=[("partOfCommitment", supply)])
    refusal = check(page.reading()).rejected[0]
    assert refusal.detail == "partOfCommitment leads to a CustomerSupply, not one of Investment"


def test_percentages_have_bounds_without_currency() -> None:
    bounds = {"lowerBound": Decimal(-3), "upperBound": Decimal(8)}
    assert reasons(reading(predicate="growth", subject=MARKET, target="up to 8 %", **bounds)) == []


def test_a_faulty_reference_is_named_and_left_out() -> None:
    page = Page("https://example.org/page")
    page.reference(1, "Good work")
    page.reference(2, f"Bad{BIDI} work")
    page.reference(3, "Undated work", issued="last week")
    gated = check(page.reading())
    assert [reference.number for reference in gated.source.references] == [1]
    assert [refusal.name for refusal in gated.rejected] == ["reference", "reference"]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("id", "no iri", "not an absolute IRI"),
        ("id", "https://w3id.org/ai-infrastructure/graph/current", "no name for a document's graph"),
        ("id", "https://example.org/page#part", "no name for a document's graph"),
        ("length", 3, "the source has 3 characters"),
        ("title", f"Evil{BIDI}", "title with a bidirectional character U+202E"),
        ("name", f"evil{BELL}.txt", "name with a control character U+0007"),
        ("issued", "2031-02-30", "'2031-02-30' is no ISO date"),
        ("publisher", replace(ACME, label=BIDI), "bidirectional"),
    ],
)
def test_an_unfit_document_is_refused_whole(field: str, value: Any, message: str) -> None:
    made, changed = reading(), {field: value}
    unfit = replace(made, source=replace(made.source, **changed))
    with pytest.raises(ClaimError, match=re.escape(message)):
        check(unfit)


def test_lone_surrogates_never_reach_the_engine() -> None:
    page = Page("https://example.org/page")
    page.claim("investsIn", ACME, BOLT, sentence="Acme \ud800 Bolt")
    assert reasons(page.reading()) == ["passage"]
    claim: Claim = page.claims[0]
    assert reasons(with_claim(object=Value("\ud800", "x"))) == ["object-kind"]
    assert claim.live
