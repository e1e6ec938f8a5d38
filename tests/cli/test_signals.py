"""Pipes that close, interrupts, and terminals."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from themegraph.cli import DONE, INTERRUPTED, PIPE_CLOSED, main
from themegraph.graph.store import open_store
from themegraph.graph.validate import validate

ESCAPE = 'SELECT ("\\u001B[31mred\\u202E" AS ?word) {}'


def start(*words: str | Path, stdout: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    """Start a command."""
    call = [sys.executable, "-m", "themegraph", *map(str, words)]
    return subprocess.Popen(call, stdout=stdout, stderr=subprocess.PIPE)


def test_a_closed_pipe_is_quiet() -> None:
    """`themegraph … | head` ends without a word."""
    process = start("queries", "--format", "json")
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    complaint = process.stderr.read()
    assert (process.wait(), complaint) == (PIPE_CLOSED, b"")
    process.stderr.close()


def children(pid: int) -> list[str]:
    """Return the children of a process."""
    return Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc to see that the query has begun")
def test_an_interrupt_is_quiet_and_leaves_no_child(built: Path) -> None:
    """Ctrl-C ends a query at once, with the process that runs it."""
    product = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"
    process = start("sparql", product, "--deadline", "300", "--store", built)
    while not (found := children(process.pid)):
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, complaint = process.communicate()
    assert (process.returncode, complaint) == (INTERRUPTED, b"")
    # One that has just been started ends when it finds that nobody is there.
    end = time.monotonic() + 10
    while alive := [child for child in found if Path(f"/proc/{child}").exists()]:
        assert time.monotonic() < end, f"left behind: {alive}"
        time.sleep(0.05)


def workers_of(pid: int) -> list[str]:
    """Return the processes that any thread of a process has started."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    return [child for thread in threads for child in (thread / "children").read_text(encoding="ascii").split()]


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc to see the workers")
@pytest.mark.parametrize("send", [os.kill, os.killpg], ids=["parent", "group"])
def test_an_interrupt_of_a_build_ends_its_workers_and_leaves_a_sound_store(
    tmp_path: Path, send: Callable[[int, int], None]
) -> None:
    """Ctrl-C goes to a terminal's whole group, `kill -INT` to one process; what was stored stays, and can be opened."""
    folder, store = tmp_path / "documents", tmp_path / "store"
    folder.mkdir()
    sentences = "".join(
        f"In May 2025, Quantrel Inc. invested ${n + 1} million in Borealis Corp.\n\n" for n in range(80)
    )
    for number in range(60):
        (folder / f"page-{number:02}.txt").write_text(f"Page {number}\n\n{sentences}", encoding="utf-8")
    words = map(str, ("build", folder, "--store", store, "--workers", "2"))
    call, pipe = [sys.executable, "-m", "themegraph", *words], subprocess.PIPE
    process = subprocess.Popen(call, stdout=pipe, stderr=pipe, start_new_session=True)
    while not (found := workers_of(process.pid)):
        assert process.poll() is None
        time.sleep(0.02)
    send(process.pid, signal.SIGINT)
    printed, complaint = process.communicate(timeout=60)
    assert (process.returncode, printed) == (INTERRUPTED, b"")
    assert complaint == b"interrupted: what was stored stays; the same call again goes on from there\n"
    assert [child for child in found if Path(f"/proc/{child}").exists()] == []
    with open_store(store) as opened:
        assert len(opened.documents()) < 60
        assert [finding for finding in validate(opened) if finding.severity == "Violation"] == []


@pytest.mark.parametrize("form", ["table", "csv", "markdown", "json"])
def test_a_terminal_gets_no_control_characters(built: Path, form: str) -> None:
    """What a document says cannot steer the terminal that shows it."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w", encoding="utf-8") as terminal, contextlib.redirect_stdout(terminal):
        assert main(["sparql", ESCAPE, "--format", form, "--quiet", "--store", str(built)]) == DONE
    shown = b""
    while chunk := read_some(ours):
        shown += chunk
    os.close(ours)
    assert b"red" in shown
    assert not {"\x1b", "\u202e"} & set(shown.decode())


def read_some(terminal: int) -> bytes:
    """Read from a terminal; its end is an error on Linux."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


def test_a_pipe_gets_the_very_characters(built: Path) -> None:
    """Programs get the data as it is."""
    process = start("sparql", ESCAPE, "--format", "csv", "--quiet", "--store", built)
    written, _ = process.communicate()
    assert written.decode() == "word\r\n\x1b[31mred\u202e\r\n"
