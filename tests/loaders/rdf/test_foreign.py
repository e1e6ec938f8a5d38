"""RDF of others: what is mapped becomes claims, the rest is kept in the document's graph, and hostile files are refused."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from themegraph.assembly import build
from themegraph.graph.store import open_store
from themegraph.loaders.load import read

LEI = b"""@prefix l1: <https://www.gleif.org/ontology/L1/> . @prefix l2: <https://www.gleif.org/ontology/L2/> .
<http://example.org/c> a l2:DirectConsolidation ; l2:hasChild <http://example.org/L-5493000IBP32UQZ0KL24> ;
  l2:hasParent <http://example.org/L-254900OPPU84GM83MG36> ; <http://example.org/unknown> "kept" .
"""
NESTED = b'{"@context":{"a":"http://e/a"},' + b'"a":{' * 4000 + b'"a":1' + b"}" * 4001
BOMB = b"""<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">%s]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/"><rdf:Description rdf:about="http://e/x">
<e:p>&z;</e:p></rdf:Description></rdf:RDF>""" % b"".join(
    b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(25)
)
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/"><rdf:Description rdf:about="http://e/x">
<e:p>&x;</e:p></rdf:Description></rdf:RDF>"""
# Blank nodes that nothing tells apart: canonical labels for them take time and memory without end.
ALIKE = b"".join(b"_:b%d <http://e/p> _:b%d .\n" % (i, j) for i in range(14) for j in range(14) if i != j)


def test_the_corpus_loads(shared: Path) -> None:
    found = {path.name: read(path) for path in sorted((shared / "corpus" / "rdf").iterdir()) if path.suffix == ".ttl"}
    assert len(found) == 6
    assert all(reading.kept for reading in found.values())
    assert {claim.predicate for claim in found["sample_L1Data.ttl"].claims} >= {"identifiedAs"}
    assert {claim.predicate for claim in found["sample_L2Data.ttl"].claims} >= {"subsidiaryOf"}


def test_what_no_rule_maps_is_kept_and_stays_out_of_the_current_facts(tmp_path: Path) -> None:
    path = tmp_path / "parents.ttl"
    path.write_bytes(LEI)
    with open_store(None) as store:
        assert build([str(path)], store).failures == ()
        asked = "ASK { GRAPH ?document { <http://example.org/c> <http://example.org/unknown> 'kept' } }"
        assert store.query(asked).boolean
        assert not store.query("ASK { <http://example.org/c> ?p ?o }").boolean
        (document,) = store.documents()
        store.forget_document(document.document)
        assert not store.query(asked).boolean


def test_words_of_this_ontology_in_a_foreign_file_assert_nothing(tmp_path: Path) -> None:
    path = tmp_path / "spoof.ttl"
    path.write_text(
        "@prefix aii: <https://w3id.org/ai-infrastructure/ontology/> . @prefix id: <https://w3id.org/ai-infrastructure/id/> .\n"
        "id:organization/x a aii:Company . <http://e/a> aii:rank 1 .\n".replace("id:organization/x", "<http://e/b>"),
        encoding="utf-8",
    )
    with open_store(None) as store:
        build([str(path)], store)
        assert not store.query("ASK { <http://e/b> a aii:Company }").boolean


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("nested.jsonld", NESTED),
        ("bomb.rdf", BOMB),
        ("garbage.ttl", b"\x00\xff\xfe garbage"),
        ("words.nt", b"this is no triple\n"),
        ("iri.nt", b"<http://e/a b> <http://e/p> <http://e/o> .\n"),
        ("cut.ttl.gz", gzip.compress(LEI)[:-20]),
        ("bomb.nt.gz", gzip.compress(bytes(300_000_000), 9)),
        ("deep.ttl", b"<http://e/a> <http://e/p> " + b"[" * 5000 + b"]" * 5000 + b" ."),
        ("outside.rdf", OUTSIDE),
        ("import.jsonld", b'{"@context": {"@import": "http://192.0.2.1/c"}, "http://e/a": 1}'),
        ("listed.jsonld", b'{"@context": [{"a": "http://e/a"}, "http://192.0.2.1/c"], "a": 1}'),
        (
            "scoped.jsonld",
            b'{"@context": {"a": {"@id": "http://e/a", "@context": "http://192.0.2.1/c"}}, "a": {"b": 1}}',
        ),
        ("alike.nt", ALIKE),
        ("twice.ttl.gz", gzip.compress(gzip.compress(LEI))),
        ("wide.ttl", LEI.decode().encode("utf-16")),
        ("remote.jsonld", b'{"@context": "http://192.0.2.1/context.json", "a": 1}'),
    ],
)
def test_hostile_files_are_refused_and_leave_the_store_as_it_was(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with open_store(tmp_path / "store") as store:
        before = sorted(map(str, store.database.quads_for_pattern(None, None, None, None)))
        (failure,) = build([str(tmp_path / name)], store).failures
        assert name in failure.reason
        assert sorted(map(str, store.database.quads_for_pattern(None, None, None, None))) == before
