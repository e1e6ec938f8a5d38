"""What this program exports it reads back: the same graph, byte for byte, in each form as far as the form carries it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse

from themegraph.assembly import build
from themegraph.graph.graph_store import GraphStore
from themegraph.graph.store import open_store

PAGE = """Optics notes

In March 2026, Quantrel Inc. invested $40 million in Borealis Photonics Corp.
Borealis Photonics supplies lasers. Borealis Photonics did not sell to Vexel Corp.
"""
HOLDINGS = """Example Light Fund
Fund Holdings as of,"Jun 30, 2026"

Ticker,Name,Asset Class,Market Value,Weight (%),Quantity,Price,Location,Exchange,Currency
"BRLS","BOREALIS PHOTONICS CORP","Equity","600.00","60.00","10.00","60.00","Canada","NYSE","USD"
"QNTL","QUANTREL INC","Equity","400.00","40.00","20.00","20.00","United States","NASDAQ","USD"
"""
LEVEL_1 = """@prefix l1: <https://www.gleif.org/ontology/L1/> . @prefix e: <https://example.org/> .
e:L-549300XH862LODIC7E15 a l1:LegalEntity ; l1:hasLegalName "Vexel Corp." .
e:lei l1:identifiesAndRecords e:L-549300XH862LODIC7E15 ; l1:LEI "549300XH862LODIC7E15" .
"""
LEVEL_2 = """@prefix l2: <https://www.gleif.org/ontology/L2/> . @prefix e: <https://example.org/> .
e:r a l2:DirectConsolidation ; l2:hasChild e:L-549300XH862LODIC7E15 ; l2:hasParent e:L-6SHGI4ZSSLCXXQSBB395 .
"""
OTHER_NAME = """@prefix schema: <https://schema.org/> . @prefix e: <https://example.org/> .
e:c a schema:Corporation ; schema:name "Citigroup" ; schema:leiCode "6SHGI4ZSSLCXXQSBB395" ; schema:slogan "kept" .
"""
DEALS = "Investor,Company,Amount\nQuantrel Inc.,Vexel Corp.,$40 million\n"
MAPPING = """prefixes: {aii: 'https://w3id.org/ai-infrastructure/ontology/'}
mappings:
  deal:
    sources: [[deals.csv~csv]]
    po:
      - [a, aii:Investment]
      - [aii:investor, $(Investor)]
      - [aii:investee, $(Company)]
      - [aii:amount, $(Amount)]
"""
FILES = {
    "notes.txt": PAGE,
    "light.csv": HOLDINGS,
    "level-1.ttl": LEVEL_1,
    "level-2.ttl": LEVEL_2,
    "other.ttl": OTHER_NAME,
    "deals.csv": DEALS,
    "deals.csv.mapping.yml": MAPPING,
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> GraphStore:
    """Give a store with prose, holdings, RDF, a mapped table, claims that are denied, and names joined by their codes."""
    folder = tmp_path_factory.mktemp("documents")
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    store = open_store(None)
    assert build([str(folder)], store).failures == ()
    assert store.query("ASK { ?name aii:joinedTo ?thing }").boolean
    return store


@pytest.fixture(scope="module")
def theme() -> GraphStore:
    """Give a store with the bundled theme."""
    store = open_store(None)
    assert build([], store).failures == ()
    return store


def canonical(path: Path, form: RdfFormat) -> list[str]:
    """Return the statements of a file after RDF Dataset Canonicalization."""
    dataset = Dataset(parse(path.read_bytes(), form))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(map(str, dataset))


def exported(store: GraphStore, form: str, path: Path) -> bytes:
    """Export a store and return the bytes."""
    store.export(form, path)
    return path.read_bytes()


@pytest.mark.parametrize("form", ["nq", "trig", "jsonld"])
def test_the_whole_store_comes_back(filled: GraphStore, tmp_path: Path, form: str) -> None:
    exported(filled, form, tmp_path / f"out.{form}")
    with open_store(None) as again:
        summary = build([str(tmp_path / f"out.{form}")], again)
        assert summary.failures == ()
        assert {row.title for row in again.documents()} == {row.title for row in filled.documents()}
        assert exported(again, "nq", tmp_path / "back.nq") == exported(filled, "nq", tmp_path / "first.nq")
        again.forget_document(next(row.document for row in again.documents() if row.title == "Optics notes"))
        assert len(again.documents()) == len(FILES) - 2


@pytest.mark.parametrize(("form", "name"), [("ttl", "out.ttl"), ("rdf12", "out-12.ttl")])
def test_what_a_form_carries_comes_back(filled: GraphStore, tmp_path: Path, form: str, name: str) -> None:
    first = exported(filled, form, tmp_path / name)
    assert first.count(b"\n") > 50
    with open_store(None) as again:
        assert build([str(tmp_path / name)], again).failures == ()
        assert exported(again, form, tmp_path / f"back-{name}") == first


@pytest.mark.slow
@pytest.mark.parametrize(
    ("form", "name", "kind"),
    [
        ("nq", "out.nq", RdfFormat.N_QUADS),
        ("trig", "out.trig", RdfFormat.TRIG),
        ("jsonld", "out.jsonld", RdfFormat.JSON_LD),
        ("ttl", "out.ttl", RdfFormat.TURTLE),
        ("rdf12", "out-12.ttl", RdfFormat.TURTLE),
        ("nq", "out.nq.gz", None),
    ],
)
def test_the_bundled_theme_comes_back_in_each_form(
    theme: GraphStore, tmp_path: Path, form: str, name: str, kind: RdfFormat | None
) -> None:
    first = exported(theme, form, tmp_path / name)
    with open_store(None) as again:
        assert build([str(tmp_path / name)], again).failures == ()
        assert exported(again, form, tmp_path / f"back-{name}") == first
    if kind is not None:
        assert canonical(tmp_path / f"back-{name}", kind) == canonical(tmp_path / name, kind)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"https://w3id.org/ai-infrastructure/graph/current>", b"https://w3id.org/ai-infrastructure/graph/store>"),
        (b"Quantrel Inc. invested $40 million", b"Quantrel Inc. invested $90 million"),
    ],
)
def test_an_export_that_was_altered_is_refused_or_says_no_more(
    filled: GraphStore, tmp_path: Path, old: bytes, new: bytes
) -> None:
    """Graphs of the program's own cannot be written by a file, and a fact is what its claims support."""
    data = exported(filled, "nq", tmp_path / "out.nq")
    assert old in data
    (tmp_path / "altered.nq").write_bytes(data.replace(old, new))
    with open_store(None) as again:
        before = exported(again, "nq", tmp_path / "before.nq")
        summary = build([str(tmp_path / "altered.nq")], again)
        after = exported(again, "nq", tmp_path / "after.nq")
        assert (summary.failures and after == before) or b"/graph/store>" not in after
