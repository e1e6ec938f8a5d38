"""Bytes from outside parsed in a process of its own, held to limits of memory and time; plain data comes back.

What comes back is unpickled with a short list of classes, so that a child which hostile bytes took over can hand back
nothing but data.
"""

from __future__ import annotations

import copyreg
import io
import json
import os
import pickle
import struct
import subprocess
import sys
import threading
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any

from themegraph.errors import ReadError

LARGEST_RESULT = 256_000_000  # bytes of a pickle
_LENGTH = struct.Struct(">Q")
_CHILD = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from themegraph.loaders.confined import _serve; _serve()"
)
_ALLOWED = {
    ("builtins", "dict"),
    ("datetime", "date"),
    ("decimal", "Decimal"),
    ("themegraph.loaders.document", "Block"),
    ("themegraph.loaders.document", "Metadata"),
    ("themegraph.loaders.readers.base", "Parsed"),
    ("themegraph.loaders.tables.sheet", "Row"),
    ("themegraph.loaders.tables.sheet", "Sheet"),
}
_VALID = "an undamaged file of this format"
_PATIENCE = 4  # times its processor time that a child may take by the clock: a busy machine makes no file hostile
Reply = tuple[str, Any]

_isolated = False


def isolate() -> None:
    """Say that this process is itself a child with limits: `confined` then runs tasks here and starts none."""
    global _isolated
    _isolated = True


def confined(task: str, data: bytes, *, where: str, seconds: float = 60, memory: int = 1 << 30) -> Any:
    """Return `task`, "package.module:function", called with the bytes and `where` in a child process.

    `seconds` limits its processor time, four times as many its time by the clock, `memory` its address space in bytes.
    The result is of plain types (also Decimal, date, Sheet, Row, Block, Metadata, Parsed). Raises ReadError: the function's own, or what became of the child.

    >>> confined("themegraph.loaders.readers.decoding:decode", b"a,b", where="a.csv")
    'a,b'
    """
    reply = _answer(task, data, where) if _isolated else _ask(task, data, where, seconds, memory)
    kind, content = reply
    if kind == "result":
        return content
    what, place, valid = content
    raise ReadError(what, where=place, valid=valid)


def _answer(task: str, data: bytes, where: str) -> Reply:
    """Call the task's function; every failure becomes an error with its place."""
    module, _, function = task.partition(":")
    try:
        return "result", getattr(import_module(module), function)(data, where)
    except ReadError as error:
        return "error", (error.what, error.where, error.valid)
    except MemoryError:
        return "error", ("needs more memory to read than is allowed", where, "a smaller file")
    except RecursionError:
        return "error", ("is nested too deeply", where, "a file with fewer levels")
    except Exception as error:  # noqa: BLE001 - parsers of other packages raise what they like on damaged files
        return "error", (f"cannot be read: {_said(error)}", where, _VALID)


def _said(error: Exception) -> str:
    words = "".join(c if c.isprintable() else " " for c in str(error))
    return f"{type(error).__name__}: {words[:200]}" if words.strip() else type(error).__name__


def _ask(task: str, data: bytes, where: str, seconds: float, memory: int) -> Reply:
    """Start a child, give it the bytes and take its reply."""
    root = str(Path(import_module("themegraph").__file__ or "").parent.parent)
    limits = [task, where, memory, seconds]
    command = [
        sys.executable,
        "-I",
        "-B",
        "-c",
        _CHILD,
        json.dumps([root, *filter(None, sys.path)]),
        json.dumps(limits),
    ]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
    assert process.stdin is not None
    assert process.stdout is not None
    late = threading.Event()
    timer = threading.Timer(seconds * _PATIENCE, _stop, (process, late))
    feeder = threading.Thread(target=_feed, args=(process.stdin, data), daemon=True)
    timer.start()
    feeder.start()
    try:
        reply = _received(process.stdout, where)
    except (EOFError, OSError):
        reply = "error", (_ending(process.wait(), late.is_set(), seconds), where, "a smaller or undamaged file")
    finally:
        timer.cancel()
        process.kill()
        process.wait()
        feeder.join()
        process.stdout.close()
    return reply


def _stop(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _feed(stream: IO[bytes], data: bytes) -> None:
    with suppress(OSError, ValueError), stream:
        stream.write(data)


def _received(stream: IO[bytes], where: str) -> Reply:
    """Read the reply, its length first."""
    size = _LENGTH.unpack(_exactly(stream, _LENGTH.size))[0]
    if size > LARGEST_RESULT:
        what = f"holds more than {LARGEST_RESULT:,} bytes of data when read"
        return "error", (what, where, "a smaller file, or several")
    try:
        kind, content = _Plain(io.BytesIO(_exactly(stream, size))).load()
    except (pickle.UnpicklingError, ValueError, TypeError, AttributeError) as error:
        return "error", (f"cannot be read: {_said(error)}", where, _VALID)
    return str(kind), content


def _exactly(stream: IO[bytes], count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise EOFError
    return data


class _Plain(pickle.Unpickler):
    """Unpickles data and nothing that does something."""

    def find_class(self, module: str, name: str) -> Any:
        """Return one of the allowed classes."""
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError(f"{module}.{name} is no data")
        return super().find_class(module, name)


def _ending(status: int, late: bool, seconds: float) -> str:
    """Say what became of a child that gave no reply."""
    if late or status == -24:  # SIGXCPU
        return f"takes longer than {seconds:g} seconds to read"
    if status in (-6, -9):
        return "needs more memory to read than is allowed, or is damaged"
    return f"its reader's process ended early ({f'signal {-status}' if status < 0 else f'exit status {status}'})"


def _serve() -> None:
    """Be the child: read the bytes, run the task within the limits, write the reply."""
    isolate()
    task, where, memory, seconds = json.loads(sys.argv[2])
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints does not mix with the reply
    _limit(int(memory), float(seconds))
    reply = _answer(task, sys.stdin.buffer.read(), where)
    try:
        data = _pickled(reply)
    except MemoryError:
        data = _pickled(("error", ("needs more memory to read than is allowed", where, "a smaller file")))
    sink.write(_LENGTH.pack(len(data)))
    if len(data) <= LARGEST_RESULT:
        sink.write(data)
    sink.flush()
    os._exit(0)


def _pickled(reply: Reply) -> bytes:
    return pickle.dumps(reply, protocol=pickle.HIGHEST_PROTOCOL)


def _mapping(view: MappingProxyType[Any, Any]) -> tuple[Any, ...]:
    return dict, (dict(view),)


# what a process hands over is a copy, so a view that cannot be written to arrives as what it shows
copyreg.pickle(MappingProxyType, _mapping)


def _limit(memory: int, seconds: float) -> None:
    with suppress(ImportError):  # not on Windows; there the parent's clock is the only limit
        import resource

        for kind, most in (
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_CPU, int(seconds) + 1),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            hard = resource.getrlimit(kind)[1]
            least = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (least, least))
