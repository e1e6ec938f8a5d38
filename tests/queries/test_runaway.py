"""Queries that would run or grow without end: stopped in time, with a clear message, and without a process left."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from themegraph.errors import QueryError
from themegraph.graph.store import EmbeddedStore, open_store
from themegraph.graph.testing import Page, unknown
from themegraph.queries import limits, process
from themegraph.queries.answer import Answer
from themegraph.queries.run import sparql

DEADLINE = 1.0
ENDLESS = {
    "a Cartesian product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "a product that is sorted": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?c",
    "an expression over long texts": (
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(REGEX(CONCAT(STR(?c), STR(?f), STR(?i)), '(.*a){25}$')) }"
    ),
    "paths between all things": (
        "SELECT (COUNT(*) AS ?n) { ?a (!<a:none>|^<a:none>)* ?b . ?c (!<a:none>)* ?d . ?e (!<a:none>)+ ?f . ?g (!<a:none>)* ?h }"
    ),
}


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store on disk whose things are all connected."""
    path = tmp_path_factory.mktemp("wide") / "store"
    page = Page("https://example.org/wide")
    companies = [unknown(f"company-{n}") for n in range(60)]
    for number, company in enumerate(companies):
        for step in (1, 7, 19):
            page.claim("competesWith", company, companies[(number + step) % len(companies)])
    with open_store(path) as store:
        store.update_document(page.reading())
    return path


@pytest.fixture(params=["memory", "disk"])
def place(request: pytest.FixtureRequest, world: EmbeddedStore, wide: Path) -> Iterator[EmbeddedStore]:
    """Give a store in memory, whose queries a fork runs, and one on disk, whose queries a child runs."""
    if request.param == "memory":
        yield world
        return
    with open_store(wide, read_only=True) as store:
        yield store


@pytest.mark.parametrize("name", ENDLESS)
def test_it_ends_at_the_deadline(place: EmbeddedStore, name: str) -> None:
    """The caller hears of it no later than a second behind the deadline, and the store answers afterwards."""
    start = time.monotonic()
    with pytest.raises(QueryError, match=r"stopped after 1 s"):
        sparql(place, ENDLESS[name], deadline=DEADLINE, limit=None)
    assert time.monotonic() - start < DEADLINE + 1
    assert sparql(place, "ASK { ?s a aii:Company }") is True


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system does not say what a process holds")
def test_it_ends_where_memory_does(place: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """A result that grows without end is stopped by the cap, and the message says so."""
    monkeypatch.setattr(limits, "MEMORY", 64 << 20)
    process.end_all()
    grows = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?c"
    with pytest.raises(QueryError, match=r"the query needs more than 0\.0625 GiB of memory \(valid: a narrower"):
        sparql(place, grows, deadline=60, limit=None)
    process.end_all()


def test_a_capped_answer_is_not_computed_to_its_end(place: EmbeddedStore) -> None:
    """With a limit, a product of everything with everything answers at once."""
    answer = sparql(place, "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", deadline=20, limit=5)
    assert isinstance(answer, Answer)
    assert (len(answer.rows), answer.notices) == (5, ("only the first 5 rows are shown; --limit changes that",))


def test_a_waiting_process_sees_what_is_written(tmp_path: Path) -> None:
    """The process that is kept for the next query opens the store anew after a change."""
    query = "SELECT ?l { ?s a aii:Company ; skos:prefLabel ?l } ORDER BY ?l"
    for number in (1, 2):
        page = Page(f"https://example.org/{number}")
        page.claim("competesWith", unknown(f"a-{number}"), unknown(f"b-{number}"))
        with open_store(tmp_path / "store") as store:
            store.update_document(page.reading())
        with open_store(tmp_path / "store", read_only=True) as store:
            answer = sparql(store, query)
            assert isinstance(answer, Answer)
            assert len(answer.rows) == 2 * number


def test_processes_are_reused_and_end(wide: Path) -> None:
    """One child answers query after query, and none is left when all are ended."""
    with open_store(wide, read_only=True) as store:
        sparql(store, "ASK {}")
        (waiting,) = [each for path, each in process._WARM.items() if path == wide]
        sparql(store, "ASK {}")
        assert process._WARM[wide] is waiting
    process.end_all()
    assert not waiting.alive
    with pytest.raises(ChildProcessError):
        os.waitpid(waiting._child.pid, os.WNOHANG)


@pytest.mark.parametrize("on_disk", [False, True])
def test_nothing_is_fetched_and_no_file_is_read(
    world: EmbeddedStore, wide: Path, tmp_path: Path, on_disk: bool
) -> None:
    """SERVICE, LOAD, FROM and updates reach no listener and no file, with and without a child process."""
    secret = tmp_path / "secret.ttl"
    secret.write_text('<http://example.org/a> <http://example.org/b> "secret" .', encoding="utf-8")
    before = secret.stat().st_atime_ns
    heard: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server, open_store(wide, read_only=True) as disk:
        server.settimeout(0.1)
        done = threading.Event()

        def listen() -> None:
            while not done.is_set():
                try:
                    heard.append(server.accept())
                except TimeoutError:
                    continue

        thread = threading.Thread(target=listen)
        thread.start()
        try:
            for place in (f"http://127.0.0.1:{server.getsockname()[1]}/", secret.as_uri()):
                for query in (
                    f"SELECT * {{ SERVICE <{place}> {{ ?s ?p ?o }} }}",
                    f"SELECT * {{ SERVICE SILENT <{place}> {{ ?s ?p ?o }} }}",
                    f"ASK {{ FILTER EXISTS {{ SERVICE <{place}> {{ ?s ?p ?o }} }} }}",
                    f"SELECT * FROM <{place}> {{ ?s ?p ?o }}",
                    f"CONSTRUCT {{ ?s ?p ?o }} FROM NAMED <{place}> WHERE {{ ?s ?p ?o }}",
                    f"LOAD <{place}>",
                    f"LOAD SILENT <{place}> INTO GRAPH <http://example.org/g>",
                    f"INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{place}> {{ ?s ?p ?o }} }}",
                    "DELETE WHERE { ?s ?p ?o }",
                    "CLEAR ALL",
                ):
                    with pytest.raises(QueryError):
                        sparql(disk if on_disk else world, query)
        finally:
            done.set()
            thread.join()
    assert heard == []
    assert secret.stat().st_atime_ns == before
