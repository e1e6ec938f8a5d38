"""The bundled lists of holdings: constructed, added up, of companies that the bundled pages know."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from themegraph.assembly import bundled_theme
from themegraph.graph.claim import Claim, Reading
from themegraph.graph.gate import check
from themegraph.loaders.load import read

LISTS = {
    "holdings-example-ai-infrastructure-2026-05-29.csv": 15,
    "holdings-example-ai-infrastructure-2026-06-30.csv": 15,
    "holdings-example-optical-networking-2026-06-30.csv": 12,
}


@pytest.fixture(scope="module")
def readings(root: Path) -> Mapping[str, Reading]:
    """Read every bundled list once."""
    return {name: read(root / "loaders/samples" / name) for name in LISTS}


def positions(reading: Reading) -> list[Claim]:
    """Return the claims of the rows."""
    return [claim for claim in reading.claims if claim.predicate == "holds"]


def companies(reading: Reading) -> dict[str, Decimal]:
    """Return the weights of the companies by name."""
    held = [claim for claim in positions(reading) if getattr(claim.object, "type", "") == "Company"]
    return {claim.object.label: Decimal(str(claim.qualifiers["weightPercent"])) for claim in held}


def test_the_bundled_theme_has_them() -> None:
    names = {candidate.name for candidate in bundled_theme().candidates}
    assert {f"themegraph/{name}" for name in LISTS} <= names


def test_they_say_that_they_are_constructed(root: Path) -> None:
    for name in LISTS:
        assert "constructed example. No such fund exists" in (root / "loaders/samples" / name).read_text(
            encoding="utf-8"
        )


def test_every_row_is_a_position_of_a_known_company_or_cash(readings: Mapping[str, Reading]) -> None:
    for name, reading in readings.items():
        assert len(positions(reading)) == LISTS[name]
        assert check(reading).rejected == ()
        assert (reading.rejections, reading.source.notes) == ((), ())
        ends = [claim.object for claim in positions(reading)]
        assert [getattr(end, "resolved", None) for end in ends] == [True] * (LISTS[name] - 1) + [False]
        assert sum(Decimal(str(claim.qualifiers["weightPercent"])) for claim in positions(reading)) == 100


def test_the_later_list_tells_what_was_bought_and_sold(readings: Mapping[str, Reading]) -> None:
    before, after = (companies(readings[name]) for name in sorted(LISTS)[:2])
    assert (before.keys() - after.keys(), after.keys() - before.keys()) == ({"Intel"}, {"Coherent"})
    assert after["NVIDIA Corporation"] - before["NVIDIA Corporation"] == Decimal("-1.50")
    assert after["Micron"] - before["Micron"] == Decimal("1.00")


def test_the_two_funds_overlap(readings: Mapping[str, Reading]) -> None:
    one, other = (companies(readings[name]) for name in sorted(LISTS)[1:])
    assert set(one) & set(other) == {"NVIDIA Corporation", "Broadcom", "Arista Networks", "Marvell", "Coherent"}
