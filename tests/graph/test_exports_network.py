"""Networks and tables for other programs: what they read is what the store says, whatever names and sentences hold."""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import networkx as nx
import polars
import pyarrow
import pyarrow.parquet
import pytest
from lxml import etree
from pyoxigraph import Literal, NamedNode

import themegraph
from themegraph.errors import StoreError, UsageError
from themegraph.graph.claim import Reading
from themegraph.graph.exporting.columns import EDGE_COLUMNS, NODE_COLUMNS
from themegraph.graph.exports import FORMS
from themegraph.graph.graph_store import GraphStore
from themegraph.graph.network import to_networkx
from themegraph.graph.store import EmbeddedStore, open_store
from themegraph.graph.testing import Page, unknown
from themegraph.ontology.registry import Registry
from themegraph.ontology.terms import AIID

NETWORKS = ("graphml", "gexf", "csv", "parquet")
NAMES = (
    "=HYPERLINK(\"http://a.example\",\"x\")", "+1 Works", "-2+3 Mills", "@SUM(A1:A9)", "\uff1dfull width",
    "<script>alert(1)</script>", "A&B ]]> <!-- \"q\" 'a'", "شركة الزنك", "תעשיות בע\"מ", "🏭 서울제련 👩‍🔬",
    "a,b;c|d", "tin\u00a0works", "x" * 600, "null", "1e9", "{{7*7}} ${x} %s",
)  # fmt: skip
CONTROLS = "one\ttwo\nthree\rfour\r\nfive \u0000\u0001\u000b\u001b[31m\u007f\ufffe\uffff \u202eright\u202c ]]> & <b> 😀\U0001fffe"
ILLEGAL = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]")
GEXF, GRAPHML = "{http://gexf.net/1.3}", "{http://graphml.graphdrawing.org/xmlns}"
ACME, BOLT = f"{AIID}organization/x-acme", f"{AIID}organization/x-bolt"


@pytest.fixture
def hostile() -> Reading:
    """Give a page of names and sentences that break careless writers, and of figures that fit no column."""
    page = Page("https://example.org/hostile", "=Title\u00a0“& <b>")
    parties = [unknown(f"h{number}", label=name) for number, name in enumerate(NAMES)]
    for number, (one, other) in enumerate(zip(parties, parties[1:] + parties[:1], strict=True)):
        page.claim("competesWith", one, other, sentence=f"{number} {one.label} {CONTROLS} {other.label}")
        page.claim("suppliesTo", one, other, productText=f"=ore {number}")
    acme, bolt = unknown("acme", aliases=("=ACME",)), unknown("bolt")
    money: dict[str, Any] = {"amount": Decimal("12.5"), "currency": "USD", "startDate": date(2031, 5, 2)}
    for stake in ("10", "12.5", "7"):
        page.claim("investsIn", acme, bolt, stakePercent=Decimal(stake), **money)
    page.claim("investsIn", acme, bolt, amount=Decimal("1E+40"), currency="EUR")
    page.claim("suppliesTo", acme, bolt, confidence=Decimal("0.1234567890123"))
    page.claim("suppliesTo", acme, bolt, status="negated", sentence="Acme does not supply Bolt.")
    return page.reading()


@pytest.fixture
def filled(store: EmbeddedStore, rich: Reading, hostile: Reading) -> EmbeddedStore:
    """Give a store with the rich page and the hostile one."""
    fill(store, rich, hostile)
    return store


def fill(store: GraphStore, *readings: Reading) -> None:
    """Store readings and derive."""
    for reading in readings:
        assert store.update_document(reading).rejections == ()
    store.derive()


def files(store: GraphStore, form: str, folder: Path) -> dict[str, bytes]:
    """Return the files of an export by their names."""
    folder.mkdir()
    store.export(form, folder / f"g.{form}")
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def numbers(store: GraphStore, sparql: str) -> int:
    """Return the number that a query counts."""
    value = store.query(sparql).rows[0][0]
    assert isinstance(value, Literal)
    return int(value.value)


def things_in(store: GraphStore) -> set[str]:
    """Return the IRIs of all things, as a query gives them."""
    rows = store.query(
        "PREFIX aii: <https://w3id.org/ai-infrastructure/ontology/> SELECT ?t { ?t aii:resolved ?r }"
    ).rows
    return {row[0].value for row in rows if isinstance(row[0], NamedNode)}


def facts_in(store: GraphStore) -> dict[str, tuple[str, str, dict[str, Any]]]:
    """Return the facts between things by IRI, with ends and attributes."""
    return {key: (start, end, data) for start, end, key, data in to_networkx(store).edges(keys=True, data=True)}


def cleaned(text: str) -> str:
    """Return a text without what XML forbids."""
    return ILLEGAL.sub("", text)


def read_back(form: str, content: bytes) -> nx.MultiDiGraph[str]:
    """Return a network as networkx reads it."""
    if form == "gexf":
        return nx.MultiDiGraph(nx.read_gexf(io.BytesIO(content)))
    return nx.MultiDiGraph(nx.read_graphml(io.BytesIO(content), force_multigraph=True))


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_networkx_reads_what_the_store_says(filled: EmbeddedStore, tmp_path: Path, form: str) -> None:
    network = read_back(form, files(filled, form, tmp_path / "out")[f"g.{form}"])
    facts = facts_in(filled)
    assert len(facts) > 30
    assert set(network.nodes) == things_in(filled)
    assert {key: ends for *ends, key in network.edges(keys=True)} == {key: [s, t] for key, (s, t, _) in facts.items()}
    for start, end, key, data in network.edges(keys=True, data=True):
        expected = facts[key][2]
        claim = next(claim for claim in expected["claims"] if claim["status"] in {"asserted", "planned"})
        assert (data["label"], data["predicate"]) == (expected["label"], expected["predicate"])
        assert data["sentence"] == cleaned(claim["sentence"]), (start, end)
        assert (data["document"], data.get("published", "")) == (claim["document"], claim["date"])
        assert data["confidence"] == pytest.approx(float(claim["confidence"]), abs=1e-10)
        assert data["claims"] + data["doubts"] == len(expected["claims"])


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_hostile_names_come_back_as_they_are(filled: EmbeddedStore, tmp_path: Path, form: str) -> None:
    content = files(filled, form, tmp_path / "out")[f"g.{form}"]
    network = read_back(form, content)
    assert {data["label"] for _, data in network.nodes(data=True)} >= set(NAMES)
    assert network.nodes[ACME]["aliases"] == "=ACME | ACME Corp"
    assert network.nodes[ACME]["resolved"] is False
    assert ILLEGAL.search(content.decode()) is None


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_attributes_are_typed(filled: EmbeddedStore, tmp_path: Path, form: str) -> None:
    network = read_back(form, files(filled, form, tmp_path / "out")[f"g.{form}"])
    invests = [data for data in network[ACME][BOLT].values() if data["predicate"] == "investsIn"]
    by_currency = {(data["currency"], data.get("amount")): data for data in invests}
    assert set(by_currency) == {("EUR", 2_000_000_000.0), ("USD", 12.5), ("EUR", None)}
    euro, dollar, endless = (by_currency[key] for key in [("EUR", 2e9), ("USD", 12.5), ("EUR", None)])
    assert (euro["weight"], euro["startDate"], euro["mutual"]) == (2e9, "2031-03-01", False)
    assert "weight" not in dollar or dollar["weight"] == 1.0, "amounts in two currencies must not be compared"
    assert (dollar["stakePercent"], dollar["more"]) == (10.0, "stakePercent=12.5 | stakePercent=7")
    assert endless["more"] == f"amount=1{'0' * 40}"
    supplies = next(data for data in network[ACME][BOLT].values() if data["predicate"] == "suppliesTo")
    assert (supplies["claims"], supplies["doubts"]) == (1, 1)
    assert "weight" not in supplies


def test_gexf_has_what_gephi_needs(filled: EmbeddedStore, tmp_path: Path) -> None:
    root = etree.fromstring(files(filled, "gexf", tmp_path / "out")["g.gexf"])
    assert (root.tag, root.get("version")) == (f"{GEXF}gexf", "1.3")
    graph = root.find(f"{GEXF}graph")
    assert (graph.get("defaultedgetype"), graph.get("idtype"), graph.get("mode")) == ("directed", "string", "static")
    declared = {
        each.get("class"): {one.get("id"): one.get("type") for one in each}
        for each in graph.findall(f"{GEXF}attributes")
    }
    assert (
        declared["edge"].items()
        >= {"amount": "double", "claims": "long", "derived": "boolean", "sentence": "string"}.items()
    )
    nodes, edges = graph.findall(f"{GEXF}nodes/{GEXF}node"), graph.findall(f"{GEXF}edges/{GEXF}edge")
    ids = [node.get("id") for node in nodes]
    assert len(set(ids)) == len(ids) == len(things_in(filled))
    assert len({edge.get("id") for edge in edges}) == len(edges) == len(facts_in(filled))
    assert {edge.get(end) for edge in edges for end in ("source", "target")} <= set(ids)
    weights = {edge.get("id"): Decimal(edge.get("weight")) for edge in edges if edge.get("weight")}
    moving = {key for key, (*_, data) in facts_in(filled).items() if data["predicate"] == "investsIn"}
    assert sorted(weights.values()) == [2_000_000_000, 4_000_000_000]
    assert set(weights) <= moving
    for element, of in [(node, "node") for node in nodes] + [(edge, "edge") for edge in edges]:
        assert {value.get("for") for value in element.iter(f"{GEXF}attvalue")} <= set(declared[of])
    kinds = {edge.get("kind") for edge in edges if (edge.get("source"), edge.get("target")) == (ACME, BOLT)}
    assert kinds == {"investsIn", "partnersWith", "suppliesTo"}


def test_graphml_declares_every_key(filled: EmbeddedStore, tmp_path: Path) -> None:
    root = etree.fromstring(files(filled, "graphml", tmp_path / "out")["g.graphml"])
    keys = {(key.get("for"), key.get("id")): key.get("attr.type") for key in root.findall(f"{GRAPHML}key")}
    assert len(keys) == len(root.findall(f"{GRAPHML}key"))
    assert set(keys.values()) == {"string", "double", "long", "boolean"}
    for of in ("node", "edge"):
        elements = root.findall(f"{GRAPHML}graph/{GRAPHML}{of}")
        ids = [element.get("id") for element in elements]
        assert len(set(ids)) == len(ids) > 0
        assert {(of, data.get("key")) for element in elements for data in element} <= set(keys)


def rows_of(content: bytes) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def test_csv_is_two_lists_that_spreadsheets_can_open(filled: EmbeddedStore, tmp_path: Path) -> None:
    found = files(filled, "csv", tmp_path / "out")
    assert list(found) == ["g-edges.csv", "g-nodes.csv"]
    nodes, edges = rows_of(found["g-nodes.csv"]), rows_of(found["g-edges.csv"])
    assert {row["id"] for row in nodes} == things_in(filled)
    assert {row["id"]: (row["source"], row["target"]) for row in edges} == {
        key: (start, end) for key, (start, end, _) in facts_in(filled).items()
    }
    assert not [
        cell for row in nodes + edges for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\uff1d"))
    ]
    labels = {row["label"] for row in nodes}
    assert len([label for label in labels if label.startswith("'")]) == 5
    assert {label.removeprefix("'") for label in labels} >= set(NAMES)
    frame = polars.read_csv(found["g-edges.csv"], infer_schema=False)
    assert (frame.height, frame.width) == (len(edges), len(EDGE_COLUMNS) - 1)
    total = sum(Decimal(row["amount"]) for row in edges if row["amount"] and row["currency"] == "EUR")
    assert total == 6_000_000_000


def test_parquet_is_typed(filled: EmbeddedStore, tmp_path: Path) -> None:
    found = files(filled, "parquet", tmp_path / "out")
    assert list(found) == ["g-edges.parquet", "g-nodes.parquet"]
    nodes, edges = (pyarrow.parquet.read_table(io.BytesIO(found[f"g-{name}.parquet"])) for name in ("nodes", "edges"))
    assert nodes.column_names == [column.name for column in NODE_COLUMNS]
    assert edges.column_names == [column.name for column in EDGE_COLUMNS]
    assert edges.schema.field("amount").type == pyarrow.decimal128(38, 10)
    assert edges.schema.field("startDate").type == pyarrow.date32()
    assert nodes.schema.field("aliases").type == pyarrow.list_(pyarrow.string())
    assert set(nodes["id"].to_pylist()) == things_in(filled)
    assert set(NAMES) <= set(nodes["label"].to_pylist())
    facts = facts_in(filled)
    rows = edges.to_pylist()
    assert {row["id"] for row in rows} == set(facts)
    for row in rows:
        said = [claim["sentence"] for claim in facts[row["id"]][2]["claims"]]
        assert [statement["sentence"] for statement in row["statements"]] == said
        assert row["claims"] + row["doubts"] == len(said)
    frame = polars.read_parquet(io.BytesIO(found["g-edges.parquet"]))
    euro = frame.filter((polars.col("currency") == "EUR") & polars.col("startDate").is_not_null())
    assert sorted(euro["amount"].to_list()) == [Decimal(2_000_000_000), Decimal(4_000_000_000)]
    assert set(euro["startDate"].to_list()) == {date(2031, 3, 1)}


def test_parquet_without_pyarrow_names_the_command(store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(UsageError, match=r"needs the package pyarrow \(valid: pip install 'themegraph\[arrow\]'"):
        store.export("parquet", io.BytesIO())


@pytest.mark.parametrize("form", NETWORKS)
def test_an_empty_store_is_an_empty_network(store: EmbeddedStore, tmp_path: Path, form: str) -> None:
    found = files(store, form, tmp_path / "out")
    if form in ("graphml", "gexf"):
        assert len(read_back(form, found[f"g.{form}"])) == 0
    elif form == "csv":
        assert [rows_of(content) for content in found.values()] == [[], []]
    else:
        assert [polars.read_parquet(io.BytesIO(content)).height for content in found.values()] == [0, 0]


@pytest.mark.parametrize("form", NETWORKS)
def test_bytes_do_not_tell_the_order_of_loading(
    filled: EmbeddedStore,
    new_store: Callable[[], EmbeddedStore],
    rich: Reading,
    hostile: Reading,
    tmp_path: Path,
    form: str,
) -> None:
    other = new_store()
    fill(other, hostile, rich)
    assert files(other, form, tmp_path / "other") == files(filled, form, tmp_path / "this")


def test_what_is_left_out_is_said(filled: EmbeddedStore, tmp_path: Path) -> None:
    prefix = "PREFIX aii: <https://w3id.org/ai-infrastructure/ontology/>"
    restated = "MINUS { ?f aii:restates ?other }"
    facts = numbers(filled, f"{prefix} SELECT (COUNT(DISTINCT ?f) AS ?n) {{ ?f a aii:Relationship {restated} }}")
    between = len(facts_in(filled))
    assert facts > between
    notices = filled.export("gexf", tmp_path / "g.gexf")
    assert notices[0] == f"things: {len(things_in(filled))}, facts between them: {between}"
    assert notices[1].startswith(f"left out: {facts - between} facts about one thing only")


def test_standard_output_takes_the_edges(
    filled: EmbeddedStore, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    notices = filled.export("csv", "-")
    assert capfdbinary.readouterr().out == files(filled, "csv", tmp_path / "out")["g-edges.csv"]
    assert notices[-1] == "these are the edges; with a file name there are nodes too"


def test_names_of_files(filled: EmbeddedStore, tmp_path: Path) -> None:
    """A table's name goes before the ending; a folder takes both; .gz packs, the same bytes each time."""
    plain = files(filled, "csv", tmp_path / "plain")
    folder = tmp_path / "folder"
    folder.mkdir()
    filled.export("csv", folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        "nodes.csv": plain["g-nodes.csv"], "edges.csv": plain["g-edges.csv"],
    }  # fmt: skip
    packs: list[Mapping[str, bytes]] = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        filled.export("csv", tmp_path / name / "g.CSV.gz")
        packs.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
    assert packs[0] == packs[1]
    assert {name: gzip.decompress(content) for name, content in packs[0].items()} == {
        f"{name}.gz": content for name, content in plain.items()
    }
    with pytest.raises(UsageError, match="compressed in itself"):
        filled.export("parquet", tmp_path / "g.parquet.gz")


def test_both_files_or_none(filled: EmbeddedStore, tmp_path: Path) -> None:
    (tmp_path / "g-nodes.csv").write_text("old")
    (tmp_path / "g-edges.csv").mkdir()
    with pytest.raises(StoreError, match="cannot be written: Is a directory"):
        filled.export("csv", tmp_path / "g.csv")
    assert (tmp_path / "g-nodes.csv").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["g-edges.csv", "g-nodes.csv"]


@pytest.mark.parametrize("form", [*NETWORKS, "rdf12"])
def test_forms_without_graphs_refuse_all_graphs(filled: EmbeddedStore, form: str) -> None:
    with pytest.raises(UsageError, match="one graph only"):
        filled.export(form, io.BytesIO(), graphs="all")


@pytest.mark.parametrize("kind", ["oxigraph", "virtuoso"])
def test_a_store_on_a_server_gives_the_same_bytes(
    empty_server: Callable[[str], str], registry: Registry, rich: Reading, store: EmbeddedStore, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, kind: str,
) -> None:  # fmt: skip
    if kind == "virtuoso":
        monkeypatch.setenv("THEMEGRAPH_STORE_USER", "dba")
        monkeypatch.setenv("THEMEGRAPH_STORE_PASSWORD", "dba")
    address = empty_server(kind)
    fill(store, rich)
    with open_store(address, registry=registry) as remote:
        fill(remote, rich)
    for form in FORMS:
        # Opened anew, so that nothing is known of the server's quads.
        with open_store(address, read_only=True) as remote:
            assert files(remote, form, tmp_path / f"far-{form}") == files(store, form, tmp_path / f"near-{form}"), form


def test_the_python_interface_exports(tmp_path: Path) -> None:
    with themegraph.Graph() as graph:
        assert graph.export("gexf", tmp_path / "g.gexf.gz") == ("things: 0, facts between them: 0",)
    assert len(read_back("gexf", gzip.decompress((tmp_path / "g.gexf.gz").read_bytes()))) == 0
