"""themegraph text: a document's text as read, the text in which passages count their offsets."""

from __future__ import annotations

import argparse
import sys

from themegraph.commands.console import note, write, write_raw
from themegraph.commands.options import add_store
from themegraph.errors import UsageError


def add_arguments(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the one document."""
    parser.add_argument("document", metavar="DOCUMENT", help="a file or -")
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Print the text to the last character; only a terminal gets what could steer it as escapes."""
    from themegraph.loaders.reading import read_document
    from themegraph.loaders.sources import find_sources

    found = find_sources([options.document])
    if found.errors and not found.candidates:
        raise found.errors[0]
    if len(found.candidates) != 1:
        raise UsageError(f"{options.document} is {len(found.candidates)} documents", valid="one document")
    document = read_document(found.candidates[0])
    (write if sys.stdout.isatty() else write_raw)(document.text)
    rows = sum(len(sheet.rows) for sheet in document.sheets)
    parts = f"{rows} rows" if document.sheets else f"{len(document.blocks)} blocks"
    note(f"{document.media_type}, {parts}", quiet=options.quiet or not sys.stdout.isatty())
    return 0
