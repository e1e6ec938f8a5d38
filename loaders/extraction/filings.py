"""What a company's filing states by its form: the cover page, and tables whose columns are periods."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from themegraph.graph.claim import Entity, QualifierValue, Value
from themegraph.loaders.extraction.draft import Draft
from themegraph.loaders.extraction.filing_tables import table_draft, table_drafts
from themegraph.loaders.extraction.identity import unknown_entity
from themegraph.loaders.extraction.lexicon import Mention
from themegraph.loaders.extraction.units import Line
from themegraph.ontology.company_key import company_key, legal_forms

_CHARTER = re.compile(r"exact name of (?:the )?registrant", re.IGNORECASE)
_SEAT = re.compile(r"address of (?:its |the )?principal executive offices", re.IGNORECASE)
_CLASSES = re.compile(r"title of each class|trading symbol", re.IGNORECASE)
_DATELINE = re.compile(
    r"\b(?:19|20)\d\d\)?,?(?:\s*/[^/]{3,60}/|\s*\([A-Z][A-Z ]+\))?\s*(?:—|–|--|-)\s*(?:\([A-Z][\w ]+\)\s*(?:—|–|--|-)?\s*)?"
)
_SAYS = re.compile(r"\b(?:today|announced|announces|reported|reports|released)\b")
_TICKER = re.compile(r"\((?:[\w® ]{1,40}, )?(?:NYSE|NASDAQ|Nasdaq|NYSE American|TSX|LSE)[\w ]*:\s*[A-Z.]+")
_LISTED = re.compile(
    r"(?P<name>[A-Z][\w&.,’'-]*(?: [\w&.,’'-]+){0,6}?) ?(?:\([^()]{2,30}\) ?)?(?=\((?:NYSE|NASDAQ|Nasdaq|NYSE American|TSX|LSE)[\w ]*:)"
)
_ITEM = re.compile(r"[\W_]*(?:form\s+10-[kq]|part\s+i\b|item\s+\d{1,2}[a-c]?\b)", re.IGNORECASE)
_PARTS = re.compile(r"\s[—–|-]\s|\s*\|\s*|:\s")  # what stands beside a name in a heading
_ALONE = re.compile(r"[A-Z0-9][\w&.’'-]*(?:,? [\w&.’'-]+){0,7}")
_SECTION = 8  # sentences at the top of a section that may name whose it is
FILER_WITHIN = 60  # sentences from the top that are searched for whom a document is about
_OPENING, _NEAR = 4, 24  # sentences of an opening; characters between a ticker and its owner's verb
_NAMED = re.compile(r"(?P<name>[A-Z][\w&.’'-]*(?: (?:[A-Z][\w&.’'-]*|of|and|&)){0,5}) ?$")
_LONGEST_NAME = 8
_TOWN = re.compile(r"(?:^|,\s*|\s{2,})([A-Z][A-Za-z.’']+(?: [A-Z][A-Za-z.’']+){0,2}),?\s*$")
_SYMBOL = re.compile(r"(?<![\w$])([A-Z]{1,5})\s+(?:[Tt]he\s+)?$")


def filer_name(texts: Sequence[str]) -> str:
    """Return whom a document without such metadata is about: the registrant of its cover, or the issuer of its dateline.

    An issuer is named with its ticker behind a dateline and "today" reports or announces; of two that do, none is meant.

    >>> filer_name(["OHIO, May 3, 2030 – Quantrel Inc. (NYSE: QNT) today reported results."])
    'Quantrel Inc.'
    """
    top = texts[:FILER_WITHIN]
    for before, text in pairwise(top):
        if _CHARTER.search(text) and 0 < len(before.split()) <= _LONGEST_NAME:
            return " ".join(before.split())
    if owner := _section_owner(top):
        return owner
    for text in top:
        opening = _DATELINE.search(text)
        says = _SAYS.search(text, opening.end()) if opening else None
        if opening and says:
            named = _LISTED.match(text, opening.end())
            return named["name"].strip(" ,") if named and len(_TICKER.findall(text[: says.start()])) == 1 else ""
    return next((name for text in top[:_OPENING] if (name := _opening_issuer(text))), "")


def _section_owner(top: Sequence[str]) -> str:
    """Return the one company whose whole name stands alone on a line at the top of a section of an annual report."""
    opening = top[:_SECTION]
    if not any(_ITEM.match(text) for text in opening):
        return ""
    lines = (" ".join(part.split()) for text in opening for part in _PARTS.split(text))
    names = {line for line in lines if _ALONE.fullmatch(line) and legal_forms(line)}
    return names.pop() if len({company_key(name) for name in names}) == 1 else ""


def _opening_issuer(text: str) -> str:
    """Return whom a document's opening names with its ticker and a verb of announcing right behind: “Foo (NYSE: F) Tuesday reported …”."""
    tickers = list(_TICKER.finditer(text))
    says = _SAYS.search(text, tickers[0].end()) if len(tickers) == 1 else None
    if says is None or says.start() - tickers[0].end() > _NEAR:
        return ""
    before = _NAMED.search(text[: tickers[0].start()])
    return before["name"].strip(" ,") if before else ""


def filer_kind(name: str) -> str:
    """Return the kind of whom a document is about, by the form of its name.

    >>> filer_kind("Quantrel Laser ETF"), filer_kind("Quantrel Inc.")
    ('ExchangeTradedFund', 'Company')
    """
    return "ExchangeTradedFund" if name.endswith((" ETF", " ETFs")) else "Fund" if name.endswith(" Fund") else "Company"


def filing_drafts(lines: Sequence[Line], about: Entity | None) -> Iterator[Draft]:
    """Yield what the cover says of its registrant, and a draft for each figure of a table of whom the document is about."""
    yield from _cover(lines, about)
    yield from _ticker_behind_names(lines[:FILER_WITHIN], about) if about is not None else ()
    if about is not None:
        yield from table_drafts(lines, about)


def _ticker_behind_names(lines: Sequence[Line], about: Entity) -> Iterator[Draft]:
    """Yield the filer's ticker where its short names stand between: “Foo Trust (“Foo” or the “Company”) (NYSE: FOO)”."""
    for line in lines:
        found = [m for m in _TICKER.finditer(line.clean.text) if line.clean.text[: m.start()].rstrip().endswith(")")]
        if len(found) != 1 or any(m.how == "ticker" for m in line.mentions):
            continue
        symbol = found[0][0].rpartition(":")[2].strip()
        names = [m for m in line.mentions if m.end <= found[0].start() and m.entity.type not in {"Place", "Country"}]
        venue = next(
            (m.entity for m in line.mentions if m.start > found[0].start() and m.entity.type == "Exchange"), None
        )
        if venue is not None and names and names[-1].entity == about:
            yield table_draft("hasTicker", about, Value(symbol, symbol), line, "ticker", {"listingVenue": venue})
            yield table_draft("listedOn", about, venue, line, "ticker")


def _cover(lines: Sequence[Line], about: Entity | None) -> Iterator[Draft]:
    registrant = about
    listed = 0
    for before, line in pairwise(lines):
        text = line.clean.text
        if _CHARTER.search(text):
            registrant = next((m.entity for m in before.mentions if m.entity.type == "Company"), None) or _named(before)
        listed = 4 if _CLASSES.search(text) else listed - 1
        if registrant is None:
            continue
        if _SEAT.search(text):
            yield from (
                table_draft("headquarteredIn", registrant, place, before, "cover-page") for place in _seat(before)
            )
        elif listed >= 0:
            yield from _listing(registrant, line)


def _named(line: Line) -> Entity | None:
    """Return the company that a line of the cover names, in capitals or not."""
    words = " ".join(line.clean.text.split())
    return unknown_entity(words, "Company") if 0 < len(words.split()) <= _LONGEST_NAME else None


def _seat(line: Line) -> Iterator[Entity]:
    """Yield the place of an address: the one it mentions, with the town before it where the mention is the state alone."""
    for mention in _first(line, "Place"):
        town = _TOWN.search(line.clean.text[: mention.start])
        alone = "," not in mention.entity.label and town is not None and town[1] not in mention.text
        yield unknown_entity(f"{town[1]}, {mention.entity.label}", "Place") if alone and town else mention.entity


def _listing(registrant: Entity, line: Line) -> Iterator[Draft]:
    for venue in _first(line, "Exchange"):
        symbol = _SYMBOL.search(line.clean.text[: venue.start])
        if symbol:
            qualifiers: dict[str, QualifierValue] = {"listingVenue": venue.entity}
            yield table_draft("hasTicker", registrant, Value(symbol[1], symbol[1]), line, "cover-page", qualifiers)
            yield table_draft("listedOn", registrant, venue.entity, line, "cover-page")


def _first(line: Line, kind: str) -> list[Mention]:
    return [m for m in line.mentions if m.entity.type == kind][:1]
