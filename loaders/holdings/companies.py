"""The companies that are known beforehand, found by code, ticker symbol and name: curated ones, then US-listed ones."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from themegraph.graph.claim import Entity
from themegraph.loaders.extraction.lexicon import entity_of
from themegraph.loaders.holdings.issuer_names import IssuerName, are_akin, issuer_name
from themegraph.ontology.company_key import without_form
from themegraph.ontology.entry import ID_BASE, RegistryEntry
from themegraph.ontology.listed import listed_iri, load_listed
from themegraph.ontology.registry import Registry
from themegraph.ontology.tickers import country_of, symbol_key

_FAMILIES = frozenset({"organization", "fund"})
_COUNTRY = f"{ID_BASE}country/"


@dataclass(frozen=True, slots=True, eq=False)
class Company:
    """A known company: its entity, its names in one form, its symbols as (symbol, country), its codes."""

    entity: Entity
    names: tuple[IssuerName, ...]
    symbols: frozenset[tuple[str, str]]
    country: str = ""
    cik: str = ""
    lei: str = ""
    curated: bool = False

    def akin(self, name: IssuerName) -> bool:
        """Tell whether one of its names may be this one."""
        return any(are_akin(name.words, own.words) for own in self.names)

    def named(self, name: IssuerName) -> tuple[IssuerName, ...]:
        """Return its names that are this one but for the legal form."""
        return tuple(own for own in self.names if own.words == name.words)

    def trades_in(self, country: str) -> frozenset[str]:
        """Return its symbols in a country."""
        return frozenset(symbol for symbol, of in self.symbols if of == country)


@dataclass(frozen=True, slots=True, eq=False)
class Companies:
    """Every known company with the ways to find one; `names` are the keys of `by_name` in order."""

    by_name: Mapping[str, tuple[Company, ...]]
    names: Sequence[str]
    by_symbol: Mapping[str, tuple[Company, ...]]
    by_cik: Mapping[str, Company]
    by_lei: Mapping[str, Company]

    def beginning(self, text: str) -> tuple[Company, ...]:
        """Return the companies with a name that begins so."""
        found: dict[str, Company] = {}
        number = bisect_left(self.names, text)
        while number < len(self.names) and self.names[number].startswith(text):
            found |= {company.entity.id: company for company in self.by_name[self.names[number]]}
            number += 1
        return tuple(found.values())


@lru_cache(maxsize=4)
def companies_of(registry: Registry) -> Companies:
    """Return the companies of a registry and, behind it, the US-listed ones; made once for each registry."""
    curated = [_curated(entry) for entry in registry.entries if entry.family in _FAMILIES]
    ours = {company.cik: number for number, company in enumerate(curated) if company.cik}
    by_us_symbol = {s: number for number, company in enumerate(curated) for s in company.trades_in("US")}
    others: list[Company] = []
    for row in load_listed().rows():
        listed = _listed(*row[1:])
        number = ours.get(listed.cik, next((by_us_symbol[s] for s, _ in listed.symbols if s in by_us_symbol), -1))
        if number >= 0 and (listed.cik in ours or curated[number].akin(listed.names[0])):
            curated[number] = _joined(curated[number], listed)
        else:
            others.append(listed)
    everyone = (*curated, *others)
    by_name = _grouped((name.key, company) for company in everyone for name in company.names)
    return Companies(
        by_name=by_name,
        names=sorted(by_name),
        by_symbol=_grouped((symbol, company) for company in everyone for symbol, _ in company.symbols),
        by_cik={company.cik: company for company in everyone if company.cik},
        by_lei={company.lei: company for company in everyone if company.lei},
    )


def _curated(entry: RegistryEntry) -> Company:
    country = entry.country.removeprefix(_COUNTRY).upper()
    symbols = frozenset((symbol_key(ticker.symbol), country_of(ticker.mic)) for ticker in entry.tickers)
    cik = entry.cik.zfill(10) if entry.cik else ""
    return Company(entity_of(entry), _names(entry.names), symbols, country, cik, entry.lei, curated=True)


def _listed(name: str, kind: str, cik: str, tickers: str) -> Company:
    label = without_form(name)
    aliases = (name,) if name != label else ()
    symbols = frozenset((symbol_key(symbol), "US") for symbol in tickers.split())
    return Company(Entity(listed_iri(cik, kind), label, kind, aliases), _names((name,)), symbols, cik=cik.zfill(10))


def _joined(company: Company, listed: Company) -> Company:
    """Return a curated company with what the list of US-listed companies adds."""
    return Company(
        company.entity,
        tuple(dict.fromkeys((*company.names, *listed.names))),
        company.symbols | listed.symbols,
        company.country,
        listed.cik,
        company.lei,
        curated=True,
    )


def _names(names: Iterable[str]) -> tuple[IssuerName, ...]:
    return tuple(dict.fromkeys(issuer_name(name) for name in names))


def _grouped(pairs: Iterable[tuple[str, Company]]) -> dict[str, tuple[Company, ...]]:
    groups: defaultdict[str, dict[str, Company]] = defaultdict(dict)
    for key, company in pairs:
        groups[key][company.entity.id] = company
    return {key: tuple(found.values()) for key, found in groups.items()}
