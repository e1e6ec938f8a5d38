"""Rejected claims: kept with their sentence and reason in the graph of their document, and taken for a fact nowhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from themegraph.assembly import build
from themegraph.graph.claim import Passage, Reading, Rejection, Selector
from themegraph.graph.explain import explain
from themegraph.graph.network import current_facts
from themegraph.graph.store import EmbeddedStore, open_store
from themegraph.graph.testing import Page, unknown
from themegraph.graph.validate import validate
from themegraph.graph.vocabulary import CURRENT, EXACT, STATED_IN, TYPE, term

REJECTED, REASON = term("RejectedClaim"), term("reason")


def page() -> Page:
    """Write a page with a claim and a sentence that was refused."""
    made = Page("https://example.org/page", publisher=unknown("news", "Organization"), issued="2031-01-02")
    made.claim("suppliesTo", unknown("acme"), unknown("bolt"))
    made.rejection("Acme sells to Acme.", "no-ends: subject and object\n are one thing", "supply/sells@1")
    return made


def rejected(store: EmbeddedStore) -> list[tuple[str, str, str]]:
    """Return graph, reason and sentence of each rejected claim."""
    found = []
    for quad in store.database.quads_for_pattern(None, TYPE, REJECTED, None):
        (reason,) = store.database.quads_for_pattern(quad.subject, REASON, None, quad.graph_name)
        (stated,) = store.database.quads_for_pattern(quad.subject, STATED_IN, None, quad.graph_name)
        quote = NamedNode(f"{stated.object.value};quote")  # type: ignore[union-attr]
        (exact,) = store.database.quads_for_pattern(quote, EXACT, None, quad.graph_name)
        found.append((quad.graph_name.value, reason.object.value, exact.object.value))  # type: ignore[union-attr]
    return sorted(found)


def test_it_stands_in_the_graph_of_its_document(store: EmbeddedStore) -> None:
    store.update_document(page().reading())
    store.derive()
    reason = "no-ends: subject and object are one thing"
    assert rejected(store) == [("https://example.org/page", reason, "Acme sells to Acme.")]
    assert [each for each in validate(store) if each.severity == "Violation"] == []


def test_nothing_follows_from_it(store: EmbeddedStore) -> None:
    store.update_document(page().reading())
    store.derive()
    assert not any(store.database.quads_for_pattern(None, TYPE, REJECTED, CURRENT))
    assert [fact.predicate for fact in current_facts(store.database)] == ["suppliesTo"]
    (fact,) = explain(store, "Acme").facts
    assert [each.sentence for each in fact.attestations] == ["Acme suppliesTo Bolt (0)."]
    plain = replace(page().reading(), rejections=())
    with open_store(None) as other:
        other.update_document(plain)
        other.derive()
        assert _current(other) == _current(store)


def _current(store: EmbeddedStore) -> set[Quad]:
    kept = (quad for quad in store.database.quads_for_pattern(None, None, None, CURRENT))
    return {quad for quad in kept if "acme" in str(quad) or "bolt" in str(quad)}


def test_it_goes_with_its_document_and_with_its_reason(store: EmbeddedStore) -> None:
    store.update_document(page().reading())
    assert store.update_document(page().reading()).status == "unchanged"
    assert store.update_document(replace(page().reading(), rejections=())).status == "replaced"
    assert rejected(store) == []
    store.update_document(page().reading())
    store.forget_document("https://example.org/page")
    assert rejected(store) == []


def test_what_the_gate_refuses_is_kept_too(store: EmbeddedStore) -> None:
    made = page()
    made.claim("suppliesTo", unknown("acme"), unknown("acme"))
    update = store.update_document(made.reading())
    assert len(update.rejections) == len(rejected(store)) == 2
    assert {reason for _, reason, _ in rejected(store)} == {
        "no-ends: subject and object are one thing",
        *(each.reason for each in update.rejections[1:]),
    }


@pytest.mark.parametrize("place", [(0, 0), (3, 3), (5, 10_000), (-1, 4)])
def test_a_remark_on_the_file_is_no_rejected_claim(store: EmbeddedStore, place: tuple[int, int]) -> None:
    reading = page().reading()
    remark = Rejection("own-terms: a statement that is none", *place, "words")
    update = store.update_document(replace(reading, rejections=(*reading.rejections, remark)))
    assert len(update.rejections) == 2
    assert len(rejected(store)) == 1


def test_hostile_reasons_are_spelled_out(store: EmbeddedStore) -> None:
    reading = page().reading()
    store.update_document(replace(reading, rejections=(replace(reading.rejections[0], reason="a\u202eb"),)))
    assert [reason for _, reason, _ in rejected(store)] == ["'a\\u202eb'"]


def test_the_passage_of_a_claim_from_the_same_row_stays_as_it_is(store: EmbeddedStore) -> None:
    made = page()
    claim = made.claims[0]
    row = replace(claim.passage, selector=Selector("csv", "row=2", "a\tb"))
    assert isinstance(row, Passage)
    reading: Reading = replace(made.reading(), claims=(replace(claim, passage=row),))
    of_row = Rejection("row 2: a code that is none", row.start, row.end, row.text)
    with open_store(None) as plain:
        plain.update_document(replace(reading, rejections=()))
        store.update_document(replace(reading, rejections=(of_row,)))
        about = [
            {quad.triple for quad in each.database.quads_for_pattern(None, None, None, NamedNode(made.id))}
            for each in (plain, store)
        ]
    more = about[1] - about[0]
    assert about[0] <= about[1]
    assert {triple.predicate for triple in more} == {TYPE, REASON, STATED_IN}


def test_an_export_brings_them_back(store: EmbeddedStore, tmp_path: Path) -> None:
    store.update_document(page().reading())
    store.derive()
    store.export("nq", tmp_path / "graph.nq", graphs="all")
    with open_store(None) as other:
        summary = build([str(tmp_path / "graph.nq")], other)
        assert summary.failures == ()
        assert rejected(other) == rejected(store)
