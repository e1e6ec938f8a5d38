"""The rows of a table of holdings, sorted into positions, totals and what is neither."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from html import unescape

from themegraph.loaders.holdings.draft import Draft, Drafts, reject
from themegraph.loaders.holdings.figures import Mark, UnreadableFigureError, currency_in, figure
from themegraph.loaders.holdings.measures import measured
from themegraph.loaders.holdings.repeats import leave_repeated, without_ranks
from themegraph.loaders.holdings.tables import Table
from themegraph.loaders.holdings.tails import leave_text_below
from themegraph.loaders.holdings.totals import adds_up, is_total
from themegraph.loaders.holdings.words import is_blank, plain, words_set
from themegraph.loaders.tables.sheet import Row

_FIGURES = ("weight", "shares", "measure", "amount")
_CODES = ("isin", "cusip", "sedol", "figi", "lei", "identifier")
_NAMING = ("ticker", *_CODES)
_PROSE = re.compile(r"(?:[^\W\d_]{2,}[ ,;:()'’/.-]+){3}[^\W\d_]{2,}")
_DIGIT = re.compile(r"\d")
_SMALL_WORD = re.compile(r"(?<![\w.])[a-z]{2,}(?![\w.])")
_SYMBOL = re.compile(r"[A-Z0-9][A-Z0-9./&*-]*(?: [A-Z0-9]{1,4})?")
_LONGEST_NAME = 200
_LONGEST_LOOK = 400  # characters of a cell in which sentences are looked for
_LONGEST_CODE = 30
_SHOWN = 60
_FEW_CELLS = 4  # filled cells from which a row without any figure may be a position
_MOST_WEIGHT = (
    10_000  # a hundred times the fund, in hundredths; contracts weigh a few times as much as the fund at most
)


def read_rows(table: Table, marks: Mapping[str, Mark]) -> Drafts:
    """Sort the rows of a table. What bears figures and is no position, and what cannot be read, is told as a rejection."""
    out = Drafts()
    columns = tuple((role, column) for role, column in table.roles.items())
    for row in table.rows:
        cells = row.cells
        width = len(cells)
        texts = {}
        for role, column in columns:
            if column < width:
                text = plain(cells[column])
                if text and (not is_blank(text) or (role == "ticker" and text == "NA")):
                    texts[role] = text
        if texts or any(cell.strip() for cell in cells):
            taken = len(out.drafts)
            _take(out, row, texts, marks, table)
            if len(out.drafts) == taken:
                out.group = taken
    leave_text_below(out, table)
    leave_repeated(out, table)
    out.drafts = without_ranks(out.drafts)
    return out


def _take(out: Drafts, row: Row, texts: dict[str, str], marks: Mapping[str, Mark], table: Table) -> None:
    figures: dict[str, Decimal] = {}
    unreadable: list[str] = []
    impossible = False
    for role in _FIGURES:
        text = texts.get(role)
        if text is not None:
            try:
                number = figure(text, marks[role])
            except UnreadableFigureError:
                unreadable.append(role)
            else:
                impossible = impossible or (role == "weight" and number is not None and abs(number) > _MOST_WEIGHT)
                if number is not None and not (role == "weight" and impossible):
                    figures[role] = number
    if _is_prose(texts, unreadable) or (unreadable and _is_split_prose(texts, unreadable, figures, row, table)):
        out.others.append(row)
        return
    codes = [texts[role] for role in _CODES if role in texts]
    ticker = texts.get("ticker", "")
    name = texts.get("name", "") or texts.get("secondName", "") or ticker or (codes[0] if codes else "")
    if "&" in name:
        name = unescape(name)
    if not name and figures and measured(texts.get("assetClass", "")) == "balance":
        name = texts["assetClass"]
    told = (unreadable or impossible) and (ticker or codes)
    if not figures and not told and not (name and _is_whole(row, ticker, table)):
        out.others.append(row)
    elif not name:
        _unnamed(out, row, figures, texts)
    elif not codes and (not ticker or ticker == name) and (is_total(name) or adds_up(name, figures, out)):
        _total(out, row, figures, texts, "adds up other rows")
    elif not codes and not ticker and name.casefold() in words_set("sections"):
        reject(out, row, "a heading of a group of rows, not a position")
    else:
        for role in unreadable:
            reject(
                out,
                row,
                f"{_cell(table, role)} holds {texts[role][:_SHOWN]!a}, not a number; the row is loaded without it",
            )
        if impossible:
            shown = texts["weight"][:_SHOWN]
            reject(
                out, row, f"{_cell(table, 'weight')} holds {shown!a}, no possible weight; the row is loaded without it"
            )
        sign = currency_in(texts["amount"]) if "amount" in figures else ""
        out.drafts.append(Draft(row, name, texts, figures, "%" in texts.get("weight", ""), sign))


def _is_whole(row: Row, ticker: str, table: Table) -> bool:
    """Tell whether a row without figures fills cells as a position does: several, or all that a narrow table has."""
    filled = sum(1 for cell in row.cells if cell.strip())
    if filled >= _FEW_CELLS:
        return True
    return filled == sum(1 for heading in table.headings if heading.strip()) and bool(_SYMBOL.fullmatch(ticker))


def _cell(table: Table, role: str) -> str:
    return f"the column {' '.join(table.headings[table.roles[role]].split())!r}"


def _is_prose(texts: dict[str, str], unreadable: Sequence[str]) -> bool:
    """Tell whether a row is text: sentences where figures and codes should stand, or a name that is a paragraph."""
    if unreadable and any(_PROSE.search(texts[role][:_LONGEST_LOOK]) for role in unreadable):
        return True
    for role in _NAMING:
        if role in texts and len(texts[role]) > _LONGEST_CODE and _PROSE.search(texts[role][:_LONGEST_LOOK]):
            return True
    name = texts.get("name", "")
    return len(name) > _LONGEST_NAME or (len(name) > 80 and name.endswith(".") and len(name.split()) > 14)


def _is_split_prose(
    texts: dict[str, str], unreadable: Sequence[str], figures: dict[str, Decimal], row: Row, table: Table
) -> bool:
    """Tell whether a row is a sentence that its own commas part: words for figures, and too many cells or no code."""
    if not any(_SMALL_WORD.search(texts[role][:_LONGEST_LOOK]) for role in unreadable):
        coded = any(_SYMBOL.fullmatch(texts[role]) for role in ("ticker", *_CODES) if role in texts)
        return not figures and not coded and not any(_DIGIT.search(texts[role]) for role in unreadable)
    if _width(row.cells) > _width(table.headings):
        return True
    named = [texts[role] for role in ("ticker", *_CODES) if role in texts]
    return not figures and (not any(_SYMBOL.fullmatch(text) for text in named) or len(unreadable) > 1)


def _width(cells: Sequence[str]) -> int:
    return max((number for number, cell in enumerate(cells, start=1) if cell.strip()), default=0)


def _unnamed(out: Drafts, row: Row, figures: dict[str, Decimal], texts: dict[str, str]) -> None:
    """Take a row of figures without a name: the totals below a table, else nothing that could be called a position."""
    weight = figures.get("weight")
    if weight is not None and (90 <= weight <= 110 or Decimal("0.9") <= weight <= Decimal("1.1")) and out.drafts:
        _total(out, row, figures, texts, "adds up other rows, without a name")
    else:
        reject(out, row, "figures without a name, ticker or code of what is held")


def _total(out: Drafts, row: Row, figures: dict[str, Decimal], texts: dict[str, str], reason: str) -> None:
    if "weight" in figures:
        out.total = (figures["weight"], "%" in texts["weight"])
    reject(out, row, f"{reason}, not a position")
