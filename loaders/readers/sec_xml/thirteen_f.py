"""A 13F filing: its cover, and the rows of its information table."""

from __future__ import annotations

from themegraph.loaders.readers.sec_xml.sheets import Draft, field_draft
from themegraph.loaders.readers.sec_xml.trees import Element, Places, cells_of, descendants, fields_of

_LEADING = (
    *("nameOfIssuer", "titleOfClass", "cusip", "figi", "value", "shrsOrPrnAmt.sshPrnamt"),
    *("shrsOrPrnAmt.sshPrnamtType", "putCall", "investmentDiscretion", "otherManager"),
)


def cover(root: Element) -> Draft:
    """Return the fields of the cover and summary pages."""
    return field_draft(fields_of(root, Places()))


def table(root: Element, number: int) -> Draft:
    """Return the rows of an information table, the `number`-th of its filing."""
    places = Places()
    draft = Draft("positions" if number == 1 else f"positions {number}", _LEADING)
    for row in descendants(root, "infoTable"):
        draft.add(cells_of(row), places.of(row))
    return draft
