"""A mapping in RML, as Turtle: the same core as of YARRRML, under the older and the newer names of the language."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from themegraph.errors import RuleError
from themegraph.loaders.confined import confined
from themegraph.loaders.mapping.model import (
    Join,
    Mapping,
    Parts,
    PredicateObjects,
    Reference,
    RowMap,
    RowSource,
    TermMap,
    TermType,
)
from themegraph.loaders.mapping.sources import FORMULATIONS, file_name
from themegraph.loaders.rdf.parsing import TASK

BASE = "http://example.com/base/"
_RR, _OLD, _NEW = "http://www.w3.org/ns/r2rml#", "http://semweb.mmlab.be/ns/rml#", "http://w3id.org/rml/"
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_NAMESPACES = (_RR, _OLD, _NEW)
_KNOWN = frozenset(
    [
        "TriplesMap",
        "SubjectMap",
        "PredicateMap",
        "ObjectMap",
        "RefObjectMap",
        "PredicateObjectMap",
        "GraphMap",
        "TermMap",
        "LogicalSource",
        "Join",
        "ExpressionMap",
        "DatatypeMap",
        "LanguageMap",
        "logicalSource",
        "source",
        "referenceFormulation",
        "iterator",
        "subjectMap",
        "subject",
        "class",
        "graph",
        "graphMap",
        "predicateObjectMap",
        "predicate",
        "predicateMap",
        "object",
        "objectMap",
        "constant",
        "template",
        "reference",
        "column",
        "termType",
        "datatype",
        "language",
        "parentTriplesMap",
        "joinCondition",
        "child",
        "parent",
        "root",
        "path",
        "RelativePathSource",
        "FilePath",
    ]
)
_VALID = "triples maps with a file as source; constants, references, templates, joins"
_BRACE = re.compile(r"\\([{}\\])|\{((?:[^{}\\]|\\.)+)\}|([{}])")
Node = NamedNode | BlankNode | Literal


def rml(data: bytes, where: str) -> Mapping:
    """Return the mapping that a Turtle file holds. Raises ReadError for no Turtle, RuleError for what is refused."""
    _, text = confined(TASK, data, where=where)
    return _Reader(parse(text.encode(), RdfFormat.N_QUADS), where).mapping(hashlib.sha256(data).hexdigest())


class _Reader:
    """Reads one file."""

    def __init__(self, quads: Iterator[Quad], where: str) -> None:
        self._where = where
        self._about: defaultdict[Node, list[tuple[str, Node]]] = defaultdict(list)
        self._maps: dict[Node, None] = {}
        for quad in quads:
            name = self._local(quad.predicate.value)
            if name in ("logicalSource", "subjectMap", "subject") and not isinstance(quad.subject, Literal):
                self._maps[quad.subject] = None  # type: ignore[index]
            if isinstance(quad.object, Literal | NamedNode | BlankNode) and name:
                self._about[quad.subject].append((name, quad.object))  # type: ignore[index]

    def mapping(self, digest: str) -> Mapping:
        """Return the whole mapping."""
        if not self._maps:
            raise self._fail("no triples map in it", _VALID)
        made = tuple(self._map(node) for node in sorted(self._maps, key=str))
        graphs = any(name in ("graph", "graphMap") for said in self._about.values() for name, _ in said)
        notes = ("the mapping's graphs are not used: all that a document says is in its own graph",) if graphs else ()
        return Mapping(self._where, digest, BASE, made, notes)

    def _local(self, iri: str) -> str:
        """Return the name of a property of the language; "" for one of another vocabulary, an error for one not read."""
        space = next((each for each in _NAMESPACES if iri.startswith(each)), "")
        name = iri[len(space) :]
        if space and name not in _KNOWN:
            raise self._fail(f"<{iri}> is not read: functions, queries and targets are not run", _VALID)
        if iri.startswith(("http://semweb.mmlab.be/ns/fnml#", "https://w3id.org/function/")):
            raise self._fail(f"<{iri}>: functions are not run", _VALID)
        return name if space else ""

    def _fail(self, what: str, valid: str) -> RuleError:
        return RuleError(what, where=self._where, valid=valid)

    def _all(self, node: Node, *names: str) -> list[Node]:
        return sorted((end for name, end in self._about.get(node, ()) if name in names), key=str)

    def _one(self, node: Node, *names: str) -> Node | None:
        found = self._all(node, *names)
        if len(found) > 1:
            raise self._fail(f"{node} has several of {', '.join(names)}", "one")
        return found[0] if found else None

    def _map(self, node: Node) -> RowMap:
        source = self._one(node, "logicalSource")
        if source is None:
            raise self._fail(f"{node} has no logical source", "rml:logicalSource")
        subject = self._one(node, "subjectMap")
        shortcut = self._one(node, "subject")
        if subject is None and shortcut is None:
            raise self._fail(f"{node} has no subject", "rr:subjectMap, rr:subject")
        made = self._constant(shortcut) if subject is None and shortcut is not None else self._term(subject, "iri")
        classes = [self._constant(end) for end in self._all(subject, "class")] if subject is not None else []
        says = [PredicateObjects((TermMap((_TYPE.value,), "iri"),), tuple(classes))] if classes else []
        says += [self._says(end) for end in self._all(node, "predicateObjectMap")]
        return RowMap(str(node), (self._source(source),), (made,), tuple(says))

    def _source(self, node: Node) -> RowSource:
        given = self._one(node, "source")
        if given is not None and not isinstance(given, Literal):
            given = self._one(given, "path")
        if not isinstance(given, Literal):
            raise self._fail(f"{node}: only files are read", "rml:source with the name of a file")
        formulation = self._one(node, "referenceFormulation")
        name = (
            str(formulation.value).rpartition("#")[2].rpartition("/")[2].lower() if formulation is not None else "csv"
        )
        if name not in FORMULATIONS:
            raise self._fail(f"the formulation '{name[:40]}'", "ql:CSV, ql:JSONPath")
        iterator = self._one(node, "iterator")
        words = iterator.value if isinstance(iterator, Literal) else ""
        return RowSource(file_name(given.value, self._where), FORMULATIONS[name], words)

    def _says(self, node: Node) -> PredicateObjects:
        predicates = [self._constant(end) for end in self._all(node, "predicate")]
        predicates += [self._term(end, "iri") for end in self._all(node, "predicateMap")]
        objects: list[TermMap | Join] = [self._constant(end) for end in self._all(node, "object")]
        objects += [self._object(end) for end in self._all(node, "objectMap")]
        if not predicates or not objects:
            raise self._fail(f"{node} has a property without an object, or the reverse", _VALID)
        return PredicateObjects(tuple(predicates), tuple(objects))

    def _object(self, node: Node) -> TermMap | Join:
        other = self._one(node, "parentTriplesMap")
        if other is None:
            return self._term(node, "literal")
        pairs = [
            (self._text(self._one(each, "child")), self._text(self._one(each, "parent")))
            for each in self._all(node, "joinCondition")
        ]
        if other not in self._maps:
            raise self._fail(f"a join with {other}, which is no triples map", _VALID)
        return Join(str(other), tuple(pairs))

    def _text(self, node: Node | None) -> str:
        if not isinstance(node, Literal):
            raise self._fail("a join without the names of its columns", "rr:child, rr:parent")
        return node.value

    def _constant(self, node: Node) -> TermMap:
        if isinstance(node, Literal):
            plain = node.datatype.value.endswith(("#string", "#langString"))
            return TermMap((node.value,), "literal", "" if plain else node.datatype.value, node.language or "")
        return TermMap((node.value,), "iri")

    def _term(self, node: Node | None, usual: TermType) -> TermMap:
        """Return a term map; `usual` is the kind of a reference without a term type."""
        if node is None:
            raise self._fail("a term map that is missing", _VALID)
        constant = self._one(node, "constant")
        if constant is not None:
            return self._constant(constant)
        reference, template = self._one(node, "reference", "column"), self._one(node, "template")
        datatype, language = self._one(node, "datatype"), self._one(node, "language")
        kind: TermType = usual if reference is not None or datatype is not None or language is not None else "iri"
        kind = self._kind(self._one(node, "termType"), kind)
        if isinstance(reference, Literal):
            parts: Parts = (Reference(reference.value),)
        elif isinstance(template, Literal):
            parts = self._parts(template.value)
        elif kind == "blank":
            parts = ()
        else:
            raise self._fail(f"{node} makes no term", "rr:constant, rml:reference, rr:template")
        kinds = datatype.value if isinstance(datatype, NamedNode) else ""
        return TermMap(parts, kind, kinds, language.value.lower() if isinstance(language, Literal) else "")

    def _kind(self, node: Node | None, usual: TermType) -> TermType:
        kinds: dict[str, TermType] = {"IRI": "iri", "Literal": "literal", "BlankNode": "blank"}
        if node is None:
            return usual
        name = str(node.value).rpartition("#")[2].rpartition("/")[2]
        if name not in kinds:
            raise self._fail(f"the term type {node}", "rr:IRI, rr:Literal, rr:BlankNode")
        return kinds[name]

    def _parts(self, text: str) -> Parts:
        """Return the parts of a template: {name} stands for a cell, \\{ for itself."""
        parts: list[str | Reference] = []
        words, at = "", 0
        for found in _BRACE.finditer(text):
            if found[3]:
                raise self._fail(f"a brace without its other in '{text[:80]}'", "{column}, or \\{ for the sign")
            words += text[at : found.start()] + (found[1] or "")
            at = found.end()
            if found[2]:
                name = Reference(re.sub(r"\\(.)", r"\1", found[2]))
                parts += [words, name] if words else [name]
                words = ""
        words += text[at:]
        return (*parts, words) if words else tuple(parts)
