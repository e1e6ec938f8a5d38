"""The concepts of accounts that are read, each with the measure it stands for; kept as data in concepts.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml

from themegraph.errors import RuleError

_FIELDS = frozenset({"measure", "means", "concepts", "ratio"})


@dataclass(frozen=True, slots=True)
class Measure:
    """What a concept measures: its name, its meaning, and whether its values are fractions of one."""

    name: str
    means: str
    ratio: bool = False


@cache
def measures() -> Mapping[str, Measure]:
    """Return the measure of each concept that is read, by the concept's name with its taxonomy's prefix.

    >>> measures()["us-gaap:InventoryNet"].name
    'inventory'
    """
    source = files("themegraph.loaders.figures").joinpath("concepts.yaml")
    return parse_measures(source.read_text(encoding="utf-8"), "concepts.yaml")


def parse_measures(text: str, where: str) -> Mapping[str, Measure]:
    """Read the list of measures; raise RuleError naming the entry that is malformed, or a concept listed twice."""
    found: dict[str, Measure] = {}
    for number, entry in enumerate(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)), start=1):
        place = f"{where}, entry {number}"
        if not isinstance(entry, dict) or not {"measure", "means", "concepts"} <= entry.keys() <= _FIELDS:
            raise RuleError("a malformed measure", where=place, valid=", ".join(sorted(_FIELDS)))
        measure = Measure(str(entry["measure"]), str(entry["means"]), entry.get("ratio") is True)
        for concept in entry["concepts"]:
            if concept in found:
                raise RuleError(f"'{concept}' is listed twice", where=place, valid="one measure for each concept")
            found[concept] = measure
    return MappingProxyType(found)
