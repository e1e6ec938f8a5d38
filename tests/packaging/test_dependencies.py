"""What the product imports is what it declares."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

FOLDERS = ("graph", "loaders", "ontology", "queries", "src/themegraph")


def imported(path: Path) -> set[str]:
    """List the top-level names that a module imports, anywhere in it."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    named = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    return {name.split(".")[0] for name in plain | named}


def names_of(entries: list[str]) -> set[str]:
    """Return the packages that requirements name."""
    return {re.split(r"[<>=!~ ;\[]", entry)[0] for entry in entries}


def test_every_import_is_a_declared_dependency_and_the_other_way_round(root: Path) -> None:
    """What is imported is declared, as needed always or as part of an extra; what is declared is imported."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = set().union(*map(names_of, project["optional-dependencies"].values())) - {"themegraph"}
    names = {name for folder in FOLDERS for path in (root / folder).rglob("*.py") for name in imported(path)}
    foreign = names - set(sys.stdlib_module_names) - {"themegraph"}
    homes = packages_distributions()
    found = {homes.get(name, [name])[0].lower().replace("_", "-") for name in foreign}
    assert found - extras == names_of(project["dependencies"]) - extras
    assert found >= names_of(project["dependencies"])
