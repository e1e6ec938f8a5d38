"""What `current` says of an entity itself, as a function of all documents and the registry, whatever came first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from themegraph.graph.entities import label_triples
from themegraph.graph.identities import JOINED_TO
from themegraph.graph.literals import english
from themegraph.graph.view import View
from themegraph.graph.vocabulary import ALT_LABEL, CURRENT, NAMED, PREF_LABEL, REGISTRY, RESOLVED, TYPE, term
from themegraph.ontology.codes import SCHEMES, canonical
from themegraph.ontology.entry import ID_BASE
from themegraph.ontology.listed import is_listed

Node = NamedNode | BlankNode | Literal | Triple
NAMES = (TYPE, PREF_LABEL, ALT_LABEL, RESOLVED)
IDENTIFIERS = tuple(map(term, ("legalName", "lei", "cik", "wikidataId", "mic", "countryCode")))
# The codes that documents give: of a class of things those that name one of it.
CODES = {
    "organization": tuple(map(term, ("lei", "cik", "wikidataId"))),
    "fund": tuple(map(term, ("lei", "cik", "seriesId", "wikidataId", "isin", "cusip", "sedol", "figi", "symbol"))),
    "security": tuple(map(term, ("isin", "cusip", "sedol", "figi", "symbol"))),
}
DESCRIPTIVE = frozenset((*NAMES, *IDENTIFIERS, JOINED_TO, *(code for codes in CODES.values() for code in codes)))
_SCHEME_OF = {term(scheme): scheme for scheme in SCHEMES}
_SCHEME_OF_TEXT = {str(prop): scheme for prop, scheme in _SCHEME_OF.items()}
ONE_EACH = frozenset(map(term, ("lei", "cik", "wikidataId", "seriesId")))


def described(view: View, entity: NamedNode) -> set[Triple]:
    """Return the description that `current` shows now."""
    return _description(view, entity, CURRENT) | {quad.triple for quad in view.match(entity, JOINED_TO, None, CURRENT)}


def codes_of(entity: NamedNode) -> tuple[NamedNode, ...]:
    """Return the properties that hold the codes of an entity of its family."""
    return CODES.get(entity.value.removeprefix(ID_BASE).partition("/")[0], ())


def _description(view: View, entity: NamedNode, graph: NamedNode) -> set[Triple]:
    if graph == REGISTRY:
        return {quad.triple for quad in view.match(entity, None, None, REGISTRY) if quad.predicate in DESCRIPTIVE}
    # By property, for a thing may have thousands of direct triples.
    identifiers = IDENTIFIERS if is_registered(view, entity) else ()
    predicates = dict.fromkeys((*NAMES, *identifiers, *codes_of(entity)))
    return {quad.triple for predicate in predicates for quad in view.match(entity, predicate, None, graph)}


def is_used(view: View, entity: NamedNode) -> bool:
    """Say whether any document names an entity."""
    return any(True for _ in view.in_documents(entity, RESOLVED, None))


def is_registered(view: View, entity: NamedNode) -> bool:
    """Say whether the registry knows an entity."""
    return any(True for _ in view.match(entity, RESOLVED, None, REGISTRY))


def describe(view: View, entity: NamedNode) -> set[Triple]:
    """Return the description of an entity that documents name; nothing if none does.

    Of a name that another thing stands for only that is said, with the thing's label.
    """
    if view.identities.of(entity) != entity:
        return _pointer(view, entity)
    if not is_used(view, entity):
        return set()
    if is_registered(view, entity):
        return registry_description(view, entity)
    types = set(_told(view, entity, TYPE))
    resolved = Literal(any(True for _ in view.in_documents(entity, RESOLVED, Literal(True))))
    codes = _codes(view, entity, set())
    return {*types, *_labels(view, entity), *codes, Triple(entity, RESOLVED, resolved)}


def _told(view: View, entity: NamedNode, predicate: NamedNode) -> Iterator[Triple]:
    """Yield what documents say that name the entity; a document that keeps triples about a foreign IRI does not."""
    own = entity.value.startswith(ID_BASE)
    for triple, graph in view.in_documents(entity, predicate, None):
        if own or any(True for _ in view.match(entity, RESOLVED, None, graph)):
            yield triple


def _labels(view: View, entity: NamedNode) -> Iterator[Triple]:
    labels = set(_texts(view, entity, PREF_LABEL))
    return label_triples(entity, labels, {*_texts(view, entity, ALT_LABEL), *_namings(view, entity)})


def _pointer(view: View, entity: NamedNode) -> set[Triple]:
    one = view.identities.of(entity)
    if is_registered(view, one):
        labels = {quad.object for quad in view.match(one, PREF_LABEL, None, REGISTRY)}
    elif is_used(view, one):
        labels = {triple.object for triple in _labels(view, one) if triple.predicate == PREF_LABEL}
    else:
        return set()
    return pointer(entity, one, labels)


def pointer(entity: NamedNode, one: NamedNode, labels: Iterable[Node]) -> set[Triple]:
    """Return what is said of a name that another thing stands for: that, and its label."""
    return {Triple(entity, JOINED_TO, one), *(Triple(entity, PREF_LABEL, label) for label in labels)}


def extend(view: View, entity: NamedNode, document: NamedNode) -> set[Triple]:
    """Return what `describe` would after a new document, from what `current` shows and that document alone.

    A name that thousands of documents use would else be read from all of them each time.
    """
    base = _description(view, entity, CURRENT)
    if not base or is_registered(view, entity):
        return describe(view, entity)
    predicates = (*NAMES, *codes_of(entity))
    stating = (each for predicate in predicates for each in view.in_documents(entity, predicate, None, document))
    told = {_sound(triple) for triple, _ in stating}
    if any(triple.predicate in ONE_EACH for triple in told - base):  # it may contradict an earlier document
        return describe(view, entity)
    labels, names = _values(base | told, PREF_LABEL), _values(base | told, ALT_LABEL)
    resolved = "true" in _values(base | told, RESOLVED)
    kept = {
        triple for triple in base | told if triple.predicate == TYPE or triple.predicate in predicates[len(NAMES) :]
    }
    names |= set(_namings(view, entity, document))
    return {*kept, *label_triples(entity, labels, names), Triple(entity, RESOLVED, Literal(resolved))}


def _values(triples: set[Triple], predicate: NamedNode) -> set[str]:
    return {t.object.value for t in triples if t.predicate == predicate and isinstance(t.object, Literal)}


def registry_description(view: View, entity: NamedNode) -> set[Triple]:
    """Return the registry's description of an entity, with other names and codes that documents state for it."""
    known = _description(view, entity, REGISTRY)
    preferred = {triple.object for triple in known if triple.predicate == PREF_LABEL}
    names = (english(name) for name in (*_spelt(view, entity), *_namings(view, entity)))
    other = {Triple(entity, ALT_LABEL, name) for name in names if name not in preferred}
    return known | other | _codes(view, entity, known)


def _spelt(view: View, entity: NamedNode) -> Iterator[str]:
    """Yield the names under which documents speak of an entity of the registry, where they say more than it does."""
    if is_listed(entity.value):  # the list of companies knows capitals and legal forms only
        yield from _texts(view, entity, ALT_LABEL)
    for member in view.identities.spread(entity)[1:]:
        for predicate in (PREF_LABEL, ALT_LABEL):
            for quad in view.match(member, predicate, None):
                if isinstance(quad.object, Literal) and quad.graph_name not in (CURRENT, REGISTRY):
                    yield quad.object.value


def _codes(view: View, entity: NamedNode, known: set[Triple]) -> set[Triple]:
    """Return the codes that documents give, where neither the registry nor another document says otherwise."""
    stated = {triple.predicate for triple in known}
    found: set[Triple] = set()
    for predicate in codes_of(entity):
        stating = view.in_documents(entity, predicate, None) if predicate not in stated else ()
        given = {_sound(triple) for triple, _ in stating}
        found |= given if len(given) < 2 or predicate not in ONE_EACH else set()
    return found


def is_sound(predicate: str, code: str) -> bool:
    """Say whether a code is written as its scheme writes it, or is none of the scheme's at all; the property as text."""
    scheme = _SCHEME_OF_TEXT.get(predicate)
    return scheme is None or canonical(scheme, code) in ("", code)


def _sound(triple: Triple) -> Triple:
    """Return a triple with its code as the scheme writes it."""
    scheme = _SCHEME_OF.get(triple.predicate)
    if scheme is None or not isinstance(triple.object, Literal):
        return triple
    return Triple(
        triple.subject, triple.predicate, Literal(canonical(scheme, triple.object.value) or triple.object.value)
    )


def _texts(view: View, entity: NamedNode, predicate: NamedNode) -> Iterator[str]:
    for triple in _told(view, entity, predicate):
        if isinstance(triple.object, Literal):
            yield triple.object.value


def _namings(view: View, entity: NamedNode, document: NamedNode | None = None) -> Iterator[str]:
    """Yield the other names that live claims give an entity, in all documents or in one."""
    for found, graph in view.in_documents(None, NAMED, entity, document):
        node = found.subject
        if isinstance(node, NamedNode) and view.is_live(node, graph):
            names = (quad.object for quad in view.match(node, ALT_LABEL, None, graph))
            yield from (name.value for name in names if isinstance(name, Literal))
