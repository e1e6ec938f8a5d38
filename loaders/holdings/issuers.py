"""Whose share or bond a row of a list of holdings is: the company behind the name, and the security itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from themegraph.graph.claim import Entity
from themegraph.loaders.extraction.identity import unknown_entity
from themegraph.loaders.holdings.companies import Company, companies_of
from themegraph.loaders.holdings.company_match import Given, match
from themegraph.loaders.holdings.countries import codes as country_codes
from themegraph.loaders.holdings.issuer_names import issuer_name, shown_name
from themegraph.loaders.holdings.portfolio import Position
from themegraph.loaders.holdings.securities import security_entity, sound_codes
from themegraph.loaders.holdings.security_kinds import has_company
from themegraph.ontology.listed_titles import kind_of
from themegraph.ontology.registry import Registry
from themegraph.ontology.tickers import Symbol, parse_ticker

_MOST_KEPT = 50_000  # rows; a few hundred bytes each


@dataclass(frozen=True, slots=True)
class Held:
    """What a row holds: the issuing company and the security, or a security without a company as both.

    `faults` say which codes of the row were left out because they fail their check digit.
    """

    held: Entity
    security: Entity | None
    faults: tuple[str, ...] = ()


class Issuers:
    """Finds issuers; keeps what it found for all documents, so that a row that comes again costs a look-up."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._found = _memory(registry)

    def of(self, position: Position) -> Held:
        """Return what a position holds.

        The company is found by its LEI, by ticker and name together, or by its exact name; a ticker alone decides
        nothing. An unknown one is named by its name without share class, so that two classes are of one company.
        """
        key = (
            position.name, position.ticker, position.isin, position.cusip, position.sedol, position.figi, position.lei,
            position.exchange, position.country, position.asset_class, position.side, position.title,
        )  # fmt: skip
        found = self._found.get(key)
        if found is None:
            if len(self._found) >= _MOST_KEPT:
                self._found.clear()
            found = self._found[key] = self._find(position)
        return found

    def _find(self, position: Position) -> Held:
        codes, faults = sound_codes(position)
        country = country_codes().get(position.country.strip().casefold(), "")
        symbol = parse_ticker(position.ticker, exchange=self._mic(position.exchange)) if position.ticker else None
        if not position.name.strip() or not has_company(
            position.name, position.asset_class, position.side, position.ticker
        ):
            security = security_entity(position, codes, symbol)
            return Held(security, security, faults)
        given = Given(issuer_name(position.name), symbol, country, codes.get("lei", ""))
        company = match(given, companies_of(self._registry))
        held = _entity(position, company, codes.get("lei", ""))
        placed = _placed(symbol, company, country, codes)
        return Held(held, security_entity(position, codes, placed, held.id), faults)

    def _mic(self, exchange: str) -> str:
        """Return the market identifier code of an exchange given by name, else what was given."""
        known = [entry for entry in self._registry.find(exchange) if entry.type == "Exchange"] if exchange else []
        return known[0].code if len(known) == 1 else exchange


@lru_cache(maxsize=2)
def _memory(registry: Registry) -> dict[tuple[str, ...], Held]:
    return {}


def _entity(position: Position, company: Company | None, lei: str) -> Entity:
    """Return the issuer, with the LEI that the row gives it."""
    if company is None:
        shown = shown_name(position.name)
        known = unknown_entity(shown, kind_of(shown))
    else:
        known = company.entity
    return replace(known, identifiers=(("lei", lei),)) if lei else known


def _placed(symbol: Symbol | None, company: Company | None, country: str, codes: dict[str, str]) -> Symbol | None:
    """Return a symbol in the country in which it trades: as told, else where the company has it, else the issuer's."""
    if symbol is None or symbol.country or codes:
        return symbol
    bare = symbol.symbol.replace(".", "")
    of = next((where for own, where in sorted(company.symbols) if own == bare), "") if company else ""
    return parse_ticker(symbol.symbol, country=of or country)
