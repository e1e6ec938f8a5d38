"""Tables that a JSON file holds column by column: arrays of one length side by side, each bare or wrapped in an object."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_WRAPPED = ("value", "formattedValue")  # where product pages keep the array of a column
_FEWEST = 3  # columns side by side that are taken as a table


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of one length by name; `first` is the path from the object to the array of the first one."""

    cells: Mapping[str, list[Any]]
    first: tuple[str, ...]

    @property
    def length(self) -> int:
        """How many rows they have."""
        return len(next(iter(self.cells.values())))


def columns_of(value: object) -> Columns | None:
    """Return the columns that an object holds, None where it is no table by columns.

    >>> columns_of({"a": {"value": ["x", "y"]}, "b": {"value": ["1", "2"]}, "c": ["3", "4"], "day": "20260605"})
    Columns(cells={'a': ['x', 'y'], 'b': ['1', '2'], 'c': ['3', '4']}, first=('a', 'value'))
    """
    if not isinstance(value, dict):
        return None
    found = {name: array for name, inner in value.items() if (array := _array(inner))}
    lengths = Counter(len(cells) for _, cells in found.values())
    length, count = lengths.most_common(1)[0] if lengths else (0, 0)
    wrapped = all(path for path, cells in found.values() if len(cells) == length)
    if count < _FEWEST or (length < 2 and not wrapped):
        return None
    taken = {name: array for name, array in found.items() if len(array[1]) == length}
    first, (path, _) = next(iter(taken.items()))
    return Columns({name: cells for name, (_, cells) in taken.items()}, (first, *path))


def _array(inner: object) -> tuple[tuple[str, ...], list[Any]] | None:
    """Return an array of single values with the path to it; nothing for anything else."""
    if isinstance(inner, list):
        return ((), inner) if inner and not any(isinstance(each, dict | list) for each in inner) else None
    if isinstance(inner, dict):
        for name in _WRAPPED:
            array = inner.get(name)
            if isinstance(array, list) and (found := _array(array)):
                return (name,), found[1]
    return None
