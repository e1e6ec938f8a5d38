"""Running a query where it can be stopped: the engine has no deadline of its own and does not hear Ctrl-C.

A store on disk is opened again, read-only, by a child process, which waits for the next query when it is done. A store
in memory is shared with a forked child; where the system cannot fork, it runs in a thread, which the caller leaves at
the deadline but which runs on to its end. A child may use so much more memory and no more.
"""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import sys
import threading
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path

from themegraph.errors import QueryError, ThemegraphError
from themegraph.graph.graph_store import GraphStore
from themegraph.graph.results import Result, Term
from themegraph.graph.store import EmbeddedStore, open_store
from themegraph.queries import limits
from themegraph.queries.guard import CheckedQuery, engine_error
from themegraph.queries.process import LateError, QueryProcess, keep, read_message, take, write_message

Reply = Result | ThemegraphError
# The system ends a child so much later than its parent would, for the case that the parent is gone.
GRACE = 0.5
NARROWER = "a narrower pattern, or LIMIT"


@dataclass(frozen=True, slots=True)
class Job:
    """A checked query, the terms of its variables, and how many rows are wanted (None: all)."""

    query: CheckedQuery
    values: Mapping[str, Term] = field(default_factory=dict)
    limit: int | None = None

    def run(self, store: GraphStore, deadline: float | None = None) -> Reply:
        """Return the result, one row longer than the limit as a sign that there are more, or the error to raise."""
        values = dict(self.values)
        try:
            if isinstance(store, EmbeddedStore):
                more = None if self.limit is None else self.limit + 1
                result = store.query(self.query.text, values=values, limit=more)
            else:
                result = store.query(self.query.text, values=values, deadline=deadline)
        except ThemegraphError as error:
            return engine_error(self.query, error)
        except MemoryError:
            return QueryError(limits.ended(-signal.SIGABRT, limits.MEMORY), valid=NARROWER)
        except (ValueError, OSError, RuntimeError) as error:
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
    """Answer the parent process: read messages from standard input, write replies to standard output, until its end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    held: tuple[object, GraphStore] | None = None
    while True:
        try:
            path, job, deadline, memory = read_message(sys.stdin.buffer)
        except EOFError:
            return
        limits.limit_memory(memory)
        limits.limit_time(deadline + GRACE)
        reply: Reply
        try:
            state = _state(path)
            if held is None or held[0] != state:
                held = (state, open_store(path, read_only=True))
            reply = job.run(held[1])
        except ThemegraphError as error:
            reply = error
        limits.limit_time(None)
        write_message(sys.stdout.buffer, reply)


def _state(path: Path) -> tuple[object, ...]:
    """Return what changes whenever something is written to a store: a store opened read-only does not see that."""
    files = ((item.name, item.stat()) for item in path.iterdir())
    return (path, *sorted((name, state.st_size, state.st_mtime_ns) for name, state in files))


def _in_new_process(path: Path, job: Job, deadline: float) -> Reply | None:
    """Run a job in a child process with a store of its own; None at the deadline."""
    process = take(path)
    kept = False
    try:
        reply = process.ask((path, job, deadline, limits.MEMORY), deadline)
        kept = True
    except LateError:
        return None
    except EOFError:
        return QueryError(limits.ended(process.end(), limits.MEMORY), valid=NARROWER)
    finally:
        _give_back(path, process, kept=kept)
    return _checked(reply)


def _give_back(path: Path, process: QueryProcess, *, kept: bool) -> None:
    """Keep a process that answered; end any other, also where the wait was interrupted."""
    if kept:
        keep(path, process)
    else:
        process.end()


def _in_forked_process(store: GraphStore, job: Job, deadline: float) -> Reply | None:
    """Run a job in a fork, which shares the memory of the store; None at the deadline."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_send_reply, args=(there, store, job, deadline, limits.MEMORY), daemon=True)
    with warnings.catch_warnings():
        # The child runs nothing but the query, so the threads that it does not inherit are not missed.
        warnings.simplefilter("ignore", DeprecationWarning)
        child.start()
    there.close()
    try:
        return _checked(pickle.loads(here.recv_bytes())) if here.poll(deadline) else None
    except EOFError:
        child.join(1)
        return QueryError(limits.ended(child.exitcode, limits.MEMORY), valid=NARROWER)
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


def _send_reply(sink: Connection, store: GraphStore, job: Job, deadline: float, memory: int) -> None:
    """Write the reply of a forked child."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limits.limit_memory(memory)
    limits.limit_time(deadline + GRACE)
    sink.send_bytes(pickle.dumps(job.run(store), protocol=pickle.HIGHEST_PROTOCOL))


def _checked(reply: object) -> Reply:
    """Return the reply of a child, which is this same module."""
    if not isinstance(reply, Result | ThemegraphError):
        raise QueryError(f"the process of the query answered with {type(reply).__name__}")
    return reply
