"""themegraph query NAME: a question of the library with its parameters."""

from __future__ import annotations

import argparse

from themegraph.commands.console import write_answer
from themegraph.commands.options import add_format, add_limits, add_store, expect_query, open_for_reading


def add_arguments(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the question's name, what every question takes, and the parameters of the one that is named."""
    parser.add_argument("question", metavar="NAME", help="a question; 'themegraph queries' lists them")
    parser.add_argument("--evidence", action="store_true", help="add sentences, sources and dates to each row")
    parser.add_argument("--known-by", default="", metavar="DATE", help="only what was published by this date")
    add_format(parser)
    add_limits(parser)
    add_store(parser)
    if words and not words[0].startswith("-"):
        _add_parameters(parser, words[0], words[1:])


def _add_parameters(parser: argparse.ArgumentParser, name: str, words: list[str]) -> None:
    """Add the parameters that a question declares; raise UsageError for one among the words that it has not."""
    from themegraph.queries.header import RESERVED, question

    asked = question(name)
    for word in words:
        option = word.removeprefix("--").partition("=")[0]
        if word.startswith("--") and option not in RESERVED:
            asked.parameter(option)
    parser.prog = f"themegraph query {name}"
    parser.description = f"{asked.summary}. {asked.description}".replace("%", "%%")
    for parameter in asked.parameters:
        kind = " or ".join(parameter.classes) or parameter.kind
        given = f"default: {parameter.default}" if parameter.default else f"such as '{parameter.example}'"
        text = f"{parameter.description or kind} ({given})".replace("%", "%%")
        parser.add_argument(f"--{parameter.name}", dest=f"parameter:{parameter.name}", metavar="VALUE", help=text)


def run(options: argparse.Namespace) -> int:
    """Ask and print the rows."""
    expect_query(options)
    from themegraph.queries.run import ask

    marked = {name.removeprefix("parameter:"): value for name, value in vars(options).items() if ":" in name}
    given = {name: value for name, value in marked.items() if value is not None}
    with open_for_reading(options) as store:
        answer = ask(
            store,
            options.question,
            given,
            evidence=options.evidence,
            known=options.known_by,
            deadline=options.deadline,
            limit=options.limit,
        )
    write_answer(answer, options.format, quiet=options.quiet)
    return 0
