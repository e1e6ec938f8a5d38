"""The store: a document is added, left alone, replaced, forgotten; nothing else changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, Quad

from themegraph.errors import ClaimError, StoreError, UnknownNameError
from themegraph.graph.claim import Entity, Reading
from themegraph.graph.store import EmbeddedStore, open_store
from themegraph.graph.testing import Page, unknown
from themegraph.graph.view import View

ACME, BOLT, CARGO = unknown("acme"), unknown("bolt"), unknown("cargo")
INVESTS = "ASK { ?a skos:prefLabel 'Acme'@en ; aii:investsIn/skos:prefLabel 'Bolt'@en }"


def quads(store: EmbeddedStore) -> list[str]:
    """Return all quads of a store as sorted lines."""
    return sorted(map(str, store.database))


def page(name: str, *claims: tuple[str, Entity, Entity | str], **given: Any) -> Reading:
    """Return a reading of a page with claims."""
    made = Page(f"https://example.org/{name}", title=name)
    for predicate, subject, target in claims:
        made.claim(predicate, subject, target, **given)
    return made.reading()


def names(store: EmbeddedStore, slug: str) -> dict[str, set[str]]:
    """Return the labels of an unknown company by property."""
    query = "SELECT ?p ?name { ?thing ?p ?name FILTER(?p IN (skos:prefLabel, skos:altLabel) && STRENDS(STR(?thing), ?slug)) }"
    found: dict[str, set[str]] = {"prefLabel": set(), "altLabel": set()}
    for predicate, name in store.query(query, values={"slug": Literal(f"/x-{slug}")}).rows:
        found[str(predicate).rpartition("#")[2][:-1]].add(getattr(name, "value", ""))
    return found


def test_loading_again_changes_nothing(store: EmbeddedStore, rich: Reading) -> None:
    first = store.update_document(rich)
    assert (first.status, first.claims, first.facts, first.rejections) == ("added", 13, 11, ())
    store.derive()
    before = quads(store)
    again = store.update_document(rich)
    assert replace(again, status="added") == first
    assert again.status == "unchanged"
    assert not store.pending
    assert quads(store) == before


def test_a_changed_document_replaces_its_claims(store: EmbeddedStore, new_store: Callable[[], EmbeddedStore]) -> None:
    store.update_document(page("a", ("investsIn", ACME, BOLT), ("investsIn", ACME, CARGO)))
    assert store.query(INVESTS).boolean
    update = store.update_document(page("a", ("investsIn", ACME, CARGO), ("suppliesTo", BOLT, CARGO)))
    assert (update.status, update.claims) == ("replaced", 2)
    assert not store.query(INVESTS).boolean
    fresh = new_store()
    fresh.update_document(page("a", ("investsIn", ACME, CARGO), ("suppliesTo", BOLT, CARGO)))
    assert exported(store) == exported(fresh)


def exported(store: EmbeddedStore) -> list[str]:
    """Return the quads that documents brought, run metadata apart."""
    store.derive()
    return [line for line in quads(store) if "/graph/current>" in line or "<https://example.org/" in line.split()[-1]]


def test_forgetting_leaves_what_another_document_says(store: EmbeddedStore) -> None:
    store.update_document(page("a", ("investsIn", ACME, BOLT)))
    one = exported(store)
    store.update_document(page("b", ("investsIn", ACME, BOLT), ("investsIn", ACME, CARGO)))
    gone = store.forget_document("https://example.org/b")
    assert (gone.document, gone.claims) == ("https://example.org/b", 2)
    assert gone.triples > 0
    assert gone.current > 0
    assert exported(store) == one
    assert store.query(INVESTS).boolean


def test_what_forgetting_reads_grows_with_the_document(
    new_store: Callable[[], EmbeddedStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    passed = 0

    class Counting(View):
        def match(self, *pattern: Any) -> Iterator[Quad]:
            nonlocal passed
            for quad in self.store.quads_for_pattern(*pattern):
                passed += 1
                if quad.graph_name != self.graph:
                    yield quad

    monkeypatch.setattr("themegraph.graph.graph_store.View", Counting)
    read = []
    for count in (30, 60):
        store = new_store()
        claims = [("investsIn", unknown("fund"), unknown(f"held-{number}")) for number in range(count)]
        store.update_document(page("one", *claims))
        passed = 0
        store.forget_document("https://example.org/one")
        read.append(passed)
    assert read[1] < 2.3 * read[0]


def test_forgetting_everything_leaves_an_empty_current(store: EmbeddedStore, rich: Reading) -> None:
    before = quads(store)
    store.update_document(rich)
    store.derive()
    store.forget_document(rich.source.id)
    store.derive()
    assert quads(store) == before
    assert rich.source.id not in {str(graph)[1:-1] for graph in store.database.named_graphs()}


def test_a_shared_direct_triple_outlives_one_of_its_nodes(store: EmbeddedStore) -> None:
    store.update_document(page("a", ("partnersWith", ACME, BOLT)))
    store.update_document(page("b", ("partnersWith", BOLT, ACME)))
    store.forget_document("https://example.org/a")
    both = "ASK { ?a aii:partnersWith ?b . ?b aii:partnersWith ?a }"
    assert store.query(both).boolean
    store.forget_document("https://example.org/b")
    assert not store.query(both).boolean


@pytest.mark.parametrize("status", ["hedged", "conditional", "speculative", "negated", "reported"])
def test_what_is_not_asserted_stays_in_its_document(store: EmbeddedStore, status: str) -> None:
    store.update_document(page("a", ("investsIn", ACME, BOLT), status=status))
    assert not store.query(INVESTS).boolean
    assert not store.query("ASK { ?n a aii:Investment }").boolean
    assert store.query("ASK { GRAPH ?d { ?c aii:asserts/aii:investor ?a } }").boolean
    store.update_document(page("b", ("investsIn", ACME, BOLT), status="planned"))
    assert store.query(INVESTS).boolean
    store.forget_document("https://example.org/b")
    assert not store.query("ASK { ?n a aii:Investment }").boolean


def test_a_live_fact_does_not_point_at_a_hidden_one(store: EmbeddedStore) -> None:
    made = Page("https://example.org/a")
    market = unknown("tin-market", "Market")
    base = made.claim("marketEstimate", market, "$5", amount=Decimal(5), currency="USD", status="hedged")
    made.claim("growth", market, "7 %", percent=Decimal(7), links=[("baseEstimate", base)])
    store.update_document(made.reading())
    assert store.query("ASK { ?n a aii:GrowthEstimate }").boolean
    assert not store.query("ASK { ?n aii:baseEstimate ?base }").boolean
    assert store.query("ASK { GRAPH ?d { ?n aii:baseEstimate ?base } }").boolean


def test_the_least_label_is_preferred_whatever_came_first(store: EmbeddedStore) -> None:
    store.update_document(page("a", ("investsIn", unknown("acme", label="acme Corp"), BOLT)))
    assert names(store, "acme") == {"prefLabel": {"acme Corp"}, "altLabel": set()}
    store.update_document(page("b", ("investsIn", unknown("acme", label="Acme Corp", aliases=("AC",)), BOLT)))
    assert names(store, "acme") == {"prefLabel": {"Acme Corp"}, "altLabel": {"acme Corp", "AC"}}
    store.forget_document("https://example.org/b")
    assert names(store, "acme") == {"prefLabel": {"acme Corp"}, "altLabel": set()}


def test_another_name_stated_by_a_document_is_an_alias(store: EmbeddedStore) -> None:
    store.update_document(page("a", ("alsoKnownAs", ACME, "The Acme"), ("alsoKnownAs", ACME, "Acme")))
    assert names(store, "acme") == {"prefLabel": {"Acme"}, "altLabel": {"The Acme"}}
    store.update_document(page("b", ("alsoKnownAs", ACME, "Not Acme"), status="negated"))
    assert names(store, "acme")["altLabel"] == {"The Acme"}


def test_documents_lists_what_is_stored(store: EmbeddedStore, rich: Reading) -> None:
    store.update_document(rich)
    store.update_document(page("a", ("investsIn", ACME, BOLT)))
    listed = [(row.title, row.publisher, row.issued, row.name, row.claims, row.facts) for row in store.documents()]
    assert listed == [("a", "", "", "a.txt", 1, 1), ("Rich page", "News", "2031-04-01", "rich.txt", 13, 11)]


def test_rejections_come_back_and_the_rest_is_stored(store: EmbeddedStore) -> None:
    made = Page("https://example.org/a")
    made.claim("investsIn", ACME, BOLT)
    made.claim("adores", ACME, BOLT)
    update = store.update_document(made.reading())
    assert (update.claims, [each.reason for each in update.rejections]) == (
        1,
        ["unknown-predicate: 'adores' is no relation of the ontology"],
    )


def test_an_unfit_document_leaves_the_store_as_it_was(store: EmbeddedStore, rich: Reading) -> None:
    before = quads(store)
    with pytest.raises(ClaimError):
        store.update_document(replace(rich, text=rich.text + "more"))
    assert quads(store) == before


@pytest.mark.parametrize(
    "document", ["https://example.org/none", "no iri", "https://w3id.org/ai-infrastructure/graph/registry"]
)
def test_only_documents_can_be_forgotten(store: EmbeddedStore, document: str) -> None:
    before = quads(store)
    with pytest.raises(UnknownNameError, match="in the store"):
        store.forget_document(document)
    assert quads(store) == before


def test_a_closed_store_says_so(rich: Reading) -> None:
    store = open_store(None)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="the store is closed"):
        store.update_document(rich)


def test_a_store_on_disk_keeps_what_it_was_told(
    new_store: Callable[..., EmbeddedStore], rich: Reading, tmp_path: Path
) -> None:
    with new_store(tmp_path / "store") as store:
        store.update_document(rich)
        store.derive()
        before = quads(store)
    with open_store(tmp_path / "store", read_only=True) as store:
        assert quads(store) == before
        with pytest.raises(StoreError, match="reading only"):
            store.forget_document(rich.source.id)
    with open_store(tmp_path / "store") as store:
        assert store.update_document(rich).status == "unchanged"
        assert quads(store) == before


def test_closing_derives_what_is_pending(
    new_store: Callable[..., EmbeddedStore], rich: Reading, tmp_path: Path
) -> None:
    with new_store(tmp_path / "store") as store:
        store.update_document(rich)
        assert store.pending
    with open_store(tmp_path / "store", read_only=True) as store:
        assert not store.pending
        assert store.query("ASK { ?fund aii:exposedTo ?layer }").boolean
