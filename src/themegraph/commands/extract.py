"""themegraph extract: the claims of documents as JSON lines."""

from __future__ import annotations

import argparse
import json

from themegraph.commands.console import note, write
from themegraph.commands.options import add_metadata, add_store, metadata_of
from themegraph.errors import ClaimError, ReadError


def add_arguments(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the documents and what they do not say of themselves."""
    parser.add_argument("documents", nargs="+", metavar="DOCUMENT", help="files, folders, patterns or -")
    parser.add_argument("--format", choices=("jsonl",), default="jsonl", help="form of the claims (default: jsonl)")
    add_metadata(parser)
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Print the claims; 1 if any document could not be read."""
    from themegraph.loaders.load import claim_to_json, read
    from themegraph.loaders.sources import find_sources
    from themegraph.ontology.registry import load_registry

    found = find_sources(options.documents)
    failures = [str(error) for error in found.errors]
    registry = load_registry() if found.candidates else None
    for candidate in found.candidates:
        try:
            reading = read(candidate, metadata=metadata_of(options), registry=registry)
        except (ReadError, ClaimError) as error:
            failures.append(str(error))
            continue
        for claim in reading.claims:
            write(json.dumps(claim_to_json(claim, reading), ensure_ascii=False) + "\n")
    for failure in failures:
        note(f"themegraph: {failure}")
    return 1 if failures else 0
