"""The notebooks: committed without outputs, run from top to bottom, and shown whole in a browser without a network."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage

import themegraph

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
NAMES = ["1-tour", "2-supplier-links", "3-capital", "4-funds-and-indices", "5-sources-and-conflicts"]

# Words of the outputs that bear out what a notebook says at its head; its last cells check each claim.
FINDINGS = {
    "1-tour": ["7 suppliers, each with at least one sentence: Fabrinet, Foxconn, Micron, SK hynix"],
    "2-supplier-links": ["AMD depends on TSMC for wafers at 7 nm and below", "no other stop would leave a customer"],
    "3-capital": ["sells into its layer", "Saudi Arabia", "600.0", "550.0", "NVIDIA invested $2 billion in Coherent"],
    "4-funds-and-indices": ["Akros U.S. AI Optical Communication", "Constellation Energy", "30.5", "no rows"],
    "5-sources-and-conflicts": ["26,000,000,000", "31,000,000,000", "100,000,000,000", "265,000,000,000"],
}

MEASURE = """() => [...document.querySelectorAll(".output_subarea, .jp-OutputArea-output")].map((output) => {
  const box = output.getBoundingClientRect();
  return {wide: box.width, high: box.height, text: output.innerText.slice(0, 60), past: box.right - innerWidth};
})"""


def cells_of(path: Path, kind: str) -> list[dict[str, object]]:
    """Return the cells of one kind."""
    return [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == kind]


def test_notebooks_are_found() -> None:
    assert [path.stem for path in NOTEBOOKS] == NAMES


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.name)
def test_notebook_is_committed_without_outputs(notebook: Path) -> None:
    code = cells_of(notebook, "code")
    assert [(cell["outputs"], cell["execution_count"]) for cell in code] == [([], None)] * len(code)
    assert 5 <= len(code) <= 12


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.name)
def test_notebook_leads_with_its_finding(notebook: Path) -> None:
    first = "".join(cells_of(notebook, "markdown")[0]["source"])  # type: ignore[arg-type]
    assert re.match(r"# .+\n\n\*\*.+\*\*\n", first), "a heading, then the finding in bold"


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.name)
def test_no_sum_of_money_becomes_a_formula(notebook: Path) -> None:
    """Notebooks set what stands between two dollar signs as mathematics."""
    for cell in cells_of(notebook, "markdown"):
        assert "$" not in "".join(cell["source"])  # type: ignore[arg-type]
    code = "".join("".join(cell["source"]) for cell in cells_of(notebook, "code"))  # type: ignore[arg-type]
    assert "to_frame" not in code or '"display.html.use_mathjax", False' in code or "$" not in code


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.name)
def test_notebook_checks_its_finding(notebook: Path) -> None:
    """A page of the theme that changes may leave no false sentence at the head of a notebook."""
    code = ["".join(cell["source"]) for cell in cells_of(notebook, "code")]  # type: ignore[arg-type]
    checked = [ast.parse(text) for text in code if "assert " in text]
    assert any(isinstance(node, ast.Assert) for tree in checked for node in ast.walk(tree))


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.name)
def test_charts_have_titles_that_follow_the_data(notebook: Path) -> None:
    code = ["".join(cell["source"]) for cell in cells_of(notebook, "code")]  # type: ignore[arg-type]
    for text in code:
        if "plt.subplots" in text:
            assert re.search(r"figure\.suptitle\((f\"|title|\"[^\"]*\" \+)", text)
            assert "set_xlabel" in text or "set_ylabel" in text


@pytest.mark.slow
def test_a_changed_page_fails_the_notebook(tmp_path: Path) -> None:
    """The second desk changes a figure that the last notebook states at its head."""
    shutil.copytree(FOLDER, tmp_path / "notebooks")
    page = tmp_path / "notebooks/documents/second-desk.md"
    page.write_text(page.read_text(encoding="utf-8").replace("$31 billion", "$32 billion"), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "themegraph.notebook.render",
        str(tmp_path / "notebooks/5-sources-and-conflicts.ipynb"),
    ]
    done = subprocess.run([*command, str(tmp_path)], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 1
    assert "AssertionError: {'$26 and $31 billion stand for one market and year': " in done.stderr


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.name)
def test_notebook_uses_the_public_interface_only(notebook: Path) -> None:
    code = "\n".join("".join(cell["source"]) for cell in cells_of(notebook, "code"))  # type: ignore[arg-type]
    assert re.findall(r"(?:from|import) (themegraph\S*)", code) == ["themegraph"]
    assert set(re.findall(r"themegraph\.(\w+)", code)) <= set(themegraph.__all__)
    assert not re.search(r"\.store\b|\._", code)


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("kind", ["trusted", "untrusted"])
@pytest.mark.parametrize("name", NAMES)
def test_every_output_shows(rendered: dict[str, Path], browser: Browser, tmp_path: Path, name: str, kind: str) -> None:
    """Opened in another folder, offline: no output is empty or too wide, nothing is fetched, no console error."""
    page = browser.new_context(offline=True, viewport={"width": 1060, "height": 900}).new_page()
    errors: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: _note(message, errors))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    moved = Path(shutil.copy(rendered[name] / f"{kind}.html", tmp_path))
    page.goto(moved.as_uri())
    page.wait_for_load_state("load")
    outputs = page.evaluate(MEASURE)
    assert len(outputs) == len(cells_of(FOLDER / f"{name}.ipynb", "code")), "a cell shows nothing"
    for output in outputs:
        assert output["wide"] > 40, output
        assert output["high"] > 12, output
        assert output["past"] < 1, output
    text = page.inner_text("main")
    for words in FINDINGS[name]:
        assert words in text
    frames = [frame for frame in page.frames if frame != page.main_frame]
    assert len(frames) == (1 if (name, kind) == ("1-tour", "trusted") else 0)
    for frame in frames:
        frame.wait_for_selector("canvas")
    assert errors == []
    assert [url for url in asked if not url.startswith(("file:", "data:", "about:", "blob:"))] == []
    page.context.close()


def _note(message: ConsoleMessage, errors: list[str]) -> None:
    if message.type in ("error", "warning"):
        errors.append(message.text)
