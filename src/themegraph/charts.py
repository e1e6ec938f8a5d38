"""The look of charts beside our drawings: `matplotlib.pyplot.style.use(themegraph.chart_style)`."""

from __future__ import annotations

from typing import Any

from themegraph.graph.drawing.colours import FAMILY_COLOURS

INK, FAINT = "#141a22", "#c4ccd6"
COLOURS = tuple(FAMILY_COLOURS[name] for name in ("Supply", "Money", "Partners & rivals", "Funds & listings", "Demand"))

# Colours that the common kinds of colour blindness tell apart, on a ground of their own that is legible in dark themes.
chart_style: dict[str, Any] = {
    "figure.figsize": (8.4, 3.8),
    "figure.dpi": 110,
    "figure.facecolor": "white",
    "figure.constrained_layout.use": True,
    "figure.titlesize": 12,
    "figure.titleweight": "bold",
    "axes.facecolor": "white",
    "axes.prop_cycle": f"cycler('color', {list(COLOURS)!r})",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "axes.titlelocation": "left",
    "axes.titlesize": 12,
    "axes.titleweight": "bold",
    "axes.titlecolor": INK,
    "axes.axisbelow": True,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "legend.frameon": False,
    "font.size": 10,
}
