"""themegraph documents: what is in the store."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from themegraph.commands.console import write_answer
from themegraph.commands.options import add_format, add_store, open_for_reading

if TYPE_CHECKING:
    from themegraph.graph.results import DocumentRow
    from themegraph.queries.answer import Answer


def add_arguments(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the form of the rows."""
    add_format(parser)
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Print one row a document."""
    with open_for_reading(options) as store:
        listed = store.documents()
    answer = rows_of(listed)
    if options.format == "table":
        # The IRI is for programs; a table has better use for the room, and notes are sentences.
        said = tuple(f"{row.name or row.title}: {each}" for row in listed for each in row.notes)
        rows = tuple(row[:-2] for row in answer.rows)
        answer = replace(answer, columns=answer.columns[:-2], rows=rows, notices=(*answer.notices, *said))
    write_answer(answer, options.format, quiet=options.quiet)
    return 0


def rows_of(listed: Sequence[DocumentRow]) -> Answer:
    """Return the documents as rows."""
    from themegraph.queries.answer import Answer, rows_of_texts

    columns = ("title", "publisher", "date", "name", "claims", "facts", "notes", "document")
    rows = (
        (row.title, row.publisher, row.issued, row.name, row.claims, row.facts, "; ".join(row.notes), row.document)
        for row in listed
    )
    return Answer(columns, rows_of_texts(rows))
