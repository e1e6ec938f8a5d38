"""A process that opens a store on disk and answers one query after another; it can be ended at any moment.

Starting one costs as much as starting Python, so a process that answered in time is kept for the next query.
"""

from __future__ import annotations

import atexit
import os
import pickle
import struct
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, Any

import themegraph

HEAD = struct.Struct(">Q")
_CHILD = (
    "import sys; sys.path.insert(0, sys.argv[1]); from themegraph.queries.child import answer_parent; answer_parent()"
)
_WARM: dict[Path, QueryProcess] = {}


class LateError(Exception):
    """No answer came in time."""


class QueryProcess:
    """A child process that answers what it is sent; make one with `take`, give it back with `keep`."""

    def __init__(self) -> None:
        root = str(Path(themegraph.__file__).parent.parent)
        self.owner = os.getpid()
        self._child = subprocess.Popen(
            [sys.executable, "-c", _CHILD, root],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._replies: SimpleQueue[object] = SimpleQueue()
        threading.Thread(target=self._read, daemon=True, name="query replies").start()

    def ask(self, message: object, deadline: float) -> object:
        """Return the reply to a message; raise LateError at the deadline, EOFError where the process is gone."""
        assert self._child.stdin is not None
        try:
            write_message(self._child.stdin, message)
        except OSError as error:
            raise EOFError from error
        try:
            reply = self._replies.get(timeout=deadline)
        except Empty:
            raise LateError from None
        if reply is None:
            raise EOFError
        return reply

    def end(self) -> int | None:
        """End the process, whatever it does, and return its exit status: negative where a signal ended it."""
        if self._child.poll() is None:
            with suppress(subprocess.TimeoutExpired):
                self._child.wait(0 if self.alive else 0.2)
        self._child.kill()
        code = self._child.wait()
        for stream in (self._child.stdin, self._child.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        return code

    @property
    def alive(self) -> bool:
        """Whether the process still runs and is this process's own."""
        return self.owner == os.getpid() and self._child.poll() is None

    def _read(self) -> None:
        """Hand on every reply; None at the end."""
        assert self._child.stdout is not None
        with suppress(OSError, ValueError, EOFError):
            while True:
                self._replies.put(read_message(self._child.stdout))
        self._replies.put(None)


def take(path: Path) -> QueryProcess:
    """Return a process for a store: the one that is waiting, or a new one."""
    waiting = _WARM.pop(path, None)
    return waiting if waiting is not None and waiting.alive else QueryProcess()


def warm(path: Path) -> None:
    """Start a process for a store that will be asked soon, so that it is ready by then."""
    if path not in _WARM and path.is_dir():
        _WARM[path] = QueryProcess()


def keep(path: Path, process: QueryProcess) -> None:
    """Keep a process for the next query of a store; end it if another one waits already."""
    if process.alive and path not in _WARM:
        _WARM[path] = process
    else:
        process.end()


@atexit.register
def end_all() -> None:
    """End every waiting process."""
    while _WARM:
        _, process = _WARM.popitem()
        if process.owner == os.getpid():
            process.end()


def write_message(sink: IO[bytes], message: object) -> None:
    """Write a message behind its length."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    sink.write(HEAD.pack(len(data)) + data)
    sink.flush()


def read_message(source: IO[bytes]) -> Any:
    """Read a message; raise EOFError at the end."""
    head = source.read(HEAD.size)
    if len(head) < HEAD.size:
        raise EOFError
    (size,) = HEAD.unpack(head)
    data = source.read(size)
    if len(data) < size:
        raise EOFError
    return pickle.loads(data)
