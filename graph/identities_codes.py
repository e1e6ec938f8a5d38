"""Read from a store who bears which code, who is held by which security, and which things share a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from themegraph.graph.identities_groups import EXCLUSIVE, SHARED, Joining, Known, Link, family_of, implied, rank
from themegraph.graph.identities_names import agree
from themegraph.graph.scans import ends_in_documents, names_of_unknown, stated_in_documents
from themegraph.graph.vocabulary import GRAPHS, REGISTRY, STORE, term
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
        for node, stated in stated_in_documents(store.database, term(scheme)):
            thing = node.value
            family = family_of(thing)
            code = canonical(scheme, stated.value) if thing.startswith(ID_BASE) else ""
            if code and scheme in (*EXCLUSIVE.get(family, ()), *SHARED.get(family, ())):
                found[thing][scheme].add(code)
                if scheme == "isin" and family == "security" and (cusip := cusip_of_isin(code)):
                    found[thing]["cusip"].add(cusip)
    return {
        thing: {scheme: frozenset(codes) for scheme, codes in held.items()} for thing, held in sorted(found.items())
    }


def _schemes(table: Mapping[str, Iterable[str]]) -> Iterator[str]:
    return (scheme for schemes in table.values() for scheme in schemes)


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
    for security, thing in ((a.value, b.value) for a, b in ends_in_documents(store.database, _SECURITY, _HELD)):
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
    named = names_of_unknown(store.database, f"{ID_BASE}organization/")
    for thing, name in {(thing.value, name.value) for thing, name in named}:
        root, key = joining.root(thing), company_key(name)
        if not key:
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
