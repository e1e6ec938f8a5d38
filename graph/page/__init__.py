"""The interactive page: the graph in one HTML file that needs no network."""

from themegraph.graph.page.write import PageSummary, write_page

__all__ = ["PageSummary", "write_page"]
