"""What the lines around a table say of the fund: its name, day, ticker, index, provider, currency."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from themegraph.loaders.holdings.columns import heading
from themegraph.loaders.holdings.days import Day, Order, find_day, serial_day
from themegraph.loaders.holdings.layouts import Layout
from themegraph.loaders.holdings.words import is_blank, label_kinds, plain, words, words_set
from themegraph.loaders.tables.sheet import Row

_LONGEST_NAME = 120
_LONGEST_LINE = 160
_TICKER = re.compile(r"\s*[(（]([A-Z0-9][A-Z0-9.]{1,7})[)）]\s*$")
_SYMBOL = re.compile(r"[A-Z0-9][A-Z0-9.\-]{1,5}")
_PARTS = re.compile(r"\s+[|–—]\s+|\s+-\s+(?=(?i:fund |full |daily |portfolio )*(?i:holdings|positions))|\s*[|]\s*|\t")
_ENDS = r"(?:holdings?|positions?|composition)(?:\s+(?:data|details|list))?(?:\s+as\s+(?:of|at)\b.*)?$"
_TAIL = re.compile(rf"(?i)[\s,:|–-]+(?:(?:fund|full|daily|portfolio)\s+)*{_ENDS}")
_SHORT_TAIL = re.compile(rf"(?i)[\s,:|–-]+(?:(?:full|daily|portfolio)\s+)*{_ENDS}")
_VALUES = frozenset({"value", "formatted value", "display", "raw", "text"})  # where a file wraps its single values
_BARE_NAMES = frozenset({"name", "title", "long name", "full name"})
_OUTER, _KEY = "outer.", "outer.key"  # see readers/json_nested.py
_FUND_PARTS = frozenset({"outer", "fund", "etf", "product", "portfolio", "profile"})
_FIRST = 2  # lines above a table that may be a name without a word that says so
_LONGEST_PARAGRAPH = 800
_UNLABELLED = 1000
_BELOW = 10_000  # a day below a table counts for less than any above it
_NO_TICKERS = frozenset(
    {"ETF", "ETC", "ETP", "UCITS", "DE", "IE", "LU", "CH", "FR", "UK", "EU", "ACC", "DIST", "HEDGED", "HEDGE"}
)


@dataclass(slots=True)
class About:
    """What was found, by kind of label, each with the row that says so; days with how plainly they are announced.

    `later` is added where the line stands below the table. `guessed` tells that no word marks the name as a fund's.
    """

    found: dict[str, tuple[str, Row]] = field(default_factory=dict)
    days: list[tuple[int, str, Row]] = field(default_factory=list)
    later: int = 0
    guessed: bool = False

    def text(self, kind: str) -> str:
        """Return the text of a label, else an empty string."""
        return self.found[kind][0] if kind in self.found else ""

    @property
    def announced(self) -> tuple[str, ...]:
        """The lines above the table that hold or announce a day."""
        return tuple(text for rank, text, _ in self.days if rank < _BELOW)

    def day(self, order: Order | None) -> Day | None:
        """Return the day that is announced most plainly."""
        for _, text, _ in sorted(self.days, key=lambda each: each[0]):
            day = find_day(text, order) or serial_day(text.split()[-1])
            if day is not None:
                return day
        return None


def about(above: Sequence[Row], below: Sequence[Row], layout: Layout | None) -> About:
    """Return what the rows above a table, then the short ones below it, say."""
    found = About()
    rows = [*above, *below]
    for number, row in enumerate(rows):
        if number == len(above):
            found.later = _BELOW
        cells = [plain(cell) for cell in row.cells]
        under = [plain(cell) for cell in rows[number + 1].cells] if number + 1 < len(rows) else []
        for column, cell in enumerate(cells):
            if cell and len(cell) <= _LONGEST_LINE:
                _cell(found, row, cells, column, under if number < len(above) else [])
            elif cell and number < len(above) and len(cell) <= _LONGEST_PARAGRAPH and _announces(cell) is not None:
                found.days.append((_UNLABELLED - 2, cell, row))
    if _SYMBOL.fullmatch(found.text("fund")):  # "Fund: ABCD" gives the ticker
        found.found.setdefault("ticker", found.found.pop("fund"))
    if "fund" not in found.found:
        _name(found, above, layout)
    return found


def told(facts: Mapping[str, str], first: Row) -> About:
    """Return what a format says of the whole file by name, with the first row as its place."""
    found = About()
    for name, value in facts.items():
        label = _label(name)
        kind = label_kinds().get(label)
        if kind == "date":
            found.days.append((_ranks().get(label, len(_ranks())), plain(value), first))
        elif kind and kind != "elsewhere" and not is_blank(plain(value)):
            found.found.setdefault(kind, (plain(value), first))
    return found


def _label(path: str) -> str:
    """Return what a value of a file is called by the last part of its dotted path that says so.

    >>> _label("data.holdings.asOfDate.value"), _label("fundData.name"), _label("manager.name")
    ('as of date', 'fund name', 'name')
    """
    parts = [heading(part) for part in path.split(".")]
    while len(parts) > 1 and parts[-1] in _VALUES:
        parts.pop()
    if parts[-1] in _BARE_NAMES and (len(parts) == 1 or any(word in _FUND_PARTS for word in parts[-2].split())):
        return "fund name"
    return parts[-1]


def outer_roles(columns: Sequence[str]) -> dict[str, int]:
    """Return the columns of fund, ticker and day among those that tell of the object around a row of JSON.

    >>> outer_roles(["outer.name", "outer.ticker", "outer.asOfDate", "name", "weight"])
    {'fund': 0, 'fundTicker': 1, 'date': 2}
    """
    found: dict[str, int] = {}
    for place, column in enumerate(columns):
        kind = label_kinds().get(_label(column)) if column.startswith(_OUTER) else None
        role = {"fund": "fund", "ticker": "fundTicker", "date": "date"}.get(kind or "")
        if role:
            found.setdefault(role, place)
    if _KEY in columns and "fundTicker" not in found:
        found["fundTicker"] = columns.index(_KEY)
    return found


def _cell(found: About, row: Row, cells: Sequence[str], column: int, under: Sequence[str]) -> None:
    """Take one cell as a label with its value, as a line that announces a day, or as a bare day."""
    cell = cells[column]
    label, _, rest = cell.partition(":")
    kind = label_kinds().get(heading(label)) or label_kinds().get(heading(cell))
    value = plain(rest) or (under[column] if _over_values(cells, under) else _next(cells, column, under))
    if kind == "elsewhere":
        return
    rank = _announces(cell)
    if rank is not None or kind == "date":
        text = f"{cell} {value}" if value != plain(rest) else cell
        found.days.append((found.later + (rank if rank is not None else _UNLABELLED - 1), text, row))
    elif kind and kind not in found.found and not is_blank(value) and heading(value) not in label_kinds():
        found.found[kind] = (value, row)
    elif kind is None and find_day(cell) is not None and not _after_elsewhere(cells, column) and not _fetched(cell):
        found.days.append((found.later + _UNLABELLED + column, cell, row))


def _over_values(cells: Sequence[str], under: Sequence[str]) -> bool:
    """Tell whether a row is of labels and the next one of their values: several labels, as many cells below."""
    labels = sum(1 for cell in cells if heading(cell) in label_kinds())
    return (
        labels > 1
        and len(under) >= len(cells) > 2
        and [bool(cell) for cell in cells] == [bool(u) for u in under[: len(cells)]]
    )


def _next(cells: Sequence[str], column: int, under: Sequence[str]) -> str:
    """Return the value of a label: the next filled cell, or the cell under it in a row of labels."""
    right = next((cell for cell in cells[column + 1 :] if cell), "")
    if heading(right) in label_kinds() or not right:
        return under[column] if column < len(under) and len(under) > 2 else ""
    return right


def _after_elsewhere(cells: Sequence[str], column: int) -> bool:
    before = next((cell for cell in reversed(cells[:column]) if cell), "")
    return any(heading(before.partition(":")[0]).startswith(label) for label in words()["labels"]["elsewhere"])


def _fetched(cell: str) -> bool:
    folded = cell.casefold()
    return any(word in folded for word in words()["fetched"])


def _announces(cell: str) -> int | None:
    """Return how plainly a line announces the day of the list, 0 most plainly; None where it does not."""
    folded = cell.casefold()
    if any(folded.startswith(label) for label in words()["labels"]["elsewhere"]) or _fetched(folded):
        return None
    match = _announcement().search(folded)
    return _ranks()[match[1]] if match else None


@lru_cache(maxsize=1)
def _ranks() -> dict[str, int]:
    return {str(label): rank for rank, label in enumerate(words()["labels"]["date"])}


@lru_cache(maxsize=1)
def _announcement() -> re.Pattern[str]:
    """Return a pattern of the words before a day; short ones only at the start of a line with a day or nothing behind."""
    labels = sorted(_ranks(), key=len, reverse=True)
    long = "|".join(re.escape(label) for label in labels if len(label) > 5)
    short = "|".join(re.escape(label) for label in labels if len(label) <= 5)
    return re.compile(rf"(?<!\w)({long}|as of|as on|as at|(?:(?<=^)(?:{short})))(?=\W|\d|$)")


def _name(found: About, above: Sequence[Row], layout: Layout | None) -> None:
    """Take the first line that reads as a fund's name."""
    for row, line in _lines(above):
        name = fund_name(line, layout)
        if name:
            found.found["fund"] = (name, row)
            return
    for row, line in _lines(above[:_FIRST]):
        words_of_it = [word for word in line.split() if word.casefold() not in words_set("file_words")]
        if (
            len(words_of_it) > 1
            and not line.rstrip().endswith(".")
            and fund_name(f"{line} ETF", layout)
            and find_day(line) is None
        ):
            found.found["fund"] = (plain(line), row)
            found.guessed = True
            return


def _lines(above: Sequence[Row]) -> Iterator[tuple[Row, str]]:
    for row in above:
        cells = [plain(cell) for cell in row.cells]
        first = next((column for column, cell in enumerate(cells) if cell), 0)
        for column, cell in enumerate(cells[: first + 2]):
            if cell and len(cell) <= _LONGEST_LINE and not _before_day(cells, column):
                for part in _PARTS.split(cell):
                    yield row, part


def _before_day(cells: Sequence[str], column: int) -> bool:
    """Tell whether a cell announces the day that the next one is, in whatever words."""
    following = cells[column + 1] if column + 1 < len(cells) else ""
    return find_day(following) is not None and _announces(following) is None and find_day(cells[column]) is None


def fund_name(line: str, layout: Layout | None) -> str:
    """Return the fund's name that a line holds, else an empty string.

    >>> fund_name("Example Chips ETF - Fund Holdings as of 06/04/2024", None), fund_name("Holdings details", None)
    ('Example Chips ETF', '')
    >>> fund_name("Example Chips ETF Fund Holdings", None), fund_name("Example Growth Fund Holdings", None)
    ('Example Chips ETF', 'Example Growth Fund')
    """
    name = _before_tail(plain(line))
    if not name or len(name) > _LONGEST_NAME or heading(name.partition(":")[0]) in label_kinds() or name.endswith("."):
        return ""
    asian = any(word in name for word in words_set("fund_words") if not word.isascii())
    if _announces(name) is not None or (len(name.split()) < 2 and not asian):
        return ""
    tokens = _words(name)
    issued = bool(layout and layout.brand and name.casefold().startswith(layout.brand.casefold()))
    return name if tokens & words_set("fund_words") or asian or issued else ""


def _before_tail(line: str) -> str:
    """Return what stands before "Fund Holdings"; "Fund" stays where it is the only word that tells a fund."""
    name, longer = (tail.sub("", line).strip(" ,:|") for tail in (_TAIL, _SHORT_TAIL))
    if name == longer or _words(name) & words_set("fund_words"):
        return name
    return longer if _words(longer) - words_set("file_words") - words_set("fund_words") else name


def _words(name: str) -> set[str]:
    return {token.strip("().,").casefold() for token in name.split()}


def without_ticker(name: str) -> tuple[str, str]:
    """Return a name and the ticker in brackets behind it.

    >>> without_ticker("500 Example ETF (XMPL)"), without_ticker("Example ETF (CH)")
    (('500 Example ETF', 'XMPL'), ('Example ETF (CH)', ''))
    """
    match = _TICKER.search(name)
    if match is None or match[1] in _NO_TICKERS | words_set("codes") or re.fullmatch(r"(?:19|20)\d\d", match[1]):
        return name, ""
    return name[: match.start()].strip(), match[1]
