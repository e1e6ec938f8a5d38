"""A reader that another package offers, installed for real: found, used by the commands, its faults told as its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

MODULE = """
from themegraph.loaders.document import Block, Metadata
from themegraph.loaders.readers import Content, Fit, Parsed


class MemoReader:
    name = "memo"
    suffixes = (".memo",)

    def fit(self, content: Content) -> Fit:
        return Fit.CERTAIN if content.data.startswith(b"MEMO") else Fit.NONE

    def read(self, content: Content) -> Parsed:
        text = content.data.decode()
        if "broken" in text:
            raise KeyError("no such field")
        start = text.index("\\n") + 1
        return Parsed(text, (Block("paragraph", start, len(text.rstrip())),), Metadata(title="A memo"), "text/memo")
"""
WORDS = "MEMO 7\nIn May 2025 Quantrel Inc. invested $40 million in Orlandu Inc.\n"


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """Give a folder with a package that offers a reader, as an installer leaves it there."""
    site = tmp_path / "site"
    about = site / "memo_reader-1.0.dist-info"
    about.mkdir(parents=True)
    (site / "memo_reader.py").write_text(MODULE, encoding="utf-8")
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: memo-reader\nVersion: 1.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text("[themegraph.readers]\nmemo = memo_reader:MemoReader\n", encoding="utf-8")
    return site


def run(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command with the folder on the interpreter's path."""
    command = [sys.executable, "-m", "themegraph", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(site)}
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=site.parent, check=False)


def test_a_file_is_read_by_it_whatever_its_name(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WORDS, encoding="utf-8")
    done = run(installed, "extract", "a.txt", "--format", "jsonl")
    (claim,) = map(json.loads, done.stdout.splitlines())
    assert (claim["subject"]["label"], claim["predicate"]) == ("Quantrel Inc.", "investsIn")
    assert WORDS[claim["start"] : claim["end"]] == claim["sentence"] == WORDS[7:].strip()


def test_a_folder_gives_files_of_its_extension_to_workers_and_one_that_fails_stops_none(
    installed: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "memos"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.memo").write_text(f"{WORDS}{'broken' * (number == 2)}\n", encoding="utf-8")
    done = run(installed, "build", "memos", "--workers", "2", "--store", "kept")
    assert done.returncode == 1
    assert "documents  4 (4 added)" in done.stdout
    failed = "2.memo: the reader 'memo' of another package failed: KeyError: 'no such field'"
    assert failed in done.stderr
    assert "memo_reader mended" in done.stderr


def test_one_that_lacks_a_part_is_named(installed: Path, tmp_path: Path) -> None:
    (installed / "memo_reader.py").write_text("class MemoReader:\n    name = 'memo'\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text(WORDS, encoding="utf-8")
    done = run(installed, "text", "a.txt")
    assert done.returncode == 1
    assert "the reader 'memo' of another package lacks suffixes, fit, read" in done.stderr
    assert "Traceback" not in done.stderr
