"""Whether a rule file's parts have the form that they should, before anything is made of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from themegraph.errors import RuleError

Check = Callable[[Any], bool]
_LONGEST_PATTERN = 4_000  # characters; one nested deeper than that allows would be too much to compile
_DEEPEST = 50
_ENDS = ("context", "registry", "within", "entity", "entities", "things", "value")
_CONTEXTS = ("about", "theme", "head", "lead", "publisher", "topic", "page", "ware")


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _is_mapping(value: Any) -> bool:
    return isinstance(value, dict)


def _is_mappings(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def _is_switch(value: Any) -> bool:
    return isinstance(value, bool)


def _is_confidence(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= 1


def _is_expression(value: Any) -> bool:
    try:
        return _is_text(value) and re.compile(value) is not None
    except re.error:
        return False


def _is_pattern(value: Any) -> bool:
    if not _is_text(value) or len(value) > _LONGEST_PATTERN:
        return False
    return value.count("(") + value.count("[") <= _DEEPEST or _depth(value) <= _DEEPEST


def _is_patterns(value: Any) -> bool:
    return _is_texts(value) and all(not each.strip() or _is_pattern(each) for each in value)


def _is_end(value: Any) -> bool:
    if not isinstance(value, dict):
        return _is_text(value)
    needs = {"within": "types", "entity": "text", "entities": "text", "things": "text"}
    kind = next((key for key in _ENDS if key in value), "")
    context = value.get("context", _CONTEXTS[0])
    return bool(kind) and needs.get(kind, kind) in value and context in _CONTEXTS


def _is_claims(value: Any) -> bool:
    return _is_texts(value) and all(len([part for part in each.split("|") if part.strip()]) >= 3 for each in value)


def _one_of(*words: str) -> tuple[Check, str]:
    return lambda value: isinstance(value, str) and value in words, ", ".join(words)


def _depth(pattern: str) -> int:
    """Return how deep a pattern's brackets go."""
    depth = deepest = 0
    for char in pattern:
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(char, 0)
        deepest = max(deepest, depth)
    return deepest


_TEXT: tuple[Check, str] = (_is_text, "a text")
_TIME = _one_of("auto", "clause", "reference", "none")
_MAPPING: tuple[Check, str] = (_is_mapping, "a mapping such as {name: value}")
_SWITCH: tuple[Check, str] = (_is_switch, "true or false")
_PATTERN = f"a pattern of at most {_LONGEST_PATTERN:,} characters, {_DEEPEST} brackets deep"
_PATTERNS: tuple[Check, str] = (_is_patterns, f"a list of patterns, each {_PATTERN}")
_END: tuple[Check, str] = (_is_end, f"the name of a slot, or a mapping with one of {', '.join(_ENDS)}")
_FILE: Mapping[str, tuple[Check, str]] = {
    "relation": _TEXT, "summary": _TEXT, "time": _TIME, "subject": _END, "object": _END,
    "version": (lambda value: isinstance(value, int) and value is not True and value > 0, "a whole number from 1"),
    "patterns": (_is_mappings, "a list of patterns, each with id and match"),
    "examples": (_is_mappings, "a list of {text: …, claims: [“A | relation | B”]}"),
}  # fmt: skip
_RULE: Mapping[str, tuple[Check, str]] = {
    "id": (lambda value: isinstance(value, str) and re.fullmatch(r"[\w-]+", value) is not None, "letters, digits and -"),
    "match": (_is_pattern, _PATTERN), "relation": _TEXT, "subject": _END, "object": _END, "qualifiers": _MAPPING,
    "set": _MAPPING, "links": _MAPPING, "when": _TEXT, "derived": _SWITCH, "claimant": _TEXT, "as": _TEXT,
    "status": _one_of("asserted", "planned", "stated"), "emit": (_is_mappings, "a list of mappings"),
    "blocks": (_is_texts, "a list of kinds of block"), "unit": _TEXT, "each": _SWITCH, "time": _TIME, "note": _TEXT,
    "confidence": (_is_confidence, "a number above 0, at most 1"), "unless": _PATTERNS, "without": _PATTERNS,
    "behind": _PATTERNS, "uncited": _SWITCH, "negative": _SWITCH,
    "sections": (_is_expression, "a regular expression"),
}  # fmt: skip
RULE_KEYS = frozenset(_RULE)
FILE_KEYS = frozenset(_FILE)
_EMITTED = (
    "relation",
    "subject",
    "object",
    "qualifiers",
    "set",
    "links",
    "when",
    "derived",
    "status",
    "claimant",
    "as",
)
_EXAMPLE: Mapping[str, tuple[Check, str]] = {"text": _TEXT, "claims": (_is_claims, "a list of “A | relation | B”")}


def check_shape(data: Mapping[str, Any], path: str) -> None:
    """Raise RuleError, with file and line, for the first part of a rule file that has not the form it should have."""
    for part, checks, needed, where in _parts(data, path):
        for key in needed:
            if key not in part:
                raise RuleError(f"{key} is missing", where=where, valid=f"{key}: {checks[key][1]}")
        for key, (holds, valid) in checks.items():
            if key in part and not holds(part[key]):
                raise RuleError(f"{key} cannot be {_shown(part[key])}", where=where, valid=valid)


def _parts(
    data: Mapping[str, Any], path: str
) -> Iterator[tuple[Mapping[str, Any], Mapping[str, tuple[Check, str]], tuple[str, ...], str]]:
    """Yield the mappings of a file with how each must be, the outer ones first."""
    yield data, _FILE, ("patterns",), f"{path}:{data['__line__']}"
    for entry in data["patterns"]:
        yield entry, _RULE, ("id", "match"), f"{path}:{entry['__line__']}"
        for part in entry.get("emit", ()):
            where = f"{path}:{part['__line__']}"
            unknown = sorted(str(key) for key in part if key not in (*_EMITTED, "__line__"))
            if unknown:
                raise RuleError(f"unknown key {', '.join(unknown)} in emit", where=where, valid=", ".join(_EMITTED))
            yield part, {key: _RULE[key] for key in _EMITTED}, (), where
    for entry in data.get("examples", ()):
        yield entry, _EXAMPLE, ("text",), f"{path}:{entry['__line__']}"


def _shown(value: Any) -> str:
    """Return a value as a message shows it, without the line that reading it added."""
    value = [_bare(each) for each in value] if isinstance(value, list) else _bare(value)
    words = str(value) if not isinstance(value, str) else f"“{value}”"
    return words if len(words) <= 60 else words[:59] + "…"


def _bare(value: Any) -> Any:
    return {key: each for key, each in value.items() if key != "__line__"} if isinstance(value, dict) else value
