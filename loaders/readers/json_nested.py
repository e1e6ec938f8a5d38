"""Objects that each hold a long array of objects, as funds hold positions: the inner objects are the rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

OUTER = "outer"  # what the names of the columns begin with that hold what the outer objects say
_MANY = 5  # inner objects for each outer one on average, so that two codes of one thing make no table


def inner_key(rows: Sequence[tuple[str, Any]]) -> str:
    """Return the name under which the objects of an array hold arrays that are tables themselves, "" where none does.

    >>> funds = [("0", {"etf": "XAAA", "holdings": [{"symbol": f"S{n}"} for n in range(9)]})]
    >>> inner_key(funds), inner_key([("0", {"name": "A", "codes": [{"isin": "x"}, {"cusip": "y"}]})])
    ('holdings', '')
    """
    objects = [row for _, row in rows if isinstance(row, dict)]
    counts: dict[str, int] = {}
    for row in objects:
        for key, value in row.items():
            if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
                counts[key] = counts.get(key, 0) + len(value)
    longest = max(counts, key=lambda key: counts[key], default="")
    return longest if longest and len(objects) == len(rows) and counts[longest] >= _MANY * len(rows) else ""


def inner_rows(rows: Sequence[tuple[str, Any]], key: str, *, keyed: bool) -> list[tuple[tuple[str, ...], Any]]:
    """Return the inner objects with the path to each, and with the single values of the object around it.

    >>> inner_rows([("0", {"etf": "XAAA", "holdings": [{"symbol": "S"}]})], "holdings", keyed=False)
    [(('0', 'holdings', '0'), {'outer': {'etf': 'XAAA'}, 'symbol': 'S'})]
    """
    found: list[tuple[tuple[str, ...], Any]] = []
    for place, row in rows:
        around = {"key": place} if keyed else {}
        around |= {name: value for name, value in row.items() if name != key and not _holds_array(value)}
        inner = row.get(key)
        for number, each in enumerate(inner if isinstance(inner, list) else ()):
            found.append(((place, key, str(number)), {OUTER: around, **each} if around else each))
    return found


def _holds_array(value: Any) -> bool:
    return isinstance(value, list) or (isinstance(value, Mapping) and any(map(_holds_array, value.values())))
