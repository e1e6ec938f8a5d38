"""The graph of a page as JSON-LD that any RDF library reads back, with a context of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode

from themegraph.graph.page.triples import DCTERMS, OA, RDF_TYPE, SCHEMA, Term, Triples
from themegraph.ontology.terms import AII, AIID, AIIX, SKOS

XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
PREFIXES = {
    "aiid": AIID, "aiix": AIIX, "skos": SKOS, "dcterms": DCTERMS, "oa": OA, "rdf": RDF, "schema": SCHEMA, "xsd": XSD,
}  # fmt: skip
SELECTOR = f"{OA}hasSelector"
NESTED = frozenset({f"{AII}statedIn", SELECTOR})
# The words around a quotation are in the data that the page's script reads.
LEFT_OUT = frozenset({f"{OA}prefix", f"{OA}suffix"})
LANGUAGE = "language "
NATIVE = {f"{XSD}boolean": {"true": True, "false": False}}


def linked_data(triples: Triples, subjects: Iterable[str]) -> dict[str, Any]:
    """Return the triples of these subjects as one JSON-LD object; properties of one datatype are typed once."""
    # Claims come first, so that passages stand inside them.
    chosen = sorted(
        {subject for subject in subjects if subject in triples}, key=lambda iri: (f"{AIID}claim/" not in iri, iri)
    )
    types = _datatypes(triples, chosen)
    documents = _document_prefixes(triples, chosen)
    context: dict[str, Any] = {"@vocab": AII, **PREFIXES}
    context |= {prefix: {"@id": iri, "@prefix": True} for prefix, iri in documents.items()}
    context |= {_short(predicate): _coercion(kind) for predicate, kind in sorted(types.items()) if kind}
    writer = _Writer(triples, types, set(chosen), documents)
    return {"@context": context, "@graph": [node for subject in chosen if (node := writer.node(subject))]}


def _document_prefixes(triples: Triples, subjects: Iterable[str]) -> dict[str, str]:
    """Return a short prefix for each document that is quoted or cited, as their IRIs take most of the room."""
    naming = (f"{AII}statedIn", f"{AII}citesSource")
    named = {value for subject in subjects for predicate in naming for value in triples.texts(subject, predicate)}
    return {f"d{i}": document for i, document in enumerate(sorted({iri.partition("#")[0] for iri in named}))}


def _datatypes(triples: Triples, subjects: Iterable[str]) -> dict[str, str]:
    """Return the one datatype of each property ("@id" for IRIs, "language en" for English), or nothing where its values differ."""
    found: dict[str, set[str]] = {}
    for subject in subjects:
        for predicate in triples.predicates(subject):
            found.setdefault(predicate, set()).update(_datatype(value) for value in triples.values(subject, predicate))
    return {predicate: kinds.pop() if len(kinds) == 1 else "" for predicate, kinds in found.items()}


def _datatype(value: Term) -> str:
    if isinstance(value, NamedNode):
        return "@id"
    if value.language:
        return LANGUAGE + value.language
    return "" if value.datatype.value in {f"{XSD}string", f"{XSD}boolean"} else value.datatype.value


def _coercion(kind: str) -> dict[str, str]:
    """Return what the context says of a property whose values all have this datatype or language."""
    if kind.startswith(LANGUAGE):
        return {"@language": kind.removeprefix(LANGUAGE)}
    return {"@type": _typed(kind)}


def _typed(kind: str) -> str:
    return kind if kind == "@id" else kind.replace(XSD, "xsd:")


class _Writer:
    """Writes each subject once: a passage inside the first claim that quotes it, so that few IRIs are repeated."""

    def __init__(
        self, triples: Triples, types: Mapping[str, str], waiting: set[str], documents: Mapping[str, str]
    ) -> None:
        self._triples, self._types, self._waiting = triples, types, waiting
        self._chosen = frozenset(waiting)
        self._documents = {iri: prefix for prefix, iri in documents.items()}

    def node(self, subject: str) -> dict[str, Any]:
        """Return a subject with its properties; nothing if it was written before."""
        if subject not in self._waiting:
            return {}
        self._waiting.remove(subject)
        node: dict[str, Any] = {"@id": self._named(subject)}
        for predicate in self._triples.predicates(subject):
            if predicate in LEFT_OUT:
                continue
            values = self._triples.values(subject, predicate)
            if predicate == SELECTOR:
                values = [value for value in values if self._known(value)]
            if predicate == RDF_TYPE:
                node["@type"] = _one([_short(value.value) for value in values])
            else:
                node[_short(predicate)] = _one([self._value(predicate, value) for value in values])
        return node

    def _known(self, value: Term) -> bool:
        """Tell whether a selector is one of the file; those by position say no more than the IRI of their passage."""
        return isinstance(value, NamedNode) and value.value in self._chosen

    def _named(self, iri: str) -> str:
        document, sign, rest = iri.partition("#")
        prefix = self._documents.get(document)
        return f"{prefix}:{sign}{rest}" if prefix else _reference(iri)

    def _value(self, predicate: str, value: Term) -> Any:
        coerced = self._types.get(predicate, "")
        if isinstance(value, NamedNode):
            inside = self.node(value.value) if predicate in NESTED else {}
            return inside or (self._named(value.value) if coerced == "@id" else {"@id": self._named(value.value)})
        return value.value if coerced and _datatype(value) == coerced else _literal(value)


def _literal(value: Literal) -> Any:
    kind = value.datatype.value
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if kind == f"{XSD}string":
        return value.value
    return NATIVE.get(kind, {}).get(value.value, {"@value": value.value, "@type": _typed(kind)})


def _one(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _reference(iri: str) -> str:
    """Return an IRI as the value of `@id`: never relative to the vocabulary."""
    short = _short(iri)
    return iri if short and ":" not in short else short


def _short(iri: str) -> str:
    if iri.startswith(AII):
        return iri.removeprefix(AII)
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and not iri.removeprefix(namespace).startswith("//"):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
