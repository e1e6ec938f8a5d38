"""Quality floors on the annotated documents; they only rise, and a change of the annotations is a change to look at."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from themegraph.loaders.load import claim_to_json, read

GOLD = "abfb3799"
FLOORS = {"recall": 0.93, "precision_floor": 0.98, "spans_exact": 1.0}
SEED_FLOORS = {"recall": 0.95, "precision_floor": 0.95, "spans_exact": 1.0}


@pytest.fixture(scope="module")
def scores(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    facts = tmp_path_factory.mktemp("facts")
    documents = sorted((shared / "gold" / "dev").glob("*.txt"))
    assert len(documents) == 13
    for path in documents:
        reading = read(path)
        lines = [json.dumps(claim_to_json(claim, reading)) for claim in reading.claims]
        (facts / f"{path.stem}.jsonl").write_text("\n".join(lines), "utf-8")
    scorer = shared / "tools" / "score_extraction.py"
    command = [sys.executable, str(scorer), str(shared / "gold" / "dev"), "--facts", str(facts), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded: dict[str, Any] = json.loads(done.stdout)
    return loaded


def test_the_gold_is_the_one_that_the_floors_are_for(shared: Path) -> None:
    files = sorted((shared / "gold" / "dev").iterdir())
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:8]
    assert digest == GOLD, "the annotations changed: look at the scores, then pin their digest here"


def test_floors(scores: dict[str, Any]) -> None:
    total = scores["total"]
    assert {name: total[name] for name in FLOORS if total[name] < FLOORS[name]} == {}


def test_floors_of_the_theme_page(scores: dict[str, Any]) -> None:
    page = scores["documents"]["seed-ai-infrastructure"]
    assert {name: page[name] for name in SEED_FLOORS if page[name] < SEED_FLOORS[name]} == {}
