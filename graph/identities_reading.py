"""Name unknown things by their codes, where a document gives one: a name alone is no identity once there is a code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache

from themegraph.graph.claim import Entity, Reading
from themegraph.graph.entities import entities_in
from themegraph.graph.identities_groups import EXCLUSIVE, family_of
from themegraph.graph.merges import exchanged
from themegraph.graph.registry_graph import entity_of
from themegraph.ontology.codes import canonical
from themegraph.ontology.entry import ID_BASE, RegistryEntry
from themegraph.ontology.listed import listed_iri, load_listed
from themegraph.ontology.registry import Registry

_SLUGS = {"cik": "cik", "lei": "lei", "seriesId": "series", "wikidataId": "wikidata"}


def named_by_codes(reading: Reading, registry: Registry) -> Reading:
    """Return a reading in which an unknown organization or fund with a code bears an IRI made of it.

    A CIK, LEI or Wikidata item of the registry or the list of listed companies leads to that entry. Where a document
    gives one name several codes, each code is a thing of its own, and the name without a code stays by itself.
    """
    known = _names_with_codes(reading)
    if not known:
        return reading

    @cache
    def exchange(entity: Entity) -> Entity:
        codes = known.get(entity.id, {})
        if not codes:
            return entity
        own = _strongest(entity) or (next(iter(codes)) if len(codes) == 1 else None)
        return _coded(entity, own, registry) if own else entity

    return exchanged(reading, exchange)


def _names_with_codes(reading: Reading) -> dict[str, dict[tuple[str, str], None]]:
    """Return the strongest codes that the mentions of each unknown name bear."""
    found: defaultdict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    # a reading of many rows lists its entities, so that its claims need not be gone through
    claims = () if reading.entities else reading.claims
    mentions = (*entities_in(reading.source, claims), *reading.entities)
    for entity in {id(each): each for each in mentions}.values():
        if entity.identifiers and (code := _strongest(entity)):
            found[entity.id][code] = None
    return dict(found)


def _strongest(entity: Entity) -> tuple[str, str] | None:
    """Return the code that names an unknown thing, by the order of the schemes."""
    if not entity.id.rpartition("/")[2].startswith("x-"):
        return None
    given = dict(entity.identifiers)
    for scheme in EXCLUSIVE.get(family_of(entity.id), ()):
        if scheme in _SLUGS and (code := canonical(scheme, given.get(scheme, ""))):
            return scheme, code
    return None


def _coded(entity: Entity, code: tuple[str, str], registry: Registry) -> Entity:
    entry = _entry(family_of(entity.id), *code, registry)
    if entry is None:
        return replace(entity, id=f"{ID_BASE}{family_of(entity.id)}/{_SLUGS[code[0]]}-{code[1].lower()}")
    known = entity_of(entry)
    spelt = {entity.label, *entity.aliases} - {known.label}
    return replace(known, aliases=tuple(sorted({*known.aliases, *spelt})), identifiers=entity.identifiers)


def _entry(family: str, scheme: str, code: str, registry: Registry) -> RegistryEntry | None:
    """Return the entry of the registry, else of the list of listed companies, that has a code."""
    found = _by_code(registry).get((family, scheme, code))
    if found is None and scheme == "cik" and family == "organization":
        return load_listed().by_iri(listed_iri(code.lstrip("0"), "Company"))
    return found


@lru_cache(maxsize=4)
def _by_code(registry: Registry) -> Mapping[tuple[str, str, str], RegistryEntry]:
    """Return the entries by family, scheme and code, without the codes that several claim."""
    found: defaultdict[tuple[str, str, str], list[RegistryEntry]] = defaultdict(list)
    for entry in registry.entries:
        for scheme, code in (("cik", entry.cik), ("lei", entry.lei), ("wikidataId", entry.wikidata)):
            if code:
                found[entry.family, scheme, canonical(scheme, code)].append(entry)
    return {key: entries[0] for key, entries in found.items() if len(entries) == 1}
