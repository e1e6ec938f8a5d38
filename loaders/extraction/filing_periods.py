"""The period of figures whose own sentence names none: what announces their list, or heads their section, names it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from themegraph.graph.claim import QualifierValue
from themegraph.loaders.extraction.draft import SEQUENCE, Draft, date_qualifiers, with_qualifiers
from themegraph.loaders.extraction.units import Line
from themegraph.loaders.extraction.values import Figure

_TIMES = ("startDate", "endDate", "periodText")
_RULES = ("filing-figures/", "company-figures/")
_REPORTING = ("quarter", "year", "half", "months", "fiscal", "fy", "q1", "q2", "q3", "q4")

# what a figure is compared with
_BASE = re.compile(r"\b(?:previous|prior|last|ago|earlier|same)\b|^(?:the )?Q[1-4]$|^first[- ]quarter$", re.IGNORECASE)


def with_periods(drafts: Iterable[Draft], lines: Sequence[Line]) -> list[Draft]:
    """Return the drafts, figures without a period dated by what stands above them."""
    found = list(drafts)
    undated = [d for d in found if _undated(d)]
    if not undated:
        return found
    above = _periods(lines)
    dated = {id(d): _dated(d, above[d.unit.block.start]) for d in undated if d.unit.block.start in above}
    return [dated.get(id(d), d) for d in found]


def _undated(draft: Draft) -> bool:
    return (
        draft.relation in {"performance", "growth"}
        and draft.rule.startswith(_RULES)
        and not any(key in draft.qualifiers for key in _TIMES)
        and all(_BASE.search(a.text) for a in draft.unit.annotations if isinstance(a, Figure) and a.kind == "Date")
    )


def _periods(lines: Sequence[Line]) -> dict[int, Figure]:
    """Return for the start of each block the period that its list's announcement, else its heading, names.

    A title's period holds for bullets alone.
    """
    out: dict[int, Figure] = {}
    title = heading = lead = None
    for line in lines:
        block, text = line.sentence.block, line.clean.text.rstrip()
        if block.kind == "title":
            title, heading, lead = _period(line), None, None
        elif block.kind == "heading":
            heading, lead = _period(line), None
        elif text.endswith(":"):
            lead = _period(line)
        else:
            lead = lead if block.kind == "bullet" else None
            known = lead or heading or (title if block.kind == "bullet" else None)
            if known is not None:
                out[block.start] = known
    return out


def _period(line: Line) -> Figure | None:
    """Return the one reporting period that a line names."""
    dates = [f for f in line.figures if f.kind == "Date" and any(word in f.text.casefold() for word in _REPORTING)]
    return dates[0] if len(dates) == 1 else None


def _dated(draft: Draft, period: Figure) -> Draft:
    if draft.relation == "performance" or period.date_start is not None:
        return with_qualifiers(draft, date_qualifiers(period))
    note = draft.qualifiers.get("note")
    qualifiers: dict[str, QualifierValue] = {
        **draft.qualifiers,
        "note": f"{period.text}, {'' if note in SEQUENCE else 'from '}{note}" if note else period.text,
    }
    return replace(draft, qualifiers=qualifiers)
