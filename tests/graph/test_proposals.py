"""Proposals: which pairs of names are shown to a person, with which reasons, and which never are."""

from __future__ import annotations

import random

import pytest
import yaml

from themegraph.graph.claim import digest
from themegraph.graph.decisions import Decision, combine
from themegraph.graph.entity_list import Listed
from themegraph.graph.proposals import propose
from themegraph.graph.review import review_text
from themegraph.ontology.entry import ID_BASE


def thing(
    label: str, *aliases: str, tickers: tuple[str, ...] = (), family: str = "organization", known: bool = False
) -> Listed:
    """Return an entity as a store lists it."""
    slug = f"{'' if known else 'x-'}{label.split()[0].lower()}-{digest(label)[:8]}"
    return Listed(f"{ID_BASE}{family}/{slug}", label, "Company", aliases, tickers, 1, known)


PAIRS = [
    (thing("Zorb Optics Inc."), thing("ZORB OPTICS LTD"), "both are called 'ZORB OPTICS LTD'"),
    (thing("Zorb Optics Holdings"), thing("Zorb Optics Technologies Inc."), "both are 'zorb optics' but for the words at the end"),
    (thing("Zorb"), thing("Zorb Optics Inc."), "'Zorb' begins 'Zorb Optics Inc.'"),
    (thing("Zorbian Photonics"), thing("Zorbian Photonix"), "spelt alike: 'Zorbian Photonics' and 'Zorbian Photonix' (94 of 100)"),
    (thing("BQF"), thing("Big Quux Foundry Inc."), ""),
    (thing("BQFI"), thing("Big Quux Foundry Inc."), "'BQFI' are the initials of 'Big Quux Foundry Inc.'"),
    (thing("Zorb Optics", tickers=("ZRB",)), thing("ZRB"), "'ZRB' is the ticker symbol of 'Zorb Optics'"),
    (thing("Fennel Works", "Quux"), thing("Quux"), "both are called 'Quux'"),
    (thing("Applied Zorb"), thing("Applied Quux"), ""),
    (thing("Zorb Co."), thing("Zorb Copper Corp."), ""),
    (thing("Zorb Fund 1"), thing("Zorb Fund 2"), ""),
    (thing("Zorbian Fund II"), thing("Zorbian Fund III"), ""),
    (thing("Customer A of Zorbian Photonics"), thing("Customer B of Zorbian Photonics"), ""),
    (thing("Zorb"), thing("Zorb", family="product"), ""),
    (thing("Zorb Optics", known=True), thing("Zorb Optics Inc.", known=True), ""),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "reason"), PAIRS, ids=[f"{a.label}, {b.label}" for a, b, _ in PAIRS])
def test_a_pair_has_its_reason(one: Listed, other: Listed, reason: str) -> None:
    found = propose([one, other])
    assert [each.reasons for each in found] == ([(reason,)] if reason else [])
    assert all(0.5 <= each.score < 1 and {each.one, each.other} == {one.iri, other.iri} for each in found)


def test_the_known_entity_stays() -> None:
    known, unknown = thing("Zorb Optics", known=True), thing("Zorb Optics Inc.")
    assert [(each.one, each.other) for each in propose([unknown, known])] == [(known.iri, unknown.iri)]


def test_decided_pairs_are_not_shown_again() -> None:
    one, other = thing("Zorb Optics Inc."), thing("Zorb Optics Ltd.")
    for verdict in (True, False):
        assert propose([one, other], combine([Decision(verdict, (one.iri, other.iri), "a:1")])) == []


def test_several_reasons_add_up_and_order_makes_no_difference() -> None:
    things = [
        thing("BQFI", "Big Quux"),
        thing("Big Quux Foundry Inc.", "Big Quux"),
        thing("Zorb"),
        thing("Zorb Optics"),
    ]
    found = propose(things)
    assert [len(each.reasons) for each in found] == [1, 1]
    rng = random.Random(7)
    for _ in range(5):
        rng.shuffle(things)
        assert propose(things) == found


def test_ten_thousand_names_are_compared_by_block() -> None:
    syllables = ["zor", "qua", "fen", "lim", "bra", "tol", "ves", "mun", "kar", "dip", "sul", "gon"]
    rng = random.Random(3)
    names = {
        "".join(rng.choices(syllables, k=4)).title() + " " + "".join(rng.choices(syllables, k=3)).title()
        for _ in range(10_000)
    }
    things = [thing(name) for name in sorted(names)]
    twin = thing(f"{things[500].label} Inc.")
    found = propose([*things, twin])
    assert len(things) > 9_000
    assert (found[0].score, {found[0].one, found[0].other}) == (0.9, {things[500].iri, twin.iri})


def test_a_review_is_a_decisions_file_with_open_decisions() -> None:
    one, other = thing("Zorb: Optics Inc."), thing("Zorb: Optics Ltd.")
    text = review_text(propose([one, other]), [one, other], {one.iri: ["Zorb: it's “new”."]})
    (item,) = yaml.safe_load(text)
    assert (item["decision"], item["score"]) == (None, 0.9)
    assert sorted(item["names"]) == ["Zorb: Optics Inc.", "Zorb: Optics Ltd."]
    assert {"Zorb: Optics Inc.": ["Zorb: it's “new”."]} in item["evidence"]
