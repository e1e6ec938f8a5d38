"""How two things are connected: the shortest ways, their steps, and the sentence of each."""

from __future__ import annotations

import pytest

from themegraph.errors import UnknownNameError
from themegraph.graph.store import EmbeddedStore
from themegraph.queries.paths import paths


def steps(world: EmbeddedStore, start: str, end: str, hops: int = 4) -> list[tuple[object, ...]]:
    """Return the paths without their evidence."""
    records = paths(world, start, end, hops=hops).records()
    return [tuple(record[name] for name in ("path", "step", "from", "relation", "to")) for record in records]


def test_a_step_is_a_fact_in_either_direction(world: EmbeddedStore) -> None:
    """A path may go against the direction in which a fact is told, and says so."""
    assert steps(world, "Forge", "Tin Works") == [(1, 1, "Forge", "suppliesTo", "Tin Works")]
    assert steps(world, "Tin Works", "Forge") == [(1, 1, "Tin Works", "suppliesTo (from right to left)", "Forge")]


def test_all_shortest_paths_are_given(world: EmbeddedStore) -> None:
    """Two ways of the same length are both there, and no longer one."""
    found = steps(world, "Edge", "Tin Works")
    assert [step[1:] for step in found if step[3] == "suppliesTo"] == [
        (1, "Edge", "suppliesTo", "Acme"),
        (1, "Edge", "suppliesTo", "Forge"),
        (2, "Forge", "suppliesTo", "Tin Works"),
    ]
    assert {step[1] for step in found} == {1, 2}


def test_each_step_has_its_sentence(world: EmbeddedStore) -> None:
    """The evidence is that of the fact, with source and date."""
    record = paths(world, "Forge", "Tin Works").records()[0]
    assert record["sentences"] == ["Forge suppliesTo Tin Works (2)."]
    assert (record["sources"], record["dates"]) == (["Desk, “The chain of tin”"], ["2031-01-15"])


def test_what_is_too_far_is_not_found(world: EmbeddedStore) -> None:
    """The number of steps is kept; a denied fact connects nothing; nothing leads from a thing to itself."""
    assert steps(world, "Edge", "Tin Works", hops=1) == []
    assert steps(world, "Tinland", "Edge") == []
    assert steps(world, "Edge", "Edge") == []


def test_an_unknown_name_is_an_error(world: EmbeddedStore) -> None:
    """So it is for both ends."""
    with pytest.raises(UnknownNameError, match="no thing is called 'Nowhere'"):
        paths(world, "Edge", "Nowhere")
