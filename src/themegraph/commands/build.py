"""themegraph build: documents into the store."""

from __future__ import annotations

import argparse
from functools import partial
from typing import TYPE_CHECKING

from themegraph.commands.console import note, progress, write
from themegraph.commands.decisions import add_decisions, decisions_of
from themegraph.commands.options import add_metadata, add_store, metadata_of, open_for_writing, store_path
from themegraph.commands.reading import add_reading, mappings_of, rule_paths_of, workers_of

if TYPE_CHECKING:
    from themegraph.assembly import Summary
    from themegraph.graph.decisions import Decisions
    from themegraph.graph.graph_store import GraphStore
    from themegraph.graph.report.model import BuildReport, Proposal
    from themegraph.loaders.sources import Sources
    from themegraph.outcome import Unresolved

REJECTIONS_SHOWN, NOTES_SHOWN = 5, 10


def add_arguments(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the sources, what they do not say of themselves, and how to read them."""
    parser.add_argument(
        "sources", nargs="*", metavar="SOURCE", help="files, folders, patterns or -; none: the bundled theme"
    )
    parser.add_argument(
        "--report",
        metavar="FILE",
        help="write what was left out (rejected claims, failures, names that no registry knows) to FILE.html and "
        "FILE.json; a FILE that ends in .html or .json is the only one",
    )
    add_decisions(parser)
    add_metadata(parser)
    add_reading(parser)
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Build, print the summary and write the report; 1 if any source failed."""
    from themegraph.assembly import bundled_theme
    from themegraph.loaders.sources import find_sources
    from themegraph.outcome import Unresolved, report_of

    if options.report is not None:
        _check_report(options.report)
    sources = find_sources(options.sources) if options.sources else bundled_theme()
    unresolved = Unresolved()
    try:
        summary, proposals = _build(options, sources, unresolved)
    except KeyboardInterrupt:
        note("interrupted: what was stored stays; the same call again goes on from there", quiet=options.quiet)
        raise
    if not options.quiet:
        write(summary_text(summary, str(store_path(options))))
    if options.report is not None:
        _write_report(options, report_of(summary, unresolved, sources.skipped, proposals))
    for failure in summary.failures:
        note(f"themegraph: {_named(failure.name, failure.reason)}")
    for name in sources.skipped:
        note(f"note: no reader takes {name}", quiet=options.quiet)
    return 1 if summary.failures else 0


def _build(
    options: argparse.Namespace, sources: Sources, unresolved: Unresolved
) -> tuple[Summary, tuple[Proposal, ...]]:
    """Build the store that the options name, and propose merges for a report; nothing to store makes no store."""
    from themegraph.assembly import build
    from themegraph.outcome import proposals_in

    given, rules, decisions = metadata_of(options), rule_paths_of(options), decisions_of(options)
    if not sources.candidates:
        return build(sources, None), ()
    mappings = mappings_of(options, sources.candidates)
    with open_for_writing(options) as store:
        for notice in store.notices:
            note(f"note: {notice}")
        summary = build(
            sources,
            store,
            given=given,
            rules=rules,
            workers=workers_of(options, sources.candidates),
            deadline=options.document_deadline,
            decisions=decisions,
            mappings=mappings,
            max_bytes=options.max_bytes,
            progress=partial(progress, quiet=options.quiet),
            observe=unresolved.observe,
        )
        _note_old_readings(store, decisions)
        return summary, proposals_in(store, decisions) if options.report is not None else ()


def _note_old_readings(store: GraphStore, decisions: Decisions) -> None:
    """Say where documents that were not read now still keep names apart that decisions merge."""
    from themegraph.graph.entity_list import still_named

    apart = still_named(store, decisions.canonical)
    if apart:
        note(f"note: {len(apart)} merged names are still apart in documents that were not read now; build them again")


def _check_report(target: str) -> None:
    """Raise UsageError now where the report could not be written afterwards."""
    from themegraph.graph.report import places

    places(target)


def _write_report(options: argparse.Namespace, report: BuildReport) -> None:
    """Write the report and say where."""
    from themegraph.graph.report import write_report

    written = write_report(report, options.report)
    note(f"wrote {' and '.join(map(str, written))}", quiet=options.quiet)


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
    lines += [f"  and {hidden} more; --report FILE writes them all"] if hidden > 0 else []
    notes = [(each.name, note) for each in summary.loaded for note in each.notes]
    lines += [f"notes      {len(notes)}"] if notes else []
    lines += [f"  {name}: {note}" for name, note in notes[:NOTES_SHOWN]]
    unsaid = len(notes) - NOTES_SHOWN
    lines += [f"  and {unsaid} more; themegraph documents says them all"] if unsaid > 0 else []
    lines += [f"failed     {len(summary.failures)}"] if summary.failures else []
    return "\n".join([*lines, f"store      {store}"]) + "\n"


def _named(name: str, reason: str) -> str:
    """Return a failure that names its source once."""
    return reason if name in reason else f"{name}: {reason}"
