"""Quality on documents of our own in the manner of many publishers: floors that only rise."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from themegraph.loaders.load import claim_to_json, read

FLOORS = {"recall": 0.77, "precision_floor": 0.9, "spans_exact": 1.0}
WRITTEN = Path(__file__).with_name("own_documents.txt").read_text("utf-8")
PARTS = re.split(r"^=== ", WRITTEN, flags=re.MULTILINE)[1:]
_FIGURE = re.compile(r"(amount|percent)=(\S+)")


def fact(line: str) -> dict[str, Any]:
    """Return a line of facts as the scorer reads it."""
    subject, predicate, thing, *rest = (part.strip() for part in line.split("|"))
    said = rest[0] if rest else ""
    figures = {name: float(value) for name, value in _FIGURE.findall(said)}
    return {
        "subject": subject,
        "predicate": predicate,
        "object": thing,
        "qualifiers": figures,
        "optional": "optional" in said,
    }


def write(part: str, folder: Path) -> Path:
    """Write a document with its metadata and facts; return its text's path."""
    name, meta, rest = part.split("\n", 2)
    text, facts = rest.split("\n---\n")
    path = folder / f"{name.strip()}.txt"
    path.write_text(text.strip() + "\n", "utf-8")
    path.with_suffix(".txt.meta.json").write_text(meta, "utf-8")
    lines = [fact(line) for line in facts.strip().splitlines()]
    path.with_suffix(".json").write_text(json.dumps({"document": name, "facts": lines}), "utf-8")
    return path


@pytest.mark.slow
def test_floors(shared: Path, tmp_path: Path) -> None:
    paths = [write(part, tmp_path) for part in PARTS]
    assert len(paths) == 55
    found = tmp_path / "found"
    found.mkdir()
    for path in paths:
        reading = read(path)
        lines = [json.dumps(claim_to_json(claim, reading)) for claim in reading.claims]
        (found / f"{path.stem}.jsonl").write_text("\n".join(lines), "utf-8")
    scorer = shared / "tools" / "score_extraction.py"
    command = [sys.executable, str(scorer), str(tmp_path), "--facts", str(found), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    total = json.loads(done.stdout)["total"]
    assert {name: total[name] for name in FLOORS if total[name] < FLOORS[name]} == {}
