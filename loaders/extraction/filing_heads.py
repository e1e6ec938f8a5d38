"""What the lines above a table's rows say of them: periods, scale, measure, and whose shares they are."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

Shares = Literal["", "customers", "suppliers"]

_SCALES = {"thousands": 10**3, "millions": 10**6, "billions": 10**9}
_SCALE = re.compile(
    r"\((?:[^()]*[ ,])?in (thousands|millions|billions)\b|^in (thousands|millions|billions)\b|\((?:[^()]* )?(thousands|millions|billions) of",
    re.IGNORECASE,
)
_DAY = r"[A-Z][a-z]{2,8}\.? \d{1,2}"
_DATE = re.compile(
    rf"{_DAY},? (?:19|20)\d\d|(?:Q[1-4]|[1-4]Q|FY|Fiscal(?: [Yy]ear)?)[ ’']?(?:(?:FY ?)?(?:19|20)\d\d|\d\d)\b|\b(?:19|20)\d\d\b"
)
_SPAN = re.compile(
    rf"(?:three|six|nine|twelve|\d{{1,2}}) months ended(?: {_DAY},?(?! ?(?:19|20)\d\d))?"
    rf"|(?:fiscal )?(?:years?|quarters?) ended(?: {_DAY},?(?! ?(?:19|20)\d\d))?|for the (?:fiscal )?years? ended|fiscal years?",
    re.IGNORECASE,
)
_MAY_NAME = re.compile(r"\d|ended|fiscal", re.IGNORECASE)  # without any of these a line names no date or span
_CHANGE = re.compile(
    r"[$%] ?(?:of )?change|change in [$%]|(?:percent|dollar|percentage) change|increase ?/? ?\(?decrease\)?|[QY]/[QY]|\bchange\b",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"\((?:[^()]*[ ,])?(?:in|unaudited|except|dollars)[^()]*\)|\bunaudited\b|[$%|*()\s.,:;–—-]+|\band\b", re.IGNORECASE
)
_MEASURES = (
    ("capital expenditures", re.compile(r"\bcapital expenditures\b", re.IGNORECASE)),
    ("operating income", re.compile(r"\b(?:operating|segment) (?:income|profit)\b", re.IGNORECASE)),
    ("net sales", re.compile(r"\bnet sales\b", re.IGNORECASE)),
    ("revenue", re.compile(r"\brevenues?\b", re.IGNORECASE)),
    ("sales", re.compile(r"\bsales\b(?! and marketing)", re.IGNORECASE)),
)
_BALANCE = re.compile(
    r"receivable|as of the|balance|\bassets?\b|deferred|unearned|contract liabilit|remaining performance|amortization|cost of|purchase price|per share|backlog|lease",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"(?:percent(?:age)?s? of|% of|\d+ ?% (?:or more )?of|total)\b[^.]{0,40}\b(?:revenues?|sales|purchases)\b",
    re.IGNORECASE,
)
_CUSTOMERS, _SUPPLIERS = (
    re.compile(r"\bcustomers?\b", re.IGNORECASE),
    re.compile(r"\b(?:suppliers?|vendors?|purchases)\b", re.IGNORECASE),
)
_ANNOUNCES = re.compile(r":\s*$|\bfollowing table\b|\bas follows\b|\btable below\b|\bthe following\b", re.IGNORECASE)
_PROSE = 16  # a line of more words than this is no head


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of the rows below: spans and dates of their columns, scale, measure, whose shares they give."""

    spans: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    scale: int = 0
    measure: str = ""
    currency: str = ""
    shares: Shares = ""
    fresh: bool = True

    def periods(self) -> tuple[str, ...]:
        """Return the period of each column, none where spans and dates do not go together."""
        spans = self.spans or tuple("" for day in self.dates[:1] if re.match(r"[QF\d]Q?[Y1-4i]", day))
        if not spans or not self.dates or len(self.dates) % len(spans):
            return ()
        each = len(self.dates) // len(spans)
        return tuple(_period(spans[i // each], day) for i, day in enumerate(self.dates))


def _period(span: str, day: str) -> str:
    """Return a column's period as words.

    >>> _period("Years Ended December 31,", "2017"), _period("Fiscal Year Ended", "June 28, 2025")
    ('year ended December 31, 2017', 'fiscal year ended June 28, 2025')
    """
    words = re.sub(r"(?i)^for the ", "", span)
    lead = re.match(r"(?i)(?:\w+ months|(?:fiscal )?years?|(?:fiscal )?quarters?)(?: ended)?", words)
    opening = re.sub(r"(year|quarter)s", r"\1", lead[0].lower()) if lead else ""
    rest = words[lead.end() :] if lead else words
    return f"{opening}{rest} {day}".strip()


def read_head(text: str, head: Head) -> Head:
    """Return the head with what one more line above, or between, the rows says.

    >>> read_head("2017 2016", read_head("Years Ended December 31,", Head())).periods()
    ('year ended December 31, 2017', 'year ended December 31, 2016')
    """
    prose = len(text.split()) > _PROSE
    if prose and not _ANNOUNCES.search(text):
        return Head()
    scale, shares = _scale_of(text), _shares_of(text)
    if prose or _ANNOUNCES.search(text):
        return _announced(text, head, scale, shares, prose=prose)
    columns = _columns_of(text, head)
    if columns is not None:
        return replace(columns, scale=scale or head.scale)
    if scale and not head.scale:
        head = replace(head, scale=scale)
    if _SHARE.search(text):
        return replace(head, shares=shares or ("" if _BALANCE.search(text) else head.shares))
    return replace(head, measure=_measure_of(text) or head.measure) if _heads(text) else head


def _announced(text: str, head: Head, scale: int, shares: Shares, *, prose: bool) -> Head:
    """Return the head that a caption opens, or that a sub-heading among the rows (“Revenue by market:”) goes on with."""
    if prose or not text.rstrip().endswith(":"):
        return Head(scale=scale, measure=_measure_of(text), shares=shares)
    if len(text.split()) > 6 or not head.dates:
        kept = Head(scale=scale or head.scale, spans=head.spans, dates=head.dates, changes=head.changes)
        return replace(kept, measure=_measure_of(text), shares=shares, currency=head.currency)
    return replace(head, measure=_measure_of(text), scale=scale or head.scale, shares=shares or head.shares)


def _columns_of(text: str, head: Head) -> Head | None:
    """Return the head with the columns that a line names, if it names nothing but columns."""
    if not _MAY_NAME.search(text):
        return None
    bare = _SCALE.sub("(", text)
    dates = tuple(m[0] for m in _DATE.finditer(bare))
    rest = _DATE.sub(" ", bare)
    changes = tuple(m[0] for m in _CHANGE.finditer(rest))
    rest = _CHANGE.sub(" ", rest)
    spans = tuple(m[0] for m in _SPAN.finditer(rest))
    rest = _FURNITURE.sub(" ", _SPAN.sub(" ", rest))
    rest = re.sub(
        r"(?i)\b(?:in|millions|thousands|except|per share amounts?|percentages?|net|sales|revenues?|of)\b", " ", rest
    )
    days = re.findall(rf"{_DAY},", text) if head.spans and not dates and not spans else []
    if days and len(days) in {1, len(head.spans)} and not re.sub(rf"{_DAY},|\s", "", text):
        ends = days * len(head.spans) if len(days) == 1 else days
        return replace(head, spans=tuple(f"{span} {day}" for span, day in zip(head.spans, ends, strict=True)))
    if rest.strip() or not (dates or spans):
        return None
    if spans and not dates:
        return replace(head, spans=spans, dates=(), changes=())
    return replace(head, spans=spans or head.spans, dates=dates, changes=changes)


def _scale_of(text: str) -> int:
    found = _SCALE.search(text)
    return _SCALES[next(group for group in found.groups() if group).lower()] if found else 0


def _shares_of(text: str) -> Shares:
    """Return whose shares of the filer's revenue (or purchases) a caption announces."""
    if not _SHARE.search(text) or re.search(r"receivable", text, re.IGNORECASE):
        return ""
    if re.search(r"\bpurchases\b", text, re.IGNORECASE):
        return "suppliers" if _SUPPLIERS.search(text) else ""
    return "customers" if _CUSTOMERS.search(text) else ""


def _measure_of(text: str) -> str:
    if _BALANCE.search(text) or _SHARE.search(text):
        return ""
    return next((name for name, pattern in _MEASURES if pattern.search(text)), "")


def _heads(text: str) -> bool:
    """Whether a short line without figures may head the rows below it."""
    return not re.search(r"\d", text) and text[:1].isupper() and len(text.split()) <= 8
