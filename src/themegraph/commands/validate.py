"""themegraph validate: the graph against the shapes."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from themegraph.commands.console import note, write_answer
from themegraph.commands.options import add_format, add_store, open_for_reading

if TYPE_CHECKING:
    from themegraph.graph.validate import Finding
    from themegraph.queries.answer import Answer


def add_arguments(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the form of the rows."""
    add_format(parser)
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Print what the shapes find; 1 if anything breaks them."""
    from themegraph.graph.validate import validate

    with open_for_reading(options) as store:
        findings = validate(store)
    broken = sum(each.severity == "Violation" for each in findings)
    if findings or options.format != "table":
        write_answer(rows_of(findings), options.format, quiet=True)
    note(verdict(findings), quiet=options.quiet and not broken)
    return 1 if broken else 0


def verdict(findings: Sequence[Finding]) -> str:
    """Return the outcome in one line."""
    broken = sum(each.severity == "Violation" for each in findings)
    if broken:
        return f"the graph does not conform: {broken} violations, {len(findings) - broken} warnings"
    return f"the graph conforms to the shapes ({len(findings)} warnings)"


def rows_of(findings: Sequence[Finding]) -> Answer:
    """Return the findings as rows."""
    from themegraph.queries.answer import Answer, rows_of_texts

    rows = ((each.severity, each.message, each.focus, each.document) for each in findings)
    return Answer(("severity", "message", "node", "document"), rows_of_texts(rows))
