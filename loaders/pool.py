"""Reading many documents in worker processes: results in the order asked for, whatever becomes of one of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import themegraph
from themegraph.errors import ClaimError, ReadError, RuleError
from themegraph.graph.claim import Reading
from themegraph.loaders.setup import Setup
from themegraph.loaders.sources import Candidate
from themegraph.loaders.worker import MEMORY, READY, Reply, read_or_refuse, receive, send

DEADLINE = 300.0  # seconds that a document may take
MOST_WORKERS = 8
_AHEAD = 4  # documents a worker may be ahead of the one whose turn it is; bounds what is held
_FEW, _SMALL = 4, 200_000  # below so many documents and bytes a process costs more than it saves
_CHILD = "import sys; sys.path.insert(0, sys.argv[1]); from themegraph.loaders.worker import serve; serve()"


def worker_count(candidates: Sequence[Candidate]) -> int:
    """Return how many processes pay for these documents; 0 means to read them in this one.

    >>> worker_count([Candidate("a.txt", Path("a.txt"), 1_000)])
    0
    """
    if len(candidates) < _FEW and sum(candidate.size for candidate in candidates) < _SMALL:
        return 0
    return max(1, min(_cores(), MOST_WORKERS, len(candidates)))


def read_all(
    candidates: Sequence[Candidate], setup: Setup, *, workers: int = 0, deadline: float = DEADLINE
) -> Generator[Reply, None, None]:
    """Yield each candidate's reading or error, in the given order; at most a few readings are held.

    With no workers this process reads, and nothing limits a document's time or memory. Closing the iterator ends the
    workers at once.
    """
    if workers < 1:
        yield from (read_or_refuse(candidate, setup) for candidate in candidates)
        return
    crew = _Crew(setup, deadline)
    waiting = deque(candidates)
    under_way: deque[Future[Reply]] = deque()
    with ThreadPoolExecutor(workers, thread_name_prefix="reader") as threads:
        try:
            while waiting or under_way:
                while waiting and len(under_way) < workers * _AHEAD:
                    under_way.append(threads.submit(crew.read, waiting.popleft()))
                yield _settled(under_way.popleft())
        finally:
            for future in under_way:
                future.cancel()
            crew.dismiss()


def _settled(future: Future[Reply]) -> Reply:
    """Wait for a result in short steps: some systems do not hear Ctrl-C during a long wait."""
    while True:
        with suppress(TimeoutError):
            return future.result(timeout=0.5)


@dataclass(slots=True)
class _Crew:
    """The child processes of a run: each thread takes one that is free, or starts one."""

    setup: Setup
    deadline: float
    free: list[_Child] = field(default_factory=list)
    everyone: set[_Child] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)
    dismissed: bool = False

    def read(self, candidate: Candidate) -> Reply:
        """Read a document in a child; one that dies or is late is replaced for the next document."""
        if candidate.path is None:
            return read_or_refuse(candidate, self.setup)  # standard input is ours alone
        child = self._take()
        reply = child.read(candidate, self.deadline)
        if child.alive:
            self.free.append(child)
        else:
            child.end()
            self.everyone.discard(child)
        return reply

    def _take(self) -> _Child:
        with self.lock:
            if self.dismissed:
                raise EOFError
            if self.free:
                return self.free.pop()
            child = _Child(self.setup)
            self.everyone.add(child)
            return child

    def dismiss(self) -> None:
        """End every child now."""
        with self.lock:
            self.dismissed = True
            for child in tuple(self.everyone):
                child.end()


class _Child:
    """One process that reads documents."""

    def __init__(self, setup: Setup) -> None:
        root = str(Path(themegraph.__file__).parent.parent)
        pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
        command = [sys.executable, "-P", "-c", _CHILD, root]
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nothing)
        self.alive, self.late, self.ready = True, False, False
        self._say(setup)

    def read(self, candidate: Candidate, deadline: float) -> Reply:
        """Return the child's reply, or an error that names what became of it."""
        timer = threading.Timer(deadline, self._stop_late)
        try:
            self._say(candidate)
            assert self.process.stdout is not None
            if not self.ready:
                self.ready = receive(self.process.stdout) == READY
            timer.start()
            reply = receive(self.process.stdout)
        except (EOFError, OSError):
            self.alive = False
            return self._lost(candidate, deadline)
        finally:
            timer.cancel()
        assert isinstance(reply, Reading | ReadError | ClaimError | RuleError)
        return reply

    def _say(self, thing: object) -> None:
        assert self.process.stdin is not None
        with suppress(OSError):  # a child that is gone shows when its reply is read
            send(self.process.stdin, thing)

    def _stop_late(self) -> None:
        self.late = True
        self.process.kill()

    def _lost(self, candidate: Candidate, deadline: float) -> ReadError:
        status = self.process.wait()
        if self.late:
            valid = "a smaller document, or a later --document-deadline"
            return ReadError(f"not read within {deadline:g} s", where=candidate.name, valid=valid)
        what = f"its reader's process ended early ({_cause(status)})"
        return ReadError(what, where=candidate.name, valid=f"a document that needs less than {MEMORY >> 30} GB")

    def end(self) -> None:
        """Kill the process and let go of its pipes."""
        self.alive = False
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with suppress(OSError, ValueError):
                    stream.close()


def _cause(status: int) -> str:
    if status < 0:
        with suppress(ValueError):
            return signal.Signals(-status).name
    return f"exit status {status}"


def _cores() -> int:
    """Return how many processors this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1
