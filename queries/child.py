"""What the child process of a query runs. It imports little: the first question of a program waits for its start."""

from __future__ import annotations

import os
import signal
import sys
from functools import partial
from pathlib import Path

from themegraph.errors import ThemegraphError
from themegraph.graph.answers import answer_query
from themegraph.graph.opening import open_database
from themegraph.graph.readonly import check_read_only
from themegraph.queries import limits
from themegraph.queries.job import Reply
from themegraph.queries.process import read_message, write_message
from themegraph.queries.wire import packed


def answer_parent() -> None:
    """Answer the parent process: read messages from standard input, write replies to standard output, until its end.

    The parent has opened the store before and checked its version.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    held = None
    while True:
        try:
            path, job, deadline, memory = read_message(sys.stdin.buffer)
        except EOFError:
            return
        limits.limit_memory(memory)
        limits.limit_time(deadline + limits.GRACE)
        reply: Reply
        try:
            check_read_only(job.query.text)
            state = _state(path)
            if held is None or held[0] != state:
                held = (state, open_database(path, read_only=True))
            reply = job.run(partial(answer_query, held[1], str(path)))
        except ThemegraphError as error:
            reply = error
        limits.limit_time(None)
        write_message(sys.stdout.buffer, packed(reply))


def _state(path: Path) -> tuple[object, ...]:
    """Return what changes whenever something is written to a store: a store opened read-only does not see that.

    The engine writes each change to a log, and each new file of data to its manifest.
    """
    with os.scandir(path) as items:
        written = [(item.name, item.stat()) for item in items if item.name.endswith(".log") or "MANIFEST" in item.name]
    return (path, *sorted((name, state.st_size, state.st_mtime_ns) for name, state in written))
