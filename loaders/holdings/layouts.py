"""The layouts of issuers' files as data: how to recognise one, where the fund stands, what its columns are called."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, cast

import yaml

from themegraph.errors import RuleError
from themegraph.loaders.extraction.wordlists import FAST_LOADER
from themegraph.loaders.holdings.columns import Aliases, aliases_of, heading
from themegraph.loaders.holdings.days import Order
from themegraph.loaders.holdings.figures import Mark
from themegraph.loaders.holdings.words import plain

_KEYS = frozenset(
    {
        "layout",
        "summary",
        "recognise",
        "provider",
        "brand",
        "fund",
        "prefix",
        "date",
        "numbers",
        "currency",
        "columns",
        "unheaded",
    }
)
_NAMED = 100  # what the issuer's name above the table counts for, more than any number of columns
_FUNDS = ("first", "label", "column")


@dataclass(frozen=True, slots=True)
class Layout:
    """One issuer's form of file.

    `wanted` are alternatives of columns that must all be there, `one_of` and `also` lists of which one must be,
    `above` words of which one must stand above the table. `fund` says where the fund's name stands: the "first" line, a
    "label", a "column". `brand` is how the `provider` appears in its funds' names.
    `prefix` is the word that every
    fund of the issuer begins with, though its files leave it out. `unheaded` are the columns' names in their order, for files
    that leave them out too.
    """

    name: str
    summary: str
    wanted: tuple[frozenset[str], ...]
    one_of: tuple[frozenset[str], ...]
    above: tuple[str, ...]
    aliases: Aliases
    provider: str = ""
    brand: str = ""
    fund: str = "label"
    prefix: str = ""
    order: Order | None = None
    mark: Mark | None = None
    currency: str = ""
    unheaded: tuple[tuple[str, ...], ...] = ()

    def fits(self, cells: frozenset[str], above: str) -> int:
        """Return how well a row of headings fits: how many columns the layout knows, 0 where it is not this layout."""
        if not any(wanted <= cells for wanted in self.wanted):
            return 0
        if not all(one & cells for one in self.one_of):
            return 0
        if self.above and not any(words in above for words in self.above):
            return 0
        others = brands_in(above)
        if others and self.brand and self.brand not in others:
            return 0
        named = _NAMED if self.brand in others else 0
        return named + len(cells & self.aliases.keys()) + max(len(wanted) for wanted in self.wanted if wanted <= cells)


def recognise(cells: Sequence[str], above: Sequence[Sequence[str]]) -> Layout | None:
    """Return the layout that fits a row of headings and the rows above it best."""
    names = frozenset(heading(cell) for cell in cells) - {""}
    words = "\n".join(plain(cell).casefold() for row in above for cell in row)
    fits = [(layout.fits(names, words), layout) for layout in layouts()]
    best = max((fit for fit, _ in fits), default=0)
    return next((layout for fit, layout in fits if fit == best), None) if best else None


@lru_cache(maxsize=1)
def layouts() -> tuple[Layout, ...]:
    """Return the bundled layouts by name."""
    folder = files("themegraph.loaders.holdings").joinpath("layouts")
    found = sorted((each for each in folder.iterdir() if each.name.endswith(".yaml")), key=lambda each: each.name)
    return tuple(
        layout_from(yaml.load(each.read_text(encoding="utf-8"), Loader=FAST_LOADER), each.name) for each in found
    )


@lru_cache(maxsize=64)
def brands_in(text: str) -> frozenset[str]:
    """Return the brands of known issuers that a text in lower case names as words.

    >>> sorted(brands_in("the market of a vanguard fund"))
    ['Vanguard']
    """
    brands = {layout.brand for layout in layouts() if layout.brand}
    return frozenset(brand for brand in brands if re.search(rf"(?<!\w){re.escape(brand.casefold())}(?!\w)", text))


@lru_cache(maxsize=1)
def layout_headings() -> frozenset[str]:
    """Return every name of a column that some layout knows."""
    return frozenset(name for layout in layouts() for name in (*layout.aliases, *frozenset().union(*layout.wanted)))


def layout_from(content: object, where: str) -> Layout:
    """Return the layout that a YAML file describes. Raises RuleError, naming the file and the key."""
    if not isinstance(content, dict) or not content.keys() <= _KEYS or not {"layout", "recognise"} <= content.keys():
        raise RuleError("no layout of holdings", where=where, valid=f"a mapping with {', '.join(sorted(_KEYS))}")
    if content.get("fund", "label") not in _FUNDS:
        raise RuleError(f"fund is {content['fund']!r}", where=where, valid=" or ".join(_FUNDS))
    rules: Mapping[str, Any] = content["recognise"]
    wanted = [rules["columns"]] if "columns" in rules else []
    return Layout(
        name=str(content["layout"]),
        summary=str(content.get("summary", "")),
        wanted=tuple(_headings(names) for names in (*wanted, *rules.get("alternatives", ()))),
        one_of=tuple(_headings(rules[key]) for key in ("one_of", "also") if key in rules),
        above=tuple(str(words).casefold() for words in rules.get("above", ())),
        aliases=aliases_of(content.get("columns", {}), first=-100),
        provider=str(content.get("provider", "")),
        brand=str(content.get("brand", content.get("provider", ""))),
        fund=str(content.get("fund", "label")),
        prefix=str(content.get("prefix", "")),
        order=cast("Order | None", content.get("date", {}).get("order")),
        mark=cast("Mark | None", content.get("numbers")),
        currency=str(content.get("currency", "")),
        unheaded=tuple(tuple(map(str, names)) for names in content.get("unheaded", ())),
    )


def _headings(names: Sequence[str]) -> frozenset[str]:
    return frozenset(heading(str(name)) for name in names)
