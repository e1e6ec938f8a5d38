"""Forms on their way into a store: evidence that is shown, orders that make no difference, damage that changes nothing."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from types import SimpleNamespace

import pytest
from lxml import etree

from themegraph.api import Graph

AII = "PREFIX aii: <https://w3id.org/ai-infrastructure/ontology/> "
# all but the time of day at which a file was read
QUADS = "SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } FILTER(?p != <http://www.w3.org/ns/prov#endedAtTime>) }"


def contents(graph: Graph) -> set[tuple[str, ...]]:
    answer = graph.sparql(QUADS, limit=None)
    assert not isinstance(answer, bool)
    return {tuple(map(str, row)) for row in answer.rows}


@pytest.fixture
def filings(forms: SimpleNamespace, tmp_path: Path) -> list[Path]:
    """Give an N-PORT report, a 13F submission and an N-CEN report that speak of the same fund and company."""
    share = forms.holding("Laserworks Holdings Inc", "60000", "60", lei="549300LASERWORKS0083", cusip="99Z00A101")
    contract = forms.holding(
        "Swapbank AG",
        "40000",
        "40",
        title="Swap",
        asset="DE",
        contract="<swapDeriv><notionalAmt>5</notionalAmt></swapDeriv>",
    )
    table = forms.table(forms.row("LASERWORKS HLDGS INC", "99Z00A101", "5000"))
    files = {
        "fund.xml": forms.nport(share, contract),
        "manager.txt": forms.submission(("13F-HR", forms.cover(1, 5000)), ("INFORMATION TABLE", table)),
        "census.xml": forms.ncen(forms.fund("Nanoforge Chip Makers ETF", "S000099001", lei="549300NANOFORGE00080")),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return [tmp_path / name for name in files]


def test_the_order_of_filings_makes_no_difference(filings: list[Path]) -> None:
    found = []
    for order in permutations(filings):
        with Graph() as graph:
            for path in order:
                assert graph.build(path).failures == ()
            found.append(contents(graph))
    assert len(found[0]) > 100
    assert all(each == found[0] for each in found)


def test_one_fund_and_one_security_are_met_in_all_forms(filings: list[Path]) -> None:
    with Graph() as graph:
        graph.build(*filings)
        query = AII + "SELECT DISTINCT ?thing WHERE { ?thing %s }"
        for pattern in ('aii:seriesId "S000099001"', 'aii:cusip "99Z00A101" ; a aii:Security'):
            answer = graph.sparql(query % pattern)
            assert not isinstance(answer, bool)
            assert len(answer.rows) == 1


ROW = """PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?row ?header ?place WHERE { ?holding aii:heldText "Laserworks Holdings Inc" . GRAPH ?document {
  ?claim aii:asserts ?holding ; aii:statedIn ?passage . ?passage aii:headerText ?header ; oa:hasSelector ?quote , ?path .
  ?quote oa:exact ?row . ?path a oa:XPathSelector ; rdf:value ?place } }"""


def test_the_evidence_of_a_holding_is_its_row_with_header_and_place(filings: list[Path]) -> None:
    with Graph() as graph:
        graph.build(filings[0])
        answer = graph.sparql(AII + ROW)
    assert not isinstance(answer, bool)
    ((row, header, place),) = [[str(getattr(cell, "value", cell)) for cell in cells] for cells in answer.rows]
    shown = dict(zip(header.split("\t"), row.split("\t"), strict=True))
    assert (shown["name"], shown["cusip"], shown["pctVal"]) == ("Laserworks Holdings Inc", "99Z00A101", "60")
    (found,) = etree.fromstring(filings[0].read_bytes()).xpath(place)
    assert [child.text for child in found][:4] == row.split("\t")[:4]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"?>\n", b'?>\n<!DOCTYPE x [<!ENTITY a "b">]>\n'),
        lambda data: data.replace(b"<formData>", b"<formData>" + b"<a>" * 3000 + b"</a>" * 3000),
        lambda data: data.replace(b"</formData>", b""),
        lambda data: data.replace(b"Swap</title>", b"&swap;</title>"),
    ],
)
def test_a_damaged_form_leaves_the_store_as_it_was(filings: list[Path], damage: object) -> None:
    assert callable(damage)
    with Graph() as graph:
        graph.build(filings[0])
        before = contents(graph)
        filings[0].write_bytes(damage(filings[0].read_bytes()))
        summary = graph.build(filings[0])
        (failure,) = summary.failures
        assert "fund.xml" in str(failure)
        assert contents(graph) == before
