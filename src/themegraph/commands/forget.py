"""themegraph forget: a document and all that only it said."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from themegraph.commands.console import write
from themegraph.commands.options import add_store, open_for_writing, require_store
from themegraph.errors import UnknownNameError, UsageError

if TYPE_CHECKING:
    from themegraph.graph.results import DocumentRow


def add_arguments(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the document."""
    parser.add_argument("document", metavar="DOCUMENT", help="its IRI, file name or title")
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Remove the document and say what went."""
    require_store(options)
    with open_for_writing(options) as store:
        chosen = find(options.document, store.documents())
        gone = store.forget_document(chosen.document)
        store.derive()
    if not options.quiet:
        write(
            f"forgot {chosen.title}: {gone.claims} claims, {gone.triples} triples, {gone.current} triples of the current facts\n"
        )
    return 0


def find(name: str, listed: Sequence[DocumentRow]) -> DocumentRow:
    """Return the document that an IRI, a file name or a title means."""
    from themegraph.queries.nearness import near_names

    for exact in (True, False):
        found = [row for row in listed if _answers(row, name, exact=exact)]
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(f"'{name}' means several documents", valid=", ".join(row.document for row in found))
    known = [known for row in listed for known in (row.title, row.name) if known]
    raise UnknownNameError(f"no document is called '{name}'", valid=", ".join(near_names(name, known) or known[:3]))


def _answers(row: DocumentRow, name: str, *, exact: bool) -> bool:
    """Tell whether a document has this name, or has it but for case."""
    names = (row.document, row.name, row.title)
    return name in names if exact else name.casefold() in (known.casefold() for known in names)
