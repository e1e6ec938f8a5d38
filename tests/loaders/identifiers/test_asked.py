"""Registers and holdings in one store: who bears which code, and what meets."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from themegraph.api import Graph
from themegraph.ontology.entry import ID_BASE

_BEARERS = """
PREFIX aii: <https://w3id.org/ai-infrastructure/ontology/>
SELECT ?thing ?scheme ?code WHERE {
  ?fact a aii:Identification ; aii:identified ?thing ; aii:identifierText ?code ; aii:identifierScheme ?scheme }
"""
_HELD = """
PREFIX aii: <https://w3id.org/ai-infrastructure/ontology/>
SELECT DISTINCT ?name ?thing WHERE { ?holding aii:held ?thing ; aii:heldText ?name }
"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """Give a store with a register, a table of LEIs and a list of holdings."""
    folder: Path = tmp_path_factory.mktemp("registers")
    rows = [(42, "ZORA", "ZORBIAN PHOTONICS INC"), (43, "TIN", "Tin Work Corp"), (44, "TINW", "Tin Work Corp")]
    tickers = {
        str(n): {"cik_str": cik, "ticker": ticker, "title": title} for n, (cik, ticker, title) in enumerate(rows)
    }
    (folder / "company_tickers.json").write_text(json.dumps(tickers))
    (folder / "leis.csv").write_text("Name,CIK,LEI\nZorbian Photonics Inc,42,549300X2MUT00UHOWK66\n")
    (folder / "fund.csv").write_text(
        "Zorb Fund\nFund Holdings as of,2026-01-02\n\nName,Ticker,ISIN,Asset Class,Weight (%)\n"
        "NVIDIA CORP,NVDA,US67066G1040,Equity,60\nALPHABET INC CLASS A,GOOGL,,Equity,20\n"
        "ALPHABET INC CLASS C,GOOG,,Equity,15\nUSD CASH,-,,Cash,5\n"
    )
    with Graph() as built:
        summary = built.build(*sorted(folder.iterdir()))
        assert summary.failures == ()
        yield built


def _rows(graph: Graph, question: str) -> set[tuple[str, ...]]:
    """Return the rows of an answer, IRIs without their base."""
    answer = graph.sparql(question)
    assert not isinstance(answer, bool)
    return {tuple(str(getattr(term, "value", term)).removeprefix(ID_BASE) for term in row) for row in answer.rows}


def test_codes_are_found_by_a_question(graph: Graph) -> None:
    assert _rows(graph, _BEARERS) == {
        ("organization/cik-0000000042", "cik", "0000000042"),
        ("organization/cik-0000000042", "lei", "549300X2MUT00UHOWK66"),
        ("organization/cik-0000000043", "cik", "0000000043"),
        ("organization/cik-0000000044", "cik", "0000000044"),
    }


def test_classes_of_shares_are_held_in_one_company_and_cash_in_none(graph: Graph) -> None:
    found = {row[0]: row[1] for row in _rows(graph, _HELD)}
    assert found["NVIDIA CORP"] == "organization/nvidia"
    assert found["ALPHABET INC CLASS A"] == found["ALPHABET INC CLASS C"] == "organization/alphabet"
    assert found["USD CASH"].startswith("security/")
