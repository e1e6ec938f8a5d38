"""What a registry knows of one entity: names, identifiers, structural links, and the lines that say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

ID_BASE = "https://w3id.org/ai-infrastructure/id/"

FAMILIES: Mapping[str, str] = MappingProxyType(
    {
        "Theme": "theme",
        "Layer": "layer",
        "Topic": "topic",
        "Technology": "technology",
        "Product": "product",
        "Organization": "organization",
        "Company": "organization",
        "Government": "organization",
        "OrganizationGroup": "group",
        "OrganizationRole": "role",
        "Country": "country",
        "Place": "place",
        "Exchange": "exchange",
        "Fund": "fund",
        "ExchangeTradedFund": "fund",
        "Index": "index",
        "Security": "security",
        "Market": "market",
        "Project": "project",
        "Driver": "driver",
        "Document": "document",
    }
)

STRUCTURAL = ("partOf", "usedIn", "succeeds", "kindOf", "targetsLayer", "providedBy", "covers")


@dataclass(frozen=True, slots=True)
class Ticker:
    """A symbol on an exchange, which is named by its market identifier code (ISO 10383)."""

    symbol: str
    mic: str


@dataclass(frozen=True, slots=True)
class StructuralLink:
    """A relation of an entry to another entry: a relation name and the target's IRI."""

    predicate: str
    target: str


@dataclass(frozen=True, slots=True)
class RegistryEntry:
    """One entity of a registry file.

    `file` is the file's name; `line_start` and `line_end` are 1-based and inclusive; `start` and `end` are code points
    into the file's text, end exclusive, and `text` is that slice: the entry's whole lines. `country` is an IRI or empty.
    """

    iri: str
    type: str
    label: str
    source: str
    file: str
    line_start: int
    line_end: int
    start: int
    end: int
    text: str
    aliases: tuple[str, ...] = ()
    legal: str = ""
    tickers: tuple[Ticker, ...] = ()
    cik: str = ""
    lei: str = ""
    wikidata: str = ""
    code: str = ""
    country: str = ""
    descriptions: tuple[str, ...] = ()
    homograph: bool = False
    links: tuple[StructuralLink, ...] = ()

    @property
    def id(self) -> str:
        """Return the entry as others name it: family/slug."""
        return self.iri.removeprefix(ID_BASE)

    @property
    def family(self) -> str:
        """Return the part of the identifier that groups entities which may not share a name."""
        return FAMILIES[self.type]

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name of the entity once: label, legal name, aliases."""
        return tuple(dict.fromkeys(name for name in (self.label, self.legal, *self.aliases) if name))

    def targets(self, predicate: str) -> tuple[str, ...]:
        """Return the IRIs that the entry is linked to by a structural relation."""
        return tuple(link.target for link in self.links if link.predicate == predicate)


@dataclass(frozen=True, slots=True)
class RegistryFile:
    """A registry file as read: its name, its text untouched, its entries in order."""

    name: str
    text: str
    entries: tuple[RegistryEntry, ...]
