"""Notebooks as HTML: executed, one file each and an index, nothing fetched.

`python -m themegraph.notebook.render FOLDER OUT`; `--markdown` writes Markdown with its pictures instead. Each notebook runs in a copy of its folder, so the files stay as they
are, in a kernel that is reached without a network.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from themegraph.errors import ReadError, ThemegraphError, UsageError
from themegraph.notebook.look import STYLE
from themegraph.notebook.markdown import to_markdown

SECONDS_A_CELL = 300


def execute(path: Path) -> Any:
    """Run a notebook in a fresh kernel and return it with its outputs; raise ReadError where a cell fails."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    temporary = tempfile.TemporaryDirectory
    with temporary(prefix="themegraph-notebook-") as folder, temporary(prefix="tg-") as sockets:
        shutil.copytree(path.parent, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.ipynb", ".*"))
        resources = {"metadata": {"path": folder}}
        client = NotebookClient(notebook, timeout=SECONDS_A_CELL, kernel_name="python3", resources=resources)
        _without_network(client.create_kernel_manager(), Path(sockets))
        # what a kernel says on leaving, such as libzmq of a socket that closed before it looked, is nobody's concern
        with (Path(sockets) / "said").open("w+", encoding="utf-8", errors="replace") as said:
            try:
                client.execute(stderr=said)
            except CellExecutionError as error:
                trace = re.sub(r"\x1b\[[0-9;]*m", "", error.traceback or str(error))
                raise ReadError(f"a cell failed: {trace}", where=str(path)) from error
            except (DeadKernelError, RuntimeError) as error:
                said.seek(0)
                raise ReadError(f"the kernel failed: {said.read()[-2000:] or error}", where=str(path)) from error
    return notebook


def _without_network(kernel: Any, sockets: Path) -> None:
    """Have a kernel reached through files; Windows has none for that, so there it is the loopback."""
    if os.name != "nt":
        kernel.transport, kernel.ip = "ipc", str(sockets / "kernel")


def to_html(notebook: Any, title: str) -> str:
    """Return an executed notebook as one HTML file for light and dark screens."""
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(template_name="basic")  # type: ignore[no-untyped-call]
    body, _ = exporter.from_notebook_node(notebook)
    body = re.sub(r'(href="[^":/]+)\.ipynb"', r'\1.html"', body)
    return _document(title, body)


def _document(title: str, body: str) -> str:
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<link rel="icon" href="data:,">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>{body}</main>\n</body>\n</html>\n"
    )


def index_of(notebooks: Sequence[tuple[str, Any]]) -> str:
    """Return a page that links rendered notebooks, given as file and notebook, each with its title and finding."""
    entries = (
        f'<h2><a href="{escape(file)}">{escape(title_of(notebook, file))}</a></h2>\n<p>{escape(finding_of(notebook))}</p>'
        for file, notebook in notebooks
    )
    return _document("Notebooks", "<h1>Notebooks</h1>\n" + "\n".join(entries))


def finding_of(notebook: Any) -> str:
    """Return the first text in bold of a notebook, which says what it finds; empty where there is none."""
    texts = (cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    return next((found[1] for text in texts if (found := re.search(r"\*\*(.+?)\*\*", text, re.DOTALL))), "")


def title_of(notebook: Any, otherwise: str) -> str:
    """Return the first heading of a notebook."""
    texts = (cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    heads = (found[1] for text in texts if (found := re.search(r"^# (.+)$", text, re.MULTILINE)))
    return next(heads, otherwise)


def render(path: Path, out: Path) -> tuple[Path, Any]:
    """Execute a notebook and write it to a folder as HTML; return the file and the notebook."""
    notebook = execute(path)
    target = out / f"{path.stem}.html"
    target.write_text(to_html(notebook, title_of(notebook, path.stem)), encoding="utf-8")
    return target, notebook


def render_markdown(path: Path, out: Path) -> Path:
    """Execute a notebook and write it to a folder as Markdown, its pictures in `images`; return the file."""
    text, pictures = to_markdown(execute(path), path.stem)
    (out / "images").mkdir(exist_ok=True)
    for old in (out / "images").glob(f"{path.stem}-*"):
        old.unlink()
    for name, data in pictures.items():
        (out / name).write_bytes(data)
    target = out / f"{path.stem}.md"
    target.write_text(text, encoding="utf-8")
    return target


def main(words: Sequence[str] | None = None) -> int:
    """Render the notebooks of a folder, or those that are named."""
    parser = argparse.ArgumentParser(
        prog="python -m themegraph.notebook.render", description="Notebooks as HTML or Markdown."
    )
    parser.add_argument("source", type=Path, nargs="+", metavar="NOTEBOOK", help="notebooks, or folders of them")
    parser.add_argument("out", type=Path, metavar="OUT", help="the folder to write to")
    parser.add_argument("--markdown", action="store_true", help="write Markdown for a code host instead of HTML")
    given = parser.parse_args(words)
    try:
        paths = _paths(given.source)
        given.out.mkdir(parents=True, exist_ok=True)
        made = []
        for path in paths:
            if given.markdown:
                print(render_markdown(path, given.out), flush=True)
                continue
            target, notebook = render(path, given.out)
            made.append((target.name, notebook))
            print(target, flush=True)
        if len(made) > 1:
            index = given.out / "index.html"
            index.write_text(index_of(made), encoding="utf-8")
            print(index)
    except ThemegraphError as error:
        print(f"themegraph: {error}", file=sys.stderr)
        return 2 if isinstance(error, UsageError) else 1
    return 0


def _paths(sources: Sequence[Path]) -> list[Path]:
    """Return the notebooks that are meant; raise UsageError where there is none."""
    found = [path for source in sources for path in (sorted(source.glob("*.ipynb")) if source.is_dir() else [source])]
    missing = [str(path) for path in found if not path.is_file()]
    if missing or not found:
        raise UsageError("there is no such notebook", where=", ".join(missing or map(str, sources)), valid="*.ipynb")
    return found


if __name__ == "__main__":
    sys.exit(main())
