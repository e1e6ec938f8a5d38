"""Cells by their names in a spreadsheet: columns as letters, rows of a sheet as ranges."""

from __future__ import annotations

import re
from functools import lru_cache

MAX_ROWS = 1_048_576  # what a spreadsheet has
_PLAIN = re.compile(r"[^\W\d]\w*")
_CELL_LIKE = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*")


@lru_cache(maxsize=65_536)
def column_number(name: str) -> int:
    """Return the number of a column; 0 for what is no name of one.

    >>> column_number("A"), column_number("AB"), column_number("?")
    (1, 28, 0)
    """
    number = 0
    for letter in name.upper() if name.isascii() and name.isalpha() and len(name) < 4 else "":
        number = number * 26 + ord(letter) - 64
    return number


@lru_cache(maxsize=1024)
def letters(column: int) -> str:
    """Return a column's letters.

    >>> letters(1), letters(28)
    ('A', 'AB')
    """
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


@lru_cache(maxsize=1024)
def quoted(sheet: str) -> str:
    """Return a sheet's name as formulas write it.

    >>> quoted("Holdings"), quoted("Joe's list")
    ('Holdings', "'Joe''s list'")
    """
    plain = _PLAIN.fullmatch(sheet) and not _CELL_LIKE.fullmatch(sheet)
    return sheet if plain else "'" + sheet.replace("'", "''") + "'"


def row_range(sheet: str, number: int, width: int) -> str:
    """Return the place of a row's first cells.

    >>> row_range("Holdings", 5, 6), row_range("Q 3", 1, 1)
    ('Holdings!A5:F5', "'Q 3'!A1")
    """
    first = f"{quoted(sheet)}!A{number}"
    return f"{first}:{letters(width)}{number}" if width > 1 else first
