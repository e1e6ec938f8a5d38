"""The checkout, the import package and the house rules agree."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import themegraph
from themegraph.loaders.readers import readers

FOLDERS = ("graph", "loaders", "ontology", "queries")
VAGUE = {"common", "helpers", "manager", "misc", "utils"}
LONGEST = 400


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_folder_is_linked_into_the_package(root: Path, folder: str) -> None:
    link = root / "src" / "themegraph" / folder
    if not link.is_symlink():
        pytest.skip("this checkout has no symbolic links")
    assert link.readlink() == Path("..", "..", folder)


def test_no_folder_is_importable_by_its_generic_name(tmp_path: Path) -> None:
    code = (
        "import sys, themegraph.queries, themegraph.loaders, themegraph.graph, themegraph.ontology; print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert not set(FOLDERS) & set(done.stdout.split())


def test_changelog_opens_with_the_version(root: Path) -> None:
    headings = re.findall(r"^## (\S+)", (root / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] in ("Unreleased", themegraph.__version__)


def test_the_script_loads() -> None:
    (script,) = entry_points(group="console_scripts", name="themegraph")
    assert (script.value, callable(script.load())) == ("themegraph.cli:main", True)


def test_readers_are_offered_under_their_own_names() -> None:
    offered = [point for point in entry_points(group="themegraph.readers") if point.module.startswith("themegraph.")]
    assert {point.name for point in offered} >= {"markdown", "text"}
    assert {point.name: point.load()().name for point in offered} == {point.name: point.name for point in offered}


def test_every_reader_is_declared(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = project["entry-points"]["themegraph.readers"]
    own = [reader for reader in readers() if type(reader).__module__.startswith("themegraph.")]
    assert sorted(declared) == sorted(reader.name for reader in own)


def modules(root: Path) -> list[Path]:
    """List the product's own modules, each once."""
    own = (path for path in (root / "src" / "themegraph").rglob("*.py"))
    inside = (path for folder in FOLDERS for path in (root / folder).rglob("*.py"))
    return sorted({path.resolve() for path in (*own, *inside)})


def test_no_module_is_long_or_vaguely_named(root: Path) -> None:
    found = modules(root)
    assert len(found) > 50
    assert [path.name for path in found if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST] == []
    assert [path.name for path in found if path.stem in VAGUE] == []
