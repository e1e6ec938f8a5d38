"""Many documents in worker processes: the same store for any number and order, and no document stops another."""

from __future__ import annotations

import itertools
import os
import random
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from themegraph.assembly import build
from themegraph.errors import ReadError
from themegraph.graph.claim import Reading
from themegraph.graph.store import open_store
from themegraph.loaders import pool
from themegraph.loaders.pool import read_all, worker_count
from themegraph.loaders.setup import Setup
from themegraph.loaders.sources import Candidate, find_sources

# A child that comes to grief over documents named for it, and reads all others as ever.
FRAIL = """
import sys; sys.path.insert(0, sys.argv[1])
import os, time
from themegraph.loaders import load, worker
read = load.read
def frail(candidate, **options):
    if candidate.name == "abort.txt": os.abort()
    if candidate.name == "sleep.txt": time.sleep(600)
    if candidate.name == "greedy.txt": bytearray(8 << 30)
    if candidate.name == "noisy.txt": os.write(1, b"noise that is no reply")
    if candidate.name == "fault.txt": raise TypeError("an oversight")
    return read(candidate, **options)
load.read = frail
worker.serve()
"""


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """Give a folder of nine documents, some of which say the same of the same companies."""
    folder = tmp_path / "documents"
    folder.mkdir()
    for number in range(9):
        words = (
            f"Page {number}\n\nIn May 2025, Quantrel Inc. invested ${number + 1} million in Borealis Cooling Corp.\n"
        )
        (folder / f"page-{number}.txt").write_text(words, encoding="utf-8")
    return folder


def exported(sources: list[str], target: Path, workers: int) -> bytes:
    """Build sources in memory and return the N-Quads."""
    with open_store(None) as store:
        assert build(sources, store, workers=workers).failures == ()
        store.export("nq", target)
    return target.read_bytes()


def test_neither_workers_nor_order_matter(documents: Path, tmp_path: Path) -> None:
    sources = [str(path) for path in sorted(documents.iterdir())]
    first = exported(sources, tmp_path / "first.nq", 0)
    assert first.count(b"\n") > 200
    for workers in (1, 4):
        random.Random(workers).shuffle(sources)
        assert exported(sources, tmp_path / f"{workers}.nq", workers) == first, f"{workers} workers, {sources}"


def test_of_two_files_that_are_one_document_the_same_wins_in_any_order(documents: Path, tmp_path: Path) -> None:
    other = tmp_path / "zebra"
    other.mkdir()
    (other / "page-0.txt").write_text("Other\n\nQuantrel Inc. acquired Zyblat Corp.\n", encoding="utf-8")
    outcomes = []
    for sources in ([str(documents), str(other)], [str(other), str(documents)]):
        with open_store(None) as store:
            summary = build(sources, store)
            store.export("nq", tmp_path / "out.nq")
        assert [failure.name for failure in summary.failures] == ["page-0.txt"]
        outcomes.append((tmp_path / "out.nq").read_bytes())
    assert outcomes[0] == outcomes[1]


def test_a_file_given_twice_has_one_name_in_any_order(tmp_path: Path) -> None:
    inner = tmp_path / "all" / "notes"
    inner.mkdir(parents=True)
    (inner / "optics.txt").write_text("Optics\n\nQuantrel Inc. acquired Zyblat Corp.\n", encoding="utf-8")
    arguments = [
        str(each) for each in (tmp_path / "all", inner, inner / "optics.txt", tmp_path / "all" / "*" / "*.txt")
    ]
    stores = set()
    for order in itertools.permutations(arguments):
        found = find_sources(order)
        assert [candidate.name for candidate in found.candidates] == ["notes/optics.txt"], order
        if order in (tuple(arguments), tuple(reversed(arguments))):
            stores.add(exported(list(order), tmp_path / "out.nq", 0))
    assert len(stores) == 1
    assert [each.name for each in find_sources(arguments[2:3]).candidates] == ["optics.txt"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("abort.txt", "its reader's process ended early (SIGABRT)"),
        ("sleep.txt", "not read within 3 s"),
        ("greedy.txt", "needs more memory than a document may take"),
        ("fault.txt", "reading it failed: TypeError: an oversight"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="limits and signals as Linux has them")
def test_a_document_that_ends_its_worker_stops_no_other(
    documents: Path, monkeypatch: pytest.MonkeyPatch, name: str, reason: str
) -> None:
    monkeypatch.setattr(pool, "_CHILD", FRAIL)
    (documents / name).write_text("Bad\n\nNothing.\n", encoding="utf-8")
    candidates = find_sources([str(documents)]).candidates
    replies = list(read_all(candidates, Setup(), workers=1, deadline=3 if name == "sleep.txt" else 120))
    assert len(replies) == 10
    bad = {c.name: str(r) for c, r in zip(candidates, replies, strict=True) if isinstance(r, ReadError)}
    assert list(bad) == [name]
    assert reason in bad[name]


def test_what_a_library_prints_is_no_reply(documents: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_CHILD", FRAIL)
    (documents / "page-0.txt").rename(documents / "noisy.txt")
    replies = list(read_all(find_sources([str(documents)]).candidates, Setup(), workers=1))
    assert all(isinstance(reply, Reading) for reply in replies)


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc to see the children")
def test_an_iterator_that_is_closed_leaves_no_child(documents: Path) -> None:
    readings = read_all(find_sources([str(documents)]).candidates, Setup(), workers=2)
    next(readings)
    children = children_of(os.getpid())
    assert children
    readings.close()
    left = [child for child in children if b"loaders.worker" in command_of(child)]
    assert left == []


def children_of(parent: int) -> list[str]:
    """Return the processes that any thread of a process started; a thread may end while they are listed."""
    found: list[str] = []
    for thread in Path(f"/proc/{parent}/task").iterdir():
        with suppress(OSError):
            found += (thread / "children").read_text(encoding="ascii").split()
    return found


def command_of(pid: str) -> bytes:
    """Return the command line of a process, empty where it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


@pytest.mark.skipif(sys.platform != "linux", reason="finds the children in /proc")
def test_workers_end_with_a_parent_that_is_killed(documents: Path) -> None:
    code = (
        "import sys; from themegraph.loaders.pool import read_all; from themegraph.loaders.setup import Setup;"
        "from themegraph.loaders.sources import find_sources;"
        "r = read_all(find_sources([sys.argv[1]]).candidates, Setup(), workers=2); next(r); print('on', flush=True);"
        "sys.stdin.read()"
    )
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", code, str(documents)], stdin=pipe, stdout=pipe) as parent:
        try:
            assert parent.stdout is not None
            assert parent.stdout.readline() == b"on\n"
            children = children_of(parent.pid)
            assert children
        finally:
            parent.kill()
    until = time.monotonic() + 60
    while any(b"loaders.worker" in command_of(child) for child in children):
        assert time.monotonic() < until, "a worker outlives its parent"
        time.sleep(0.05)


def test_few_small_documents_need_no_process() -> None:
    small = Candidate("a.txt", Path("a.txt"), 1_000)
    assert worker_count([small] * 3) == 0
    assert worker_count([small] * 40) >= 1
    assert worker_count([Candidate("a.txt", Path("a.txt"), 5_000_000)]) == 1
