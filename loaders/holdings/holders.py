"""The entities around a list of holdings: the fund or manager, the fund's provider, its index."""

from __future__ import annotations

import re
from dataclasses import replace

from themegraph.graph.claim import Entity
from themegraph.loaders.extraction.identity import unknown_entity
from themegraph.loaders.extraction.lexicon import entity_of
from themegraph.loaders.holdings.portfolio import Portfolio
from themegraph.ontology.registry import Registry

_MARKS = str.maketrans({"®": None, "™": None, "℠": None, "©": None})
_TRADED = re.compile(r"\bE\.?T\.?[FP]s?\b|\bexchange[- ]traded\b|상장지수|上場投信|交易型", re.IGNORECASE)
_PUBLIC_FUNDS = ("Fund", "ExchangeTradedFund")


def plain_name(text: str) -> str:
    """Return a name without marks of registration and doubled spaces.

    >>> plain_name("Example®  Chips ETF")
    'Example Chips ETF'
    """
    return " ".join(text.translate(_MARKS).split())


def holder_entity(portfolio: Portfolio, registry: Registry) -> Entity:
    """Return whose the positions are: a fund, or the organization that files for its accounts."""
    return _fund(portfolio, registry) if portfolio.fund else _manager(portfolio, registry)


def organization_entity(name: str, registry: Registry) -> Entity:
    """Return the organization of a name."""
    known = [entry for entry in registry.find(plain_name(name)) if entry.family == "organization"]
    return entity_of(known[0]) if len(known) == 1 else unknown_entity(plain_name(name), "Organization")


def index_entity(name: str, registry: Registry) -> Entity:
    """Return the index of a name."""
    known = [entry for entry in registry.find(plain_name(name)) if entry.type == "Index"]
    return entity_of(known[0]) if len(known) == 1 else unknown_entity(plain_name(name), "Index")


def _fund(portfolio: Portfolio, registry: Registry) -> Entity:
    """Return the registry's fund of the name, else of the ticker where only that is known, else an unknown one."""
    name = plain_name(portfolio.holder)
    known = [entry for entry in registry.find(name) if entry.type in _PUBLIC_FUNDS]
    if not known and name == portfolio.ticker:
        known = [entry for entry in registry.by_ticker(portfolio.ticker) if entry.type in _PUBLIC_FUNDS]
    if len(known) == 1:
        return _identified(entity_of(known[0]), portfolio)
    kind = "ExchangeTradedFund" if _TRADED.search(name) else "Fund"
    aliases = (portfolio.holder,) if portfolio.holder != name else ()
    return _identified(unknown_entity(name, kind, aliases), portfolio)


def _manager(portfolio: Portfolio, registry: Registry) -> Entity:
    known = registry.by_cik(portfolio.cik) if portfolio.cik else None
    if known is None and portfolio.cik:
        from themegraph.ontology.listed import listed_iri, load_listed

        known = load_listed().by_iri(listed_iri(portfolio.cik.lstrip("0"), "Company"))
    entity = entity_of(known) if known else organization_entity(portfolio.holder, registry)
    return _identified(entity, portfolio)


def _identified(entity: Entity, portfolio: Portfolio) -> Entity:
    """Add the codes that the list gives; a symbol is one of a fund, a registrant's number one of a manager."""
    codes = {"lei": portfolio.lei, "seriesId": portfolio.series, "isin": portfolio.isin, "symbol": portfolio.ticker}
    if not portfolio.fund:
        codes = {"lei": portfolio.lei, "cik": portfolio.cik}
    return replace(entity, identifiers=tuple(sorted((name, code) for name, code in codes.items() if code)))
