"""How a server is reached: secrets that are none, certificates, a proxy; no secret in any message."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from themegraph.errors import StoreError, ThemegraphError, UsageError
from themegraph.graph.remote.access import AUTHORITIES, PASSWORD, PROXY, TOKEN, USER
from themegraph.graph.remote.endpoint import Endpoint
from themegraph.graph.remote.profile import address_of

TRUE = b'{"head": {}, "boolean": true}'


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    """Serve a truth on loopback; give the port, and of each request its path and what it signs in with."""
    seen: list[tuple[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            seen.append((self.path, self.headers.get("authorization", "")))
            self.send_response(200)
            self.send_header("content-length", str(len(TRUE)))
            self.end_headers()
            self.wfile.write(TRUE)

        def log_message(self, *_: Any) -> None:
            return None

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1], seen
    finally:
        server.shutdown()
        server.server_close()


def ask(address: str) -> bool | None:
    """Ask a server whether."""
    endpoint = Endpoint(address_of(address))
    try:
        return endpoint.ask_server("ASK {}", form="ask", fields={}, deadline=5).boolean
    finally:
        endpoint.close()


@pytest.mark.parametrize("secret", ["two\nlines", "gehéim", "with space", "bell\x07"])
def test_what_is_no_token_is_refused_and_not_repeated(secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A message names the variable and never its value."""
    monkeypatch.setenv(TOKEN, secret)
    with pytest.raises(UsageError, match=TOKEN) as caught:
        ask("http://127.0.0.1:9/sparql")
    assert secret not in str(caught.value)


def test_a_token_from_a_file_may_end_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """`export …=$(cat token)` and its cousins work."""
    monkeypatch.setenv(TOKEN, "sesame\r\n")
    with serving() as (port, seen):
        assert ask(f"http://127.0.0.1:{port}/sparql")
    assert seen == [("/sparql", "Bearer sesame")]


def test_a_name_with_a_colon_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind a colon the password begins, so such a name would sign in as somebody else."""
    monkeypatch.setenv(USER, "ann:x")
    monkeypatch.setenv(PASSWORD, "hushhush")
    with pytest.raises(UsageError, match="colon") as caught:
        ask("http://127.0.0.1:9/sparql")
    assert "hushhush" not in str(caught.value)


def test_only_a_trusted_certificate_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server with a certificate of one's own is refused, and reached once its file is named."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("no openssl on this machine to make a certificate")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    make = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    named = ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    call = [program, *make, *named, "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(call, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with serving(context) as (port, seen):
        with pytest.raises(StoreError, match=f"not trusted.*{AUTHORITIES}"):
            ask(f"https://127.0.0.1:{port}/sparql")
        monkeypatch.setenv(AUTHORITIES, str(certificate))
        assert ask(f"https://127.0.0.1:{port}/sparql")
    assert len(seen) == 1


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_a_wrong_file_of_certificates_is_named(
    content: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is missing, or holds something else."""
    path = tmp_path / "authority.pem"
    if content:
        path.write_text(content, encoding="utf-8")
    monkeypatch.setenv(AUTHORITIES, str(path))
    with pytest.raises(UsageError, match=AUTHORITIES) as caught:
        ask("https://127.0.0.1:9/sparql")
    assert str(path) in str(caught.value)


def test_the_proxy_is_the_one_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """What other programs use as a proxy does not count; the one for the store does."""
    with serving() as (port, seen):
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{port}")
        with pytest.raises(ThemegraphError):
            ask("http://store.invalid/sparql")
        assert seen == []
        monkeypatch.setenv(PROXY, f"http://127.0.0.1:{port}")
        assert ask("http://store.invalid/sparql")
    assert seen == [("http://store.invalid/sparql", "")]


def test_a_proxy_that_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """The address may hold a password, so it is not repeated."""
    monkeypatch.setenv(PROXY, "socks://ann:hushhush@host")
    with pytest.raises(UsageError, match=PROXY) as caught:
        ask("http://127.0.0.1:9/sparql")
    assert "hushhush" not in str(caught.value)
