"""Companies listed under the heading of a layer: “Networking” over “- Foo (FOO): switches; …” and “- Bar, Baz – routers”."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from themegraph.graph.claim import Entity
from themegraph.loaders.extraction.context import Context
from themegraph.loaders.extraction.draft import Draft
from themegraph.loaders.extraction.filing_tables import table_draft
from themegraph.loaders.extraction.labelled import DOUBTFUL, LABELS, list_at
from themegraph.loaders.extraction.lexicon import Mention
from themegraph.loaders.extraction.units import Line

_PARTIES = frozenset({"Company", "Name"})
_AREAS = frozenset({"Layer", "Technology"})
_WARES = frozenset({"Technology", "Product"})
_BEHIND = re.compile(r"(?:\s*\([^()]{1,40}\))?(?:\s*(?P<sign>:|\s[–—-])\s+|\s*\.?\s*$)")
_WARE = re.compile(r"(?P<words>[\w/+&’'-]+(?: [\w/+&’'-]+){0,4}?)(?=,|;|\.|\s+[–—(]|\s+and\s|\s+for\s|$)")
_JOIN = re.compile(r",\s+(?:and\s+)?|\s+and\s+")
# what behind a ware tells of its maker: “HBM leader”
_ROLE = re.compile(r"\s+(?:leader|maker|supplier|specialist|producer|series|line|family|range)s?$")
_NO_WARE = re.compile(
    r"\d|%|\b(?:the|its|their|a|an|is|are|was|has|have|by|in|of|to|on|with|from|at|than|deals?|orders?|customers?|sales|shares?|earnings|profits?|results|risks?|rumou?rs|rights|losses|workers|jobs)\b"
)
_MAP = re.compile(
    r"\b(?:layers?|stack|value chain|supply chain|ecosystem|landscape|who (?:makes|supplies|does|sells)|segments?|map)\b",
    re.IGNORECASE,
)
_NO_HEAD = re.compile(r"[?!]|\b(?:what|how|why|notes?|other|big|small|large|new|top|best|worst)\b", re.IGNORECASE)
_FEWEST = 2  # bullets of a heading that open with companies, headings of a map
_LONGEST = 4  # words of a heading


def headed_drafts(lines: Sequence[Line], context: Context) -> Iterator[Draft]:
    """Yield what lists of companies under the name of a layer say: that each supplies it, and makes what its dash names."""
    entries = [(line, entry) for line in lines if (entry := _entry(line)) is not None]
    areas = {_heading(line): area for line in lines if (area := _area(line)) is not None}
    areas |= {name: area for name, area in _unknown_areas(lines, entries, context) if name not in areas}
    for line, (members, behind) in entries:
        area = areas.get(line.sentence.block.section)
        if area is None:
            continue
        wares = list(_wares(line, behind.end(), context)) if behind["sign"] else []
        for member in members:
            company = replace(member.entity, type="Company")
            yield table_draft("supplies", company, area, line, "headed-list", {})
            for ware in wares:
                yield table_draft("produces", company, ware, line, "headed-ware", {})


def _entry(line: Line) -> tuple[list[Mention], re.Match[str]] | None:
    """Return the companies that a bullet opens with, and the sign behind them; None for any other line."""
    text = line.clean.text
    if line.sentence.block.kind != "bullet" or not _opens(line) or DOUBTFUL.search(text):
        return None
    parties = [m for m in line.mentions if m.entity.type in _PARTIES and m.how != "ticker"]
    members, end = list_at(text, parties, 0)
    behind = _BEHIND.match(text, end) if members else None
    return (members, behind) if behind is not None and any(m.entity.type == "Company" for m in members) else None


def _heading(line: Line) -> str:
    return line.clean.text.strip(" *_#:.")


def _unknown_areas(
    lines: Sequence[Line], entries: Sequence[tuple[Line, object]], context: Context
) -> Iterator[tuple[str, Entity]]:
    """Yield the headings that nothing knows as technologies of their own, in a document that is a map of layers."""
    opened = Counter(line.sentence.block.section for line, _ in entries)
    heads = [line for line in lines if line.sentence.block.kind in {"heading", "title"}]
    if not any(_MAP.search(line.clean.text) for line in heads) or len(opened) < _FEWEST:
        return
    for line in heads:
        name = _heading(line)
        plain = 0 < len(name.split()) <= _LONGEST and not LABELS.search(name) and not _NO_HEAD.search(name)
        if plain and opened[name] >= _FEWEST and not any(m.entity.type not in _AREAS for m in line.mentions):
            words = name[0].lower() + name[1:] if name[1:].islower() else name
            if (area := context.named("Technology", words)) is not None:
                yield name, area


def _area(line: Line) -> Entity | None:
    """Return the layer or technology that is all of a heading."""
    text = _heading(line)
    if line.sentence.block.kind != "heading" or LABELS.search(text):
        return None
    return next((m.entity for m in line.mentions if m.text == text and m.entity.type in _AREAS), None)


def _opens(line: Line) -> bool:
    """Whether a sentence is the first of its bullet."""
    return bool(line.clean.offsets) and line.sentence.start <= line.sentence.block.start + 4


def _wares(line: Line, start: int, context: Context) -> Iterator[Entity]:
    """Yield the wares that the words behind a dash begin with: known ones, and plurals in lower case."""
    text, position = line.clean.text, start
    while (found := _WARE.match(text, position)) is not None:
        ware = _ware(line, position, found["words"], context)
        if ware is None:
            return
        yield ware
        join = _JOIN.match(text, found.end())
        if join is None:
            return
        position = join.end()


def _ware(line: Line, start: int, words: str, context: Context) -> Entity | None:
    name = _ROLE.sub("", words)
    known: Mention | None = next((m for m in line.mentions if m.start == start and m.text == name), None)
    if known is not None:
        return known.entity if known.entity.type in _WARES else None
    plain = name.endswith("s") and name == name.lower() and " " in name and not _NO_WARE.search(name)
    return context.named("Product", name) if plain else None
