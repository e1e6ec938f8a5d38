"""The file: whole or not at all, byte for byte the same, nothing of a label runs, its data reads back as RDF."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest
from rdflib import Graph, Namespace
from rdflib.namespace import SKOS

from themegraph.errors import UsageError
from themegraph.graph.page import write_page
from themegraph.graph.page.build import script_json
from themegraph.graph.store import EmbeddedStore

OA = Namespace("http://www.w3.org/ns/oa#")
AII = Namespace("https://w3id.org/ai-infrastructure/ontology/")


def test_the_summary_counts_what_is_shown(store: EmbeddedStore, tmp_path: Path) -> None:
    summary = write_page(store, tmp_path / "page.html")
    assert (summary.things, summary.facts, summary.documents) == (19, 27, 2)
    assert summary.size == summary.path.stat().st_size < 300_000


def test_two_pages_of_one_store_are_the_same_bytes_and_leave_no_litter(store: EmbeddedStore, tmp_path: Path) -> None:
    first = write_page(store, tmp_path / "one.html").path.read_bytes()
    assert write_page(store, tmp_path / "two.html").path.read_bytes() == first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.html", "two.html"]


def test_a_folder_that_is_missing_is_named(store: EmbeddedStore, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no/page\.html: the page cannot be written: No such file"):
        write_page(store, tmp_path / "no" / "page.html")


def test_a_failure_leaves_what_was_there(store: EmbeddedStore, tmp_path: Path) -> None:
    (tmp_path / "page.html").mkdir()
    with pytest.raises(UsageError, match="cannot be written"):
        write_page(store, tmp_path / "page.html")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_the_policy_admits_exactly_the_scripts_of_the_page(page_file: Path) -> None:
    text = page_file.read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    admitted = " ".join(f"'sha256-{value}'" for value in hashes).replace("'", "&#39;").replace("+", "&#43;")
    assert f"script-src {admitted};" in policy[1].replace("+", "&#43;")
    assert "default-src &#39;none&#39;" in policy[1]
    assert not re.findall(r"<[^>]+\son\w+=", re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL))
    assert not re.findall(r"(?:src|href)=\"(?!data:,|#)", re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL))


def test_json_cannot_leave_its_script_element() -> None:
    hostile = ["</script><script>alert(1)</script>", "<!--", "a & b", "\u2028\u2029", "\ud800"]
    text = str(script_json(hostile))
    assert not re.search("[<>&\u2028\u2029]", text)
    assert json.loads(text) == [*hostile[:4], "?"]


# rdflib's own JSON-LD parser still uses a class that rdflib has deprecated.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
def test_the_data_inside_reads_back_as_rdf(store: EmbeddedStore, page_file: Path) -> None:
    embedded = re.search(
        r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page_file.read_text("utf-8"), re.DOTALL
    )
    assert embedded is not None
    graph = Graph().parse(data=embedded[1], format="json-ld")
    nodes = store.query(
        "SELECT ?s ?p ?o WHERE { ?s a <https://w3id.org/ai-infrastructure/ontology/Relationship> ; ?p ?o }"
    )
    assert len(nodes.rows) > 100
    written = {(s.n3(), p.n3(), o.n3()) for s, p, o in graph}
    stored = Graph()
    for row in nodes.rows:
        stored.parse(data=" ".join(str(term) for term in row) + " .", format="nt")
    assert {(s.n3(), p.n3(), o.n3()) for s, p, o in stored} <= written
    quotations = {str(value) for value in graph.objects(predicate=OA.exact)}
    assert "Lumen Works sells to Atlas, 34% of its revenue." in quotations
    assert len(list(graph.subjects(predicate=AII.asserts))) == 26
    assert "한빛광통신 주식회사" in {str(label) for label in graph.objects(predicate=SKOS.prefLabel)}
