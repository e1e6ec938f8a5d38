"""The network as GEXF, the form of Gephi."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree

from themegraph.graph.exporting.cells import clean, text_of
from themegraph.graph.exporting.columns import EDGE_COLUMNS, NODE_COLUMNS, Column, Kind, Row, used
from themegraph.graph.exporting.network_rows import Network

NAMESPACE = "http://gexf.net/1.3"
TYPES: dict[Kind, str] = {"decimal": "double", "integer": "long", "boolean": "boolean"}
NODE_PARTS = ("id", "label")
EDGE_PARTS = ("id", "source", "target", "label", "weight")


def gexf(network: Network) -> bytes:
    """Return the network as GEXF 1.3.

    An edge's `kind` is its relation, so that Gephi keeps relations between the same two things apart. Its `weight` is
    money; Gephi takes 1 where there is none.
    """
    root = etree.Element("gexf", version="1.3", nsmap={None: NAMESPACE})
    meta = etree.SubElement(root, "meta")
    etree.SubElement(meta, "creator").text = "themegraph"
    etree.SubElement(meta, "description").text = _description(network)
    graph = etree.SubElement(root, "graph", defaultedgetype="directed", mode="static", idtype="string")
    of_nodes = used(NODE_COLUMNS, network.nodes, apart=NODE_PARTS)
    of_edges = used(EDGE_COLUMNS, network.edges, apart=EDGE_PARTS)
    _attributes(graph, "node", of_nodes)
    _attributes(graph, "edge", of_edges)
    nodes = etree.SubElement(graph, "nodes")
    for row in network.nodes:
        _element(nodes, "node", _parts(row, NODE_PARTS), of_nodes, row)
    edges = etree.SubElement(graph, "edges")
    for row in network.edges:
        _element(edges, "edge", {**_parts(row, EDGE_PARTS), "kind": text_of(row["predicate"])}, of_edges, row)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _description(network: Network) -> str:
    weights = f"; weights are amounts in {network.currency}" if network.currency else ""
    return clean(f"things and the facts between them{weights}")


def _attributes(graph: Any, domain: str, columns: Sequence[Column]) -> None:
    declared = etree.SubElement(graph, "attributes", {"class": domain, "mode": "static"})
    for column in columns:
        given = {"id": column.name, "title": column.name, "type": TYPES.get(column.kind, "string")}
        etree.SubElement(declared, "attribute", given)


def _parts(row: Row, names: Sequence[str]) -> dict[str, str]:
    return {name: text for name in names if (text := clean(text_of(row.get(name))))}


def _element(parent: Any, name: str, parts: dict[str, str], columns: Sequence[Column], row: Row) -> None:
    element = etree.SubElement(parent, name, parts)
    values = etree.SubElement(element, "attvalues")
    for column in columns:
        text = clean(text_of(row.get(column.name)))
        if text:
            etree.SubElement(values, "attvalue", {"for": column.name, "value": text})
