"""The entity of a register's record: a known company where its codes say so, else one that its code names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from themegraph.graph.claim import Entity
from themegraph.loaders.extraction.identity import unknown_entity
from themegraph.loaders.holdings.companies import Company, companies_of
from themegraph.loaders.holdings.company_match import Given, match
from themegraph.loaders.holdings.issuer_names import issuer_name, shown_name
from themegraph.loaders.identifiers.writing import own_codes
from themegraph.ontology.codes import canonical
from themegraph.ontology.company_key import company_key, legal_forms
from themegraph.ontology.entry import FAMILIES, ID_BASE
from themegraph.ontology.listed import listed_iri
from themegraph.ontology.listed_titles import kind_of, name_of
from themegraph.ontology.registry import Registry
from themegraph.ontology.tickers import parse_ticker

_SAME_FORM = {"incorporated": "inc", "corporation": "corp", "company": "co", "limited": "ltd"}
_TYPES = {"FUND": "Fund", "RESIDENT_GOVERNMENT_ENTITY": "Government", "INTERNATIONAL_ORGANIZATION": "Organization"}


def coded(entity: Entity, codes: Mapping[str, str]) -> Entity:
    """Return an entity with the sound codes of an organization among these."""
    found = own_codes(codes)
    return replace(entity, identifiers=found) if found else entity


def unnamed(text: str) -> str:
    """Return a code as the label of a thing whose name is not given; it sorts behind every name in Latin letters.

    >>> unnamed("Q42") > "Zzz"
    True
    """
    return f"\u2039{text}\u203a"


def registrant(cik: str, name: str, registry: Registry, tickers: tuple[str, ...] = ()) -> Entity:
    """Return the company or fund that the SEC gives a number; two numbers are never one entity by name alone."""
    padded = canonical("cik", cik)
    known = companies_of(registry).by_cik.get(padded)
    if known is not None:
        return replace(known.entity, identifiers=(("cik", padded),))
    label = name_of(name, tickers) or unnamed(f"CIK {padded}")
    kind = kind_of(label)
    aliases = (name,) if name and name != label else ()
    return Entity(listed_iri(padded, kind), label, kind, aliases, False, (("cik", padded),))


def legal_entity(lei: str, name: str, registry: Registry, *, country: str = "", category: str = "") -> Entity:
    """Return the organization with a LEI: the known one that has it, or has this very name in this country, else its own.

    Legal entities of one group differ by a word, a legal form or a country, so name, form and country must all agree.
    """
    code = canonical("lei", lei)
    known = companies_of(registry).by_lei.get(code) or _by_legal_name(name, country, registry)
    if known is not None and (not known.lei or known.lei == code):
        return replace(known.entity, identifiers=(("lei", code),))
    label = name_of(name) if name.isupper() and name.isascii() else name
    kind = _TYPES.get(category.upper().replace(" ", "_"), "Company" if name else "Organization")
    aliases = (name,) if name and label != name else ()
    return Entity(lei_iri(code, kind), label or unnamed(f"LEI {code}"), kind, aliases, False, (("lei", code),))


def fund_series(series: str) -> Entity:
    """Return the fund of a series that the SEC numbers and the register does not name."""
    code = canonical("seriesId", series)
    return Entity(
        f"{ID_BASE}fund/series-{code.lower()}", unnamed(f"series {code}"), "Fund", (), False, (("seriesId", code),)
    )


def lei_iri(lei: str, kind: str) -> str:
    """Return the IRI of a legal entity of a class that nothing but its LEI names.

    >>> lei_iri("549300XH862LODIC7E15", "Company").removeprefix(ID_BASE)
    'organization/lei-549300xh862lodic7e15'
    """
    return f"{ID_BASE}{FAMILIES[kind]}/lei-{lei.lower()}"


def named_company(name: str, registry: Registry, *, ticker: str = "", country: str = "", lei: str = "") -> Entity:
    """Return the company of a name, with a ticker where there is one; an unknown one by its name."""
    symbol = parse_ticker(ticker, country=country) if ticker else None
    known = match(Given(issuer_name(name), symbol, country, lei), companies_of(registry))
    if known is not None:
        return known.entity
    shown = shown_name(name)
    return unknown_entity(shown, kind_of(shown), () if shown == name else (name,))


def _by_legal_name(name: str, country: str, registry: Registry) -> Company | None:
    among = _legal_names(registry).get((company_key(name), _forms(name)), ()) if name else ()
    found = [company for company in among if not country or country == (company.country or "US")]
    curated = [company for company in found if company.curated]
    chosen = curated or found
    return chosen[0] if len(chosen) == 1 else None


def _forms(name: str) -> tuple[str, ...]:
    return tuple(sorted({_SAME_FORM.get(form, form) for form in legal_forms(name)}))


@lru_cache(maxsize=4)
def _legal_names(registry: Registry) -> Mapping[tuple[str, tuple[str, ...]], tuple[Company, ...]]:
    """Return the known companies by key and legal form of each name that bears a form."""
    groups: defaultdict[tuple[str, tuple[str, ...]], dict[str, Company]] = defaultdict(dict)
    everyone = {c.entity.id: c for among in companies_of(registry).by_name.values() for c in among}
    for company in everyone.values():
        for name in (company.entity.label, *company.entity.aliases):
            if legal_forms(name):
                groups[company_key(name), _forms(name)][company.entity.id] = company
    return {key: tuple(found.values()) for key, found in groups.items()}
