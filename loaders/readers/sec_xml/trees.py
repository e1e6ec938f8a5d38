"""XML from outside as a tree: no entities, no network, no document type; names without namespaces, places as XPath."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from themegraph.errors import ReadError

# lxml has no types of its own
Element = Any

VALID = "an N-PORT, 13F or N-CEN filing as EDGAR serves it"
_DECLARATION = re.compile(r"<\?xml\b[^>]{0,400}\?>")
_DOCTYPE = re.compile(r"(?>\s+|<\?(?s:.*?)\?>|<!--(?s:.*?)-->)*+<!DOCTYPE", re.IGNORECASE)
_BREAKS = str.maketrans(dict.fromkeys("\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", " "))
# codes of access and enclosed files, which say nothing of a fund or a manager
_LEFT_OUT = frozenset({"ccc", "contents"})


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a form: the names of the elements to it, joined by dots, the value as printed, its XPath."""

    path: str
    value: str
    place: str


def tree_of(text: str, where: str, line: int = 1) -> Element:
    """Return the first element of XML that begins on this line of the file. Raises ReadError for any fault in it."""
    from lxml import etree

    body = text.removeprefix("\ufeff").lstrip()
    line += text.count("\n", 0, len(text) - len(body))
    declared = _DECLARATION.match(body)
    if declared:  # the text is decoded, so its encoding no longer holds
        body = " " * declared.end() + body[declared.end() :]
    if _DOCTYPE.match(body):
        raise ReadError("the XML declares a document type, which may hold entities", where=where, valid=VALID)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(body.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        row = line + max(error.lineno or 1, 1) - 1
        raise ReadError(f"no well-formed XML: {_said(error)}", where=f"{where}:{row}", valid=VALID) from error


def _said(error: Exception) -> str:
    """Return a parser's message without its own count of lines."""
    words = re.sub(r", line \d+, column \d+.*", "", str(error))
    return "".join(c if c.isprintable() else " " for c in words)[:200]


def local(element: Element) -> str:
    """Return an element's name without its namespace."""
    return _local(element.tag)


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def children(element: Element) -> list[Element]:
    """Return the elements directly in an element."""
    return [child for child in element if isinstance(child.tag, str)]


def descendants(element: Element, name: str) -> Iterator[Element]:
    """Yield the elements of a name at any depth, in order, whatever their namespace."""
    found: Iterator[Element] = element.iter(f"{{*}}{name}")
    return found


def child(element: Element, name: str) -> Element | None:
    """Return the first child of a name."""
    return next((found for found in children(element) if local(found) == name), None)


def value_of(element: Element, name: str) -> str:
    """Return the text of the first child of a name, "" where there is none."""
    found = child(element, name)
    return cell(found.text or "") if found is not None else ""


def cell(text: str) -> str:
    """Return a value as a cell: as printed, without space around, line ends and tabs as spaces."""
    return text.strip().translate(_BREAKS)


class Places:
    """The XPaths of a tree's elements, in XPath 1.0 that any tool can evaluate without knowing a namespace."""

    def __init__(self) -> None:
        self._known: dict[Element, str] = {}

    def of(self, element: Element) -> str:
        """Return the XPath of an element; it has a number where its parent has several elements of its name."""
        if element not in self._known:
            parent = element.getparent()
            if parent is None:
                self._known[element] = f"/{_step(element)}"
            else:
                self._number(parent)
        return self._known[element]

    def _number(self, parent: Element) -> None:
        place, inside = self.of(parent), children(parent)
        totals = Counter(local(each) for each in inside)
        seen: Counter[str] = Counter()
        for each in inside:
            name = local(each)
            seen[name] += 1
            number = f"[{seen[name]}]" if totals[name] > 1 else ""
            self._known[each] = f"{place}/{_step(each)}{number}"


def _step(element: Element) -> str:
    return f"*[local-name()='{local(element)}']" if element.tag.startswith("{") else local(element)


def cells_of(element: Element) -> dict[str, str]:
    """Return the values in an element by their paths; a path that repeats bears a number from 2 on."""
    found: dict[str, str] = {}
    _collect(element, "", found)
    return found


def _collect(element: Element, path: str, found: dict[str, str]) -> None:
    for name, value in element.attrib.items():
        if "}" not in name:
            found[f"{path}@{name}"] = value.strip()
    text = element.text
    if text and path and (text := text.strip()):
        found[path] = text
    counts: dict[str, int] = {}
    for each in element:
        name = _local(each.tag)
        times = counts[name] = counts.get(name, 0) + 1
        if times > 1:
            name = f"{name}[{times}]"
        _collect(each, f"{path}.{name}" if path else name, found)


def fields_of(
    element: Element, places: Places, path: str = "", *, without: frozenset[str] = frozenset()
) -> Iterator[Field]:
    """Yield the values in an element with their places; elements of the names `without` are passed over."""
    place = places.of(element)
    for name, value in element.attrib.items():
        if "}" not in name:
            yield Field(f"{path}@{name}", cell(value), f"{place}/@{name}")
    text = cell(element.text or "")
    if text and path:
        yield Field(path, text, place)
    counts: Counter[str] = Counter()
    for each in children(element):
        name = local(each)
        counts[name] += 1
        if name in without or name in _LEFT_OUT:
            continue
        number = f"[{counts[name]}]" if counts[name] > 1 else ""
        yield from fields_of(each, places, f"{path}.{name}{number}" if path else f"{name}{number}", without=without)
