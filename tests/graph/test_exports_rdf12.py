"""The RDF 1.2 profile: facts and claims reify the direct triples, and bring their evidence."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import rdflib
from pyoxigraph import Literal, Quad, QuerySolutions, QueryTriples, RdfFormat, Store, Triple, parse, serialize

from themegraph.commands import export as command
from themegraph.graph.claim import Reading
from themegraph.graph.exports import FORMS
from themegraph.graph.lift import SHORTCUTS
from themegraph.graph.store import EmbeddedStore
from themegraph.graph.testing import Page, unknown
from themegraph.graph.vocabulary import ASSERTS, CURRENT, term
from themegraph.ontology.files import rule
from themegraph.ontology.terms import AIID

REIFIES = term("rdf:reifies")
DENIAL = 'Acme "holds" no\n\u2028😀 Bolt.'
PREFIXES = """\
PREFIX aii: <https://w3id.org/ai-infrastructure/ontology/>
PREFIX aiix: <https://w3id.org/ai-infrastructure/scheme/>
PREFIX oa: <http://www.w3.org/ns/oa#>
"""


@pytest.fixture
def filled(store: EmbeddedStore, rich: Reading) -> EmbeddedStore:
    """Give a store with the rich page, and one that denies what it says."""
    store.update_document(rich)
    page = Page("https://example.org/denial")
    same: dict[str, Any] = {"startDate": date(2031, 3, 1), "endDate": date(2031, 3, 31), "datePrecision": "month"}
    same |= {"amount": Decimal(2_000_000_000), "currency": "EUR", "status": "negated"}
    page.claim("investsIn", unknown("acme"), unknown("bolt"), sentence=DENIAL, **same)
    store.update_document(page.reading())
    store.derive()
    return store


@pytest.fixture
def profile(filled: EmbeddedStore) -> set[Triple]:
    """Give the triples that the export has when it is read back."""
    return {quad.triple for quad in parse(exported(filled), format=RdfFormat.TURTLE)}


def exported(store: EmbeddedStore) -> bytes:
    """Return the profile as bytes."""
    sink = io.BytesIO()
    store.export("rdf12", sink)
    return sink.getvalue()


def current(store: EmbeddedStore) -> set[Triple]:
    """Return the triples of `current`."""
    return {quad.triple for quad in store.database.quads_for_pattern(None, None, None, CURRENT)}


def test_the_profile_is_the_current_graph_and_more(filled: EmbeddedStore, profile: set[Triple]) -> None:
    assert current(filled) < profile
    reified = {each.object for each in profile if each.predicate == REIFIES}
    assert {
        each for each in current(filled) if each.predicate in {term(s.shortcut) for s in SHORTCUTS.values()}
    } == reified


def test_facts_reify_what_the_rule_says_and_both_ways_where_there_is_no_order(
    filled: EmbeddedStore, profile: set[Triple]
) -> None:
    copy = Store()
    copy.extend(filled.database.quads_for_pattern(None, None, None, None))
    constructed = copy.query(rule("to_rdf12"))
    assert isinstance(constructed, QueryTriples)
    ruled = set(constructed)
    facts = {each.object for each in profile if each.predicate == ASSERTS}
    found = {each for each in profile if each.predicate == REIFIES and each.subject in facts}
    assert len(ruled) >= 10
    assert ruled < found
    assert {each.object.predicate for each in found - ruled if isinstance(each.object, Triple)} == {
        term("partnersWith")
    }


def test_claims_reify_with_their_evidence(filled: EmbeddedStore, profile: set[Triple]) -> None:
    claims = {each.subject: each.object for each in profile if each.predicate == ASSERTS}
    asked = "SELECT ?claim { GRAPH ?document { ?claim aii:asserts ?fact } ?fact a aii:Relationship }"
    stored = filled.query(PREFIXES + asked).rows
    assert set(claims) == {row[0] for row in stored}
    reading = Store()
    reading.extend(Quad(each.subject, each.predicate, each.object) for each in profile)
    acme, bolt = (f"<{AIID}organization/x-{name}>" for name in ("acme", "bolt"))
    rows = reading.query(
        PREFIXES + f"SELECT ?status ?confidence ?sentence {{ {acme} aii:investsIn {bolt} ~ ?claim . "
        "?claim aii:hasStatus ?status ; aii:confidence ?confidence ; "
        "aii:statedIn/oa:hasSelector/oa:exact ?sentence }"
    )
    found = {tuple(term.value for term in row) for row in rows}  # type: ignore[union-attr]
    asserted, negated = (f"https://w3id.org/ai-infrastructure/scheme/{status}" for status in ("asserted", "negated"))
    assert found == {
        (asserted, "0.9", "Acme investsIn Bolt (1)."),
        (asserted, "0.9", "Acme investsIn Bolt (2)."),
        (negated, "0.9", DENIAL),
    }


def test_amounts_are_found_from_the_direct_triple(profile: set[Triple]) -> None:
    reading = Store()
    reading.extend(Quad(each.subject, each.predicate, each.object) for each in profile)
    rows = reading.query(
        PREFIXES + "SELECT ?amount { ?s aii:investsIn ?o ~ ?fact . ?fact aii:amount ?amount } ORDER BY ?amount"
    )
    assert isinstance(rows, QuerySolutions)
    amounts = [Literal(text, datatype=term("xsd:decimal")) for text in ("2000000000", "4000000000")]
    assert [row["amount"] for row in rows] == amounts


def test_without_reifiers_another_library_reads_it(profile: set[Triple]) -> None:
    plain = {each for each in profile if each.predicate != REIFIES}
    graph = rdflib.Graph().parse(data=serialize(plain, format=RdfFormat.N_TRIPLES), format="nt")
    assert len(graph) == len(plain)


def test_bytes_are_the_same_each_time(
    filled: EmbeddedStore, new_store: Callable[[], EmbeddedStore], store: EmbeddedStore
) -> None:
    assert exported(filled) == exported(filled)
    empty = parse(exported(new_store()), format=RdfFormat.TURTLE)
    assert not [quad for quad in empty if quad.predicate == REIFIES]


def test_the_command_offers_every_form() -> None:
    assert command.FORMS == FORMS
