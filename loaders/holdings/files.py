"""Read issuers' files of holdings: known layouts, and any table whose columns are named as those of holdings are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain, islice

from themegraph.graph.claim import Reading
from themegraph.loaders.document import Document
from themegraph.loaders.holdings.accounts import Account, account_of, grouped
from themegraph.loaders.holdings.amount_currency import told_currency
from themegraph.loaders.holdings.claims import portfolios_reading
from themegraph.loaders.holdings.draft import Draft, Drafts
from themegraph.loaders.holdings.drafts import read_rows
from themegraph.loaders.holdings.figures import Mark, decimal_votes
from themegraph.loaders.holdings.portfolio import Fact, Portfolio, Stated
from themegraph.loaders.holdings.positions import Making
from themegraph.loaders.holdings.preamble import About, about, told
from themegraph.loaders.holdings.tables import Table, find_tables
from themegraph.loaders.holdings.weight_columns import choose_weights
from themegraph.loaders.holdings.weights import doubts, in_hundredths, scale_of, scaled
from themegraph.loaders.holdings.words import words_set
from themegraph.ontology.codes import canonical
from themegraph.ontology.registry import Registry

KNOWN, GUESSED = Decimal("0.99"), Decimal("0.9")
_FIGURES = ("weight", "shares", "measure", "amount", "price")
_UNTOLD = ("section", "price", "secondName")
_SAMPLE = 3000


def read(document: Document, registry: Registry) -> Reading | None:
    """Return what the tables of holdings in a document say; None where it has none."""
    portfolios = portfolios_of(document)
    return portfolios_reading(document, portfolios, registry) if portfolios else None


@dataclass(frozen=True, slots=True)
class _Read:
    """A table with its rows sorted, and what parts off decimals in its columns."""

    table: Table
    marks: dict[str, Mark]
    rows: Drafts
    notes: list[str]


def portfolios_of(document: Document) -> tuple[Portfolio, ...]:
    """Return the lists of holdings of a document: one for each fund and day, tables of one fund joined."""
    tables = [each for each in map(_read, find_tables(document.sheets)) if each.rows.drafts]
    hundredths = any(in_hundredths(each.rows.drafts) for each in tables)
    found: dict[tuple[object, ...], Portfolio] = {}
    for portfolio in chain.from_iterable(_portfolios(each, document, hundredths) for each in tables):
        key = (portfolio.holder, portfolio.ticker, portfolio.as_of)
        found[key] = _joined(found[key], portfolio) if key in found else portfolio
    return tuple(_checked(portfolio) for portfolio in found.values())


def _read(table: Table) -> _Read:
    choose_weights(table)
    marks, notes = _marks(table)
    return _Read(table, marks, read_rows(table, marks), notes)


def _portfolios(read: _Read, document: Document, hundredths: bool) -> list[Portfolio]:
    """Return the lists of one table; `hundredths` tells that some table of the document has weights in percent."""
    table, rows = read.table, read.rows
    facts = table.sheet.facts
    if table.sheet.columns:
        around = told(_facts_beside(table, document) | dict(facts), rows.drafts[0].row)
    else:
        around = about(table.above, rows.others[-20:], table.layout)
    groups = grouped(rows.drafts, announced=bool(around.announced))
    heading = table.headings[table.roles["weight"]] if "weight" in table.roles else ""
    scale, note = (Decimal(1), "") if hundredths else scale_of(rows.drafts, len(groups), heading)
    local, common = told_currency(rows.drafts, read.marks)
    stated_currency = _currency(table, around)
    making = Making(table, scale, stated_currency or common, local)
    guessed = f"amounts were read as {common}, as weights, balances and prices tell" if common else ""
    notes = [*read.notes, *(each for each in (note, "" if stated_currency else guessed) if each)]
    portfolios = []
    for key, drafts in groups.items():
        account = account_of(key, drafts[0], table, around, document)
        portfolios.append(_portfolio(account, drafts, making, around, notes))
    stated = _stated_weight(rows, scale) if len(portfolios) == 1 else None
    portfolios[-1] = replace(portfolios[-1], stated_weight=stated, rejections=tuple(rows.rejections))
    return portfolios


def _facts_beside(table: Table, document: Document) -> dict[str, str]:
    """Return what tables of one row beside a table say of a fund by that word: JSON has a fund's name in an array too."""
    return {
        name: cell
        for sheet in document.sheets
        if sheet is not table.sheet and len(sheet.rows) == 1
        for name, cell in zip(sheet.columns, sheet.rows[0].cells, strict=False)
        if cell and "fund" in name.rpartition(".")[2].casefold()
    }


def _stated_weight(rows: Drafts, scale: Decimal) -> Decimal | None:
    return None if rows.total is None else scaled(*rows.total, scale)


def _portfolio(account: Account, drafts: Sequence[Draft], making: Making, around: About, notes: list[str]) -> Portfolio:
    making.unpriced = 0
    positions = tuple(making.position(draft) for draft in drafts)
    unpriced = f"{making.unpriced} amounts have no currency and were left out" if making.unpriced else ""
    table, layout = making.table, making.table.layout
    kinds: tuple[Fact, ...] = ("index", "provider")
    facts = [Stated(kind, around.found[kind][1], table.sheet) for kind in kinds if kind in around.found]
    named = {stated.fact for stated in facts}
    stated = (*facts, *(each for each in account.stated if each.fact not in named))
    named_by_layout = layout.provider if layout and any(each.fact == "provider" for each in account.stated) else ""
    return Portfolio(
        account.name,
        account.day.day if account.day else None,
        positions,
        ticker=account.ticker,
        isin=around.text("isin") if len(around.text("isin")) == 12 else canonical("isin", account.name),
        provider=around.text("provider") or named_by_layout,
        index=around.text("index"),
        precision=account.day.precision if account.day else "day",
        currency=making.currency,
        header=table.header,
        layout=layout.name if layout else "",
        notes=tuple(note for note in (*account.notes, *notes, unpriced) if note),
        guess="" if layout else _guess(table),
        stated=stated,
        confidence=KNOWN if layout else GUESSED,
    )


def _guess(table: Table) -> str:
    """Say how the columns of a table without a known layout were understood, and which were left."""
    taken = {column: role for role, column in table.roles.items() if role not in _UNTOLD}
    shown = [" ".join(cell.split()) for cell in table.headings]
    pairs = ", ".join(f"{shown[column]!r} as {role}" for column, role in sorted(taken.items()))
    left = ", ".join(repr(cell) for column, cell in enumerate(shown) if cell and column not in taken)
    return f"no known layout: columns taken by their names: {pairs}" + (f"; left: {left}" if left else "")


def _marks(table: Table) -> tuple[dict[str, Mark], list[str]]:
    """Return what parts off decimals in each column, and a note where the numbers of a column disagree.

    A column that does not tell follows the others of its table, else the layout.
    """
    usual = table.layout.mark if table.layout else None
    votes = {role: _votes(table, role) for role in _FIGURES if role in table.roles}
    together = sum(point - comma for point, comma in votes.values())
    shared: Mark = "point" if together > 0 else "comma" if together < 0 else usual or "point"
    marks: dict[str, Mark] = {}
    notes = []
    for role, (point, comma) in votes.items():
        marks[role] = shared if point == comma else "point" if point > comma else "comma"
        if point and comma:
            heading = table.headings[table.roles[role]]
            told = f"{point} have a point before decimals, {comma} a comma"
            notes.append(f"numbers of {heading!r} disagree: {told}; read with a {marks[role]}")
    return marks, notes


def _votes(table: Table, role: str) -> tuple[int, int]:
    column = table.roles[role]
    return decimal_votes(row.cells[column] for row in islice(table.rows, _SAMPLE) if column < len(row.cells))


def _currency(table: Table, around: About) -> str:
    text = around.text("currency")[:3].upper()
    return text if text in words_set("codes") else table.layout.currency if table.layout else ""


def _joined(first: Portfolio, more: Portfolio) -> Portfolio:
    """Return two lists of one fund and day as one; a table whose rows are all in the other is a summary of it."""
    alike = all(any(position.ticker for position in each.positions) for each in (first, more))
    own, others = (_rows_of(each, tickers=alike) for each in (first, more))
    if others <= own or own <= others:
        kept, left = (first, more) if others <= own else (more, first)
        note = f"{len(left.positions)} rows of a second table are also in the first and were left out"
        return replace(kept, notes=(*kept.notes, note), stated=first.stated)
    moved = tuple(replace(position, header=more.header) for position in more.positions)
    notes = tuple(dict.fromkeys((*first.notes, *more.notes)))
    return replace(
        first,
        positions=(*first.positions, *moved),
        stated_weight=None,
        notes=notes,
        rejections=(*first.rejections, *more.rejections),
    )


def _rows_of(portfolio: Portfolio, *, tickers: bool) -> set[tuple[str, str, Decimal | None]]:
    return {(position.name, position.ticker if tickers else "", position.weight) for position in portfolio.positions}


def _checked(portfolio: Portfolio) -> Portfolio:
    """Add what is wrong with the weights to the notes."""
    weights = [position.weight for position in portfolio.positions if position.weight is not None]
    found = doubts(weights, len(portfolio.positions), portfolio.stated_weight)
    name = portfolio.holder
    return replace(portfolio, notes=(*portfolio.notes, *(f"{name}: {doubt}" for doubt in found)))
