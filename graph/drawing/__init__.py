"""Small drawings of a graph as SVG, for places where a page would be too much: a notebook's cell, a report."""

from themegraph.graph.drawing.drawing import Drawing

__all__ = ["Drawing"]
