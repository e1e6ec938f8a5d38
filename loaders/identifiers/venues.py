"""Exchanges and places as registers name them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from themegraph.graph.claim import Entity
from themegraph.loaders.extraction.identity import unknown_entity
from themegraph.loaders.extraction.lexicon import entity_of
from themegraph.loaders.extraction.wordlists import FAST_LOADER
from themegraph.loaders.holdings.countries import names as country_names
from themegraph.ontology.listed_titles import name_of
from themegraph.ontology.registry import Registry
from themegraph.ontology.tickers import parse_ticker


@lru_cache(maxsize=1024)
def exchange_entity(name: str, registry: Registry) -> Entity | None:
    """Return the exchange of a name or market identifier code, None for an empty one."""
    if not name.strip():
        return None
    code = name.strip().upper()
    coded = [entry for entry in registry.entries if entry.type == "Exchange" and entry.code == code]
    known = coded or [entry for entry in registry.find(name) if entry.type == "Exchange"]
    if len(known) == 1:
        return entity_of(known[0])
    named = _listed("exchanges").get(code)
    other = unknown_entity(named or name, "Exchange")
    return replace(other, identifiers=(("mic", code),)) if named else other


@lru_cache(maxsize=4096)
def venue_of(ticker: str, exchange: str, country: str, registry: Registry) -> Entity | None:
    """Return the exchange that a ticker with its vendor's code, or a row's exchange, tells; None where neither does."""
    symbol = parse_ticker(ticker, exchange=exchange)
    if symbol is not None and symbol.mic:
        return exchange_entity(symbol.mic, registry)
    return exchange_entity(exchange, registry) if len(exchange) > 2 else None


@lru_cache(maxsize=4096)
def place_entity(city: str, region: str, country: str, registry: Registry) -> Entity | None:
    """Return the place of an address, a city with its state or country; None without a city.

    `region` is a state of the United States or province of Canada by its code or name; `country` a code or name.
    """
    if not city.strip():
        return None
    bare = name_of(city.upper()) if city.isupper() else city
    around = states().get(region.upper().removeprefix("US-"), "") or _country(country or region)
    label = f"{bare}, {around}" if around and around.casefold() != bare.casefold() else bare
    known = [entry for entry in registry.find(label) if entry.type == "Place"]
    return entity_of(known[0]) if len(known) == 1 else unknown_entity(label, "Place")


def _country(text: str) -> str:
    code = text.strip().upper()
    return country_names()[code][0] if code in country_names() else text.strip()


def states() -> Mapping[str, str]:
    """Return the states of the United States and provinces of Canada by their codes."""
    return _listed("states")


@cache
def _listed(name: str) -> Mapping[str, str]:
    source = files("themegraph.loaders.identifiers").joinpath(f"{name}.yaml")
    return dict(yaml.load(source.read_text(encoding="utf-8"), Loader=FAST_LOADER))
