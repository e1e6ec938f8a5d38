"""Read from a store who bears which code, who is held by which security, and which things share a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from themegraph.graph.identities_groups import EXCLUSIVE, SHARED, Joining, Known, Link, family_of, implied, rank
from themegraph.graph.identities_names import agree
from themegraph.graph.vocabulary import GRAPHS, PREF_LABEL, REGISTRY, RESOLVED, STORE, is_document_graph, term
from themegraph.ontology.codes import canonical, cusip_of_isin
from themegraph.ontology.company_key import company_key, legal_forms
from themegraph.ontology.entry import ID_BASE
from themegraph.ontology.listed import listed_iri, load_listed

if TYPE_CHECKING:
    from themegraph.graph.graph_store import GraphStore

APART = NamedNode(f"{STORE.value}#apartFrom")
_SECURITY, _HELD = term("security"), term("held")
# not from `current`, where a name bears the label of what it was joined to
_LABELS = f"""SELECT DISTINCT ?e ?name WHERE {{{{
  VALUES ?e {{{{ {{things}} }}}} VALUES ?p {{{{ {{properties}} }}}} GRAPH ?g {{{{ ?e ?p ?name }}}}
  FILTER(?g = {REGISTRY} || !STRSTARTS(STR(?g), "{GRAPHS}")) }}}}"""
_AT_ONCE = 500


def known_in(store: GraphStore) -> Known:
    """Return the codes of a store's things, with those of the registries; of a store without codes nothing."""
    codes = _stated(store)
    if not codes:
        return Known({})
    entries: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for scheme in ("lei", "cik", "wikidataId"):
        for quad in store.database.quads_for_pattern(None, term(scheme), None, REGISTRY):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                entries[quad.subject.value][scheme] = canonical(scheme, quad.object.value) or quad.object.value
    for iri in codes:
        if own := implied(iri):
            entries[iri].setdefault(*own)
    numbers = {code for iri, held in codes.items() if family_of(iri) == "organization" for code in held.get("cik", ())}
    for cik in numbers - {held.get("cik") for held in entries.values()}:
        iri = listed_iri(cik.lstrip("0"), "Company")
        if load_listed().holds(iri):
            entries[iri]["cik"] = cik
    return Known(codes, entries, decided_apart(store))


def decided_apart(store: GraphStore) -> frozenset[frozenset[str]]:
    """Return the pairs that a decisions file given to an earlier build keeps apart."""
    found = store.database.quads_for_pattern(None, APART, None, STORE)
    return frozenset(
        frozenset((quad.subject.value, quad.object.value))
        for quad in found
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    )


def _stated(store: GraphStore) -> dict[str, dict[str, frozenset[str]]]:
    """Return the sound codes that documents give, by thing and scheme; a CUSIP inside an ISIN counts as given too."""
    found: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for scheme in dict.fromkeys((*_schemes(EXCLUSIVE), *_schemes(SHARED))):
        for thing, stated in _told(store, term(scheme)):
            family = family_of(thing)
            code = canonical(scheme, stated)
            if code and scheme in (*EXCLUSIVE.get(family, ()), *SHARED.get(family, ())):
                found[thing][scheme].add(code)
                if scheme == "isin" and family == "security" and (cusip := cusip_of_isin(code)):
                    found[thing]["cusip"].add(cusip)
    return {
        thing: {scheme: frozenset(codes) for scheme, codes in held.items()} for thing, held in sorted(found.items())
    }


def _schemes(table: Mapping[str, Iterable[str]]) -> Iterator[str]:
    return (scheme for schemes in table.values() for scheme in schemes)


def _told(store: GraphStore, predicate: NamedNode) -> set[tuple[str, str]]:
    """Return the things that have a property in documents' graphs, each with its values."""
    found: set[tuple[str, str]] = set()
    for quad in store.database.quads_for_pattern(None, predicate, None, None):
        thing, value = quad.subject, quad.object
        if isinstance(thing, NamedNode) and isinstance(value, NamedNode | Literal):
            pair = (thing.value, value.value)
            if pair not in found and pair[0].startswith(ID_BASE) and is_document_graph(quad.graph_name):
                found.add(pair)
    return found


def _held(store: GraphStore) -> set[tuple[str, str]]:
    """Return the securities that documents list, each with what they say is held with it.

    Both ends are scanned: a look-up for each of a million holdings costs far more. A holding's IRI is made of both, so
    all graphs say the same of it.
    """
    held: dict[str, str] = {}
    names: dict[str, str] = {}  # each once, for a million holdings are of some thousand things
    for holding, thing in _scanned(store, _HELD):
        held[holding] = names.setdefault(thing, thing)
    scanned = _scanned(store, _SECURITY) if held else ()
    return {(security, held[holding]) for holding, security in scanned if holding in held}


def _scanned(store: GraphStore, predicate: NamedNode) -> Iterator[tuple[str, str]]:
    """Yield what documents lead to other things by a property, repeats included."""
    for quad in store.database.quads_for_pattern(None, predicate, None, None):
        holding, thing = quad.subject, quad.object
        if isinstance(holding, NamedNode) and isinstance(thing, NamedNode) and is_document_graph(quad.graph_name):
            yield holding.value, thing.value


def _unknown_names(store: GraphStore) -> Iterator[tuple[str, str]]:
    """Yield the organizations that documents name and no registry knows, with the names that those documents prefer."""
    unknown = {
        (quad.subject, quad.graph_name)
        for quad in store.database.quads_for_pattern(None, RESOLVED, Literal(False), None)
        if isinstance(quad.subject, NamedNode) and family_of(quad.subject.value) == "organization"
    }
    seen: set[tuple[str, str]] = set()
    for quad in store.database.quads_for_pattern(None, PREF_LABEL, None, None) if unknown else ():
        if (quad.subject, quad.graph_name) in unknown and is_document_graph(quad.graph_name):
            pair = (quad.subject.value, quad.object.value)  # type: ignore[union-attr]
            if pair not in seen:
                seen.add(pair)
                yield pair


def _pairs(store: GraphStore, query: str) -> Iterator[tuple[str, str]]:
    for thing, value in store.query(query, default="all").rows:
        if isinstance(thing, NamedNode) and thing.value.startswith(ID_BASE) and isinstance(value, Literal | NamedNode):
            yield thing.value, value.value


def issuer_links(store: GraphStore, joining: Joining, known: Known) -> tuple[list[Link], list[Link]]:
    """Return links of organizations that hold one security's place as issuer: those whose names agree, and the others.

    A code is what makes two rows speak of one security; the names have to agree as well.
    """
    if not any(family_of(iri) == "security" for iri in known.codes):
        return [], []
    issuers: defaultdict[str, set[str]] = defaultdict(set)
    for security, thing in _held(store):
        if family_of(thing) == "organization" and known.codes.get(security):
            issuers[joining.root(security)].add(joining.root(thing))
    shared = {security: sorted(things) for security, things in issuers.items() if len(things) > 1}
    names = labels_of(
        store, {member for things in shared.values() for one in things for member in joining.members(one)}
    )
    agreeing: list[Link] = []
    other: list[Link] = []
    for security, things in sorted(shared.items()):
        for place, one in enumerate(things):
            for two in things[place + 1 :]:
                link = Link("issuer", security, (one, two))
                (agreeing if _agree(joining, names, one, two) else other).append(link)
    return agreeing, other


def labels_of(store: GraphStore, things: Iterable[str]) -> dict[str, set[str]]:
    """Return the names of things in documents and the registry."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    ordered = sorted(things)
    properties = f"{term('skos:prefLabel')} {term('skos:altLabel')} {term('legalName')}"
    for first in range(0, len(ordered), _AT_ONCE):
        part = " ".join(f"<{iri}>" for iri in ordered[first : first + _AT_ONCE])
        for thing, name in _pairs(store, _LABELS.format(things=part, properties=properties)):
            found[thing].add(name)
    return found


def _agree(joining: Joining, names: Mapping[str, set[str]], one: str, two: str) -> bool:
    keys = [
        {company_key(name) for member in joining.members(root) for name in names.get(member, ())} - {""}
        for root in (one, two)
    ]
    return any(agree(first, second) for first in keys[0] for second in keys[1])


def name_links(store: GraphStore, joining: Joining, known: Known) -> list[Link]:
    """Return links of names without any code to the only thing that bears both the name and a code.

    Two things of one name with different codes are never linked, and a name that both bear belongs to neither.
    """
    coded = {joining.root(iri) for iri in known.codes if family_of(iri) == "organization" and joining.group_codes(iri)}
    unlisted = {root for root in coded if rank(root)[0] > 0 and not load_listed().holds(root)}
    if not unlisted:
        return []
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    forms: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    bare: defaultdict[str, set[str]] = defaultdict(set)
    for thing, name in _unknown_names(store):
        root, key = joining.root(thing), company_key(name)
        if family_of(thing) != "organization" or not key:
            continue
        (bearers if root in coded else bare)[key].add(root)
        forms[root, key].add(" ".join(legal_forms(name)))
    found: dict[str, set[str]] = {}
    for key, things in bare.items():
        for thing in things:
            fitting = {one for one in bearers.get(key, ()) if _same_form(forms[one, key], forms[thing, key])}
            found[thing] = found.get(thing, set()) | fitting
    return [
        Link("name", thing, (one, thing))
        for thing, ones in sorted(found.items())
        if len(ones) == 1 and (one := next(iter(ones))) in unlisted
    ]


def _same_form(one: set[str], other: set[str]) -> bool:
    """Tell whether legal forms do not contradict each other: one is missing, or both have one in common."""
    return "" in one | other or bool(one & other)
