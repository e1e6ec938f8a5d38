"""Every question of the library on every kind of store: the same rows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from themegraph.graph.graph_store import GraphStore
from themegraph.graph.remote.profile import address_of
from themegraph.graph.remote.store import RemoteStore
from themegraph.graph.store import EmbeddedStore, open_store
from themegraph.ontology.registry import Registry
from themegraph.queries.header import Question, questions
from themegraph.queries.run import ask

LIBRARY = questions()


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def world_on_server(
    request: pytest.FixtureRequest, invented_registry: Registry, world: EmbeddedStore
) -> Iterator[GraphStore]:
    """Give the invented world on a server."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "virtuoso":
            patch.setenv("THEMEGRAPH_STORE_USER", "dba")
            patch.setenv("THEMEGRAPH_STORE_PASSWORD", "dba")
        address = str(request.getfixturevalue(f"{request.param}_server"))
        remote = RemoteStore(address_of(address))
        for name in remote.database.names:
            remote.endpoint.change(f"DROP SILENT GRAPH {name}")
        remote.endpoint.close()
        with open_store(address, registry=invented_registry) as store:
            request.getfixturevalue("fill_world")(store)
            yield store


@pytest.mark.parametrize("question", LIBRARY, ids=lambda question: question.name)
def test_a_question_has_the_same_rows_everywhere(
    world: EmbeddedStore, world_on_server: GraphStore, question: Question
) -> None:
    """Rows and their order do not hang on the engine, with evidence where the question keeps it."""
    evidence = bool(question.evidence)
    there = ask(world_on_server, question.name, evidence=evidence, deadline=60)
    here = ask(world, question.name, evidence=evidence, deadline=None)
    assert (there.columns, list(map(str, there.rows))) == (here.columns, list(map(str, here.rows)))


def test_the_whole_library_was_asked() -> None:
    """None is lost by a mistake in collecting them."""
    assert len(LIBRARY) >= 78
