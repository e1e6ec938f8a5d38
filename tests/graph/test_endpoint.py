"""What a server may do wrong: be away, be busy, cut answers short, be slow, send elsewhere, refuse."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from themegraph.errors import QueryError, StoreError, ThemegraphError, UsageError
from themegraph.graph.remote import access as module
from themegraph.graph.remote.endpoint import Endpoint
from themegraph.graph.remote.profile import PROFILES, address_of
from themegraph.graph.store import open_store

ROWS = b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "uri", "value": "http://a.example/"}}]}}'
Reply = Callable[[BaseHTTPRequestHandler], None]


class Server:
    """A server whose answers a test chooses; it keeps what it was sent."""

    def __init__(self, *replies: Reply) -> None:
        self.replies, self.seen = list(replies), list[tuple[str, str, dict[str, str], bytes]]()

    def next(self) -> Reply:
        """Return the next answer, the last one for ever."""
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


@contextmanager
def serving(*replies: Reply) -> Iterator[tuple[str, Server]]:
    """Serve answers on loopback; give the address and the server."""
    server = Server(*replies)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            server.seen.append((self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            server.next()(self)

        def log_message(self, *_: Any) -> None:
            return None

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listening.server_address[1]}/sparql", server
    finally:
        listening.shutdown()
        listening.server_close()


def says(status: int, body: bytes = b"", *, length: int | None = None, **headers: str) -> Reply:
    """Return an answer; `length` is what it claims to be long."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("content-length", str(len(body) if length is None else length))
        handler.end_headers()
        handler.wfile.write(body)

    return reply


def drips(handler: BaseHTTPRequestHandler) -> None:
    """Send a byte now and then, for ever."""
    handler.send_response(200)
    handler.end_headers()
    try:
        for _ in range(600):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        return


def select(address: str, deadline: float | None = 5.0) -> int:
    """Ask for rows and return how many came."""
    connection = Endpoint(address_of(address))
    try:
        return len(connection.ask_server("SELECT ?x {}", form="select", fields={}, deadline=deadline).rows)
    finally:
        connection.close()


def test_rows_come_back() -> None:
    """The query goes as a form, asking for JSON."""
    with serving(says(200, ROWS)) as (address, server):
        assert select(address) == 1
    (method, path, headers, body) = server.seen[0]
    assert (method, path, body) == ("POST", "/sparql", b"query=SELECT+%3Fx+%7B%7D")
    assert headers["accept"] == "application/sparql-results+json"
    assert "authorization" not in headers


@pytest.mark.parametrize("size", [0, 1, 40, len(ROWS) - 1])
@pytest.mark.parametrize("honest", [True, False])
def test_a_truncated_answer_is_no_answer(size: int, honest: bool) -> None:
    """Cut at any place, with a length that fits or one that does not, it is an error and never fewer rows."""
    with serving(says(200, ROWS[:size], length=size if honest else len(ROWS))) as (address, _):
        with pytest.raises(ThemegraphError) as caught:
            select(address)
        assert isinstance(caught.value, QueryError | StoreError)


def test_a_row_limit_of_the_server_is_told() -> None:
    """A server that says it left rows out is believed."""
    cut = says(200, ROWS, X_SPARQL_MaxRows="10000")
    with serving(cut) as (address, _), pytest.raises(QueryError, match="cut its answer at 10000 rows"):
        select(address)


def test_a_busy_server_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Queries are tried three times, no more."""
    monkeypatch.setattr("themegraph.graph.remote.endpoint.time.sleep", lambda _: None)
    with serving(says(503), says(503), says(200, ROWS)) as (address, server):
        assert select(address) == 1
        assert len(server.seen) == 3
    with serving(says(503, b"busy")) as (address, server):
        with pytest.raises(StoreError, match="503: busy"):
            select(address)
        assert len(server.seen) == 3


def test_an_update_is_sent_once() -> None:
    """What changes the store is never repeated, for the first try may have gone through."""
    with serving(says(503)) as (address, server):
        connection = Endpoint(address_of(address))
        with pytest.raises(StoreError):
            connection.change("CLEAR ALL")
        assert len(server.seen) == 1


def test_a_slow_answer_is_left_at_the_deadline() -> None:
    """A server that keeps the line busy does not keep the caller."""
    with serving(drips) as (address, _):
        start = time.monotonic()
        with pytest.raises(QueryError, match=r"stopped after 0\.5 s"):
            select(address, deadline=0.5)
        assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (says(401), "refuses access"),
        (says(403), "refuses access"),
        (says(404, b"nothing here"), "404: nothing here"),
        (says(500, b"out of memory"), "500: out of memory"),
        (says(302, location="http://127.0.0.1:9/"), "answers from elsewhere"),
    ],
)
def test_refusals_name_store_and_remedy(reply: Reply, words: str) -> None:
    """Each refusal says what it is; no redirect is followed."""
    with serving(reply) as (address, server):
        with pytest.raises(StoreError, match=words) as caught:
            select(address)
        assert address in str(caught.value)
        assert len(server.seen) == 1


def test_a_malformed_query_is_the_callers_fault() -> None:
    """Status 400 is an error of the query."""
    with serving(says(400, b"error at 1:5")) as (address, _), pytest.raises(QueryError, match="error at 1:5"):
        select(address)


def test_nobody_answers() -> None:
    """A server that is not there is named."""
    with pytest.raises(StoreError, match="no server answers"):
        open_store("oxigraph+http://127.0.0.1:9")


def test_signs_in_by_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """User and password, or a token, come from the environment and go in the header."""
    monkeypatch.setenv(module.TOKEN, "sesame")
    with serving(says(200, ROWS)) as (address, server):
        select(address)
        monkeypatch.setenv(module.USER, "ann")
        monkeypatch.setenv(module.PASSWORD, "pw")
        select(address)
    assert [headers["authorization"] for _, _, headers, _ in server.seen] == ["Bearer sesame", "Basic YW5uOnB3"]


@pytest.mark.parametrize(
    "text", ["oracle+http://host/", "sparql+http://", "http://ann:pw@host/sparql", "http://host/sparql?x=1", "ftp://h/"]
)
def test_addresses_that_are_none(text: str) -> None:
    """A wrong engine, a password in the address, a query in it."""
    with pytest.raises(UsageError):
        address_of(text)


@pytest.mark.parametrize("engine", PROFILES)
def test_every_engine_has_its_places(engine: str) -> None:
    """An engine's query and update services lie below the address."""
    address = address_of(f"{engine}+https://host.example/base/")
    assert address.query.startswith("https://host.example/base")
    assert not address.update.endswith("/")
    assert str(address) == f"{engine}+https://host.example/base"


@pytest.mark.parametrize(
    "body",
    [
        b"[]", b"null", b'{"head": {}, "results": {}}', b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": 1}]}}',
        b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "uri", "value": "not an iri"}}]}}',
        b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "magic", "value": ""}}]}}',
        b"<html>login</html>", b"[" * 100_000,
    ],
)  # fmt: skip
def test_an_answer_that_is_no_result(body: bytes) -> None:
    """Whatever else comes with status 200 is an error, not an empty answer."""
    with serving(says(200, body)) as (address, _), pytest.raises(QueryError, match="no SPARQL result"):
        select(address)
