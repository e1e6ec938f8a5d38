"""The rule by which a row of a list of holdings is taken for a known company."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from themegraph.loaders.holdings.companies import Companies, Company
from themegraph.loaders.holdings.issuer_names import IssuerName
from themegraph.ontology.tickers import Symbol, symbol_key

_ENOUGH = 3  # words of a name that is cut off
_LOOSE = frozenset({"inc", "corp", "co"})  # people mix these up


@dataclass(frozen=True, slots=True)
class Given:
    """What a row says of its issuer: its name, symbol, country of two letters and LEI, each empty where it says none."""

    name: IssuerName
    symbol: Symbol | None = None
    country: str = ""
    lei: str = ""


def match(given: Given, known: Companies) -> Company | None:
    """Return the company that a row means, None where nothing or several fit.

    A LEI or a ticker decides where the name may be the company's too; without them only the name itself does, where
    it is the same but for share class and legal form, names one company, and nothing else of the row speaks against it.
    """
    coded = known.by_lei.get(given.lei)
    if coded is not None and coded.akin(given.name):
        return coded
    return _by_symbol(given, known) or _by_name(given, known)


def _by_symbol(given: Given, known: Companies) -> Company | None:
    symbol = given.symbol
    if symbol is None:
        return None
    among = known.by_symbol.get(symbol_key(symbol.symbol), ())
    fitting = [c for c in among if c.akin(given.name) and _trades(c, symbol)]
    exact = [company for company in fitting if company.named(given.name)]
    return _only(exact or fitting)


def _trades(company: Company, symbol: Symbol) -> bool:
    """Tell whether a company has a symbol where the row says that it trades."""
    return not symbol.country or symbol_key(symbol.symbol) in company.trades_in(symbol.country)


def _by_name(given: Given, known: Companies) -> Company | None:
    among = known.by_name.get(given.name.key, ())
    company = _only([c for c in among if c.curated] or among)
    if given.name.cut:
        # the end may be missing, so a longer name that begins so is as good
        whole = _only(known.beginning(given.name.key))
        if company is None and len(given.name.words) >= _ENOUGH and not given.name.forms:
            return None if whole is None or _contradicted(given, whole, known) else whole
        company = whole if company is not None else None
    if company is None or _other_lei(given, company):
        return None
    names = company.named(given.name)
    forms = [own.forms for own in names if own.forms] or [frozenset[str]()]
    firm = any(given.name.forms & own for own in forms)
    if not firm and not any(_may_be(given.name.forms, own) for own in forms):
        return None
    if firm and len(given.name.words) > 1:
        return company
    if _contradicted(given, company, known):
        return None
    enough = company.curated or firm or len(given.name.words) > 1 or _lone(given.name, forms, known)
    return company if enough else None


def _lone(name: IssuerName, forms: Iterable[frozenset[str]], known: Companies) -> bool:
    """Tell whether a name of one word is a company's whole name, and no other one's begins with that word."""
    return name.forms in forms and len(known.beginning(name.key)) == 1


def _may_be(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether legal forms may be the same company's: one of them is left out, or both are loosely used."""
    return not one or not other or (one <= _LOOSE and other <= _LOOSE)


def _other_lei(given: Given, company: Company) -> bool:
    return bool(given.lei and company.lei and given.lei != company.lei)


def _contradicted(given: Given, company: Company, known: Companies) -> bool:
    """Tell whether country or ticker of a row speak against a company of the row's name."""
    home = company.country or "US"
    if given.country and given.country != home and not (given.symbol and given.symbol.country == home):
        return True
    symbol = given.symbol
    if symbol is None or symbol.country not in ("", "US") or not company.trades_in("US"):
        return False
    key = symbol_key(symbol.symbol)
    return key not in company.trades_in("US") and key in known.by_symbol


def _only(companies: Iterable[Company]) -> Company | None:
    found = {company.entity.id: company for company in companies}
    return next(iter(found.values())) if len(found) == 1 else None
