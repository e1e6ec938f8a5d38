"""What the columns of a table hold, by their names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

import yaml

from themegraph.loaders.extraction.wordlists import FAST_LOADER
from themegraph.loaders.holdings.words import plain

Roles = Mapping[str, int]
Aliases = Mapping[str, tuple[int, str]]  # a column's name to its place in the role's list and the role

CODES = ("ticker", "isin", "cusip", "sedol", "figi", "identifier")
MEASURING = ("weight", "shares", "measure", "amount")
_BRACKETS = re.compile(r"\s*[(（\[][^)）\]]*[)）\]]?")
_UNITS = re.compile(r"\s+(?:in|en)\s+(?:[A-Z]{3}|[$€£%]|US\$)(?:\s+(?:Mio|Mrd|Tsd|mln|mn|bn|thousands|millions)\.?)?$")
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_JOINTS = str.maketrans(dict.fromkeys(" -._'", None))
_FORMED = 1000  # rank of the first form: below every name that is in a list
_LONGEST = 60
_MARKS = str.maketrans({"*": None, "†": None, "‡": None, "¹": None, "²": None, "³": None, "®": None, "_": " "})


@lru_cache(maxsize=8192)
def heading(text: str) -> str:
    """Return the name of a column in lower case without brackets, units and marks of footnotes.

    >>> heading("Market Value (US$)*"), heading("weightPct"), heading("Kurswert in EUR"), heading("Peso %")
    ('market value', 'weight pct', 'kurswert', 'peso')
    """
    bare = _HUMPS.sub(" ", _UNITS.sub("", plain(text.translate(_MARKS)))).casefold()
    name = (_BRACKETS.sub("", bare).strip() or bare).rstrip(":").rstrip()
    return name.rstrip("% ") or name


def roles_of(cells: Sequence[str], aliases: Aliases | None = None) -> dict[str, int]:
    """Return the column of each role that a row of headings names; `aliases` are a layout's, before the general ones."""
    best: dict[str, tuple[int, int]] = {}
    for column, cell in enumerate(cells):
        name = heading(cell)
        if not name:
            continue
        found = (aliases or {}).get(name) or general().get(name) or by_form(name)
        if found is not None:
            rank, role = found
            if role == "amount" and "%" in cell:  # "Market Value %" beside "Market Value"
                rank, role = rank + _FORMED, "weight"
            best[role] = min(best.get(role, (rank, column)), (rank, column))
    return {role: column for role, (_, column) in best.items()}


def second_name(cells: Sequence[str], roles: Roles, aliases: Aliases | None = None) -> int | None:
    """Return the column that would be that of names if the one that is were not there.

    >>> second_name(["issuerName", "securityLongDescription", "weight"], {"name": 0, "weight": 2})
    1
    """
    if "name" not in roles:
        return None
    others = ["" if column in roles.values() else cell for column, cell in enumerate(cells)]
    return roles_of(others, aliases).get("name")


def is_header(roles: Roles) -> bool:
    """Tell whether roles are those of a table of holdings: a name with a weight or two figures, a code with a figure."""
    measuring = [role for role in MEASURING if role in roles]
    if "name" in roles and ("weight" in roles or len(measuring) > 1):
        return True
    return bool(measuring) and any(role in roles for role in CODES)


@lru_cache(maxsize=8192)
def by_form(name: str) -> tuple[int, str] | None:
    """Return rank and role of a column's name that no list has, from what it is made of; None where it tells nothing.

    >>> by_form("market value-base"), by_form("percentage of total net assets"), by_form("shares outstanding")
    ((1013, 'amount'), (1002, 'weight'), None)
    """
    squeezed = name.translate(_JOINTS)
    for rank, (role, like, unlike) in enumerate(_forms(), start=_FORMED):
        if len(squeezed) <= _LONGEST and like.search(squeezed) and not (unlike and unlike.search(squeezed)):
            return rank, role
    return None


@lru_cache(maxsize=1)
def _forms() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...]:
    """Return the entries of column_forms.yaml: role, what a name is like, what it is not like."""
    text = files("themegraph.loaders.holdings").joinpath("column_forms.yaml").read_text(encoding="utf-8")
    entries = yaml.load(text, Loader=FAST_LOADER)
    return tuple(
        (entry["role"], re.compile(entry["like"]), re.compile(entry["unlike"]) if "unlike" in entry else None)
        for entry in entries
    )


@lru_cache(maxsize=1)
def general() -> Aliases:
    """Return the roles of the columns' names that any table may have; a name of two roles has the first."""
    text = files("themegraph.loaders.holdings").joinpath("columns.yaml").read_text(encoding="utf-8")
    return aliases_of(yaml.load(text, Loader=FAST_LOADER))


def aliases_of(lists: Mapping[str, Sequence[str]], first: int = 0) -> Aliases:
    """Return names of columns with their rank and role; `first` is the rank of the first name of each list."""
    found: dict[str, tuple[int, str]] = {}
    for role, names in lists.items():
        for rank, name in enumerate(names, start=first):
            found.setdefault(heading(str(name)), (rank, role))
    return MappingProxyType(found)
