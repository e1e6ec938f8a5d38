"""Write a report: a page for people, JSON for programs, each whole or not at all."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from themegraph.errors import UsageError
from themegraph.graph.exporting.files import write_whole
from themegraph.graph.report.model import BuildReport
from themegraph.graph.report.page import report_page

FORMS = (".html", ".json")


def places(target: str | Path) -> tuple[Path, ...]:
    """Return the files that a target stands for: itself if it is named .html or .json, else one of each.

    Raises UsageError where its folder is missing, so that a build need not run in vain.

    >>> [place.name for place in places("report")], [place.name for place in places("report.json")]
    (['report.html', 'report.json'], ['report.json'])
    """
    path = Path(target)
    if not path.name or path.is_dir() or not path.parent.is_dir():
        raise UsageError("the report cannot be written here", where=str(target), valid="a file in a folder that exists")
    if path.suffix.lower() in FORMS:
        return (path,)
    return tuple(path.with_name(path.name + form) for form in FORMS)


def report_json(report: BuildReport) -> str:
    """Return the report as JSON with sorted keys."""
    content = {"totals": report.totals, **asdict(report)}
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def write_report(report: BuildReport, target: str | Path) -> tuple[Path, ...]:
    """Write the files that the target stands for and return them; raise StoreError where that fails."""
    found = places(target)
    written = {
        place: report_page(report) if place.suffix.lower() == ".html" else report_json(report) for place in found
    }
    for place, text in written.items():
        write_whole(place, text.encode("utf-8", "backslashreplace"))
    return found
