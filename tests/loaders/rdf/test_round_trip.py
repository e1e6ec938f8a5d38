"""What this program exports it reads back: the same graph, byte for byte, in each form as far as the form carries it."""

from __future__ import annotations

from pathlib import Path

import pytest

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


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> GraphStore:
    """Give a store with a page, a list of holdings, and claims that are denied."""
    folder = tmp_path_factory.mktemp("documents")
    (folder / "notes.txt").write_text(PAGE, encoding="utf-8")
    (folder / "light.csv").write_text(HOLDINGS, encoding="utf-8")
    store = open_store(None)
    assert build([str(folder)], store).failures == ()
    return store


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
        assert len(again.documents()) == 1


@pytest.mark.parametrize(("form", "name"), [("ttl", "out.ttl"), ("rdf12", "out-12.ttl")])
def test_what_a_form_carries_comes_back(filled: GraphStore, tmp_path: Path, form: str, name: str) -> None:
    first = exported(filled, form, tmp_path / name)
    assert first.count(b"\n") > 50
    with open_store(None) as again:
        assert build([str(tmp_path / name)], again).failures == ()
        assert exported(again, form, tmp_path / f"back-{name}") == first


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
