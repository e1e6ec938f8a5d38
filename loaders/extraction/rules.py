"""Relation files: patterns as data, with the sentences that prove them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from themegraph.errors import RuleError
from themegraph.loaders.extraction.pattern import Pattern, compile_pattern
from themegraph.loaders.extraction.rule_shape import FILE_KEYS, RULE_KEYS, check_shape
from themegraph.loaders.extraction.vocabulary import Vocabulary, load_vocabulary
from themegraph.ontology.terms import RELATIONS


@dataclass(frozen=True, slots=True)
class Emission:
    """What one match states: a relation, its ends, qualifiers, and links to other emissions of the match.

    `subject` and `object` name a slot, or hold {"context": …}, {"registry": …}, {"within": slot, "types": […]} (mentions in a free slot),
    {"entity": type, "text": slot} (a thing named by the slot's words) or {"value": template, "label": template}.
    """

    name: str
    relation: str
    subject: Any
    object: Any
    qualifiers: Mapping[str, str] | None
    fixed: Mapping[str, Any]
    links: Mapping[str, Any]
    when: str
    derived: bool
    status: str
    claimant: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern of a relation file with what it emits.

    `uncited` is for readings that are the document's own, whatever source the sentence cites. `unless` must match nowhere in the unit, `without` nowhere in the match itself, `behind` not in the words right before it.
    """

    id: str
    pattern: Pattern
    emissions: tuple[Emission, ...]
    blocks: frozenset[str]
    unit: str
    confidence: str
    each: bool
    time: str
    unless: tuple[Pattern, ...]
    without: tuple[Pattern, ...]
    behind: tuple[Pattern, ...]
    sections: re.Pattern[str] | None
    negative: bool
    uncited: bool


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with the claims that its file must (or, where empty, must not) find in it."""

    text: str
    claims: tuple[str, ...]
    line: int
    meta: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A relation file as read."""

    relation: str
    path: str
    rules: tuple[Rule, ...]
    examples: tuple[Example, ...]


class _Lines(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """A safe loader that notes the line of each mapping."""


def _mapping(loader: _Lines, node: yaml.MappingNode) -> dict[Any, Any]:
    out: dict[Any, Any] = loader.construct_mapping(node, deep=True)
    out["__line__"] = node.start_mark.line + 1
    return out


_Lines.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read_rule_file(text: str, path: str, vocabulary: Vocabulary) -> RuleFile:
    """Parse a relation file; raise RuleError with file and line for what is malformed."""
    try:
        data = yaml.load(text, Loader=_Lines)
    except yaml.YAMLError as error:
        words = " ".join(str(error).replace('in "<unicode string>", ', "at ").split())
        raise RuleError(f"not YAML: {words}", where=f"{path}{_place(error)}") from None
    if not isinstance(data, dict) or "patterns" not in data:
        raise RuleError("no patterns", where=path, valid="a mapping with relation, patterns and examples")
    _check_keys(data, FILE_KEYS, path)
    check_shape(data, path)
    version = data.get("version", 1)
    rules = tuple(_rule(entry, data, path, version, vocabulary) for entry in data["patterns"])
    return RuleFile(data.get("relation", ""), path, rules, tuple(_examples(data.get("examples", []), path)))


def _place(error: yaml.YAMLError) -> str:
    """Return “:line” where a YAML error tells its place."""
    mark = getattr(error, "problem_mark", None)
    return f":{mark.line + 1}" if mark else ""


def _check_keys(entry: Mapping[str, Any], valid: frozenset[str], path: str) -> None:
    unknown = set(entry) - valid - {"__line__"}
    if unknown:
        raise RuleError(
            f"unknown key {', '.join(sorted(map(str, unknown)))}",
            where=f"{path}:{entry['__line__']}",
            valid=", ".join(sorted(valid)),
        )


def _rule(entry: dict[str, Any], data: dict[str, Any], path: str, version: int, vocabulary: Vocabulary) -> Rule:
    where = f"{path}:{entry['__line__']}"
    _check_keys(entry, RULE_KEYS, path)
    defaults = {
        "relation": data.get("relation", ""),
        "subject": data.get("subject", "subject"),
        "object": data.get("object", "object"),
    }
    emitted = [{**_plain(entry), **part} for part in entry["emit"]] if "emit" in entry else [entry]
    emissions = tuple(_emission({**defaults, **part}, where) for part in emitted)
    stem = Path(path).stem
    pattern = compile_pattern(entry["match"], vocabulary, where=where)
    _check_slots(pattern, emissions, where)
    return Rule(
        id=f"{stem}/{entry['id']}@{version}",
        pattern=pattern,
        emissions=emissions,
        blocks=frozenset(entry.get("blocks", ())),
        unit=entry.get("unit", "sentence"),
        confidence=str(entry.get("confidence", "0.9")),
        each=bool(entry.get("each", False)),
        time=entry.get("time", data.get("time", "")),
        unless=tuple(compile_pattern(p, vocabulary, where=where) for p in entry.get("unless", ())),
        without=tuple(compile_pattern(p, vocabulary, where=where) for p in entry.get("without", ())),
        behind=tuple(compile_pattern(f"{p} $", vocabulary, where=where) for p in entry.get("behind", ())),
        sections=re.compile(entry["sections"], re.IGNORECASE) if "sections" in entry else None,
        negative=bool(entry.get("negative", False)),
        uncited=bool(entry.get("uncited", False)),
    )


def _plain(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key in {"derived", "status", "claimant", "subject", "object"}}


def _emission(part: dict[str, Any], where: str) -> Emission:
    if part["relation"] not in RELATIONS:
        raise RuleError(f"no relation {part['relation']}", where=where, valid=", ".join(sorted(RELATIONS)))
    return Emission(
        name=part.get("as", part["relation"]),
        relation=part["relation"],
        subject=part["subject"],
        object=part["object"],
        qualifiers=_clean(part["qualifiers"]) if "qualifiers" in part else None,
        fixed=_clean(part.get("set", {})),
        links=_clean(part.get("links", {})),
        when=part.get("when", ""),
        derived=bool(part.get("derived", False)),
        status=part.get("status", ""),
        claimant=part.get("claimant", ""),
    )


def _clean(mapping: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in mapping.items() if key != "__line__"}


def _check_slots(pattern: Pattern, emissions: tuple[Emission, ...], where: str) -> None:
    for emission in emissions:
        ends = [
            e.get("within") or e.get("text")
            for e in (emission.subject, emission.object)
            if isinstance(e, dict) and "{" not in str(e.get("text", ""))
        ]
        named = [
            s
            for s in (
                *ends,
                emission.subject,
                emission.object,
                *(emission.qualifiers or {}).values(),
                emission.when,
                emission.claimant,
            )
            if isinstance(s, str) and s
        ]
        for slot in named:
            if slot.lstrip("!") not in pattern.slots:
                raise RuleError(f"no slot {slot} in the pattern", where=where, valid=", ".join(sorted(pattern.slots)))


def _examples(entries: list[dict[str, Any]], path: str) -> Iterator[Example]:
    for entry in entries:
        if not isinstance(entry, dict) or "text" not in entry:
            raise RuleError("an example needs a text", where=path, valid="{text: …, claims: [“A | relation | B”]}")
        meta = {str(k): str(v) for k, v in entry.items() if k not in {"text", "claims", "__line__"}}
        yield Example(entry["text"], tuple(entry.get("claims", ())), entry["__line__"], meta)


@cache
def load_rules() -> tuple[RuleFile, ...]:
    """Read the packaged relation files, in the order of their names."""
    vocabulary = load_vocabulary()
    folder = files("themegraph.loaders").joinpath("relations")
    entries = sorted((e for e in folder.iterdir() if e.name.endswith(".yaml")), key=lambda e: e.name)
    return tuple(read_rule_file(entry.read_text("utf-8"), entry.name, vocabulary) for entry in entries)
