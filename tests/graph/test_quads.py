"""A reading as triples."""

from __future__ import annotations

from decimal import Decimal

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from themegraph.graph.claim import Reading
from themegraph.graph.gate import check
from themegraph.graph.quads import DocumentGraph, document_graph
from themegraph.graph.testing import Page, unknown
from themegraph.graph.vocabulary import PREFIXES, concept, term

ACME, BOLT = unknown("acme"), unknown("bolt")


def graph_of(reading: Reading) -> DocumentGraph:
    """Return the graph of a reading."""
    return document_graph(check(reading), reading.text)


def values(graph: DocumentGraph, subject: str | NamedNode, name: str) -> set[object]:
    """Return the values of a property."""
    node = NamedNode(subject) if isinstance(subject, str) else subject
    return {each.object for each in graph.triples if each.subject == node and each.predicate == term(name)}


def typed(text: str, name: str) -> Literal:
    """Return a literal with a datatype of XML Schema."""
    return Literal(text, datatype=NamedNode(PREFIXES["xsd"] + name))


def test_there_are_no_blank_nodes(rich: Reading) -> None:
    graph = graph_of(rich)
    parts = {part for each in graph.triples for part in (each.subject, each.object)}
    assert not any(isinstance(part, BlankNode) for part in parts)
    assert (graph.claims, graph.facts) == (13, 11)


def test_a_claim_says_what_where_and_on_whose_word() -> None:
    page = Page("https://example.org/page")
    work = page.reference(1, "Work", BOLT, "2031-03")
    claim = page.claim(
        "suppliesTo", ACME, BOLT, claimant=ACME, cited=work, cited_as="Bolt, 2031", note="so far", status="hedged"
    )
    graph = graph_of(page.reading())
    iri = f"https://w3id.org/ai-infrastructure/id/claim/{claim}"
    passage = page.claims[0].passage
    assert values(graph, iri, "claimant") == {NamedNode(ACME.id)}
    assert values(graph, iri, "citesSource") == {NamedNode(work)}
    assert values(graph, iri, "citedAs") == {Literal("Bolt, 2031")}
    assert values(graph, iri, "note") == {Literal("so far")}
    assert values(graph, iri, "hasStatus") == {concept("hedged")}
    assert values(graph, iri, "derived") == {Literal(False)}
    assert values(graph, iri, "confidence") == {typed("0.9", "decimal")}
    assert values(graph, iri, "statedIn") == {NamedNode(f"https://example.org/page#char={passage.start},{passage.end}")}
    assert values(graph, work, "dcterms:issued") == {typed("2031-03", "gYearMonth")}


def test_a_passage_has_both_selectors() -> None:
    page = Page("https://example.org/page", text="Übung — \n")
    page.claim("suppliesTo", ACME, BOLT, sentence="Acme supplies Bolt 😀.")
    graph = graph_of(page.reading())
    passage = "https://example.org/page#char=9,30"
    assert values(graph, passage, "oa:hasSource") == {NamedNode("https://example.org/page")}
    assert values(graph, passage + ";position", "oa:start") == {Literal(9)}
    assert values(graph, passage + ";position", "oa:end") == {Literal(30)}
    assert values(graph, passage + ";quote", "oa:exact") == {Literal("Acme supplies Bolt 😀.")}
    assert values(graph, passage + ";quote", "oa:prefix") == {Literal("Übung — \n")}


def test_numbers_and_dates_have_one_form(rich: Reading) -> None:
    amounts = {each.object for each in graph_of(rich).triples if each.predicate == term("amount")}
    assert amounts == {typed("2000000000", "decimal"), typed("4000000000", "decimal"), typed("5000000", "decimal")}
    dates = {each.object for each in graph_of(rich).triples if each.predicate == term("startDate")}
    assert dates == {typed("2031-03-01", "date")}


def test_types_come_with_all_above_them(rich: Reading) -> None:
    graph = graph_of(rich)
    estimate = next(each.subject for each in graph.triples if each.object == term("TotalAddressableMarket"))
    assert isinstance(estimate, NamedNode)
    names = {"TotalAddressableMarket", "MarketEstimate", "QuantityStatement", "Relationship"}
    assert values(graph, estimate, "rdf:type") == {term(name) for name in names}
    assert values(graph, estimate, "estimateKind") == {concept("forecast")}
    assert values(graph, ACME.id, "rdf:type") == {
        term(name) for name in ("Company", "Organization", "Party", "NamedThing")
    }


def test_figures_keep_their_words_on_the_claim(rich: Reading) -> None:
    words = {each.object for each in graph_of(rich).triples if each.predicate == term("valueText")}
    assert words == {Literal("$5 million"), Literal("7 %")}


def test_references_questions_and_takeaways_belong_to_the_document(rich: Reading) -> None:
    graph = graph_of(rich)
    citation = "https://example.org/rich#reference=1"
    assert values(graph, "https://example.org/rich", "lists") == {NamedNode(citation)}
    assert values(graph, citation, "citationNumber") == {Literal(1)}
    question = "https://example.org/rich#question=1"
    assert values(graph, question, "schema:name") == {Literal("Does Acme invest?", language="en")}
    takeaways = [each for each in graph.triples if each.object == term("KeyTakeaway")]
    assert [values(graph, each.subject, "order") for each in takeaways] == [{Literal(1)}]  # type: ignore[arg-type]


def test_names_in_one_document_give_one_label_in_any_order() -> None:
    names = [unknown("acme", label=label) for label in ("acme Corp", "Acme corp", "ACME")]
    triples: set[frozenset[Triple]] = set()
    for order in (names, names[::-1]):
        page = Page("https://example.org/page")
        for entity in order:
            page.claim("suppliesTo", entity, BOLT, sentence="Acme supplies Bolt.")
        triples.add(frozenset(each for each in graph_of(page.reading()).triples if each.subject == NamedNode(ACME.id)))
    assert len(triples) == 1
    labels = {each.object for each in triples.pop() if each.predicate == term("skos:prefLabel")}
    assert labels == {Literal("ACME", language="en")}


def test_decimals_survive_exactly() -> None:
    page = Page("https://example.org/page")
    page.claim("growth", unknown("tin-market", "Market"), "a third", percent=Decimal("33.333333333333333300"))
    percents = {each.object for each in graph_of(page.reading()).triples if each.predicate == term("percent")}
    assert percents == {typed("33.3333333333333333", "decimal")}
