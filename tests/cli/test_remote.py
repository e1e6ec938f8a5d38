"""The commands with a store on a server: `--store ENGINE+http://…` does what a folder does."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from themegraph.graph.remote.endpoint import Endpoint
from themegraph.graph.remote.profile import address_of
from themegraph.graph.vocabulary import STORE

Run = Callable[..., subprocess.CompletedProcess[str]]
PAGE = Path(__file__).parent / "page.txt"


@pytest.fixture
def server(oxigraph_server: str) -> str:
    """Give the address of a server that holds nothing."""
    endpoint = Endpoint(address_of(oxigraph_server))
    endpoint.change("CLEAR ALL")
    endpoint.close()
    return oxigraph_server


def test_every_command_takes_an_address(run: Run, server: str, tmp_path: Path) -> None:
    def ask(*words: str | Path) -> str:
        done = run(*words, env={"THEMEGRAPH_STORE": server})
        assert done.returncode == 0, done.stderr
        return done.stdout

    built = ask("build", PAGE, "--report", tmp_path / "out")
    assert built.splitlines()[0] == "documents  1 (1 added)"
    assert built.splitlines()[-1] == f"store      {server}"
    assert [line["status"] for line in json.loads((tmp_path / "out.json").read_text("utf-8"))["documents"]] == ["added"]
    assert "documents  1 (1 unchanged)" in ask("build", PAGE, "--workers", "1")
    assert [row["name"] for row in json.loads(ask("documents", "--format", "json"))] == ["page.txt"]
    rows = json.loads(ask("query", "suppliers-of", "--layer", "laser", "--format", "json"))
    assert [row["supplier"] for row in rows] == ["Coherent"]
    assert "Coherent supplies lasers." in " ".join(ask("explain", "organization/coherent").split())
    assert "Coherent" in ask("entities")
    assert ask("sparql", "ASK { ?s aii:supplies ?o }") == "true\n"
    assert "https://w3id.org/ai-infrastructure/ontology/supplies" in ask("export", "nq", "-")
    ask("page", tmp_path / "page.html")
    assert "Coherent" in (tmp_path / "page.html").read_text("utf-8")
    assert "Violation" not in ask("validate")
    assert ask("forget", "page.txt").startswith("forgot Money for the optical layer: ")
    assert json.loads(ask("documents", "--format", "json")) == []


def test_a_document_that_an_earlier_build_left_in_part_is_named(run: Run, server: str) -> None:
    run("build", PAGE, "--store", server)
    document = json.loads(run("documents", "--format", "json", "--store", server).stdout)[0]["document"]
    endpoint = Endpoint(address_of(server))
    endpoint.change(f"INSERT DATA {{ GRAPH {STORE} {{ {STORE} <{STORE.value}#unfinished> <{document}> }} }}")
    endpoint.close()
    done = run("build", PAGE, "--store", server, "--quiet")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"note: {document} was not stored whole by an earlier build: build it again\n"
    assert [row["name"] for row in json.loads(run("documents", "--format", "json", "--store", server).stdout)] == [
        "page.txt"
    ]
