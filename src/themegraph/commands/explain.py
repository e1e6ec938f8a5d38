"""themegraph explain: all that is known of a thing, each fact with its sentence and source."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from themegraph.commands.console import write, write_answer
from themegraph.commands.options import add_format, add_store, open_for_reading

if TYPE_CHECKING:
    from themegraph.graph.attestation import Attestation
    from themegraph.graph.explain import Explanation
    from themegraph.graph.facts import Fact
    from themegraph.queries.answer import Answer

COLUMNS = ("subject", "relation", "object", "details", "standing", "sentences", "sources", "dates")


def add_arguments(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the thing."""
    parser.add_argument("thing", metavar="THING", help="a name, alias, ticker or IRI")
    add_format(parser)
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Print what the thing is, then its facts."""
    from themegraph.graph.explain import explain

    with open_for_reading(options) as store:
        explained = explain(store, options.thing)
    if options.format == "table":
        write(_head(explained))
    write_answer(rows_of(explained), options.format, quiet=options.quiet)
    return 0


def rows_of(explained: Explanation) -> Answer:
    """Return the facts as rows, each with its evidence."""
    import pyoxigraph as ox

    from themegraph.queries.answer import Answer, Cell

    rows: list[tuple[Cell, ...]] = []
    for fact in explained.facts:
        texts = (fact.subject.label, fact.label, fact.object.label, _details(fact), _standing(fact))
        said = list(dict.fromkeys((each.words, _source(each), each.date) for each in fact.attestations))
        evidence = tuple(tuple(parts) for parts in zip(*said, strict=True)) or ((), (), ())
        rows.append((*(ox.Literal(text) for text in texts), *evidence))
    return Answer(COLUMNS, tuple(rows), notices=notes_of(explained))


def notes_of(explained: Explanation) -> tuple[str, ...]:
    """Return what has to be known of how the documents of these facts were read, each once."""
    said = (
        f"“{each.title or each.document}”: {note}"
        for fact in explained.facts
        for each in fact.attestations
        for note in each.notes
    )
    return tuple(dict.fromkeys(said))


def _head(explained: Explanation) -> str:
    """Return the lines that say what the thing is."""
    thing = explained.entity
    unresolved = "" if thing.resolved else ", known from the documents only"
    lines = [f"{thing.label} ({thing.type}{unresolved})", thing.iri]
    lines += [f"also: {', '.join(thing.aliases)}"] if thing.aliases else []
    return "\n".join([*lines, "", ""])


def _details(fact: Fact) -> str:
    """Return the qualifiers of a fact in one text."""
    return "; ".join(f"{name} {value}" for name, value in fact.qualifiers if name != "datePrecision")


def _standing(fact: Fact) -> str:
    """Return how a fact stands: nothing where it is plainly said, else its status or how it came about."""
    if not fact.attestations:
        return "by rule"
    if not fact.live:
        return ", ".join(sorted({each.status for each in fact.attestations}))
    return "derived" if all(each.derived for each in fact.attestations) else ""


def _source(attestation: Attestation) -> str:
    """Return who says it and where."""
    place = f"“{attestation.title}”" if attestation.title else attestation.document
    place += f", {attestation.place}" if attestation.place else ""
    who = attestation.claimant or attestation.citation or attestation.publisher
    return f"{who}, in {place}" if who else place
