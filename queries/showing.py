"""An answer as a notebook shows it: a table that takes its colours from the page around it, and text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape

import pyoxigraph as ox

from themegraph.graph.drawing.text import NO_FORMULAS
from themegraph.graph.quoting import MOST_QUOTES, REGISTRY, quotes
from themegraph.queries.answer import Answer, Cell, python_value
from themegraph.queries.guard import prefixed
from themegraph.queries.printable import printable
from themegraph.queries.results import table, text_of

MOST_ROWS, LONGEST_CELL, UNBROKEN = 60, 1000, 20
CELL = "text-align:{align};vertical-align:top;padding:.3em .8em .3em 0;max-width:34em;white-space:normal"


def mimebundle(answer: Answer) -> dict[str, str]:
    """Return HTML and text of an answer; of a long one the first rows, saying how many there are."""
    return {"text/html": _html(_shown(answer), _notices(answer)), "text/plain": as_text(answer)}


def as_text(answer: Answer) -> str:
    """Return an answer as a table of text, bounded as in a notebook."""
    body = table(_shown(answer, MOST_QUOTES)) if answer.rows else f"{'  '.join(answer.columns)}\nno rows\n"
    return body + "".join(f"{printable(notice)}\n" for notice in _notices(answer))


def _shown(answer: Answer, sentences: int | None = None) -> Answer:
    """Return the first rows, with IRIs in the short form that a query takes, and at most so many sentences each."""
    rows = (tuple(_short(cell, sentences) for cell in row) for row in answer.rows[:MOST_ROWS])
    return Answer(answer.columns, tuple(rows), answer.notices)


def _short(cell: Cell, sentences: int | None) -> Cell:
    """Return a cell that no notebook is too small for: IRIs in short form, long texts and lists cut."""
    if isinstance(cell, ox.NamedNode):
        return ox.Literal(prefixed(cell.value))
    if isinstance(cell, tuple):
        return tuple(text[:LONGEST_CELL] for text in cell[:sentences])
    if isinstance(cell, ox.Literal) and len(cell.value) > LONGEST_CELL:
        return ox.Literal(cell.value[:LONGEST_CELL] + "…")
    return cell


def _notices(answer: Answer) -> list[str]:
    more = len(answer.rows) > MOST_ROWS
    here = [f"{MOST_ROWS} of {len(answer.rows):,} rows stand here; records() and to_pandas() hold all"] if more else []
    return [*answer.notices, *here]


def _html(answer: Answer, below: Sequence[str]) -> str:
    """Return the table; evidence stands below its row."""
    plain = [at for at, _ in enumerate(answer.columns) if _is_plain(answer, at)]
    right = {at for at in plain if _is_number(answer, at)}
    head = "".join(
        f'<th scope="col" style="{_cell_style(at in right)};border-bottom:1px solid #8889">'
        f"{escape(printable(answer.columns[at]).replace('_', ' '))}</th>"
        for at in plain
    )
    rows = "".join("".join(_rows(row, plain, right)) for row in answer.rows) or "<tr><td>no rows</td></tr>"
    notes = "".join(f"<div style='opacity:.8'>{escape(printable(text))}</div>" for text in below)
    return (
        f'<div class="{NO_FORMULAS}" style="overflow-x:auto"><table style="border-collapse:collapse;background:none">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{notes}</div>"
    )


def _rows(row: Sequence[Cell], plain: Sequence[int], right: set[int]) -> Iterator[str]:
    """Yield the row, and a second one with its sentences where it has any."""
    cells = "".join(f'<td style="{_cell_style(at in right)}">{_text(row[at])}</td>' for at in plain)
    yield f'<tr style="background:none">{cells}</tr>'
    evidence = [cell for cell in row if isinstance(cell, tuple) and cell]
    if evidence:
        said = quotes([_said(each) for each in zip(*evidence, strict=True)])
        yield f'<tr style="background:none"><td colspan="{len(plain)}" style="padding:0;text-align:left">{said}</td></tr>'


def _said(each: Sequence[str]) -> tuple[str, str]:
    """Return a sentence and who says it where and when; of the registry, which is data, its file alone."""
    sentence, source, *rest = (printable(" ".join(text.split())) for text in each)
    if source.startswith(f"“{REGISTRY}"):
        return "", source.strip("“”")
    return sentence, ", ".join(part for part in (source, *rest) if part)


def _text(cell: Cell) -> str:
    text = escape(printable(" ".join(text_of(python_value(cell)).split())))
    return f'<span style="white-space:nowrap">{text}</span>' if len(text) <= UNBROKEN else text


def _cell_style(right: bool) -> str:
    return CELL.format(align="right" if right else "left")


def _is_plain(answer: Answer, at: int) -> bool:
    """Tell whether a column belongs in the table itself: it is no evidence, and some row has a value in it."""
    cells = [row[at] for row in answer.rows]
    return not cells or any(cell is not None and not isinstance(cell, tuple) for cell in cells)


def _is_number(answer: Answer, at: int) -> bool:
    values = [python_value(row[at]) for row in answer.rows if row[at] is not None]
    return bool(values) and all(isinstance(value, int | float | Decimal) for value in values)
