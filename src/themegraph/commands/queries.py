"""themegraph queries: the questions of the library."""

from __future__ import annotations

import argparse

from themegraph.commands.console import write, write_answer
from themegraph.commands.options import add_format, add_store


def add_arguments(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add an optional topic."""
    parser.add_argument("topic", nargs="?", default="", help="only questions of this topic or tag")
    add_format(parser, "shacl")
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Print name, parameters and summary of each question."""
    from themegraph.errors import UsageError
    from themegraph.queries.answer import Answer, rows_of_texts
    from themegraph.queries.header import questions

    listed = questions()
    topics = sorted({each.topic for each in listed} | {tag for each in listed for tag in each.tags})
    if options.topic and options.topic not in topics:
        raise UsageError(f"no topic is called '{options.topic}'", valid=", ".join(topics))
    chosen = [each for each in listed if options.topic in ("", each.topic, *each.tags)]
    if options.format == "shacl":
        from themegraph.queries.publish import shacl

        write(shacl(chosen))
        return 0
    rows = (
        (each.name, each.topic, " ".join(f"--{parameter.name}" for parameter in each.parameters), each.summary)
        for each in chosen
    )
    columns = ("question", "topic", "parameters", "summary")
    write_answer(Answer(columns, rows_of_texts(rows)), options.format, quiet=options.quiet)
    return 0
