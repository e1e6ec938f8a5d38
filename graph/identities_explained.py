"""Why things are the same, or are not: codes with the rows that give them, what they joined, what is kept apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from themegraph.errors import UnknownNameError
from themegraph.graph.attestation import VALUE, label_of
from themegraph.graph.identities_codes import labels_of
from themegraph.graph.identities_groups import Conflict, Groups, Link, family_of, scheme_name
from themegraph.graph.identities_moves import groups_in
from themegraph.graph.naming import find_thing
from themegraph.graph.vocabulary import (
    ASSERTS,
    CURRENT,
    EXACT,
    HAS_SELECTOR,
    REGISTRY,
    STATED_IN,
    TITLE,
    is_document_graph,
    term,
)
from themegraph.ontology.codes import SCHEMES, canonical
from themegraph.ontology.company_key import company_key
from themegraph.ontology.entry import ID_BASE

if TYPE_CHECKING:
    from themegraph.graph.graph_store import GraphStore
    from themegraph.graph.quad_source import QuadSource

_REGISTRY = "the registry"
_MOST = 200  # passages looked through for one that bears a code


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an explanation: what it is about, the thing's IRI below the base, what is said, and the evidence."""

    kind: str
    thing: str
    what: str
    source: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """All that tells which things are one with a thing: its IRI and label, and the rows."""

    iri: str
    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A code as a document gives it to a name: the document's title, where in it, in which words."""

    thing: str
    scheme: str
    code: str
    title: str
    place: str
    words: str


def explain_identity(store: GraphStore, thing: str) -> Identity:
    """Return why names mean one thing; `thing` is an IRI, family/slug, name, ticker or code.

    Raises UnknownNameError if nothing, or more than one thing, answers to it.
    """
    database = store.database
    node = _by_code(store, thing) or find_thing(database, thing)
    groups = groups_in(store)
    members = [name.value for name in store.identities.spread(node)]
    names = labels_of(store, members)
    rows = [
        *(Row("name", member, name) for member in members for name in sorted(names.get(member, ()))),
        *(_code_row(each) for each in statements(store, members)),
        *(_link_row(store, link) for link in groups.links if {groups.of(iri) for iri in link.things} & set(members)),
        *(row for each in groups.conflicts if set(each.things) & set(members) for row in conflict_rows(store, each)),
        *_namesakes(store, node, names.get(node.value, set()), groups),
    ]
    shown = (Row(r.kind, r.thing.removeprefix(ID_BASE), r.what, r.source, r.evidence) for r in rows)
    return Identity(node.value.removeprefix(ID_BASE), label_of(database, node), tuple(dict.fromkeys(shown)))


def statements(store: GraphStore, things: Iterable[str]) -> list[Statement]:
    """Return the codes that documents and the registry give to things, each with one place where it is given."""
    database = store.database
    found = []
    for thing in map(NamedNode, sorted(things)):
        for scheme in SCHEMES:
            for quad in database.quads_for_pattern(thing, term(scheme), None, None):
                graph, code = quad.graph_name, quad.object
                if isinstance(graph, NamedNode) and isinstance(code, Literal):
                    if graph == REGISTRY:
                        found.append(Statement(thing.value, scheme, code.value, _REGISTRY, "", ""))
                    elif is_document_graph(graph):
                        found.append(_statement(database, thing, scheme, code.value, graph))
    return sorted(found, key=lambda each: (each.thing, each.scheme, each.code, each.title))


def _statement(database: QuadSource, thing: NamedNode, scheme: str, code: str, graph: NamedNode) -> Statement:
    titles = (quad.object for quad in database.quads_for_pattern(graph, TITLE, None, graph))
    title = next((title.value for title in titles if isinstance(title, Literal)), graph.value)
    places = (_place(database, passage, graph) for passage in _passages(database, thing, graph))
    found = [Statement(thing.value, scheme, code, title, place, words) for place, words in islice(places, _MOST)]
    return min(found, key=_nearness, default=Statement(thing.value, scheme, code, title, "", ""))


def _passages(database: QuadSource, thing: NamedNode, graph: NamedNode) -> Iterator[NamedNode]:
    """Yield the passages of claims on a thing in a document, those that are about its codes first."""
    for role in (term("identified"), None):
        for node in database.quads_for_pattern(None, role, thing, graph):
            for claim in database.quads_for_pattern(None, ASSERTS, node.subject, graph):
                for quad in database.quads_for_pattern(claim.subject, STATED_IN, None, graph):
                    if isinstance(quad.object, NamedNode):
                        yield quad.object


def _place(database: QuadSource, passage: NamedNode, graph: NamedNode) -> tuple[str, str]:
    """Return where a passage stands in the file, empty for prose, and its words."""
    told = {EXACT: "", VALUE: ""}
    for selector in database.quads_for_pattern(passage, HAS_SELECTOR, None, graph):
        for quad in database.quads_for_pattern(selector.object, None, None, graph):  # type: ignore[arg-type]
            if quad.predicate in told and isinstance(quad.object, Literal):
                told[quad.predicate] = quad.object.value
    return told[VALUE], told[EXACT]


def _nearness(statement: Statement) -> tuple[bool, bool, int, str, str]:
    """Order the places where a thing is named: those that bear the code, then short ones."""
    bare = statement.code.lstrip("0")
    return not statement.words, bare not in statement.words, len(statement.words), statement.place, statement.words


def _code_row(told: Statement) -> Row:
    source = f"{told.title}, {told.place}" if told.place else told.title
    return Row("code", told.thing, f"{scheme_name(told.scheme)} {told.code}", source, " ".join(told.words.split()))


def _link_row(store: GraphStore, link: Link) -> Row:
    one = link.things[0]
    others = ", ".join(iri.removeprefix(ID_BASE) for iri in link.things[1:])
    return Row("joined", one, f"with {others}: {_reason(store, link)}")


def _reason(store: GraphStore, link: Link) -> str:
    if link.scheme == "issuer":
        security = label_of(store.database, NamedNode(link.value))
        return f"both are given as the issuer of {link.value.removeprefix(ID_BASE)} ({security}), and the names agree"
    if link.scheme == "name":
        return "the same name; only one thing with that name has a code"
    return f"the same {scheme_name(link.scheme)} {link.value}"


def conflict_rows(store: GraphStore, conflict: Conflict) -> list[Row]:
    """Return a conflict as rows, with the documents that give the codes."""
    name, thing = scheme_name(conflict.scheme), conflict.things[0]
    if conflict.reason == "apart":
        others = ", ".join(iri.removeprefix(ID_BASE) for iri in conflict.things[1:])
        return [Row("apart", thing, f"from {others}: {conflict.shared}, but {'; '.join(conflict.details)}")]
    what = (
        f"{name} {conflict.codes[0]} by the registry or its IRI, others by documents: {', '.join(conflict.codes[1:])}"
        if conflict.reason == "contradicts"
        else f"several {name}s: {', '.join(conflict.codes)}; none of them joins it to anything"
    )
    told = [each for each in statements(store, [thing]) if canonical(each.scheme, each.code) in conflict.codes]
    return [Row("conflict", thing, what), *(_code_row(each) for each in told)]


def _namesakes(store: GraphStore, node: NamedNode, names: Iterable[str], groups: Groups) -> list[Row]:
    """Return the things of the same family that bear one of the names and are not the same."""
    keys = {company_key(name) for name in names} - {""}
    family = f"{ID_BASE}{family_of(node.value)}/"
    query = f'SELECT ?e ?l WHERE {{ ?e aii:resolved ?r ; skos:prefLabel ?l FILTER(STRSTARTS(STR(?e), "{family}")) }}'
    found: defaultdict[str, str] = defaultdict(str)
    for thing, label in store.query(query).rows:
        if (
            isinstance(thing, NamedNode)
            and isinstance(label, Literal)
            and thing != node
            and company_key(label.value) in keys
        ):
            found[thing.value] = label.value
    told = statements(store, found)
    return [
        Row("apart", iri, _namesake(label, iri, told)) for iri, label in sorted(found.items()) if groups.of(iri) == iri
    ]


def _namesake(label: str, iri: str, told: Iterable[Statement]) -> str:
    codes = dict.fromkeys(f"{scheme_name(each.scheme)} {each.code}" for each in told if each.thing == iri)
    return f"bears the name '{label}' too; " + (f"its codes are {', '.join(codes)}" if codes else "no code tells")


def _by_code(store: GraphStore, text: str) -> NamedNode | None:
    """Return the thing that bears a code, an organization before its securities; None where none or several do."""
    found: dict[str, set[NamedNode]] = {}
    for scheme in SCHEMES:
        if code := canonical(scheme, text):
            quads = store.database.quads_for_pattern(None, term(scheme), Literal(code), None)
            bearers = {store.identities.of(quad.subject) for quad in quads if isinstance(quad.subject, NamedNode)}
            used = {
                one
                for one in bearers
                if any(True for _ in store.database.quads_for_pattern(one, term("resolved"), None, CURRENT))
            }
            if used:
                found[scheme] = used
    things = next(iter(found.values()), set())
    if len(things) > 1:
        listed = ", ".join(sorted(one.value.removeprefix(ID_BASE) for one in things))
        raise UnknownNameError(f"several things bear the code '{text}'", valid=listed)
    return next(iter(things), None)
