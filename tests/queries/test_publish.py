"""The library as SHACL executables: valid Turtle that says of each question what its header says."""

from __future__ import annotations

import pyoxigraph as ox
from rdflib import RDF, SH, Graph, Literal, URIRef

from themegraph.ontology.terms import AIID
from themegraph.queries.header import question, questions
from themegraph.queries.publish import shacl


def test_every_question_is_published() -> None:
    """Each is an executable whose query runs alone, with its label."""
    read = Graph().parse(data=shacl(questions()), format="turtle")
    nodes = set(read.subjects(RDF.type, SH.SPARQLExecutable))
    assert {str(node) for node in nodes} == {f"{AIID}question/{each.name}" for each in questions()}
    for node in nodes:
        (text,) = read.objects(node, SH.select)
        assert isinstance(ox.Store().query(str(text)), ox.QuerySolutions)
        assert (node, SH.prefixes, URIRef(f"{AIID}prefix")) in read


def test_parameters_keep_their_types() -> None:
    """Class, datatype, default and variable are there."""
    read = Graph().parse(data=shacl([question("suppliers-of"), question("cq20-exact-words")]), format="turtle")
    layer, year = URIRef(f"{AIID}question/suppliers-of/layer"), URIRef(f"{AIID}question/cq20-exact-words/year")
    assert {str(each).rpartition("/")[2] for each in read.objects(layer, SH["class"])} == {
        "Layer", "Product", "Technology", "Theme",
    }  # fmt: skip
    assert list(read.objects(year, SH.datatype)) == [URIRef("http://www.w3.org/2001/XMLSchema#integer")]
    assert list(read.objects(year, SH.defaultValue)) == [Literal("2026")]
    assert list(read.objects(layer, SH.path)) == [URIRef(f"{AIID}parameter/layer")]


def test_the_same_bytes_each_time() -> None:
    """Nothing hangs on the order of a set."""
    assert shacl(questions()) == shacl(questions())
