"""Fixtures of every test: the reference folder beside the checkout, a browser, and servers of SPARQL engines."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import hypothesis
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from themegraph.graph.remote.profile import address_of
from themegraph.graph.remote.store import RemoteStore

# How long an example takes says something of the machine, nothing of the program.
hypothesis.settings.register_profile("themegraph", deadline=None)
hypothesis.settings.load_profile("themegraph")

ROOT = Path(__file__).parent.parent
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def _absent(reason: str) -> NoReturn:
    """Skip the test, or fail it where CI promises that nothing is missing."""
    if os.environ.get("THEMEGRAPH_CI"):
        pytest.fail(f"{reason} (THEMEGRAPH_CI is set, so this may not be skipped)", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def root() -> Path:
    """Give the root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of reference documents beside the checkout; skip where it is absent."""
    folder = ROOT.parent / "shared"
    if not (folder / "seeds").is_dir():
        _absent("no reference folder ../shared beside the checkout")
    return folder


# One module at a time: Playwright keeps an event loop running in this thread for as long as the browser lives.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the installed Chromium without a window and in a profile of its own; skip where there is none."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        _absent("no Chromium on this machine (on Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """Open an empty tab without a network; the test fails if a script in it failed."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    yield page
    context.close()
    assert failures == [], f"scripts failed: {failures}"


VIRTUOSO = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 8
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = 1000000
"""


@pytest.fixture(scope="session")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start the oxigraph server of the package of that name on an empty folder; give its address."""
    program = Path(sys.executable).with_name("oxigraph" + (".exe" if os.name == "nt" else ""))
    if not program.is_file():
        _absent("no oxigraph server in this environment (pip install oxigraph)")
    port = _free_port()
    folder = tmp_path_factory.mktemp("oxigraph")
    bind = ["--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    with _serving([str(program), "serve", *bind], port):
        yield f"oxigraph+http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def empty_server(request: pytest.FixtureRequest) -> Callable[[str], str]:
    """Give what empties the server of a kind, "oxigraph" or "virtuoso", starts it if need be, and returns its address."""

    def emptied(kind: str) -> str:
        address = str(request.getfixturevalue(f"{kind}_server"))
        remote = RemoteStore(address_of(address))
        for name in remote.database.names:
            remote.endpoint.change(f"DROP SILENT GRAPH {name}")
        remote.endpoint.close()
        return address

    return emptied


@pytest.fixture(scope="session")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start Virtuoso on loopback with an empty database; give its address. Its first user is dba, password dba."""
    program = shutil.which("virtuoso-t")
    if program is None:
        _absent("no Virtuoso on this machine (on Debian: apt-get install virtuoso-opensource-7)")
    folder, http = tmp_path_factory.mktemp("virtuoso"), _free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(VIRTUOSO.format(folder=folder, http=http, sql=_free_port()), encoding="utf-8")
    with _serving([program, "+foreground", "+configfile", str(settings)], http):
        yield f"virtuoso+http://127.0.0.1:{http}"


@contextmanager
def _serving(command: list[str], port: int) -> Iterator[None]:
    """Run a server until it is no longer needed; fail if it does not answer within a minute."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet) as process:
        try:
            end = time.monotonic() + 60
            while not _answers(port):
                assert process.poll() is None, f"{command[0]} ended with {process.returncode}"
                assert time.monotonic() < end, f"{command[0]} does not answer on port {port}"
                time.sleep(0.1)
            yield
        finally:
            process.kill()


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
