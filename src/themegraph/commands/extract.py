"""themegraph extract: the claims of documents as JSON lines, or how they were found."""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from themegraph.commands.console import note, progress, write
from themegraph.commands.options import add_metadata, add_store, metadata_of
from themegraph.commands.reading import add_reading, mappings_of, rule_paths_of, workers_of
from themegraph.errors import UsageError

if TYPE_CHECKING:
    from themegraph.graph.claim import Reading
    from themegraph.loaders.sources import Sources

FORMS = ("jsonl", "text", "json")


def add_arguments(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the documents, what they do not say of themselves, and what to show of them."""
    parser.add_argument("documents", nargs="+", metavar="DOCUMENT", help="files, folders, patterns or -")
    parser.add_argument(
        "--format", choices=FORMS, help="form of the output (default: jsonl; with --explain text, or json)"
    )
    parser.add_argument("--explain", action="store_true", help="show the text with mentions, figures and claims marked")
    parser.add_argument(
        "--sentence", metavar="N|TEXT", help="with --explain: which rules tried on this sentence, and why"
    )
    parser.add_argument("--at", type=int, metavar="OFFSET", help="the same, of the sentence at this offset of the text")
    add_metadata(parser)
    add_reading(parser)
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Print the claims, or explain a document; 1 if any document could not be read."""
    from themegraph.loaders.sources import find_sources

    _check(options)
    found = find_sources(options.documents)
    failures = [str(error) for error in found.errors]
    if options.explain:
        failures += _explain(options, found)
    else:
        failures += _claims(options, found)
    for failure in failures:
        note(f"themegraph: {failure}")
    for name in found.skipped:
        note(f"note: no reader takes {name}", quiet=options.quiet)
    return 1 if failures else 0


def _check(options: argparse.Namespace) -> None:
    """Raise UsageError for options that do not go together."""
    if not options.explain and (options.sentence is not None or options.at is not None):
        raise UsageError(
            "--sentence and --at need --explain", valid="themegraph extract --explain DOCUMENT --sentence 3"
        )
    valid = ("text", "json") if options.explain else ("jsonl",)
    if options.format not in (None, *valid):
        what = f"--format {options.format} does not go {'with' if options.explain else 'without'} --explain"
        raise UsageError(what, valid=", ".join(valid))


def _claims(options: argparse.Namespace, found: Sources) -> list[str]:
    """Print claims document by document; return the failures."""
    from themegraph.errors import ThemegraphError
    from themegraph.loaders.pool import DEADLINE, read_all
    from themegraph.loaders.setup import Setup
    from themegraph.loaders.sources import DEFAULT_MAX_BYTES

    mappings = mappings_of(options, found.candidates)
    setup = Setup(metadata_of(options), options.max_bytes or DEFAULT_MAX_BYTES, rule_paths_of(options), mappings)
    workers, deadline = workers_of(options, found.candidates), options.document_deadline or DEADLINE
    show = partial(progress, quiet=options.quiet)
    failures = []
    with closing(read_all(found.candidates, setup, workers=workers, deadline=deadline)) as readings:
        for number, candidate in enumerate(found.candidates, start=1):
            show(f"{number} of {len(found.candidates)}: {candidate.name}")
            reading = next(readings)
            show("")
            if isinstance(reading, ThemegraphError):
                failures.append(str(reading))
            else:
                for each in reading.documents or (reading,):
                    _write_claims(each)
    return failures


def _write_claims(reading: Reading) -> None:
    from themegraph.loaders.load import claim_to_json

    for claim in reading.claims:
        write(json.dumps(claim_to_json(claim, reading), ensure_ascii=False) + "\n")


def _explain(options: argparse.Namespace, found: Sources) -> list[str]:
    """Explain each document; return the failures."""
    from themegraph.commands.explaining import explain_document
    from themegraph.errors import ClaimError, ReadError, RuleError

    failures, rules, mappings = [], rule_paths_of(options), mappings_of(options, found.candidates)
    for candidate in found.candidates:
        try:
            explain_document(candidate, options, metadata_of(options), rules, mappings)
        except (ReadError, ClaimError, RuleError) as error:
            failures.append(str(error))
    return failures
