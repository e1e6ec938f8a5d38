"""Sentences that state nothing must yield no asserted or planned claim; joint amounts go to nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from themegraph.graph.claim import LIVE
from themegraph.loaders.extraction.engine import extract
from themegraph.loaders.extraction.examples import document_of
from themegraph.loaders.extraction.rules import Example

TRAPS = [
    line
    for line in Path(__file__).with_name("traps.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def test_traps_are_collected() -> None:
    assert len(TRAPS) >= 300


@pytest.mark.parametrize("sentence", TRAPS)
def test_trap(sentence: str) -> None:
    claims = extract(document_of(Example(sentence, (), 0))).claims
    live = [f"{c.subject.label} {c.predicate} {c.object.label}" for c in claims if c.status in LIVE]
    assert live == []


def test_joint_amount_is_attached_to_none() -> None:
    text = "NVIDIA and AMD invested $3 billion in Lumentum and Coherent."
    claims = extract(document_of(Example(text, (), 0))).claims
    assert len(claims) == 4
    assert {claim.qualifiers.get("amount") for claim in claims} == {None}
    assert {claim.qualifiers["note"] for claim in claims} == {"joint amount, attached to none: $3 billion"}
