"""themegraph page: the graph as one interactive HTML file."""

from __future__ import annotations

import argparse

from themegraph.commands.console import STANDARD, note, write_raw
from themegraph.commands.options import add_store, open_for_reading


def add_arguments(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the place."""
    parser.add_argument("out", metavar="OUT.html", help="a file, or - for standard output")
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Write the page."""
    from themegraph.graph.page.build import build_page
    from themegraph.graph.page.data import page_data
    from themegraph.graph.page.write import write_page

    with open_for_reading(options) as store:
        if options.out == STANDARD:
            write_raw(build_page(page_data(store)))
            return 0
        done = write_page(store, options.out)
    note(f"wrote {done.path}: {done.things} things, {done.facts} facts", quiet=options.quiet)
    return 0
