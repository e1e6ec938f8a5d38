"""What the columns of a table may hold: guessed by their names and by what stands in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from themegraph.errors import ReadError
from themegraph.loaders.extraction.wordlists import FAST_LOADER
from themegraph.loaders.holdings.columns import heading
from themegraph.loaders.holdings.figures import currency_in
from themegraph.loaders.holdings.words import is_blank
from themegraph.loaders.rdf.values import currency_of, number, period
from themegraph.ontology.codes import SCHEMES
from themegraph.ontology.registry import load_registry

_MOST = 200  # cells of a column that are looked at
_ENOUGH = 0.8  # of the filled cells that have to be codes
_MOST_OF = 0.6  # of those that have to be figures or dates where the name says so
_WORDS = re.compile(r"[A-Za-z]+|\d+")
_VALUED = frozenset({"amount", "low", "high", "percent"})
_TIMED = frozenset({"start", "end", "date", "asOf"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its guessed role, "" where nothing suits; `why` says what the guess rests on.

    `scale` is the power of ten that its heading names, `currency` the ISO code that heading or cells bear.
    """

    name: str
    role: str
    why: str
    sample: str
    scale: int = 0
    currency: str = ""
    filled: bool = True


def guessed(names: Sequence[str], rows: Sequence[Mapping[str, str]]) -> tuple[Column, ...]:
    """Return the columns with their roles, each role once: of two that suit, the first."""
    taken: set[str] = set()
    found = []
    for name in names:
        cells = [row.get(name, "") for row in rows[:_MOST]]
        column = _column(name, cells)
        if column.role in taken and column.role not in data()["coded_by_name"]:
            column = Column(name, "", f"another column is taken as {column.role}", column.sample)
        taken.add(column.role or name)
        found.append(column)
    return tuple(found)


def _column(name: str, cells: Sequence[str]) -> Column:
    filled = [cell for cell in cells if not is_blank(cell)]
    sample = filled[0] if filled else ""
    whole = len(filled) == len(cells)  # a term that is made of an empty cell is none
    for scheme in data()["codes"]:
        if _share(filled, SCHEMES[scheme]) >= _ENOUGH and scheme != "sedol":
            return Column(name, scheme, f"its cells are sound codes ({scheme})", sample, filled=whole)
    role = _role(name)
    if role in _TIMED and not _share(filled, _is_time) >= _MOST_OF:
        return Column(name, "", "its name is that of dates, but its cells are none", sample)
    if role in _VALUED and not _share(filled, _is_number) >= _MOST_OF:
        return Column(name, "", "its name is that of figures, but its cells are none", sample)
    if role in _VALUED:
        currency = currency_in(name) or next((found for cell in filled if (found := currency_of(cell))), "")
        return Column(name, role, "by its name", sample, scale_of(name), currency, whole)
    if role:
        return Column(name, role, "by its name", sample, filled=whole)
    known = _known(filled)
    if known:
        return Column(name, known, "by its cells, which are mostly known names", sample, filled=whole)
    return Column(name, "", "", sample, filled=whole)


def _known(cells: Sequence[str]) -> str:
    """Return the role of a column in which most cells name a thing of one class that the registry knows."""
    registry, roles = load_registry(), data()["known"]
    named = ({entry.type for entry in registry.find(cell) if entry.type in roles} for cell in cells)
    kinds = Counter(kind for types in named if len(types) == 1 for kind in types)
    kind, count = max(kinds.items(), key=lambda item: item[1], default=("", 0))
    return str(roles[kind]) if kind and count >= _MOST_OF * len(cells) else ""


def scale_of(name: str) -> int:
    """Return the power of ten that a heading names.

    >>> scale_of("Amount (USD m)"), scale_of("Size, $bn"), scale_of("Market value"), scale_of("in thousands")
    (6, 9, 0, 3)
    """
    words = [word.casefold() for word in _WORDS.findall(name)]
    found = [power for power, names in data()["scales"].items() if any(str(each) in words for each in names)]
    return int(max(found, default=0))


def _role(name: str) -> str:
    """Return the role that a name has: as a whole, else without words of a unit behind it."""
    plain = heading(name)
    roles = _roles()
    if plain in roles:
        return roles[plain]
    scales = {str(word) for words in data()["scales"].values() for word in words}
    words = [word for word in _WORDS.findall(plain.casefold()) if word not in scales and not currency_in(word.upper())]
    if " ".join(words) in roles:
        return roles[" ".join(words)]
    return next((role for role in data()["coded_by_name"] if words and words[-1] == role.casefold()), "")


@lru_cache(maxsize=1)
def _roles() -> Mapping[str, str]:
    given = {**data()["roles"], **data()["coded_by_name"]}
    return {str(name): role for role, names in reversed(given.items()) for name in names}


@lru_cache(maxsize=1)
def data() -> Mapping[str, Any]:
    """Return what guesses rest on."""
    text = files("themegraph.loaders.mapping").joinpath("suggest.yaml").read_text(encoding="utf-8")
    read: Mapping[str, Any] = yaml.load(text, Loader=FAST_LOADER)
    return read


def _share(cells: Sequence[str], test: Any) -> float:
    return sum(1 for cell in cells if test(cell.strip())) / len(cells) if cells else 0.0


def _is_number(cell: str) -> bool:
    try:
        number(cell)
    except ReadError:
        return False
    return True


def _is_time(cell: str) -> bool:
    try:
        period(cell)
    except ReadError as error:
        return " or " in error.what  # a day all the same, only which one is open
    return True
