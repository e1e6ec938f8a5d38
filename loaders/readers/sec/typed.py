"""Filings typed on eighty columns: wrapped paragraphs, centred lines, tables held together by spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from themegraph.loaders.hyphens import Spelling, spelling_of
from themegraph.loaders.readers.sec.figures import is_figure, is_year
from themegraph.loaders.readers.sec.pieces import Line, Look, PageBreak, Table

_PAGE = re.compile(r"\s*<PAGE>[ \t]*(?:[\divx-]{0,8})\s*", re.IGNORECASE)
_TAG = re.compile(r"</?(?:TABLE|CAPTION|S|C|FN|F\d+|PAGE|TEXT|R|B|I|U|CENTER|P|BR|PRE)\b[^<>\n]{0,80}>", re.IGNORECASE)
_OPEN, _CLOSE = re.compile(r"<TABLE\b", re.IGNORECASE), re.compile(r"</TABLE\b", re.IGNORECASE)
_RULE = re.compile(r"[\s_=\-*.~+|]{3,}")
_GAP = re.compile(r"\s{2,}|\t+|\.{4,}\s*")
_DOTS = re.compile(r"(?:\s?\.){4,}")
_COLUMN = re.compile(r"\s*\S+(?: {1,2}\S+)* {3,}(?=[A-Za-z])")
_DIVIDED = re.compile(r"([^\W\d_]+)- ([a-z][^\W\d_]*)")
_FIGURE_GAP = re.compile(r"\S {2,}[$(+-]*\s?[\d(–-]")
_PEM = re.compile(
    r"-----BEGIN PRIVACY-ENHANCED MESSAGE-----.*?(?:(?:\r?\n){2}|(?=<(?:SEC|IMS)-(?:DOCUMENT|HEADER)>))", re.DOTALL
)
_ITEM = re.compile(r"\s*(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]|[-*•o])\s+\S")
_WIDTH, _MOST_HEAD_ROWS = 80, 6
_FRAMED = re.compile(r"<pre\b[^<>]*>(.*?)(?:</pre\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_MADE = re.compile(r"<(?:p|div|tr|td|span|font|br|li|h\d)\b", re.IGNORECASE)
_ANY_TAG = re.compile(r"<(?!PAGE|/?TABLE|/?CAPTION|S>|C>|/?FN|F\d)[/!a-zA-Z][^<>]{0,2000}>")


def typed_text(body: str) -> str | None:
    """Return the typed text in a body whose mark-up only wraps it, None where mark-up makes the page.

    >>> typed_text("<html><pre>one\\ntwo</pre></html>")
    'one\\ntwo'
    """
    framed = sum(len(match[1]) for match in _FRAMED.finditer(body))
    wrapped = body.count("\n") > 30 and len(_MADE.findall(body)) < 20
    if not wrapped and (not framed or framed * 2 <= len(_ANY_TAG.sub("", body))):
        return None
    return unescape(_ANY_TAG.sub("", re.sub(r"<PAGE>", "\n\f\n", body, flags=re.IGNORECASE))).replace("\f", "<PAGE>")


def without_envelope(text: str) -> str:
    """Return a text without the envelope of privacy-enhanced mail around it."""
    found = _PEM.match(text.lstrip())
    return text.lstrip()[found.end() :] if found else text


def typed_pieces(text: str, *, listed: bool = False) -> list[Line | PageBreak | Table]:
    """Return the lines, tables and page breaks of a typed text; `listed` says that a lone line may be a table's row."""
    spelling = spelling_of(text, typeset=False)
    pieces: list[Line | PageBreak | Table] = []
    block: list[str] = []
    table: list[str] | None = None
    for raw in text.splitlines():
        if _PAGE.fullmatch(raw):
            pieces += [*_pieces(block, spelling, listed), PageBreak()]
            block = []
        elif _OPEN.search(raw):
            pieces += _pieces(block, spelling, listed)
            block, table = [], []
        elif table is not None and _CLOSE.search(raw):
            pieces += _table(table)
            table = None
        elif table is not None:
            table.append(raw)
        elif not raw.strip() or _RULE.fullmatch(raw):
            pieces += _pieces(block, spelling, listed)
            block = []
        else:
            block.append(raw.expandtabs(8))
    return [*pieces, *_pieces(block, spelling, listed), *_table(table or [])]


def _pieces(block: list[str], spelling: Spelling, listed: bool) -> Iterator[Line | Table]:
    """Yield what a run of lines without a blank one holds."""
    lines = [_TAG.sub("", line) for line in block]
    lines = [line for line in lines if line.strip()]
    if len(lines) > 1 and sum(bool(_FIGURE_GAP.search(line.strip())) for line in lines) * 2 > len(lines):
        yield from _table(lines)
        return
    if _in_columns(lines, 1 if listed else 2):
        yield from _table(lines)
        return
    narrow = all(len(line.rstrip()) < 56 for line in lines)
    paragraph: list[str] = []
    for line in lines:
        if paragraph and _begins(line, paragraph, narrow=narrow):
            yield _line(paragraph, spelling)
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield _line(paragraph, spelling)


def _in_columns(lines: list[str], least: int) -> bool:
    """Whether wide gaps end at one place in all of the lines, at least so many; items of lists are no rows."""
    ends = [found.end() if (found := _COLUMN.match(line)) and not _ITEM.match(line) else -1 for line in lines]
    return len(lines) >= least and min(ends) > 0 and max(ends) - min(ends) <= 1


def _begins(line: str, before: list[str], *, narrow: bool) -> bool:
    """Whether a line begins a paragraph of its own: a centred one, an item of a list, or after a short line.

    `narrow` says that all lines around are short, as in an address.
    """
    last = before[-1]
    indent, above = len(line) - len(line.lstrip()), len(last) - len(last.lstrip())
    if _ITEM.match(line) or _is_centred(line) or _is_centred(last):
        return True
    room = _WIDTH - 12 - len(last.rstrip())
    short = len(last.rstrip()) < 50 and room > len(line.split()[0]) + 1
    if short and (narrow or last.rstrip().endswith((".", ":", ";"))) and not line.lstrip()[:1].islower():
        return True
    return len(before) > 1 and indent > above + 2


def _is_centred(line: str) -> bool:
    words = line.strip()
    left = len(line) - len(line.lstrip())
    return left > 8 and len(words) < 64 and abs(left - (_WIDTH - len(line.rstrip()))) <= 8


def _line(paragraph: list[str], spelling: Spelling) -> Line:
    """Return a paragraph's line, with the words whole that its line ends divide."""
    centred = all(_is_centred(line) for line in paragraph)
    words = " ".join(line.strip() for line in paragraph)
    whole = _DIVIDED.sub(lambda half: half[1] + spelling.joins(half[1], half[2]) + half[2], words)
    return Line(whole, Look(centred=centred))


def _table(lines: list[str]) -> list[Line | Table]:
    """Return the rows of a typed table, cells where two spaces or leaders part them."""
    rows = []
    for line in lines:
        words = _TAG.sub("", line)
        if words.strip() and not _RULE.fullmatch(words):
            cells = [cell.strip() for cell in _GAP.split(_DOTS.sub("    ", words).strip())]
            rows.append(tuple(_with_signs([cell for cell in cells if cell])))
    rows = [row for row in rows if row]
    if not any(len(row) > 1 for row in rows):
        return [Line(" ".join(row)) for row in rows]
    head = _head(rows)
    width = max(len(row) for row in rows)
    heads = [("",) * (width - len(row)) + row if len(row) > 1 else row for row in rows[:head]]
    return [Table((*heads, *rows[head:]), head)]


def _head(rows: list[tuple[str, ...]]) -> int:
    """Return how many rows stand above the first with figures other than years."""
    figures = (any(is_figure(cell) and not is_year(cell) for cell in row[1:]) for row in rows)
    first = next((number for number, found in enumerate(figures) if found), 0)
    return first if first <= _MOST_HEAD_ROWS else 0


def _with_signs(cells: list[str]) -> list[str]:
    """Put "$" before and "%" behind their number."""
    joined: list[str] = []
    for cell in cells:
        if joined and (joined[-1] in ("$", "(", "$(", "+$") or cell in ("%", ")", ")%")):
            joined[-1] += cell
        else:
            joined.append(cell)
    return joined
