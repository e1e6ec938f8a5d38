"""Tables of one's own become claims, each with its row as evidence; what is no claim is named by its row."""

from __future__ import annotations

import datetime as dt
import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.loaders.mapping.conftest import DEALS_MAPPING, JOINS, JOINS_MAPPING, PREFIXES, facts, reading_of

from themegraph.assembly import build
from themegraph.cli import main
from themegraph.errors import ReadError, RuleError
from themegraph.graph.explain import explain
from themegraph.graph.store import open_store
from themegraph.loaders.load import read
from themegraph.loaders.mapping.files import load_mapping


def test_rows_become_claims_with_their_row_as_evidence(deals: Path) -> None:
    reading = read(deals)
    assert facts(reading) == [
        ("NVIDIA Corporation", "investsIn", "Coherent"),
        ("Quantrel Inc.", "investsIn", "Borealis Photonics"),
        ("Quantrel Inc.", "investsIn", "Vexel Corp."),
    ]
    first = next(claim for claim in reading.claims if claim.predicate == "investsIn")
    assert dict(first.qualifiers) == {
        "amount": Decimal(2_000_000_000),
        "currency": "USD",
        "startDate": date(2026, 3, 1),
        "endDate": date(2026, 3, 31),
        "datePrecision": "month",
    }
    assert first.passage.text == "NVIDIA Corp\tCoherent Corp\t2,000\tMarch 2026"
    assert first.passage.selector is not None
    assert (first.passage.selector.syntax, first.passage.selector.value) == ("csv", "row=2")
    assert first.passage.selector.header == "Investor\tCompany\tAmount (USD m)\tDate"


def test_what_is_no_claim_is_named_by_its_row(deals: Path) -> None:
    assert [rejection.reason for rejection in read(deals).rejections] == [
        "row 4: the Investment has no investee",
        "row 5: amount: '+n.m.e6' is no number; it is left out",
        "row 5: startDate: '06/04/2026' is 2026-06-04 or 2026-04-06; it is left out",
        "row 5: endDate: '06/04/2026' is 2026-06-04 or 2026-04-06; it is left out",
    ]


def test_a_mapped_table_is_a_document_like_any_other(deals: Path) -> None:
    with open_store(None) as store:
        (loaded,) = build([str(deals)], store).loaded
        assert (loaded.status, loaded.claims, len(loaded.rejections)) == ("added", 5, 4)
        assert build([str(deals)], store, workers=1).loaded[0].status == "unchanged"
        (fact,) = explain(store, "Borealis Photonics").facts
        assert fact.attestations[0].place == "row=3"
        sidecar = deals.with_name("deals.csv.mapping.yml")
        sidecar.write_text(DEALS_MAPPING.replace("aii:Investment", "aii:Acquisition"), encoding="utf-8")
        assert build([str(deals)], store).loaded[0].status == "replaced"
        store.forget_document(loaded.document)
        assert not store.query("ASK { ?s a aii:Investment }").boolean


def test_a_mapping_may_be_given_and_be_for_several_tables(tmp_path: Path) -> None:
    both = DEALS_MAPPING.replace("[[deals.csv~csv]]", "[[a.csv~csv], [b.csv~csv]]")
    (tmp_path / "both.yml").write_text(both, encoding="utf-8")
    head = "Investor,Company,Amount (USD m),Date\n"
    (tmp_path / "a.csv").write_text(f"{head}Quantrel Inc.,Vexel Corp.,3,2026\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text(f"{head}Vexel Corp.,Borealis Photonics,4,2026\n", encoding="utf-8")
    mapping = load_mapping(tmp_path / "both.yml")
    assert mapping.files == ("a.csv", "b.csv")
    with open_store(None) as store:
        summary = build([str(tmp_path / "a.csv"), str(tmp_path / "b.csv")], store, mappings=[mapping])
        assert [loaded.claims for loaded in summary.loaded] == [1, 1]


def test_mappings_beside_tables_are_no_documents(deals: Path) -> None:
    with open_store(None) as store:
        summary = build([str(deals.parent)], store)
        assert [loaded.name for loaded in summary.loaded] == ["deals.csv"]
        assert summary.failures == ()


SUPPLY = (
    PREFIXES
    + """
mappings:
  supply:
    sources: [[%s]]
    po:
      - [a, aii:CustomerSupply]
      - [aii:supplier, $(Supplier)]
      - [aii:customer, $(Customer)]
      - [aii:percent, $(Share)]
      - [aii:startDate, $(Since)]
"""
)
ROWS = [["Supplier", "Customer", "Share", "Since"], ["Fabrinet", "Quantrel Inc.", "12.5%", "2024"]]


def workbook() -> bytes:
    """Return a workbook whose second sheet has the rows below a title."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Supply 2026")
    for row in (["Our list"], [], ROWS[0], ["Fabrinet", "Quantrel Inc.", 0.125, 2024]):
        sheet.append(row)
    sheet["C4"].number_format = "0.0%"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def parquet() -> bytes:
    """Return the rows as Parquet."""
    stream = io.BytesIO()
    columns: dict[str, list[Any]] = {
        "Supplier": ["Fabrinet"],
        "Customer": ["Quantrel Inc."],
        "Share": [12.5],
        "Since": [dt.date(2024, 1, 1)],
    }
    pq.write_table(pa.table(columns), stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "source", "place"),
    [
        ("s.csv", "\n".join(map(",".join, ROWS)).encode(), "s.csv~csv", "row=2"),
        ("s.xlsx", workbook(), "s.xlsx~csv", "'Supply 2026'!A4:D4"),
        ("s.xlsx", workbook(), "s.xlsx~csv, Supply 2026", "'Supply 2026'!A4:D4"),
        ("s.parquet", parquet(), "s.parquet~csv", "row=1"),
        (
            "s.json",
            json.dumps({"list": [dict(zip(*ROWS, strict=True))]}).encode(),
            "s.json~jsonpath, '$.list[*]'",
            "/list/0",
        ),
        ("s.jsonl", json.dumps(dict(zip(*ROWS, strict=True))).encode() + b"\n", "s.jsonl~jsonpath, '$[*]'", "/0"),
    ],
)
def test_every_form_of_table_says_the_same(tmp_path: Path, name: str, data: bytes, source: str, place: str) -> None:
    reading = reading_of(tmp_path, name, data, SUPPLY % source)
    assert facts(reading) == [("Fabrinet", "suppliesTo", "Quantrel Inc.")]
    (claim,) = reading.claims
    assert claim.qualifiers["percent"] == Decimal("12.5")
    assert claim.qualifiers["startDate"] == date(2024, 1, 1)
    assert "endDate" not in claim.qualifiers  # a start alone is an open time
    assert claim.passage.selector is not None
    assert claim.passage.selector.value == place


def test_estimates_bear_who_made_them_and_of_when(tmp_path: Path) -> None:
    mapping = """
mappings:
  estimate:
    sources: [[market.csv~csv]]
    s: data:estimate/$(Market)/$(Year)
    po:
      - [a, aii:MarketEstimate]
      - [aii:estimates, $(Market)]
      - [aii:amount, $(Size)e9, xsd:double]
      - [aii:currency, USD]
      - [[aii:startDate, aii:endDate], $(Year)]
      - [aii:estimatedBy, $(Source)]
      - [aii:asOf, $(As of)]
"""
    table = "Market,Year,Size,Source,As of\nOptical transceivers,2030,41.5,LightCounting,May 2026\n"
    (claim,) = reading_of(tmp_path, "market.csv", table, PREFIXES + mapping).claims
    assert (claim.predicate, claim.subject.label, claim.subject.type) == (
        "marketEstimate",
        "Optical transceivers",
        "Market",
    )
    assert claim.claimant is not None
    assert claim.claimant.label == "LightCounting"
    assert claim.qualifiers["amount"] == Decimal(41_500_000_000)
    assert claim.qualifiers["asOf"] == date(2026, 5, 31)
    assert (claim.qualifiers["startDate"], claim.qualifiers["endDate"]) == (date(2030, 1, 1), date(2030, 12, 31))


def test_codes_lead_to_companies_and_wrong_ones_are_named(tmp_path: Path) -> None:
    mapping = """
mappings:
  company:
    sources: [[c.csv~csv]]
    s: data:c/$(Name)
    po:
      - [a, aii:Company]
      - [skos:prefLabel, $(Name)]
      - [aii:lei, $(LEI)]
      - [aii:hasTicker, $(Ticker)]
"""
    table = "Name,LEI,Ticker\nQuantrel Inc.,549300XH862LODIC7E15,QNTL\nVexel Corp.,549300XH862LODIC7E16,\n"
    reading = reading_of(tmp_path, "c.csv", table, PREFIXES + mapping)
    stated = {(claim.subject.id.rpartition("/")[2], claim.predicate, claim.object.label) for claim in reading.claims}
    assert ("lei-549300xh862lodic7e15", "identifiedAs", "549300XH862LODIC7E15") in stated
    assert ("lei-549300xh862lodic7e15", "hasTicker", "QNTL") in stated
    assert [rejection.reason for rejection in reading.rejections] == ["row 3: code: '549300XH862LODIC7E16' is no lei"]


def test_words_of_other_vocabularies_are_mapped_or_kept(tmp_path: Path) -> None:
    mapping = """
mappings:
  firm:
    sources: [[f.csv~csv]]
    s: data:firm/$(Name)
    po:
      - [a, schema:Corporation]
      - [schema:name, $(Name)]
      - [schema:parentOrganization, $(Parent)]
      - [schema:numberOfEmployees, $(Staff), xsd:integer]
"""
    reading = reading_of(tmp_path, "f.csv", "Name,Parent,Staff\nVexel Corp.,Quantrel Inc.,12\n", PREFIXES + mapping)
    assert facts(reading) == [("Vexel Corp.", "subsidiaryOf", "Quantrel Inc.")]
    assert 'numberOfEmployees> "12"^^<http://www.w3.org/2001/XMLSchema#integer> .' in reading.kept


def test_joins_lead_to_the_other_sheet(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "j.json", JOINS, JOINS_MAPPING)
    assert facts(reading) == [("Quantrel Inc.", "investsIn", "Vexel Corp.")]
    assert [rejection.reason for rejection in reading.rejections] == ["/deals/1: the Investment has no investee"]


def test_the_gate_refuses_what_the_ontology_does_not_admit(tmp_path: Path) -> None:
    mapping = """
mappings:
  supply:
    sources: [[s.csv~csv]]
    po:
      - [a, aii:Investment]
      - [aii:investor, $(A)]
      - [aii:investee, $(B)]
      - [aii:amount, $(C)]
"""
    (tmp_path / "s.csv").write_text("A,B,C\nQuantrel Inc.,Vexel Corp.,12\nVexel Corp.,Vexel Corp.,\n", encoding="utf-8")
    (tmp_path / "s.csv.mapping.yml").write_text(PREFIXES + mapping, encoding="utf-8")
    with open_store(None) as store:
        (loaded,) = build([str(tmp_path / "s.csv")], store).loaded
    assert loaded.claims == 0
    reasons = [rejection.reason for rejection in loaded.rejections]
    assert len(reasons) == 2
    assert "amount without a currency" in reasons[0]
    assert "to itself" in reasons[1]


def test_a_mapping_that_does_not_fit_says_what_the_table_has(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"no column 'Supplier' in s.csv \(valid: Vendor, Customer, Share, Since\)"):
        reading_of(tmp_path, "s.csv", "Vendor,Customer,Share,Since\nA,B,1,2024\n", SUPPLY % "s.csv~csv")
    with pytest.raises(ReadError, match=r"nothing at '\$.rows\[\*\]' in s.json \(valid: \$.list\[\*\]\)"):
        reading_of(tmp_path, "s.json", '{"list": [{"a": 1}]}', SUPPLY % "s.json~jsonpath, '$.rows[*]'")
    with pytest.raises(ReadError, match=r"no sheet 'Other' in s.xlsx"):
        reading_of(tmp_path, "s.xlsx", workbook(), SUPPLY % "s.xlsx~csv, Other")
    with pytest.raises(ReadError, match=r"s\.txt is no table"):
        reading_of(tmp_path, "s.txt", "Only words are here.\n", SUPPLY % "s.txt~csv")
    with pytest.raises(RuleError, match=r"does not speak of t.csv \(valid: s.csv\)"):
        reading_of(tmp_path, "t.csv", "A,B\n1,2\n", SUPPLY % "s.csv~csv")


def test_the_command_says_what_is_wrong_with_a_mapping(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mapping that is none, or of other tables, is told before anything is read; no store is made."""
    store, table = str(tmp_path / "store"), tmp_path / "t.csv"
    table.write_text("A,B\n1,2\n", encoding="utf-8")
    (tmp_path / "m.yml").write_text(SUPPLY % "s.csv~csv", encoding="utf-8")
    (tmp_path / "bad.yml").write_text("mappings: [", encoding="utf-8")
    calls = [
        (["--mapping", str(tmp_path / "m.yml")], 2, "m.yml speaks of s.csv, which is not among the sources"),
        (["--mapping", str(tmp_path / "bad.yml")], 1, "bad.yml:1:12: malformed YAML"),
        (["--mapping", str(tmp_path / "none.yml")], 1, "none.yml: no such file"),
        (["--max-bytes", "many"], 2, "'many' is no number of bytes"),
    ]
    for options, status, said in calls:
        assert main(["build", str(table), "--store", store, *options]) == status
        assert said in capsys.readouterr().err
    assert not (tmp_path / "store").exists()
    assert main(["build", str(table), "--store", store, "--max-bytes", "3"]) == 1
    assert "larger than 3 bytes" in capsys.readouterr().err
