"""The guard: what is refused, where, with what to write instead; and what must pass."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from themegraph.errors import QueryError
from themegraph.graph.store import EmbeddedStore
from themegraph.queries.answer import Answer
from themegraph.queries.guard import PREFIXES, check
from themegraph.queries.run import sparql
from themegraph.queries.tokens import tokens_of

HIDDEN = (
    "SELECT * { FILTER(IF(?a<?b,'>',1)) SERVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } FILTER(?z='a') }",
    'SELECT * { FILTER(?a<?b#>"""\n) SERVICE <http://127.0.0.1:{port}/> { ?s ?p ?o }  #"""\n }',
    "SELECT * { FILTER(EXISTS { ?a ?b ?c FILTER(?a<?b && '>' = \">\") SERVICE SILENT <http://127.0.0.1:{port}/> {} }) }",
    "SELECT (IF(1<2,'>',SAMPLE(?x)) AS ?y) { { SELECT ?x { SeRvIcE ?x { ?s ?p ?o } } } BIND('<' AS ?q) }",
    "ASK { ?s (<a:p>|<a:q>)* ?o . FILTER((1)<(2)) service<http://127.0.0.1:{port}/>{?a ?b ?c} }",
)


@pytest.mark.parametrize(
    ("query", "where", "words"),
    [
        ("SELECT * {\n  SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "query:2:3", "SERVICE would call"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "query:1:10", "FROM would name"),
        ("SELECT * FROM NAMED <http://127.0.0.1/> { GRAPH ?g { ?s ?p ?o } }", "query:1:10", "FROM would name"),
        ("LOAD <file:///etc/passwd>", "query:1:1", "LOAD would change"),
        ("INSERT DATA { <a:b> <a:b> 1 }", "query:1:1", "INSERT would change"),
        ("PREFIX a: <a:b>\nDELETE WHERE { ?s ?p ?o }", "query:2:1", "DELETE would change"),
        ("DROP ALL", "query:1:1", "DROP would change"),
        ("SELEC * { ?s ?p ?o }", "query:1:1", "unknown query form 'SELEC'"),
        ("SELECT * { ?s ?p \x00 }", "query:1:18", "unexpected character"),
        ("SELECT * { ?s \\u0053ERVICE ?o }", "query:1:15", "unexpected character"),
        ("SELECT *\n{ ?s skoss:prefLabel ?o }", "query:2:6", "unknown prefix 'skoss:' (valid: skos)"),
        ("SELECT * { ?s aii:suplies ?o }", "query:1:15", "no term 'aii:suplies' (valid: supplies"),
        (f"SELECT * {{ ?s <{PREFIXES['aii']}Compnay> ?o }}", "query:1:15", "no term 'aii:Compnay' (valid: Company"),
    ],
)
def test_what_is_refused(query: str, where: str, words: str) -> None:
    """The error names line and column and what would be valid."""
    with pytest.raises(QueryError) as caught:
        check(query)
    assert caught.value.where == where
    assert words in str(caught.value)


@pytest.mark.parametrize("query", ["", "  \n", "# nothing\n", "PREFIX a: <a:b>"])
def test_no_query_is_refused(query: str) -> None:
    """An empty query is not sent to the engine."""
    with pytest.raises(QueryError, match=r"the query (is empty|has no form)"):
        check(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s { ?s a aii:Company ; skos:prefLabel 'SERVICE FROM LOAD' } # SERVICE <x> {",
        "SELECT ?service ?from { ?service <http://example.org/from/service> ?from }",
        "PREFIX from: <http://example.org/> SELECT * { ?s from:service 'it''s' }".replace("''", "\\'"),
        "ASK { ?s (aii:partOf|^aii:usedIn)*/aii:supplies? ?o FILTER(1<2 && 2>1 || <a:b> < <a:c>) }",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o . VALUES (?s ?p) { (<a:b> UNDEF) } }",
        "DESCRIBE <http://example.org/a>",
        "SELECT (COUNT(DISTINCT <http://example.org/>) AS ?n) { ?a <a:p>/(<a:q>|<a:r>)* (1 <a:z>) }",
        'SELECT * { ?s ?p """a "quoted" text""" , "x"@en-GB , 1.5e3 , \'y\'^^xsd:string }',
        "SELECT * { ?s skos:prefLabel ?l FILTER regex(?l, '^a<b>') } ORDER BY DESC(?l) LIMIT 3",
    ],
)
def test_what_passes(world: EmbeddedStore, query: str) -> None:
    """Words in strings, names, comments and IRIs are no clauses; usual prefixes need no declaration."""
    assert check(query).given == query
    sparql(world, query, deadline=None)


@pytest.fixture
def listener() -> Iterator[tuple[int, list[str]]]:
    """Give a port that records whoever connects."""
    heard: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        done = threading.Event()

        def listen() -> None:
            while not done.is_set():
                try:
                    connection, address = server.accept()
                except TimeoutError:
                    continue
                heard.append(str(address))
                connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield server.getsockname()[1], heard
        done.set()
        thread.join()


def test_no_query_reaches_a_server(world: EmbeddedStore, listener: tuple[int, list[str]]) -> None:
    """However a SERVICE clause is hidden, nothing is called."""
    port, heard = listener
    for query in HIDDEN:
        with pytest.raises(QueryError, match="SERVICE would call"):
            sparql(world, query.replace("{port}", str(port)), deadline=None)
    for clause in (f"FROM <http://127.0.0.1:{port}/>", f"FROM NAMED <http://127.0.0.1:{port}/>"):
        with pytest.raises(QueryError, match="FROM would name"):
            sparql(world, f"SELECT * {clause} {{ ?s ?p ?o }}", deadline=None)
    assert heard == []


def test_malformed_queries_are_placed(world: EmbeddedStore) -> None:
    """Line and column are those of the text as given, whatever prefixes were declared for it."""
    for query, where in (
        ("SELECT * { ?s skos:prefLabel }", "query:1:30"),
        ("SELECT *\n{ ?s aii:partOf }", "query:2:17"),
        ("SELECT * {\n ?s aii:partOf ?o ;; or }\n# the end", "query:2:22"),
        ("SELECT * {\n ?s ?p ?o\n FILTER ?o > 3 }\n", "query:3:2"),
        ("SELECT * { ?s ?p ?o }\nORDER ?s", "query:2:1"),
        ("SELECT * { ?s ?p ?o", "query:1:20"),
    ):
        with pytest.raises(QueryError, match="malformed") as caught:
            sparql(world, query, deadline=None)
        assert caught.value.where == where


@pytest.mark.parametrize("on_disk", [False, True])
def test_a_runaway_query_is_stopped(world: EmbeddedStore, world_on_disk: Path, on_disk: bool) -> None:
    """A Cartesian product ends at the deadline, in memory and on disk, and the store answers afterwards."""
    from themegraph.graph.store import open_store

    product = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with open_store(world_on_disk, read_only=True) as disk:
        store = disk if on_disk else world
        with pytest.raises(QueryError, match=r"stopped after 0\.5 s"):
            sparql(store, product, deadline=0.5)
        answer = sparql(store, "SELECT ?l { ?s a aii:Theme ; skos:prefLabel ?l }")
        assert isinstance(answer, Answer)
        assert answer.records() == [{"l": "tin theme"}]


def test_rows_are_capped_with_a_notice(world: EmbeddedStore) -> None:
    """More rows than the limit are never cut in silence."""
    capped = sparql(world, "SELECT ?s { ?s a aii:Company }", limit=2)
    whole = sparql(world, "SELECT ?s { ?s a aii:Company }", limit=6)
    assert isinstance(capped, Answer)
    assert isinstance(whole, Answer)
    assert (len(capped.rows), capped.notices) == (2, ("only the first 2 rows are shown; --limit changes that",))
    assert (len(whole.rows), whole.notices) == (6, ())


def test_every_character_belongs_to_a_token_or_a_space() -> None:
    """Tokens give back the text, but for spaces and comments."""
    text = "SELECT ?a { ?a <a:b>/aii:partOf* 'x y' . FILTER(?a<3&&?b>=-1) } # end"
    rebuilt = "".join(token.text for token in tokens_of(text))
    assert rebuilt == "SELECT?a{?a<a:b>/aii:partOf*'x y'.FILTER(?a<3&&?b>=-1)}"


def test_a_store_in_memory_is_asked_in_a_thread_where_nothing_forks(
    world: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer is the same as from a forked process, and so are the errors."""
    query = "SELECT ?l { ?s a aii:Theme ; skos:prefLabel ?l }"
    forked = sparql(world, query)
    monkeypatch.setattr("multiprocessing.get_all_start_methods", lambda: ["spawn"])
    assert sparql(world, query) == forked
    with pytest.raises(QueryError, match="malformed"):
        sparql(world, "SELECT ?l { ?s }")
