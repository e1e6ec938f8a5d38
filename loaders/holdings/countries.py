"""The country that a list of holdings names, as an entity."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

import yaml

from themegraph.graph.claim import Entity
from themegraph.loaders.extraction.identity import unknown_entity
from themegraph.loaders.extraction.lexicon import entity_of
from themegraph.loaders.extraction.wordlists import FAST_LOADER
from themegraph.ontology.registry import Registry


def country_entity(text: str, registry: Registry) -> Entity | None:
    """Return the country of a code of ISO 3166-1 or a name in one of the usual languages, None for any other text."""
    code = codes().get(text.strip().casefold())
    if code is None:
        return _named(text.strip(), registry)
    return _coded(registry).get(code) or unknown_entity(names()[code][0], "Country", names()[code][1:])


@lru_cache(maxsize=1)
def names() -> Mapping[str, tuple[str, ...]]:
    """Return the names of each country by its code, the English one first."""
    text = files("themegraph.loaders.holdings").joinpath("countries.yaml").read_text(encoding="utf-8")
    return {code: tuple(each) for code, each in yaml.load(text, Loader=FAST_LOADER).items()}


@lru_cache(maxsize=1)
def codes() -> Mapping[str, str]:
    """Return the code of each country by code and name in lower case.

    >>> codes()["südkorea"], codes()["kr"]
    ('KR', 'KR')
    """
    return {name.casefold(): code for code, each in names().items() for name in (code, *each)}


def _named(text: str, registry: Registry) -> Entity | None:
    known = [entry for entry in registry.find(text) if entry.type == "Country"] if text else []
    return entity_of(known[0]) if len(known) == 1 else None


@lru_cache(maxsize=4)
def _coded(registry: Registry) -> Mapping[str, Entity]:
    return {entry.code: entity_of(entry) for entry in registry.entries if entry.type == "Country" and entry.code}
