"""Tables and labelled lines: the head of a column, or the label of a line, says what its cells are to whom."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby, pairwise
from typing import Any

from themegraph.graph.claim import Entity, QualifierValue, Value
from themegraph.loaders.extraction.context import Context
from themegraph.loaders.extraction.draft import Draft
from themegraph.loaders.extraction.filing_tables import table_draft
from themegraph.loaders.extraction.labelled import list_at
from themegraph.loaders.extraction.lexicon import FUNDS, Mention
from themegraph.loaders.extraction.units import Line
from themegraph.loaders.extraction.values import Figure
from themegraph.loaders.extraction.wordlists import vocabulary
from themegraph.ontology.terms import RELATIONS

_LISTS = vocabulary("tables")
_DOUBTFUL = re.compile(
    rf"(?<![\w-])(?:{'|'.join(re.escape(str(word)) for word in _LISTS['doubtful'])})(?![\w-])|\?", re.IGNORECASE
)
_LABEL = re.compile(r"[*_\s]*(?P<label>[A-Za-z%][^:|.;!?]{1,40}?)[*_\s]*:[*_\s]+(?=\S)")
_PARTIES = frozenset({"Company", "Organization", "Government", "Name"})
_SYMBOL = re.compile(r"[A-Z][A-Z0-9.]{0,5}")
_PART = re.compile(r"\s*[,;/•]\s*(?:and\s+)?|\s+and\s+")
_NAMES = frozenset({"players", "companies", "names", "vendors", "leaders", "stocks"})  # heads that end in one of these
_PERIOD = re.compile(r"^(?:fy|cy)?\s?20[0-9]{2}[ea]?\s|\s(?:in\s)?(?:fy|cy)?\s?20[0-9]{2}[ea]?$")  # “FY2025 revenue”
_LONGEST = 5  # words of a product's name
# role of a cell: relation, and whether its parties are the subject
_RELATIONS = {
    "customer": ("suppliesTo", False),
    "supplier": ("suppliesTo", True),
    "competitor": ("competesWith", False),
    "partner": ("partnersWith", False),
    "parent": ("subsidiaryOf", False),
    "subsidiary": ("subsidiaryOf", True),
    "acquirer": ("acquires", True),
    "target": ("acquires", False),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's words with what they mention."""

    words: str
    mentions: tuple[Mention, ...]
    figures: tuple[Figure, ...]

    def parties(self) -> list[Entity]:
        """Return the companies and bodies of the cell."""
        return list(dict.fromkeys(m.entity for m in self.mentions if m.entity.type in _PARTIES and m.how != "ticker"))


def table_readings(lines: Sequence[Line], text: str, context: Context) -> Iterator[Draft]:
    """Yield what tables with known heads, and lines with known labels, state; `text` is the document's."""
    for group, found in groupby(lines, key=lambda line: _table_of(line)):
        rows = list(found)
        if not group:
            for line in rows:
                yield from _labelled(line, context)
        elif len(rows) > 1:
            yield from _table(rows, text, context)


def _table_of(line: Line) -> int:
    return line.sentence.block.group if line.sentence.block.kind == "table" else 0


def _table(rows: Sequence[Line], text: str, context: Context) -> Iterator[Draft]:
    heads = [cell.words for cell in cells_of(rows[0], text)]
    roles = [role_of(head) for head in heads]
    if "name" in roles and "layer" not in roles and roles[0] is None and _layered(rows[1:], text):
        roles[0] = "layer"
    owner = context.page(rows[0].sentence.block.section)
    trade = "buyer" in roles and "supplier" in roles and "name" not in roles
    for line in rows[1:]:
        cells = cells_of(line, text)
        if trade and len(cells) == len(roles):
            yield from _traded(line, cells[roles.index("supplier")], cells[roles.index("buyer")])
            continue
        if len(cells) == len(roles) and sum(role is not None for role in roles) > 1:
            yield from _row(line, dict(zip(roles, cells, strict=True)), owner, context)
        elif len(cells) == 2 and owner is not None and (role := role_of(cells[0].words)):
            yield from _stated(line, role, cells[1], owner, context)


def _traded(line: Line, seller: Cell, buyer: Cell) -> Iterator[Draft]:
    """Yield who supplies whom where a table has a column for each."""
    if _DOUBTFUL.search(line.clean.text):
        return
    for one in seller.parties():
        for other in buyer.parties():
            yield _draft("suppliesTo", one, other, line)


def _layered(rows: Sequence[Line], text: str) -> bool:
    """Whether the first column names kinds of ware, in half of the rows or more."""
    first = [cells[0] for row in rows if (cells := cells_of(row, text))]
    named = sum(any(m.entity.type in {"Layer", "Technology"} for m in cell.mentions) for cell in first)
    return 2 * named >= max(1, len(first))


def _labelled(line: Line, context: Context) -> Iterator[Draft]:
    """Yield what “Key customers: A and B” says of whom the page or section is about."""
    label = _LABEL.match(line.clean.text)
    owner = context.page(line.sentence.block.section)
    if label is None and owner is not None and (said := role_of(line.sentence.block.section)) in _RELATIONS:
        yield from _under_heading(line, str(said), owner)
        return
    role = role_of(label["label"]) if label and owner else None
    if label is None or owner is None or role is None or line.sentence.block.kind not in {"bullet", "paragraph"}:
        return
    rest = _cell(line, label.end(), len(line.clean.text))
    if len(rest.words) <= 240:
        yield from _stated(line, role, rest, owner, context)


def _under_heading(line: Line, role: str, owner: Entity) -> Iterator[Draft]:
    """Yield what a list of names under “Customers” or “Rivals” says of whom the page is about."""
    if line.sentence.block.kind not in {"bullet", "paragraph"} or _DOUBTFUL.search(line.clean.text):
        return
    parties = [m for m in line.mentions if m.entity.type in _PARTIES and m.how != "ticker"]
    members, end = list_at(line.clean.text, parties, 0)
    if not members or (len(members) == 1 and line.clean.text[end:].strip(" .")) or owner in {m.entity for m in members}:
        return
    relation, inverse = _RELATIONS[role]
    for party in dict.fromkeys(m.entity for m in members):
        yield _draft(relation, *((party, owner) if inverse else (owner, party)), line)


def _row(line: Line, cells: dict[str | None, Cell], owner: Entity | None, context: Context) -> Iterator[Draft]:
    named = cells.get("name") or cells.get("holding")
    mains = named.parties() if named else []
    if named and not mains:
        mains = [m.entity for m in named.mentions if m.entity.type in FUNDS]
    if named is None or _DOUBTFUL.search(named.words):
        return
    if owner is not None and owner.type in FUNDS and {"weight", "holding"} & cells.keys():
        for main in mains[:1]:
            yield from _holding(line, owner, main, cells.get("weight"))
    for main in mains if {"layer"} >= cells.keys() - {"name", None} else mains[:1]:
        for role, cell in cells.items():
            if role is not None:
                yield from _stated(line, role, cell, main, context)
        yield from _invested(line, main, cells, context)


def _holding(line: Line, fund: Entity, held: Entity, weight: Cell | None) -> Iterator[Draft]:
    percent = next((f for f in weight.figures if f.kind == "Percent"), None) if weight else None
    if weight is not None and percent is None:
        return
    qualifiers: dict[str, QualifierValue] = {}
    if percent is not None and percent.amount is not None:
        qualifiers = {"weightPercent": percent.amount, "valueText": percent.text}
    yield _draft("holds", fund, held, line, qualifiers)


def _invested(line: Line, main: Entity, cells: dict[str | None, Cell], context: Context) -> Iterator[Draft]:
    """Yield an investment where a row gives an amount, and an investor or a project."""
    amount, investor, project = (cells.get(role) for role in ("amount", "investor", "project"))
    money = next((f for f in amount.figures if f.kind == "Money" and f.amount is not None), None) if amount else None
    if money is None or money.amount is None or (amount and _DOUBTFUL.search(amount.words)):
        return
    qualifiers: dict[str, QualifierValue] = {
        "amount": money.amount,
        "currency": money.currency,
        "valueText": money.text,
    }
    if investor is not None:
        for party in investor.parties()[:1]:
            yield _draft("investsIn", party, main, line, qualifiers)
    elif project is not None and project.words and not _DOUBTFUL.search(project.words):
        whole = next((m.entity for m in project.mentions if m.text == project.words), None)
        thing = whole if whole and whole.type in {"Place", "Country", "Project"} else None
        if found := thing or context.named("Project", project.words):
            yield _draft("investsIn", main, found, line, qualifiers)


def _stated(line: Line, role: str, cell: Cell, main: Entity, context: Context) -> Iterator[Draft]:
    """Yield what a cell of this role says of a company or fund."""
    if _DOUBTFUL.search(cell.words) or not cell.words:
        return
    if role in _RELATIONS:
        relation, inverse = _RELATIONS[role]
        for party in cell.parties():
            yield _draft(relation, *((party, main) if inverse else (main, party)), line)
    if role == "revenue" and main.type not in FUNDS:
        yield from _revenue(cell, main, line)
    for thing in _things(role, cell, main, context):
        yield _draft(_ENDS[role], main, thing, line)


def _revenue(cell: Cell, main: Entity, line: Line) -> Iterator[Draft]:
    """Yield the one sum of a cell as a company's revenue."""
    sums = [f for f in cell.figures if f.kind == "Money" and f.amount is not None]
    if len(sums) == 1 and sums[0].amount is not None:
        qualifiers: dict[str, QualifierValue] = {
            "amount": sums[0].amount,
            "currency": sums[0].currency,
            "valueText": sums[0].text,
        }
        yield _draft("performance", main, Value("revenue", "revenue"), line, qualifiers)


_ENDS = {
    "layer": "supplies",
    "product": "produces",
    "headquarters": "headquarteredIn",
    "ticker": "hasTicker",
    "exchange": "listedOn",
    "index": "tracks",
}


def _things(role: str, cell: Cell, main: Entity, context: Context) -> list[Entity | Value]:
    """Return the ends of a cell whose relation is not to a party."""
    types = {"layer": {"Layer", "Technology"}, "exchange": {"Exchange"}, "index": {"Index"}}.get(role, set())
    found: list[Entity | Value] = [m.entity for m in cell.mentions if m.entity.type in types]
    if (
        role == "layer"
        and not found
        and 0 < len(cell.words.split()) <= _LONGEST
        and not any(map(str.isdigit, cell.words))
    ):
        named = context.named(
            "Technology", cell.words[0].lower() + cell.words[1:] if cell.words[1:].islower() else cell.words
        )
        found = [named] if named else []
    if role == "headquarters":
        place = next((m.entity for m in cell.mentions if m.entity.type in {"Place", "Country"}), None)
        found = [_place(cell, place, context)] if place else []
    elif role == "ticker" and _SYMBOL.fullmatch(cell.words):
        found = [Value(cell.words, cell.words)]
    elif role == "product" and main.type not in FUNDS:
        names = [part.strip(" .") for part in _PART.split(cell.words)]
        fitting = [name for name in names if 0 < len(name.split()) <= _LONGEST]
        found = [thing for name in fitting if (thing := _product(name, cell, context)) is not None]
    return list(dict.fromkeys(found)) if role in _ENDS else []


def _place(cell: Cell, place: Entity, context: Context) -> Entity:
    """Return the place that a cell is all the name of, “Foo, Texas”, else the one that it mentions."""
    whole = any(m.text == cell.words for m in cell.mentions) or len(cell.words.split()) > _LONGEST
    return place if whole else context.named("Place", cell.words) or place


def _product(name: str, cell: Cell, context: Context) -> Entity | None:
    known = next((m.entity for m in cell.mentions if m.text == name), None)
    return known if known and known.type in {"Technology", "Product"} else context.named("Product", name)


def _draft(
    relation: str,
    subject: Entity,
    thing: Entity | Value,
    line: Line,
    qualifiers: dict[str, QualifierValue] | None = None,
) -> Draft:
    """Return a row's statement, with a type for a name of none."""
    known = RELATIONS[relation]
    return table_draft(
        relation, _typed(subject, known.subject_types), _typed(thing, known.object_types), line, "table", qualifiers
    )


def _typed(thing: Any, types: Sequence[str]) -> Any:
    """Return a thing; a name of unknown type as a company, where the relation takes one."""
    return replace(thing, type="Company") if getattr(thing, "type", "") == "Name" and "Company" in types else thing


@cache
def role_of(head: str) -> str | None:
    """Return the role of a column's head or a line's label, None for one that says nothing known.

    >>> role_of("Key customers"), role_of("Weight (%)"), role_of("Former customers")
    ('customer', 'weight', None)
    """
    words = " ".join(head.replace("*", "").casefold().split()).strip(" :.")
    if _DOUBTFUL.search(words):
        return None
    words = _PERIOD.sub("", words).strip()
    singular = words[:-3] + "y" if words.endswith("ies") else words.removesuffix("s")
    if words.rpartition(" ")[2] in _NAMES:
        return "name"
    known = {str(name).casefold(): role for role, names in reversed(_LISTS["roles"].items()) for name in names}
    return known.get(words) or known.get(singular)


def cells_of(line: Line, text: str) -> list[Cell]:
    """Return a row's cells: between bars in Markdown, between tabs in a rendering."""
    block, clean = line.sentence.block, line.clean
    if "|" in clean.text:
        bars = [-1, *(i for i, c in enumerate(clean.text) if c == "|"), len(clean.text)]
        cells = [_cell(line, a + 1, b) for a, b in pairwise(bars)]
        return cells[(not cells[0].words) : len(cells) - (not cells[-1].words)]
    cells, start, places = [], block.start, clean.offsets[:-1]
    for part in text[block.start : block.end].split("\t"):
        first, last = bisect_left(places, start), bisect_left(places, start + len(part))
        cells.append(_cell(line, first, last) if first < last else Cell("", (), ()))
        start += len(part) + 1
    return cells


def _cell(line: Line, start: int, end: int) -> Cell:
    return Cell(
        line.clean.text[start:end].strip(" *_"),
        tuple(m for m in line.mentions if start <= m.start and m.end <= end),
        tuple(f for f in line.figures if start <= f.start and f.end <= end),
    )
