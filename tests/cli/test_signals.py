"""Pipes that close, interrupts, and terminals."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from themegraph.cli import INTERRUPTED, PIPE_CLOSED

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
    assert not any(Path(f"/proc/{child}").exists() for child in found)


@pytest.mark.parametrize("form", ["table", "csv", "markdown", "json"])
def test_a_terminal_gets_no_control_characters(built: Path, form: str) -> None:
    """What a document says cannot steer the terminal that shows it."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    process = start("sparql", ESCAPE, "--format", form, "--quiet", "--store", built, stdout=theirs)
    os.close(theirs)
    shown = b""
    while chunk := read_some(ours):
        shown += chunk
    os.close(ours)
    process.communicate()
    assert process.returncode == 0
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
