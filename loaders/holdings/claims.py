"""From a list of holdings to claims: one for each position, and what the list says of the fund itself."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from themegraph.graph.claim import Claim, Entity, Passage, QualifierValue, Reading, Rejection, Selector, Value, digest
from themegraph.loaders.document import Document
from themegraph.loaders.holdings.countries import country_entity
from themegraph.loaders.holdings.holders import holder_entity, index_entity, organization_entity
from themegraph.loaders.holdings.issuers import Held, Issuers
from themegraph.loaders.holdings.portfolio import Portfolio, Position, Stated
from themegraph.loaders.tables.sheet import Row, Sheet, passage
from themegraph.loaders.tables.source import table_source
from themegraph.ontology.registry import Registry

_TEXTS = (
    ("heldText", "name"),
    ("tickerText", "ticker"),
    ("assetClass", "asset_class"),
    ("positionKind", "side"),
    ("note", "note"),
)


def portfolio_reading(document: Document, portfolio: Portfolio, registry: Registry) -> Reading:
    """Return what a document with one list of holdings says; see `portfolios_reading`."""
    return portfolios_reading(document, (portfolio,), registry)


def portfolios_reading(document: Document, portfolios: Sequence[Portfolio], registry: Registry) -> Reading:
    """Return what a document with lists of holdings of several funds or days says.

    Each position is a claim `holds` of the fund or manager; `tracks`, `providedBy` and `hasTicker` are claims where a
    row of the file states the index, the provider, the fund's ticker.
    """
    issuers = Issuers(registry)
    # what a row says of the fund holds for the lists of each of its days, so it is met more than once
    writings = [_Writing(document, portfolio, registry, issuers) for portfolio in portfolios]
    found = {claim.id: claim for writing in writings for claim in writing.claims()}
    claims = tuple(found.values())
    notes = [note for portfolio in portfolios for note in _notes(portfolio)]
    rejections = tuple(rejection for writing in writings for rejection in writing.rejections())
    source = table_source(document, registry, notes)
    return Reading(source, document.text, claims, _entities(claims), rejections)


def _notes(portfolio: Portfolio) -> Iterator[str]:
    yield from (portfolio.guess,) if portfolio.guess else ()
    yield from portfolio.notes


def _entities(claims: Iterable[Claim]) -> tuple[Entity, ...]:
    """Return every entity of the claims once, in the order of their first mention."""
    found: dict[int, Entity] = {}
    for claim in claims:
        for part in (claim.subject, claim.object, *claim.qualifiers.values()):
            if isinstance(part, Entity):
                found[id(part)] = part
    return tuple(dict.fromkeys(found.values()))


@dataclass(slots=True)
class _Writing:
    """One portfolio on its way to claims, with what is looked up once for each distinct security and country."""

    document: Document
    portfolio: Portfolio
    registry: Registry
    issuers: Issuers
    holder: Entity = field(init=False)
    report: Entity = field(init=False)
    extractor: str = field(init=False)
    countries: dict[str, Entity | None] = field(default_factory=dict)
    filing: dict[str, QualifierValue] = field(init=False)
    held: list[Held] = field(default_factory=list)
    prefixes: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.holder = holder_entity(self.portfolio, self.registry)
        title = " ".join((self.document.metadata.title or self.document.name).split())
        self.report = Entity(self.document.id, title, "Document")
        self.extractor = f"holdings/{self.portfolio.layout or 'columns'}@1"
        form = {"form": self.portfolio.form, "filedOn": self.portfolio.filed, "accession": self.portfolio.accession}
        self.filing = {name: value for name, value in form.items() if value}

    def claims(self) -> Iterator[Claim]:
        """Yield the claims of the positions in their order, then those of the fund itself."""
        self.held = [self.issuers.of(position) for position in self.portfolio.positions]
        rows = Counter(_security(held).id for held in self.held)
        lots: Counter[str] = Counter()
        for position, held in zip(self.portfolio.positions, self.held, strict=True):
            security = _security(held).id
            # a row without a number would be taken for a shorter statement of the numbered ones
            lots[security] += rows[security] > 1
            yield self._position(position, held, lots[security])
        yield from self._list()
        for stated in self.portfolio.stated:
            yield from self._stated(stated)

    def rejections(self) -> Iterator[Rejection]:
        """Yield what the list itself tells as not taken, and, after `claims`, the codes that fail their check digit."""
        yield from self.portfolio.rejections
        for position, held in zip(self.portfolio.positions, self.held, strict=True):
            row = position.row
            for fault in held.faults:
                text = self.document.text[row.start : row.end][:300]
                yield Rejection(f"row {row.number}: {fault}", row.start, row.end, text, self.extractor)

    def _list(self) -> Iterator[Claim]:
        """Yield the claim that the document lists these holdings: the day, how many there are, the sum of weights."""
        positions = self.portfolio.positions
        if not positions:
            return
        given: dict[str, QualifierValue] = {"quantity": Decimal(len(positions)), "unit": "positions", **self.filing}
        if self.portfolio.as_of is not None:
            given["asOf"] = self.portfolio.as_of
        weights = [position.weight for position in positions if position.weight is not None]
        if weights:
            given["percent"] = sum(weights, Decimal(0))
        first = positions[0]
        evidence = _passage(self.document.text, first.row, first.sheet, self.portfolio.header)
        yield self._claim("listsHoldings", self.report, evidence, given)

    def _position(self, position: Position, held: Held, lot: int) -> Claim:
        given: dict[str, QualifierValue] = {"security": _security(held), "inReport": self.report}
        if self.portfolio.as_of is not None:
            given["asOf"] = self.portfolio.as_of
        if lot:
            given["lot"] = lot
        _add_figures(given, position)
        for name, attribute in _TEXTS:
            text = getattr(position, attribute)
            if text:
                given[name] = text
        country = self._country(position.country) if position.country else None
        if country is not None:
            given["issuerCountry"] = country
        given |= self.filing
        evidence = _passage(self.document.text, position.row, position.sheet, position.header or self.portfolio.header)
        end = held.held if held.held.id != self.holder.id else _security(held)
        return self._claim("holds", end, evidence, given)

    def _country(self, text: str) -> Entity | None:
        if text not in self.countries:
            self.countries[text] = country_entity(text, self.registry)
        return self.countries[text]

    def _stated(self, stated: Stated) -> Iterator[Claim]:
        portfolio = self.portfolio
        evidence = passage(self.document.text, stated.row, stated.sheet)
        if stated.fact == "ticker" and portfolio.ticker:
            yield self._claim("hasTicker", Value(portfolio.ticker, portfolio.ticker), evidence, {})
        elif stated.fact == "index" and portfolio.index:
            yield self._claim("tracks", index_entity(portfolio.index, self.registry), evidence, {})
        elif stated.fact == "provider" and portfolio.provider:
            yield self._claim("providedBy", organization_entity(portfolio.provider, self.registry), evidence, {})

    def _claim(self, relation: str, end: Entity | Value, evidence: Passage, given: dict[str, QualifierValue]) -> Claim:
        return Claim(
            self._id(relation, evidence),
            relation,
            self.holder,
            end,
            evidence,
            self.extractor,
            self.portfolio.confidence,
            given,
        )

    def _id(self, relation: str, evidence: Passage) -> str:
        """Return the claim's number: what is the same for all rows is hashed once."""
        same = self.prefixes.get(relation)
        if same is None:
            same = self.prefixes[relation] = digest(self.document.id, relation, self.holder.id)
        return hashlib.sha256(f"{same}{evidence.start}".encode()).hexdigest()[:16]


def _security(held: Held) -> Entity:
    return held.security or held.held


def _add_figures(given: dict[str, QualifierValue], position: Position) -> None:
    """Add weight, shares, amount and quantity; an amount without a currency is none that the graph can hold."""
    figures: tuple[tuple[str, Decimal | None], ...] = (
        ("weightPercent", position.weight),
        ("shares", position.shares),
        ("quantity", position.quantity),
    )
    for name, figure in figures:
        if figure is not None:
            given[name] = figure
    if position.unit and position.quantity is not None:
        given["unit"] = position.unit
    if position.amount is not None and position.currency:
        given["amount"] = position.amount
        given["currency"] = position.currency


def _passage(text: str, row: Row, sheet: Sheet, header: str) -> Passage:
    words = text[row.start : row.end]
    # a form names its cells itself; the names go as far as the row does
    names = header or "\t".join(sheet.columns[: words.count("\t") + 1])
    return Passage(row.start, row.end, words, selector=Selector(sheet.syntax, row.place, names))
