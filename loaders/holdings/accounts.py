"""From the rows of a table to lists of holdings: one for each fund and day, with whose it is and of which day."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import PurePosixPath

from themegraph.loaders.document import Document
from themegraph.loaders.holdings.dating import day_of
from themegraph.loaders.holdings.days import Day
from themegraph.loaders.holdings.draft import Draft
from themegraph.loaders.holdings.portfolio import Stated
from themegraph.loaders.holdings.preamble import About, without_ticker
from themegraph.loaders.holdings.tables import Table
from themegraph.loaders.holdings.words import is_blank, words_set
from themegraph.loaders.tables.sheet import Sheet
from themegraph.ontology.codes import canonical

_SYMBOL = re.compile(r"[A-Z0-9][A-Z0-9.\-]{0,7}")
_ISIN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}[A-Z0-9]{9}\d(?![A-Z0-9])")
_WHOLE = ((85, 115), (Decimal("0.85"), Decimal("1.15")))
_CUT = re.compile(r"[\s_.\-()+,]+")
_FILE_DAY = re.compile(r"\d{4}[-_.]?\d\d[-_.]?\d\d|\d\d?[-_.]\d\d?[-_.]\d{2,4}|\d\d?[-_.]?[A-Za-z]{3,9}[-_.]?\d{2,4}")


@dataclass(slots=True)
class Account:
    """Whose a list is: the fund's name and ticker, its day, the rows that say so, and what was guessed."""

    name: str
    ticker: str
    day: Day | None
    stated: tuple[Stated, ...]
    notes: tuple[str, ...]


def grouped(drafts: Sequence[Draft], *, announced: bool) -> dict[tuple[str, str, str], list[Draft]]:
    """Return the rows by fund, fund's ticker and day as the rows print them; a row without any has those above it.

    Days that are of what is held, as when a bond was issued, part nothing: `announced` tells that a line gives the list's day.
    """
    groups = _by_account(drafts)
    if len({day for _, _, day in groups}) < 2 or _are_lists(groups, len(drafts), announced=announced):
        return groups
    return _by_account([replace(draft, texts={**draft.texts, "date": ""}) for draft in drafts])


def _by_account(drafts: Sequence[Draft]) -> dict[tuple[str, str, str], list[Draft]]:
    groups: dict[tuple[str, str, str], list[Draft]] = {}
    key = ("", "", "")
    for draft in drafts:
        texts = draft.texts
        own = (texts.get("fund", ""), texts.get("fundTicker", ""), texts.get("date", ""))
        key = own if any(own) else key
        groups.setdefault(key, []).append(draft)
    return groups


def _are_lists(groups: Mapping[tuple[str, str, str], Sequence[Draft]], rows: int, *, announced: bool) -> bool:
    """Tell whether groups are lists: most add up to a whole, or they stand apart, several rows each."""
    sums = [
        sum(draft.figures["weight"] for draft in group if "weight" in draft.figures)
        for group in groups.values()
        if any("weight" in draft.figures for draft in group)
    ]
    whole = sum(1 for each in sums if any(low <= each <= high for low, high in _WHOLE))
    if sums and 2 * whole >= len(sums):
        return True
    apart = all(group[-1].row.number - group[0].row.number < 2 * len(group) for group in groups.values())
    return apart and not announced and rows >= 2 * len(groups)


def account_of(key: tuple[str, str, str], first: Draft, table: Table, about: About, document: Document) -> Account:
    """Return whose the rows of a group are, from their own columns, the lines around, the metadata, the file's name."""
    notes: list[str] = []
    name, ticker, stated = _named_in_rows(key, first, table.sheet)
    if not name and not ticker:
        name, ticker, stated = _named_around(about, table)
        if name and about.guessed:
            notes.append(f"the fund's name was taken from a line above the table: {name!r}")
    elif not name and about.text("fund") and (not about.guessed or _stands_alone(ticker, table)):
        name = without_ticker(about.text("fund"))[0]
    name, ticker = _completed(name, ticker, table, document, notes)
    day = day_of(key[2], name, table, about, document, notes)
    return Account(name, ticker, day, tuple(stated), tuple(notes))


def _stands_alone(ticker: str, table: Table) -> bool:
    """Tell whether a line above the table is the fund's ticker and nothing else, as below the fund's name."""
    return any([cell for cell in row.cells if cell.strip()] == [ticker] for row in table.above)


def _named_in_rows(key: tuple[str, str, str], first: Draft, sheet: Sheet) -> tuple[str, str, list[Stated]]:
    """Return the fund's name and ticker that the rows bear; a short code in capitals is a ticker, not a name."""
    name, ticker = ("" if is_blank(text) else text for text in key[:2])
    if name and _SYMBOL.fullmatch(name):
        name, ticker = "", ticker or name
    if ticker and not _SYMBOL.fullmatch(ticker):
        name, ticker = name or ticker, ""
    return name, ticker, [Stated("ticker", first.row, sheet)] if ticker else []


def _named_around(about: About, table: Table) -> tuple[str, str, list[Stated]]:
    """Return what the lines around the table say, each fact with its row."""
    name, ticker = without_ticker(about.text("fund"))
    stated = []
    if _SYMBOL.fullmatch(name):
        return "", name, [Stated("ticker", about.found["fund"][1], table.sheet)]
    if name:
        row = about.found["fund"][1]
        stated.append(Stated("fund", row, table.sheet))
        stated += [Stated("ticker", row, table.sheet)] if ticker else []
        brand = table.layout.brand if table.layout else ""
        if brand and brand.casefold() in name.casefold():
            stated.append(Stated("provider", row, table.sheet))
    symbol = about.text("ticker").split(" ")[0]
    if not ticker and _SYMBOL.fullmatch(symbol):
        ticker = symbol
        stated.append(Stated("ticker", about.found["ticker"][1], table.sheet))
    return name, ticker, stated


def _completed(name: str, ticker: str, table: Table, document: Document, notes: list[str]) -> tuple[str, str]:
    """Return a name for the fund from the metadata or the file's name where the file itself has none."""
    if not name:
        title = document.metadata.about or _own_title(document)
        guess, symbol = named_by_file(document.name)
        sheet = named_by_file(table.sheet.name) if len(document.sheets) > 1 else ("", "")
        if not ticker and any(sheet):
            name, ticker = sheet[0] or sheet[1], sheet[1]
            notes.append(f"the file does not name the fund: {name!r} is from the name of the sheet")
        elif title:
            name = title
            notes.append(f"the file does not name the fund: {name!r} is from the document's title")
        elif ticker:
            name = guess if guess != symbol and symbol in ("", ticker) and _is_fund(guess) else ticker
            notes.append(f"the file gives the fund's ticker only: it is called {name!r}")
        else:
            name = guess or symbol or PurePosixPath(document.name).stem
            ticker = symbol
            notes.append(f"the file does not name the fund: {name!r} is from the name of the file")
    prefix = table.layout.prefix if table.layout else ""
    return (f"{prefix} {name}" if prefix and prefix.casefold() not in name.casefold() else name), ticker


def _own_title(document: Document) -> str:
    """Return the title that the metadata gives; the one made from the file's name is none."""
    title = document.metadata.title
    file = document.name.rpartition("/")[2]
    return "" if title in (file, file.rpartition(".")[0]) else title


def named_by_file(name: str) -> tuple[str, str]:
    """Return the fund's name and ticker that a file's name gives.

    >>> named_by_file("XMPX_holdings_2026-01-02.csv"), named_by_file("EXAMPLE_CHIPS_ETF_XMPC_HOLDINGS.csv")
    (('XMPX', 'XMPX'), ('EXAMPLE CHIPS ETF', 'XMPC'))
    >>> named_by_file("Constituent_IE00B4X9L533.xlsx")
    ('IE00B4X9L533', '')
    """
    stem = PurePosixPath(name).stem if name else ""
    isin = next((code for code in _ISIN.findall(stem) if canonical("isin", code)), "")
    if isin:
        return isin, ""
    stem = _FILE_DAY.sub(" ", stem)
    parts = [part for part in _CUT.split(stem) if part and not part.isdigit()]
    last = max((n for n, part in enumerate(parts) if part.casefold() in ("etf", "fund", "trust", "etp")), default=-1)
    words = parts[: last + 1] if last > 0 else []
    rest = [part for part in parts[last + 1 :] if part.casefold() not in words_set("file_words")]
    symbol = next((part for part in rest if part.isupper() and _SYMBOL.fullmatch(part)), "")
    if not symbol and len(rest) == 1 and len(rest[0]) < 6 and len(parts) > 1:
        symbol = rest[0].upper()
    return (" ".join(words) if len(words) > 1 else symbol), symbol


def _is_fund(name: str) -> bool:
    return any(word.casefold() in words_set("fund_words") for word in name.split())
