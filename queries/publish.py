"""The library as SHACL executables: each question a `sh:SPARQLSelectExecutable` in Turtle, for other tools to offer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from themegraph.ontology.terms import AII, AIID
from themegraph.queries.guard import PREFIXES
from themegraph.queries.header import Parameter, Question
from themegraph.queries.tokens import tokens_of

SH, RDFS, XSD = PREFIXES["sh"], PREFIXES["rdfs"], PREFIXES["xsd"]
TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
DATATYPES = {"date": "date", "string": "string", "integer": "integer"}
USED = ("sh", "rdfs", "dcterms", "schema", "xsd", "aii")


def shacl(listed: Iterable[Question]) -> str:
    """Return questions as Turtle, in the order given."""
    triples = [triple for question in listed for triple in _triples(question)]
    prefixes = {name: PREFIXES[name] for name in USED}
    lines = (ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b"").decode("utf-8").splitlines()
    # The library writes its prefixes in an order of its own.
    head = sorted(line for line in lines if line.startswith("@prefix"))
    return "\n".join([*head, *(line for line in lines if not line.startswith("@prefix"))]) + "\n"


def _triples(question: Question) -> Iterator[ox.Triple]:
    """Yield what is said of one question."""
    node = ox.NamedNode(f"{AIID}question/{question.name}")
    for kind in ("SPARQLExecutable", "SPARQLSelectExecutable"):
        yield ox.Triple(node, TYPE, ox.NamedNode(SH + kind))
    yield _text(node, RDFS + "label", question.summary)
    if question.description:
        yield _text(node, RDFS + "comment", question.description)
    yield ox.Triple(node, ox.NamedNode(SH + "select"), ox.Literal(question.query.strip()))
    for name, namespace in _declared(question):
        prefix = ox.NamedNode(f"{AIID}prefix/{name}")
        yield ox.Triple(node, ox.NamedNode(SH + "prefixes"), ox.NamedNode(f"{AIID}prefix"))
        yield ox.Triple(ox.NamedNode(f"{AIID}prefix"), ox.NamedNode(SH + "declare"), prefix)
        yield ox.Triple(prefix, ox.NamedNode(SH + "prefix"), ox.Literal(name))
        value = ox.Literal(namespace, datatype=ox.NamedNode(XSD + "anyURI"))
        yield ox.Triple(prefix, ox.NamedNode(SH + "namespace"), value)
    for tag in question.tags:
        yield ox.Triple(node, ox.NamedNode(PREFIXES["schema"] + "keywords"), ox.Literal(tag))
    yield ox.Triple(node, ox.NamedNode(PREFIXES["dcterms"] + "subject"), ox.Literal(question.topic))
    for parameter in question.parameters:
        yield from _parameter(node, parameter)


def _parameter(question: ox.NamedNode, parameter: Parameter) -> Iterator[ox.Triple]:
    """Yield what is said of one parameter; the query's variable has the name of its path."""
    node = ox.NamedNode(f"{question.value}/{parameter.name}")
    yield ox.Triple(question, ox.NamedNode(SH + "parameter"), node)
    yield ox.Triple(node, TYPE, ox.NamedNode(SH + "Parameter"))
    yield ox.Triple(node, ox.NamedNode(SH + "path"), ox.NamedNode(f"{AIID}parameter/{parameter.variable}"))
    yield ox.Triple(node, ox.NamedNode(SH + "optional"), ox.Literal(True))
    yield ox.Triple(node, ox.NamedNode(SH + "name"), ox.Literal(parameter.name))
    if parameter.description:
        yield _text(node, SH + "description", parameter.description)
    if parameter.kind in DATATYPES:
        yield ox.Triple(node, ox.NamedNode(SH + "datatype"), ox.NamedNode(XSD + DATATYPES[parameter.kind]))
    for class_ in parameter.classes:
        yield ox.Triple(node, ox.NamedNode(SH + "class"), ox.NamedNode(AII + class_))
    if parameter.default:
        yield ox.Triple(node, ox.NamedNode(SH + "defaultValue"), ox.Literal(parameter.default))


def _declared(question: Question) -> Iterator[tuple[str, str]]:
    """Yield prefix and namespace of each declaration of a query."""
    tokens = tokens_of(question.text)
    for word, name, iri in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if word.is_word("PREFIX"):
            yield name.text.rstrip(":"), iri.text[1:-1]


def _text(node: ox.NamedNode, predicate: str, words: str) -> ox.Triple:
    return ox.Triple(node, ox.NamedNode(predicate), ox.Literal(words, language="en"))
