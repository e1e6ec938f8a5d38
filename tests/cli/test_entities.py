"""themegraph entities, and decisions given to build: what is listed, proposed, merged, and taken back."""

from __future__ import annotations

import csv
import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

Run = Callable[..., subprocess.CompletedProcess[str]]
PAGES = {
    "one.txt": "More deals\n\nZorbian Photonics supplies lenses to Intel.\n",
    "two.txt": "Other deals\n\nZorbian Photonix Ltd. supplies lasers to Broadcom.\n",
}


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Give a folder with two documents that spell one name in two ways."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, text in PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def listed(run: Run, store: Path, *options: str) -> list[dict[str, str]]:
    """Return the rows that the command prints."""
    done = run("entities", "--store", store, "--format", "csv", *options)
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_entities_are_listed_by_type_and_resolution(run: Run, pages: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert run("build", pages, "--store", store).returncode == 0
    rows = listed(run, store, "--type", "Company")
    assert [(row["name"], row["claims"], row["resolved"]) for row in rows] == [
        ("Broadcom", "1", "yes"),
        ("Intel", "1", "yes"),
        ("Zorbian Photonics", "1", "no"),
        ("Zorbian Photonix Ltd.", "1", "no"),
    ]
    assert [row["name"] for row in listed(run, store, "--unresolved")] == ["Zorbian Photonics", "Zorbian Photonix Ltd."]
    wrong = run("entities", "--store", store, "--type", "Firm")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "there is no class 'Firm'" in wrong.stderr


def test_a_reviewed_pair_becomes_one_and_two_again(
    run: Run, pages: Path, tmp_path: Path, contents: Callable[[Path], str]
) -> None:
    store, review = tmp_path / "store", tmp_path / "review.yaml"
    run("build", pages, "--store", store)
    before = contents(store)
    done = run("entities", "--store", store, "--review", review)
    assert done.stderr == f"wrote 1 proposal to {review}\n"
    (item,) = yaml.safe_load(review.read_text(encoding="utf-8"))
    assert item["evidence"][0] == {"Zorbian Photonics": ["Zorbian Photonics supplies lenses to Intel."]}

    # what is left open changes nothing
    assert "2 unchanged" in run("build", pages, "--store", store, "--decisions", review).stdout
    assert contents(store) == before

    review.write_text(review.read_text(encoding="utf-8").replace("decision:", "decision: same"), encoding="utf-8")
    assert "1 replaced, 1 unchanged" in run("build", pages, "--store", store, "--decisions", review).stdout
    merged = contents(store)
    assert [(row["name"], row["claims"]) for row in listed(run, store, "--unresolved")] == [("Zorbian Photonics", "2")]
    fresh = tmp_path / "fresh"
    run("build", pages, "--store", fresh, env={"THEMEGRAPH_DECISIONS": str(review)})
    assert contents(fresh) == merged != before

    run("build", pages, "--store", store)
    assert contents(store) == before
    partly = run("build", pages / "one.txt", "--store", store, "--decisions", review)
    assert "1 merged names are still apart in documents that were not read now" in partly.stderr


def test_what_people_wrote_is_never_overwritten(run: Run, store: Path, tmp_path: Path) -> None:
    review = tmp_path / "review.yaml"
    review.write_text("- mine\n", encoding="utf-8")
    done = run("entities", "--store", store, "--review", review)
    assert (done.returncode, review.read_text(encoding="utf-8")) == (2, "- mine\n")
    assert "the file exists, and may hold decisions" in done.stderr


def test_a_faulty_decisions_file_stops_the_build_with_its_line(run: Run, pages: Path, tmp_path: Path) -> None:
    faulty = tmp_path / "decisions.yaml"
    faulty.write_text("# mine\n- same: [organization/nvidia]\n", encoding="utf-8")
    done = run("build", pages, "--store", tmp_path / "store", "--decisions", faulty)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{faulty}:2: a decision names too few entities" in done.stderr
    assert not (tmp_path / "store").exists()
