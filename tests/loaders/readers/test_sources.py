"""SOURCE arguments: files, folders, patterns, standard input, and what is refused."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from themegraph.errors import ReadError
from themegraph.loaders.sources import Candidate, Sources, find_sources, read_bytes


def names(found: Sources) -> list[str]:
    return [candidate.name for candidate in found.candidates]


def messages(found: Sources) -> str:
    return "\n".join(str(error) for error in found.errors)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder of documents with other files among them."""
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.md", "sub/c.txt", "picture.png", "a.md.meta.json", ".hidden.txt", "README.md"):
        (tmp_path / name).write_text("text")
    return tmp_path


def test_a_folder_is_walked_in_order_and_names_are_relative_to_it(folder: Path) -> None:
    found = find_sources([str(folder)])
    assert names(found) == ["a.md", "b.txt", "sub/c.txt"]
    assert found.errors == ()
    assert found.skipped == (str(folder / "README.md"), str(folder / "picture.png"))


def test_a_file_is_named_by_itself_and_read_once(folder: Path) -> None:
    found = find_sources([str(folder / "sub" / "c.txt"), str(folder / "b.txt"), str(folder)])
    assert names(found) == ["sub/c.txt", "b.txt", "a.md"]
    assert [candidate.size for candidate in found.candidates] == [4, 4, 4]


def test_patterns(folder: Path) -> None:
    assert names(find_sources([f"{folder}/**/*.txt"])) == ["b.txt", "sub/c.txt"]
    assert "no file matches" in messages(find_sources([f"{folder}/*.doc"]))


def test_what_says_how_to_read_a_file_is_none_beside_it(tmp_path: Path) -> None:
    """A shell expands `folder/*` to documents and their sidecars; a sidecar alone is a file like others."""
    for name in ("a.csv", "a.csv.mapping.yml", "a.csv.meta.json", "b.meta.json"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = find_sources(sorted(str(path) for path in tmp_path.iterdir()))
    assert names(found) == ["a.csv", "b.meta.json"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"text")))
    (candidate,) = find_sources(["-"]).candidates
    assert (candidate.name, read_bytes(candidate)) == ("stdin", b"text")


def test_a_missing_path_and_an_unreadable_folder_are_named(tmp_path: Path) -> None:
    (tmp_path / "only.png").write_text("x")
    found = find_sources([str(tmp_path / "none.txt"), str(tmp_path)])
    assert f"{tmp_path}/none.txt: no such file or folder" in messages(found)
    assert f"{tmp_path}: nothing readable in this folder (valid: files named ." in messages(found)


@pytest.mark.parametrize("bad", ["a\u202etxt.md", "a\nb.txt", "a\x1b[31m.txt"])
def test_names_with_unsafe_characters_are_refused_and_shown_escaped(tmp_path: Path, bad: str) -> None:
    (tmp_path / bad).write_text("text")
    found = find_sources([str(tmp_path / bad)])
    assert found.candidates == ()
    assert messages(found).isprintable()
    assert "the name holds the character U+" in messages(found)


def test_pipes_and_devices_are_refused_without_being_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    found = find_sources([str(tmp_path / "pipe.txt"), "/dev/zero"])
    assert "pipe.txt: a pipe, not a file" in messages(found)
    assert "/dev/zero: a device, not a file" in messages(found)


def test_links_in_circles_end(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "a.txt").write_text("text")
    found = find_sources([str(tmp_path)])
    assert names(found) == ["a.txt"]
    assert "loop.txt: too many levels of symbolic links" in messages(found)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("text")
    path.chmod(0)
    with pytest.raises(ReadError, match=r"a\.txt: no permission to read"):
        read_bytes(Candidate("a.txt", path))


def test_no_permission_is_named_whoever_runs_the_tests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "a.txt"
    path.write_text("text")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ReadError, match=r"a\.txt: no permission to read"):
        read_bytes(Candidate("a.txt", path))


def test_a_file_above_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(ReadError, match=r"large.txt: larger than 20,000,000 bytes .*--max-bytes"):
        read_bytes(Candidate("large.txt", path))
    with pytest.raises(ReadError, match="larger than 10 bytes"):
        read_bytes(Candidate("large.txt", path), 10)
