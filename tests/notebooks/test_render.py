"""Rendering notebooks: what the command says of a wrong call and of a cell that fails."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from themegraph.notebook.render import main


def notebook(path: Path, *sources: str) -> Path:
    """Write a notebook of code cells."""
    made: list[dict[str, object]] = [
        {"cell_type": "code", "id": f"c{n}", "metadata": {}, "source": text, "outputs": [], "execution_count": None}
        for n, text in enumerate(sources)
    ]
    path.write_text(json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), encoding="utf-8")
    return path


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    command = [sys.executable, "-m", "themegraph.notebook.render", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_a_missing_notebook_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.ipynb"), str(tmp_path)]) == 2
    assert "none.ipynb: there is no such notebook" in capsys.readouterr().err


def test_an_empty_folder_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path), str(tmp_path / "out")]) == 2
    assert "there is no such notebook" in capsys.readouterr().err


@pytest.mark.slow
def test_a_failing_cell_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    source = notebook(tmp_path / "broken.ipynb", "1 / 0")
    done = run(str(source), str(tmp_path / "out"))
    assert done.returncode == 1
    assert "broken.ipynb: a cell failed: " in done.stderr
    assert "ZeroDivisionError" in done.stderr
    assert not (tmp_path / "out" / "broken.html").exists()


@pytest.mark.slow
def test_a_mistake_in_a_magic_fails_the_run_without_a_traceback(tmp_path: Path) -> None:
    source = notebook(tmp_path / "wrong.ipynb", "%load_ext themegraph", "%ask no-such-question")
    done = run(str(source), str(tmp_path / "out"))
    assert done.returncode == 1
    assert "unknown question 'no-such-question'" in done.stderr
    assert ".py" not in done.stderr.partition("a cell failed")[2]


@pytest.mark.slow
def test_a_folder_gets_an_index_with_the_finding_of_each(tmp_path: Path) -> None:
    for name in ("one", "two"):
        source = notebook(tmp_path / f"{name}.ipynb", "6 * 7")
        made = json.loads(source.read_text(encoding="utf-8"))
        text = f"# Title & {name}\n\n**Finding <{name}>.**\n\nMore."
        made["cells"].insert(0, {"cell_type": "markdown", "id": "head", "metadata": {}, "source": text})
        source.write_text(json.dumps(made), encoding="utf-8")
    done = run(str(tmp_path), str(tmp_path / "out"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == str(tmp_path / "out" / "index.html")
    index = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    for name in ("one", "two"):
        assert f'<a href="{name}.html">Title &amp; {name}</a>' in index
        assert f"Finding &lt;{name}&gt;." in index


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_kernel_listens_to_nothing_outside(tmp_path: Path) -> None:
    """What listens on a port listens on the loopback."""
    listening = (
        "import os\n"
        "mine = {os.readlink(f'/proc/self/fd/{n}') for n in os.listdir('/proc/self/fd') if os.path.exists(f'/proc/self/fd/{n}')}\n"
        "rows = [row.split() for name in ('tcp', 'tcp6') for row in open(f'/proc/self/net/{name}').readlines()[1:]]\n"
        "[row for row in rows if row[3] == '0A' and row[1][:8] != '0100007F' and f'socket:[{row[9]}]' in mine]"
    )
    done = run(str(notebook(tmp_path / "net.ipynb", listening)), str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    assert "<pre>[]</pre>" in (tmp_path / "out" / "net.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_source_and_its_folder_stay_as_they_are(tmp_path: Path) -> None:
    source = notebook(tmp_path / "writes.ipynb", "open('made.txt', 'w').close()", "6 * 7")
    before = source.read_bytes()
    done = run(str(source), str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    assert "42" in (tmp_path / "out" / "writes.html").read_text(encoding="utf-8")
    assert source.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "writes.ipynb"]


@pytest.mark.slow
def test_what_a_kernel_says_is_told_only_where_it_dies(tmp_path: Path) -> None:
    says = "import os\nos.write(2, b'a word of farewell\\n')"
    quiet = run(str(notebook(tmp_path / "quiet.ipynb", says)), str(tmp_path / "out"))
    assert (quiet.returncode, quiet.stderr) == (0, "")
    dead = run(str(notebook(tmp_path / "dead.ipynb", says, "os._exit(3)")), str(tmp_path / "out"))
    assert dead.returncode == 1
    assert "dead.ipynb: the kernel failed: " in dead.stderr
    assert "a word of farewell" in dead.stderr
    assert "Traceback" not in dead.stderr
