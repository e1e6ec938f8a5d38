"""What a build could not take, and what a person may decide: as a page and as JSON."""

from themegraph.graph.report.model import BuildReport
from themegraph.graph.report.write import places, write_report

__all__ = ["BuildReport", "places", "write_report"]
