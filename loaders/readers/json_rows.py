"""The tables in a JSON file: arrays of objects wherever they stand; runs in a process of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from themegraph.errors import ReadError
from themegraph.loaders.readers.decoding import decode
from themegraph.loaders.readers.json_columns import Columns, columns_of
from themegraph.loaders.readers.json_nested import inner_path, inner_rows
from themegraph.loaders.tables.limits import MAX_COLUMNS, limited
from themegraph.loaders.tables.rendering import packed

MOST_LEVELS = 64
MOST_TABLES = 200
LINES = (".jsonl", ".ndjson")
_SHOWN_AND_RAW = frozenset({"display", "raw"})  # one number twice: as shown on a page, and as it is
_ALIKE = 3  # objects of one form in an object that are taken as rows
_VALID = "an array of objects, an object that holds one, or one object a line"
# Name, keys of the rows with the pointer to their array, columns, numbers, lines.
Table = tuple[str, list[str], list[str], list[int], list[str]]


def parse(data: bytes, where: str) -> tuple[dict[str, str], list[Table]]:
    """Return the single values of a file by dotted name, and its tables. Raises ReadError where it has none."""
    found = _Found(where)
    found.walk(_loaded(decode(data, where).removeprefix("\ufeff"), where), "", "", 0)
    if not found.tables:
        raise ReadError("no table in it", where=where, valid=_VALID)
    return found.facts, found.tables


def _loaded(text: str, where: str) -> Any:
    """Return the content with every number as printed; several values, one a line, as an array."""
    if not where.lower().endswith(LINES):
        try:
            return _value(text)
        except json.JSONDecodeError as error:
            if error.msg != "Extra data" or error.lineno < 2:
                raise _malformed(error, where, error.lineno) from error
        except ValueError as error:
            raise ReadError(str(error), where=where, valid=_VALID) from error
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    return [_line(line, where, number) for number, line in lines]


def _line(line: str, where: str, number: int) -> Any:
    try:
        return _value(line)
    except json.JSONDecodeError as error:
        raise _malformed(error, where, number) from error
    except ValueError as error:
        raise ReadError(str(error), where=f"{where}:{number}", valid=_VALID) from error


def _value(text: str) -> Any:
    return json.loads(text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_object)


def _malformed(error: json.JSONDecodeError, where: str, line: int) -> ReadError:
    return ReadError(f"malformed JSON: {error.msg}", where=f"{where}:{line}:{error.colno}", valid=_VALID)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in made if names.count(name) > 1)
        raise ValueError(f"the name {twice[:80]!a} occurs twice in one object")
    return made


@dataclass(slots=True)
class _Found:
    """What a walk through the content has met."""

    where: str
    facts: dict[str, str] = field(default_factory=dict)
    tables: list[Table] = field(default_factory=list)

    def walk(self, value: Any, pointer: str, name: str, level: int) -> None:
        """Take arrays of objects or arrays as tables, single values as facts, and look into everything else."""
        if level > MOST_LEVELS:
            raise ReadError(f"more than {MOST_LEVELS} levels", where=f"{self.where}, {pointer[:200]}", valid=_VALID)
        columns = columns_of(value)
        rows = [] if columns else _rows_of(value)
        if columns:
            self._columns(columns, pointer, name)
            rest = [key for key in value if key not in columns.cells]
            for key in rest:
                self.walk(value[key], f"{pointer}/{escaped(key)}", f"{name}.{key}" if name else key, level + 1)
        elif rows:
            self._rows(rows, pointer, name, keyed=isinstance(value, dict))
        elif isinstance(value, dict | list):
            items = value.items() if isinstance(value, dict) else enumerate(value)
            for key, inner in items:
                self.walk(inner, f"{pointer}/{escaped(key)}", f"{name}.{key}" if name else str(key), level + 1)
        elif len(self.facts) < MAX_COLUMNS:
            self.facts[name] = _text(value)

    def _rows(self, rows: Sequence[tuple[str, Any]], pointer: str, name: str, *, keyed: bool) -> None:
        """Take objects as rows of a table, or the objects of a long array in each of them."""
        inner = inner_path(rows)
        if inner:
            nested = inner_rows(rows, inner, keyed=keyed)
            self._table([("/".join(map(escaped, path)), row) for path, row in nested], pointer, name)
        else:
            table = [(escaped(key), row) for key, row in rows]
            self._table(table, pointer, name, [key for key, _ in rows] if keyed else ())

    def _columns(self, columns: Columns, pointer: str, name: str) -> None:
        """Take columns side by side as a table; the place of a row is its cell in the first column."""
        cells = [[_text(cell) for cell in column] for column in columns.cells.values()]
        self._room()
        numbers, lines = packed(limited(enumerate(zip(*cells, strict=True), start=1), f"{self.where}, {pointer}"))
        at = "/".join((pointer, *map(escaped, columns.first)))
        self.tables.append((name, [f"{at}/{number - 1}" for number in numbers], list(columns.cells), numbers, lines))

    def _room(self) -> None:
        if len(self.tables) == MOST_TABLES:
            raise ReadError(f"more than {MOST_TABLES} tables", where=self.where, valid="fewer arrays of objects")

    def _table(self, rows: Sequence[tuple[str, Any]], pointer: str, name: str, keys: Sequence[str] = ()) -> None:
        """Take a table of rows with their pointers from the array; `keys` are the names of the rows, as a first column."""
        self._room()
        columns: dict[str, None] = {"key": None} if keys else {}
        flat: list[dict[str, str]] = []
        for number, (place, row) in enumerate(rows):
            cells = {"key": keys[number]} if keys else {}
            _flatten(row, "", cells, 0, f"{self.where}, {pointer}/{place}")
            columns |= dict.fromkeys(cells)
            flat.append(cells)
        numbered = ((number, [cells.get(each, "") for each in columns]) for number, cells in enumerate(flat, start=1))
        numbers, lines = packed(limited(numbered, f"{self.where}, {pointer}"))
        positional = isinstance(rows[0][1], list)  # a row of the array itself is the header
        places = [f"{pointer}/{rows[number - 1][0]}" for number in numbers]
        self.tables.append((name, places, [] if positional else list(columns), numbers, lines))


def _rows_of(value: Any) -> list[tuple[str, Any]]:
    """Return the rows of a table with their keys; nothing where the value is none."""
    if isinstance(value, list):
        if any(isinstance(row, dict) for row in value) or (value and all(isinstance(row, list) for row in value)):
            return [(str(index), row) for index, row in enumerate(value)]
    elif isinstance(value, dict) and len(value) >= _ALIKE and all(isinstance(row, dict) for row in value.values()):
        shared = set.intersection(*({n for n, v in row.items() if _single(v)} for row in value.values()))
        return list(value.items()) if shared else []
    return []


def _single(value: Any) -> bool:
    return not isinstance(value, dict | list)


def _flatten(value: Any, name: str, cells: dict[str, str], level: int, where: str) -> None:
    """Put what a row holds into its cells, names of inner objects and numbers in inner arrays behind a dot."""
    if level > MOST_LEVELS:
        raise ReadError(f"more than {MOST_LEVELS} levels", where=where[:500], valid=_VALID)
    if isinstance(value, dict) and "raw" in value and value.keys() <= _SHOWN_AND_RAW:
        value = value["raw"]
    if _single(value):
        cells[name or "value"] = _text(value)
        return
    items: Iterator[tuple[object, Any]] = iter(value.items() if isinstance(value, Mapping) else enumerate(value))
    for key, inner in items:
        _flatten(inner, f"{name}.{key}" if name else str(key), cells, level + 1, where)


def _text(value: Any) -> str:
    return {None: "", True: "true", False: "false"}.get(value, str(value)) if not isinstance(value, str) else value


def escaped(key: object) -> str:
    """Return a name as a JSON Pointer writes it (RFC 6901).

    >>> escaped("a/b~c")
    'a~1b~0c'
    """
    return str(key).replace("~", "~0").replace("/", "~1")
