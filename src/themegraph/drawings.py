"""Drawings of a store: named things with what is around them, a summary of the whole, the triples of a query."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from themegraph.errors import UsageError
from themegraph.graph.attestation import label_of
from themegraph.graph.drawing import Drawing
from themegraph.graph.drawing.around import around
from themegraph.graph.drawing.text import NO_FORMULAS
from themegraph.graph.drawing.triples import picture_of
from themegraph.graph.graph_store import GraphStore
from themegraph.graph.page.data import page_data
from themegraph.graph.page.show import summary_svg, summary_text
from themegraph.graph.page.things import key_of
from themegraph.ontology.terms import RELATIONS
from themegraph.queries.answer import Answer
from themegraph.queries.names import resolve
from themegraph.queries.nearness import near_names

FARTHEST = 6


def draw(store: GraphStore, things: Sequence[str], *, hops: int, relations: Sequence[str]) -> Drawing:
    """Return a drawing of things and what is around them (see `Graph.draw`)."""
    if not things:
        raise UsageError("nothing is named to draw around", valid='draw("a thing"), or page() for all')
    if not 1 <= hops <= FARTHEST:
        raise UsageError(f"{hops} hops cannot be drawn", valid=f"1 to {FARTHEST}")
    keys = [key_of(resolve(store, thing).value) for thing in things]
    data = page_data(store, linked=False)
    known = {*RELATIONS, *(fact.relation for fact in data.facts)}
    for relation in relations:
        if relation not in known:
            near = near_names(relation, known) or sorted(known)
            raise UsageError(f"there is no relation '{relation}'", valid=", ".join(near))
    return Drawing(around(data, keys, hops=hops, relations=relations))


def draw_triples(store: GraphStore, answer: Answer) -> Drawing:
    """Return a drawing of the triples that a CONSTRUCT query gave."""
    return Drawing(picture_of(answer.rows, lambda thing: label_of(store.database, thing)))


def summary(store: GraphStore) -> dict[str, str]:
    """Return the forms in which a notebook shows a whole graph."""
    data = page_data(store, linked=False)
    drawn = summary_svg(data, alone=False)
    text = summary_text(data)
    head = text.partition("\n")[0]
    return {
        "text/html": f'<div class="{NO_FORMULAS}" style="overflow-x:auto"><div style="font-weight:600">{escape(head)}</div>{drawn}</div>',
        "image/svg+xml": summary_svg(data),
        "text/plain": text,
    }
