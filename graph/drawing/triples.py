"""Triples as a picture: what a CONSTRUCT query returns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode

from themegraph.graph.drawing.around import counted, left_out
from themegraph.graph.drawing.model import MOST_BOXES, MOST_LINES, Box, Line, Picture, merged, steps_from
from themegraph.graph.page.families import TYPE_GROUPS, words
from themegraph.ontology.terms import AII, CLASSES, SKOS

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABELS = (f"{SKOS}prefLabel", "http://www.w3.org/2000/01/rdf-schema#label")
Node = Sequence[object]


def picture_of(triples: Iterable[Sequence[object]], label: Callable[[NamedNode], str]) -> Picture:
    """Return subjects and objects as boxes, predicates as lines; labels and types dress the boxes they belong to.

    `label` gives the name of a thing that the triples give none.
    """
    listed = [(subject, predicate, value) for subject, predicate, value in triples]
    names = {_key(s): _key(o) for s, p, o in listed if _key(p) in LABELS}
    kinds: dict[str, str] = {}
    for s, p, o in listed:
        if _key(p) == RDF_TYPE:
            kinds[_key(s)] = max(
                kinds.get(_key(s), ""), _key(o).removeprefix(AII), key=lambda k: len(CLASSES.get(k, ()))
            )
    nodes = {_key(each): each for s, p, o in listed if not _dresses(p) for each in (s, o)}
    nodes |= {_key(s): s for s, _, _ in listed}
    lines = merged(_line(s, p, o) for s, p, o in listed if not _dresses(p))
    columns = _columns(nodes, lines)
    kept = list(columns)[:MOST_BOXES]
    boxes = tuple(
        Box(key, names.get(key) or _name(nodes[key], label), TYPE_GROUPS.get(kinds.get(key, ""), "other"), columns[key])
        for key in kept
    )
    between = tuple(line for line in lines if line.source in kept and line.target in kept)
    drawn = between[:MOST_LINES]
    missing = left_out(len(columns) - len(kept), len(between) - len(drawn))
    return Picture(f"{counted(len(columns), 'thing')}, {counted(len(lines), 'line')}", boxes, drawn, missing)


def _dresses(predicate: object) -> bool:
    return _key(predicate) in (*LABELS, RDF_TYPE)


def _line(subject: object, predicate: object, value: object) -> Line:
    relation = _key(predicate).removeprefix(AII)
    return Line(_key(subject), _key(value), relation, words(relation.rpartition("#")[2].rpartition("/")[2]))


def _columns(nodes: Iterable[str], lines: Sequence[Line]) -> dict[str, int]:
    """Return a column for each node: each part of the graph begins at what most lines leave."""
    leaving = [line.source for line in lines]
    columns: dict[str, int] = {}
    for start in sorted(nodes, key=lambda key: (-leaving.count(key), key)):
        if start not in columns:
            found = steps_from([start], lines, len(leaving))
            least = min(found.values())
            columns |= {key: column - least for key, column in found.items() if key not in columns}
    return columns


def _key(node: object) -> str:
    return node.value if isinstance(node, NamedNode | Literal | BlankNode) else str(node)


def _name(node: object, label: Callable[[NamedNode], str]) -> str:
    return label(node) if isinstance(node, NamedNode) else _key(node)
