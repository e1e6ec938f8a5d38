"""A page that shows itself in a notebook: framed, cut off from everything around it, or as a summary."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from themegraph.graph.drawing.bars import bars
from themegraph.graph.page.build import build_page
from themegraph.graph.page.data import page_data
from themegraph.graph.page.families import family_of, words
from themegraph.graph.page.model import PageData
from themegraph.graph.page.triples import Queryable
from themegraph.graph.page.write import replace_file

HEIGHT = 640
MOST_SIGNS = 5_000_000  # of a page that stands in a notebook
MOST_BARS = 14


@dataclass(frozen=True, slots=True)
class Page:
    """The interactive page as one HTML text, with what a summary of it needs."""

    html: str = field(repr=False)
    data: PageData = field(repr=False)
    height: int = HEIGHT

    def save(self, path: str | Path) -> Path:
        """Write the page to one HTML file that needs no network; raise UsageError where it may not be written."""
        replace_file(Path(path), self.html.encode("utf-8"))
        return Path(path)

    def __str__(self) -> str:
        return summary_text(self.data)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Return the page in a frame without an origin; where HTML is stripped, a summary as picture and text.

        A page that would swell the notebook is summed up there too, and is to be saved.
        """
        picture = {"image/svg+xml": summary_svg(self.data), "text/plain": str(self)}
        if len(self.html) > MOST_SIGNS:
            notice = (
                f"{len(self.html) / 1e6:,.0f} MB are too much for a notebook: page.save('page.html') writes the page"
            )
            html = f"<div>{escape(head_of(self.data))}</div>{summary_svg(self.data, alone=False)}<div>{escape(notice)}</div>"
            return {**picture, "text/html": html, "text/plain": f"{self}{notice}\n"}
        frame = (
            f'<iframe sandbox="allow-scripts allow-downloads" srcdoc="{escape(self.html)}" '
            f'title="{escape(self.data.title)}" '
            f'style="width:100%;height:{self.height}px;border:1px solid #8886;border-radius:8px"></iframe>'
        )
        return {"text/html": frame, **picture}


def page_of(store: Queryable, *, title: str | None = None, height: int = HEIGHT) -> Page:
    """Return the page of a store; `height` is that of its frame in a notebook, in pixels."""
    data = page_data(store, title=title)
    return Page(build_page(data), data, height)


def summary_text(data: PageData) -> str:
    """Return what a graph holds: a line of counts, then a line for each relation."""
    rows = [f"  {count:>6,}  {words(name)}" for name, count in _counts(data)]
    return "\n".join([head_of(data), *rows]) + "\n"


def summary_svg(data: PageData, *, alone: bool = True) -> str:
    """Return the relations with most facts as bars."""
    listed = [(words(name), family_of(name).name, count) for name, count in _counts(data)[:MOST_BARS]]
    return bars(head_of(data), listed, alone=alone)


def head_of(data: PageData) -> str:
    """Return the title and the numbers of facts, things and documents."""
    stating = {claim.document for fact in data.facts for claim in fact.evidence}
    papers = sum(paper.key in stating and not paper.registry for paper in data.papers)
    return f"{data.title}: {len(data.facts):,} facts, {len(data.things):,} things, {papers:,} documents"


def _counts(data: PageData) -> list[tuple[str, int]]:
    counts = Counter(fact.relation for fact in data.facts)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
