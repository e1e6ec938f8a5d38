"""An answer as a notebook shows it: a table that takes its colours from the page around it, and text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape

from themegraph.queries.answer import Answer, Cell, python_value
from themegraph.queries.printable import printable
from themegraph.queries.results import table, text_of

REGISTRY = "“registry: "
MOST_ROWS, MOST_QUOTES, UNBROKEN = 60, 3, 20
CELL = "text-align:{align};vertical-align:top;padding:.3em .8em .3em 0;max-width:34em;white-space:normal"
QUOTE = "margin:.1em 0 .5em .2em;padding-left:.7em;border-left:3px solid #2c86c8;opacity:.92;text-align:left"


def mimebundle(answer: Answer) -> dict[str, str]:
    """Return HTML and text of an answer; of a long one the first rows, saying how many there are."""
    shown = Answer(answer.columns, answer.rows[:MOST_ROWS], answer.notices)
    below = [*answer.notices]
    if len(answer.rows) > MOST_ROWS:
        below.append(f"{MOST_ROWS} of {len(answer.rows):,} rows")
    text = table(shown) + "".join(f"{printable(notice)}\n" for notice in below)
    return {"text/html": _html(shown, below), "text/plain": text}


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
        '<div style="overflow-x:auto"><table style="border-collapse:collapse;background:none">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{notes}</div>"
    )


def _rows(row: Sequence[Cell], plain: Sequence[int], right: set[int]) -> Iterator[str]:
    """Yield the row, and a second one with its sentences where it has any."""
    cells = "".join(f'<td style="{_cell_style(at in right)}">{_text(row[at])}</td>' for at in plain)
    yield f'<tr style="background:none">{cells}</tr>'
    evidence = [cell for cell in row if isinstance(cell, tuple) and cell]
    if evidence:
        quotes = "".join(_quotes(list(zip(*evidence, strict=True))))
        yield f'<tr style="background:none"><td colspan="{len(plain)}" style="padding:0">{quotes}</td></tr>'


def _quotes(said: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the first sentences, each once however many documents say it, and how many more there are."""
    once = list({each[0]: each for each in reversed(said)}.values())[::-1]
    yield from map(_quote, once[:MOST_QUOTES])
    if len(once) > MOST_QUOTES:
        yield f'<div style="{QUOTE}">… and {len(once) - MOST_QUOTES} more, in <code>records()</code></div>'


def _quote(said: Sequence[str]) -> str:
    sentence, *who = (printable(" ".join(text.split())) for text in said)
    # The registry's entries are data: its file is named, but there is no sentence to read.
    words = "" if who and who[0].startswith(REGISTRY) else f"“{escape(sentence)}” "
    return (
        f'<div style="{QUOTE}">{words}'
        f"<span style='opacity:.75'>{escape(', '.join(part for part in who if part))}</span></div>"
    )


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
