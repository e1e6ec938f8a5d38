"""The SPARQL 1.1 Protocol and Graph Store Protocol over HTTP: queries, updates, whole graphs."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from themegraph.errors import QueryError, StoreError
from themegraph.graph.remote import solutions
from themegraph.graph.remote.access import AUTHORITIES, PASSWORD, TOKEN, USER, client_of
from themegraph.graph.remote.profile import Address
from themegraph.graph.results import Result

if TYPE_CHECKING:
    import httpx

CONNECT, PATIENCE = 10.0, 600.0  # seconds
LARGEST = 1_000_000_000  # bytes of one answer
_JSON, _TRIPLES = "application/sparql-results+json", "application/n-triples, text/turtle;q=0.8"
_BUSY = frozenset({429, 502, 503})
_TRIES = 3


class Endpoint:
    """A SPARQL endpoint. Queries are tried again where the server is busy; what changes the store never is."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._client = client_of(address)

    def ask_server(self, sparql: str, *, form: str, fields: Mapping[str, object], deadline: float | None) -> Result:
        """Answer a query; `form` is its keyword, `fields` name its dataset. Raises QueryError, StoreError."""
        rows = form in {"select", "ask"}
        data = {"query": sparql, **fields}
        if deadline is not None and self.address.profile.deadline:
            name, unit = self.address.profile.deadline
            data[name] = str(max(int(deadline * unit), 1))
        body = self._post(self.address.query, data, accept=_JSON if rows else _TRIPLES, deadline=deadline)
        return solutions.solutions(body) if rows else solutions.triples(body)

    def change(self, request: str) -> None:
        """Apply an update request, once. Raises StoreError where the server refuses or does not answer."""
        self._post(self.address.update, {"update": request}, accept="*/*", deadline=PATIENCE, again=False)

    def add(self, graph: str, ntriples: bytes) -> None:
        """Add N-Triples to a graph, by the Graph Store Protocol."""
        url = self.address.url + self.address.profile.graphs
        kind = {"content-type": "application/n-triples"}
        request = {"params": {"graph": graph}, "content": ntriples, "headers": kind}
        with _answered(self._client, self.address, "POST", url, PATIENCE, **request) as response:
            self._read(response, PATIENCE)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _post(
        self, url: str, data: Mapping[str, object], *, accept: str, deadline: float | None, again: bool = True
    ) -> bytes:
        end = time.monotonic() + (deadline or PATIENCE)
        for trial in range(_TRIES):
            left = max(end - time.monotonic(), 0.01)
            request = {"data": data, "headers": {"accept": accept}}
            with _answered(self._client, self.address, "POST", url, left, **request) as response:
                waits = again and response.status_code in _BUSY and trial + 1 < _TRIES
                if not waits:
                    return self._read(response, left, deadline)
            time.sleep(min(0.2 * 2**trial, left))
        raise AssertionError("unreachable")

    def _read(self, response: httpx.Response, seconds: float, deadline: float | None = None) -> bytes:
        """Return an answer's body, or raise what its status, size or slowness calls for."""
        end, parts, size = time.monotonic() + seconds, [], 0
        for part in response.iter_bytes():
            parts.append(part)
            size += len(part)
            if size > LARGEST:
                raise QueryError(f"an answer above {LARGEST:,} bytes", where=str(self.address), valid="a LIMIT")
            if time.monotonic() > end:
                raise _late(deadline or seconds)
        body = b"".join(parts)
        if response.is_success:
            _check_whole(response, self.address)
            return body
        raise _refusal(response.status_code, body, self.address, deadline)


@contextmanager
def _answered(
    client: httpx.Client, address: Address, method: str, url: str, seconds: float, **options: object
) -> Iterator[httpx.Response]:
    """Send a request and give its answer to read; errors of the connection become errors that name the store."""
    import httpx

    where, limits = str(address), httpx.Timeout(seconds, connect=min(CONNECT, seconds))
    try:
        with client.stream(method, url, timeout=limits, **options) as response:  # type: ignore[arg-type]
            yield response
    except (httpx.ConnectError, httpx.ConnectTimeout) as error:
        if "CERTIFICATE" in str(error).upper():
            what, valid = "the certificate of the server is not trusted", f"{AUTHORITIES} with a file of its authority"
            raise StoreError(what, where=where, valid=valid) from error
        raise StoreError(f"no server answers: {error}", where=where, valid="a running SPARQL endpoint") from error
    except httpx.TimeoutException as error:
        raise _late(seconds) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise StoreError(f"the server broke off: {error}", where=where, valid="a whole answer") from error


def _check_whole(response: httpx.Response, address: Address) -> None:
    """Raise QueryError where the server says that it left something out."""
    rows, state = response.headers.get("x-sparql-maxrows"), response.headers.get("x-sql-state")
    if rows or state:
        what = f"the server cut its answer at {rows} rows" if rows else "the server stopped before the answer was whole"
        raise QueryError(what, where=str(address), valid="a narrower pattern, LIMIT, or a higher limit of the server")


def _refusal(status: int, body: bytes, address: Address, deadline: float | None) -> QueryError | StoreError:
    where = str(address)
    words = " ".join(body[:2000].decode("utf-8", "replace").split())[:300]
    if status in (401, 403):
        return StoreError(
            f"the server refuses access ({status})", where=where, valid=f"{USER} and {PASSWORD}, or {TOKEN}"
        )
    if status in (408, 504):
        return _late(deadline or PATIENCE)
    if status == 400:
        return QueryError(f"the server cannot read the request: {words}")
    if 300 <= status < 400:
        return StoreError(f"the server answers from elsewhere ({status})", where=where, valid="its final address")
    return StoreError(f"the server answers {status}: {words}", where=where, valid="a SPARQL 1.1 endpoint")


def _late(deadline: float) -> QueryError:
    return QueryError(f"stopped after {deadline:g} s", valid="a narrower pattern, LIMIT, or a later deadline")


def lines(quads: Iterable[object]) -> bytes:
    """Return triples as N-Triples."""
    return "".join(f"{quad} .\n" for quad in quads).encode()
