"""themegraph page: the graph, or a part of it, as one interactive HTML file."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from themegraph.commands.console import STANDARD, note, write_raw
from themegraph.commands.options import add_store, open_for_reading
from themegraph.errors import UsageError

if TYPE_CHECKING:
    from themegraph.graph.graph_store import GraphStore
    from themegraph.graph.page.model import PageData
    from themegraph.graph.page.selection import Keep

HOPS = 2
PARAMETER = "parameter:"
OPTIONS = frozenset({"question", "around", "hops", "known-by", "compare", "store", "quiet", "help"})


def add_arguments(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the place, what part of the graph to show, and the parameters of the question that is named."""
    parser.add_argument("out", metavar="OUT.html", help="a file, or - for standard output")
    parser.add_argument(
        "--question", metavar="NAME", help="only the facts that answer a question, given its parameters"
    )
    parser.add_argument("--around", metavar="NAME", help="only what is near a company or another thing")
    parser.add_argument("--hops", type=int, metavar="N", help=f"how far from it, in facts (default: {HOPS})")
    parser.add_argument("--known-by", default="", metavar="DATE", help="only what was published by this date")
    parser.add_argument(
        "--compare", metavar="STORE|DATE", help="mark what another store, or this one by a date, has not"
    )
    add_store(parser)
    name = _question_in(words)
    if name:
        _add_parameters(parser, name)


def _question_in(words: list[str]) -> str:
    """Return the question that the words name, before they are parsed."""
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word.startswith("--question="):
            return word.partition("=")[2]
        if word == "--question":
            return following
    return ""


def _add_parameters(parser: argparse.ArgumentParser, name: str) -> None:
    """Add the parameters that a question declares, but not one that is an option of the page."""
    from themegraph.queries.header import question

    for parameter in question(name).parameters:
        if parameter.name not in OPTIONS:
            text = (parameter.description or parameter.kind).replace("%", "%%")
            parser.add_argument(f"--{parameter.name}", dest=PARAMETER + parameter.name, metavar="VALUE", help=text)


def run(options: argparse.Namespace) -> int:
    """Write the page."""
    from themegraph.graph.page.build import build_page
    from themegraph.graph.page.write import write_data

    with open_for_reading(options) as store:
        data = _data(store, options)
    if options.out == STANDARD:
        write_raw(build_page(data))
        return 0
    done = write_data(data, options.out)
    note(f"wrote {done.path}: {done.things} things, {done.facts} facts", quiet=options.quiet)
    return 0


def _data(store: GraphStore, options: argparse.Namespace) -> PageData:
    """Return the data of the page, compared with another state of the graph if so asked."""
    from themegraph.graph.page.compare import compared
    from themegraph.graph.page.data import page_data
    from themegraph.graph.page.selection import all_of, by_day

    keeps, notes = _selection(store, options)
    data = page_data(store, keep=all_of(*keeps), note=", ".join(notes))
    if not data.facts and keeps:
        raise UsageError(f"no fact is left: {', '.join(notes)}", valid="a wider selection")
    if not options.compare:
        return data
    if _is_date(options.compare):
        before = page_data(store, keep=all_of(*keeps, by_day(_day(options.compare, "--compare"))))
    else:
        other = argparse.Namespace(store=options.compare, quiet=options.quiet)
        with open_for_reading(other) as opened:
            before = page_data(opened, keep=all_of(*keeps))
    name = options.compare if "://" in options.compare or _is_date(options.compare) else Path(options.compare).name
    return compared(data, before, other=name)


def _selection(store: GraphStore, options: argparse.Namespace) -> tuple[list[Keep], list[str]]:
    """Return what selects the facts, and the same in words."""
    from themegraph.graph.page.selection import among, by_day, near
    from themegraph.graph.page.things import key_of
    from themegraph.queries.names import resolve

    keeps, notes = [], []
    if options.question:
        keeps.append(among(_facts_of(store, options)))
        notes.append(f"question {options.question}")
    if options.known_by:
        keeps.append(by_day(_day(options.known_by, "--known-by")))
        notes.append(f"known by {options.known_by}")
    if options.hops is not None and (not options.around or options.hops < 1):
        raise UsageError("--hops needs --around and a number above zero", valid="--around NAME --hops 2")
    if options.around:
        hops = options.hops or HOPS
        keeps.append(near(key_of(resolve(store, options.around).value), hops))
        notes.append(f"around {options.around}, {hops} hop{'' if hops == 1 else 's'}")
    return keeps, notes


def _facts_of(store: GraphStore, options: argparse.Namespace) -> frozenset[str]:
    """Return the IRIs of the facts that answer the question."""
    from themegraph.queries.answer import texts
    from themegraph.queries.guard import check
    from themegraph.queries.header import question
    from themegraph.queries.job import Job
    from themegraph.queries.parameters import terms_of
    from themegraph.queries.run import DEADLINE
    from themegraph.queries.worker import run_within

    asked = question(options.question)
    if not asked.evidence:
        raise UsageError(f"the question '{asked.name}' keeps no facts", valid="a question that takes --evidence")
    marked = {
        name.removeprefix(PARAMETER): value for name, value in vars(options).items() if name.startswith(PARAMETER)
    }
    values = terms_of(store, asked, {name: value for name, value in marked.items() if value is not None})
    result = run_within(store, Job(check(asked.query), values), DEADLINE)
    at = result.variables.index(asked.evidence)
    return frozenset(iri for row in result.rows for iri in texts(row)[at].split())


def _is_date(text: str) -> bool:
    """Whether a text looks like a date and no folder has that name."""
    return bool(re.fullmatch(r"\d{4}(-\d{2}){0,2}", text, re.ASCII)) and not Path(text).exists()


def _day(text: str, name: str) -> str:
    from themegraph.queries.parameters import parse_date

    return parse_date(text, name=name).isoformat()
