"""Word lists of extraction, kept as YAML beside the code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from themegraph.errors import RuleError

FAST_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one where PyYAML has it


@cache
def vocabulary(name: str) -> Mapping[str, Any]:
    """Return the word lists of `loaders/extraction/<name>.yaml`; raise RuleError if it is not a mapping."""
    source = files("themegraph.loaders.extraction").joinpath(f"{name}.yaml")
    content = yaml.load(source.read_text(encoding="utf-8"), Loader=FAST_LOADER)
    if not isinstance(content, dict):
        raise RuleError("not a mapping of lists", where=str(source), valid="list name: words")
    return MappingProxyType(content)


@cache
def words(name: str, key: str) -> frozenset[str]:
    """Return one list of a vocabulary as a set; a text block counts as words parted by white space."""
    content = vocabulary(name)[key]
    return frozenset(content.split() if isinstance(content, str) else map(str, content))


def alternatives(phrases: Iterable[str]) -> str:
    """Return a regular expression for any of the phrases, the longest first, blanks matching any white space."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in ordered)
