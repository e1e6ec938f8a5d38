"""What is not tried on a unit could not have matched it."""

from __future__ import annotations

import pytest

from themegraph.loaders.document import Block
from themegraph.loaders.extraction.engine import all_rules, annotated, work
from themegraph.loaders.extraction.examples import document_of
from themegraph.loaders.extraction.fitting import fitting_rules, in_order, keys_of
from themegraph.loaders.extraction.match import find_all
from themegraph.loaders.extraction.pattern import compile_pattern
from themegraph.loaders.extraction.rules import load_rules
from themegraph.loaders.extraction.unit import Unit, encode
from themegraph.loaders.extraction.units import units_of
from themegraph.loaders.extraction.values_calendar import CUES
from themegraph.loaders.extraction.values_cues import MONTHS, MULTIPLES, NUMBERS, letters
from themegraph.loaders.extraction.values_measures import measures
from themegraph.loaders.extraction.values_numbers import numbers
from themegraph.loaders.extraction.vocabulary import load_vocabulary
from themegraph.ontology.registry import load_registry

EXAMPLES = [example for file in load_rules() for example in file.examples][::7]


@pytest.fixture(scope="module")
def units() -> list[Unit]:
    """Return the units of every seventh example sentence."""
    registry = load_registry()
    found: list[Unit] = []
    for example in EXAMPLES:
        _, lines, references = annotated(document_of(example), registry)
        found += units_of(lines, references)
    assert len(found) >= 50
    return found


def test_no_rule_that_matches_is_left_out(units: list[Unit]) -> None:
    fitting = list(fitting_rules(all_rules(), units))
    matched = 0
    for unit, chosen in zip(units, fitting, strict=True):
        left_out = {rule.id for rule in all_rules() if rule.unit == unit.kind} - {rule.id for rule in chosen}
        for rule in all_rules():
            barred = (rule.blocks and unit.block.kind not in rule.blocks) or (
                rule.sections and not rule.sections.search(unit.block.section)
            )
            if rule.id in left_out and not barred:
                assert rule.pattern.regex.search(unit.encoded) is None, (rule.id, unit.text)
        matched += sum(rule.pattern.regex.search(unit.encoded) is not None for rule in chosen)
    assert matched >= 50


def test_units_in_any_number_match_as_each_alone(units: list[Unit]) -> None:
    rules = all_rules()
    together = [(match.rule.id, match.span) for match in find_all(rules, units * 5)]  # more than fit one bit set
    alone = [(match.rule.id, match.span) for unit in units for match in find_all(rules, (unit,))]
    assert together == alone * 5


def test_joined_units_left_out_match_nothing() -> None:
    rules, registry, joined = all_rules(), load_registry(), 0
    for example in EXAMPLES:
        _, lines, references = annotated(document_of(example), registry)
        every, some = list(units_of(lines, references)), list(units_of(lines, references, rules))
        joined += len([unit for unit in every if unit.kind != "sentence"])
        assert [(m.rule.id, m.span) for m in find_all(rules, every)] == [
            (m.rule.id, m.span) for m in find_all(rules, some)
        ]
    assert joined > 0


def test_an_alternative_needs_no_word_of_the_other() -> None:
    pattern = compile_pattern("alpha beta | gamma", load_vocabulary())
    assert pattern.needs == ()
    assert pattern.regex.search("gamma ") is not None


@pytest.mark.parametrize(
    ("text", "words", "spans"),
    [
        ("the H200’s rack", ("the", "H200", "'s", "rack"), ((0, 3), (4, 8), (8, 10), (11, 15))),
        ("a co‑packaged U.S. part", ("a", "co-packaged", "U.S.", "part"), ((0, 1), (2, 13), (14, 18), (19, 23))),
        ("", (), ()),
    ],
)
def test_tokens_and_their_places(text: str, words: tuple[str, ...], spans: tuple[tuple[int, int], ...]) -> None:
    unit = encode(text, (), Block("paragraph", 0, len(text)), ())
    assert unit.words == words
    assert unit.bounds == spans
    assert unit.encoded.count(" ") == len(words)


def test_a_sentence_without_cues_holds_no_figure() -> None:
    checked = 0
    for example in EXAMPLES:
        said, digits = letters(example.text), any(character.isdigit() for character in example.text)
        if not digits and said.isdisjoint(NUMBERS):
            checked += 1
            assert numbers(example.text) == []
            assert bool(measures(example.text, [])) <= (not said.isdisjoint(MULTIPLES))
        if said.isdisjoint(MONTHS):
            assert CUES["month"].search(example.text) is None
    assert checked >= 10


def test_what_a_pattern_needs_stands_in_order_wherever_it_matches() -> None:
    """The order is but a quicker way to say no: no sentence of the relation files that a pattern matches fails it."""
    matched = 0
    for file in load_rules():
        for example in file.examples:
            for unit in work(document_of(example), rules=()).units:
                keys = keys_of(unit)
                for rule in file.rules:
                    if rule.pattern.regex.search(unit.encoded):
                        matched += 1
                        assert in_order(rule.pattern, keys), f"{rule.id}: {unit.text}"
    assert matched > 500
