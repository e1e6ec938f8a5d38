"""Leave page furniture out: page numbers, links to the contents, running heads and feet; join what a page break parts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from themegraph.loaders.readers.sec.layout import MARK
from themegraph.loaders.readers.sec.pieces import Line, PageBreak, Table

Flat = Line | PageBreak | Table
_NUMBER = re.compile(
    r"(?:page\s*)?[-–—\s]*(?:[A-Z]{1,3}[-–.])?(\d{1,4}|[ivxl]{1,6})[-–—\s]*(?:(?:of|/)\s*\d{1,4})?", re.IGNORECASE
)
_CONTENTS = re.compile(
    r"(?:return to |back to |go to )?(?:the )?(?:table of contents|contents|index to (?:consolidated )?financial statements|top)",
    re.IGNORECASE,
)
_CONTENTS_TITLE = re.compile(r"(?:table of contents|contents)(?: page(?: no\.?)?)?", re.IGNORECASE)
_ENTRY = re.compile(
    r"\s*(?:part\s+[IVX]+|item\s*\d|signatures?\b|exhibit|page\b|index\b|table of contents|note\s+\d|form 10-k)",
    re.IGNORECASE,
)
_SCALE = re.compile(r"\(.*\b(?:in|except|unaudited)\b", re.IGNORECASE)
_CONTINUED = re.compile(r"[\s,–—-]*\(?\s*cont(?:inued|['’]?d)\.?\s*\)?", re.IGNORECASE)
_DIGITS = re.compile(r"^\d+|\d+$")
_ENDED = re.compile(r"[.!?:;](?:[\"”’')\]]|\(\d\))*$")
_SINGLE = re.compile(r"\d{1,4}")
_EDGE, _LONGEST_HEAD, _PAGES, _RUN = 3, 120, 3, 3
_LONGEST_JOINED = 50_000
_NAME_WORDS = 6  # a name such as "… Holdings, Inc." ends with a full stop too


def without_furniture(flat: Sequence[Flat]) -> list[Line | Table]:
    """Return what a reader reads: pages run into one another, furniture left out."""
    pages = _pages([piece for piece in flat if not _leads_back(piece)])
    heads = _repeated(page[:_EDGE] for page in pages)
    feet = _repeated(page[-_EDGE:] for page in pages)
    seen: set[str] = set()
    kept: list[list[Line | Table]] = []
    for page in pages:
        top, bottom = _top(page, heads, seen), _bottom(page, feet, seen)
        kept.append(page[top : max(bottom, top)])
    return _without_contents(_joined(kept))


def _leads_back(piece: Flat) -> bool:
    """Whether a line is but a link back to the contents."""
    return isinstance(piece, Line) and piece.link and bool(_CONTENTS.fullmatch(piece.text))


def _pages(flat: Sequence[Flat]) -> list[list[Line | Table]]:
    """Part the pieces at page breaks, and at lone numbers that count pages."""
    counted = _counting(flat)
    pages: list[list[Line | Table]] = [[]]
    for number, piece in enumerate(flat):
        if isinstance(piece, PageBreak) or number in counted:
            pages.append([])
        else:
            pages[-1].append(piece)
    return [page for page in pages if page]


def _counting(flat: Sequence[Flat]) -> set[int]:
    """Return the places of lines that are nothing but a number, one more than such a line before."""
    alone = [(n, int(p.text)) for n, p in enumerate(flat) if isinstance(p, Line) and _SINGLE.fullmatch(p.text)]
    runs: list[list[tuple[int, int]]] = []
    for place in alone:
        if runs and place[1] == runs[-1][-1][1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return {n for run in runs if len(run) >= _RUN for n, _ in run}


def _form(line: Line) -> str:
    return _DIGITS.sub("#", _CONTINUED.sub("", line.text)).casefold()


def _repeated(edges: Iterable[Sequence[Line | Table]]) -> frozenset[str]:
    """Return the forms of short lines, no sentences, that stand at the edge of several pages."""
    counted: Counter[str] = Counter()
    for edge in edges:
        counted.update({_form(piece) for piece in edge if isinstance(piece, Line) and _may_run(piece)})
    return frozenset(form for form, count in counted.items() if count >= _PAGES)


def _may_run(line: Line) -> bool:
    """Whether a line can be a running head or foot."""
    sentence = _ENDED.search(line.text) and len(line.text.split()) > _NAME_WORDS
    return len(line.text) <= _LONGEST_HEAD and not _SCALE.match(line.text) and not sentence


def _top(page: Sequence[Line | Table], heads: frozenset[str], seen: set[str]) -> int:
    """Return where a page's own words begin; the first of several running heads is a heading and stays."""
    edge = page[:_EDGE]
    for number, piece in enumerate(edge):
        if not isinstance(piece, Line) or not (_is_mark(piece) or (_may_run(piece) and _form(piece) in heads)):
            return number
        if not _is_mark(piece) and _form(piece) not in seen:
            seen.update(_form(line) for line in edge[number:] if isinstance(line, Line) and _form(line) in heads)
            return number
    return len(edge)


def _bottom(page: Sequence[Line | Table], feet: frozenset[str], seen: set[str]) -> int:
    """Return where a page's own words end; the first of several feet without a page number stays."""
    end = len(page)
    while end > max(len(page) - _EDGE, 0):
        piece = page[end - 1]
        if not isinstance(piece, Line) or not (_is_mark(piece) or (_may_run(piece) and _form(piece) in feet)):
            break
        if not _is_mark(piece) and "#" not in _form(piece) and _form(piece) not in seen:
            seen.add(_form(piece))
            break
        end -= 1
    return end


def _is_mark(line: Line) -> bool:
    return bool(_NUMBER.fullmatch(line.text) or _CONTENTS.fullmatch(line.text))


def _joined(pages: Sequence[Sequence[Line | Table]]) -> list[Line | Table]:
    """Run pages into one another; a paragraph that a page break parts becomes one again."""
    joined: list[Line | Table] = []
    for page in pages:
        first = page[0] if page else None
        if joined and first is not None and _goes_on(joined[-1], first):
            before = joined.pop()
            assert isinstance(before, Line)
            assert isinstance(first, Line)
            gap = "" if before.text.endswith("-") and first.text[:1].islower() else " "
            joined.append(replace(before, text=before.text + gap + first.text))
            joined += page[1:]
        else:
            joined += page
    return joined


def _goes_on(before: Line | Table, after: Line | Table) -> bool:
    if not isinstance(before, Line) or not isinstance(after, Line) or _ENDED.search(before.text[-40:]):
        return False
    if (
        not 40 <= len(before.text) <= _LONGEST_JOINED
        or before.look.bold
        or after.look.bold
        or before.level
        or after.level
    ):
        return False
    if MARK.match(after.text) or after.item:
        return False
    if after.text[:1].islower():
        return True
    rest = len(after.text) > 40 or (bool(_ENDED.search(after.text)) and not _ENTRY.match(after.text))
    return len(before.text) > 80 and rest and before.look == after.look and not before.look.centred


def _without_contents(pieces: Sequence[Line | Table]) -> list[Line | Table]:
    """Leave out the contents page: its title, and the table or linked lines that name items and pages."""
    kept: list[Line | Table] = []
    for piece in pieces:
        if isinstance(piece, Table) and _is_contents(piece):
            continue
        if isinstance(piece, Line) and (
            _CONTENTS_TITLE.fullmatch(piece.text) or (piece.link and _ENTRY.match(piece.text))
        ):
            continue
        kept.append(piece)
    return kept


def _is_contents(table: Table) -> bool:
    entries = sum(1 for row in table.rows if _ENTRY.match(next((c for c in row if c), "")))
    numbered = sum(1 for row in table.rows if _NUMBER.fullmatch(next((c for c in reversed(row) if c), "")))
    return entries > 3 and entries * 2 >= len(table.rows) and numbered * 3 >= len(table.rows)
