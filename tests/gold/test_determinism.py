"""The same documents give the same graph: on another day, with other hash seeds, in another order."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from themegraph.assembly import build
from themegraph.graph import runs
from themegraph.graph.store import open_store


def quads(*sources: str, store: Path) -> bytes:
    """Build sources in a process of its own and return the canonical N-Quads."""
    environment = os.environ | {"PYTHONHASHSEED": str(len(sources) + len(store.name))}
    command = [sys.executable, "-m", "themegraph"]
    subprocess.run(
        [*command, "build", *sources, "--store", str(store), "--quiet"],
        check=True,
        env=environment,
        capture_output=True,
    )
    done = subprocess.run(
        [*command, "export", "nq", "-", "--store", str(store)], check=True, env=environment, capture_output=True
    )
    return done.stdout


def test_two_builds_are_identical(tmp_path: Path) -> None:
    samples = Path(__file__).parents[2] / "loaders" / "samples"
    sources = [str(samples / "optical-networking.txt"), str(samples / "funds-and-indices.txt")]
    first = quads(*sources, store=tmp_path / "a")
    second = quads(*reversed(sources), store=tmp_path / "another")
    assert first == second
    assert first.count(b"\n") > 2_000


def test_another_day_changes_only_the_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Optics\n\nIn May 2025 Acme Optics Inc. invested $40 million in Borealis Cooling Corp.\n", "utf-8")
    exports = []
    for day in ("2026-01-01T00:00:00Z", "2027-02-03T04:05:06Z"):
        monkeypatch.setattr(runs, "now", lambda day=day: day)
        with open_store(None) as store:
            assert build([str(page)], store).failures == ()
            target = tmp_path / f"{day[:4]}.nq"
            store.export("nq", target)
            exports.append(target.read_bytes())
    assert exports[0] == exports[1]
