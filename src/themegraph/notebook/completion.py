"""What could stand at the cursor of a magic: prefixes, terms, questions, their parameters, names of things."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

import pyoxigraph as ox

from themegraph.api import Graph
from themegraph.errors import ThemegraphError
from themegraph.notebook.arguments import first_word, options_and_text
from themegraph.ontology import terms
from themegraph.ontology.terms import CLASSES, CONCEPTS
from themegraph.queries.guard import FORMS, PREFIXES, ontology_names, prefixed
from themegraph.queries.header import Parameter, questions

MOST = 400
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
COMMON = ("--store", "--as", "--limit", "--deadline", "--help")


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Texts that may replace what stands before the cursor, from `start` on; `only` where nothing else can stand there."""

    start: int
    texts: tuple[str, ...]
    only: bool = True


def suggestions(text: str, cursor: int, graph: Graph | None, graphs: Collection[str] = ()) -> Suggestions | None:
    """Return what could stand at the cursor of a cell; None where the cell is none of the magics.

    `graphs` are the names of variables that hold a graph.
    """
    before = text[:cursor]
    if re.match(r"\s*%%sparql\b", text):
        line, newline, _ = before.partition("\n")
        return _in_query(before, text, graph) if newline else _options(line, ("--graph", *COMMON), graphs=graphs)
    found = re.search(r"(?:^|\n)\s*(?:\w+\s*=\s*)?%(ask|explain|sparql)[ \t]+([^\n]*)\Z", before)
    if not found:
        return None
    at = cursor - len(found[2])
    if found[1] == "ask":
        return _after_ask(found[2], at, graph, graphs)
    if found[1] == "sparql":
        options, query = options_and_text(found[2], flags=("graph",))
        if query and not query.startswith("--"):
            return _in_query(query, query, graph, at + len(options))
        return _options(found[2], ("--graph", *COMMON, *FORMS), at, graphs)
    if re.search(r"(?:^|\s)--[\w\-]*(?:\s+\w*)?\Z", found[2]):
        return _options(found[2], ("--store", "--as"), at, graphs)
    quote = found[2][:1] if found[2][:1] in ("'", '"') else ""
    return _named(found[2][len(quote) :], at + len(quote), labels(graph), quoted=False)


def _in_query(before: str, text: str, graph: Graph | None, at: int = 0) -> Suggestions:
    """Suggest inside a query: names within quotation marks, variables, terms behind a prefix, else prefixes and keywords."""
    line = before.rpartition("\n")[2]
    opened = re.search(r"""(?:^|[^\\"'])(["'])([^"']*)\Z""", line)
    if opened and (line.count(opened[1]) % 2):
        return filtered(opened[2], at + len(before) - len(opened[2]), labels(graph))
    if variable := re.search(r"[?$]\w*\Z", line):
        others = re.findall(r"[?$]\w+", text[: len(before) - len(variable[0])] + " " + text[len(before) :])
        return filtered(variable[0], at + len(before) - len(variable[0]), others)
    name = re.search(r"([A-Za-z][\w\-]*:)?([\w\-./\\]*)\Z", line)
    assert name is not None
    start = at + len(before) - len(name[0])
    if name[1]:
        # a slash within a name is to be escaped, and who types it need not know
        given = re.sub(r"(?<!\\)/", r"\/", name[0])
        return filtered(given, start, (name[1] + local for local in _locals(name[1][:-1], graph)))
    return filtered(name[0], start, (*(f"{prefix}:" for prefix in PREFIXES), *KEYWORDS))


def _locals(prefix: str, graph: Graph | None) -> Iterable[str]:
    """Return the local names behind a prefix."""
    if prefix == "aii":
        return sorted(ontology_names())
    if prefix == "aiix":
        return sorted({concept for concepts in CONCEPTS.values() for concept in concepts})
    if prefix == "aiid":
        return (prefixed(iri).removeprefix("aiid:") for iri, _, _ in _things(graph) if iri.startswith(terms.AIID))
    return KNOWN.get(prefix, ())


def _after_ask(line: str, at: int, graph: Graph | None, graphs: Collection[str]) -> Suggestions:
    """Suggest a question, then its parameters, then values of the right class; options may stand first."""
    name = first_word(line.rpartition(" ")[0], flags=("evidence",))
    found = [each for each in questions() if each.name == name or not name]
    parameters = {each.name: each for asked in found for each in asked.parameters}
    value = re.search(r"--([\w\-]+)(?:\s+|=)([\"']?)([^\"']*)\Z", line)
    wanted = parameters.get(value[1]) if value and (name or value[2] or " " not in value[3]) else None
    if value and wanted and not re.search(r"\s--[\w\-]*\Z", value[3]):
        return _named(value[3], at + len(line) - len(value[3]), values_of(wanted, graph), quoted=not value[2])
    word = line.rpartition(" ")[2]
    within = value and value[1] != "evidence" and " " not in value[3]
    if not name and not within and not word.startswith("-"):
        return filtered(word, at + len(line) - len(word), (each.name for each in found))
    options = (*(f"--{each}" for each in parameters), "--evidence", "--known-by", *COMMON)
    return _options(line, options if name else ("--evidence", "--known-by", *COMMON), at, graphs)


def _options(line: str, names: Iterable[str], at: int = 0, graphs: Collection[str] = ()) -> Suggestions:
    """Suggest options, or behind --store the graphs of the notebook; folders are left to the shell."""
    if store := re.search(r"--store(?:\s+|=)(\S*)\Z", line):
        found = filtered(store[1], at + len(line) - len(store[1]), sorted(graphs))
        return replace(found, only=bool(found.texts))
    word = re.split(r"\s", line)[-1]
    return filtered(word, at + len(line) - len(word), names) if word[:1] in ("", "-") else Suggestions(at, ())


def _named(given: str, start: int, names: Iterable[str], *, quoted: bool) -> Suggestions:
    """Suggest labels; one of several words is put between quotation marks where the line needs them."""
    found = filtered(given, start, names)
    texts = (f'"{text}"' if quoted and not text.isalnum() else text for text in found.texts)
    return Suggestions(start, tuple(texts))


def filtered(given: str, start: int, candidates: Iterable[str]) -> Suggestions:
    """Return the candidates that begin with what is given, whatever the case."""
    wanted = given.casefold()
    found = [each for each in dict.fromkeys(candidates) if each.casefold().startswith(wanted)]
    return Suggestions(start, tuple(found[:MOST]))


def values_of(parameter: Parameter, graph: Graph | None) -> list[str]:
    """Return what a parameter may be given: labels of the right class, or else its example."""
    return labels(graph, parameter.classes) if parameter.kind == "entity" else [parameter.example]


def labels(graph: Graph | None, classes: Iterable[str] = ()) -> list[str]:
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
