"""The locks pin every package by hash, name no index, and agree with pyproject.toml and with each other."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

LOCKS = ("build", "dev", "runtime")
PIN = re.compile(r"^([a-z0-9._-]+)==(\S+)(?: ; [^\\]+?)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


def pins(root: Path, name: str) -> dict[str, str]:
    """Read the versions that a lock pins."""
    text = (root / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return {m[1]: m[2] for line in text.splitlines() if (m := PIN.match(line))}


@pytest.mark.parametrize("name", LOCKS)
def test_lock_holds_only_pins_with_hashes(root: Path, name: str) -> None:
    lines = (root / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    strange = [line for line in lines if not PIN.match(line) and not HASH.match(line)]
    unhashed = [a for a, b in zip(lines, [*lines[1:], ""], strict=True) if PIN.match(a) and not HASH.match(b)]
    assert (strange, unhashed) == ([], []), "run: make lock"


@pytest.mark.parametrize(("lock", "declared"), [("runtime", "dependencies"), ("dev", "dev"), ("build", "build")])
def test_every_declared_dependency_is_locked(root: Path, lock: str, declared: str) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    groups = {**project["dependency-groups"], "dependencies": project["project"]["dependencies"]}
    names = {re.split(r"[<>=!~ ;\[]", entry)[0] for entry in groups[declared] if isinstance(entry, str)}
    assert names <= pins(root, lock).keys(), "run: make lock"


def test_tests_run_on_the_versions_that_users_get(root: Path) -> None:
    dev = pins(root, "dev")
    assert {name: dev.get(name) for name in pins(root, "runtime")} == pins(root, "runtime"), "run: make lock"


def test_licence_table_lists_what_is_locked(root: Path) -> None:
    table = (root / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in table.splitlines() if line.startswith("| ")][2:]
    assert {row[0].removeprefix("| "): row[1] for row in rows} == pins(root, "runtime"), "run: make lock"


def test_licences_are_permissive(root: Path) -> None:
    table = (root / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert not re.search(r"\b(?:A|L)?GPL\b|General Public", table)
