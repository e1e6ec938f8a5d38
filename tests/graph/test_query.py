"""Queries: what they see, how variables are bound, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store

from themegraph.errors import QueryError
from themegraph.graph.binding import bind_values
from themegraph.graph.claim import Reading
from themegraph.graph.readonly import check_read_only
from themegraph.graph.results import Term
from themegraph.graph.store import EmbeddedStore


@pytest.fixture
def filled(store: EmbeddedStore, rich: Reading) -> EmbeddedStore:
    """Give a store with the rich page."""
    store.update_document(rich)
    store.derive()
    return store


def test_a_plain_query_sees_current_and_graph_sees_documents(filled: EmbeddedStore) -> None:
    count = "SELECT (COUNT(*) AS ?n) {{ {} }}"
    nodes = [filled.query(count.format(pattern)).rows[0][0] for pattern in ("?n a aii:Investment", "?c a aii:Claim")]
    assert nodes == [Literal(2), Literal(0)]
    inside = filled.query(count.format("GRAPH <https://example.org/rich> { ?c a aii:Claim }"))
    assert inside.rows == ((Literal(13),),)
    union = filled.query("ASK { ?c a aii:Claim }", default="all")
    assert union.boolean is True


def test_each_form_of_query_has_its_answer(filled: EmbeddedStore) -> None:
    rows = filled.query("SELECT ?name ?none { ?thing skos:prefLabel ?name ; aii:cik ?cik }")
    assert (rows.variables, rows.rows) == (("name", "none"), ((Literal("Ore Office", language="en"), None),))
    triples = filled.query("CONSTRUCT { ?a aii:tracks ?b } WHERE { ?a aii:tracks ?b }").triples
    assert triples is not None
    assert [str(triple.predicate) for triple in triples] == ["<https://w3id.org/ai-infrastructure/ontology/tracks>"]


@pytest.mark.parametrize(
    ("sparql", "values", "expected"),
    [
        ("SELECT ?x { }", {"x": Literal(1)}, [Literal(1)]),
        ("SELECT ?x WHERE { { SELECT ?y { } } }", {"x": Literal("{ } ?")}, [Literal("{ } ?")]),
        ("# { comment\nSELECT ?x { }", {"x": NamedNode("https://example.org/#")}, [NamedNode("https://example.org/#")]),
        ("SELECT (EXISTS { } AS ?e) ?x { }", {"x": Literal(2)}, [Literal(True), Literal(2)]),
        ('SELECT ?x { FILTER(?x = "{") }', {"x": Literal("{")}, [Literal("{")]),
        ("SELECT ?x { FILTER NOT EXISTS { FILTER(?x > 3) } }", {"x": Literal(2)}, [Literal(2)]),
        ("SELECT ?x { } GROUP BY ?x", {"x": Literal(2), "y": Literal(3)}, [Literal(2)]),
        (
            "SELECT ?x { }",
            {"x": Literal('" } ; DROP ALL #\\', language="en")},
            [Literal('" } ; DROP ALL #\\', language="en")],
        ),
    ],
)
def test_values_are_bound(sparql: str, values: dict[str, Term], expected: list[Term]) -> None:
    rows = list(Store().query(bind_values(sparql, values)))  # type: ignore[arg-type]
    assert [list(row) for row in rows] == [expected]


SUBQUERY = (
    "SELECT ?x ?n { { SELECT ?x (COUNT(*) AS ?n) { VALUES ?x { 1 2 3 } FILTER(!BOUND(?y) || ?y = 0) } GROUP BY ?x } }"
)


@pytest.mark.parametrize(
    ("sparql", "values", "expected"),
    [
        (SUBQUERY, {"x": Literal(2)}, [[Literal(2), Literal(1)]]),
        # what a subquery does not select stays its own
        (SUBQUERY, {"y": Literal(5), "x": Literal(2)}, [[Literal(2), Literal(1)]]),
        # what it selects is seen by its filters
        (SUBQUERY.replace("SELECT ?x (", "SELECT ?x ?y (").replace("BY ?x", "BY ?x ?y"), {"y": Literal(5)}, []),
        # a subquery that cuts its rows cuts them before any value is bound
        ("SELECT ?x { { SELECT ?x { VALUES ?x { 1 2 3 } } ORDER BY ?x LIMIT 1 } }", {"x": Literal(2)}, []),
        # a name that it makes is no name that it selects
        ("SELECT ?x { { SELECT (?z AS ?x) { VALUES ?z { 1 2 } } } }", {"x": Literal(2)}, [[Literal(2)]]),
    ],
)
def test_values_are_bound_in_subqueries(sparql: str, values: dict[str, Term], expected: list[list[Term]]) -> None:
    rows = list(Store().query(bind_values(sparql, values)))  # type: ignore[arg-type]
    assert [list(row) for row in rows] == expected


def test_values_are_bound_in_construct_and_ask(filled: EmbeddedStore) -> None:
    name = {"name": Literal("Acme", language="en")}
    made = filled.query(
        "CONSTRUCT { ?a aii:investsIn ?b } WHERE { ?a skos:prefLabel ?name ; aii:investsIn ?b }", values=name
    )
    assert made.triples is not None
    assert len(made.triples) == 2
    with pytest.raises(QueryError, match="no pattern"):
        filled.query("CONSTRUCT WHERE { ?a skos:prefLabel ?name }", values=name)
    assert filled.query("ASK { ?a skos:prefLabel ?name }", values=name).boolean is True
    assert filled.query("ASK { ?a skos:prefLabel ?name }", values={"name": Literal("Acme")}).boolean is False


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_binds_as_itself(text: str) -> None:
    rows = list(Store().query(bind_values("SELECT ?x { }", {"x": Literal(text)})))  # type: ignore[arg-type]
    assert [row["x"] for row in rows] == [Literal(text)]


@pytest.mark.parametrize("name", ["", "a b", "x) { } #", "?x", "1x"])
def test_names_of_variables_are_checked(name: str) -> None:
    with pytest.raises(QueryError, match="no name of a variable"):
        bind_values("SELECT * { }", {name: Literal(1)})
    with pytest.raises(QueryError, match="no pattern"):
        bind_values("DESCRIBE <https://example.org/>", {"x": Literal(1)})


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT ?x { ?s ?p ?o } }",
        "SELECT * { sErViCe<http://127.0.0.1:1/>{?s ?p ?o} }",
        "SELECT * { ?s ?p 1SERVICE<http://127.0.0.1:1/>{ ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { FILTER EXISTS { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } }",
        "SELECT * { { SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } } }",
        'SELECT * { ?s ?p ?a,?b FILTER(?a<?b#>"""\n) SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } #"""\n}',
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
        "ASKFROM <https://example.org/> { ?s ?p ?o }",
        "DESCRIBE ?s FROM <https://example.org/> { ?s ?p ?o }",
        "LOAD <file:///etc/passwd>",
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "DROP GRAPH <https://w3id.org/ai-infrastructure/graph/current>",
        "SELECT * { ?s ?p ?o } ; DROP ALL",
        "SELECT * { ?s ?p",
        "",
    ],
)
def test_only_reading_this_store_is_allowed(store: EmbeddedStore, sparql: str) -> None:
    before = len(store.database)
    with pytest.raises(QueryError):
        store.query(sparql)
    assert len(store.database) == before


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { ?s ?p 'SERVICE <http://x> { }' }",
        "SELECT * { ?s <urn:service:from> ?from } # SERVICE",
        "SELECT ?service { ?service aii:revisedFrom ?from }",
        "PREFIX service: <urn:x:> SELECT * { ?s service:from ?o }",
    ],
)
def test_the_words_may_stand_in_names_strings_and_comments(store: EmbeddedStore, sparql: str) -> None:
    assert store.query(sparql).rows == ()


def test_most_queries_are_checked_without_a_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "rdflib.plugins.sparql.parser", None)
    check_read_only("SELECT ?x { ?x aii:revisedFrom ?y ; aii:shortcutFrom ?z }")
    with pytest.raises(ImportError):
        check_read_only("SELECT ?from { }")


def test_files_are_not_read(store: EmbeddedStore, tmp_path: Path) -> None:
    secret = tmp_path / "secret.ttl"
    secret.write_text("<urn:a> <urn:b> 'secret' .")
    with pytest.raises(QueryError, match="FROM is not allowed"):
        store.query(f"SELECT * FROM <{secret.as_uri()}> {{ ?s ?p ?o }}")
