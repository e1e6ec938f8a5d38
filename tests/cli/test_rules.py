"""`themegraph rules`: faults with file and line, relations with a sentence each, and a user's own rules in extraction."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from themegraph.loaders.extraction.rules import load_rules
from themegraph.loaders.probing import slow_patterns
from themegraph.loaders.rulelint import impossible, matches_nothing, patterns_of

Run = Callable[..., subprocess.CompletedProcess[str]]
SOUND = """relation: partnersWith
patterns:
  - id: joins-hands
    match: "{subject:Org} joined hands with {object:Org}"
examples:
  - {text: "Quantrel Inc. joined hands with Zyblat Corp.", claims: ["Quantrel Inc. | partnersWith | Zyblat Corp."]}
  - {text: "Borealis Inc. joined hands with Zyblat Corp.", claims: ["Borealis Inc. | partnersWith | Zyblat Corp."]}
  - {text: "Zyblat Corp. joined hands with Borealis Inc.", claims: ["Zyblat Corp. | partnersWith | Borealis Inc."]}
  - {text: "Quantrel Inc. never joined hands with Zyblat Corp."}
  - {text: "Quantrel Inc. joined hands with its staff."}
  - {text: "Zyblat Corp. might have joined hands with Borealis Inc."}
"""
FAULTS = {
    "unknown relation": ("relation: partnersWith", "relation: likes", "hands.yaml:3: no relation likes (valid: "),
    "unknown type": ("{subject:Org}", "{subject:Firm}", "hands.yaml:3: no slot type Firm (valid: "),
    "unknown class": ("joined hands", "<joins-hands>", "hands.yaml:3: no word class <joins-hands> (valid: "),
    "unclosed": ("joined hands with", "joined (hands with", "hands.yaml:3: "),
    "unknown key": ("    match:", "    size: 3\n    match:", "hands.yaml:3: unknown key size (valid: "),
    "missing claim": ("Quantrel Inc. | partnersWith", "Acme | partnersWith", "hands.yaml:6: did not find “Acme"),
    "too much found": ("never joined", "joined", "hands.yaml:9: must find nothing in “"),
    "too few": ('  - {text: "Quantrel Inc. joined hands with its staff."}\n', "", "2 sentences that must not match"),
    "not YAML": ("relation: partnersWith", "relation: [", "hands.yaml:3: not YAML"),
    "no id": ("  - id: joins-hands\n    match", "  - match", "hands.yaml:3: id is missing (valid: id: letters, digits"),
    "no pattern": (
        "{subject:Org} joined hands with {object:Org}",
        "",
        "hands.yaml:3: match cannot be “” (valid: a pattern",
    ),
    "a text for a list": ('claims: ["Borealis', 'claims: "Borealis', "hands.yaml:7: not YAML"),
    "a claim of two parts": ("Borealis Inc. | partnersWith |", "Borealis Inc. |", "hands.yaml:7: claims cannot be ["),
    "no list of patterns": (
        "patterns:\n  - id: joins-hands\n    match:",
        "patterns:",
        "hands.yaml:1: patterns cannot be “{",
    ),
}
# What is put below the pattern, and what is said of it; the pattern is at line 3.
LINT = {
    "guard that always matches": (
        'unless: ["[never]"]',
        "unless “[never]” is content with no word at all (valid: a word or slot that is not optional)",
    ),
    "guard without a word": ('behind: [""]', "behind “” is content with no word at all"),
    "guard of an unknown class": ('without: ["<nonsense>"]', "no word class <nonsense> (valid: "),
    "guard of an unknown kind": ('unless: ["{who:Firm}"]', "no slot type Firm (valid: "),
    "guard with a point in a word": (
        'unless: ["in the U.S. market"]',
        "which no text has: its words would be “in”, “the”, “u.s.”, “market” (valid: words as a text has them",
    ),
    "guard with an open end behind a sign": ('unless: ["R&D*"]', "its words would be “r”, “&”, “d*”"),
    "guard with a model code": ('unless: ["H200 boards"]', "but H200 is read as a model code (valid: {name:Code})"),
    "guard with words before the beginning": ('unless: ["never ^ joined"]', "wants “never” before ^, the beginning"),
    "guard with words behind the end": ('unless: ["joined $ never"]', "wants “never” behind $, the end"),
    "guards as one text": ("unless: never", "unless cannot be “never” (valid: a list of patterns"),
    "unknown kind of block": ("blocks: [bulet]", "there is no kind of block “bulet” (valid: title, heading, "),
    "unknown kind of unit": ("unit: sentense", "there is no kind of unit “sentense” (valid: sentence, block, qa)"),
    "unknown qualifier": ("set: {colour: red}", "partnersWith has no qualifier colour (valid: "),
    "unknown key of an emission": ("emit: [{colour: red}]", "unknown key colour in emit (valid: relation, "),
    "unsound expression": ('sections: "(a"', "sections cannot be “(a” (valid: a regular expression)"),
    "confidence above one": ("confidence: 7", "confidence cannot be 7 (valid: a number above 0, at most 1)"),
    "confidence in words": ("confidence: high", "confidence cannot be “high” (valid: a number above 0, at most 1)"),
    "unknown status": ("status: sure", "status cannot be “sure” (valid: asserted, planned, stated)"),
    "unknown context": (
        "subject: {context: nobody}",
        "subject cannot be {'context': 'nobody'} (valid: the name of a slot",
    ),
    "guard that never ends": (
        'unless: ["the *** the *** the *** the *** zebra"]',
        "may take minutes over one sentence; the sentences of this file were not run (valid: fewer ***, ... and optional",
    ),
    "many optional parts": (f'unless: ["{"[never] " * 60}joined"]', "may take minutes over one sentence"),
}


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """Give a folder with one sound rule file."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "hands.yaml").write_text(SOUND, encoding="utf-8")
    return tmp_path / "rules"


def test_a_sound_file_passes(run: Run, rules: Path) -> None:
    done = run("rules", "check", rules)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "1 file, 1 rule, 6 sentences: 0 faults\n"


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_is_named_with_its_line(run: Run, rules: Path, kind: str) -> None:
    before, after, words = FAULTS[kind]
    assert before in SOUND
    (rules / "hands.yaml").write_text(SOUND.replace(before, after, 1), encoding="utf-8")
    done = run("rules", "check", rules)
    assert done.returncode == 1
    assert words in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("kind", LINT)
def test_what_can_never_match_or_never_ends_is_named(run: Run, rules: Path, kind: str) -> None:
    added, words = LINT[kind]
    pattern = '    match: "{subject:Org} joined hands with {object:Org}"\n'
    (rules / "hands.yaml").write_text(SOUND.replace(pattern, f"{pattern}    {added}\n"), encoding="utf-8")
    done = run("rules", "check", rules)
    assert done.returncode == 1
    told = [line for line in done.stdout.splitlines() if words in line]
    assert [line.startswith((f"{rules}/hands.yaml:3: ", f"{rules}/hands.yaml:5: ")) for line in told] == [True], (
        done.stdout
    )


def test_no_bundled_pattern_is_at_fault() -> None:
    files = load_rules()
    patterns = [(rule, key, each) for file in files for rule in file.rules for key, each in patterns_of(rule)]
    assert len(patterns) > 800
    assert [(rule.id, key) for rule, key, each in patterns if matches_nothing(each) or list(impossible(each))] == []
    assert slow_patterns([each for _, _, each in patterns]) == []


def test_a_rule_file_that_changes_is_read_again(run: Run, rules: Path, tmp_path: Path) -> None:
    news = tmp_path / "news.txt"
    news.write_text(
        "News\n\nBorealis Inc. shook hands with Zyblat Corp., both said in a statement.\n", encoding="utf-8"
    )
    assert run("extract", news, "--rules", rules).stdout == ""
    (rules / "hands.yaml").write_text(SOUND.replace("joined hands", "shook hands"), encoding="utf-8")
    assert run("extract", news, "--rules", rules).stdout.count("hands/joins-hands@1") == 1


def test_list_names_relations_with_a_sentence(run: Run, rules: Path) -> None:
    assert run("rules", "list", rules).stdout == "partnersWith    1  Quantrel Inc. joined hands with Zyblat Corp.\n"
    assert len(run("rules", "list").stdout.splitlines()) > 25


def test_extraction_takes_own_rules(run: Run, rules: Path, tmp_path: Path) -> None:
    news = tmp_path / "news.txt"
    news.write_text(
        "News\n\nOn Monday Borealis Inc. joined hands with Zyblat Corp., both said in a statement.\n", "utf-8"
    )
    for workers in ("0", "1"):
        done = run("extract", news, "--rules", rules, "--workers", workers)
        claims = [json.loads(line) for line in done.stdout.splitlines()]
        assert [claim["extractor"] for claim in claims] == ["hands/joins-hands@1"], done.stderr


def test_rules_that_are_missing_are_refused(run: Run, tmp_path: Path) -> None:
    done = run("extract", tmp_path / "a.txt", "--rules", tmp_path / "none")
    assert done.returncode == 1
    assert "none: no such file or folder (valid: a .yaml file, or a folder of them)" in done.stderr
