"""Validation: what is stored conforms, and what was tampered with is found."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from themegraph.graph.claim import Reading
from themegraph.graph.store import EmbeddedStore
from themegraph.graph.testing import Page
from themegraph.graph.validate import Finding, validate
from themegraph.graph.vocabulary import CURRENT, term

RICH = NamedNode("https://example.org/rich")


def violations(store: EmbeddedStore) -> list[Finding]:
    """Return the findings that are no warnings."""
    return [finding for finding in validate(store) if finding.severity == "Violation"]


def test_what_the_store_writes_conforms(store: EmbeddedStore, rich: Reading, write_rich: Callable[[str], Page]) -> None:
    store.update_document(rich)
    again = write_rich("https://example.org/again")
    again.issued = ""
    store.update_document(again.reading())
    store.derive()
    findings = validate(store)
    assert violations(store) == []
    assert ("https://example.org/again", "document without a publication date") in {
        (f.document, f.message) for f in findings
    }
    assert not any("registry-" in finding.focus for finding in findings)


@pytest.mark.parametrize("fault", ["claim", "offset", "direct", "amount"])
def test_what_was_tampered_with_is_found(store: EmbeddedStore, rich: Reading, fault: str) -> None:
    store.update_document(rich)
    database = store.database
    if fault == "claim":
        for quad in list(database.quads_for_pattern(None, term("statedIn"), None, RICH)):
            database.remove(quad)
        message = "claim without exactly one passage"
    elif fault == "offset":
        quad = next(database.quads_for_pattern(None, term("oa:end"), None, RICH))
        database.remove(quad)
        database.add(Quad(quad.subject, quad.predicate, Literal(9999), RICH))
        message = "spans a number of characters that is not the length of its words"
    elif fault == "direct":
        quad = next(database.quads_for_pattern(None, term("tracks"), None, CURRENT))
        database.remove(quad)
        message = "has no direct triple with"
    else:
        for graph in (RICH, CURRENT):
            for quad in list(database.quads_for_pattern(None, term("currency"), None, graph)):
                database.remove(quad)
        message = "amount without a currency"
    assert any(message in finding.message for finding in violations(store))
