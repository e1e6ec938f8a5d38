"""Rows of a form put together: each a mapping of values by name, with its place, until all names are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from themegraph.errors import ReadError
from themegraph.loaders.readers.sec_xml.trees import Field
from themegraph.loaders.tables.rendering import TableText, line_of

MOST_COLUMNS, MOST_CELLS = 2_000, 20_000_000
FIELDS = ("field", "value")


@dataclass(slots=True)
class Draft:
    """A sheet in the making: rows of values by name, each with its place; `first` are the names that lead."""

    name: str
    first: tuple[str, ...] = ()
    numbers: list[int] = field(default_factory=list)
    rows: list[Mapping[str, str]] = field(default_factory=list)
    places: dict[int, str] = field(default_factory=dict)

    def add(self, values: Mapping[str, str], place: str, number: int = 0) -> None:
        """Add a row that has values; its number is that of its element, or else the next one."""
        if any(values.values()):
            number = number or len(self.rows) + 1
            self.numbers.append(number)
            self.rows.append(values)
            self.places[number] = place

    def columns(self, where: str) -> tuple[str, ...]:
        """Return the names of all values, those that lead first. Raises ReadError for more than a form has."""
        names = dict.fromkeys(name for values in self.rows for name in values)
        if len(names) > MOST_COLUMNS or len(names) * len(self.rows) > MOST_CELLS:
            what = f"{len(self.rows):,} rows with {len(names):,} different fields"
            valid = f"at most {MOST_COLUMNS:,} fields and {MOST_CELLS:,} cells"
            raise ReadError(what, where=where, valid=valid)
        leading = set(self.first)
        return (*(name for name in self.first if name in names), *(name for name in names if name not in leading))


def field_draft(fields: Iterable[Field]) -> Draft:
    """Return the values that hold for a whole filing as a sheet: one row each, its name and the value."""
    draft = Draft("filing", FIELDS)
    for each in fields:
        draft.add({"field": each.path, "value": each.value}, each.place)
    return draft


def rendered(drafts: Sequence[Draft], kind: str, facts: Mapping[str, str], where: str) -> TableText:
    """Return the text and sheets of the drafts that have rows."""
    page = TableText()
    for draft in drafts:
        if draft.rows:
            columns = draft.columns(where)
            lines = [line_of([values.get(name, "") for name in columns]) for values in draft.rows]
            places = draft.places
            page.add(
                draft.numbers,
                lines,
                syntax="xpath",
                place=lambda number, _, known=places: known[number],  # type: ignore[misc]
                name=draft.name,
                kind=kind,
                columns=columns,
                facts=facts,
            )
    return page
