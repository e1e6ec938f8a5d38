"""themegraph build: documents into the store."""

from __future__ import annotations

import argparse
from functools import partial
from typing import TYPE_CHECKING

from themegraph.commands.console import note, progress, write
from themegraph.commands.options import add_metadata, add_store, metadata_of, open_for_writing, store_path

if TYPE_CHECKING:
    from themegraph.assembly import Summary

REJECTIONS_SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the sources and what they do not say of themselves."""
    parser.add_argument(
        "sources", nargs="*", metavar="SOURCE", help="files, folders, patterns or -; none: the bundled theme"
    )
    add_metadata(parser)
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Build and print the summary; 1 if any source failed."""
    from themegraph.assembly import build, bundled_theme
    from themegraph.loaders.sources import find_sources

    given = metadata_of(options)
    sources = find_sources(options.sources) if options.sources else bundled_theme()
    if sources.candidates:
        with open_for_writing(options) as store:
            summary = build(sources, store, given=given, progress=partial(progress, quiet=options.quiet))
    else:
        # Nothing to store, so no store is made.
        summary = build(sources, None)
    if not options.quiet:
        write(summary_text(summary, str(store_path(options))))
    for failure in summary.failures:
        note(f"themegraph: {_named(failure.name, failure.reason)}")
    for name in sources.skipped:
        note(f"note: no reader takes {name}", quiet=options.quiet)
    return 1 if summary.failures else 0


def summary_text(summary: Summary, store: str) -> str:
    """Return the outcome of a build in a few lines, with the reasons of what was rejected."""
    counts: dict[str, int] = {}
    for loaded in summary.loaded:
        counts[loaded.status] = counts.get(loaded.status, 0) + 1
    states = ", ".join(f"{count} {status}" for status, count in sorted(counts.items()))
    lines = [f"documents  {len(summary.loaded)}{f' ({states})' if states else ''}"]
    lines += [f"{measure:<10} {summary.total(measure):,}" for measure in ("claims", "facts", "triples")]
    lines.append(f"rejected   {len(summary.rejected)}")
    for name, rejection in summary.rejected[:REJECTIONS_SHOWN]:
        words = " ".join(rejection.text.split())[:80]
        lines.append(f"  {name}:{rejection.start}-{rejection.end}: {rejection.reason}: “{words}”")
    hidden = len(summary.rejected) - REJECTIONS_SHOWN
    lines += [f"  and {hidden} more"] if hidden > 0 else []
    lines += [f"failed     {len(summary.failures)}"] if summary.failures else []
    return "\n".join([*lines, f"store      {store}"]) + "\n"


def _named(name: str, reason: str) -> str:
    """Return a failure that names its source once."""
    return reason if name in reason else f"{name}: {reason}"
