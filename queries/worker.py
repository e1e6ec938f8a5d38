"""Running a query where it can be stopped: the engine has no deadline of its own and does not hear Ctrl-C.

A store on disk is opened again, read-only, by a child process, which waits for the next query when it is done. A store
in memory is shared with a forked child; where the system cannot fork, it runs in a thread, which the caller leaves at
the deadline but which runs on to its end. A child may use so much more memory and no more.
"""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import threading
import warnings
from multiprocessing.connection import Connection
from pathlib import Path

from themegraph.errors import QueryError, ThemegraphError
from themegraph.graph.graph_store import GraphStore
from themegraph.graph.results import Result
from themegraph.graph.store import EmbeddedStore
from themegraph.queries import limits
from themegraph.queries.job import NARROWER, Job, Reply
from themegraph.queries.process import LateError, QueryProcess, keep, take
from themegraph.queries.wire import packed, unpacked


def run_within(store: GraphStore, job: Job, deadline: float | None) -> Result:
    """Return the result of a job, or raise QueryError at the deadline, in seconds.

    Without a deadline, or where a server keeps it, the query runs from this process.
    """
    reply: Reply | None
    path = path_of(store)
    if deadline is None or not isinstance(store, EmbeddedStore):
        reply = _in_this_process(store, job, deadline)
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


def _in_this_process(store: GraphStore, job: Job, deadline: float | None = None) -> Reply:
    """Run a job here; a store on a server keeps the deadline and gives all rows."""
    if isinstance(store, EmbeddedStore):
        return job.run(lambda text, values, limit: store.query(text, values=values, limit=limit))
    return job.run(lambda text, values, _: store.query(text, values=values, deadline=deadline))


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
    thread = threading.Thread(target=lambda: replies.append(_in_this_process(store, job)), daemon=True, name="query")
    thread.start()
    thread.join(deadline)
    return replies[0] if replies else None


def _send_reply(sink: Connection, store: GraphStore, job: Job, deadline: float, memory: int) -> None:
    """Write the reply of a forked child."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limits.limit_memory(memory)
    limits.limit_time(deadline + limits.GRACE)
    sink.send_bytes(pickle.dumps(packed(_in_this_process(store, job)), protocol=pickle.HIGHEST_PROTOCOL))


def _checked(sent: object) -> Reply:
    """Return the reply of a child, which is this same module."""
    reply = unpacked(sent)
    if not isinstance(reply, Result | ThemegraphError):
        raise QueryError(f"the process of the query answered with {type(reply).__name__}")
    return reply
