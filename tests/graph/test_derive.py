"""Derivation: the registry's structure for what is in use, exposure by rule, direct triples as the rule has them."""

from __future__ import annotations

from pyoxigraph import Literal

from themegraph.graph.answers import answer
from themegraph.graph.claim import Entity, Reading
from themegraph.graph.lift import BY_SHORTCUT
from themegraph.graph.registry_graph import registry_triples
from themegraph.graph.store import EmbeddedStore
from themegraph.graph.testing import Page, registered, unknown
from themegraph.graph.view import View
from themegraph.graph.vocabulary import CURRENT
from themegraph.ontology.files import rule
from themegraph.ontology.registry import Registry, load_registry

KILN = registered("technology/kiln", "kiln", "Technology")
SMELTING = registered("layer/smelting", "smelting", "Layer")


def load(store: EmbeddedStore, predicate: str, subject: Entity, target: Entity, name: str = "a") -> None:
    """Store a page with one claim, and derive."""
    page = Page(f"https://example.org/{name}")
    page.claim(predicate, subject, target)
    store.update_document(page.reading())
    store.derive()


def labels(store: EmbeddedStore) -> set[str]:
    """Return the labels of all registered things in `current`."""
    rows = store.query("SELECT ?label { ?thing aii:resolved true ; skos:prefLabel ?label }").rows
    return {label.value for (label,) in rows if isinstance(label, Literal)}


def pairs(store: EmbeddedStore, predicate: str) -> set[tuple[str, str]]:
    """Return the labelled pairs of a direct property."""
    rows = store.query(f"SELECT ?a ?b {{ ?x aii:{predicate} ?y . ?x skos:prefLabel ?a . ?y skos:prefLabel ?b }}").rows
    return {(a.value, b.value) for a, b in rows if isinstance(a, Literal) and isinstance(b, Literal)}


def test_structure_comes_upward_from_what_is_in_use(store: EmbeddedStore) -> None:
    load(store, "supplies", unknown("acme"), KILN)
    assert labels(store) == {"kiln", "roasting", "smelting", "zinc theme"}
    assert pairs(store, "usedIn") == {("kiln", "roasting")}
    assert pairs(store, "partOf") == {("roasting", "smelting"), ("smelting", "zinc theme")}
    assert pairs(store, "succeeds") == set()


def test_nothing_comes_downward(store: EmbeddedStore) -> None:
    load(store, "investsIn", unknown("acme"), SMELTING)
    assert labels(store) == {"smelting", "zinc theme"}


def test_structure_goes_with_its_last_use(store: EmbeddedStore) -> None:
    load(store, "investsIn", unknown("acme"), SMELTING)
    load(store, "supplies", unknown("acme"), KILN, "b")
    store.forget_document("https://example.org/b")
    assert store.pending
    assert store.derive() > 0
    assert labels(store) == {"smelting", "zinc theme"}
    assert not store.pending


def test_what_a_document_says_too_stays_when_the_registrys_use_ends(store: EmbeddedStore) -> None:
    load(store, "partOf", registered("layer/roasting", "roasting", "Layer"), SMELTING)
    load(store, "supplies", unknown("acme"), KILN, "b")
    store.forget_document("https://example.org/b")
    store.derive()
    assert pairs(store, "partOf") == {("roasting", "smelting"), ("smelting", "zinc theme")}
    store.forget_document("https://example.org/a")
    store.derive()
    assert pairs(store, "partOf") == set()


def test_a_fund_is_exposed_to_what_its_index_targets_and_all_above(store: EmbeddedStore) -> None:
    fund = unknown("zinc-fund", "ExchangeTradedFund")
    load(store, "tracks", fund, registered("index/zinc-index", "Zinc Index", "Index"))
    above = {("Zinc Fund", name) for name in ("roasting", "smelting", "zinc theme")}
    assert pairs(store, "exposedTo") == above
    load(store, "holds", fund, unknown("acme"), "b")
    load(store, "supplies", unknown("acme"), KILN, "c")
    assert pairs(store, "exposedTo") == above | {("Zinc Fund", "kiln")}
    for name in "abc":
        store.forget_document(f"https://example.org/{name}")
    store.derive()
    assert pairs(store, "exposedTo") == set()


def test_tickers_and_identifiers_come_with_a_company_in_use(store: EmbeddedStore) -> None:
    load(store, "investsIn", registered("organization/ore-office", "Ore Office", "Company"), SMELTING)
    found = store.query("SELECT ?ticker ?cik ?legal { ?c aii:hasTicker ?ticker ; aii:cik ?cik ; aii:legalName ?legal }")
    assert found.rows == ((Literal("OREO"), Literal("0000012345"), Literal("Ore Office Inc.")),)
    assert pairs(store, "listedOn") == {("Ore Office", "Zinc Exchange")}


def test_the_registrys_structure_has_evidence_and_is_marked_derived(store: EmbeddedStore) -> None:
    load(store, "supplies", unknown("acme"), KILN)
    query = """SELECT ?derived ?words { ?node aii:usedTechnology ?kiln .
        GRAPH ?g { ?claim aii:asserts ?node ; aii:derived ?derived ; aii:statedIn/oa:hasSelector/oa:exact ?words } }"""
    ((derived, words),) = store.query(query).rows
    assert derived == Literal(True)
    assert isinstance(words, Literal)
    assert (
        words.value.strip() == "- {id: kiln, type: Technology, label: kiln, usedIn: layer/roasting, source: invented}"
    )


def test_direct_triples_are_those_of_the_rule(store: EmbeddedStore, rich: Reading) -> None:
    store.update_document(rich)
    store.derive()
    direct = {triple for triple in View(store.database).triples(CURRENT) if triple.predicate in BY_SHORTCUT}
    assert direct == set(answer(store.database, rule("shortcuts")).triples or ())
    assert len(direct) > 10


def test_the_bundled_registry_passes_the_gates_checks() -> None:
    from themegraph.graph.checks import claim_faults
    from themegraph.graph.registry_graph import registry_claims

    registry: Registry = load_registry()
    texts = {file.name: file.text for file in registry.files}
    checked = [
        (claim, list(claim_faults(claim, texts[file], frozenset()))) for file, claim in registry_claims(registry)
    ]
    assert [(claim.subject.id, claim.predicate, faults) for claim, faults in checked if faults] == []
    assert len(checked) > 100
    assert len(registry_triples(registry)) > 1000
