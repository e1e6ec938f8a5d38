"""Every question of the library on every kind of store: the same rows in the same order, and none without a reason."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from rdflib import Dataset, Literal, URIRef
from rdflib.term import Node

from themegraph.graph.binding import bind_values
from themegraph.graph.graph_store import GraphStore
from themegraph.graph.rdf import to_node, to_rdflib
from themegraph.graph.store import EmbeddedStore, open_store
from themegraph.graph.vocabulary import CURRENT
from themegraph.ontology.registry import Registry
from themegraph.ontology.terms import AIID
from themegraph.queries.answer import Answer
from themegraph.queries.header import Question, questions
from themegraph.queries.parameters import terms_of
from themegraph.queries.run import ask

LIBRARY = questions()
# The competency questions are about the theme: their defaults name things that the invented world lacks.
TOPICAL = tuple(each for each in LIBRARY if each.topic != "competency")
EXPECTED = yaml.safe_load((Path(__file__).parent / "engines.yaml").read_text(encoding="utf-8"))
SERVERS = ("oxigraph", "virtuoso")


@pytest.fixture(scope="module")
def on_server(request: pytest.FixtureRequest, invented_registry: Registry) -> Iterator[GraphStore]:
    """Give the invented world or the bundled theme on one of the servers, alone."""
    engine, content = request.param
    with pytest.MonkeyPatch.context() as patch:
        if engine == "virtuoso":
            patch.setenv("THEMEGRAPH_STORE_USER", "dba")
            patch.setenv("THEMEGRAPH_STORE_PASSWORD", "dba")
        server = request.getfixturevalue("empty_server")(engine)
        with open_store(server, registry=invented_registry if content == "world" else None) as store:
            request.getfixturevalue(f"fill_{content}")(store)
            yield store


def on_each(content: str) -> pytest.MarkDecorator:
    """Ask a test's question on each server that holds the invented world or the bundled theme."""
    places = [(server, content) for server in SERVERS]
    return pytest.mark.parametrize("on_server", places, indirect=True, ids=SERVERS, scope="module")


def by_name(question: Question) -> str:
    """Name a test after its question."""
    return question.name


def differing(request: pytest.FixtureRequest, question: Question) -> None:
    """Skip a question that the server at hand is known not to answer alike, saying why."""
    engine = request.node.callspec.params["on_server"][0]
    if reason := EXPECTED.get(f"differs on {engine}", {}).get(question.name):
        pytest.skip(f"{question.name} on {engine}: {reason}")


def written(answer: Answer) -> tuple[tuple[str, ...], list[str]]:
    """Return columns and rows as texts, datatypes and languages included."""
    return answer.columns, list(map(str, answer.rows))


@on_each("world")
@pytest.mark.parametrize("question", TOPICAL, ids=by_name)
def test_the_invented_world_has_the_same_rows_everywhere(
    world: EmbeddedStore, on_server: GraphStore, question: Question, request: pytest.FixtureRequest
) -> None:
    """Rows and their order do not hang on the engine, with evidence where the question keeps it."""
    differing(request, question)
    evidence = bool(question.evidence)
    there = ask(on_server, question.name, evidence=evidence, deadline=60)
    here = ask(world, question.name, evidence=evidence, deadline=None)
    assert written(there) == written(here)


@on_each("theme")
@pytest.mark.parametrize("question", LIBRARY, ids=by_name)
def test_the_bundled_theme_has_the_same_rows_everywhere(
    theme: EmbeddedStore, on_server: GraphStore, question: Question, request: pytest.FixtureRequest
) -> None:
    """So it is for the documents that come with the program, competency questions included."""
    differing(request, question)
    there = ask(on_server, question.name, deadline=60)
    assert written(there) == written(ask(theme, question.name, deadline=None))


@pytest.mark.parametrize("question", LIBRARY, ids=by_name)
def test_the_bundled_theme_has_rows_or_a_reason(theme: EmbeddedStore, question: Question) -> None:
    """A question without a row says why: none would be right, or the loader misses one."""
    reasons = {**EXPECTED["none is right"], **EXPECTED["not read yet"]}
    rows = ask(theme, question.name, deadline=None).rows
    if question.name in reasons:
        assert not rows, f"'{question.name}' has rows now: take it out of tests/queries/engines.yaml"
    else:
        assert rows


@functools.cache
def _as_rdflib(store: GraphStore) -> Dataset:
    """Return a store as an rdflib dataset whose default graph holds the current facts."""
    made = to_rdflib(store, "all")
    for triple in made.graph(URIRef(CURRENT.value)):
        made.default_graph.add(triple)
    return made


# rdflib warns of attributes that it uses itself.
@pytest.mark.filterwarnings("ignore:Dataset\\.\\w+ is deprecated:DeprecationWarning")
@pytest.mark.parametrize("question", LIBRARY, ids=by_name)
def test_rdflib_has_the_same_rows(world: EmbeddedStore, theme: EmbeddedStore, question: Question) -> None:
    """A third engine, written apart from the others, gives the same rows; what it cannot do is listed."""
    if question.name in EXPECTED["rdflib cannot"]:
        pytest.skip(EXPECTED["rdflib cannot"][question.name])
    store = theme if question.topic == "competency" else world
    values = terms_of(store, question, {})
    found = _as_rdflib(store).query(bind_values(question.query, values))
    there = [tuple(map(_as_n3, row)) for row in found]  # type: ignore[arg-type]
    here = store.query(question.query, values=values).rows
    assert there == [tuple(_as_n3(None if cell is None else to_node(cell)) for cell in row) for row in here]


def _as_n3(cell: Node | None) -> str | None:
    """Return a term as rdflib writes it; the facts that a row gathers in the order of their names, SPARQL says none."""
    if isinstance(cell, Literal) and str(cell).startswith(AIID):
        return " ".join(sorted(str(cell).split()))
    return None if cell is None else cell.n3()


def test_the_whole_library_was_asked() -> None:
    """None is lost by a mistake in collecting them, and every listed one is in the library."""
    assert len(LIBRARY) == 109
    listed = {name for names in EXPECTED.values() for name in names}
    assert listed <= {question.name for question in LIBRARY}
