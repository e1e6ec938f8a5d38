"""The network as GraphML with typed attributes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree

from themegraph.graph.exporting.cells import clean, text_of
from themegraph.graph.exporting.columns import EDGE_COLUMNS, NODE_COLUMNS, Column, Kind, Row, used
from themegraph.graph.exporting.network_rows import Network

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
SCHEMA = f"{NAMESPACE} {NAMESPACE}/1.0/graphml.xsd"
LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
TYPES: dict[Kind, str] = {"decimal": "double", "integer": "long", "boolean": "boolean"}
ENDS = ("id", "source", "target")


def graphml(network: Network) -> bytes:
    """Return the network as GraphML 1.0; edges are directed, parallel ones have ids of their own."""
    instance = {None: NAMESPACE, "xsi": "http://www.w3.org/2001/XMLSchema-instance"}
    root = etree.Element("graphml", {LOCATION: SCHEMA}, nsmap=instance)
    of_nodes = used(NODE_COLUMNS, network.nodes, apart=ENDS)
    of_edges = used(EDGE_COLUMNS, network.edges, apart=ENDS)
    _keys(root, "node", of_nodes)
    _keys(root, "edge", of_edges)
    graph = etree.SubElement(root, "graph", edgedefault="directed")
    for row in network.nodes:
        _data(etree.SubElement(graph, "node", id=text_of(row["id"])), "node", of_nodes, row)
    for row in network.edges:
        edge = etree.SubElement(graph, "edge", {name: text_of(row[name]) for name in ENDS})
        _data(edge, "edge", of_edges, row)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _keys(root: Any, domain: str, columns: Sequence[Column]) -> None:
    for column in columns:
        kind = TYPES.get(column.kind, "string")
        given = {"id": _key(domain, column), "for": domain, "attr.name": column.name, "attr.type": kind}
        etree.SubElement(root, "key", given)


def _data(element: Any, domain: str, columns: Sequence[Column], row: Row) -> None:
    for column in columns:
        text = clean(text_of(row.get(column.name)))
        if text:
            etree.SubElement(element, "data", key=_key(domain, column)).text = text


def _key(domain: str, column: Column) -> str:
    return f"{domain}-{column.name}"
