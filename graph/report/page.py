"""A report as one HTML file: no scripts, nothing fetched, light and dark, fit to print."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined

from themegraph.graph.hostile import fault_in_characters
from themegraph.graph.report.model import BuildReport, RejectedClaim

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_LONGEST = 600  # characters of a sentence that a person reads


def report_page(report: BuildReport) -> str:
    """Return the page; the same report gives the same text."""
    reasons = Counter(reason_name(each.reason) for each in report.rejected)
    return (
        _environment()
        .get_template("report.html")
        .render(
            report=report,
            totals=report.totals,
            policy=POLICY,
            reasons=sorted(reasons.items(), key=lambda item: (-item[1], item[0])),
            rejected=_by_document(report.rejected),
        )
    )


def reason_name(reason: str) -> str:
    """Return the name that a reason begins with.

    >>> reason_name("no-kind: the words name no kind of risk")
    'no-kind'
    """
    return reason.partition(":")[0]


def _by_document(rejected: tuple[RejectedClaim, ...]) -> list[tuple[str, list[RejectedClaim]]]:
    return [(name, list(group)) for name, group in groupby(rejected, key=lambda each: each.name)]


def _shown(text: str) -> str:
    """Return text on one line, long ones cut, with what could turn or hide it written out."""
    line = " ".join(text.split())
    cut = line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
    return "".join(ascii(char)[1:-1] if fault_in_characters(char) else char for char in cut)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("themegraph.graph.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["shown"] = _shown
    environment.filters["reason_name"] = reason_name
    return environment
