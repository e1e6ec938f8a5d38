"""What could stand at the cursor of a magic: prefixes, terms, questions, their parameters, names of things."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from themegraph.api import Graph
from themegraph.errors import ThemegraphError
from themegraph.ontology import terms
from themegraph.ontology.terms import CLASSES, CONCEPTS
from themegraph.queries.guard import FORMS, PREFIXES, ontology_names
from themegraph.queries.header import question, questions

MOST = 200
KEYWORDS = (
    *FORMS,
    "WHERE",
    "FILTER",
    "OPTIONAL",
    "UNION",
    "ORDER BY",
    "GROUP BY",
    "LIMIT",
    "DISTINCT",
    "GRAPH",
    "VALUES",
)
KNOWN = {
    "rdf": ("type",),
    "rdfs": ("label", "comment", "subClassOf"),
    "skos": ("prefLabel", "altLabel", "broader", "definition"),
    "dcterms": ("title", "issued", "publisher", "source"),
    "oa": ("exact", "hasSelector", "hasSource", "start", "end"),
    "xsd": ("date", "decimal", "integer", "string"),
}
THINGS = """SELECT DISTINCT ?thing ?label ?class WHERE { ?thing aii:resolved [] ; skos:prefLabel ?label ; a ?class }"""
COMMON = ("--store", "--as", "--deadline")


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Texts that may replace what stands before the cursor, from `start` on."""

    start: int
    texts: tuple[str, ...]


def suggestions(text: str, cursor: int, graph: Graph | None) -> Suggestions | None:
    """Return what could stand at the cursor of a cell; None where the cell is none of the magics."""
    before = text[:cursor]
    if re.match(r"\s*%%sparql\b", text):
        line, newline, _ = before.partition("\n")
        return _in_query(before, graph) if newline else _options(line, ("--graph", *COMMON))
    found = re.search(r"(?:^|\n)\s*(?:\w+\s*=\s*)?%(ask|explain)[ \t]+([^\n]*)\Z", before)
    if not found:
        return None
    at = cursor - len(found[2])
    return _after_ask(found[2], at, graph) if found[1] == "ask" else _named(found[2], at, _labels(graph), quoted=False)


def _in_query(before: str, graph: Graph | None) -> Suggestions:
    """Suggest inside a query: names within quotation marks, terms behind a prefix, else prefixes and keywords."""
    line = before.rpartition("\n")[2]
    opened = re.search(r"""(?:^|[^\\"'])(["'])([^"']*)\Z""", line)
    if opened and (line.count(opened[1]) % 2):
        return _filtered(opened[2], len(before) - len(opened[2]), _labels(graph))
    name = re.search(r"([A-Za-z][\w\-]*:)?([\w\-./]*)\Z", line)
    assert name is not None
    start = len(before) - len(name[0])
    if name[1]:
        return _filtered(name[0], start, (name[1] + local for local in _locals(name[1][:-1], graph)))
    return _filtered(name[0], start, (*(f"{prefix}:" for prefix in PREFIXES), *KEYWORDS))


def _locals(prefix: str, graph: Graph | None) -> Iterable[str]:
    """Return the local names behind a prefix."""
    if prefix == "aii":
        return sorted(ontology_names())
    if prefix == "aiix":
        return sorted({concept for concepts in CONCEPTS.values() for concept in concepts})
    if prefix == "aiid":
        return (iri.removeprefix(terms.AIID) for iri, _, _ in _things(graph) if iri.startswith(terms.AIID))
    return KNOWN.get(prefix, ())


def _after_ask(line: str, at: int, graph: Graph | None) -> Suggestions | None:
    """Suggest a question, then its parameters, then values of the right class."""
    name, blank, rest = line.partition(" ")
    if not blank:
        return _filtered(name, at, (each.name for each in questions()))
    try:
        parameters = question(name).parameters
    except ThemegraphError:
        return None
    value = re.search(r"--([\w\-]+)(?:\s+|=)(\"?)([^\"]*)\Z", rest)
    wanted = next((each for each in parameters if value and each.name == value[1]), None)
    if value and wanted and not re.search(r"\s--[\w\-]*\Z", value[3]):
        labels = _labels(graph, wanted.classes) if wanted.kind == "entity" else [wanted.example]
        return _named(value[3], at + len(line) - len(value[3]), labels, quoted=not value[2])
    return _options(line, (*(f"--{each.name}" for each in parameters), "--evidence", "--known-by", *COMMON), at)


def _options(line: str, names: Iterable[str], at: int = 0) -> Suggestions:
    word = re.split(r"\s", line)[-1]
    return _filtered(word, at + len(line) - len(word), names)


def _named(given: str, start: int, labels: Iterable[str], *, quoted: bool) -> Suggestions:
    """Suggest labels; one of several words is put between quotation marks where the line needs them."""
    found = _filtered(given, start, labels)
    texts = (f'"{text}"' if quoted and not text.isalnum() else text for text in found.texts)
    return Suggestions(start, tuple(texts))


def _filtered(given: str, start: int, candidates: Iterable[str]) -> Suggestions:
    wanted = given.casefold()
    found = [each for each in dict.fromkeys(candidates) if each.casefold().startswith(wanted)]
    return Suggestions(start, tuple(found[:MOST]))


def _labels(graph: Graph | None, classes: Iterable[str] = ()) -> list[str]:
    """Return the labels of the things of these classes and those below them."""
    wanted = set(classes)
    known = (label for _, label, kind in _things(graph) if not wanted or wanted & {kind, *CLASSES.get(kind, ())})
    return sorted(set(known), key=str.casefold)


def _things(graph: Graph | None) -> Iterator[tuple[str, str, str]]:
    """Yield IRI, label and each class of the things in a graph; none where the graph does not answer."""
    if graph is None:
        return
    try:
        answer = graph.sparql(THINGS, deadline=3.0)
    except (ThemegraphError, OSError):
        return
    for row in () if isinstance(answer, bool) else answer.rows:
        iri, label, kind = (cell.value if isinstance(cell, ox.NamedNode | ox.Literal) else "" for cell in row)
        yield iri, label, kind.removeprefix(terms.AII)
