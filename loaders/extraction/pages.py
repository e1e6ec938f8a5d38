"""Whose page or section a block stands in: the company, fund or index that is all its heading names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from themegraph.graph.claim import Entity
from themegraph.loaders.extraction.lexicon import FUNDS, Mention
from themegraph.loaders.extraction.wordlists import words
from themegraph.ontology.company_key import without_form

_OWNERS = frozenset({"Company", "Organization", "Fund", "ExchangeTradedFund", "Index", "Name"})
# what a heading may say beside the name
_BESIDE = re.compile(
    r"[\s\d.:()\[\]–—-]*(?:\([^()]*\))?[\s:–—-]*"
    r"(?:overview|profile|holdings|top holdings|fund|company|at a glance|facts?|fact sheet|factsheet|stock|share|summary|customers|suppliers|products)?[\s.]*",
    re.IGNORECASE,
)


def owner_of(heading: str, mentions: Iterable[Mention]) -> Entity | None:
    """Return what a heading is the name of, None where it says more or names several.

    A ticker or other name of the same thing in parentheses, or a word such as “overview”, may follow.
    """
    found = [m for m in mentions if m.entity.type in _OWNERS]
    if not found or len({m.entity.id for m in found}) > 1 or heading[: found[0].start].strip(" #*_"):
        return None
    rest = "".join(heading[end:start] for end, start in _gaps(found, len(heading)))
    return found[0].entity if _BESIDE.fullmatch(rest) else None


def _gaps(found: list[Mention], length: int) -> Iterable[tuple[int, int]]:
    ends = [m.end for m in found]
    starts = [m.start for m in found[1:]] + [length]
    return [(end, start) for end, start in zip(ends, starts, strict=True) if start >= end]


def fund_of(titles: Iterable[Iterable[Mention]]) -> Entity | None:
    """Return the one fund that titles name: whom a fact sheet's “the Fund” means."""
    found = {m.entity.id: m.entity for title in titles for m in title if m.entity.type in FUNDS}
    return next(iter(found.values())) if len(found) == 1 else None


# what behind a name that opens a title says that the title is not of it alone
_SHARED = re.compile(r"['’]s?\b|[,&/-]|\s+(?:and|or|vs\.?|versus|&)\s|\w")
_BACKWARD = frozenset({"coreference", "ticker"})


def opener_of(title: str, everywhere: Iterable[Iterable[Mention]]) -> Entity | None:
    """Return the company that a title opens with, by any of its names in the document: “Foo to build a second line”."""
    names: dict[str, Entity] = {}
    for mention in (m for found in everywhere for m in found):
        if mention.entity.type == "Company" and mention.how not in _BACKWARD:
            names.setdefault(mention.text, mention.entity)
            names.setdefault(without_form(mention.text), mention.entity)
    first = max((name for name in names if name and title.startswith(name)), key=len, default="")
    return names[first] if first and not _SHARED.match(title, len(first)) else None


# a town, state or country that opens a sentence before “-based”, up to the company behind it
_SEAT = re.compile(r"[\W_]*(?P<place>[A-Z][\w.’']*(?: [A-Z][a-z]\w*){0,2})[-‑]based (?:[a-z][\w-]* ){0,5}")
_NO_TOWNS = words("tables", "no_towns")
_GOES_ON = re.compile(r",| (?:\([^()]*\) )?[a-z]")
_SEATED = frozenset({"Company", "Organization", "Name"})


def seat_of(text: str, mentions: Iterable[Mention]) -> tuple[Mention, str] | None:
    """Return the company that a sentence opens with and the place it is based in: “Lisbon-based Foo announced …”.

    None where the place is mentioned as one, or is an acronym: rules read the first, and “ARM-based” is no place.
    """
    found = sorted(mentions, key=lambda mention: mention.start)
    first = next((m for m in found if m.entity.type in _SEATED), None)
    opening = _SEAT.fullmatch(text[: first.start]) if first else None
    if first is None or opening is None or found[0] is not first or not _GOES_ON.match(text, first.end):
        return None
    place = opening["place"]
    return None if place.isupper() or place in _NO_TOWNS else (first, place)
