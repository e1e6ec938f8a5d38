"""themegraph path: how two things are connected, each step with its sentence."""

from __future__ import annotations

import argparse

from themegraph.commands.console import write_answer
from themegraph.commands.options import add_format, add_store, open_for_reading


def add_arguments(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the two things."""
    parser.add_argument("start", metavar="THING", help="a name, alias, ticker or IRI")
    parser.add_argument("end", metavar="OTHER", help="another one")
    parser.add_argument(
        "--hops",
        type=int,
        choices=range(1, 9),
        default=4,
        metavar="N",
        help="at most so many steps, 1 to 8 (default: 4)",
    )
    add_format(parser)
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Print the shortest paths, a row a step."""
    from themegraph.queries.paths import paths

    with open_for_reading(options) as store:
        answer = paths(store, options.start, options.end, hops=options.hops)
    write_answer(answer, options.format, quiet=options.quiet)
    return 0
