"""themegraph sparql: any read-only query."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from themegraph.commands.console import STANDARD, write, write_answer
from themegraph.commands.options import (
    GRAPH_FORMATS,
    add_format,
    add_limits,
    add_store,
    expect_query,
    open_for_reading,
)
from themegraph.errors import QueryError, UsageError


def add_arguments(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the query."""
    parser.add_argument("query", metavar="TEXT|FILE|-", help="the query, a file that holds it, or - for standard input")
    add_format(parser, *GRAPH_FORMATS)
    add_limits(parser)
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Run the query and print its rows, true or false, or its graph."""
    expect_query(options)
    from themegraph.queries.run import sparql
    from themegraph.queries.standard_forms import truth

    with open_for_reading(options) as store:
        answer = sparql(store, _text(options.query), deadline=options.deadline, limit=options.limit)
    if isinstance(answer, bool):
        write(truth(answer, options.format))
    else:
        write_answer(answer, options.format, quiet=options.quiet)
    return 0


def _text(given: str) -> str:
    """Return the query that was given as text, file or standard input."""
    if given == STANDARD:
        data = sys.stdin.buffer.read()
    elif "{" in given or "\0" in given:
        return given
    elif Path(given).is_file():
        data = Path(given).read_bytes()
    elif given.endswith((".rq", ".sparql")):
        raise UsageError("there is no such file", where=given)
    else:
        return given
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError("the query is not UTF-8", where=f"{given}: byte {error.start}") from error
