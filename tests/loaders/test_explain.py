"""The explanation of a sentence agrees with extraction: on every sentence of the relation files, and on each kind of failure."""

from __future__ import annotations

import pytest

from themegraph.graph.claim import LIVE
from themegraph.loaders.extraction.engine import Extraction, work
from themegraph.loaders.extraction.examples import document_of
from themegraph.loaders.extraction.rules import Example, RuleFile, load_rules
from themegraph.loaders.extraction.trace import Attempt, attempts, triggers
from themegraph.loaders.reading import parse_document

FILES = load_rules()


def test_files_are_collected() -> None:
    assert len(FILES) >= 20
    assert sum(len(file.examples) for file in FILES) >= 120


def traced(file: RuleFile, example: Example) -> tuple[Extraction, list[Attempt]]:
    """Extract from a sentence with its file's rules and trace the whole of it."""
    extraction = work(document_of(example), rules=file.rules)
    return extraction, attempts(extraction, 0, len(extraction.reading.text))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.path)
def test_every_claim_is_told_by_the_rule_that_matched(file: RuleFile) -> None:
    for example in file.examples:
        extraction, found = traced(file, example)
        told = {(attempt.rule, claim) for attempt in found for claim in attempt.claims if attempt.matched}
        for claim in extraction.reading.claims:
            if claim.extractor in {rule.id for rule in file.rules}:
                assert (claim.extractor, claim.id) in told, f"{file.path}:{example.line}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.path)
def test_every_attempt_without_a_live_claim_names_a_reason(file: RuleFile) -> None:
    for example in file.examples:
        if example.claims:
            continue
        extraction, found = traced(file, example)
        live = {claim.id for claim in extraction.reading.claims if claim.status in LIVE}
        assert all(attempt.reason for attempt in found), f"{file.path}:{example.line}"
        for attempt in found:
            assert not (attempt.matched and attempt.reason == "asserted" and live & set(attempt.claims))


MOST_SILENT = 0.1  # of the sentences; none of them has a word that speaks for a rule


def test_a_sentence_with_a_word_of_a_rule_is_told_why_it_gives_nothing() -> None:
    silent, sentences = [], 0
    for file in FILES:
        for example in (each for each in file.examples if not each.claims):
            extraction, found = traced(file, example)
            units = [(rule, unit) for rule in file.rules for unit in extraction.units if rule.unit == unit.kind]
            speaking = {word for rule, unit in units for word in triggers(rule.pattern, unit)}
            assert found or not speaking, f"{file.path}:{example.line}: {speaking} and no reason"
            silent += [] if found else [f"{file.path}:{example.line}"]
            sentences += 1
    assert sentences > 150
    assert len(silent) <= MOST_SILENT * sentences, silent


REST = "The companies said so in a statement that they published on their pages on the same day."
CASES = {
    "matched": ("Quantrel Inc. acquired Zyblat Corp.", "acquires/completed", "asserted"),
    "wrong type": (
        "Optical networking acquired Zyblat Corp.",
        "acquires/completed",
        "wants Org for “subject”, found Layer",
    ),
    "too far": (
        "Quantrel Inc. in the third quarter of a busy year acquired Zyblat Corp.",
        "acquires/completed",
        "right behind “Quantrel Inc.”, but “",
    ),
    "no object": ("Quantrel Inc. acquired new customers.", "acquires/completed", "no Org for “object” behind “"),
    "a word missing": (
        "Quantrel Inc. ended its partnership.",
        "partnerships/partnership-with",
        "or the like in the sentence",
    ),
    "negated": ("Quantrel Inc. does not compete with Zyblat Corp.", "competes-with/active", "stands between"),
}


@pytest.mark.parametrize("case", CASES)
def test_reason(case: str) -> None:
    sentence, rule, reason = CASES[case]
    extraction = work(parse_document(f"Optics\n\n{sentence} {REST}\n".encode(), name="a.txt"))
    found = {a.rule.partition("@")[0]: a for a in attempts(extraction, 8, 8 + len(sentence))}
    assert reason in found[rule].reason, found[rule]
    assert found[rule].matched == (case == "matched")


def test_rules_that_the_words_speak_for_come_before_those_that_nearly_any_sentence_fits() -> None:
    extraction = work(parse_document(b"Notes\n\nQuantrel Inc. did not acquire Zyblat Corp.\n", name="a.txt"))
    missed = [attempt for attempt in attempts(extraction, 7, 50) if not attempt.matched]
    assert missed[0].rule.startswith("acquires")
    assert any(attempt.share > missed[0].share for attempt in missed if not attempt.cued)
    assert [attempt.cued for attempt in missed] == sorted((attempt.cued for attempt in missed), reverse=True)
