"""Counts as bars: the summary of a graph that is too large to draw."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from themegraph.graph.drawing.colours import FAMILY_COLOURS
from themegraph.graph.drawing.svg import frame
from themegraph.graph.drawing.text import cut

ROW, NAMES, LONGEST = 21.0, 170.0, 420.0


def bars(title: str, counts: Iterable[tuple[str, str, int]], *, alone: bool = True) -> str:
    """Return an SVG with a bar for each (name, family, count), in the order given."""
    listed = list(counts)
    most = max((count for _, _, count in listed), default=1)
    parts = []
    for number, (name, family, count) in enumerate(listed):
        y, length = 8 + number * ROW, max(LONGEST * count / most, 2.0)
        parts.append(
            f'<text x="{NAMES - 8:.0f}" y="{y + 13:.0f}" text-anchor="end" font-size="12.5">{escape(cut(name, 26))}</text>'
            f'<rect x="{NAMES:.0f}" y="{y + 2:.0f}" width="{length:.1f}" height="15" rx="2" '
            f'fill="{FAMILY_COLOURS[family]}"/>'
            f'<text x="{NAMES + length + 6:.0f}" y="{y + 13:.0f}" font-size="12">{count:,}</text>'
        )
    return frame(title, NAMES + LONGEST + 60, 16 + ROW * len(listed), parts, alone=alone)
