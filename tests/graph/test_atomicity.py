"""A failure or a kill in the middle leaves whole documents only."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from themegraph.errors import StoreError
from themegraph.graph import store as embedded
from themegraph.graph import unfinished
from themegraph.graph.additions import Addition
from themegraph.graph.changes import Changes, whole_current
from themegraph.graph.claim import Reading
from themegraph.graph.store import EmbeddedStore, open_store
from themegraph.graph.testing import Page, unknown
from themegraph.graph.view import View
from themegraph.graph.vocabulary import CURRENT
from themegraph.ontology.registry import merge_files

CLAIMS = 60
WRITE = """
import sys
from themegraph.graph.store import open_store
from themegraph.graph.testing import Page, unknown
from themegraph.ontology.registry import merge_files

with open_store(sys.argv[1], registry=merge_files([])) as store:
    print("open", flush=True)
    for number in range(int(sys.argv[2]), int(sys.argv[2]) + 1000):
        page = Page(f"https://example.org/{number % 5}", title=f"version {number}")
        for part in range(60):
            page.claim("investsIn", unknown(f"a{number % 7}"), unknown(f"b{part}"))
        store.update_document(page.reading())
        print(number, flush=True)
"""
# The writer dies while the engine's bulk loader asks for lines: after so many of its reads, 0 for the last one. It loads
# parts of so many lines at once; the second document renames what the first one names, so it takes something out as well.
WRITE_AS_BULK = """
import os, signal, sys
from themegraph.graph import store as embedded, unfinished
from themegraph.graph.line_stream import LineStream
from themegraph.graph.testing import Page, unknown
from themegraph.ontology.registry import merge_files

class Deadly(LineStream):
    reads = 0
    def read(self, size=-1):
        part = super().read(size)
        type(self).reads += 1
        if self.reads == int(sys.argv[2]) or not (part or int(sys.argv[2])):
            os.kill(os.getpid(), signal.SIGKILL)
        return part

page = Page("https://example.org/0", title="version 0")
for part in range(60):
    page.claim("investsIn", unknown("a"), unknown(f"b{part}"))
store = embedded.open_store(embedded.Path(sys.argv[1]), registry=merge_files([]))
store.update_document(page.reading())
page = Page("https://example.org/1", title="version 1")
for part in range(60):
    page.claim("investsIn", unknown("a", label="1 a"), unknown(f"b{part}", label=f"1 b {part}"))
embedded.MUCH, unfinished.AT_ONCE = 1, int(sys.argv[3])
embedded.LineStream = unfinished.LineStream = Deadly
store.update_document(page.reading())
"""
# A limit on the size of files stands in for a full disk.
WRITE_WITHOUT_SPACE = """
import resource, signal, sys
from themegraph.errors import StoreError
from themegraph.graph.store import open_store
from themegraph.graph.testing import Page, unknown
from themegraph.ontology.registry import merge_files

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = open_store(sys.argv[1], registry=merge_files([]))
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
for number in range(500):
    page = Page(f"https://example.org/{number}", title=f"version {number}")
    for part in range(60):
        page.claim("investsIn", unknown(f"a{number % 7}"), unknown(f"b{part}"))
    try:
        store.update_document(page.reading())
    except StoreError as error:
        print(number, error)
        break
"""


def quads(store: EmbeddedStore) -> list[str]:
    """Return all quads of a store as sorted lines."""
    return sorted(map(str, store.database))


def check_whole(path: Path) -> dict[str, str]:
    """Check that a store holds whole documents and the `current` that they make; return their titles by name."""
    with open_store(path, read_only=True) as store:
        rows = store.documents()
        assert {row.claims for row in rows} <= {CLAIMS}
        assert View(store.database).triples(CURRENT) == whole_current(View(store.database))
        return {row.document.rpartition("/")[2]: row.title.removeprefix("version ") for row in rows}


@pytest.mark.parametrize(("reads", "at_once"), [(1, 250_000), (3, 250_000), (0, 250_000), (3, 700), (0, 700)])
@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_killed_bulk_writer_leaves_whole_documents(tmp_path: Path, reads: int, at_once: int) -> None:
    path = tmp_path / "store"
    command = [sys.executable, "-c", WRITE_AS_BULK, str(path), str(reads), str(at_once)]
    assert subprocess.run(command, check=False).returncode == -9
    assert check_whole(path) == {"0": "0"}


@pytest.fixture
def in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[EmbeddedStore]:
    """A store on disk that writes everything in parts of fifty quads."""
    monkeypatch.setattr(embedded, "MUCH", 1)
    monkeypatch.setattr(unfinished, "AT_ONCE", 50)
    with open_store(tmp_path / "store", registry=merge_files([])) as store:
        yield store


def test_what_is_written_in_parts_is_whole(
    in_parts: EmbeddedStore, rich: Reading, write_rich: Callable[[str], Page]
) -> None:
    at_once = open_store(None, registry=merge_files([]))
    for each in (in_parts, at_once):
        for reading in (rich, write_rich("https://example.org/other").reading()):
            each.update_document(reading)
        each.derive()
    held = [[quad for quad in quads(each) if "/graph/runs>" not in quad] for each in (in_parts, at_once)]
    assert held[0] == held[1]
    assert not unfinished.marked(in_parts.database)


def test_a_failure_between_parts_leaves_whole_documents(
    in_parts: EmbeddedStore, rich: Reading, write_rich: Callable[[str], Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    in_parts.update_document(rich)
    in_parts.derive()
    before = quads(in_parts)
    whole = Addition.quads
    monkeypatch.setattr(Addition, "quads", lambda self: [*whole(self), "<urn:a> <urn:b> no term .\n"])
    with pytest.raises((StoreError, SyntaxError)):
        in_parts.update_document(write_rich("https://example.org/other").reading())
    assert [row.document for row in in_parts.documents()] == [rich.source.id]
    in_parts.derive()
    assert quads(in_parts) == before


@pytest.mark.parametrize("after", [1, 4, 11])
def test_a_killed_writer_leaves_whole_documents(tmp_path: Path, after: int) -> None:
    path = tmp_path / "store"
    command = [sys.executable, "-c", WRITE, str(path), "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        seen = [child.stdout.readline().strip() for _ in range(after + 1)]
        child.kill()
        seen += child.stdout.read().split()
    last = int(seen[-1])
    stored = check_whole(path)
    # The one after the last acknowledged may be in, whole.
    expected = [{str(n % 5): str(n) for n in range(last + 1 + more)} for more in (0, 1)]
    assert stored in expected


def test_a_request_that_fails_at_its_end_changes_nothing(store: EmbeddedStore, rich: Reading) -> None:
    store.update_document(rich)
    before = quads(store)
    request = Changes(added=frozenset(), removed=frozenset(store.database)).request()
    with pytest.raises(RuntimeError, match="already exists"):
        store.database.update(f"{request} ;\nINSERT DATA {{ <urn:a> <urn:b> <urn:c> }} ;\nCREATE GRAPH {CURRENT}")
    assert quads(store) == before


def test_a_failing_document_leaves_no_part_of_itself(
    store: EmbeddedStore, rich: Reading, write_rich: Callable[[str], Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    store.update_document(rich)
    before = quads(store)
    sound = Changes.request
    monkeypatch.setattr(Changes, "request", lambda self: f"{sound(self)} ;\nCREATE GRAPH {CURRENT}")
    whole = Addition.quads
    monkeypatch.setattr(Addition, "quads", lambda self: [*whole(self), "<urn:a> <urn:b> no term .\n"])
    with pytest.raises((StoreError, SyntaxError)):
        store.update_document(write_rich("https://example.org/other").reading())
    with pytest.raises(StoreError, match="already exists"):
        store.forget_document(rich.source.id)
    monkeypatch.undo()
    assert quads(store) == before
    assert store.update_document(write_rich("https://example.org/other").reading()).status == "added"


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are a thing of POSIX")
def test_a_full_disk_is_an_error_and_no_half_document(tmp_path: Path) -> None:
    path = tmp_path / "store"
    command = [sys.executable, "-c", WRITE_WITHOUT_SPACE, str(path)]
    child = subprocess.run(command, capture_output=True, text=True, check=False)
    number, _, message = child.stdout.partition(" ")
    assert "the disk is full; the store is as it was" in message, child.stderr
    assert check_whole(path) == {str(n): str(n) for n in range(int(number))}
    with open_store(path, registry=merge_files([])) as store:
        page = Page("https://example.org/after")
        page.claim("investsIn", unknown("acme"), unknown("bolt"))
        assert store.update_document(page.reading()).status == "added"
