"""Dates and periods in a sentence: dated forms, durations, relative periods, bare years where they are plausible."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from themegraph.loaders.extraction.taken import Taken
from themegraph.loaders.extraction.values_calendar import CUES, DAY, FORMS, FULL_MONTH, MONTH, ORDINAL, whole_year
from themegraph.loaders.extraction.values_cues import MONTHS, RELATIVE
from themegraph.loaders.extraction.values_figure import Figure
from themegraph.loaders.extraction.values_numbers import Number
from themegraph.loaders.extraction.wordlists import alternatives, vocabulary, words

_WORDS = vocabulary("values")
_I = re.IGNORECASE
_UNITS = rf"(?:{alternatives(_WORDS['durations'])})"
_PREPOSITION = re.compile(
    rf"(?<![^\W_])(?:{alternatives(_WORDS['period_before'])})\s+(?:the\s+|its\s+|their\s+)?\Z", _I
)
_SILENT = re.compile(r"(?:in|for)\s+(?:the\s+|its\s+|their\s+)?\Z", _I)
_ABOUT = re.compile(r"(?<![^\W_])(?:around|about|circa|ca\.|roughly|approximately)\s+\Z", _I)
_PARTS = alternatives(_WORDS["year_parts"])
_PART = re.compile(rf"(?<![^\W_])(?:(?:{_PARTS})(?:\s+|-)|(?:{alternatives(_WORDS['seasons'])})\s+(?:of\s+)?)\Z", _I)
_DURATION = re.compile(
    rf"(?<![^\W_])(?P<before>{alternatives(_WORDS['before_duration'])})\s+(?P<rest>(?:about\s+|around\s+)?(?:(?:the|its|our)\s+)?"
    rf"(?:(?:next|last|past|coming|first|following|previous|prior|preceding)\s+)?\Z)", _I
)  # fmt: skip
_NEXT = re.compile(
    r"(?<![^\W_])(?P<rest>(?:the\s+)?(?:next|last|past|coming|first|following|previous|prior|preceding)\s+)\Z", _I
)
_UNIT_AFTER = re.compile(rf"(?:\s+|-)(?P<unit>{_UNITS})s?(?![^\W_])", _I)
_RELATIVE = re.compile(rf"(?<![\w-])(?:{alternatives(_WORDS['relative_periods'])})(?![\w-])", _I)
_ORDINAL = re.compile(rf"(?<![\w-])(?:{ORDINAL}\s+(?:month|week|year|quarter|half|day)|[QH][1-4])(?![\w’'-])", _I)
_MONTH = re.compile(rf"(?<=[\s(]){FULL_MONTH}(?!\s+[A-Z0-9])(?![\w’'-])")
_MONTH_DAY = re.compile(rf"(?<![\w-]){MONTH}\s+{DAY}(?![\w%]|[.,][0-9])")
_BEFORE_MONTH = re.compile(rf"(?<![^\W_])(?:{'|'.join(words('values', 'before_month'))})\s+\Z", _I)
_BEFORE_YEAR = re.compile(
    rf"(?:(?<![^\W_])(?:{alternatives(words('values', 'before_year'))})\s+|\bmid-|\bend-|\b(?:Jan|year)-|[’']s\s+)\Z",
    _I,
)
_AFTER_YEAR = re.compile(r"\s+(?P<noun>[A-Za-z]+)(?![^\W_])")
_LISTED = re.compile(r"(?:,|,?\s+and|,?\s+or|/|\s+vs\.?|\s+versus)\s*")
_WIDEST_LINK = 16
_NOTHING_BEFORE = re.compile(r"[ \"“(]*+")
_SUBJECT_AFTER = re.compile(r"\s+[a-z]|[’']s")
_COUNTED = frozenset(map(str.casefold, words("values", "count_nouns")))


def dated(text: str) -> list[Figure]:
    """Return the dates and periods that their own words make plain, the longest form winning."""
    found: list[Figure] = []
    spans = Taken()
    cues = {cue for cue, pattern in CUES.items() if pattern.search(text)}
    for form in FORMS:
        for match in form.pattern.finditer(text) if form.cue in cues else ():
            if not spans.meets(*match.span()):
                first, last, precision = form.reader(match)
                start, end = match.span()
                figure = Figure("Date", start, end, match[0], date_start=first, date_end=last, precision=precision)
                found.append(_worded(text, figure, plain=form.plain))
                spans.add(found[-1].start, found[-1].end)
    return found


def _worded(text: str, figure: Figure, *, plain: bool) -> Figure:
    """Add the period as worded: with "by", "since" … before it, or its own words if it is no plain date."""
    about = _ABOUT.search(text, max(0, figure.start - 16), figure.start)
    if part := _PART.search(text, max(0, figure.start - 18), figure.start):
        figure = replace(figure, start=part.start(), text=text[part.start() : figure.end], approximate=True)
        plain = False
    before = _PREPOSITION.search(text, max(0, figure.start - 24), figure.start)
    if before and not _SILENT.fullmatch(before[0]):
        return replace(
            figure, period_text=_plain(text[before.start() : figure.end]), approximate=figure.approximate or bool(about)
        )
    if plain and not about:
        return figure
    return replace(
        figure, period_text="" if plain else _plain(figure.text), approximate=figure.approximate or bool(about)
    )


def _plain(words: str) -> str:
    return " ".join(words.split())


def durations(text: str, found: Sequence[Number]) -> Iterator[Figure]:
    """Yield the durations that say when: "over 3 years", "in the next four years"."""
    for number in found:
        unit = _UNIT_AFTER.match(text, number.end)
        if not unit or number.amount is None:
            continue
        window = max(0, number.start - 36)
        before = _DURATION.search(text, window, number.start) or _NEXT.search(text, window, number.start)
        if before:
            start = before.start("rest")
            yield Figure(
                "Date", start, unit.end(), text[start : unit.end()], number.amount, unit=unit["unit"].lower(),
                period_text=_plain(text[before.start() : unit.end()]),
            )  # fmt: skip


def relative(text: str, said: frozenset[str]) -> Iterator[Figure]:
    """Yield periods that only the document's date or a known start would fix: "last year", "first month", "in March".

    `said` are the text's words; forms whose cues are not among them are not looked for.
    """
    months, periods = not said.isdisjoint(MONTHS), not said.isdisjoint(RELATIVE)
    for pattern, cued in ((_MONTH_DAY, months), (_RELATIVE, periods), (_ORDINAL, True), (_MONTH, months)):
        for match in pattern.finditer(text) if cued else ():
            if pattern is _MONTH and not _BEFORE_MONTH.search(text, max(0, match.start() - 12), match.start()):
                continue
            figure = Figure("Date", *match.span(), match[0])
            yield _worded(text, figure, plain=False)


def bare_years(text: str, found: Sequence[Number], taken: Sequence[Figure]) -> Iterator[Figure]:
    """Yield four-digit years where the words beside them make them years."""
    years = {figure.end for figure in taken if figure.kind == "Date" and figure.precision != "unknown"}
    for number in found:
        if number.year and _plausible(text, number, years):
            years.add(number.end)
            first, last, precision = whole_year(number.year)
            figure = Figure("Date", number.start, number.end, text[number.start : number.end])
            yield _worded(text, replace(figure, date_start=first, date_end=last, precision=precision), plain=True)


def _plausible(text: str, number: Number, years: set[int]) -> bool:
    after = text[number.end : number.end + 2]
    if (after[:1].isalnum() and after not in ("E", "F", "E ", "F ")) or (
        after[:1] in ("-", "/", "_", "%") and after[1:].isalnum()
    ):
        return False
    noun = _AFTER_YEAR.match(text, number.end)
    if noun and noun["noun"].casefold() in _COUNTED and not noun["noun"].istitle():
        return False
    if _BEFORE_YEAR.search(text, max(0, number.start - 16), number.start):
        return True
    near = range(max(0, number.start - _WIDEST_LINK), number.start)
    if any(end in years and _LISTED.fullmatch(text, end, number.start) for end in near):
        return True
    alone = _NOTHING_BEFORE.fullmatch(text, 0, number.start) is not None or text[number.start - 1] == "("
    return alone and (after[:1] in ("", ")", ",", ":") or bool(_SUBJECT_AFTER.match(text, number.end)))
