"""What every store does alike: in memory, on disk, and behind two different SPARQL engines."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from themegraph.errors import QueryError, StoreError, StoreInUseError, UnknownNameError
from themegraph.graph.claim import Reading
from themegraph.graph.explain import explain
from themegraph.graph.graph_store import GraphStore
from themegraph.graph.network import to_networkx
from themegraph.graph.remote.profile import address_of, is_address
from themegraph.graph.remote.store import RemoteStore
from themegraph.graph.store import open_store
from themegraph.graph.testing import Page, unknown
from themegraph.graph.validate import validate
from themegraph.ontology.registry import Registry

KINDS = ("memory", "disk", "oxigraph", "virtuoso")
SERVERS = ("oxigraph", "virtuoso")
HOSTILE = ('"', "\\", "a\nb", "' } ; DROP ALL #", "<b>&amp;", "🏭 서울 ñ", "x" * 3000, "{?s ?p ?o}", "%27 \t \\u0041")
Open = Callable[..., GraphStore]


@pytest.fixture
def place(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_server: Callable[[str], str]
) -> str | Path | None:
    """Give an empty place for a store of the kind that the test names."""
    kind = str(request.param)
    if kind in ("memory", "disk"):
        return None if kind == "memory" else tmp_path / "store"
    if kind == "virtuoso":
        monkeypatch.setenv("THEMEGRAPH_STORE_USER", "dba")
        monkeypatch.setenv("THEMEGRAPH_STORE_PASSWORD", "dba")
    return empty_server(kind)


@pytest.fixture
def opened(place: str | Path | None, registry: Registry) -> Iterator[GraphStore]:
    """Give an open, empty store of the kind that the test names."""
    with open_store(place, registry=registry) as store:
        yield store


@pytest.fixture
def reference(registry: Registry, rich: Reading) -> bytes:
    """Give the export of an embedded store that holds the rich page."""
    with open_store(None, registry=registry) as store:
        store.update_document(rich)
        store.derive()
        return exported(store)


def exported(store: GraphStore) -> bytes:
    """Return all that a store holds."""
    sink = io.BytesIO()
    store.export("nq", sink)
    return sink.getvalue()


everywhere = pytest.mark.parametrize("place", KINDS, indirect=True)
on_servers = pytest.mark.parametrize("place", SERVERS, indirect=True)


@everywhere
def test_a_document_is_added_once_and_read_back(opened: GraphStore, rich: Reading, reference: bytes) -> None:
    """Every kind of store holds the same quads, and knows a document that it has."""
    assert opened.update_document(rich).status == "added"
    opened.derive()
    assert exported(opened) == reference
    assert opened.update_document(rich).status == "unchanged"
    assert opened.derive() == 0
    assert [row.title for row in opened.documents()] == ["Rich page"]


@everywhere
def test_a_document_is_replaced_and_forgotten_exactly(opened: GraphStore, rich: Reading) -> None:
    """What only one document said goes with it; what another says too stays."""
    early = Page("https://example.org/other", "Other page")
    early.claim("investsIn", unknown("acme"), unknown("bolt"))
    opened.update_document(early.reading())
    opened.derive()
    alone = exported(opened)
    opened.update_document(rich)
    late = Page(early.id, early.title)
    late.claim("supplies", unknown("acme"), unknown("kiln", "Technology"))
    assert opened.update_document(late.reading()).status == "replaced"
    assert opened.update_document(early.reading()).status == "replaced"
    assert opened.forget_document(rich.source.id).claims == len(rich.claims)
    opened.derive()
    assert sorted(set(exported(opened).splitlines()) ^ set(alone.splitlines())) == []
    with pytest.raises(UnknownNameError):
        opened.forget_document(rich.source.id)


@everywhere
def test_plain_patterns_see_current_and_graph_the_documents(opened: GraphStore, rich: Reading) -> None:
    """The default graph is `current`; GRAPH ranges over the documents."""
    opened.update_document(rich)
    opened.derive()
    assert opened.query("ASK { ?a aii:investsIn ?b }").boolean is True
    assert opened.query("ASK { ?c a aii:Claim }").boolean is False
    claims = opened.query(
        "SELECT (COUNT(DISTINCT ?c) AS ?n) { GRAPH ?g { ?c aii:asserts ?n1 } ?n1 a aii:Relationship }"
    )
    assert isinstance(claims.rows[0][0], Literal)
    assert int(claims.rows[0][0].value) > 10
    made = opened.query("CONSTRUCT { ?a aii:investsIn ?b } WHERE { ?a aii:investsIn ?b }").triples
    assert made is not None
    assert {triple.predicate.value.rpartition("/")[2] for triple in made} == {"investsIn"}


@everywhere
@pytest.mark.parametrize("text", HOSTILE)
def test_values_bind_as_plain_terms(opened: GraphStore, text: str) -> None:
    """A value cannot leave its place, whatever is in it, and comes back as it went."""
    result = opened.query("SELECT ?text { BIND(STRLEN(?text) AS ?length) }", values={"text": Literal(text)})
    assert result.rows == ((Literal(text),),)
    assert opened.query("ASK { ?s ?p ?text }", values={"text": Literal(text)}).boolean is False


@everywhere
@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "INSERT DATA { <http://a.example/> <http://a.example/> 1 }",
        "SELECT ?s { ?s ?p }",
    ],
)
def test_what_is_no_reading_query_is_refused(opened: GraphStore, query: str) -> None:
    """A query neither writes nor looks elsewhere."""
    with pytest.raises(QueryError):
        opened.query(query)


@everywhere
def test_the_views_of_a_store_are_alike(opened: GraphStore, rich: Reading, registry: Registry) -> None:
    """Explanations, networks and validation do not hang on the engine."""
    with open_store(None, registry=registry) as embedded:
        for store in (embedded, opened):
            store.update_document(rich)
            store.derive()
        assert explain(opened, "acme") == explain(embedded, "acme")
        assert to_networkx(opened).nodes == to_networkx(embedded).nodes
        assert sorted(to_networkx(opened).edges) == sorted(to_networkx(embedded).edges)
        assert validate(opened) == validate(embedded)
        assert opened.documents() == embedded.documents()


@pytest.mark.parametrize("place", ["disk", *SERVERS], indirect=True)
def test_one_writer_at_a_time(place: str | Path, registry: Registry, rich: Reading) -> None:
    """A second writer is told so; a reader beside the writer is not disturbed; both come in once it is gone."""
    with open_store(place, registry=registry) as store:
        store.update_document(rich)
        with pytest.raises(StoreInUseError):
            open_store(place, registry=registry)
        if is_address(str(place)):
            with open_store(place, read_only=True) as reader:
                assert len(reader.documents()) == 1
                with pytest.raises(StoreError, match="reading only"):
                    reader.update_document(Page("https://example.org/x").reading())
    with open_store(place, registry=registry) as store:
        assert store.update_document(rich).status == "unchanged"


@pytest.mark.parametrize("place", ["virtuoso"], indirect=True)
def test_what_a_writer_left_unfinished_is_undone(
    place: str, registry: Registry, rich: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An engine that takes a change in parts may be left with some; the next writer says so and mends it."""
    with open_store(place, registry=registry) as store:
        before = exported(store)
    store = open_store(place, registry=registry)
    assert isinstance(store, RemoteStore)
    sent: list[str] = []
    change = store.endpoint.change

    def breaks_off(request: str) -> None:
        if len(sent) == 2:
            raise StoreError("the line is dead")
        sent.append(request)
        change(request)

    monkeypatch.setattr(store.endpoint, "change", breaks_off)
    with pytest.raises(StoreError, match="the line is dead"), store:
        store.update_document(rich)
    with suppress(StoreError):
        store.close()
    monkeypatch.undo()
    monkeypatch.setenv("THEMEGRAPH_STORE_USER", "dba")
    monkeypatch.setenv("THEMEGRAPH_STORE_PASSWORD", "dba")
    monkeypatch.setattr("themegraph.graph.remote.store._is_dead", lambda sign: True)
    with open_store(place, registry=registry) as again:
        assert isinstance(again, RemoteStore)
        assert again.notices == (f"{rich.source.id} was not stored whole by an earlier build: build it again",)
        again.derive()
        assert exported(again) == before
        assert again.update_document(rich).status == "added"


@on_servers
def test_a_server_keeps_what_others_put_there(place: str, registry: Registry, rich: Reading) -> None:
    """Graphs that are not the store's are neither read nor touched."""
    foreign = NamedNode("https://example.org/foreign")
    remote = RemoteStore(address_of(place))
    remote.endpoint.change(f"INSERT DATA {{ GRAPH {foreign} {{ {foreign} a {foreign} }} }}")
    try:
        with open_store(place, registry=registry) as store:
            store.update_document(rich)
            store.derive()
            assert b"foreign" not in exported(store)
            assert len(store.documents()) == 1
            store.forget_document(rich.source.id)
        rows = remote.endpoint.ask_server(
            f"SELECT ?t {{ GRAPH {foreign} {{ ?s a ?t }} }}", form="select", fields={}, deadline=None
        ).rows
        assert rows == ((foreign,),)
    finally:
        remote.endpoint.change(f"DROP SILENT GRAPH {foreign}")
        remote.close()
