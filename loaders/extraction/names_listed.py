"""Find a name that no curated entry has among the US-listed companies, where its form or its context supports that."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from themegraph.graph.claim import Entity
from themegraph.loaders.extraction.wordlists import words
from themegraph.ontology.company_key import company_key, legal_forms
from themegraph.ontology.entry import FAMILIES, RegistryEntry
from themegraph.ontology.listed import Listed, load_listed
from themegraph.ontology.registry import Registry

_COMMON = (
    words("listed", "common")
    | words("names", "ordinary")
    | words("names", "connecting")
    | words("names", "company_nouns")
)
_SPELT = {"incorporated": "inc", "corporation": "corp", "company": "co", "limited": "ltd"}
_LOOSE = frozenset(("inc", "corp", "co"))  # people mix these up, so a distinctive name may bear another of them
_SHORTEST = 4
US_MARKETS = frozenset({"XNAS", "XNYS", "ARCX", "XASE", "BATS", "OTCM"})


@dataclass(frozen=True)
class Listing:
    """The curated registry with the list of US-listed companies behind it."""

    registry: Registry

    @cached_property
    def listed(self) -> Listed:
        """The list, read when the first name asks for it."""
        return load_listed()

    def resolve(
        self, names: Collection[str], kind: str, *, tickers: Collection[str] = (), acting: bool = False
    ) -> Entity | None:
        """Return the one entity that all spellings of a name allow, None where they allow none or several.

        `kind` is the type that the document gives the name; `tickers` are symbols on a US exchange that it gives it;
        `acting` tells that the name stands where companies stand: before a verb or a possessive.
        """
        found = {entry.iri: entry for name in names for entry in self._fitting(name, kind, tickers, acting=acting)}
        if len(found) != 1:
            return None
        (entry,) = found.values()
        return self._entity(entry, names) if tickers or _spells_whole(names, entry) else None

    def _fitting(self, name: str, kind: str, tickers: Collection[str], *, acting: bool) -> Iterable[RegistryEntry]:
        """Yield the listed companies that a spelling names with enough support."""
        key = company_key(name)
        for symbol in tickers:
            entry = self.listed.by_ticker(symbol)
            if entry is not None and _akin(key, company_key(entry.label)):
                yield entry
        if not _eligible(name, key, kind, acting=acting):
            return
        entries = self.listed.keyed(key) or self.listed.shortened(key)
        lone = " " not in key and not legal_forms(name)
        for entry in entries if len(entries) == 1 else ():
            same = FAMILIES[entry.type] == FAMILIES.get(kind, "organization")
            if same and _forms_agree(name, key, entry) and not (lone and self.listed.opening(key) > 1):
                yield entry

    def _entity(self, entry: RegistryEntry, names: Collection[str]) -> Entity:
        """Return the curated entity with the company's SEC number or ticker symbol, else the listed one."""
        curated = self.registry.by_cik(entry.cik) or _only(
            found for ticker in entry.tickers for found in self.registry.by_ticker(ticker.symbol) if _in_us(found)
        )
        known = curated or entry
        spelt = () if curated else (" ".join(name.split()) for name in names)
        aliases = dict.fromkeys((*known.names, *sorted(spelt)))
        return Entity(known.iri, known.label, known.type, tuple(name for name in aliases if name != known.label))


def _spells_whole(names: Collection[str], entry: RegistryEntry) -> bool:
    """Tell whether the full names among the spellings are the company's: "Foo Games Inc." is Foo's unit, not Foo Corp."""
    key = company_key(entry.label)
    longest = max(len(company_key(name).split()) for name in names)
    full = {company_key(name) for name in names if legal_forms(name) or len(company_key(name).split()) == longest}
    return all(each == key or key.startswith(each + " ") for each in full)


def _only(entries: Iterable[RegistryEntry]) -> RegistryEntry | None:
    found = {entry.iri: entry for entry in entries}
    return next(iter(found.values())) if len(found) == 1 else None


def _in_us(entry: RegistryEntry) -> bool:
    return any(ticker.mic in US_MARKETS for ticker in entry.tickers)


def _eligible(name: str, key: str, kind: str, *, acting: bool) -> bool:
    """Tell whether a name is worth a look: a legal form, several words, or one distinctive word of a company."""
    parts = key.split()
    if not parts or (not name[:1].isupper() and not any(c.isupper() or c.isdigit() for c in name)):
        return False
    company = kind == "Company"
    if legal_forms(name):
        return True
    distinctive = _distinctive(key)
    if len(parts) > 1:
        return distinctive or company or acting
    return company and distinctive and len(key) >= _SHORTEST


def _akin(key: str, other: str) -> bool:
    """Tell whether two keys begin alike, so that a ticker symbol is not believed against the name before it."""
    one, two = key.split(), other.split()
    return bool(one and two) and (one[0] == two[0] or one[0].startswith(two[0]) or two[0].startswith(one[0]))


def _distinctive(key: str) -> bool:
    return any(word not in _COMMON and not word.isdigit() for word in key.split())


def _forms_agree(name: str, key: str, entry: RegistryEntry) -> bool:
    """Tell whether a name's legal form may be the listed company's: "Foo GmbH" is not "Foo Inc.", nor "Orange Ltd." "Orange Inc."."""
    given, known = _forms(name), _forms(entry.legal or entry.label)
    if not given or given & known:
        return True
    return _distinctive(key) and given <= _LOOSE and (known <= _LOOSE or not known)


def _forms(name: str) -> frozenset[str]:
    return frozenset(_SPELT.get(form, form) for form in legal_forms(name))


@lru_cache(maxsize=4)
def listing_for(registry: Registry) -> Listing:
    """Return the listing behind a registry, made once."""
    return Listing(registry)
