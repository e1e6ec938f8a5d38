"""What a form of the SEC says in its fields: text, days and numbers, with "N/A" for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache

from themegraph.graph.claim import Rejection
from themegraph.loaders.document import Document
from themegraph.loaders.holdings.figures import UnreadableFigureError, figure
from themegraph.loaders.tables.sheet import Row, Sheet

_NOTHING, _LONGEST_NOTHING = frozenset({"", "n/a", "na", "none", "not applicable"}), 16
_ISO, _US = re.compile(r"(\d{4})-?(\d\d)-?(\d\d).*"), re.compile(r"(\d\d)[-/](\d\d)[-/](\d{4})")
FILING = "filing"
_SIGNED = ("formData.signature.dateSigned", "formData.signatureBlock.signatureDate", "formData.signature@signedDate")


@lru_cache(maxsize=65536)
def told(text: str) -> str:
    """Return what a field says, "" for the words by which forms say nothing.

    >>> told("N/A"), told("XXXX"), told("Nanoforge Inc")
    ('', '', 'Nanoforge Inc')
    """
    text = text.strip()
    return "" if len(text) <= _LONGEST_NOTHING and (text.casefold() in _NOTHING or not text.strip("Xx-")) else text


def day(text: str) -> date | None:
    """Return a day as forms print it, None for any other text.

    >>> day("2024-12-31"), day("12-31-2024"), day("20241231")
    (datetime.date(2024, 12, 31), datetime.date(2024, 12, 31), datetime.date(2024, 12, 31))
    """
    text = text.strip()
    iso, american = _ISO.fullmatch(text), _US.fullmatch(text)
    parts = iso.groups() if iso else (american[3], american[1], american[2]) if american else None
    try:
        return date(*map(int, parts)) if parts else None
    except ValueError:
        return None


@dataclass(slots=True)
class RowFields:
    """The fields of one row that say something, by name.

    Those that should hold a number and do not are kept as `rejections`.
    """

    document: Document
    row: Row
    sheet: Sheet
    values: Mapping[str, str] = field(init=False)
    rejections: list[Rejection] = field(default_factory=list)

    def __post_init__(self) -> None:
        cells = zip(self.sheet.columns, self.row.cells, strict=False)
        self.values = {name: words for name, cell in cells if cell and (words := told(cell))}

    def text(self, *names: str) -> str:
        """Return the first of these fields that says something."""
        for name in names:
            if name in self.values:
                return self.values[name]
        return ""

    def number(self, name: str) -> Decimal | None:
        """Return a field's number, None where it gives none."""
        words = self.text(name)
        try:
            return figure(words) if words else None
        except UnreadableFigureError:
            row, text = self.row, self.document.text
            reason = f"no number: {name} is {words[:60]!a}"
            self.rejections.append(Rejection(reason, row.start, row.end, text[row.start : row.end], "sec-form"))
            return None


@dataclass(frozen=True, slots=True)
class FormFields:
    """The fields that hold for a whole filing: by their paths, each with its row where the file has one."""

    document: Document
    facts: Mapping[str, str]
    rows: Mapping[str, Row]
    sheet: Sheet | None

    def text(self, *paths: str) -> str:
        """Return the first of these fields that says something."""
        return next((words for path in paths if (words := told(self.facts.get(path, "")))), "")

    def day(self, *paths: str) -> date | None:
        """Return the first of these fields that is a day."""
        return next((found for path in paths if (found := day(self.facts.get(path, "")))), None)

    def number(self, path: str) -> Decimal | None:
        """Return a field's number, None where it gives none or no number."""
        words = self.text(path)
        try:
            return figure(words) if words else None
        except UnreadableFigureError:
            return None

    def under(self, *heads: str) -> Iterable[tuple[str, str]]:
        """Yield the paths that begin so, with their values."""
        return ((path, value) for path, value in self.facts.items() if path.startswith(heads))

    @property
    def signed(self) -> date | None:
        """The day on which the form was signed, hardly ever later than its filing."""
        return self.day(*_SIGNED)

    @property
    def filed(self) -> date | None:
        """The day of filing: as the submission's header says, else as the document's metadata are told to hold."""
        issued = day(self.document.metadata.issued)
        return self.day("header.filed") or (issued if issued != self.signed else None)

    @property
    def form(self) -> str:
        """The type of form, such as "NPORT-P"."""
        return self.text("headerData.submissionType", "header.type")


def form_fields(document: Document) -> FormFields:
    """Return the fields of a document that hold for the filing as a whole."""
    sheet = next((sheet for sheet in document.sheets if sheet.name == FILING), None)
    rows = {row.cells[0]: row for row in sheet.rows} if sheet else {}
    return FormFields(document, document.sheets[0].facts, rows, sheet)


def counted(number: int, word: str) -> str:
    """Return a count with its noun.

    >>> counted(1, "position"), counted(1200, "position")
    ('1 position', '1,200 positions')
    """
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def filing_notes(fields: FormFields) -> list[str]:
    """Return what a reader has to know of any filing: that it is a test, an amendment, or has more documents."""
    notes = []
    if fields.text("headerData.filerInfo.liveTestFlag").upper() == "TEST":
        notes.append("This is a test filing: its figures are made up.")
    if fields.form.endswith("/A"):
        notes.append(f"This {fields.form} amends an earlier filing, which is not replaced by loading it.")
    others = fields.text("header.others")
    if others:
        notes.append(f"Other documents of the submission are not read: {others}.")
    return notes
