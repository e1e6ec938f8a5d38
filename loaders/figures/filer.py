"""Who reports: the company behind the SEC's number of a filer."""

from __future__ import annotations

from dataclasses import replace

from themegraph.graph.claim import Entity
from themegraph.loaders.extraction.identity import unknown_entity
from themegraph.loaders.extraction.lexicon import entity_of
from themegraph.ontology.classes import CLASSES
from themegraph.ontology.entry import RegistryEntry
from themegraph.ontology.listed import listed_iri, load_listed
from themegraph.ontology.registry import Registry


def filer_of(cik: str, name: str, registry: Registry) -> Entity:
    """Return the organization with a filer's number: of the registry, of the list of listed companies, or by number.

    Two numbers are two companies even where their names are the same; without a number the name has to do.

    >>> from themegraph.ontology.registry import load_registry
    >>> filer_of("9999999999", "ACME TIN INC", load_registry()).id.rpartition("/")[2]
    'cik-9999999999'
    """
    label = " ".join(name.split())
    number = cik.strip().lstrip("0")
    if not (number.isdecimal() and number.isascii() and len(number) <= 10):
        return unknown_entity(label or "unnamed filer", "Company")
    codes = (("cik", number.zfill(10)),)
    entry = registry.by_cik(number) or load_listed().by_iri(listed_iri(number, "Company"))
    if entry is not None and _organization(entry):
        return replace(entity_of(entry), identifiers=codes)
    return Entity(listed_iri(number, "Company"), label or f"CIK {number}", "Company", resolved=False, identifiers=codes)


def _organization(entry: RegistryEntry) -> bool:
    return "Organization" in CLASSES[entry.type]
