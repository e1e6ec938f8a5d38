"""A shell with the extension and a graph of one invented page; the notebooks executed once for all tests."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from IPython.core.interactiveshell import InteractiveShell

import themegraph

FOLDER = Path(__file__).parents[2] / "notebooks"
NAMES = ("1-tour", "2-supplier-links", "3-capital", "4-funds-and-indices", "5-sources-and-conflicts")
PAGE = """\
Cooling notes

Zyblat Corp. supplies pumps to Quantrel Inc. for its plants.
Orlandu Inc. supplies valves to Quantrel Inc. for its plants.

In May 2025 Quantrel Inc. invested $40 million in Zyblat Corp. and opened a plant.
"""

# In a process of its own: the notebook client needs an event loop, and a browser test may still be running one here.
# The second file is what an untrusted notebook shows: the same outputs without HTML.
RENDER = """
import sys
from pathlib import Path
from themegraph.notebook.markdown import to_markdown
from themegraph.notebook.render import execute, to_html
path, out = Path(sys.argv[1]), Path(sys.argv[2])
notebook = execute(path)
(out / "trusted.html").write_text(to_html(notebook, path.stem), encoding="utf-8")
(out / "story.md").write_text(to_markdown(notebook, path.stem)[0], encoding="utf-8")
for cell in notebook.cells:
    for output in cell.get("outputs", ()):
        output.get("data", {}).pop("text/html", None)
(out / "untrusted.html").write_text(to_html(notebook, path.stem), encoding="utf-8")
"""


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Execute and render the notebooks; give the folder of each one's HTML."""
    folders = {}
    for name in NAMES:
        folders[name] = tmp_path_factory.mktemp(name)
        command = [sys.executable, "-c", RENDER, str(FOLDER / f"{name}.ipynb"), str(folders[name])]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
        assert done.returncode == 0, f"{name}: {done.stderr[-4000:]}"
    return folders


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[themegraph.Graph]:
    """Give a graph of an invented page."""
    page = tmp_path_factory.mktemp("page") / "notes.txt"
    page.write_text(PAGE, encoding="utf-8")
    with themegraph.Graph() as graph:
        graph.build(page)
        yield graph


@pytest.fixture
def shell(graph: themegraph.Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[InteractiveShell]:
    """Give a shell with the extension loaded and `graph` among its variables."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("THEMEGRAPH_STORE", raising=False)
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance()
    shell.run_line_magic("load_ext", "themegraph")
    shell.user_ns["graph"] = graph
    yield shell
    InteractiveShell.clear_instance()
