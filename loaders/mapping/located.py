"""YAML as plain values that know their line: every scalar is text as written, so that no word turns into a number or date."""

from __future__ import annotations

from typing import Self

import yaml

from themegraph.errors import RuleError

LARGEST = 500_000  # bytes
_DEEPEST = 30
_VALID = "a mapping in YARRRML"


class Text(str):
    """A scalar with its line, counted from 1."""

    __slots__ = ("line",)
    line: int

    def __new__(cls, text: str, line: int = 0) -> Self:
        """Make a text that knows its line."""
        made = super().__new__(cls, text)
        made.line = line
        return made


class Table(dict[str, "Located"]):
    """A table of names with its line."""

    line: int = 0


class Items(list["Located"]):
    """A list with its line."""

    line: int = 0


Located = Text | Table | Items


def located(text: str, where: str) -> Located:
    """Return a YAML document's content. Raises RuleError, naming the line, for what is malformed, deep or uses aliases."""
    try:
        node = yaml.compose(text, yaml.SafeLoader)  # not the C loader: a deep file would exhaust its stack
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{where}:{mark.line + 1}:{mark.column + 1}" if mark else where
        raise RuleError(f"malformed YAML: {error.problem or error.context}", where=place, valid=_VALID) from error
    except yaml.YAMLError as error:
        raise RuleError(f"malformed YAML: {' '.join(str(error).split())[:200]}", where=where, valid=_VALID) from error
    except RecursionError as error:
        raise RuleError("nested too deeply", where=where, valid=_VALID) from error
    if node is None:
        raise RuleError("holds nothing", where=where, valid=_VALID)
    return _value(node, where, set(), 0)


def _value(node: yaml.Node, where: str, seen: set[int], level: int) -> Located:
    line = node.start_mark.line + 1
    if id(node) in seen:
        raise RuleError("an alias (*name)", where=f"{where}:{line}", valid="the value itself, written out")
    if level > _DEEPEST:
        raise RuleError(f"more than {_DEEPEST} levels", where=f"{where}:{line}", valid=_VALID)
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        return _table(node, where, seen, level)
    if isinstance(node, yaml.SequenceNode):
        items = Items(_value(each, where, seen, level + 1) for each in node.value)
        items.line = line
        return items
    return Text("" if node.tag == "tag:yaml.org,2002:null" and node.value in ("~", "null") else str(node.value), line)


def _table(node: yaml.MappingNode, where: str, seen: set[int], level: int) -> Table:
    table = Table()
    table.line = node.start_mark.line + 1
    for key, value in node.value:
        place = f"{where}:{key.start_mark.line + 1}"
        name = _value(key, where, seen, level + 1)
        if not isinstance(name, Text):
            raise RuleError("a name that is no text", where=place, valid=_VALID)
        if name in table:
            raise RuleError(f"'{name[:80]}' is there twice", where=place, valid="each name once")
        table[name] = _value(value, where, seen, level + 1)
    return table
