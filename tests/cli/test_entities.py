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


def lei(body: str) -> str:
    """Return a sound LEI that begins with a body."""
    padded = body.ljust(18, "0")
    digits = "".join(str(int(char, 36)) for char in padded + "00")
    return f"{padded}{98 - int(digits) % 97:02d}"


AMERICAN, BRITISH = lei("ZORB"), lei("TINW")
HEADER = "LEI,Entity.LegalName,Entity.LegalAddress.Country,Entity.EntityCategory,Entity.EntitySubCategory"
FILES = {
    "leis.csv": f"{HEADER}\n{AMERICAN},ZORBIAN PHOTONICS INC.,US,GENERAL,\n{BRITISH},Zorbian Photonics Limited,GB,GENERAL,\n",
    "deal.txt": "A deal\n\nZorbian Photonics Inc. supplies lenses to Intel.\n",
}


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Give a folder with two companies of one name in a register, and a sentence on one of them."""
    folder = tmp_path / "register"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def explained(run: Run, store: Path, thing: str) -> list[dict[str, str]]:
    """Return the rows of an explanation."""
    done = run("entities", "--store", store, "--explain", thing, "--format", "csv")
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_why_names_are_one_thing_is_explained_with_rows(run: Run, register: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    run("build", register, "--store", store)
    rows = explained(run, store, AMERICAN)
    one, other = f"organization/lei-{AMERICAN.lower()}", f"organization/lei-{BRITISH.lower()}"
    assert [row for row in rows if row["kind"] == "code"] == [
        {
            "kind": "code",
            "id": one,
            "what": f"LEI {AMERICAN}",
            "source": "leis, row=2",
            "evidence": f"{AMERICAN} ZORBIAN PHOTONICS INC. US GENERAL",
        }
    ]
    (joined,) = [row for row in rows if row["kind"] == "joined"]
    assert joined["id"] == one
    assert joined["what"].endswith(": the same name; only one thing with that name has a code")
    (apart,) = [row for row in rows if row["kind"] == "apart"]
    assert (apart["id"], apart["what"]) == (
        other,
        f"bears the name 'Zorbian Photonics Limited' too; its codes are LEI {BRITISH}",
    )
    assert explained(run, store, "Zorbian Photonics Inc.") == rows
    assert explained(run, store, joined["what"].split()[1].rstrip(":")) == rows
    wrong = run("entities", "--store", store, "--explain", "Nobody Knows")
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert "nothing is named 'Nobody Knows'" in wrong.stderr


def test_one_name_with_two_codes_is_for_review_and_a_decision_holds(
    run: Run, register: Path, tmp_path: Path, contents: Callable[[Path], str]
) -> None:
    store, review = tmp_path / "store", tmp_path / "review.yaml"
    run("build", register, "--store", store)
    before = contents(store)
    run("entities", "--store", store, "--review", review)
    (item,) = yaml.safe_load(review.read_text(encoding="utf-8"))
    assert item["reasons"][1:] == [f"different LEI: {BRITISH} and {AMERICAN}"]
    assert item["score"] < 0.1

    (name,) = [row["what"].split()[1].rstrip(":") for row in explained(run, store, AMERICAN) if row["kind"] == "joined"]
    decisions = tmp_path / "decisions.yaml"
    decisions.write_text(f"- different: [organization/lei-{AMERICAN.lower()}, {name}]\n", encoding="utf-8")
    run("build", register, "--store", store, "--decisions", decisions)
    rows = explained(run, store, AMERICAN)
    assert [row["kind"] for row in rows if row["kind"] == "joined"] == []
    assert any("decided to be different" in row["what"] for row in rows)
    decisions.write_text("[]\n", encoding="utf-8")
    run("build", register, "--store", store, "--decisions", decisions)
    assert contents(store) == before
