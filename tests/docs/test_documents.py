"""Every example in the README and in docs/ runs, and prints what the document says it prints.

Fenced `python` blocks run in order in one namespace, `console` blocks in order in one folder: each line that begins with
`$ themegraph` (or `$ printf`, `$ mkdir`) is run, and the lines below it are compared with what it prints, "…" standing for anything.
"""

from __future__ import annotations

import doctest
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r"^```(?P<language>python|console)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
PROMPT = re.compile(r"^\$ (?P<command>(?:.*\\\n)*.*)\n?(?P<output>(?:(?!\$ ).*\n?)*)", re.MULTILINE)
DOCUMENTS = [
    path
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
    if path.is_file() and FENCE.search(path.read_text("utf-8"))
]
RUN = ("themegraph ", "printf ", "mkdir ")  # other commands of a console block are for people
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def run_python(body: str, names: dict[str, Any], place: Path) -> None:
    """Run a block as a doctest if it has prompts, else as a script; what it defines stays for the next block."""
    if not body.lstrip().startswith(">>>"):
        place.write_text(body, encoding="utf-8")
        names.update(runpy.run_path(str(place), init_globals=names))
        return
    example = doctest.DocTestParser().get_doctest(body, names, place.name, place.name, 0)
    report: list[str] = []
    failed = doctest.DocTestRunner(optionflags=FLAGS).run(example, out=report.append, clear_globs=False).failed
    names.update(example.globs)
    assert failed == 0, "".join(report)


def run_console(body: str, folder: Path) -> None:
    """Run the commands of a block and compare what each prints with what the block shows."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    for match in PROMPT.finditer(body):
        if not match["command"].startswith(RUN):
            continue
        done = subprocess.run(
            match["command"],
            shell=True,
            cwd=folder,
            env=os.environ | {"PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"$ {match['command']}\n{done.stdout}{done.stderr}"
        shown = match["output"].replace("…", "...")
        if shown.strip():
            assert doctest.OutputChecker().check_output(shown, done.stdout, FLAGS), (
                f"$ {match['command']}\n{done.stdout}"
            )


@pytest.mark.slow
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_examples_of(document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("THEMEGRAPH_STORE", raising=False)
    names: dict[str, Any] = {}
    for number, block in enumerate(FENCE.finditer(document.read_text("utf-8")), 1):
        if block["language"] == "python":
            run_python(block["body"], names, tmp_path / f"block_{number}.py")
        else:
            run_console(block["body"], tmp_path)


def test_the_readme_has_examples() -> None:
    assert ROOT / "README.md" in DOCUMENTS
