"""The command line as a user runs it: in a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
PAGE = Path(__file__).parent / "page.txt"


def command(*words: str | Path) -> list[str]:
    """Return the call of the command line."""
    return [sys.executable, "-m", "themegraph", *map(str, words)]


def environment(**more: str) -> dict[str, str]:
    """Return the environment without settings of the caller's own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("THEMEGRAPH")}
    return {**kept, "COLUMNS": "100", **more}


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Give a function that runs a command in an empty folder and returns what came of it."""

    def call(*words: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
        options.setdefault("cwd", tmp_path_factory.mktemp("cwd"))
        options["env"] = environment(**options.get("env", {}))
        given: dict[str, Any] = {"text": True, "encoding": "utf-8", "capture_output": True, "timeout": 300, **options}
        return subprocess.run(command(*words), check=False, **given)

    return call


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """Give a copy of a document that can be read."""
    return Path(shutil.copy(PAGE, tmp_path / "page.txt"))


@pytest.fixture(scope="session")
def built(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store that holds the page; tests only read it."""
    folder = tmp_path_factory.mktemp("built")
    done = run("build", PAGE, "--store", folder / "store", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return folder / "store"


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    """Give a copy of that store, for tests that change it."""
    return Path(shutil.copytree(built, tmp_path / "store"))


@pytest.fixture(scope="session")
def contents(run: Run) -> Callable[[Path], str]:
    """Give a function that returns all that a store holds, as canonical N-Quads."""

    def read(path: Path) -> str:
        done = run("export", "nq", "-", "--store", path)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return read
