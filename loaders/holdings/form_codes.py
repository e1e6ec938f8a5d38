"""What the codes of the SEC's forms stand for, and which names of series need their registrant's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from themegraph.loaders.extraction.wordlists import FAST_LOADER


@lru_cache(maxsize=1)
def codes() -> Mapping[str, Any]:
    """Return the codes and word lists by their names."""
    source = files("themegraph.loaders.holdings").joinpath("form_codes.yaml").read_text(encoding="utf-8")
    content: Mapping[str, Any] = yaml.load(source, Loader=FAST_LOADER)
    return content


@lru_cache(maxsize=1024)
def meaning(kind: str, code: str) -> str:
    """Return what a code stands for, the code itself where it is unknown.

    >>> meaning("assets", "EC"), meaning("issuers", "NEW"), meaning("units", "")
    ('equity, common', 'NEW', '')
    """
    return str(codes()[kind].get(code.upper(), code))


def needs_family(series: str) -> bool:
    """Tell whether a series' name is of words that any family of funds uses, so that it names no one fund.

    >>> needs_family("Growth & Income Portfolio"), needs_family("Nanoforge Chip Makers ETF")
    (True, False)
    """
    plain = _plain()
    return all(word in plain or word.isdigit() for word in re.findall(r"[\w.-]+", series.casefold()))


@lru_cache(maxsize=1)
def _plain() -> frozenset[str]:
    return frozenset(str(word) for word in codes()["plain_series"])
