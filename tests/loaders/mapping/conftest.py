"""Tables of one's own with their mappings, as an analyst has them: deals, suppliers, estimates."""

from __future__ import annotations

from pathlib import Path

import pytest

from themegraph.graph.claim import Claim, Reading
from themegraph.loaders.load import read

PREFIXES = """prefixes:
  aii: https://w3id.org/ai-infrastructure/ontology/
  skos: http://www.w3.org/2004/02/skos/core#
  xsd: http://www.w3.org/2001/XMLSchema#
  data: https://example.org/data/
"""
DEALS = """Investor,Company,Amount (USD m),Date
NVIDIA Corp,Coherent Corp,"2,000",March 2026
Quantrel Inc.,Borealis Photonics,40,2026-04-02
Quantrel Inc.,,40,2026-04-02
Quantrel Inc.,Vexel Corp.,n.m.,06/04/2026
"""
DEALS_MAPPING = (
    PREFIXES
    + """
mappings:
  investor:
    sources: [[deals.csv~csv]]
    s: data:company/$(Investor)
    po:
      - [a, aii:Company]
      - [skos:prefLabel, $(Investor)]
  company:
    sources: [[deals.csv~csv]]
    s: data:company/$(Company)
    po:
      - [a, aii:Company]
      - [skos:prefLabel, $(Company)]
  investment:
    sources: [[deals.csv~csv]]
    s: data:deal/$(Investor)/$(Date)
    po:
      - [a, aii:Investment]
      - [aii:investor, data:company/$(Investor)~iri]
      - [aii:investee, data:company/$(Company)~iri]
      - [aii:amount, +$(Amount (USD m))e6, xsd:double]
      - [aii:currency, USD]
      - [aii:startDate, $(Date)]
      - [aii:endDate, $(Date)]
"""
)
JOINS_MAPPING = (
    PREFIXES
    + """
mappings:
  firm:
    sources: [[j.json~jsonpath, '$.firms[*]']]
    s: data:firm/$(id)
    po:
      - [a, aii:Company]
      - [skos:prefLabel, $(name)]
  deal:
    sources: [[j.json~jsonpath, '$.deals[*]']]
    po:
      - [a, aii:Investment]
      - p: aii:investor
        o:
          mapping: firm
          condition: {function: equal, parameters: [[str1, $(by)], [str2, $(id)]]}
      - p: aii:investee
        o: {mapping: firm, condition: {function: equal, parameters: [[str1, $(in)], [str2, $(id)]]}}
"""
)
JOINS = '{"firms": [{"id": "q", "name": "Quantrel Inc."}, {"id": "v", "name": "Vexel Corp."}], "deals": [{"by": "q", "in": "v"}, {"by": "q", "in": "x"}]}'


@pytest.fixture
def deals(tmp_path: Path) -> Path:
    """Give a table of deals with a mapping beside it."""
    (tmp_path / "deals.csv").write_text(DEALS, encoding="utf-8")
    (tmp_path / "deals.csv.mapping.yml").write_text(DEALS_MAPPING, encoding="utf-8")
    return tmp_path / "deals.csv"


def reading_of(folder: Path, name: str, table: str | bytes, mapping: str) -> Reading:
    """Return what a table says under a mapping."""
    (folder / name).write_bytes(table if isinstance(table, bytes) else table.encode())
    (folder / f"{name}.mapping.yml").write_text(mapping, encoding="utf-8")
    return read(folder / name)


def facts(reading: Reading) -> list[tuple[str, str, str]]:
    """Return the ends of the facts, without further names and codes."""
    return [line(claim) for claim in reading.claims if claim.predicate not in ("alsoKnownAs", "identifiedAs")]


def line(claim: Claim) -> tuple[str, str, str]:
    """Return a claim's ends by their labels."""
    return claim.subject.label, claim.predicate, claim.object.label
