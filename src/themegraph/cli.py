"""The command line: finds the command, runs it, and turns every failure into a message and an exit status."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from themegraph import __version__
from themegraph.commands.directory import COMMANDS, HIDDEN, Parser
from themegraph.errors import ThemegraphError, UsageError

DONE, FELL_SHORT, WRONG_CALL, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status: 0 done, 1 the data fell short, 2 the call was wrong."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        _prepare_streams()
        status = _run(words)
        sys.stdout.flush()
        return status
    except ThemegraphError as error:
        _complain(str(error))
        return WRONG_CALL if isinstance(error, UsageError) else FELL_SHORT
    except BrokenPipeError:
        _silence_output()
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        _complain(f"{error.filename}: {error.strerror}" if error.filename else str(error))
        return FELL_SHORT


def _run(words: list[str]) -> int:
    """Import the module of the chosen command only, and run it."""
    name = next((word for word in words[:1] if not word.startswith("-")), "")
    if not name:
        return _run_without_command(words)
    if name not in COMMANDS and name not in HIDDEN:
        raise UsageError(f"unknown command '{name}'", valid=_nearest(name))
    module = importlib.import_module(f"themegraph.commands.{name}")
    about = COMMANDS.get(name, name).capitalize() + "."
    parser = Parser(prog=f"themegraph {name}", description=about, allow_abbrev=False)
    module.add_arguments(parser, words[1:])
    status = module.run(parser.parse_args(words[1:]))
    return int(status or DONE)


def _run_without_command(words: list[str]) -> int:
    """Answer `themegraph`, `themegraph --help` and `themegraph --version`."""
    commands = "\n".join(f"  {name:<10} {summary}" for name, summary in COMMANDS.items())
    parser = Parser(
        prog="themegraph",
        usage="themegraph COMMAND [ARGUMENT…]",
        description="Documents about an investment theme as a graph that shows the sentence behind every fact.",
        epilog=f"commands:\n{commands}\n\n'themegraph COMMAND --help' explains a command.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"themegraph {__version__}")
    parser.parse_args(words)
    parser.print_help(sys.stderr)
    return WRONG_CALL


def _nearest(name: str) -> str:
    """Return the commands that look like this name, or all of them."""
    from themegraph.queries.nearness import near_names

    return ", ".join(near_names(name, COMMANDS) or COMMANDS)


def _prepare_streams() -> None:
    """Write UTF-8 everywhere; what cannot be encoded (a name of odd bytes) is escaped rather than fatal."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _complain(message: str) -> None:
    """Print a message to standard error with control characters escaped."""
    from themegraph.queries.printable import printable

    print(f"themegraph: {printable(message)}", file=sys.stderr)


def _silence_output() -> None:
    """Point standard output at nothing, so that the interpreter's last flush stays quiet."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
