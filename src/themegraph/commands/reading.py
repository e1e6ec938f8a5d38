"""Options of the commands that read documents: how many at a time, for how long, with which rules."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from themegraph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from themegraph.loaders.mapping.model import Mapping
    from themegraph.loaders.sources import Candidate

_MOST, _LONGEST, _USUAL_BYTES, _MOST_BYTES = 256, 1e6, 20_000_000, 2_000_000_000


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Add --workers, --document-deadline, --rules, --mapping and --max-bytes."""
    parser.add_argument(
        "--workers",
        type=_count,
        metavar="N",
        help="processes that read documents (default: by cores and documents; 0: only this one, without limits)",
    )
    parser.add_argument(
        "--document-deadline",
        type=_seconds,
        metavar="SECONDS",
        help="give up on a document after this time (default: 300)",
    )
    parser.add_argument(
        "--rules", action="append", default=[], metavar="PATH", help="rule file or folder beside the bundled ones"
    )
    parser.add_argument(
        "--mapping",
        action="append",
        default=[],
        metavar="FILE",
        help="mapping in YARRRML or RML (.ttl) that says what the columns of a table mean; FILE.mapping.yml beside a table needs none",
    )
    parser.add_argument(
        "--max-bytes",
        type=_bytes,
        default=0,
        metavar="N",
        help=f"refuse a file larger than this (default: {_USUAL_BYTES:,})",
    )


def rule_paths_of(options: argparse.Namespace) -> tuple[Path, ...]:
    """Return the paths that --rules names; raise RuleError for what is no sound rule file."""
    from themegraph.loaders.rulesets import rules_with

    paths = tuple(Path(path) for path in options.rules)
    rules_with(paths)
    return paths


def mappings_of(options: argparse.Namespace, candidates: Sequence[Candidate]) -> tuple[Mapping, ...]:
    """Return the mappings that --mapping names; raise UsageError for one that speaks of none of the files."""
    from themegraph.loaders.mapping.files import load_mapping

    mappings = tuple(load_mapping(Path(path)) for path in options.mapping)
    names = {candidate.name.rpartition("/")[2] for candidate in candidates}
    for mapping in mappings:
        if not names.intersection(mapping.files):
            what = f"{mapping.name} speaks of {', '.join(mapping.files)}, which is not among the sources"
            raise UsageError(what, valid="a source of that name, or another name under 'sources'")
    return mappings


def workers_of(options: argparse.Namespace, candidates: Sequence[Candidate]) -> int:
    """Return how many processes read: as told, else what pays; a deadline needs one that can be stopped."""
    from themegraph.loaders.pool import worker_count

    wanted: int = worker_count(candidates) if options.workers is None else options.workers
    return max(wanted, 1 if options.document_deadline else 0)


def _count(text: str) -> int:
    """Read a whole number of processes."""
    count = int(text) if text.isdecimal() else -1
    if not 0 <= count <= _MOST:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of processes from 0 to {_MOST}")
    return count


def _bytes(text: str) -> int:
    """Read a number of bytes above zero."""
    count = int(text.replace("_", "").replace(",", "")) if text.replace("_", "").replace(",", "").isdecimal() else 0
    if not 0 < count <= _MOST_BYTES:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of bytes up to {_MOST_BYTES:,}")
    return count


def _seconds(text: str) -> float:
    """Read a number of seconds above zero."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < _LONGEST:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of seconds above 0")
    return seconds
