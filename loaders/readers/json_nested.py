"""Objects that each hold an array of objects, as funds hold positions: the inner objects are the rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

OUTER = "outer"  # what the names of the columns begin with that hold what the outer objects say
_MANY = 5  # inner objects for each outer one on average: more than one thing has codes
_FEWEST = 3  # names in an inner object that says enough to be a row by itself
_DEEPEST = 4
Path = tuple[str, ...]


def inner_path(rows: Sequence[tuple[str, Any]]) -> Path:
    """Return the names that lead from the objects of an array to arrays that are tables themselves, none where none is.

    >>> funds = [("0", {"etf": "XAAA", "holdings": {"items": [{"symbol": f"S{n}"} for n in range(9)]}})]
    >>> inner_path(funds), inner_path([("0", {"name": "A", "codes": [{"isin": "x"}, {"cusip": "y"}]})])
    (('holdings', 'items'), ())
    """
    objects = [row for _, row in rows if isinstance(row, dict)]
    found: dict[Path, list[Mapping[str, Any]]] = {}
    for row in objects:
        for path, array in _arrays(row, ()):
            found.setdefault(path, []).extend(array)
    longest = max(found, key=lambda path: len(found[path]), default=())
    if not longest or len(objects) < len(rows):
        return ()
    inner = found[longest]
    said = max(len(_singles(each)) for each in inner)
    telling = len(inner) > len(rows) and said >= max(_FEWEST, *(len(_singles(row)) for row in objects))
    return longest if telling or len(inner) >= _MANY * len(rows) else ()


def inner_rows(rows: Sequence[tuple[str, Any]], path: Path, *, keyed: bool) -> list[tuple[Path, Any]]:
    """Return the inner objects with the path to each, and with what the object around it says beside them.

    >>> inner_rows([("0", {"etf": "XAAA", "holdings": [{"symbol": "S"}]})], ("holdings",), keyed=False)
    [(('0', 'holdings', '0'), {'outer': {'etf': 'XAAA'}, 'symbol': 'S'})]
    """
    found: list[tuple[Path, Any]] = []
    for place, row in rows:
        around = ({"key": place} if keyed else {}) | _without_arrays(row)
        inner: Any = row
        for name in path:
            inner = inner.get(name) if isinstance(inner, dict) else None
        for number, each in enumerate(inner if isinstance(inner, list) else ()):
            found.append(((place, *path, str(number)), {OUTER: around, **each} if around else each))
    return found


def _arrays(value: Mapping[str, Any], path: Path) -> Iterator[tuple[Path, list[Any]]]:
    for name, inner in value.items():
        if isinstance(inner, list) and inner and all(isinstance(each, dict) for each in inner):
            yield (*path, name), inner
        elif isinstance(inner, dict) and len(path) < _DEEPEST:
            yield from _arrays(inner, (*path, name))


def _without_arrays(value: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, inner in value.items():
        if isinstance(inner, dict):
            rest = _without_arrays(inner)
            if rest:
                found[name] = rest
        elif not isinstance(inner, list):
            found[name] = inner
    return found


def _singles(value: Mapping[str, Any]) -> list[str]:
    return [name for name, inner in value.items() if not isinstance(inner, dict | list)]
