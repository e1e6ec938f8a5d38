"""The things that a large map shows first."""

from __future__ import annotations

from dataclasses import replace

from themegraph.graph.page.model import Evidence, Fact, Figure
from themegraph.graph.page.overview import IN_A_COLUMN, READABLE, main_things

SAID = (Evidence("", "paper", "It does."),)


def chain(makers: int) -> tuple[dict[str, int], list[Fact]]:
    """Return the columns and facts of so many makers, each supplying one of three buyers; the last ones supply all."""
    columns = {f"m{i:03}": 0 for i in range(makers)} | {f"b{i}": 1 for i in range(3)}
    facts = [fact(f"m{i:03}", f"b{i % 3}") for i in range(makers)]
    return columns, facts + [fact(f"m{i:03}", f"b{(i + k) % 3}") for i in range(makers - 5, makers) for k in (1, 2)]


def fact(source: str, target: str, relation: str = "supplies") -> Fact:
    return Fact(f"urn:{source}{target}", f"fact/{source}-{target}", relation, source, target, evidence=SAID)


def chosen(columns: dict[str, int], facts: list[Fact]) -> frozenset[str]:
    return main_things(columns, facts, {each.key: (each.source, each.target) for each in facts})


def test_a_small_map_is_shown_whole() -> None:
    columns, facts = chain(READABLE - 3)
    assert chosen(columns, facts) == frozenset(columns)


def test_a_large_map_shows_its_busiest_things_a_few_in_each_column() -> None:
    columns, facts = chain(200)
    main = chosen(columns, facts)
    assert {"b0", "b1", "b2", *(f"m{i:03}" for i in range(195, 200))} <= main
    assert sum(columns[key] == 0 for key in main) == IN_A_COLUMN


def test_each_main_thing_has_a_line_to_another() -> None:
    columns, facts = chain(200)
    main = chosen(columns, facts)
    linked = {end for each in facts for end in (each.source, each.target) if {each.source, each.target} <= main}
    assert linked == main


def test_the_largest_amounts_come_first() -> None:
    columns, facts = chain(200)
    paid = replace(fact("m000", "m001", "investsIn"), money=True, figure=Figure("$9B", 9e9, "USD"))
    assert {"m000", "m001"} <= chosen(columns, [*facts, paid])


def test_the_order_of_the_facts_does_not_matter() -> None:
    columns, facts = chain(150)
    assert chosen(columns, facts) == chosen(dict(reversed(columns.items())), facts[::-1])


def test_a_new_document_changes_few_of_them() -> None:
    columns, facts = chain(150)
    before = chosen(columns, facts)
    after = chosen(columns | {"new": 0}, [*facts, fact("new", "b0"), fact("m001", "b1")])
    assert len(before & after) >= len(before) - 2
