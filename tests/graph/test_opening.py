"""Opening: each path that is no store of ours says why."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph
import pytest

from themegraph.errors import StoreError, StoreInUseError, UsageError
from themegraph.graph import opening, schema
from themegraph.graph.claim import Reading
from themegraph.graph.store import EmbeddedStore, open_store
from themegraph.ontology.registry import Registry, merge_files

OPEN_AND_WAIT = """
import sys
from themegraph.graph.store import open_store
with open_store(sys.argv[1]):
    print("open", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def opened_elsewhere(path: Path) -> Iterator[None]:
    """Hold a store open in another process."""
    command = [sys.executable, "-c", OPEN_AND_WAIT, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
        try:
            yield
        finally:
            child.communicate("done\n")


def test_a_store_in_use_elsewhere_cannot_be_written_but_read(tmp_path: Path) -> None:
    path = tmp_path / "store"
    with opened_elsewhere(path):
        with pytest.raises(StoreInUseError, match="in use by another process"):
            open_store(path)
        with open_store(path, read_only=True) as store:
            assert store.documents() == []
    open_store(path).close()


def test_a_store_open_in_this_process_is_in_use(tmp_path: Path) -> None:
    with open_store(tmp_path / "store"), pytest.raises(StoreInUseError):
        open_store(tmp_path / "store")


def test_a_store_of_another_version_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "store"
    with monkeypatch.context() as patched:
        patched.setattr(schema, "STORE_VERSION", "0")
        open_store(path).close()
    for read_only in (False, True):
        with pytest.raises(StoreError, match=r"version 0 \(valid: a store of version 1"):
            open_store(path, read_only=read_only)


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    database = pyoxigraph.Store(tmp_path / "store")
    node = pyoxigraph.NamedNode("https://example.org/")
    database.add(pyoxigraph.Quad(node, node, node))
    del database
    with pytest.raises(StoreError, match="another program's database"):
        open_store(tmp_path / "store")


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("text")
    for read_only in (False, True):
        with pytest.raises(StoreError, match="the store's path is a file"):
            open_store(tmp_path / "store", read_only=read_only)


def test_a_folder_of_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("text")
    with pytest.raises(StoreError, match="other files and no store"):
        open_store(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_an_empty_folder_becomes_a_store_and_parents_are_made(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    open_store(tmp_path / "nested" / "deep").close()
    assert (tmp_path / "nested" / "deep" / "CURRENT").is_file()


def test_reading_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store here"):
        open_store(tmp_path / "store", read_only=True)
    assert not (tmp_path / "store").exists()
    with pytest.raises(UsageError, match="in memory"):
        open_store(None, read_only=True)


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (PermissionError(13, "Permission denied"), "no permission"),
        (OSError("IO error: store/LOCK: Permission denied"), "no permission"),
        (OSError("IO error: store/LOG: Read-only file system"), "no permission"),
        (OSError("IO error: No space left on device: store/000008.log"), "the disk is full; the store is as it was"),
        (OSError("Corruption: block checksum mismatch"), "cannot be read or written: Corruption"),
    ],
)
def test_the_engines_errors_get_words(
    error: OSError, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path) -> None:
        raise error

    monkeypatch.setattr(opening, "Store", fail)
    with pytest.raises(StoreError, match=message) as caught:
        open_store(tmp_path / "store")
    assert caught.value.where == str(tmp_path / "store")


def test_a_torn_store_is_a_store_error(tmp_path: Path) -> None:
    path = tmp_path / "store"
    open_store(path).close()
    (path / "CURRENT").write_text("nonsense")
    with pytest.raises(StoreError):
        open_store(path)


def test_the_registry_is_kept_refreshed_or_replaced(
    new_store: Callable[..., EmbeddedStore], rich: Reading, tmp_path: Path
) -> None:
    count = (
        "SELECT (COUNT(*) AS ?n) { GRAPH <https://w3id.org/ai-infrastructure/graph/registry> { ?s aii:resolved true } }"
    )
    label = "ASK { ?s skos:prefLabel 'Ore Office'@en ; aii:cik ?cik }"
    path = tmp_path / "store"
    with new_store(path) as store:
        store.update_document(rich)
        store.derive()
        assert store.query(count).rows[0][0] == pyoxigraph.Literal(8)
        assert store.query(label).boolean
    with open_store(path) as store:
        assert store.query(count).rows[0][0] == pyoxigraph.Literal(8)
        assert not store.pending
    nothing: Registry = merge_files([])
    with open_store(path, registry=nothing) as store:
        assert store.query(count).rows[0][0] == pyoxigraph.Literal(0)
        assert not store.query(label).boolean
        assert store.query("ASK { ?s skos:prefLabel 'Ore Office'@en }").boolean
        store.derive()
        assert not store.query("ASK { ?s skos:prefLabel 'zinc theme'@en }").boolean
