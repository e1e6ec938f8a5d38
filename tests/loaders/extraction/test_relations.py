"""Every relation file's own sentences: what it must find in each, and what it must not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from themegraph.graph.claim import LIVE, Claim, Entity
from themegraph.loaders.extraction.engine import extract
from themegraph.loaders.extraction.examples import document_of
from themegraph.loaders.extraction.rules import Example, RuleFile, load_rules

FILES = load_rules()
CASES = [(file, example) for file in FILES for example in file.examples]


def test_cases_are_collected() -> None:
    assert len(FILES) >= 20
    assert len(CASES) >= 120


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.path)
def test_file_has_three_sentences_each_way(file: RuleFile) -> None:
    positive = [example for example in file.examples if example.claims]
    assert len(positive) >= 3, f"{file.path}: needs at least three sentences that match"
    assert len(file.examples) - len(positive) >= 3, f"{file.path}: needs at least three sentences that must not match"


@pytest.mark.parametrize(("file", "example"), CASES, ids=[f"{file.path}:{example.line}" for file, example in CASES])
def test_example(file: RuleFile, example: Example) -> None:
    reading = extract(document_of(example), rules=file.rules)
    live = [claim for claim in reading.claims if claim.status in LIVE]
    for expected in example.claims:
        assert any(matches(claim, expected) for claim in live), (
            f"{file.path}:{example.line}: not found: {expected}\nfound: {[spelled(c) for c in live]}"
        )
    if not example.claims:
        assert not live, f"{file.path}:{example.line}: must find nothing, found {[spelled(c) for c in live]}"


def spelled(claim: Claim) -> str:
    thing = claim.object.label
    return f"{claim.subject.label} | {claim.predicate} | {thing} | {dict(claim.qualifiers)}"


def matches(claim: Claim, expected: str) -> bool:
    subject, predicate, thing, *rest = [part.strip() for part in expected.split("|")]
    labels = {claim.object.label.casefold()} | (
        set() if isinstance(claim.object, Entity) else {claim.object.value.casefold()}
    )
    if (claim.subject.label.casefold(), claim.predicate) != (
        subject.casefold(),
        predicate,
    ) or thing.casefold() not in labels:
        return False
    return all(_qualified(claim, *pair) for pair in _pairs(rest[0] if rest else ""))


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    parts = text.split()
    for part in parts:
        if "=" in part:
            key, _, value = part.partition("=")
            following = parts[parts.index(part) + 1 :]
            more = list(following[: _until_key(following)])
            yield key, " ".join([value, *more])


def _until_key(words: list[str]) -> int:
    return next((index for index, word in enumerate(words) if "=" in word), len(words))


def _qualified(claim: Claim, key: str, value: str) -> bool:
    found = claim.claimant.label if key == "claimant" and claim.claimant else claim.qualifiers.get(key)
    return str(found) == value if value else found is None
