"""The W3C's forms of rows, truths and graphs, read back by two libraries."""

from __future__ import annotations

import io

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph as RdfGraph
from rdflib.query import Result

from themegraph.errors import UsageError
from themegraph.graph.store import EmbeddedStore
from themegraph.queries.answer import XSD, Answer, Cell
from themegraph.queries.results import RENDERERS, render
from themegraph.queries.run import sparql
from themegraph.queries.standard_forms import truth

READ_BACK = {
    "sparql-json": (ox.QueryResultsFormat.JSON, "json"),
    "sparql-xml": (ox.QueryResultsFormat.XML, "xml"),
    "sparql-tsv": (ox.QueryResultsFormat.TSV, "tsv"),
}
ROWS: tuple[tuple[Cell, ...], ...] = (
    (ox.NamedNode("https://example.org/a"), ox.Literal("Tin & <Works>", language="en"), None),
    (ox.Literal('two "quoted"\nlines\tand a tab'), ox.Literal("2031-03-01", datatype=ox.NamedNode(XSD + "date")), None),
    (ox.Literal("=1+1"), ox.Literal("1.50", datatype=ox.NamedNode(XSD + "decimal")), ox.Literal("x")),
)
ANSWER = Answer(("a", "b", "c"), ROWS)


def test_every_form_is_known() -> None:
    """The command line offers no form that nothing writes."""
    from themegraph.commands.options import FORMATS, GRAPH_FORMATS

    assert set(RENDERERS) == {*FORMATS, *GRAPH_FORMATS}
    assert len(RENDERERS) == 10


@pytest.mark.parametrize("form", READ_BACK)
def test_pyoxigraph_reads_the_very_rows(form: str) -> None:
    """Terms come back with language and datatype, missing ones as missing."""
    read = ox.parse_query_results(render(ANSWER, form), format=READ_BACK[form][0])
    assert isinstance(read, ox.QuerySolutions)
    assert [variable.value for variable in read.variables] == list(ANSWER.columns)
    assert tuple(tuple(row[name] for name in ANSWER.columns) for row in read) == ROWS


@pytest.mark.parametrize("form", READ_BACK)
def test_rdflib_reads_the_very_rows(form: str) -> None:
    """So they do in a library of other authors."""
    read = Result.parse(io.BytesIO(render(ANSWER, form).encode()), format=READ_BACK[form][1])
    assert [str(variable) for variable in read.vars or ()] == list(ANSWER.columns)
    rows = [[None if cell is None else str(cell) for cell in row] for row in read]  # type: ignore[union-attr]
    assert rows == [[None if cell is None else cell.value for cell in row] for row in ROWS]  # type: ignore[union-attr]


def test_sparql_csv_is_the_plain_one() -> None:
    """The W3C's CSV holds the values as they are, for programs; `csv` is the one for spreadsheets."""
    assert "=1+1" in render(ANSWER, "sparql-csv").splitlines()[-1].split(",")
    assert "'=1+1" in render(ANSWER, "csv")
    read = Result.parse(io.BytesIO(render(ANSWER, "sparql-csv").encode()), format="csv")
    assert len(list(read)) == 3


@given(st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")), max_size=5))
def test_any_text_comes_back(texts: list[str]) -> None:
    """In JSON, XML and TSV alike."""
    answer = Answer(("x",), tuple((ox.Literal(text),) for text in texts))
    for form, (engine, _) in READ_BACK.items():
        read = ox.parse_query_results(render(answer, form), format=engine)
        assert isinstance(read, ox.QuerySolutions)
        assert [row["x"] for row in read] == [ox.Literal(text) for text in texts]


@pytest.mark.parametrize("value", [True, False])
@pytest.mark.parametrize("form", ["sparql-json", "sparql-xml"])
def test_truths_come_back(form: str, value: bool) -> None:
    """An ASK has a form of its own."""
    text = truth(value, form)
    assert bool(ox.parse_query_results(text, format=READ_BACK[form][0])) is value
    assert Result.parse(io.BytesIO(text.encode()), format=READ_BACK[form][1]).askAnswer is value
    assert truth(value, "table") == truth(value, "sparql-tsv") == f"{str(value).lower()}\n"


@pytest.mark.parametrize(("form", "rdf"), [("turtle", ox.RdfFormat.TURTLE), ("ntriples", ox.RdfFormat.N_TRIPLES)])
def test_graphs_come_back(world: EmbeddedStore, form: str, rdf: ox.RdfFormat) -> None:
    """A CONSTRUCT is written as RDF, the same bytes each time, with the prefixes that it uses."""
    query = "CONSTRUCT { ?s skos:prefLabel ?l } WHERE { ?s a aii:Layer ; skos:prefLabel ?l }"
    answer = sparql(world, query, deadline=None)
    assert isinstance(answer, Answer)
    text = render(answer, form)
    assert text == render(answer, form)
    assert {each.object for each in ox.parse(text, format=rdf)} == {row[2] for row in answer.rows}
    assert len(RdfGraph().parse(data=text, format="turtle")) == 2
    assert text.count("@prefix") == (2 if form == "turtle" else 0)


def test_rows_are_no_graph() -> None:
    """A SELECT is not forced into Turtle."""
    with pytest.raises(UsageError, match=r"cannot be written as turtle \(valid: CONSTRUCT or DESCRIBE\)"):
        render(ANSWER, "turtle")
