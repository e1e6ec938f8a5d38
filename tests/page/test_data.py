"""What the page knows of a store: facts with their evidence, figures that differ, what a rule derives."""

from __future__ import annotations

from dataclasses import replace

import pytest

from themegraph.graph.page.columns import BUYERS, CAPITAL, RESEARCH, SUPPLIERS, UPSTREAM, columns_of
from themegraph.graph.page.conflicts import with_conflicts
from themegraph.graph.page.data import page_data
from themegraph.graph.page.layers import layers_of
from themegraph.graph.page.model import Fact, PageData
from themegraph.graph.page.view import ends_of, view_of
from themegraph.graph.store import EmbeddedStore


@pytest.fixture
def data(store: EmbeddedStore) -> PageData:
    """Give the data of the sample's page."""
    return page_data(store)


def fact(data: PageData, relation: str, source: str, target: str = "") -> Fact:
    """Return the only fact of a relation between two things, named by the end of their keys."""
    (found,) = (
        fact
        for fact in data.facts
        if fact.relation == relation and fact.source.endswith(source) and fact.target.endswith(target)
    )
    return found


def test_a_restated_fact_is_one_fact_with_two_quotations(data: PageData) -> None:
    investment = fact(data, "investsIn", "atlas-compute", "lumen-works")
    assert investment.figure.label == "$2B"
    assert investment.dates == "March 2026"
    assert investment.money
    assert [claim.text for claim in investment.evidence] == [
        "Atlas invested $2 billion in Lumen Works in March 2026.",
        "In March 2026 Atlas put $2 billion into Lumen Works.",
    ]


def test_a_planned_fact_says_so(data: PageData) -> None:
    assert fact(data, "investsIn", "atlas-compute", "prism-photonics").status == "planned"


def test_figures_of_two_publishers_for_one_year_stand_beside_each_other(data: PageData) -> None:
    estimates = {f.figure.label: f for f in data.facts if f.relation == "marketEstimate"}
    assert sorted(estimates) == ["$19B", "$26B"]
    assert estimates["$26B"].differs == (estimates["$19B"].key,)
    assert estimates["$19B"].differs == (estimates["$26B"].key,)
    assert estimates["$26B"].estimator.endswith("pulse-research")
    assert not estimates["$26B"].money


def test_the_citation_leads_to_the_cited_document(data: PageData) -> None:
    (claim,) = next(f for f in data.facts if f.figure.label == "$26B").evidence
    cited = next(paper for paper in data.papers if paper.key == claim.cited)
    assert (claim.cited_as, cited.title, cited.publisher, cited.issued) == (
        "Pulse", "Pulse report", "Pulse Research", "2026-04-20",
    )  # fmt: skip


def test_literal_objects_are_texts_of_their_subject(data: PageData) -> None:
    assert fact(data, "hasTicker", "lumen-works").text == "LWX"
    assert fact(data, "definedAs", "atlas-compute").text == "a maker of accelerators"
    assert fact(data, "risk", "machine-halls").text == "demand can pause"
    assert fact(data, "suppliesTo", "lumen-works", "atlas-compute").figure.label == "34%"


def test_a_rule_names_the_facts_it_rests_on(data: PageData) -> None:
    derived = fact(data, "exposedTo", "beam-network-etf", "networking")
    tracks = fact(data, "tracks", "beam-network-etf")
    aims = fact(data, "targetsLayer", "beam-network-index")
    assert derived.because == (tracks.key, aims.key)
    assert derived.derived
    onward = fact(data, "partOf", "networking", "machine-halls")
    assert fact(data, "exposedTo", "beam-network-etf", "machine-halls").because == (tracks.key, aims.key, onward.key)


def test_columns_follow_what_things_do(data: PageData) -> None:
    columns = {key.rpartition("test-")[2]: column for key, column in columns_of(data.things, data.facts).items()}
    assert columns["beam-network-etf"] == CAPITAL
    assert columns["lumen-works"] == UPSTREAM
    assert columns["atlas-compute"] == SUPPLIERS
    assert next(column for name, column in columns.items() if name.startswith("cloud-builders")) == BUYERS
    assert columns["pulse-research"] == RESEARCH


def test_names_the_registry_does_not_know_are_marked(data: PageData) -> None:
    assert [thing.label for thing in data.things if not thing.resolved] == [
        "Volt & Söhne Gesellschaft für Hochspannungsanlagen"
    ]


def test_a_title_comes_from_the_theme_or_the_caller(store: EmbeddedStore, data: PageData) -> None:
    assert data.title == "Machine halls"
    assert page_data(store, title="Mine").title == "Mine"


def test_the_view_draws_lines_only_between_two_things(data: PageData) -> None:
    ends = ends_of(data)
    keys = {thing.key for thing in data.things}
    assert all(end in keys for pair in ends.values() for end in pair)
    assert {fact.relation for fact in data.facts if fact.key not in ends} == {"definedAs", "risk", "hasTicker"}


def test_the_view_names_by_place(data: PageData) -> None:
    view = view_of(data)
    ticker = next(item for item in view["facts"] if item.get("text") == "LWX")
    assert view["things"][ticker["source"]]["label"] == "Lumen Works"
    assert view["relations"][ticker["relation"]]["name"] == "hasTicker"
    claim = ticker["claims"][0]
    assert view["passages"][claim["passage"]]["text"] == "Lumen Works trades as LWX."
    assert view["papers"][view["passages"][claim["passage"]]["paper"]]["title"] == "Halls of machines"


def test_a_thing_belongs_to_the_layer_that_its_facts_lead_to(data: PageData) -> None:
    layers = {
        key.rpartition("test-")[2]: layer.rpartition("test-")[2]
        for key, layer in layers_of(data.things, data.facts).items()
    }
    assert layers["laser"] == layers["lumen-works"] == layers["networking"] == "networking"
    assert layers["accelerator"] == layers["atlas-compute"] == "compute"
    assert "pulse-research" not in layers


def test_a_relation_without_order_has_no_arrow(data: PageData) -> None:
    facts = (*data.facts, replace(data.facts[0], key="rivals", relation="competesWith"))
    relations = view_of(replace(data, facts=facts))["relations"]
    assert [relation["name"] for relation in relations if relation.get("bothWays")] == ["competesWith"]


def test_an_empty_store_still_makes_a_page() -> None:
    from themegraph.graph.store import open_store

    with open_store(None) as empty:
        data = page_data(empty)
    assert (data.title, data.things, data.facts) == ("Supply chain", (), ())
    assert view_of(data)["columns"] == []


def test_a_statement_and_its_denial_name_each_other(data: PageData) -> None:
    said = fact(data, "tracks", "beam-network-etf")
    no = replace(said, key="no", evidence=tuple(replace(claim, status="negated") for claim in said.evidence))
    found = {each.key: each.differs for each in with_conflicts([said, no])}
    assert found == {said.key: ("no",), "no": (said.key,)}
