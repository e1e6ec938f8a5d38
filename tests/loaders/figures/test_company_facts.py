"""Company facts of the SEC: each reported figure a claim, equal to the file's own, restatements side by side."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from themegraph.assembly import build
from themegraph.errors import ReadError
from themegraph.graph.store import open_store
from themegraph.loaders.load import read


def fact(value: float, accession: str, filed: str, **more: Any) -> dict[str, Any]:
    """Return a fact as the SEC's interface gives it."""
    year = {"start": "2024-02-01", "end": "2025-01-31", "fy": 2025, "fp": "FY", "form": "10-K"}
    return {**year, "val": value, "accn": accession, "filed": filed, **more}


FIRST = fact(1000, "0000000042-25-000001", "2025-03-01")
RESTATED = fact(990, "0000000042-26-000001", "2026-03-01", fy=2026)
REPEATED = fact(1000, "0000000042-25-000009", "2025-05-01", form="10-K/A")
FILE = {
    "cik": 42,
    "entityName": "QUANTREL INC",
    "facts": {
        "us-gaap": {
            "Revenues": {"label": "Revenues", "units": {"USD": [FIRST, REPEATED, RESTATED]}},
            "InventoryNet": {
                "label": "Inventory",
                "units": {"USD": [{**fact(70, "0000000042-25-000001", "2025-03-01"), "start": None}]},
            },
            "SomethingElse": {"label": "Other", "units": {"USD": [FIRST]}},
        }
    },
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a small file of facts."""
    place = tmp_path / "CIK0000000042.json"
    place.write_text(json.dumps(FILE), encoding="utf-8")
    return place


def test_each_filing_is_a_claim_with_its_place(path: Path) -> None:
    reading = read(path)
    revenue = [claim for claim in reading.claims if claim.qualifiers["concept"] == "us-gaap:Revenues"]
    assert [(c.qualifiers["amount"], c.qualifiers["form"], c.qualifiers["accession"]) for c in revenue] == [
        (Decimal(1000), "10-K", "0000000042-25-000001"),
        (Decimal(1000), "10-K/A", "0000000042-25-000009"),
        (Decimal(990), "10-K", "0000000042-26-000001"),
    ]
    selector = revenue[1].passage.selector
    assert selector is not None
    assert selector.value == "/facts/us-gaap/Revenues/units/USD/1"
    assert any("2 of 3 concepts" in note for note in reading.source.notes)


def test_a_restatement_stands_beside_what_it_restates(path: Path) -> None:
    with open_store(None) as store:
        assert build([str(path)], store).failures == ()
        rows = store.query(
            "SELECT ?amount (COUNT(?claim) AS ?claims) { ?figure a aii:ReportedFigure ; aii:reportedBy ?who ; aii:concept"
            " 'us-gaap:Revenues' ; aii:amount ?amount . GRAPH ?document { ?claim aii:asserts ?figure ; aii:fiscalPeriod ?in } }"
            " GROUP BY ?amount ORDER BY ?amount"
        ).rows
    assert [(amount.value, claims.value) for amount, claims in rows] == [("990", "1"), ("1000", "2")]  # type: ignore[union-attr]


FIGURES = """SELECT ?concept ?figure ?unit ?start ?end ?form ?accession ?filed ?fiscal {
  ?node a aii:ReportedFigure ; aii:reportedBy ?who ; aii:concept ?concept ; aii:endDate ?end .
  OPTIONAL { ?node aii:startDate ?start }
  { ?node aii:amount ?figure ; aii:currency ?unit } UNION { ?node aii:quantity ?figure ; aii:unit ?unit }
  GRAPH ?document { ?claim aii:asserts ?node ; aii:form ?form ; aii:accession ?accession ; aii:filedOn ?filed .
    OPTIONAL { ?claim aii:fiscalPeriod ?fiscal } }
}"""
Printed = tuple[str, ...]


def printed(path: Path, concepts: set[str]) -> list[Printed]:
    """Return every fact of these concepts as the file prints it, read with the standard library."""
    facts = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)["facts"]
    rows = []
    for taxonomy, named in facts.items():
        for name, described in named.items():
            if f"{taxonomy}:{name}" in concepts:
                for unit, values in described["units"].items():
                    for each in values:
                        fiscal = " ".join(str(each[key]) for key in ("fy", "fp") if each.get(key))
                        period = str(each.get("start") or ""), each["end"]
                        filing = each["form"], each["accn"], each["filed"], fiscal
                        figure = format(Decimal(str(each["val"])).normalize(), "f")
                        rows.append((f"{taxonomy}:{name}", figure, unit, *period, *filing))
    return sorted(rows)


def test_the_figures_of_a_real_file_come_back_from_the_store(shared: Path) -> None:
    place = shared / "corpus" / "sec" / "nvda_companyfacts_CIK0001045810.json"
    with open_store(None) as store:
        assert build([str(place)], store).failures == ()
        rows = [[str(getattr(cell, "value", cell or "")) for cell in row] for row in store.query(FIGURES).rows]
    found = [(row[0], format(Decimal(row[1]).normalize(), "f"), *row[2:]) for row in rows]
    concepts = {row[0] for row in found}
    wanted = {"Revenues", "InventoryNet", "PaymentsToAcquireProductiveAssets", "PurchaseObligation"}
    assert {f"us-gaap:{name}" for name in wanted} <= concepts
    expected = printed(place, concepts)
    assert len(expected) > 4000
    assert sorted(found) == expected


@pytest.mark.parametrize(
    "data", [b'{"facts": {"us-gaap": 3}, "cik": 1, "entityName": "A"}', b'{"cik":1,"entityName":"A","facts":{"us-gaap"']
)
def test_a_malformed_file_is_refused_by_name(tmp_path: Path, data: bytes) -> None:
    place = tmp_path / "facts.json"
    place.write_bytes(data)
    with pytest.raises(ReadError, match=r"facts\.json"):
        read(place)
