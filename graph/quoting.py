"""Sentences as a notebook shows them below what they prove: the first in sight, the others to be opened."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from themegraph.graph.drawing.text import cut

REGISTRY = "registry: "
MOST_QUOTES, LONGEST_QUOTE = 12, 700
STYLE = "margin:.15em 0 .35em 1em;padding-left:.7em;border-left:3px solid #2c86c8;text-align:left"


def quotes(said: Sequence[tuple[str, str]]) -> str:
    """Return pairs of a sentence and who says it where as HTML; each sentence stands once.

    A sentence may be empty: then who says it is all that there is to read.
    """
    once = list({each[0] or each[1]: each for each in reversed(said)}.values())[::-1]
    first, more = once[:1], once[1:MOST_QUOTES]
    html = "".join(map(_quote, first))
    if more:
        count = len(once) - 1
        left = len(once) - MOST_QUOTES
        rest = f'<div style="{STYLE}">… and {left} more</div>' if left > 0 else ""
        html += (
            f'<details style="margin-left:1em"><summary style="cursor:pointer;opacity:.8">{count} more '
            f"sentence{'' if count == 1 else 's'}</summary>{''.join(map(_quote, more))}{rest}</details>"
        )
    return html


def _quote(said: tuple[str, str]) -> str:
    sentence, who = (cut(text, LONGEST_QUOTE) for text in said)
    words = f"“{escape(sentence)}” " if sentence else ""
    return f'<div style="{STYLE}">{words}<span style="opacity:.8">{escape(who)}</span></div>'
