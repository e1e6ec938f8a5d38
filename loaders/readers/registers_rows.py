"""What the forms of registers share: rows with their places, and values taken out of untrusted JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

PlacedRow = tuple[str, Sequence[str]]
LONGEST = 2000  # characters of one value


@dataclass(frozen=True, slots=True)
class RegisterSheet:
    """A register's records: rows as (JSON Pointer, cells) under named columns."""

    kind: str
    columns: tuple[str, ...]
    rows: Sequence[PlacedRow]
    facts: Mapping[str, str] = field(default_factory=dict)
    title: str = ""


def text(value: object) -> str:
    """Return a string or number as text, "" for anything else.

    >>> text(" A "), text(42), text(None), text(["x"])
    ('A', '42', '', '')
    """
    if isinstance(value, str):
        return " ".join(value[:LONGEST].split())
    return str(value)[:LONGEST] if isinstance(value, int | float) and not isinstance(value, bool) else ""


def at(value: Any, *path: str | int) -> Any:
    """Return what stands at a path of names and places in a tree of JSON, None where the tree is another.

    >>> at({"a": [{"b": 1}]}, "a", 0, "b"), at({"a": []}, "a", 0), at("x", "a")
    (1, None, None)
    """
    for step in path:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def items(value: object) -> Iterator[tuple[int, Any]]:
    """Yield the numbered items of a list, nothing of anything else."""
    return iter(enumerate(value)) if isinstance(value, list) else iter(())


def pairs(value: object) -> Iterator[tuple[str, Any]]:
    """Yield the members of an object, nothing of anything else."""
    return iter(value.items()) if isinstance(value, dict) else iter(())


def pointer(*path: str | int) -> str:
    """Return a path as a JSON Pointer (RFC 6901).

    >>> pointer("a/b", 0)
    '/a~1b/0'
    """
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)
