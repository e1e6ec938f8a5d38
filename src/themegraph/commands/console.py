"""Writing for people and programs: results to standard output or a file, everything else to standard error."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from themegraph.queries.printable import printable

if TYPE_CHECKING:
    from themegraph.queries.answer import Answer

STANDARD = "-"


def write(text: str) -> None:
    """Write to standard output; on a terminal, what could steer it is shown as escapes."""
    sys.stdout.write(printable(text, keep="\n\t") if sys.stdout.isatty() else text)


def note(message: str, *, quiet: bool = False) -> None:
    """Write one line to standard error unless quiet."""
    if not quiet:
        print(printable(message, keep="\n"), file=sys.stderr)


def progress(message: str, *, quiet: bool = False) -> None:
    """Show one passing line, on a terminal only."""
    if not quiet and sys.stderr.isatty():
        width = shutil.get_terminal_size().columns
        sys.stderr.write(f"\r\x1b[K{printable(message)[: width - 1]}" if message else "\r\x1b[K")
        sys.stderr.flush()


def write_answer(answer: Answer, form: str, *, quiet: bool = False) -> None:
    """Write rows in the chosen form, then their number and notices for people."""
    from themegraph.queries.results import render

    write(render(answer, form, width=shutil.get_terminal_size().columns))
    if form == "table":
        rows = len(answer.rows)
        note(f"{rows} row{'' if rows == 1 else 's'}", quiet=quiet)
    for notice in answer.notices:
        note(f"note: {notice}")


def write_raw(text: str) -> None:
    """Write a file's content to standard output as it is."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))
