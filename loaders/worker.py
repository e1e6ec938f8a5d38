"""The child's side of reading in processes: one document after another from standard input, its reading to standard output.

A child is a new interpreter rather than a fork: it is the same on every system, holds none of the parent's threads or
database handles, and never runs the caller's main module again. Children load the rules side by side, so a run waits
for that once, as it does with one process.
"""

from __future__ import annotations

import copyreg
import os
import pickle
import signal
import struct
import sys
from contextlib import suppress
from types import MappingProxyType
from typing import IO, Any

from themegraph.errors import ClaimError, ReadError, RuleError
from themegraph.graph.claim import Reading
from themegraph.loaders.confined import isolate
from themegraph.loaders.setup import Setup
from themegraph.loaders.sources import Candidate

MEMORY = 2 * 1024**3  # bytes of address space that a child may take
READY = "ready"  # what a child says when it can begin
_LENGTH = struct.Struct(">Q")
Reply = Reading | ReadError | ClaimError | RuleError


def _plain(view: MappingProxyType[Any, Any]) -> tuple[Any, ...]:
    return dict, (dict(view),)


copyreg.pickle(MappingProxyType, _plain)  # the qualifiers of a claim without any


def read_or_refuse(candidate: Candidate, setup: Setup) -> Reply:
    """Return a candidate's reading, or the error that says why there is none; a fault of ours is one file's too."""
    from themegraph.loaders.load import read
    from themegraph.loaders.rulesets import rules_with

    try:
        rules = rules_with(setup.rules)
        return read(candidate, metadata=setup.given, max_bytes=setup.max_bytes, rules=rules, mappings=setup.mappings)
    except (ReadError, ClaimError, RuleError) as error:
        return error
    except MemoryError:
        return ReadError("needs more memory than a document may take", where=candidate.name, valid="a smaller document")
    except Exception as error:  # noqa: BLE001 - one document must never stop the others
        what = f"reading it failed: {type(error).__name__}: {error}"
        return ReadError(what, where=candidate.name, valid="another file; this is a fault of themegraph")


def send(stream: IO[bytes], thing: object) -> None:
    """Write one object, its length first."""
    _write(stream, _pickled(thing))


def _send_reply(stream: IO[bytes], reply: Reply, candidate: Candidate) -> None:
    """Write a reply, or the error that says why it cannot be handed over."""
    try:
        data = _pickled(reply)
    except MemoryError:
        what, valid = "needs more memory than a document may take", "a smaller document"
        data = _pickled(ReadError(what, where=candidate.name, valid=valid))
    except (TypeError, ValueError, AttributeError, pickle.PicklingError, RecursionError) as error:
        what, valid = f"what was read cannot be handed over: {error}", "another file; this is a fault of themegraph"
        data = _pickled(ReadError(what, where=candidate.name, valid=valid))
    _write(stream, data)


def _pickled(thing: object) -> bytes:
    return pickle.dumps(thing, protocol=pickle.HIGHEST_PROTOCOL)


def _write(stream: IO[bytes], data: bytes) -> None:
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> object:
    """Read one object that `send` wrote; raise EOFError where the other side is gone."""
    size = _exactly(stream, _LENGTH.size)
    return pickle.loads(_exactly(stream, _LENGTH.unpack(size)[0]))


def _exactly(stream: IO[bytes], count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise EOFError
    return data


def serve() -> None:
    """Answer the parent until it closes our standard input, which its end does as well."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole terminal; the parent ends us
    _limit_memory()
    isolate()
    source, sink = sys.stdin.buffer, _own_output()
    with suppress(EOFError, BrokenPipeError):
        setup = receive(source)
        assert isinstance(setup, Setup)
        _prepare(setup)
        send(sink, READY)
        while True:
            candidate = receive(source)
            assert isinstance(candidate, Candidate)
            _send_reply(sink, read_or_refuse(candidate, setup), candidate)
    os._exit(0)


def _prepare(setup: Setup) -> None:
    """Load what every document needs, so that a document's time is its own."""
    from themegraph.loaders.extraction.engine import all_rules, lexicon_for
    from themegraph.loaders.rulesets import rules_with
    from themegraph.ontology.registry import load_registry

    with suppress(RuleError):  # each document names it
        all_rules()
        rules_with(setup.rules)
        lexicon_for(load_registry())


def _own_output() -> IO[bytes]:
    """Return standard output, and point its name elsewhere, so that nothing a library prints mixes with replies."""
    kept = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return os.fdopen(kept, "wb")


def _limit_memory() -> None:
    """Let the system refuse us memory before it has to end other programs; where it cannot, go on."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, hard))
