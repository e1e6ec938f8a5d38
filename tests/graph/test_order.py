"""Whatever was loaded, replaced and forgotten, in whatever order: the store holds what its documents say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from themegraph.graph.changes import whole_current
from themegraph.graph.claim import Entity, Reading
from themegraph.graph.store import EmbeddedStore
from themegraph.graph.testing import Page, registered, unknown
from themegraph.graph.view import View
from themegraph.graph.vocabulary import CURRENT

THINGS: list[Entity] = [
    unknown("acme", label="acme"),
    unknown("acme", label="Acme", aliases=("ACME",)),
    unknown("acme", "Organization", label="ACME"),
    unknown("bolt"),
    registered("organization/ore-office", "Ore Office", "Company"),
    registered("technology/kiln", "kiln", "Technology"),
    registered("technology/new-kiln", "new kiln", "Technology"),
    registered("layer/roasting", "roasting", "Layer"),
    registered("layer/smelting", "smelting", "Layer"),
]
PREDICATES = [
    "investsIn",
    "partnersWith",
    "supplies",
    "succeeds",
    "partOf",
    "usedIn",
    "dependsOn",
    "hasTicker",
    "alsoKnownAs",
]
LITERAL = {"hasTicker": "ACM", "alsoKnownAs": "The Acme"}
QUALIFIERS: list[dict[str, Any]] = [{}, {"amount": Decimal(5), "currency": "EUR"}, {"startDate": date(2031, 3, 1)}]

claim = st.tuples(
    st.sampled_from(PREDICATES),
    st.integers(0, len(THINGS) - 1),
    st.integers(0, len(THINGS) - 1),
    st.integers(0, len(QUALIFIERS) - 1),
    st.sampled_from(["asserted", "planned", "negated"]),
)
version = st.lists(claim, max_size=5)
# What happens: a document of three takes a version, or is forgotten.
step = st.tuples(st.sampled_from("abc"), st.none() | version)
Claims = list[tuple[str, int, int, int, str]]


def reading(name: str, claims: Claims) -> Reading:
    """Return a document that makes these claims."""
    page = Page(f"https://example.org/{name}")
    for predicate, subject, target, qualifiers, status in claims:
        end = LITERAL.get(predicate, THINGS[target])
        given_ = QUALIFIERS[qualifiers] if predicate == "investsIn" else {}
        page.claim(predicate, THINGS[subject], end, status=status, **given_)
    return page.reading()


def state(store: EmbeddedStore) -> set[str]:
    """Return the quads of `current` and of all documents."""
    return {str(quad) for quad in store.database if quad.graph_name == CURRENT or "example.org" in str(quad.graph_name)}


@pytest.fixture(scope="module")
def two_stores(new_store: Callable[[], EmbeddedStore]) -> tuple[EmbeddedStore, EmbeddedStore]:
    """Give two stores, which each example empties."""
    return new_store(), new_store()


def emptied(store: EmbeddedStore) -> EmbeddedStore:
    """Forget every document; nothing may be left of them."""
    for row in store.documents():
        store.forget_document(row.document)
    store.derive()
    assert state(store) == set()
    return store


@settings(deadline=None, max_examples=60)
@given(steps=st.lists(step, max_size=8), order=st.permutations("abc"))
def test_history_does_not_matter(
    two_stores: tuple[EmbeddedStore, EmbeddedStore], steps: list[tuple[str, Claims | None]], order: list[str]
) -> None:
    (lived, fresh), last = map(emptied, two_stores), dict[str, Claims]()
    for name, claims in steps:
        if claims is not None:
            lived.update_document(reading(name, claims))
            last[name] = claims
        elif last.pop(name, None) is not None:
            lived.forget_document(f"https://example.org/{name}")
        # Nothing is derived yet, so `current` is what the documents make it.
        assert View(lived.database).triples(CURRENT) == whole_current(View(lived.database))
    for name in order:
        if name in last:
            fresh.update_document(reading(name, last[name]))
            fresh.derive()
    lived.derive()
    assert state(lived) == state(fresh)
    assert {row.document for row in lived.documents()} == {f"https://example.org/{name}" for name in last}
    assert fresh.derive() == 0
