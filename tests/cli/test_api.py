"""The Python interface: what the package offers, and that importing it costs nothing."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

import themegraph
from themegraph.errors import QueryError, StoreError

PAGE = Path(__file__).parent / "page.txt"
HEAVY = ("pyoxigraph", "rdflib", "yaml", "networkx", "jinja2", "themegraph.graph", "themegraph.loaders")


def test_importing_the_package_loads_nothing_heavy() -> None:
    """Neither the package nor the command line's first module imports a library."""
    code = f"import sys, themegraph.cli; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_public_names_are_there() -> None:
    """Each public name can be had, and no other."""
    assert all(getattr(themegraph, name) is not None for name in themegraph.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = themegraph.nothing


def test_a_graph_is_built_asked_and_explained(tmp_path: Path) -> None:
    """The facade does what the command line does."""
    with themegraph.Graph(tmp_path / "store") as graph:
        summary = graph.build(PAGE)
        assert [loaded.status for loaded in summary.loaded] == ["added"]
        answer = graph.ask("investments-by", by="NVDA", evidence=True)
        row = next(row for row in answer.records() if row["investee"] == "Coherent")
        assert (row["amount"], row["currency"]) == (Decimal(2_000_000_000), "USD")
        assert row["sentences"] == ["NVIDIA invested $2 billion in Coherent in March 2026 (NVIDIA IR)."]
        assert graph.sparql("ASK { ?s aii:investsIn ?o }") is True
        assert graph.explain("coherent").entity.label == "Coherent"
        assert [finding for finding in graph.validate() if finding.severity == "Violation"] == []
        assert len(graph.to_rdflib()) > 0
        assert "Coherent" in {data.get("label") for _, data in graph.to_networkx().nodes(data=True)}
    with themegraph.Graph(tmp_path / "store", read_only=True) as graph:
        with pytest.raises(QueryError, match="INSERT would change the graph"):
            graph.sparql("INSERT DATA { <a:b> <a:b> 1 }")
        assert [failure.name for failure in graph.build(PAGE).failures] == []


def test_a_closed_graph_answers_no_more() -> None:
    """Use after closing is an error, not a crash."""
    graph = themegraph.Graph()
    graph.close()
    with pytest.raises(StoreError, match="closed"):
        graph.explain("x")


def test_claims_without_a_store() -> None:
    """`read` gives the claims of a document in the form of `themegraph extract`."""
    claims = themegraph.read(PAGE)
    assert {"supplies", "investsIn"} <= {str(claim["predicate"]) for claim in claims}
