"""Rows of a filing's tables as claims: figures by period, and the shares of customers and suppliers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from themegraph.graph.claim import Entity, QualifierValue, Value
from themegraph.loaders.extraction.draft import Draft, date_qualifiers
from themegraph.loaders.extraction.filing_heads import Head, read_head
from themegraph.loaders.extraction.identity import unknown_entity
from themegraph.loaders.extraction.unit import Span
from themegraph.loaders.extraction.units import Line, unit_of
from themegraph.loaders.extraction.values import find_values

_CONFIDENCE = Decimal("0.95")
_CELL = r"(?:[$€£¥] ?)?\(?(?:\d[\d,]*(?:\.\d+)?|\.\d+)\)?(?: ?%| pts?\b)?|\*+|[—–-]+(?: ?%)?|N/?[AM]\b|[nN]\.?m\.?"
_ROW = re.compile(
    rf"(?P<label>[A-Z][^\d$%|]*?(?:\(\d{{1,2}}\))*(?: \d{{1,2}}[A-Z]\b[^\d$%|]*?)?):?\s+(?P<cells>(?:{_CELL})(?:\s+(?:{_CELL}))*)"
)
_CELLS = re.compile(_CELL)
_LAST = (*"0123456789)%*—–-", "A", "M", "m", "m.", "pt", "pts")  # how a cell may end; prose seldom does
_ASIDE = re.compile(r"\([^()]*\)")
_FOOTNOTE = re.compile(r"(?<=[A-Za-z.)®™])\s*\(\d\)(?=\s)")  # behind a label
_WIDEST = 400  # characters of a row
_NOTE = re.compile(r"\s*(?:\(\d{1,2}\)|\(and affiliates\)|\*+)")
# rows that say themselves what they measure
_OWN = re.compile(
    r"(?:(?:total|net|consolidated|adjusted|gross|gaap|non-gaap) ){0,3}"
    r"(?:revenues?|sales|revenues?, net|gross profit|gross margin|operating (?:income|profit|earnings|revenues?|expenses|loss|income \(loss\))|income from operations|(?:loss|income \(loss\)) from operations|"
    r"(?:net )?(?:income|earnings|loss|income \(loss\))|cost of (?:revenues?|sales|goods sold)|research and development(?: expenses?)?|"
    r"(?:marketing, general and administrative|selling, general and administrative|sales, general and administrative)(?: expenses?)?|ebitda|"
    r"capital expenditures|purchases? of property(?:, plant)? and equipment|(?:net )?cash (?:provided by|from) operating activities|free cash flow)",
    re.IGNORECASE,
)
# rows of another kind inside a table of revenue
_OTHER = re.compile(
    r"\b(?:revenues?|sales|costs?|expenses?|profit|income|loss|margin|earnings|tax(?:es)?|assets|cash|shares?|expenditures|percent|percentage|change|"
    r"eliminations?|reconcil\w*|balance|depreciation|amortization|compensation|interest|number|employees|rate|units?|basic|diluted|weighted|equity|debt|goodwill|"
    r"acquisition-related|corporate|other|price)\b",
    re.IGNORECASE,
)
# tables that give a part of a figure under the figure's name, or another company's
_FOREIGN = re.compile(
    r"stock-based|share-based|equity (?:award|incentive|compensation)|pro forma|attributable to|included in|allocated in|amortiz|depreciation|restructuring|"
    r"\btax|per share|fair value|\blease|intangible|goodwill|\bdebt\b|warrant|deferred|unearned|discontinued|reconcil|purchase (?:consideration|price)|consideration|"
    r"acquired|derivative|hedg|pension|retirement|parent|guarant|condensed (?:consolidating|financial information)|compensation|variable interest|equity method|"
    r"quarterly|as a percentage|expressed as|subsidiar",
    re.IGNORECASE,
)
_SOLD = re.compile(r"\b(?:revenues?|sales)$", re.IGNORECASE)
_PART = re.compile(r"\b(?:cost|percent\w*|%|change) (?:of|in)\b", re.IGNORECASE)
_ANYONE = re.compile(
    r"\b(?:total|others?|customers?|all|top|revenues?|sales|net|remaining|percent\w*)\b", re.IGNORECASE
)
_NAME = re.compile(r"[A-Z][\w.&’'-]*(?:,? (?:[A-Z][\w.&’'-]*|of|and|&|de))*")
_LONGEST = 90  # characters of a row's label


@dataclass(frozen=True, slots=True)
class Row:
    """A label and the cells behind it."""

    label: str
    cells: tuple[str, ...]


def table_drafts(lines: Sequence[Line], about: Entity) -> Iterator[Draft]:
    """Yield a draft for each figure that tables give of whom a filing is about, by the heads above their rows."""
    head, group, caption = Head(), -1, ""
    for line in lines:
        text, block = line.clean.text.strip(), line.sentence.block
        if block.kind != "table" and row_of(text) is None:
            caption = _ASIDE.sub("", text)
        if block.kind == "table" and block.group != group:
            head, group = replace(head, spans=(), dates=(), changes=(), currency=""), block.group
        row = row_of(text)
        if row is None or not (head.dates or head.spans) or read_head(text, head).dates != head.dates:
            head = read_head(text, head)
        elif head.shares or not (_FOREIGN.search(caption) or _FOREIGN.search(block.section)):
            head = replace(head, currency=_currency(text) or head.currency)
            yield from _row_drafts(row, head, about, line)


def row_of(text: str) -> Row | None:
    """Return a line as label and cells, None where it is no row.

    >>> row_of("Data Center (1) $ 41,096 $ (26,272) *")
    Row(label='Data Center', cells=('$ 41,096', '$ (26,272)', '*'))
    """
    if len(text) >= _WIDEST or not (text.endswith(_LAST) or text[-1:].isdecimal()):
        return None
    found = _ROW.fullmatch(_FOOTNOTE.sub("", text, count=1))
    if found is None or len(found["label"]) > _LONGEST:
        return None
    return Row(" ".join(_NOTE.sub("", found["label"]).split()), tuple(_CELLS.findall(found["cells"])))


def _currency(text: str) -> str:
    return next((code for sign, code in (("$", "USD"), ("€", "EUR"), ("£", "GBP")) if sign in text), "")


def _row_drafts(row: Row, head: Head, about: Entity, line: Line) -> Iterator[Draft]:
    periods = head.periods()
    if not periods or len(row.cells) not in {len(periods), len(periods) + len(head.changes)}:
        return
    if head.shares:
        yield from _share_drafts(row, head, periods, about, line)
        return
    label = _label(row.label, head)
    if not label or not head.currency or not head.scale or "per share" in row.label:
        return
    yield from _change_drafts(row, head, periods, label, about, line)
    for cell, period in zip(row.cells, periods, strict=False):
        amount = _number(cell)
        if amount is None or cell.endswith("%"):
            continue
        qualifiers: dict[str, QualifierValue] = {
            "measure": label,
            "amount": amount * head.scale,
            "currency": head.currency,
            "periodText": period,
            "valueText": cell.strip("$ "),
            "estimateKind": "outcome",
        }
        yield table_draft("performance", about, Value(label, label), line, "table", qualifiers)


def _change_drafts(
    row: Row, head: Head, periods: Sequence[str], label: str, about: Entity, line: Line
) -> Iterator[Draft]:
    """Yield the growth that a column of changes in percent states, from the second period to the first."""
    for kind, cell in zip(head.changes, row.cells[len(periods) :], strict=False):
        percent = _number(cell)
        if percent is None or len(periods) != 2 or not ("%" in kind or cell.endswith("%") or "erc" in kind):
            continue
        qualifiers: dict[str, QualifierValue] = {
            "measure": label,
            "percent": percent,
            "valueText": cell,
            "note": f"{periods[0]}, from {periods[1]}",
            "estimateKind": "outcome",
        }
        yield table_draft("growth", about, Value(label, label), line, "table", qualifiers)


def _label(label: str, head: Head) -> str:
    """Return what a row measures: its own words, or the table's measure of what it names; nothing where neither is sure.

    >>> _label("Lasers", Head(measure="revenue")), _label("Income tax", Head(measure="revenue"))
    ('Lasers revenue', '')
    """
    if _OWN.fullmatch(label):
        return label
    if not head.measure:
        return ""
    if _SOLD.search(label):
        return "" if _PART.search(label) else label
    return "" if _OTHER.search(label) else f"{label} {head.measure}"


def _number(cell: str) -> Decimal | None:
    digits = re.sub(r"[^\d.]", "", cell)
    if not digits or not re.search(r"\d", digits):
        return None
    return -Decimal(digits) if "(" in cell else Decimal(digits)


def _share_drafts(row: Row, head: Head, periods: Sequence[str], about: Entity, line: Line) -> Iterator[Draft]:
    """Yield a customer's share of the filer's revenue in each period, or a supplier with its share of purchases."""
    party = _party(row, line)
    if party is None or party == about:
        return
    for cell, period in zip(row.cells, periods, strict=False):
        share = _number(cell)
        if share is None or share > 100:
            continue
        dates = date_qualifiers(found) if (found := next(iter(find_values(period)), None)) and found.date_start else {}
        note = f"{cell if cell.endswith('%') else cell + ' %'} of purchases" if head.shares == "suppliers" else period
        if head.shares == "customers":
            qualifiers: dict[str, QualifierValue] = {"percent": share, "valueText": cell, "note": note, **dates}
            yield table_draft("suppliesTo", about, party, line, "customer-table", qualifiers)
        else:
            yield table_draft(
                "suppliesTo", party, about, line, "supplier-table", {"note": f"{note}, {period}", **dates}
            )


def _party(row: Row, line: Line) -> Entity | None:
    """Return whom a row names: its first mention, or else its label where that has a name's form."""
    found = next(
        (m.entity for m in line.mentions if m.entity.type in {"Company", "Organization"} and m.start == 0), None
    )
    if found is not None:
        return found
    named = _NAME.fullmatch(row.label) and not _ANYONE.search(row.label)
    return unknown_entity(row.label, "Company") if named else None


def table_draft(
    relation: str,
    subject: Entity,
    thing: Entity | Value,
    line: Line,
    rule: str,
    qualifiers: dict[str, QualifierValue] | None = None,
) -> Draft:
    """Return what a whole line states by its form."""
    unit = unit_of(line)
    span = Span(0, len(unit.text))
    return Draft(
        relation=relation,
        subject=subject,
        object=thing,
        qualifiers=qualifiers or {},
        unit=unit,
        span=span,
        rule=f"structure/{rule}@1",
        status="asserted",
        derived=False,
        confidence=_CONFIDENCE,
        name=relation,
        match=None,
        passage=span,
    )
