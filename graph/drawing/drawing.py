"""A drawing that shows itself in a notebook and can be saved."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from themegraph.graph.drawing.model import Picture
from themegraph.graph.drawing.svg import to_svg
from themegraph.graph.drawing.text import NO_FORMULAS, as_text


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of some things and the lines between them."""

    picture: Picture

    @property
    def svg(self) -> str:
        """Return the drawing as an SVG document."""
        return to_svg(self.picture)

    def save(self, path: str | Path) -> Path:
        """Write the SVG to a file."""
        from themegraph.graph.page.write import replace_file

        replace_file(Path(path), self.svg.encode("utf-8"))
        return Path(path)

    def __str__(self) -> str:
        return as_text(self.picture)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Return the forms a notebook chooses from; the HTML takes its colours from the page around it."""
        html = f'<div class="{NO_FORMULAS}" style="overflow-x:auto">{to_svg(self.picture, alone=False)}</div>'
        return {"text/html": html, "image/svg+xml": self.svg, "text/plain": str(self)}
