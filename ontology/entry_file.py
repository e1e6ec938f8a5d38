"""Read a registry file: a YAML list of entries, each with the exact lines it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from themegraph.errors import RuleError
from themegraph.ontology.entry import FAMILIES, ID_BASE, STRUCTURAL, RegistryEntry, RegistryFile, StructuralLink, Ticker

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is ten times faster; the marks are the same
FIELDS = (
    "id", "type", "label", "source", "aliases", "legal", "tickers", "cik", "lei", "wikidata", "code", "country",
    "descriptions", "homograph", *STRUCTURAL,
)  # fmt: skip
REQUIRED = ("id", "type", "label", "source")
PATTERNS = {
    "id": (re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"), "lower-case letters, digits and single hyphens"),
    "cik": (re.compile(r"[1-9][0-9]{0,9}"), "an SEC number without leading zeros"),
    "lei": (re.compile(r"[0-9A-Z]{18}[0-9]{2}"), "20 letters and digits (ISO 17442)"),
    "wikidata": (re.compile(r"Q[1-9][0-9]*"), "a Wikidata item such as Q42"),
    "code": (re.compile(r"[A-Z0-9]{2,4}"), "an ISO 3166 code or a market identifier code"),
    "homograph": (re.compile(r"true|false"), "true or false"),
    "symbol": (re.compile(r"[0-9A-Z]+([.-][0-9A-Z]+)*"), "upper-case letters and digits"),
    "mic": (re.compile(r"[0-9A-Z]{4}"), "a market identifier code (ISO 10383)"),
}
TARGET = re.compile(r"[a-z]+/[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class _Source:
    """A file being read: where it is, its text, and where each of its lines starts."""

    path: str
    name: str
    text: str
    starts: tuple[int, ...]

    def fail(self, what: str, node: Node, valid: str) -> RuleError:
        """Return an error that points at the node's line."""
        return RuleError(what, where=f"{self.path}:{node.start_mark.line + 1}", valid=valid)


def read_registry_file(path: Path) -> RegistryFile:
    """Read and check one registry file; raise RuleError with file and line for what is malformed."""
    source = _open(path)
    root = _compose(source)
    if root is None:
        return RegistryFile(source.name, source.text, ())
    if not isinstance(root, SequenceNode):
        raise source.fail("a registry file is not a list", root, "a YAML list of entries")
    return RegistryFile(source.name, source.text, tuple(_entry(source, node) for node in root.value))


def _open(path: Path) -> _Source:
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise RuleError(f"the registry file cannot be read: {error.strerror}", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise RuleError("the registry file is not UTF-8", where=f"{path}, byte {error.start}") from error
    starts = (0, *(match.end() for match in re.finditer(r"\r\n|[\r\n\x85\u2028\u2029]", text)), len(text))
    return _Source(str(path), path.name, text, starts)


def _compose(source: _Source) -> Node | None:
    try:
        return yaml.compose(source.text, Loader=LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{source.path}:{mark.line + 1}" if mark else source.path
        raise RuleError(f"not YAML: {getattr(error, 'problem', error)}", where=where) from error


def _entry(source: _Source, node: Node) -> RegistryEntry:
    fields = _fields(source, node)
    for name in REQUIRED:
        if name not in fields:
            raise source.fail(f"an entry lacks '{name}'", node, f"every entry has {', '.join(REQUIRED)}")
    texts = {name: _text(source, name, fields[name]) for name in fields if name in _SINGLE}
    kind = texts["type"]
    if kind not in FAMILIES:
        raise source.fail(f"unknown type '{kind}'", fields["type"], ", ".join(FAMILIES))
    first, last = node.start_mark.line, _last_line(node)
    start, end = source.starts[first], source.starts[last + 1]
    text = source.text[start:end].rstrip("\r\n")
    return RegistryEntry(
        iri=f"{ID_BASE}{FAMILIES[kind]}/{texts['id']}",
        type=kind,
        label=texts["label"],
        source=texts["source"],
        file=source.name,
        line_start=first + 1,
        line_end=last + 1,
        start=start,
        end=start + len(text),
        text=text,
        aliases=_texts(source, fields, "aliases"),
        legal=texts.get("legal", ""),
        tickers=tuple(_ticker(source, item) for item in _items(fields.get("tickers"))),
        cik=texts.get("cik", ""),
        lei=texts.get("lei", ""),
        wikidata=texts.get("wikidata", ""),
        code=texts.get("code", ""),
        country=_target(source, fields["country"]) if "country" in fields else "",
        descriptions=_texts(source, fields, "descriptions"),
        homograph=texts.get("homograph") == "true",
        links=tuple(_links(source, fields)),
    )


_SINGLE = frozenset(FIELDS) - {"aliases", "tickers", "country", "descriptions", *STRUCTURAL}


def _fields(source: _Source, node: Node) -> dict[str, Node]:
    if not isinstance(node, MappingNode):
        raise source.fail("an entry is not a mapping", node, "field: value, one a line")
    fields: dict[str, Node] = {}
    for key, value in node.value:
        name = str(key.value)
        if name not in FIELDS:
            raise source.fail(f"unknown field '{name}'", key, ", ".join(FIELDS))
        if name in fields:
            raise source.fail(f"the field '{name}' is given twice", key, "each field once")
        fields[name] = value
    return fields


def _text(source: _Source, name: str, node: Node) -> str:
    # The scalar's own words, never YAML's reading of them: the country code NO stays NO.
    if not isinstance(node, ScalarNode) or not node.value.strip():
        raise source.fail(f"'{name}' is not a text", node, "one line of text")
    value = str(node.value)
    if value != value.strip() or not value.isprintable():
        raise source.fail(f"'{name}' has stray white space or control characters", node, "printable text")
    pattern, valid = PATTERNS.get(name, (None, ""))
    if pattern is not None and not pattern.fullmatch(value):
        raise source.fail(f"'{name}' cannot be '{value}'", node, valid)
    return value


def _items(node: Node | None) -> list[Node]:
    if node is None:
        return []
    return list(node.value) if isinstance(node, SequenceNode) else [node]


def _texts(source: _Source, fields: dict[str, Node], name: str) -> tuple[str, ...]:
    return tuple(_text(source, name, item) for item in _items(fields.get(name)))


def _ticker(source: _Source, node: Node) -> Ticker:
    pairs = {str(key.value): value for key, value in node.value} if isinstance(node, MappingNode) else {}
    if set(pairs) != {"symbol", "mic"}:
        raise source.fail("a ticker is malformed", node, "{symbol: XYZ, mic: XNAS}")
    return Ticker(_text(source, "symbol", pairs["symbol"]), _text(source, "mic", pairs["mic"]))


def _target(source: _Source, node: Node) -> str:
    value = _text(source, "target", node)
    if not TARGET.fullmatch(value):
        raise source.fail(f"'{value}' names no entry", node, "family/slug, such as country/us")
    return ID_BASE + value


def _links(source: _Source, fields: dict[str, Node]) -> Iterator[StructuralLink]:
    for predicate in STRUCTURAL:
        for item in _items(fields.get(predicate)):
            yield StructuralLink(predicate, _target(source, item))


def _last_line(node: Node) -> int:
    # The end mark of a block collection lies past the blank lines and comments that follow it, so go by its leaves.
    if isinstance(node, ScalarNode) or getattr(node, "flow_style", False) or not node.value:
        mark = node.end_mark
        return int(mark.line) - (mark.column == 0 and mark.line > node.start_mark.line)
    tail = node.value[-1]
    return _last_line(tail[1] if isinstance(tail, tuple) else tail)
