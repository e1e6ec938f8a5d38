"""themegraph export: the graph in a standard form."""

from __future__ import annotations

import argparse

from themegraph.commands.options import add_store, open_for_reading

FORMS = ("ttl", "trig", "nq", "jsonld")


def add_arguments(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the form, the place and the graphs."""
    parser.add_argument("form", metavar="FORMAT", choices=FORMS, help=", ".join(FORMS))
    parser.add_argument("out", metavar="OUT", help="a file, or - for standard output")
    parser.add_argument(
        "--graphs",
        choices=("current", "all"),
        default=None,
        help="the current facts, or all graphs with passages and claims (default: current for ttl, else all)",
    )
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Write the graph."""
    with open_for_reading(options) as store:
        store.export(
            options.form, options.out, graphs=options.graphs or ("current" if options.form == "ttl" else "all")
        )
    return 0
