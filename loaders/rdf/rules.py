"""Rules that say what a vocabulary means: classes, names, codes and relations, read from YAML beside the ontology."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from themegraph.errors import RuleError
from themegraph.ontology.terms import CLASSES, RELATIONS

Iris = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: properties that mean the same, taken backwards where `back`."""

    iris: Iris
    back: bool = False


Path = tuple[Step, ...]
NONE = "none"  # the class of what is no thing of ours
_FIELDS = frozenset({"confidence", "prefixes", "things", "names", "aliases", "codes", "perhaps", "iri", "facts"})
_FACT = frozenset({
    "relation", "property", "node", "subject", "object", "inverse", "subject_type", "object_type", "unless",
    "qualifiers", "set",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Thing:
    """Things with one of these classes are of `type`; `via` is the property that gives the class."""

    iris: Iris
    type: str
    via: Iris = ()


@dataclass(frozen=True, slots=True)
class FactRule:
    """One form in which a relation is stated: by a path from subject to object, or by a node of a class.

    `subject` is empty where the node itself is the subject. `unless` are values of the node's properties that make the
    statement void, `given` qualifiers with a fixed text.
    """

    relation: str
    object: Path
    nodes: Iris = ()
    subject: Path = ()
    inverse: bool = False
    subject_type: str = ""
    object_type: str = ""
    unless: tuple[tuple[Path, Iris], ...] = ()
    qualifiers: tuple[tuple[str, Path], ...] = ()
    given: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is known of one vocabulary; `perhaps` leads to codes of a scheme among those of others."""

    name: str
    things: tuple[Thing, ...] = ()
    names: tuple[Path, ...] = ()
    aliases: tuple[Path, ...] = ()
    codes: tuple[tuple[str, Path], ...] = ()
    perhaps: tuple[tuple[str, Path], ...] = ()
    iri_codes: tuple[tuple[str, re.Pattern[str]], ...] = ()
    facts: tuple[FactRule, ...] = ()
    confidence: Decimal = field(default=Decimal("0.9"))


def in_use(vocabulary: Vocabulary, properties: AbstractSet[str], classes: AbstractSet[str]) -> Vocabulary:
    """Return a vocabulary with the rules that can say something of a file with these properties and classes."""
    facts = (
        replace(rule, qualifiers=tuple((name, path) for name, path in rule.qualifiers if _starts(path, properties)))
        for rule in vocabulary.facts
        if (not classes.isdisjoint(rule.nodes) if rule.nodes else _starts(rule.object, properties))
    )
    return replace(vocabulary, facts=tuple(facts))


def _starts(path: Path, properties: AbstractSet[str]) -> bool:
    return not properties.isdisjoint(path[0].iris)


@lru_cache(maxsize=1)
def bundled() -> tuple[Vocabulary, ...]:
    """Return the mappings that come with the program, in order of their names."""
    folder = files("themegraph.ontology").joinpath("mappings")
    found = sorted((item for item in folder.iterdir() if item.name.endswith(".yaml")), key=lambda item: item.name)
    return tuple(mapping_from(item.read_text(encoding="utf-8"), item.name) for item in found)


def mapping_from(text: str, where: str) -> Vocabulary:
    """Read one file of rules; raise RuleError for what is malformed."""
    data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    if not isinstance(data, dict) or set(data) - _FIELDS:
        wrong = ", ".join(sorted(set(data) - _FIELDS)) if isinstance(data, dict) else "no mapping"
        raise RuleError(f"not a mapping of a vocabulary: {wrong}", where=where, valid=", ".join(sorted(_FIELDS)))
    reader = _Reader(where, data.get("prefixes", {}))
    return Vocabulary(
        name=where.partition(".")[0],
        things=tuple(reader.thing(item) for item in data.get("things", ())),
        names=tuple(map(reader.path, data.get("names", ()))),
        aliases=tuple(map(reader.path, data.get("aliases", ()))),
        codes=tuple(reader.codes(data.get("codes", {}))),
        perhaps=tuple(reader.codes(data.get("perhaps", {}))),
        iri_codes=tuple((scheme, re.compile(pattern)) for scheme, pattern in data.get("iri", {}).items()),
        facts=tuple(reader.fact(item) for item in data.get("facts", ())),
        confidence=Decimal(str(data.get("confidence", "0.9"))),
    )


class _Reader:
    """Reads the parts of one file with its prefixes."""

    def __init__(self, where: str, prefixes: Mapping[str, Any]) -> None:
        self._where = where
        self._prefixes = {
            name: (given,) if isinstance(given, str) else tuple(given) for name, given in prefixes.items()
        }

    def fail(self, what: str, valid: str) -> RuleError:
        """Return an error in this file."""
        return RuleError(what, where=self._where, valid=valid)

    def iris(self, name: str) -> Iris:
        """Return the IRIs that a prefixed name stands for."""
        prefix, _, local = name.strip().partition(":")
        if prefix not in self._prefixes:
            raise self.fail(f"unknown prefix in '{name}'", ", ".join(self._prefixes))
        return tuple(base + local for base in self._prefixes[prefix])

    def path(self, text: str) -> Path:
        """Return a path of steps that ` / ` divides; ^ turns one round."""
        steps = (step.strip() for step in text.split(" / "))
        return tuple(Step(self.iris(step.removeprefix("^")), step.startswith("^")) for step in steps)

    def codes(self, given: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Path]]:
        """Yield each scheme with the paths that lead to its codes."""
        for scheme, paths in given.items():
            yield from ((scheme, self.path(path)) for path in paths)

    def thing(self, item: Mapping[str, str]) -> Thing:
        """Return what makes things of a class."""
        return Thing(self.iris(item["class"]), self.kind(item["type"]), self.iris(item["via"]) if "via" in item else ())

    def kind(self, name: str) -> str:
        """Return a class of the ontology."""
        if name and name != NONE and name not in CLASSES:
            raise self.fail(f"no class '{name}'", ", ".join(CLASSES))
        return name

    def fact(self, item: Mapping[str, Any]) -> FactRule:
        """Return the rule of one relation."""
        if set(item) - _FACT or item.get("relation") not in RELATIONS or ("property" in item) == ("node" in item):
            raise self.fail(f"malformed fact: {dict(item)}", ", ".join(sorted(_FACT)))
        return FactRule(
            relation=item["relation"],
            object=self.path(item["property"] if "property" in item else item["object"]),
            nodes=self.iris(item["node"]) if "node" in item else (),
            subject=self.path(item["subject"]) if "subject" in item else (),
            inverse=bool(item.get("inverse")),
            subject_type=self.kind(item.get("subject_type", "")),
            object_type=self.kind(item.get("object_type", "")),
            unless=tuple((self.path(path), self.iris(value)) for path, value in item.get("unless", {}).items()),
            qualifiers=tuple((name, self.path(path)) for name, path in item.get("qualifiers", {}).items()),
            given=tuple(item.get("set", {}).items()),
        )
