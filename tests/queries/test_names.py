"""Names of things and values of parameters: how they are found, and what is said where they are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themegraph.errors import UnknownNameError, UsageError
from themegraph.graph.store import EmbeddedStore
from themegraph.ontology.terms import AIID
from themegraph.queries import names
from themegraph.queries.names import fold, resolve
from themegraph.queries.nearness import near_names
from themegraph.queries.parameters import parse_date
from themegraph.queries.printable import printable
from themegraph.queries.run import ask

INJECTIONS = (
    '"} INSERT DATA { <a:b> <a:b> <a:b> } #',
    "'} UNION { ?s ?p ?o } #",
    'x" . } SERVICE <http://127.0.0.1/> { ?s ?p ?o } #',
    "\\u0022} #",
    "?layer",
    "$layer",
    "<http://example.org/> ?p ?o } #",
    "<http://example.org/>} DROP ALL #",
    "a\nb\r\tc\x00",
    "{{layer}} ${layer} %s {0}",
    '"',
    "'",
    '"' * 3,
    "'" * 3,
    "\\",
    "\\\\",
    '\\"',
    "\\'",
    '"' * 3 + " . } #",
    "'" * 3 + "} #",
    '"@en',
    '"@en . ?s ?p ?o . #',
    '"^^<http://www.w3.org/2001/XMLSchema#integer>',
    '"^^xsd:integer } #',
    "} }",
    "{ {",
    ") } #",
    "UNDEF",
    "UNDEF) } ?s ?p ?o . #",
    "(?x) { (1) } ?s ?p ?o",
    "; DROP ALL",
    "; LOAD <file:///etc/passwd>",
    "FROM <file:///etc/passwd>",
    "# a comment",
    "x # } UNION { ?s ?p ?o",
    "\u2028} UNION { ?s ?p ?o }",
    "\u202e} ?o ?p ?s {",
    "\ufeffx",
    "x\u0000} #",
    "\\U00000022 } #",
    "\\n} #",
    "%22%7D",
    "&quot;}",
    "_:b0",
    "[] ?p ?o",
    "<< ?s ?p ?o >>",
    "1 = 1",
    "true || true",
    ".*",
    "^(a+)+$",
    "BIND(1 AS ?x)",
    "'; SELECT * FROM users; --",
    "../../etc/passwd",
    "a" * 100_000,
    "\U0001f4a5",
    "\ud800",
)


@pytest.mark.parametrize(
    "name",
    [
        "Tin Works",
        "tin works",
        "TIN-WORKS",
        "TW",
        "The Tin People",
        "TINW",
        "tinw",
        "0000004711",
        "4711",
        "Tin Works Inc.",
    ],
)
def test_a_thing_is_found_by_any_of_its_names(world: EmbeddedStore, name: str) -> None:
    """Label, alias, legal name, ticker and identifier all lead to it, whatever the case."""
    assert resolve(world, name, ("Organization",)).value == f"{AIID}organization/tin-works"


@pytest.mark.parametrize("name", [f"{AIID}layer/casting", f"<{AIID}layer/casting>", "aiid:layer/casting", "casting"])
def test_an_iri_is_a_name(world: EmbeddedStore, name: str) -> None:
    """Whole, bracketed and prefixed IRIs mean what they name."""
    assert resolve(world, name, ("Layer",)).value == f"{AIID}layer/casting"


def test_names_looked_up_are_those_that_a_query_finds(world: EmbeddedStore) -> None:
    """A store here is read, a server is asked: both tell the same of every name."""
    everyone = list(names._asked(world, names.NAMING))
    assert len({name for _, _, _, name, _ in everyone}) > 20
    for text in {name for _, _, _, name, _ in everyone} | {"nobody", "\ud800"}:
        found = sorted(names._named_so(world, text))
        assert found == sorted(names._asked(world, names._query_for(text)))
        assert found == sorted(row for row in everyone if row[3] == text)


def test_an_unknown_name_gets_the_near_ones(world: EmbeddedStore) -> None:
    """The error names the class that was looked for."""
    with pytest.raises(UnknownNameError, match=r"no Layer is called 'castings' \(valid: casting\)"):
        resolve(world, "castings", ("Layer",))
    with pytest.raises(UnknownNameError, match="no Fund is called 'Tin Works'"):
        resolve(world, "Tin Works", ("Fund",))


def test_an_ambiguous_name_gets_the_candidates(world: EmbeddedStore) -> None:
    """A name of several things is never settled by chance."""
    from themegraph.graph.testing import Page, unknown

    page = Page("https://example.org/twins")
    page.claim("competesWith", unknown("twin-a", label="Twin"), unknown("twin-b", "Organization", label="Twin"))
    world.update_document(page.reading())
    try:
        with pytest.raises(UsageError, match="'Twin' may mean several things") as caught:
            resolve(world, "Twin")
        assert caught.value.valid.count("aiid:organization/x-twin-") == 2
    finally:
        world.forget_document(page.id)


def test_there_are_many_hostile_values() -> None:
    """None is lost by a mistake in writing them down."""
    assert len(set(INJECTIONS)) >= 50


@pytest.mark.parametrize("value", INJECTIONS, ids=range(len(INJECTIONS)))
def test_hostile_values_are_plain_values(world: EmbeddedStore, value: str) -> None:
    """A value is bound as a term: it finds nothing and changes nothing."""
    before = len(world.query("SELECT * { ?s ?p ?o }").rows)
    if value != "\ud800":
        assert ask(world, "questions-answered", {"about": value}, deadline=None).rows == ()
    else:
        with pytest.raises(UsageError, match="'about' cannot be written as text"):
            ask(world, "questions-answered", {"about": value}, deadline=None)
    with pytest.raises((UnknownNameError, UsageError)):
        ask(world, "suppliers-of", {"layer": value}, deadline=None)
    assert len(world.query("SELECT * { ?s ?p ?o }").rows) == before


@pytest.mark.parametrize(
    ("question", "parameters", "words"),
    [
        ("what-is-new-since", {"since": "yesterday"}, "since 'yesterday' is not a date"),
        ("what-is-new-since", {"since": "2031-02-30"}, "since '2031-02-30' is not a date"),
        ("cq20-exact-words", {"year": "next"}, "not a whole number: 'next'"),
        ("suppliers-of", {"layer": " "}, "parameter 'layer' is empty"),
        ("suppliers-of", {"company": "x"}, "no parameter 'company' (valid: layer)"),
        ("sources", {"x": "y"}, "takes no parameters"),
    ],
)
def test_a_wrong_value_is_refused(world: EmbeddedStore, question: str, parameters: dict[str, str], words: str) -> None:
    """The error names the parameter and what would be valid."""
    if question.startswith("cq20"):
        parameters = {"market": "Tin Market", "publisher": "News", **parameters}
    with pytest.raises(UsageError) as caught:
        ask(world, question, parameters, deadline=None)
    assert words in str(caught.value)


def test_evidence_is_refused_where_no_facts_are_kept(world: EmbeddedStore) -> None:
    """A question without facts says so instead of giving empty columns."""
    with pytest.raises(UsageError, match="'sources' keeps no facts"):
        ask(world, "sources", evidence=True)


@pytest.mark.parametrize(
    ("text", "iso"), [("2031", "2031-01-01"), ("2031-03", "2031-03-01"), (" 2031-03-02 ", "2031-03-02")]
)
def test_dates_may_be_short(text: str, iso: str) -> None:
    """A year and a month stand for their first day."""
    assert parse_date(text).isoformat() == iso


@pytest.mark.parametrize("text", ["", "31-03-02", "2031-3-2", "2031-13", "٢٠٣١", "2031-03-02T00:00"])
def test_other_dates_are_refused(text: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(UsageError, match="is not a date"):
        parse_date(text)


@given(st.text())
def test_folding_twice_is_folding_once(name: str) -> None:
    """A folded name is a fixed point, up to what case folding of some scripts needs twice."""
    assert fold(fold(fold(name))) == fold(fold(name))


@given(st.text())
def test_printable_text_cannot_steer_a_terminal(text: str) -> None:
    """No escape, no return, no bidirectional override is left, and plain words stay."""
    shown = printable(text)
    assert not set(shown) & {"\x1b", "\r", "\n", "\x9b", "\u202e", "\u2066", "\u2028", "\x07"}


def test_near_names_find_parts_and_misspellings() -> None:
    """Nearness forgives case and a letter, and finds a word within a name."""
    assert near_names("SUPPLIER-OF", ["suppliers-of", "risks-of"]) == ("suppliers-of",)
    assert near_names("works", ["Tin Works", "Ore Office"]) == ("Tin Works",)
    assert near_names("", ["a"]) == ()
