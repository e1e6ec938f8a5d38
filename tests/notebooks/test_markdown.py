"""Notebooks as Markdown: what each output becomes, and that the committed ones are up to date."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from themegraph.notebook.markdown import to_markdown

FOLDER = Path(__file__).parents[2] / "notebooks"
NAMES = sorted(path.stem for path in FOLDER.glob("*.ipynb"))


def cell(kind: str, source: str, *outputs: dict[str, Any]) -> SimpleNamespace:
    """Return a cell of a notebook."""
    return SimpleNamespace(cell_type=kind, source=source, outputs=list(outputs))


def test_each_output_takes_the_form_that_a_code_host_shows() -> None:
    cells = [
        cell("markdown", "# A title\n\nSee [next](2-next.ipynb) and [docs](https://example.org/a.ipynb)."),
        cell("code", "draw", {"data": {"text/html": "<svg/>", "image/svg+xml": "<svg>é</svg>", "text/plain": "d"}}),
        cell("code", "plot", {"data": {"image/png": "aGk=", "text/plain": "p"}}),
        cell("code", "table", {"data": {"text/html": "<style>x\n</style>\n\n<p style='a'>t</p>", "text/plain": "t"}}),
        cell("code", "say", {"name": "stdout", "text": "said\n"}),
    ]
    text, pictures = to_markdown(SimpleNamespace(cells=cells), "1-one")
    assert pictures == {"images/1-one-1.svg": "<svg>é</svg>".encode(), "images/1-one-2.png": b"hi"}
    assert "[next](2-next.md) and [docs](https://example.org/a.ipynb)" in text
    assert "```python\ndraw\n```\n\n![A title](images/1-one-1.svg)" in text
    assert "![A title](images/1-one-2.png)" in text
    assert "```python\ntable\n```\n\n<p>t</p>\n" in text
    assert "```text\nsaid\n```" in text


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_committed_rendering_is_up_to_date(rendered: dict[str, Path], name: str) -> None:
    made = (rendered[name] / "story.md").read_text(encoding="utf-8")
    kept = (FOLDER / "rendered" / f"{name}.md").read_text(encoding="utf-8")
    assert kept == made, "run `make notebooks-rendered` and commit what it writes"
    for picture in re.findall(r"\]\((images/[^)]+)\)", kept):
        assert (FOLDER / "rendered" / picture).stat().st_size > 500
