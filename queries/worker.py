"""Running a query where it can be stopped: the engine has no deadline of its own and does not hear Ctrl-C.

A store on disk is opened again, read-only, by a child process. A store in memory is shared with a forked child; where
the system cannot fork, it runs in a thread, which the caller leaves at the deadline but which runs on to its end.
"""

from __future__ import annotations

import multiprocessing
import pickle
import subprocess
import sys
import threading
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import IO

import themegraph
from themegraph.errors import QueryError, ThemegraphError
from themegraph.graph.graph_store import GraphStore
from themegraph.graph.results import Result, Term
from themegraph.graph.store import EmbeddedStore, open_store
from themegraph.queries.guard import CheckedQuery, engine_error

Reply = Result | ThemegraphError
_CHILD = (
    "import sys; sys.path.insert(0, sys.argv[1]); from themegraph.queries.worker import answer_parent; answer_parent()"
)


@dataclass(frozen=True, slots=True)
class Job:
    """A checked query, the terms of its variables, and how many rows are wanted (None: all)."""

    query: CheckedQuery
    values: Mapping[str, Term] = field(default_factory=dict)
    limit: int | None = None

    def run(self, store: GraphStore, deadline: float | None = None) -> Reply:
        """Return the result, one row longer than the limit as a sign that there are more, or the error to raise."""
        try:
            result = store.query(self.query.text, values=dict(self.values), deadline=deadline)
        except ThemegraphError as error:
            return engine_error(self.query, error)
        except (ValueError, OSError, RuntimeError, MemoryError) as error:
            return QueryError(str(error) or type(error).__name__)
        if self.limit is None:
            return result
        triples = None if result.triples is None else result.triples[: self.limit + 1]
        return replace(result, rows=result.rows[: self.limit + 1], triples=triples)


def run_within(store: GraphStore, job: Job, deadline: float | None) -> Result:
    """Return the result of a job, or raise QueryError at the deadline, in seconds.

    Without a deadline, or where a server keeps it, the query runs from this process.
    """
    reply: Reply | None
    path = path_of(store)
    if deadline is None or not isinstance(store, EmbeddedStore):
        reply = job.run(store, deadline)
    elif path is not None:
        reply = _in_new_process(path, job, deadline)
    elif "fork" in multiprocessing.get_all_start_methods():
        reply = _in_forked_process(store, job, deadline)
    else:
        reply = _in_thread(store, job, deadline)
    if reply is None:
        raise QueryError(f"stopped after {deadline:g} s", valid="a narrower pattern, LIMIT, or a later deadline")
    if isinstance(reply, ThemegraphError):
        raise reply
    return reply


def path_of(store: GraphStore) -> Path | None:
    """Return where a store is on disk; None for one in memory."""
    return store.path if isinstance(store, EmbeddedStore) else None


def answer_parent() -> None:
    """Answer the parent process: read a path and a job from standard input, write the reply to standard output."""
    path, job = pickle.load(sys.stdin.buffer)
    try:
        with open_store(path, read_only=True) as store:
            reply = job.run(store)
    except ThemegraphError as error:
        reply = error
    pickle.dump(reply, sys.stdout.buffer)


def _in_new_process(path: Path, job: Job, deadline: float) -> Reply | None:
    """Run a job in a child process with a store of its own; None at the deadline."""
    root = str(Path(themegraph.__file__).parent.parent)
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", _CHILD, root], stdin=pipe, stdout=pipe, stderr=pipe) as child:
        try:
            written, complaint = child.communicate(pickle.dumps((path, job)), timeout=deadline)
        except subprocess.TimeoutExpired:
            return None
        finally:
            child.kill()
            child.wait()
            _close(child.stdin, child.stdout, child.stderr)
    if child.returncode or not written:
        last = complaint.decode("utf-8", "replace").strip().splitlines()[-1:]
        return QueryError(f"the process of the query ended early: {''.join(last) or child.returncode}")
    return _unpickle(written)


def _in_forked_process(store: GraphStore, job: Job, deadline: float) -> Reply | None:
    """Run a job in a fork, which shares the memory of the store; None at the deadline."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_send_reply, args=(there, store, job), daemon=True)
    with warnings.catch_warnings():
        # The child runs nothing but the query, so the threads that it does not inherit are not missed.
        warnings.simplefilter("ignore", DeprecationWarning)
        child.start()
    there.close()
    try:
        return _unpickle(here.recv_bytes()) if here.poll(deadline) else None
    except EOFError:
        return QueryError("the process of the query ended early")
    finally:
        child.kill()
        child.join()
        here.close()


def _in_thread(store: GraphStore, job: Job, deadline: float) -> Reply | None:
    """Run a job in a thread; None at the deadline."""
    replies: list[Reply] = []
    thread = threading.Thread(target=lambda: replies.append(job.run(store)), daemon=True, name="query")
    thread.start()
    thread.join(deadline)
    return replies[0] if replies else None


def _send_reply(sink: Connection, store: GraphStore, job: Job) -> None:
    """Write the reply of a forked child."""
    sink.send_bytes(pickle.dumps(job.run(store)))


def _unpickle(written: bytes) -> Reply:
    """Read the reply of a child, which is this same module."""
    reply = pickle.loads(written)
    if not isinstance(reply, Result | ThemegraphError):
        raise QueryError(f"the process of the query answered with {type(reply).__name__}")
    return reply


def _close(*streams: IO[bytes] | None) -> None:
    """Close pipes that a stopped child leaves behind."""
    for stream in streams:
        if stream is not None:
            stream.close()
