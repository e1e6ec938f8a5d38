"""The current graph as a pyvis network, for those who want to style and show one of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from themegraph.graph.network import to_networkx
from themegraph.graph.page.families import FAMILIES, TYPE_GROUPS, family_of
from themegraph.graph.page.spread import spread

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from pyvis.network import Network

    from themegraph.graph.graph_store import GraphStore

MONEY = FAMILIES[0]
# Ground and rim of a box by the kind of its thing.
COLOURS = {
    "org": ("#e4edfc", "#1b5bcc"),
    "tech": ("#e2f4f1", "#0b756d"),
    "layer": ("#dfe3e9", "#1d2632"),
    "fund": ("#efeafa", "#6547b0"),
    "market": ("#faf2d9", "#8a6a00"),
    "other": ("#eef0f3", "#5a6573"),
}
WIDEST = 8.0


def to_pyvis(store: GraphStore, *, height: str = "640px") -> Network:
    """Return the things and facts of the current graph as a pyvis `Network` with directed, labelled edges.

    A node is an entity's IRI with its label and class; an edge is a fact, its title the first sentence that says so
    with its document. Colours, widths and dashes are those of the page. Positions are computed here and physics is
    off, so that it stands still from the first moment. The file it writes needs no network.
    """
    from themegraph.graph.pyvis_page import StillNetwork

    network = to_networkx(store)
    drawn = StillNetwork(height=height)
    points = spread(network.nodes, network.edges())
    nodes = [_node(iri, network.nodes[iri], points[iri]) for iri in sorted(network.nodes)]
    drawn.add_things(nodes, _edges(network))
    drawn.toggle_physics(False)
    return drawn


def _node(iri: str, thing: dict[str, Any], point: tuple[float, float]) -> dict[str, Any]:
    ground, rim = COLOURS[TYPE_GROUPS.get(thing["type"], "other")]
    return {
        "id": iri,
        "label": thing["label"],
        "title": thing["type"],
        "shape": "box",
        "x": point[0],
        "y": point[1],
        "physics": False,
        "color": {"background": ground, "border": rim},
        "shapeProperties": {"borderDashes": not thing["resolved"]},
        "widthConstraint": {"maximum": 140},
        # Names stay when the whole is in sight.
        "scaling": {"label": {"drawThreshold": 2}},
    }


def _edges(network: MultiDiGraph[str]) -> list[dict[str, Any]]:
    facts = sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3])
    largest: dict[str, float] = {}
    for *_, fact in facts:
        if _is_money(fact):
            unit = str(fact.get("currency", ""))
            largest[unit] = max(largest.get(unit, 0.0), float(fact["amount"]))
    return [_edge(start, end, fact, largest) for start, end, _, fact in facts]


def _is_money(fact: dict[str, Any]) -> bool:
    return fact["predicate"] in MONEY.relations and fact.get("amount", 0) > 0


def _edge(start: str, end: str, fact: dict[str, Any], largest: dict[str, float]) -> dict[str, Any]:
    said = fact["claims"][0] if fact["claims"] else {"sentence": "", "title": "", "status": "asserted"}
    share = float(fact["amount"]) / largest[str(fact.get("currency", ""))] if _is_money(fact) else 0.0
    return {
        "from": start,
        "to": end,
        "label": fact["label"],
        "title": f"{said['sentence']} ({said['title']})",
        "arrows": "to",
        "width": 1 + (WIDEST - 1) * share**0.5,
        "dashes": said["status"] != "asserted",
        "color": family_of(fact["predicate"]).light,
        "font": {"size": 9, "color": "#5a6573"},
        "physics": False,
    }
