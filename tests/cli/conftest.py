"""The command line as a user runs it: its words in, its output, messages and exit status out."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from themegraph.cli import main

Run = Callable[..., subprocess.CompletedProcess[str]]
PAGE = Path(__file__).parent / "page.txt"


def command(*words: str | Path) -> list[str]:
    """Return the call of the command line."""
    return [sys.executable, "-m", "themegraph", *map(str, words)]


def environment(**more: str) -> dict[str, str]:
    """Return the environment without settings of the caller's own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("THEMEGRAPH")}
    return {**kept, "COLUMNS": "100", **more}


def called(words: list[str], given: str | None) -> subprocess.CompletedProcess[str]:
    """Run the command line in this process, with `given` piped in."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2)]
    source = io.TextIOWrapper(io.BytesIO((given or "").encode()), encoding="utf-8")
    before, sys.stdin = sys.stdin, source
    try:
        with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
            status = main(words)
    except SystemExit as left:  # what --help and --version do
        status = int(left.code or 0)
    finally:
        sys.stdin = before
    written = [stream.buffer.getvalue().decode().replace("\r\n", "\n") for stream in streams]
    return subprocess.CompletedProcess(words, status, *written)


@contextlib.contextmanager
def surroundings(folder: Path, more: Mapping[str, str]) -> Iterator[None]:
    """Be in a folder and an environment for a while."""
    before, place = dict(os.environ), os.getcwd()
    os.environ.clear()
    os.environ.update(environment(**more))
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(place)
        os.environ.clear()
        os.environ.update(before)


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Give a function that runs a command in an empty folder and returns what came of it.

    It runs in this process: starting one and loading the rules costs more than most commands do. `run_apart` is for
    tests of what only a process of its own shows.
    """

    def call(
        *words: str | Path, env: Mapping[str, str] | None = None, cwd: Path | None = None, input: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        with surroundings(cwd or tmp_path_factory.mktemp("cwd"), env or {}):
            return called(list(map(str, words)), input)

    return call


@pytest.fixture(scope="session")
def run_apart(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Give a function that runs a command in a process of its own."""

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
