"""The word lists of lists of holdings, kept as YAML beside the code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from themegraph.loaders.extraction.wordlists import FAST_LOADER, alternatives


@cache
def issuer_words() -> Mapping[str, Any]:
    """Return the lists of issuers.yaml."""
    source = files("themegraph.loaders.holdings").joinpath("issuers.yaml")
    return MappingProxyType(yaml.load(source.read_text(encoding="utf-8"), Loader=FAST_LOADER))


def any_of(phrases: Iterable[str], pattern: str = r"(?<!\w)(?:{})(?!\w)") -> re.Pattern[str]:
    """Return a pattern, without regard to case, for any of the phrases as whole words.

    >>> bool(any_of(["fx"]).search("FX Forward")), bool(any_of(["fx"]).search("Fxt"))
    (True, False)
    """
    return re.compile(pattern.format(alternatives(phrases)), re.IGNORECASE)
