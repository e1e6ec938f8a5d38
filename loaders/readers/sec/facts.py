"""What a filing says of itself: the registrant, the form, the period, the date, as metadata."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from themegraph.loaders.dates import parse_date
from themegraph.loaders.document import Block, Metadata
from themegraph.loaders.metadata import safe_words
from themegraph.loaders.readers.rendering import folded

_ISO = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")
_DAY = re.compile(r"(?:[A-Z][a-z]{2,8}|[A-Z]{3,9})\.? \d{1,2}(?:st|nd|rd|th)?, ?(?:19|20)\d\d")
_THIS_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th) day of ([A-Z][a-z]{2,8}),? ((?:19|20)\d\d)")
_FORM = re.compile(
    r"\bform\s+((?:10-?k|10-?q|8-?k|20-?f|6-?k|40-?f|s-\d{1,2}|f-\d{1,2}|24f-2|def 14a)(?:/a|t)?)\b", re.IGNORECASE
)
_CHARTER = re.compile(
    r"\(?\s*(?:exact name of (?:the )?(?:registrant|issuer|company)|translation of (?:the )?registrant)", re.IGNORECASE
)
_PERIOD = re.compile(
    r"(?:for the (?:fiscal |transition |quarterly |annual )?(?:year|period|quarter)|for (?:fiscal )?year)[\w ]{0,30}? ended:?\s*",
    re.IGNORECASE,
)
_REPORT = re.compile(r"date of (?:earliest event )?report", re.IGNORECASE)
_SIGNED = re.compile(r"signatures?", re.IGNORECASE)
_EXHIBIT = re.compile(r"EX-\d+(?:\.\d+)?")
_CURRENT = frozenset({"8-K", "8-K/A", "6-K", "6-K/A"})
_ANNUAL_DAYS, _CURRENT_DAYS = 460, 90
_COVER_BLOCKS, _LAST_BLOCKS = 90, 400


@dataclass(frozen=True, slots=True)
class Told:
    """A registrant, a form and dates in ISO form; empty where unknown."""

    registrant: str = ""
    form: str = ""
    period: str = ""
    issued: str = ""


def metadata_of(text: str, blocks: Sequence[Block], facts: Mapping[str, str], header: Mapping[str, str]) -> Metadata:
    """Return the metadata of a form such as a 10-K: from its facts, else its header, else its cover page."""
    words = [text[block.start : block.end] for block in blocks]
    told = _told(words, facts, header)
    registrant = _as_written(told.registrant, text)
    return Metadata(
        title=safe_words(_title(registrant, told)),
        issued=told.issued,
        publisher=safe_words(registrant),
        about=safe_words(registrant),
    )


def _told(words: Sequence[str], facts: Mapping[str, str], header: Mapping[str, str]) -> Told:
    cover = words[:_COVER_BLOCKS]
    form = (
        facts.get("DocumentType") or header.get("FORM TYPE") or header.get("CONFORMED SUBMISSION TYPE") or _form(cover)
    )
    form = re.sub(r"^(10|8|20|6|40)([KQF])", r"\1-\2", form.upper())
    period = iso(facts.get("DocumentPeriodEndDate", "")) or iso(header.get("CONFORMED PERIOD OF REPORT", ""))
    period = period or _period(cover, form)
    issued = iso(header.get("FILED AS OF DATE", "")) or _signed(words, period, form)
    if not issued and form in _CURRENT:
        issued = period
    name = facts.get("EntityRegistrantName") or header.get("COMPANY CONFORMED NAME") or _charter(cover)
    return Told(name, form, period, issued)


def iso(words: str) -> str:
    """Return a date as filings print it in ISO form, "" where it is none.

    >>> iso("19951228"), iso("January 26, 2025"), iso("soon")
    ('1995-12-28', '2025-01-26', '')
    """
    found = _ISO.fullmatch(words.strip())
    return parse_date("-".join(found.groups())) if found else parse_date(folded(words))


def first_day(words: str) -> str:
    """Return the first full date in a text, in ISO form."""
    return next((day for match in _DAY.finditer(words) if (day := iso(match[0].replace(",", ", ")))), "")


def _form(cover: Sequence[str]) -> str:
    return next((found[1].upper() for line in cover if len(line) < 200 and (found := _FORM.search(line))), "")


def _charter(cover: Sequence[str]) -> str:
    """Return the name that stands above "(Exact name of registrant …)"."""
    for before, line in pairwise(cover):
        found = _CHARTER.search(line)
        if found:
            name = line[: found.start()].strip(" _\t") or before
            return name if len(name) < 120 else ""
    return ""


def _period(cover: Sequence[str], form: str) -> str:
    for number, line in enumerate(cover):
        if found := _PERIOD.search(line):
            return first_day(" ".join([line[found.end() :], *cover[number + 1 : number + 2]]))
        if form in _CURRENT and _REPORT.search(line):
            return first_day(line) or first_day(cover[number - 1] if number else "")
    return ""


def _signed(words: Sequence[str], period: str, form: str) -> str:
    """Return the first date below the last "Signatures" that can be when the document was filed."""
    last = next((n for n in range(len(words) - 1, -1, -1) if _SIGNED.fullmatch(words[n])), -1)
    if last < 0:
        return ""
    for line in words[last : last + _LAST_BLOCKS]:
        day = next((f"{f[2]} {f[1]}, {f[3]}" for f in _THIS_DAY.finditer(line)), "")
        signed = iso(day) or first_day(line)
        if signed and (
            not period or 0 <= _days(period, signed) <= (_CURRENT_DAYS if form in _CURRENT else _ANNUAL_DAYS)
        ):
            return signed
    return ""


def _days(first: str, then: str) -> int:
    if len(first) != 10 or len(then) != 10:
        return 0
    return (date.fromisoformat(then) - date.fromisoformat(first)).days


def _as_written(name: str, text: str) -> str:
    """Return a name that the cover prints in capitals as the text writes it elsewhere."""
    name = folded(name)
    if not name or not name.isupper():
        return name
    spelled = Counter(
        m[0] for m in re.finditer(rf"\b{re.escape(name.rstrip('.,'))}\w*", text, re.IGNORECASE) if not m[0].isupper()
    )
    if not spelled:
        return name
    return min(spelled, key=lambda words: (-spelled[words], words)) + ("." if name.endswith(".") else "")


def _title(registrant: str, told: Told) -> str:
    named = ", ".join(part for part in (registrant, f"Form {told.form}" if told.form else "") if part)
    if not told.period or not named:
        return named
    return f"{named} of {told.period}" if told.form in _CURRENT else f"{named} for the period ended {told.period}"


def exhibit_type(kind: str, words: Sequence[str]) -> str:
    """Return the type of an exhibit such as "EX-99.1", by its wrapper or its first lines, "" where it is none."""
    found = _EXHIBIT.match(kind)
    if found:
        return found[0]
    printed = next(
        (m for line in words[:4] if (m := re.fullmatch(r"exhibit\s+(\d+(?:\.\d+)?).{0,10}", line, re.IGNORECASE))), None
    )
    return f"EX-{printed[1]}" if printed else ""
