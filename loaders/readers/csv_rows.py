"""The rows of a delimited text: its encoding, its delimiter, its quoted cells; runs in a process of its own."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from themegraph.errors import ReadError
from themegraph.loaders.readers.decoding import decode_table
from themegraph.loaders.tables.limits import limited
from themegraph.loaders.tables.rendering import packed

DELIMITERS = ",;\t|"
SAMPLE = 200_000
_TOLD = re.compile(r'"?sep=([^\r\n])"?(?:\r\n?|\n)', re.IGNORECASE)
_VALID = "rows of cells with a comma, semicolon, tab or | between them"
_NUMBER = re.compile(r"[\s(]*[-+$€£¥]?[\d.,' ]*\d[\d.,' ]*%?[\s)]*")
csv.field_size_limit(1 << 30)  # `limited` says which row is too large; the module's own error does not
_LONG = 60  # characters that a cell has at most on average, where prose is to be told from a table

Row = tuple[int, list[str]]


def parse(data: bytes, where: str) -> tuple[str, list[int], list[str]]:
    """Return the delimiter, the numbers of the rows and their lines. Raises ReadError for what is no table."""
    text = decode_table(data, where)
    told = _TOLD.match(text)
    delimiter = told.group(1) if told else sniffed(text, where)
    rows = limited(_rows(text, delimiter, where), where)
    numbers, lines = packed((number, cells) for number, cells in rows if not (told and number == 1))
    if not numbers:
        raise ReadError("no row with anything in it", where=where, valid=_VALID)
    return delimiter, numbers, lines


def sniffed(text: str, name: str = "") -> str:
    r"""Return the delimiter by which most rows come to the same number of cells; a comma where none does.

    >>> sniffed("A;B;C\n1,5;2,5;x\n3,5;4,5;y\n"), sniffed("one\ntwo\n")
    (';', ',')
    """
    sample = text if len(text) <= SAMPLE else text[: max(text.rfind("\n", 0, SAMPLE), 1)]
    if name.lower().endswith((".tsv", ".tab")) and _regularity(sample, "\t")[0]:
        return "\t"
    return max(DELIMITERS, key=lambda delimiter: _regularity(sample, delimiter)[0])


def looks_tabular(text: str) -> bool:
    r"""Say whether a text without a telling name is a table: rows alike, cells short, some of them numbers.

    >>> looks_tabular("Ticker,Name,Weight\nAB,Abel,1.5\nCD,Cain,2.5\n"), looks_tabular("Power, heat, water.\n" * 9)
    (True, False)
    """
    sample = text if len(text) <= SAMPLE else text[: max(text.rfind("\n", 0, SAMPLE), 1)]
    delimiter = sniffed(sample)
    _, width, alike, filled = _regularity(sample, delimiter)
    if width < 3 or alike < max(3, 0.6 * filled):
        return False
    cells = [cell for row in _loose(sample, delimiter) if len(row) == width for cell in row]
    spaced = sum(1 for cell in cells if cell[:1] == " ") / len(cells)
    numbers = sum(1 for cell in cells if _NUMBER.fullmatch(cell)) / len(cells)
    return spaced < 0.3 and numbers >= 0.08 and sum(map(len, cells)) / len(cells) <= _LONG


def _regularity(sample: str, delimiter: str) -> tuple[int, int, int, int]:
    """Return a score, the commonest width of rows with several cells, how many have it, and how many hold anything."""
    widths = Counter(len(row) for row in _loose(sample, delimiter) if any(row))
    several = [(count * (width - 1), width) for width, count in widths.items() if width > 1]
    score, width = max(several, default=(0, 0))
    return score, width, widths[width], sum(widths.values())


def _loose(sample: str, delimiter: str) -> Iterator[list[str]]:
    """Yield the rows of a sample as far as they can be read; blanks before a quoted cell stay on others."""
    try:
        yield from csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    except csv.Error:
        return


def _rows(text: str, delimiter: str, where: str) -> Iterator[Row]:
    """Yield numbered rows; quoting that does not follow the rules is read as well as it can be."""
    strict, number, row = True, 0, [""]
    try:
        for _ in _read(text, delimiter, strict=True):
            number += 1
    except csv.Error as error:
        if "end of data" in str(error):
            raise _unclosed(where, number + 1) from error
        strict = False
    for number, row in enumerate(_read(text, delimiter, strict=strict), start=1):
        yield number, row
    if not strict and text.count('"') % 2 and "\n" in row[-1]:
        raise _unclosed(where, number)


def _read(text: str, delimiter: str, *, strict: bool) -> Iterator[list[str]]:
    lines = io.StringIO(text, newline="")
    return iter(csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=strict))


def _unclosed(where: str, number: int) -> ReadError:
    what = "a quotation mark opens a cell and never closes"
    return ReadError(what, where=f"{where}, row {number}", valid='cells as "…", a quotation mark inside doubled')
