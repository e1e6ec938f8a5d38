"""themegraph entities: the things that the store knows, and pairs of them that may be one."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from themegraph.commands.console import note, write, write_answer
from themegraph.commands.decisions import add_decisions, decisions_of
from themegraph.commands.options import add_format, add_store, open_for_reading
from themegraph.errors import UsageError

if TYPE_CHECKING:
    from themegraph.graph.entity_list import Listed
    from themegraph.graph.graph_store import GraphStore
    from themegraph.queries.answer import Answer


def add_arguments(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add what to list, and where to write proposals."""
    parser.add_argument("--type", default="", help="only entities of this class, such as Company")
    parser.add_argument("--unresolved", action="store_true", help="only names that no registry knows")
    parser.add_argument("--explain", metavar="THING", default="", help="why names and codes are one thing, or are not")
    parser.add_argument(
        "--review", type=Path, metavar="FILE", help="write pairs that may be one to a new file, for a person to decide"
    )
    add_decisions(parser)
    add_format(parser)
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Print one row an entity, why one is what it is, or write the proposals."""
    from themegraph.graph.entity_list import list_entities

    with open_for_reading(options) as store:
        if options.explain:
            return _explain(options, store)
        listed = list_entities(store)
        if options.review is not None:
            return _review(options, store, listed)
    write_answer(rows_of(_chosen(options, listed)), options.format, quiet=options.quiet)
    return 0


def _chosen(options: argparse.Namespace, listed: list[Listed]) -> list[Listed]:
    from themegraph.ontology.terms import CLASSES

    if options.type and options.type not in CLASSES:
        raise UsageError(f"there is no class '{options.type}'", valid=", ".join(sorted(CLASSES)))
    return [
        each
        for each in listed
        if (not options.type or options.type in CLASSES.get(each.type, ()))
        and not (options.unresolved and each.resolved)
    ]


def rows_of(listed: Iterable[Listed]) -> Answer:
    """Return entities as rows."""
    from themegraph.ontology.entry import ID_BASE
    from themegraph.queries.answer import Answer, rows_of_texts

    rows = (
        (each.label, each.type, each.claims, "yes" if each.resolved else "no", each.iri.removeprefix(ID_BASE))
        for each in listed
    )
    return Answer(("name", "type", "claims", "resolved", "id"), rows_of_texts(rows))


def _explain(options: argparse.Namespace, store: GraphStore) -> int:
    """Print names, codes with their rows, joins and what is kept apart."""
    from themegraph.graph.identities_explained import explain_identity
    from themegraph.queries.answer import Answer, rows_of_texts

    found = explain_identity(store, options.explain)
    if options.format == "table":
        write(f"{found.label} ({found.iri})\n")
    rows = ((row.kind, row.thing, row.what, row.source, row.evidence) for row in found.rows)
    answer = Answer(("kind", "id", "what", "source", "evidence"), rows_of_texts(rows))
    write_answer(answer, options.format, quiet=options.quiet)
    return 0


def _review(options: argparse.Namespace, store: GraphStore, listed: list[Listed]) -> int:
    """Write proposals to a new file; what people wrote into one is never overwritten."""
    from themegraph.graph.entity_list import sentences
    from themegraph.graph.identities_review import conflicts_in
    from themegraph.graph.proposals import propose
    from themegraph.graph.review import review_text

    if options.review.exists():
        remedy = "a new file; give what is decided with --decisions"
        raise UsageError("the file exists, and may hold decisions", where=str(options.review), valid=remedy)
    chosen, decisions = _chosen(options, listed), decisions_of(options)
    conflicts = conflicts_in(store, decisions)
    in_conflict = {frozenset((each.one, each.other)) for each in conflicts.pairs}
    likely = [each for each in propose(chosen, decisions) if frozenset((each.one, each.other)) not in in_conflict]
    told = sentences(store, {iri for each in (*conflicts.pairs, *likely) for iri in (each.one, each.other)})
    text = review_text((*conflicts.pairs, *likely), listed, told, conflicts.remarks)
    options.review.write_text(text, encoding="utf-8")
    counts = [_count(len(likely), "proposal")]
    if conflicts.pairs or conflicts.remarks:
        counts.insert(0, _count(len(conflicts.pairs) + len(conflicts.remarks), "conflict"))
    note(f"wrote {' and '.join(counts)} to {options.review}", quiet=options.quiet)
    return 0


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
