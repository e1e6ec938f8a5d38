"""What people decided on names: which entities are one, which are not; read from a YAML file, checked as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from themegraph.errors import RuleError
from themegraph.graph.claim import digest
from themegraph.graph.identities_groups import is_unknown, rank
from themegraph.ontology.entry import FAMILIES, ID_BASE

if TYPE_CHECKING:
    from themegraph.ontology.registry import Registry

VERDICTS = ("same", "different")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NAME = re.compile(r"([a-z]+)/[a-z0-9]+(?:-[a-z0-9]+)*")
_FORM = "a YAML list of 'same: [id, id]' and 'different: [id, id]'"


@dataclass(frozen=True, slots=True)
class Decision:
    """One item of the file: the IRIs it speaks of, whether they are one, and its line."""

    same: bool
    iris: tuple[str, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions together: the IRI that stands for each merged one, and the pairs that are kept apart."""

    canonical: Mapping[str, str]
    apart: frozenset[frozenset[str]]

    @property
    def digest(self) -> str:
        """Return what changes when the decisions do, in whatever order they are written."""
        apart = sorted(sorted(pair) for pair in self.apart)
        return digest(sorted(self.canonical.items()), apart)

    def decided(self, one: str, other: str) -> bool:
        """Tell whether a pair of entities needs no further decision."""
        return self.of(one) == self.of(other) or frozenset((one, other)) in self.apart

    def of(self, iri: str) -> str:
        """Return the IRI that stands for an entity."""
        return self.canonical.get(iri, iri)


NONE = Decisions({}, frozenset())


def read_decisions(path: Path, registry: Registry) -> Decisions:
    """Read and check a decisions file; raise RuleError with file and line for what is malformed or contradicts itself."""
    items = list(_items(_root(path), str(path)))
    for item in items:
        for iri in item.iris:
            if not _known(iri, registry):
                what = f"'{iri.removeprefix(ID_BASE)}' is no entry of the registry"
                raise RuleError(
                    what, where=item.where, valid="family/slug or an IRI, as 'themegraph entities' prints them"
                )
    return combine(items)


def _known(iri: str, registry: Registry) -> bool:
    return is_unknown(iri) or any(entry.iri == iri for entry in registry.entries)


def _root(path: Path) -> Node | None:
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise RuleError(f"the decisions file cannot be read: {error.strerror}", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise RuleError("the decisions file is not UTF-8", where=f"{path}, byte {error.start}") from error
    try:
        return yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        raise RuleError(f"not YAML: {getattr(error, 'problem', error)}", where=where, valid=_FORM) from error


def combine(items: Iterable[Decision]) -> Decisions:
    """Put decisions together; raise RuleError where they contradict each other.

    The IRI of a group is its registry entry's, else a listed company's, else the first in order of the alphabet.
    """
    stated = list(items)
    groups: dict[str, set[str]] = {}
    lines: dict[str, str] = {}
    for item in stated:
        if item.same:
            _join(groups, item)
            lines |= dict.fromkeys(item.iris, item.where)
    for item in stated:
        if not item.same and groups.get(item.iris[0], set()) >= set(item.iris):
            what = f"{_shown(item.iris)} are different here, but the same by {lines[item.iris[0]]}"
            raise RuleError(what, where=item.where, valid="one of the two decisions")
    canonical = {iri: min(group, key=rank) for iri, group in groups.items()}
    apart = (frozenset(canonical.get(iri, iri) for iri in item.iris) for item in stated if not item.same)
    given = (frozenset(item.iris) for item in stated if not item.same)
    return Decisions({iri: one for iri, one in sorted(canonical.items()) if iri != one}, frozenset((*apart, *given)))


def _join(groups: dict[str, set[str]], item: Decision) -> None:
    whole = set(item.iris).union(*(groups.get(iri, set()) for iri in item.iris))
    curated = sorted(iri for iri in whole if rank(iri)[0] == 0)
    if len(curated) > 1:
        what = f"{_shown(curated)} are entries of the registry of their own"
        raise RuleError(what, where=item.where, valid="at most one registry entry among entities that are the same")
    for iri in whole:
        groups[iri] = whole


def _shown(iris: Iterable[str]) -> str:
    return " and ".join(iri.removeprefix(ID_BASE) for iri in iris)


def _items(root: Node | None, path: str) -> Iterator[Decision]:
    if root is None:
        return
    if not isinstance(root, SequenceNode):
        raise _fault("a decisions file is not a list", root, path, _FORM)
    for node in root.value:
        if decision := _item(node, path):
            yield decision


def _item(node: Node, path: str) -> Decision | None:
    """Return an item's decision, None for a proposal that nobody has decided."""
    if not isinstance(node, MappingNode):
        raise _fault("a decision is not a mapping", node, path, _FORM)
    fields = {str(key.value): value for key, value in node.value}
    stated = [name for name in (*VERDICTS, "pair") if name in fields]
    if len(stated) != 1:
        raise _fault("a decision has one of 'same', 'different' and 'pair'", node, path, _FORM)
    iris = _iris(fields[stated[0]], path)
    if stated == ["pair"]:
        verdict = fields.get("decision")
        word = str(verdict.value).strip() if isinstance(verdict, ScalarNode) else ""
        if verdict is not None and word and word not in VERDICTS:
            raise _fault(f"a decision cannot be '{word}'", verdict, path, "same, different or nothing")
        return Decision(word == "same", iris, _where(node, path)) if word else None
    return Decision(stated == ["same"], iris, _where(node, path))


def _iris(node: Node, path: str) -> tuple[str, ...]:
    names = node.value if isinstance(node, SequenceNode) else []
    iris = tuple(_iri(name, path) for name in names)
    if len(iris) < 2 or (len(set(iris)) < len(iris)):
        raise _fault("a decision names too few entities, or one twice", node, path, "two ids or more, each once")
    families = {iri.removeprefix(ID_BASE).partition("/")[0] for iri in iris}
    if len(families) > 1:
        raise _fault(f"{' and '.join(sorted(families))} cannot be one", node, path, "ids of one family")
    return iris


def _iri(node: Node, path: str) -> str:
    name = str(node.value).removeprefix(ID_BASE) if isinstance(node, ScalarNode) else ""
    found = _NAME.fullmatch(name)
    if not found or found[1] not in FAMILIES.values():
        raise _fault(
            f"'{name}' names no entity", node, path, "family/slug or an IRI, as 'themegraph entities' prints them"
        )
    return ID_BASE + name


def _where(node: Node, path: str) -> str:
    return f"{path}:{node.start_mark.line + 1}"


def _fault(what: str, node: Node, path: str, valid: str) -> RuleError:
    return RuleError(what, where=_where(node, path), valid=valid)
