"""Texts of a drawing: names broken into lines, control signs shown as spaces, lines as sentences."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator

from themegraph.graph.drawing.model import Picture

LETTERS, LINES = 17, 3
# Notebooks take what stands between two dollar signs for a formula, unless a class around it forbids that.
NO_FORMULAS = "tex2jax_ignore mathjax_ignore"


def plain(text: str) -> str:
    """Return a text on one line without control and direction signs, which could forge what a reader sees."""
    return " ".join("".join(" " if unicodedata.category(sign) in ("Cc", "Cf", "Zl") else sign for sign in text).split())


def name_lines(label: str) -> list[str]:
    """Break a name into at most three lines, the last one cut with an ellipsis.

    >>> name_lines("Akros U.S. AI Optical Communication and Network Infrastructure Index")
    ['Akros U.S. AI', 'Optical', 'Communication …']
    """
    return textwrap.wrap(plain(label), LETTERS, max_lines=LINES, placeholder=" …") or ["–"]


def cut(text: str, length: int) -> str:
    """Return a text that is no longer than `length`.

    >>> cut("assembly, testing and packaging", 12)
    'assembly, t…'
    """
    shown = plain(text)
    return shown if len(shown) <= length else shown[: length - 1] + "…"


def wrap_line(text: str, length: int) -> list[str]:
    """Break a line into lines no longer than a length, those behind the first indented as it is and by two more.

    >>> wrap_line("  a sentence of five words", 18)
    ['  a sentence of', '    five words']
    """
    indent = " " * (len(text) - len(text.lstrip(" ")))
    return textwrap.wrap(plain(text), length, initial_indent=indent, subsequent_indent=f"{indent}  ")


def as_text(picture: Picture) -> str:
    """Return the picture in words, one line of it a line."""
    return "\n".join(_sentences(picture)) + "\n"


def _sentences(picture: Picture) -> Iterator[str]:
    labels = {box.key: plain(box.label) for box in picture.boxes}
    yield picture.title
    for line in picture.lines:
        note = f" ({plain(line.note)})" if line.note else ""
        yield f"  {labels[line.source]} — {line.words} → {labels[line.target]}{note}"
    if picture.left_out:
        yield picture.left_out
