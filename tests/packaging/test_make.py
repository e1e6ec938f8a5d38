"""The Makefile says clearly what a machine lacks."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = ("sh", "make", "touch")


def make(folder: Path, root: Path, *, python: str = "") -> subprocess.CompletedProcess[str]:
    """Run `make` for the venv on a machine that has only the tools it needs and, if given, this Python."""
    tools = folder / "tools"
    tools.mkdir()
    for name in TOOLS:
        found = shutil.which(name)
        if found is None:
            pytest.skip(f"no {name} on this machine")
        (tools / name).symlink_to(found)
    if python:
        (tools / "python3").write_text(python, encoding="utf-8")
        (tools / "python3").chmod(0o755)
    shutil.copy2(root / "Makefile", folder)
    command = ["make", ".venv/.made"]
    return subprocess.run(command, cwd=folder, env={"PATH": str(tools)}, capture_output=True, text=True, check=False)


def test_no_python_is_said(root: Path, tmp_path: Path) -> None:
    done = make(tmp_path, root)
    assert done.returncode != 0
    assert "error: no Python 3.11 or newer found" in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_an_old_python_is_passed_over(root: Path, tmp_path: Path) -> None:
    done = make(tmp_path, root, python="#!/bin/sh\nexit 1\n")
    assert "error: no Python 3.11 or newer found" in done.stderr


def test_a_missing_venv_module_is_said(root: Path, tmp_path: Path) -> None:
    script = f'#!/bin/sh\ncase "$*" in *ensurepip*) exit 1;; esac\nexec {sys.executable} "$@"\n'
    done = make(tmp_path, root, python=script)
    assert done.returncode != 0
    assert "error: python3 has no venv module: install it" in done.stderr
