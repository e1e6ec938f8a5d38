"""Replies of a child process: what arrives is what was sent."""

from __future__ import annotations

import pickle

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from themegraph.errors import QueryError
from themegraph.graph.results import Result
from themegraph.queries import wire
from themegraph.queries.wire import packed, unpacked

XSD = "http://www.w3.org/2001/XMLSchema#"
IRIS = st.sampled_from(["https://example.org/a", "https://example.org/b", "urn:c"]).map(ox.NamedNode)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
TERMS = st.one_of(
    st.none(),
    IRIS,
    TEXTS.map(ox.Literal),
    st.builds(lambda text, tag: ox.Literal(text, language=tag), TEXTS, st.sampled_from(["en", "de-AT"])),
    st.builds(lambda text, kind: ox.Literal(text, datatype=kind), TEXTS, IRIS),
    st.integers(-9, 9).map(ox.Literal),
    st.booleans().map(ox.Literal),
    st.builds(lambda text: ox.Literal(text, language="ar", direction=ox.BaseDirection.RTL), TEXTS),
    st.sampled_from(["b0", "b1"]).map(ox.BlankNode),
    st.builds(ox.Triple, IRIS, IRIS, TEXTS.map(ox.Literal)),
)


def sent(reply: Result) -> object:
    """Return a reply as it comes out of a pipe."""
    return unpacked(pickle.loads(pickle.dumps(packed(reply))))


@given(st.integers(1, 4).flatmap(lambda width: st.lists(st.tuples(*[TERMS] * width), max_size=6)))
def test_rows_arrive_as_they_were(rows: list[tuple[ox.NamedNode | None, ...]]) -> None:
    width = len(rows[0]) if rows else 2
    result = Result(tuple(f"v{number}" for number in range(width)), tuple(rows))
    assert sent(result) == result


@pytest.mark.parametrize(
    "result",
    [
        Result(boolean=False),
        Result(("none",)),
        Result((), ((), (), ())),
        Result(triples=(ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c")),)),
    ],
)
def test_other_replies_arrive_too(result: Result) -> None:
    assert sent(result) == result


def test_errors_arrive_with_their_fields() -> None:
    error = pickle.loads(pickle.dumps(packed(QueryError("what", where="query:1:2", valid="this"))))
    assert (error.what, error.where, error.valid) == ("what", "query:1:2", "this")


def test_a_term_crosses_once() -> None:
    iri, text = ox.NamedNode("https://example.org/a"), ox.Literal("text", language="en")
    found = packed(Result(("one", "other"), ((iri, text), (iri, None), (iri, text))))
    assert isinstance(found, wire.Packed)
    assert found.terms == ["https://example.org/a", ("text", "", "en"), None]
    assert found.cells.tolist() == [0, 1, 0, 2, 0, 1]


def test_a_reply_that_does_not_fit_into_memory_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(wire, "array", full)
    error = packed(Result(("one",), ((ox.Literal("text"),),)))
    assert isinstance(error, QueryError)
    assert error.what == "the query needs more than 4 GiB of memory"
