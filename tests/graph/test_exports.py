"""Exports: complete, canonical, read back the same by another library, written whole or not at all."""

from __future__ import annotations

import gzip
import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from themegraph.errors import StoreError, UsageError
from themegraph.graph.claim import Reading
from themegraph.graph.exports import FORMATS
from themegraph.graph.rdf import to_rdflib
from themegraph.graph.store import EmbeddedStore
from themegraph.graph.testing import Page, unknown
from themegraph.graph.vocabulary import CURRENT, RUNS, STORE

OTHER = {"ttl": "turtle", "trig": "trig", "nq": "nquads", "jsonld": "json-ld"}
HOSTILE = "“tin”\t\\ \"x\" 'y' \u0001 \u007f \u2028 😀 ]]> -->"


@pytest.fixture
def filled(store: EmbeddedStore, rich: Reading) -> EmbeddedStore:
    """Give a store with the rich page and one of difficult characters."""
    store.update_document(rich)
    page = Page("https://example.org/hostile")
    page.claim("investsIn", unknown("acme"), unknown("bolt"), sentence=f"Acme {HOSTILE} Bolt")
    store.update_document(page.reading())
    store.derive()
    return store


def exported(store: EmbeddedStore, form: str) -> bytes:
    """Return an export as bytes."""
    sink = io.BytesIO()
    store.export(form, sink)
    return sink.getvalue()


def visible(store: EmbeddedStore) -> set[Quad]:
    """Return the quads that an export of all graphs holds."""
    return {quad for quad in store.database if quad.graph_name not in {RUNS, STORE}}


def current(store: EmbeddedStore) -> set[Triple]:
    """Return the triples of `current`."""
    return {quad.triple for quad in store.database.quads_for_pattern(None, None, None, CURRENT)}


def quads_in(dataset: rdflib.Dataset) -> Iterator[Quad]:
    """Yield what rdflib read as the engine's quads."""
    for subject, predicate, value, graph in dataset.quads():
        obj: Literal | NamedNode
        if isinstance(value, rdflib.Literal):
            kind = None if value.language or not value.datatype else NamedNode(value.datatype)
            obj = Literal(str(value), datatype=kind, language=value.language)
        else:
            obj = NamedNode(str(value))
        yield Quad(NamedNode(str(subject)), NamedNode(str(predicate)), obj, NamedNode(str(graph)))


# rdflib's own parsers use what rdflib has deprecated.
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("form", ["trig", "nq", "jsonld"])
def test_all_graphs_come_back(filled: EmbeddedStore, form: str) -> None:
    content = exported(filled, form)
    assert set(parse(content, format=FORMATS[form])) == visible(filled)
    dataset = rdflib.Dataset()
    dataset.parse(data=content, format=OTHER[form])
    assert set(quads_in(dataset)) == visible(filled)


def test_turtle_has_current(filled: EmbeddedStore) -> None:
    content = exported(filled, "ttl")
    assert {quad.triple for quad in parse(content, format=RdfFormat.TURTLE)} == current(filled)
    graph = rdflib.Graph().parse(data=content, format="turtle")
    again = graph.serialize(format="nt")
    assert {quad.triple for quad in parse(again, format=RdfFormat.N_TRIPLES)} == current(filled)
    with pytest.raises(UsageError, match="one graph only"):
        filled.export("ttl", io.BytesIO(), graphs="all")


def test_current_alone_can_be_asked_for(filled: EmbeddedStore) -> None:
    sink = io.BytesIO()
    filled.export("nq", sink, graphs="current")
    assert {quad.graph_name for quad in parse(sink.getvalue(), format=RdfFormat.N_QUADS)} == {CURRENT}


def test_n_quads_are_sorted_and_do_not_tell_when_or_in_what_order(
    filled: EmbeddedStore, new_store: Callable[[], EmbeddedStore], rich: Reading
) -> None:
    other = new_store()
    page = Page("https://example.org/hostile")
    page.claim("investsIn", unknown("acme"), unknown("bolt"), sentence=f"Acme {HOSTILE} Bolt")
    other.update_document(page.reading())
    other.update_document(rich)
    other.derive()
    for form in FORMATS:
        assert exported(other, form) == exported(filled, form), form
    lines = exported(filled, "nq").decode().split("\n")[:-1]
    assert lines == sorted(lines)
    assert len(lines) == len(visible(filled))
    assert not any("_:" in line.split()[0] for line in lines)


def test_rdflib_objects_have_the_same_content(filled: EmbeddedStore) -> None:
    graph = to_rdflib(filled)
    assert {quad.triple for quad in parse(graph.serialize(format="nt"), format=RdfFormat.N_TRIPLES)} == current(filled)
    dataset = to_rdflib(filled, "all")
    assert set(quads_in(dataset)) == visible(filled)
    assert "@prefix aii:" in graph.serialize(format="turtle")


def test_a_file_is_written_whole(filled: EmbeddedStore, tmp_path: Path) -> None:
    target = tmp_path / "graph.nq"
    target.write_text("old")
    filled.export("nq", target)
    assert target.read_bytes() == exported(filled, "nq")
    assert [path.name for path in tmp_path.iterdir()] == ["graph.nq"]


def test_a_failing_write_leaves_the_old_file(
    filled: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    target = tmp_path / "graph.nq"
    target.write_text("old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="cannot be written: No space left on device"):
        filled.export("nq", target)
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["graph.nq"]


def test_a_missing_folder_and_an_unknown_format_are_named(filled: EmbeddedStore, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="No such file or directory"):
        filled.export("nq", tmp_path / "none" / "graph.nq")
    with pytest.raises(UsageError, match=r"unknown export format 'rdfxml' \(valid: ttl, trig, nq, jsonld, rdf12, "):
        filled.export("rdfxml", io.BytesIO())


def test_standard_output_takes_bytes(filled: EmbeddedStore, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    filled.export("ttl", "-")
    assert capfdbinary.readouterr().out == exported(filled, "ttl")


@pytest.mark.parametrize("form", [*FORMATS, "rdf12"])
def test_a_name_in_gz_is_packed(filled: EmbeddedStore, tmp_path: Path, form: str) -> None:
    packs = []
    for name in ("one", "two"):
        filled.export(form, tmp_path / f"{name}.{form}.gz")
        packs.append((tmp_path / f"{name}.{form}.gz").read_bytes())
    assert gzip.decompress(packs[0]) == exported(filled, form)
    assert packs[0] == packs[1]
