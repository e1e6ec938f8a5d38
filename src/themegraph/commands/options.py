"""Options that several commands share, and opening the store that they name."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from themegraph.errors import StoreError, UsageError

if TYPE_CHECKING:
    from themegraph.graph.graph_store import GraphStore
    from themegraph.loaders.document import Metadata

STORE_VARIABLE = "THEMEGRAPH_STORE"
DEFAULT_STORE = "./themegraph-store"
METADATA = ("title", "date", "publisher", "address", "about")
FORMATS = ("table", "json", "csv", "markdown", "sparql-json", "sparql-xml", "sparql-csv", "sparql-tsv")
GRAPH_FORMATS = ("turtle", "ntriples")


def add_store(parser: argparse.ArgumentParser) -> None:
    """Add --store and --quiet, which every command has."""
    parser.add_argument(
        "--store",
        metavar="PATH",
        default=os.environ.get(STORE_VARIABLE) or DEFAULT_STORE,
        help=f"folder or address of the graph (default: ${STORE_VARIABLE} or {DEFAULT_STORE})",
    )
    parser.add_argument("--quiet", action="store_true", help="print no progress, notices or summary")


def add_format(parser: argparse.ArgumentParser, *more: str) -> None:
    """Add --format for commands that print rows; `more` are forms of this command only."""
    forms = (*FORMATS, *more)
    text = f"form of the rows: {', '.join(forms)} (default: table)"
    parser.add_argument("--format", choices=forms, default="table", metavar="FORM", help=text)


def add_limits(parser: argparse.ArgumentParser) -> None:
    """Add --deadline and --limit for commands that run a query."""
    parser.add_argument(
        "--deadline", type=_positive_seconds, default=10.0, metavar="SECONDS", help="stop after this time (default: 10)"
    )
    parser.add_argument(
        "--limit",
        type=_positive_count,
        default=10_000,
        metavar="ROWS",
        help="print at most so many rows (default: 10000)",
    )


def add_metadata(parser: argparse.ArgumentParser) -> None:
    """Add what a plain file does not say of itself."""
    parser.add_argument("--title", default="", help="title of the document")
    parser.add_argument("--date", default="", help="date of publication, YYYY-MM-DD")
    parser.add_argument("--publisher", default="", help="who published it")
    parser.add_argument("--address", default="", help="its address on the web; becomes its name in the graph")
    parser.add_argument("--about", default="", help="the company that 'we' and bare bullets speak of")


def metadata_of(options: argparse.Namespace) -> Metadata:
    """Return what the options say of the documents; raise UsageError where it cannot be so."""
    from themegraph.errors import ReadError
    from themegraph.loaders.metadata import metadata_from

    given = {name: getattr(options, name) for name in METADATA if getattr(options, name)}
    try:
        return metadata_from(given, "options")
    except ReadError as error:
        raise UsageError(error.what, where=error.where, valid=error.valid) from error


def require_store(options: argparse.Namespace) -> None:
    """Raise StoreError unless something is where --store points."""
    path = store_path(options)
    if isinstance(path, Path) and not path.exists():
        raise StoreError(
            "there is no store", where=str(path), valid="'themegraph build' makes one, --store names another"
        )


def open_for_reading(options: argparse.Namespace) -> GraphStore:
    """Open the store that --store names without the right to change it."""
    from themegraph.graph.store import open_store

    require_store(options)
    return open_store(store_path(options), read_only=True)


def expect_query(options: argparse.Namespace) -> None:
    """Start the process that will answer the query of a store in a folder, while all else is made ready."""
    from themegraph.queries.process import warm

    path = store_path(options)
    if isinstance(path, Path):
        warm(path)


def open_for_writing(options: argparse.Namespace) -> GraphStore:
    """Open the store that --store names, making it where there is none."""
    from themegraph.graph.store import open_store

    return open_store(store_path(options))


def store_path(options: argparse.Namespace) -> Path | str:
    """Return the folder, or the address as a text, that --store names."""
    from themegraph.graph.remote.profile import is_address

    if not options.store or "\0" in options.store:
        raise UsageError("--store needs a path or an address", valid="a folder, or ENGINE+http://…")
    return options.store if is_address(options.store) else Path(options.store)


def _positive_seconds(text: str) -> float:
    """Read a number of seconds above zero."""
    seconds = float(text)
    if not 0 < seconds < 1e6:
        raise ValueError(text)
    return seconds


def _positive_count(text: str) -> int:
    """Read a whole number above zero."""
    count = int(text)
    if count < 1:
        raise ValueError(text)
    return count
