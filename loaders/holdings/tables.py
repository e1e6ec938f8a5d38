"""The tables of holdings in a document's sheets: where each begins, what its columns hold, what stands above it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from themegraph.loaders.holdings.columns import (
    CODES,
    MEASURING,
    by_form,
    general,
    heading,
    is_header,
    roles_of,
    second_name,
)
from themegraph.loaders.holdings.days import find_day
from themegraph.loaders.holdings.figures import UnreadableFigureError, figure
from themegraph.loaders.holdings.layouts import Layout, layout_headings, layouts, recognise
from themegraph.loaders.holdings.preamble import about, fund_name, outer_roles, without_ticker
from themegraph.loaders.holdings.words import is_blank, label_kinds, plain, words_set
from themegraph.loaders.tables.sheet import Row, Sheet
from themegraph.ontology.codes import canonical

_LONGEST_PREAMBLE = 200  # rows in which a first heading is looked for
_LONGEST_BLOCK = 30  # lines above a table below another
_LABELLED = 2  # filled cells of such a line: a label with its value
_SAMPLE = 30
_OF_THE_LIST = ("fund", "fundTicker", "date")  # in a known layout only where it says so
_FEWEST = 2  # known names of columns in a row of headings


@dataclass(slots=True)
class Table:
    """One table: its headings, the column of each role, the rows below, the rows above the sheet's first table.

    `breaks` are the numbers of the rows in which the same headings come again.
    """

    sheet: Sheet
    headings: tuple[str, ...]
    roles: dict[str, int]
    layout: Layout | None
    above: tuple[Row, ...]
    rows: list[Row] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)

    @property
    def header(self) -> str:
        """The headings as one line, a tab between two."""
        return "\t".join(" ".join(cell.split()) for cell in self.headings)


def find_tables(sheets: Sequence[Sheet]) -> Iterator[Table]:
    """Yield the tables of holdings of all sheets in their order."""
    for sheet in sheets:
        yield from _named(sheet) if sheet.columns else _headed(sheet)
        if sheet.syntax == "json" and not sheet.columns:
            yield from _unheaded(sheet)


def _named(sheet: Sheet) -> Iterator[Table]:
    """Yield the table of a sheet whose columns the format names."""
    layout = recognise(sheet.columns, ())
    outer = outer_roles(sheet.columns)
    own = ["" if column in outer.values() else name for column, name in enumerate(sheet.columns)]
    roles = _roles(own, layout, sheet.rows) | outer
    if is_header(roles) and not _of_trades(sheet.rows[:_SAMPLE]):
        yield Table(sheet, sheet.columns, roles, layout, (), list(sheet.rows))


def _unheaded(sheet: Sheet) -> Iterator[Table]:
    """Yield the table of a sheet whose columns nothing names, where one layout's order of columns suits all its rows."""
    for layout in layouts():
        for names in layout.unheaded:
            roles = roles_of(names, layout.aliases)
            if sheet.rows and all(_suits(row, names, roles) for row in sheet.rows):
                yield Table(sheet, names, roles, layout, (), list(sheet.rows))
                return


def _suits(row: Row, names: Sequence[str], roles: Mapping[str, int]) -> bool:
    """Tell whether a row has as many cells as there are names, numbers where figures and none where names are told."""
    if len(row.cells) != len(names):
        return False
    weight, name, isin = (plain(row.cells[roles[role]]) for role in ("weight", "name", "isin"))
    return _is_number(weight) and not _is_number(name) and (is_blank(isin) or bool(canonical("isin", isin)))


def _headed(sheet: Sheet) -> Iterator[Table]:
    above: tuple[Row, ...] = ()
    table: Table | None = None
    for place, row in enumerate(sheet.rows):
        if table is None and not above and place > _LONGEST_PREAMBLE:
            return
        if not _may_be_header(row.cells):
            if table is not None:
                table.rows.append(row)
            continue
        repeated = table is not None and row.cells == table.headings
        found = table if repeated else _header(sheet, place, above or tuple(sheet.rows[:place]))
        if found is None and table is not None and not _is_other_header(row):
            table.rows.append(row)
            continue
        own = _other_preamble(table) if table is not None and found is not None else ()
        if table is not None and repeated and not own:
            table.breaks.append(row.number)
            continue
        if table is not None:
            del table.rows[len(table.rows) - len(own) :]
            yield table
        if own:
            found = _header(sheet, place, own)
        if found is not None:
            above = own or above or tuple(sheet.rows[:place])
        table = found
    if table is not None:
        yield table


def _other_preamble(table: Table) -> tuple[Row, ...]:
    """Return the lines below a table that stand above the next one, where they name another fund; else none."""
    lines: list[Row] = []
    for row in reversed(table.rows[-_LONGEST_BLOCK:]):
        filled = [cell for cell in row.cells if cell.strip()]
        if len(filled) > _LABELLED or (_has_figure(row, table.roles) and heading(filled[0]) not in label_kinds()):
            break
        lines.insert(0, row)
    told = about(lines, (), table.layout)
    name = "" if told.guessed else told.text("fund")
    own = set(name.casefold().split()) - words_set("totals_of") - words_set("fund_words") - words_set("file_words")
    dated = bool(told.days) or bool(told.text("ticker")) or without_ticker(name)[1]
    return tuple(lines) if own and dated and name != about(table.above, (), table.layout).text("fund") else ()


def _may_be_header(cells: Sequence[str]) -> bool:
    """Tell whether a row can hold headings, before its words are looked up: several cells, none a number."""
    filled = 0
    for cell in cells:
        if cell:
            filled += 1
            if cell[0].isdigit() or (cell[0] == "-" and cell[1:2].isdigit()) or len(cell) > 80:
                return False
    return filled > 1


def _header(sheet: Sheet, place: int, above: tuple[Row, ...]) -> Table | None:
    row = sheet.rows[place]
    # most rows of a body fall here, so no layout is tried for them
    if sum(1 for cell in row.cells if cell and _names_column(cell)) < _FEWEST:
        return None
    layout = recognise(row.cells, [each.cells for each in above])
    below = sheet.rows[place + 1 : place + 1 + _SAMPLE]
    roles = _roles(row.cells, layout, below)
    return Table(sheet, row.cells, roles, layout, above) if is_header(roles) and not _of_trades(below) else None


def _of_trades(rows: Sequence[Row]) -> bool:
    """Tell whether a column says in its rows only what was done, bought or sold: such a list is not of what is held."""
    words = words_set("trades")
    columns: dict[int, list[str]] = {}
    for row in rows:
        for column, cell in enumerate(row.cells):
            if cell:
                columns.setdefault(column, []).append(cell.partition(" ")[0].casefold())
    return any(2 * len(cells) >= len(rows) and set(cells) <= words for cells in columns.values())


def _is_other_header(row: Row) -> bool:
    """Tell whether a row heads a table of something else: of the weights of sectors or countries."""
    roles = roles_of(row.cells)
    return len(roles) == sum(1 for cell in row.cells if cell) and not {"name", *CODES} & roles.keys()


@lru_cache(maxsize=8192)
def _names_column(cell: str) -> bool:
    name = heading(cell)
    return name in _known_headings() or by_form(name) is not None


@lru_cache(maxsize=1)
def _known_headings() -> frozenset[str]:
    return frozenset(general()) | layout_headings()


def _roles(cells: Sequence[str], layout: Layout | None, below: Sequence[Row]) -> dict[str, int]:
    """Return the roles of columns; a column of numbers named as a name is none ("Holdings" may count shares)."""
    roles = roles_of(cells, layout.aliases if layout else None)
    named = roles.get("name")
    if layout is None and named is not None and _numeric([row.cells[named] for row in below if named < len(row.cells)]):
        hidden = [cell if column != named else "" for column, cell in enumerate(cells)]
        roles = roles_of(hidden)
        roles.setdefault("shares", named)
    if layout is not None:
        known = {role for _, role in layout.aliases.values()}
        return {role: column for role, column in roles.items() if role in known or role not in _OF_THE_LIST}
    body = _body(below, roles)
    roles = _with_counts(_without_listed(roles, cells, body), cells, body)
    second = second_name(cells, roles)
    return roles if second is None else roles | {"secondName": second}


def _body(below: Sequence[Row], roles: Mapping[str, int]) -> list[Row]:
    """Return the rows that are positions at first sight: with a figure, and as many cells as most of those."""
    figured = [row for row in below if _has_figure(row, roles)]
    ((width, _),) = Counter(len(row.cells) for row in figured).most_common(1) or ((0, 0),)
    return [row for row in figured if len(row.cells) >= width]


def _has_figure(row: Row, roles: Mapping[str, int]) -> bool:
    """Tell whether a row has a number where a weight, count or amount stands; a sentence parted by commas seldom has."""
    cells = (plain(row.cells[roles[role]]) for role in MEASURING if roles.get(role, len(row.cells)) < len(row.cells))
    return any(cell and _is_number(cell) for cell in cells)


def _with_counts(roles: dict[str, int], cells: Sequence[str], below: Sequence[Row]) -> dict[str, int]:
    """Return the roles with a column named as a name ("Position") that counts, as nothing else does; ranks are no counts."""
    if {"shares", "measure"} & roles.keys():
        return roles
    for column, cell in enumerate(cells):
        if column not in roles.values() and general().get(heading(cell), (0, ""))[1] == "name":
            texts = [row.cells[column] for row in below if column < len(row.cells)]
            if _numeric(texts) and [plain(text) for text in texts[:2]] != ["1", "2"][: len(texts)]:
                return roles | {"shares": column}
    return roles


def _without_listed(roles: dict[str, int], cells: Sequence[str], below: Sequence[Row]) -> dict[str, int]:
    """Return the roles without a fund or day that is another one in every row: such a column is of what is held.

    A column whose name only may be that of a fund's ("Entity Name") is none where a row holds something else.
    """
    for role in _OF_THE_LIST:
        column = roles.get(role)
        if column is None:
            continue
        texts = [row.cells[column] for row in below if column < len(row.cells) and row.cells[column]]
        texts = [text for text in texts if find_day(text) is not None] if role == "date" else texts
        doubtful = role == "fund" and heading(cells[column]) not in general()
        if doubtful and not all(fund_name(text, None) for text in texts):
            roles = {name: place for name, place in roles.items() if name != role}
        elif len(texts) > _FEWEST and len(set(texts)) == len(texts):
            roles = {name: place for name, place in roles.items() if name != role}
            if role == "fund" and "name" not in roles:
                roles["name"] = column
    return roles


def _numeric(cells: Sequence[str]) -> bool:
    filled = [plain(cell) for cell in cells if plain(cell)]
    return bool(filled) and all(_is_number(cell) for cell in filled)


def _is_number(cell: str) -> bool:
    try:
        return figure(cell) is not None
    except UnreadableFigureError:
        return False
