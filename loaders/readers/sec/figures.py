"""Figures as tables print them: "$" and "%" and brackets in cells of their own, put back to their number."""

from __future__ import annotations

import re
from collections.abc import Iterable

from themegraph.loaders.readers.sec.pieces import Cell

_MONEY = r"(?:US|C|A|HK|NT|S|R)?[$€£¥]"
_OPENING = re.compile(rf"(?:{_MONEY}|RMB|\(|{_MONEY}\s*\()")
_CLOSING = re.compile(r"\)|%|\)\s*%|%\s*\)|pts?\.?|bps")
_FIGURE = re.compile(
    rf"(?:[-–—+~]\s*)?(?:{_MONEY}\s*)?\(?\s*(?:{_MONEY}\s*)?(?:\d[\d,]*(?:\.\d+)?|\.\d+|[-–—])\s*\)?\s*(?:%|x|bps|pts?\.?)?\s*\)?"
)
_DASH = re.compile(r"[-–—]+|N/?[AM]|\*+|nil", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_AFTER_OPENING = re.compile(rf"({_MONEY}|\()\s+(?=[\d.(–—-])")
_BEFORE_CLOSING = re.compile(r"(?<=[\d–—)-])\s+(?=[)%])")


def is_figure(text: str) -> bool:
    """Whether a cell holds a number, or the dash that stands for none.

    >>> [is_figure(text) for text in ("$(1,234)", "11%", "—", "2025", "Revenue")]
    [True, True, True, True, False]
    """
    return len(text) < 40 and bool(_FIGURE.fullmatch(text) or _DASH.fullmatch(text))


def is_year(text: str) -> bool:
    """Whether a cell holds a year."""
    return bool(_YEAR.fullmatch(text))


def is_sign(text: str) -> bool:
    """Whether a cell holds nothing but what belongs to the number beside it."""
    return bool(_OPENING.fullmatch(text) or _CLOSING.fullmatch(text))


def tidy(text: str) -> str:
    """Return a cell's words, signs joined to their number.

    >>> tidy("$ ( 5 )"), tidy("11 %"), tidy("Cost of $ and %")
    ('$(5)', '11%', 'Cost of $ and %')
    """
    if not is_figure(text):
        return text
    return _BEFORE_CLOSING.sub("", _AFTER_OPENING.sub(r"\1", _AFTER_OPENING.sub(r"\1", text)))


def merged(cells: Iterable[Cell]) -> list[tuple[int, int, str]]:
    """Return a row's filled cells as (start, end, words), those with signs alone merged into their number's."""
    row: list[tuple[int, int, str]] = []
    waiting: tuple[int, int, str] | None = None
    for cell in cells:
        words = cell.text
        if not words:
            continue
        start, end = cell.start, cell.end
        if waiting is not None:
            if is_figure(words) or words.startswith("("):
                start, words = waiting[0], f"{waiting[2]}{words}"
            else:
                row.append(waiting)
            waiting = None
        if _OPENING.fullmatch(words):
            waiting = (start, end, words)
        elif row and _CLOSING.fullmatch(words) and is_figure(row[-1][2] + words.replace(" ", "")):
            before = row.pop()
            row.append((before[0], end, before[2] + words.replace(" ", "")))
        else:
            row.append((start, end, words))
    if waiting is not None:
        row.append(waiting)
    return [(start, end, tidy(words)) for start, end, words in row]
