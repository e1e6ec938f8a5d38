"""`themegraph build --report` and `themegraph extract --explain`."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
TEXT = """Optics

In May 2025, Quantrel Inc. invested $2 million in Zyblat Corp., the companies <script>alert(1)</script> said.

Our supply chain is mainly concentrated in Japan.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with a document, one that cannot be read, and a file that no reader takes."""
    place = tmp_path / "documents"
    place.mkdir()
    (place / "optics.txt").write_text(TEXT, encoding="utf-8")
    (place / "bad.txt").write_bytes(b"\0\1")
    (place / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return place


class Tags(HTMLParser):
    """The names of a page's elements."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the name."""
        self.names.append(tag)


def test_the_report_holds_every_part(run: Run, folder: Path, tmp_path: Path) -> None:
    done = run("build", folder, "--store", tmp_path / "store", "--report", tmp_path / "out")
    assert done.returncode == 1
    report = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert [line["name"] for line in report["documents"]] == ["optics.txt"]
    assert [failed["name"].endswith("bad.txt") for failed in report["failures"]] == [True]
    assert report["skipped"] == [str(folder / "photo.png")]
    reasons = {each["sentence"]: each["reason"] for each in report["rejected"]}
    about = "empty-end: whom the document is about is not known (--about says it)"
    assert reasons["Our supply chain is mainly concentrated in Japan."] == about
    assert all(TEXT[each["start"] : each["end"]] == each["sentence"] for each in report["rejected"])
    zyblat = next(name for name in report["unresolved"] if name["label"] == "Zyblat Corp.")
    assert (zyblat["type"], zyblat["documents"]) == ("Company", 1)


def test_the_page_runs_nothing(run: Run, folder: Path, tmp_path: Path) -> None:
    run("build", folder, "--store", tmp_path / "store", "--report", tmp_path / "out.html")
    assert not (tmp_path / "out.html.json").exists()
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    tags = Tags()
    tags.feed(page)
    assert not {"script", "img", "link", "iframe", "form"} & set(tags.names)
    assert "default-src 'none'" in unescape(page)
    assert "Our supply chain is mainly concentrated in Japan." in page


def test_a_report_that_cannot_be_written_stops_the_build(run: Run, folder: Path, tmp_path: Path) -> None:
    done = run("build", folder, "--store", tmp_path / "store", "--report", tmp_path / "none" / "out")
    assert done.returncode == 2
    assert not (tmp_path / "store").exists()


def test_explain_marks_mentions_and_figures(run: Run, page: Path) -> None:
    done = run("extract", "--explain", page)
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert "{$2 billion}" in done.stdout
    same = json.loads(run("extract", "--explain", page, "--format", "json").stdout)
    claims = [json.loads(line)["id"] for line in run("extract", page).stdout.splitlines()]
    told = {claim["id"] for sentence in same["sentences"] for claim in sentence["claims"]}
    assert set(claims) == told


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--sentence", "3"], "--sentence and --at need --explain"),
        (["--explain", "--format", "jsonl"], "--format jsonl does not go with --explain"),
        (["--format", "text"], "--format text does not go without --explain"),
        (["--explain", "--sentence", "900"], "no sentence “900”"),
        (
            ["--workers", "-1"],
            "argument --workers: '-1' is no number of processes from 0 to 256 (valid: see 'themegraph",
        ),
        (["--document-deadline", "0"], "argument --document-deadline: '0' is no number of seconds above 0"),
    ],
)
def test_wrong_calls(run: Run, page: Path, words: list[str], complaint: str) -> None:
    done = run("extract", page, *words)
    assert done.returncode == 2
    assert complaint in done.stderr
