"""The quarter that a 13F filing is for: as it says, else as its name or its date tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from themegraph.loaders.holdings.form_fields import FormFields, day

_PATHS = ("formData.coverPage.reportCalendarOrQuarter", "headerData.filerInfo.periodOfReport", "header.period")
_DAYS = re.compile(r"(?<!\d)(\d{4}-\d\d-\d\d|\d{8}|\d\d-\d\d-\d{4})(?!\d)")
_QUARTERS = re.compile(
    r"(?<![\w])(?:(?P<year>\d{4})[-_ ]?Q(?P<quarter>[1-4])|Q(?P<first>[1-4])[-_ ]?(?P<then>\d{4}))(?![\w])",
    re.IGNORECASE,
)


def period_of(fields: FormFields) -> tuple[date | None, str]:
    """Return the last day of the quarter, and what a reader has to know of how it was found."""
    stated = fields.day(*_PATHS)
    if stated is not None:
        return stated, ""
    document = fields.document
    for words, source in ((document.metadata.title, "title"), (document.name, "file name")):
        found = next(_ends_in(words), None)
        if found is not None:
            return found, f"The quarter, to {found.isoformat()}, is taken from the {source}."
    issued = day(document.metadata.issued)
    if issued is None:
        return None, "The table does not say for which quarter it is: give the day of filing as `date` in the metadata."
    if is_quarter_end(issued):
        return issued, f"The quarter, to {issued.isoformat()}, is the date given for the document."
    last = last_quarter_end(issued)
    return last, f"The quarter, to {last.isoformat()}, is the last before the day of filing, {issued.isoformat()}."


def _ends_in(words: str) -> Iterator[date]:
    """Yield the ends of quarters that words name."""
    for found in _DAYS.finditer(words):
        told = day(found[1])
        if told is not None and is_quarter_end(told):
            yield told
    for found in _QUARTERS.finditer(words):
        yield quarter_end(int(found["year"] or found["then"]), int(found["quarter"] or found["first"]))


def quarter_end(year: int, quarter: int) -> date:
    """Return the last day of a quarter.

    >>> quarter_end(2024, 1), quarter_end(2024, 4)
    (datetime.date(2024, 3, 31), datetime.date(2024, 12, 31))
    """
    return date(year, 12, 31) if quarter == 4 else date(year, quarter * 3 + 1, 1) - timedelta(days=1)


def is_quarter_end(told: date) -> bool:
    """Tell whether a day is the last of a quarter."""
    return told == quarter_end(told.year, (told.month - 1) // 3 + 1)


def last_quarter_end(told: date) -> date:
    """Return the last end of a quarter before a day."""
    return date(told.year, (told.month - 1) // 3 * 3 + 1, 1) - timedelta(days=1)
