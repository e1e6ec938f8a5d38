"""Decisions on names: what a file may say, what is refused and where, and what becomes of a reading."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest

from themegraph.errors import RuleError
from themegraph.graph.claim import Claim, Entity, Link, Passage, Reading, Source
from themegraph.graph.decisions import NONE, Decision, combine, read_decisions
from themegraph.graph.merges import merged
from themegraph.ontology.entry import ID_BASE
from themegraph.ontology.registry import load_registry

A, B, C = (
    f"{ID_BASE}organization/x-{name}-{digits}"
    for name, digits in (("zorb", "1" * 8), ("quux", "2" * 8), ("fizz", "3" * 8))
)
LISTED, CURATED = ID_BASE + "organization/cik-0001101302", ID_BASE + "organization/nvidia"
REGISTRY = load_registry()


def write(folder: Path, text: str) -> Path:
    """Write a decisions file and return its path."""
    path = folder / "decisions.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def same(*iris: str) -> Decision:
    return Decision(True, iris, "decisions.yaml:1")


def different(*iris: str) -> Decision:
    return Decision(False, iris, "decisions.yaml:9")


def test_a_file_says_what_is_one_and_what_is_not(tmp_path: Path) -> None:
    text = (
        f"- same: [organization/x-zorb-11111111, {B}]\n  who: me\n  when: 2026-03-01\n  why: same seat\n"
        "- different: [organization/x-zorb-11111111, organization/x-fizz-33333333]\n"
        "- pair: [organization/x-fizz-33333333, organization/nvidia]\n  decision:\n"
        "- pair: [organization/x-fizz-33333333, organization/cik-0001101302]\n  decision: same\n"
    )
    decisions = read_decisions(write(tmp_path, text), REGISTRY)
    assert decisions.canonical == {A: B, C: LISTED}
    assert decisions.decided(A, B)
    assert decisions.decided(A, C)
    assert decisions.decided(B, LISTED)
    assert not decisions.decided(C, CURATED)
    assert read_decisions(write(tmp_path, "# nothing\n"), REGISTRY) == NONE


def test_the_registry_s_iri_stands_for_a_group_whatever_the_order() -> None:
    items = [same(A, B), same(B, LISTED), same(LISTED, CURATED), different(CURATED, C)]
    results = [combine(order) for order in permutations(items)]
    assert all(result == results[0] and result.digest == results[0].digest for result in results)
    assert results[0].canonical == {A: CURATED, B: CURATED, LISTED: CURATED}
    assert combine([same(A, B)]).digest != combine([same(A, C)]).digest != NONE.digest


BAD = [
    ("same: [a, b]\n", 1, "a decisions file is not a list"),
    ("- one\n", 1, "a decision is not a mapping"),
    ("- who: me\n", 1, "a decision has one of 'same', 'different' and 'pair'"),
    ("\n- same: [organization/x-zorb-11111111]\n", 2, "a decision names too few entities"),
    ("- same: [organization/x-zorb-11111111, organization/x-zorb-11111111]\n", 1, "a decision names too few entities"),
    ("- same: [organization/x-zorb-11111111, Quux]\n", 1, "'Quux' names no entity"),
    ("- same: [organization/x-zorb-11111111, firm/x-quux-22222222]\n", 1, "'firm/x-quux-22222222' names no entity"),
    ("- same: [organization/x-zorb-11111111, product/x-quux-22222222]\n", 1, "organization and product cannot be one"),
    ("- same: [organization/x-zorb-11111111, organization/nobody]\n", 1, "'organization/nobody' is no entry"),
    ("- same: [organization/x-zorb-11111111, organization/cik-0000000000]\n", 1, "'organization/cik-0000000000' is no entry"),
    ("- same: [organization/nvidia, organization/amd]\n", 1, "organization/amd and organization/nvidia are entries"),
    (f"- pair: [{A}, {B}]\n  decision: perhaps\n", 2, "a decision cannot be 'perhaps'"),
    (f"- same: [{A}, {B}]\n- same: [{B}, {C}]\n- different: [{A}, {C}]\n", 3, "organization/x-zorb-11111111 and"),
    ("- same: [\n", 2, "not YAML"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "what"), BAD, ids=[what for _, _, what in BAD])
def test_a_faulty_file_is_refused_with_its_line(tmp_path: Path, text: str, line: int, what: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(RuleError) as caught:
        read_decisions(path, REGISTRY)
    assert caught.value.where == f"{path}:{line}"
    assert caught.value.what.startswith(what)


def test_a_file_that_is_missing_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="cannot be read"):
        read_decisions(tmp_path / "absent.yaml", REGISTRY)
    (tmp_path / "latin.yaml").write_bytes(b"# \xe9\n")
    with pytest.raises(RuleError, match=r"latin.yaml, byte 2: the decisions file is not UTF-8"):
        read_decisions(tmp_path / "latin.yaml", REGISTRY)


TEXT = "Zorb sells to Fizz. Quux sells to Fizz."
ZORB, QUUX, FIZZ = (
    Entity(iri, name, "Company", resolved=False) for iri, name in ((A, "Zorb"), (B, "Quux"), (C, "Fizz"))
)


def claim(number: int, subject: Entity, **more: object) -> Claim:
    first = Claim(f"{number:016x}", "suppliesTo", subject, FIZZ, Passage(0, 19, TEXT[:19]), "rule@1", Decimal("0.9"))
    return replace(first, **more)  # type: ignore[arg-type]


def reading(*claims: Claim) -> Reading:
    return Reading(
        Source("https://example.org/a", "A", "0", len(TEXT), publisher=QUUX), TEXT, claims, (ZORB, QUUX, FIZZ)
    )


def test_a_reading_speaks_of_the_entity_that_stands_for_others() -> None:
    found = merged(
        reading(claim(1, QUUX, claimant=QUUX, qualifiers={"purchaser": QUUX})), combine([same(A, B)]), REGISTRY
    )
    (only,) = found.claims
    assert B < A
    assert (only.subject.id, only.object, only.id) == (B, FIZZ, f"{1:016x}")
    found = merged(
        reading(claim(1, QUUX, claimant=QUUX, qualifiers={"purchaser": QUUX})), combine([same(B, CURATED)]), REGISTRY
    )
    (only,) = found.claims
    assert only.subject == only.claimant == only.qualifiers["purchaser"] == found.source.publisher
    assert (only.subject.id, only.subject.label, only.subject.resolved) == (CURATED, "NVIDIA Corporation", True)
    assert [entity.id for entity in found.entities] == sorted([A, C, CURATED])


def test_a_listed_company_keeps_the_document_s_spelling() -> None:
    (only,) = merged(reading(claim(1, ZORB)), combine([same(A, LISTED)]), REGISTRY).claims
    assert (only.subject.label, only.subject.aliases) == ("Entegris", ("Entegris Inc.", "Zorb"))


def test_claims_that_become_the_same_are_one_and_links_follow() -> None:
    linked = claim(3, FIZZ, predicate="competesWith", object=ZORB, links=(Link("part", f"{2:016x}"),))
    found = merged(reading(claim(1, ZORB), claim(2, QUUX), linked), combine([same(A, B)]), REGISTRY).claims
    assert [each.id for each in found] == [f"{1:016x}", f"{3:016x}"]
    assert found[1].links == (Link("part", f"{1:016x}"),)
    apart = [claim(1, ZORB), claim(2, QUUX, status="negated"), claim(4, QUUX, qualifiers={"productText": "pumps"})]
    assert len(merged(reading(*apart), combine([same(A, B)]), REGISTRY).claims) == 3


def test_without_decisions_a_reading_stays_as_it_is() -> None:
    before = reading(claim(1, ZORB))
    assert merged(before, NONE, REGISTRY) is before
