"""The list of subsidiaries that a filing appends: each row or line names one, and where it is incorporated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from themegraph.graph.claim import Entity, QualifierValue
from themegraph.loaders.document import Block
from themegraph.loaders.extraction.draft import Draft
from themegraph.loaders.extraction.filing_tables import table_draft
from themegraph.loaders.extraction.identity import unknown_entity
from themegraph.loaders.extraction.units import Line
from themegraph.loaders.extraction.wordlists import alternatives, vocabulary

_EXHIBIT = re.compile(r"EX-21\b")
_TITLE = re.compile(
    r"(?:(?i:exhibit|ex)[ -][\d.]+\W*)?(?:[A-Z][\w&.,’'-]*\s+){0,7}"
    r"(?i:(?:(?:list|schedule) of |(?:the |and )?(?:significant|principal|direct|indirect|active|certain|domestic|foreign|wholly[ -]owned) )*"
    r"subsidiaries(?: list)?(?: of\b.{0,100}| and affiliates)?|.{0,60}\bsubsidiaries of the (?:registrant|company))\W*"
)
_PLACES = re.compile(r"jurisdiction|incorporat|organi[sz]|state or|country|domicile|formation", re.IGNORECASE)
_FORM = re.compile(
    rf"(?:^|[\s,.])(?:{alternatives(vocabulary('lexicon')['legal_suffixes'])}|L\.?L\.?P|ULC|GmbH|KK|K\.K|B\.?V|Pty|Pte|S\.?A\.?S|SARL|S\.?r\.?l|Oy|ApS|A/S|Kft|d\.o\.o|"
    r"S\. de R\.L|L\.P|Unlimited|Trust)(?![A-Za-z])",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"(?:legal |company |entity |full )?(?:names?|subsidiar(?:y|ies)|entit(?:y|ies)|compan(?:y|ies))\b", re.IGNORECASE
)
_PLACED = re.compile(
    r"(?P<name>.+?)(?:\s*\((?P<in>[A-Z][\w .,]{2,40})\)|,\s+an?\s+(?P<of>[A-Z][\w ]{2,30}?)\s+(?:corporation|company|limited|general|LLC|trust|partnership).*)"
)
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?) ?%")
_NOTE = re.compile(r" ?\(\d{1,2}\)$")
_OPENING, _MOST_WORDS, _LONGEST = 12, 14, 400


@dataclass(frozen=True, slots=True)
class _State:
    """Where in the document the line at hand is: how many lines below the opening, whose list is open.

    `placed` says that the list's head announces where each is incorporated.
    """

    since: int = 0
    parent: Entity | None = None
    placed: bool = False


def subsidiary_drafts(lines: Sequence[Line], text: str, about: Entity | None) -> Iterator[Draft]:
    """Yield a draft for each company that a list of subsidiaries names, of whom the list says or the document is about.

    `text` is the document's; its tabs part a row's cells. Only an exhibit counts, told by its title in the opening lines.
    """
    state, block = _State(), None
    for line in lines:
        if line.sentence.block == block:
            continue
        block = line.sentence.block
        if block.kind in ("heading", "title") and block.level <= 1 and block.start:
            state = _State(0 if _EXHIBIT.match(line.clean.text) else _OPENING)
        state = replace(_opened(state, line, about), since=state.since + 1)
        if state.parent is None or _TITLE.fullmatch(line.clean.text):
            continue
        if (block.kind != "table" or not block.level) and _PLACES.search(line.clean.text):
            state = replace(state, placed=True)
        yield from _named(text, block, line, state)


def _opened(state: _State, line: Line, about: Entity | None) -> _State:
    """Return the state with the parent whose list a line announces."""
    words = line.clean.text
    if line.sentence.block.kind == "table" or state.since >= _OPENING or len(words) > _LONGEST:
        return state
    if not _TITLE.fullmatch(words):
        return state
    named = next((m.entity for m in line.mentions if m.entity.type == "Company"), None)
    return replace(state, parent=about or named)


def _named(text: str, block: Block, line: Line, state: _State) -> Iterator[Draft]:
    if block.end - block.start > _LONGEST:
        return
    cells = text[block.start : block.end].split("\t") if block.kind == "table" else [line.clean.text]
    if block.kind == "table" and not block.level:
        return
    name, place = _NOTE.sub("", cells[0].rstrip(" *†‡")), cells[1] if len(cells) > 1 else ""
    if not _FORM.search(name) and not (state.placed and place):
        return
    if len(cells) == 1:
        found = _PLACED.fullmatch(name)
        name, place = (found["name"], found["in"] or found["of"] or "") if found else (name, "")
    if not name[:1].isalnum() or name.endswith(":") or len(name.split()) > _MOST_WORDS or _HEAD.fullmatch(name):
        return
    subsidiary = _entity(name, line)
    if state.parent is not None and subsidiary != state.parent:
        yield table_draft("subsidiaryOf", subsidiary, state.parent, line, "subsidiaries", _qualifiers(place, cells[1:]))


def _entity(name: str, line: Line) -> Entity:
    """Return what a whole name stands for, a company of its own where no mention covers it."""
    known = next(
        (m.entity for m in line.mentions if m.start == 0 and m.text == name and m.entity.type == "Company"), None
    )
    return known or unknown_entity(name, "Company")


def _qualifiers(place: str, cells: Sequence[str]) -> dict[str, QualifierValue]:
    """Return the jurisdiction as a note, and the stake where a cell gives one."""
    qualifiers: dict[str, QualifierValue] = {}
    if place and not _PERCENT.search(place):
        qualifiers["note"] = f"incorporated in {place}"
    stake = next((Decimal(found[1]) for cell in cells if (found := _PERCENT.fullmatch(cell.strip()))), None)
    if stake is not None and 0 < stake <= 100:
        qualifiers["stakePercent"] = stake
    return qualifiers
