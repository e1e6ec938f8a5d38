"""The facts of a file of XBRL figures as rows, every value as printed; runs in a process of its own.

Three forms are told apart by their names: all facts of a company (`facts`), those of one concept (`units`), and those of
one concept and period over all companies (`data`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from themegraph.errors import ReadError
from themegraph.loaders.document import Metadata
from themegraph.loaders.readers.base import Parsed
from themegraph.loaders.tables.sheet import Row, Sheet

KIND = "company-facts"
# The columns of a row; the SEC's own names of what a fact holds begin at "start".
COLUMNS = ("concept", "label", "unit", "start", "end", "val", "accn", "fy", "fp", "form", "filed", "frame")
FILERS = ("cik", "entityName")
_OWN = COLUMNS[3:]
_BREAKS = str.maketrans(dict.fromkeys("\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_VALID = "company facts, a company concept or a frame as data.sec.gov gives them"
Object = Mapping[str, Any]
Facts = Iterator[tuple[tuple[str, ...], str]]


def parse(data: bytes, where: str) -> Parsed:
    """Return the facts of a file as one sheet; raise ReadError with the JSON Pointer of what is wrong."""
    content = _object(_loaded(data, where), "", where)
    columns: tuple[str, ...]
    if "facts" in content:
        columns, cells = COLUMNS, _of_company(content, where)
    elif "units" in content:
        columns, cells = COLUMNS, _of_units(content, _concept(content), content, "", where)
    else:
        columns, cells = (*COLUMNS, *FILERS), _of_frame(content, where)
    rows, text = _rows(cells)
    if not rows:
        raise ReadError("no fact in it", where=where, valid=_VALID)
    facts = {name: _cell(content.get(name)) for name in (*FILERS, "ccp") if name in content}
    sheet = Sheet("", KIND, "json", rows, columns, facts)
    return Parsed(text, (), _metadata(facts, content, rows), "application/json", (sheet,))


def _loaded(data: bytes, where: str) -> object:
    """Return the content with every number as printed."""
    try:
        return json.loads(
            data.decode("utf-8-sig"), parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_unique
        )
    except UnicodeDecodeError as error:
        raise ReadError(f"no UTF-8 at byte {error.start}", where=where, valid="JSON in UTF-8") from error
    except json.JSONDecodeError as error:
        place = f"{where}:{error.lineno}:{error.colno}"
        raise ReadError(f"malformed JSON: {error.msg}", where=place, valid=_VALID) from error
    except ValueError as error:
        raise ReadError(str(error), where=where, valid=_VALID) from error


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the name {_cell(twice)[:80]!r} occurs twice in one object")
    return made


def _of_company(content: Object, where: str) -> Facts:
    for taxonomy, concepts in _object(content["facts"], "/facts", where).items():
        at = f"/facts/{_escaped(taxonomy)}"
        for name, concept in _object(concepts, at, where).items():
            place = f"{at}/{_escaped(name)}"
            yield from _of_units(content, f"{taxonomy}:{name}", _object(concept, place, where), place, where)


def _of_units(content: Object, name: str, concept: Object, at: str, where: str) -> Facts:
    for unit, facts in _object(concept.get("units", {}), f"{at}/units", where).items():
        place = f"{at}/units/{_escaped(unit)}"
        yield from _of_list((name, _cell(concept.get("label")), unit), facts, place, where)


def _of_frame(content: Object, where: str) -> Facts:
    first = (_concept(content), _cell(content.get("label")), _cell(content.get("uom")))
    yield from _of_list(first, content.get("data"), "/data", where, (*_OWN, *FILERS))


def _of_list(first: tuple[str, ...], facts: object, at: str, where: str, names: tuple[str, ...] = _OWN) -> Facts:
    if not isinstance(facts, list):
        raise ReadError(f"{_kind(facts)} where facts are listed", where=f"{where}#{at}", valid=_VALID)
    start = tuple(map(_cell, first))
    for number, fact in enumerate(facts):
        given = _object(fact, f"{at}/{number}", where)
        yield (*start, *(_cell(given.get(name)) for name in names)), f"{at}/{number}"


def _rows(cells: Facts) -> tuple[tuple[Row, ...], str]:
    """Return the rows and their text, a line each with a tab between cells."""
    rows, lines, start = [], [], 0
    for number, (row, place) in enumerate(cells, start=1):
        line = "\t".join(row)
        rows.append(Row(number, row, start, start + len(line), place))
        lines.append(line)
        start += len(line) + 1
    return tuple(rows), "".join(f"{line}\n" for line in lines)


def _metadata(facts: Mapping[str, str], content: Object, rows: Iterable[Row]) -> Metadata:
    """Return a title, and as date that of the latest filing: the file is not older than it."""
    whose = facts.get("entityName") or facts.get("ccp", "")
    name = f" ({_concept(content)})" if "tag" in content else ""
    filed = COLUMNS.index("filed")
    days = (row.cells[filed] for row in rows if _DAY.fullmatch(row.cells[filed]))
    return Metadata(title=f"Reported figures: {whose}{name}", issued=max(days, default=""))


def _concept(content: Object) -> str:
    return f"{_cell(content.get('taxonomy'))}:{_cell(content.get('tag'))}"


def _object(value: object, at: str, where: str) -> Object:
    if not isinstance(value, dict):
        raise ReadError(f"{_kind(value)} where an object stands", where=f"{where}#{at}", valid=_VALID)
    return value


def _kind(value: object) -> str:
    return {str: "a text or number", list: "a list", dict: "an object", type(None): "nothing"}.get(
        type(value), "a value"
    )


def _escaped(name: str) -> str:
    """Return a name as a JSON Pointer has it.

    >>> _escaped("USD/shares")
    'USD~1shares'
    """
    return _cell(name).replace("~", "~0").replace("/", "~1")


def _cell(value: object) -> str:
    """Return a value as a cell: no tab, no line end, nothing that UTF-8 cannot write."""
    if value is None or isinstance(value, dict | list):
        return ""
    text = str(value).translate(_BREAKS)
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
