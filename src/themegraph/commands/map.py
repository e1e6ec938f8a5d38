"""themegraph map: a first mapping of a table, to be edited."""

from __future__ import annotations

import argparse

from themegraph.commands.console import note, write
from themegraph.commands.options import add_store
from themegraph.errors import UsageError


def add_arguments(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the table whose mapping is wanted."""
    parser.add_argument(
        "--suggest",
        metavar="FILE",
        required=True,
        help="print a first mapping of this table in YARRRML: columns guessed by their names and by what they hold",
    )
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Print the mapping."""
    from themegraph.loaders.mapping.suggest import suggested
    from themegraph.loaders.reading import read_document
    from themegraph.loaders.sources import find_sources

    found = find_sources([options.suggest])
    if found.errors and not found.candidates:
        raise found.errors[0]
    if len(found.candidates) != 1:
        raise UsageError(f"{options.suggest} is {len(found.candidates)} documents", valid="one table")
    write(suggested(read_document(found.candidates[0])))
    note("look it over: a guess is no reading", quiet=options.quiet)
    return 0
