"""The word lists of lists of holdings, read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from themegraph.loaders.extraction.wordlists import FAST_LOADER

_SPACES = {0xA0: " ", 0x2007: " ", 0x202F: " ", 0x3000: " ", 0xFEFF: None, 0x200B: None, 0x2060: None}

_LONGEST_BLANK = 14
_QUOTING = ("=", '"')


def plain(text: str) -> str:
    """Return a cell without invisible characters, doubled spaces and the quoting of spreadsheets.

    >>> plain(' ="0012" '), plain("\\xa0 NVDA  "), plain('"BRK B"')
    ('0012', 'NVDA', 'BRK B')
    """
    if text.isascii() and text[:1] not in _QUOTING and "  " not in text and text == text.strip():
        return text
    text = " ".join(text.translate(_SPACES).split())
    if text.startswith("="):
        text = text[1:].strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1].strip()
    return text


def is_blank(text: str) -> bool:
    """Tell whether a plain cell holds nothing: it is empty, a dash, "N/A"."""
    return not text or (len(text) <= _LONGEST_BLANK and text.casefold() in words_set("blank"))


@lru_cache(maxsize=1)
def words() -> Mapping[str, Any]:
    """Return the word lists by their names."""
    source = files("themegraph.loaders.holdings").joinpath("words.yaml").read_text(encoding="utf-8")
    content: Mapping[str, Any] = yaml.load(source, Loader=FAST_LOADER)
    return content


@lru_cache(maxsize=32)
def words_set(name: str) -> frozenset[str]:
    """Return a word list for look-up."""
    return frozenset(str(word) for word in words()[name])


@lru_cache(maxsize=1)
def label_kinds() -> Mapping[str, str]:
    """Return what each label above a table stands for; the first list that has a label wins."""
    kinds: dict[str, str] = {}
    for kind, labels in words()["labels"].items():
        for label in labels:
            kinds.setdefault(str(label), kind)
    return kinds
