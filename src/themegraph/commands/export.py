"""themegraph export: the graph in a standard form."""

from __future__ import annotations

import argparse

from themegraph.commands.console import note
from themegraph.commands.options import add_store, open_for_reading

FORMS = ("ttl", "trig", "nq", "jsonld", "rdf12", "graphml", "gexf", "csv", "parquet")


def add_arguments(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the form, the place and the graphs."""
    parser.add_argument("form", metavar="FORMAT", choices=FORMS, help=", ".join(FORMS))
    parser.add_argument(
        "out",
        metavar="OUT",
        help="a file, compressed if its name ends in .gz, or - for standard output; csv and parquet make two files "
        "of it, OUT-nodes and OUT-edges, and on standard output the edges",
    )
    parser.add_argument(
        "--graphs",
        choices=("current", "all"),
        default=None,
        help="the current facts, or all graphs with passages and claims (default: all for trig, nq and jsonld, which "
        "alone know graphs)",
    )
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Write the graph."""
    with open_for_reading(options) as store:
        notices = store.export(options.form, options.out, graphs=options.graphs)
    for notice in notices:
        note(notice, quiet=options.quiet)
    return 0
