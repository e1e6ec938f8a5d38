"""What is refused before a parser sees it: endless entities, depths that exhaust a stack, contexts on other servers."""

from __future__ import annotations

import json
import re
import zlib
from contextlib import suppress
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate

from themegraph.errors import ReadError

LARGEST_UNPACKED = 200_000_000  # bytes
DEEPEST = 200  # levels of JSON
_JSON = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
TURTLE = re.compile(
    rb'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|'
    rb"'''(?:[^'\\]|\\.|'(?!''))*'''|'(?:[^'\\\n]|\\.)*'|"
    rb"<[^<>\"{}|^`\\\x00-\x20]*>|#[^\n]*|<<\(?|\)?>>|[\[\](){}]",
    re.DOTALL,
)
_OPENING = frozenset((b"[", b"{", b"(", b"<<", b"<<("))
_CLOSING = frozenset((b"]", b"}", b")", b">>", b")>>"))
_ENTITY = re.compile(rb"<!ENTITY\s+(%\s+)?[^\s>]+\s+(SYSTEM|PUBLIC|\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_LONGEST_ENTITY = 2_000  # bytes
_SCHEMA = re.compile(r"https?://(?:www\.)?schema\.org/?(?:docs/jsonldcontext\.jsonld?)?")
#: Stands for the context that schema.org serves: its terms, and those of them that lead to things by their address.
SCHEMA_CONTEXT = {
    "@vocab": "http://schema.org/",
    "id": "@id",
    "type": "@type",
    **{name: {"@type": "@id"} for name in ("url", "sameAs", "image", "logo", "mainEntityOfPage", "additionalType")},
}


def unpacked(data: bytes, where: str) -> bytes:
    """Return the content of a gzip file; ReadError where it is damaged or beyond the limit."""
    parts: list[bytes] = []
    size, left = 0, data
    try:
        while left:
            stream = zlib.decompressobj(wbits=31)
            part = stream.decompress(left, LARGEST_UNPACKED - size + 1)
            parts.append(part)
            size += len(part)
            if size > LARGEST_UNPACKED:
                raise ReadError(f"unpacks to more than {LARGEST_UNPACKED:,} bytes", where=where, valid="a smaller file")
            if not stream.eof:
                raise ReadError("the gzip file is cut short", where=where, valid="a whole file")
            left = stream.unused_data.lstrip(b"\0")
    except zlib.error as error:
        raise ReadError(f"the gzip file is damaged: {error}", where=where, valid="a whole file") from error
    return b"".join(parts)


def check_entities(data: bytes, where: str) -> None:
    """Refuse XML entities that lead to other entities or out of the file: they grow without end or fetch."""
    start = data.find(b"<!DOCTYPE")
    if start < 0:
        return
    for found in _ENTITY.finditer(data, start):
        value = found[2]
        if found[1] or value[:1] not in (b'"', b"'"):
            raise ReadError("an XML entity from outside the file", where=where, valid="entities with a plain value")
        if b"&" in value or b"%" in value or len(value) > _LONGEST_ENTITY:
            raise ReadError(
                "an XML entity that holds others, or is long", where=where, valid="entities with a plain value"
            )


def check_depth(data: bytes, where: str, marks: re.Pattern[bytes] = _JSON) -> None:
    """Refuse JSON, or with other marks Turtle and its kin, beyond the depth that a parser's stack bears."""
    depth = 0
    for found in marks.finditer(data):
        mark = found[0]
        if mark in _OPENING:
            depth += 1
            if depth > DEEPEST:
                raise _too_deep(where)
        elif mark in _CLOSING:
            depth -= 1


def check_elements(data: bytes, where: str) -> None:
    """Refuse XML whose elements are nested too deeply; what else is wrong with it its parser says."""
    depth = 0

    def start(name: str, attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise _too_deep(where)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    with suppress(ExpatError):
        parser.Parse(data, True)


def _too_deep(where: str) -> ReadError:
    return ReadError(f"nested more than {DEEPEST} levels deep", where=where, valid="a file with fewer levels")


def with_contexts(data: bytes, where: str) -> bytes:
    """Return JSON-LD with the bundled contexts in place of their addresses; ReadError for any other address."""
    if b'"@context"' not in data:
        return data
    try:
        tree = json.loads(data)
    except ValueError as error:
        raise ReadError(f"malformed JSON: {error}", where=where, valid="JSON-LD") from error
    return json.dumps(tree, ensure_ascii=False).encode() if _settle(tree, where) else data


def _settle(tree: Any, where: str) -> bool:
    """Replace what is known in a tree of at most DEEPEST levels; say whether something was."""
    if isinstance(tree, list):
        settled = [_settle(part, where) for part in tree]  # all of them, not up to the first
        return any(settled)
    if not isinstance(tree, dict):
        return False
    changed = False
    if "@context" in tree:
        settled = _context(tree["@context"], where)
        changed, tree["@context"] = settled != tree["@context"], settled
    return any([changed, *(_settle(value, where) for key, value in tree.items() if key != "@context")])


def _context(given: Any, where: str) -> Any:
    if isinstance(given, list):
        return [_context(part, where) for part in given]
    if isinstance(given, dict):
        if "@import" in given:
            raise ReadError(
                f"the context imports {given['@import']}", where=where, valid="a context in the file itself"
            )
        return {name: _scoped(value, where) for name, value in given.items()}
    if isinstance(given, str):
        if _SCHEMA.fullmatch(given):
            return SCHEMA_CONTEXT
        valid = "a context in the file itself, or https://schema.org"
        raise ReadError(f"the context {given[:200]} is elsewhere, and nothing is fetched", where=where, valid=valid)
    return given


def _scoped(value: Any, where: str) -> Any:
    """Settle the context that holds for one term only."""
    if isinstance(value, dict) and "@context" in value:
        return value | {"@context": _context(value["@context"], where)}
    return value
