"""What a drawing shows: boxes in columns, lines between them, and what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from themegraph.graph.page.families import family_of

MOST_BOXES, MOST_LINES = 48, 400
BETWEEN = " · "  # stands between the amounts or wares of one line


@dataclass(frozen=True, slots=True)
class Box:
    """A thing in a column, counted from the left; `group` is its kind (see families.TYPE_GROUPS)."""

    key: str
    label: str
    group: str = "other"
    column: int = 0
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """All facts of one relation between two things; `note` is the amount or the ware, `said` the sentences."""

    source: str
    target: str
    relation: str
    words: str
    note: str = ""
    firm: bool = True
    said: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """Return the family of the relation, which gives the line its colour."""
        return family_of(self.relation).name


@dataclass(frozen=True, slots=True)
class Picture:
    """Boxes and lines in a stable order, and a sentence on what is not drawn."""

    title: str
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    left_out: str = ""


def merged(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return one line for all of one relation between the same two things, in a stable order."""
    found: dict[tuple[str, str, str], Line] = {}
    for line in lines:
        place = (line.source, line.target, line.relation)
        before = found.get(place)
        found[place] = _joined(before, line) if before else line
    return tuple(found[place] for place in sorted(found))


def _joined(one: Line, other: Line) -> Line:
    notes = [note for note in dict.fromkeys((*one.note.split(BETWEEN), *other.note.split(BETWEEN))) if note]
    said = tuple(dict.fromkeys((*one.said, *other.said)))
    return replace(one, note=BETWEEN.join(notes), firm=one.firm or other.firm, said=said)


def steps_from(starts: Iterable[str], lines: Iterable[Line], hops: int) -> Mapping[str, int]:
    """Return the column of each thing within so many hops: sources to the left of what they lead to.

    >>> steps_from(["b"], [Line("a", "b", "", ""), Line("b", "c", "", "")], 1)
    {'b': 0, 'c': 1, 'a': -1}
    """
    listed = list(lines)
    ahead = _neighbours((line.source, line.target) for line in listed)
    back = _neighbours((line.target, line.source) for line in listed)
    columns = dict.fromkeys(starts, 0)
    reached = list(columns)
    for _ in range(hops):
        following: list[str] = []
        for here in reached:
            for near, step in ((ahead, 1), (back, -1)):
                for there in near.get(here, ()):
                    if there not in columns:
                        columns[there] = columns[here] + step
                        following.append(there)
        reached = following
    return columns


def _neighbours(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {}
    for here, there in pairs:
        near.setdefault(here, []).append(there)
    return near
