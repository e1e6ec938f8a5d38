"""The neighbourhood of some things, taken from the data of a page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from themegraph.graph.drawing.model import MOST_BOXES, Box, Line, Picture, merged, steps_from
from themegraph.graph.page.families import TYPE_GROUPS, words
from themegraph.graph.page.model import Fact, PageData
from themegraph.graph.page.view import ends_of

WARES = ("productText", "product")
FIRM = frozenset({"asserted"})


def around(data: PageData, keys: Sequence[str], *, hops: int, relations: Collection[str] = ()) -> Picture:
    """Return the things within so many hops of `keys`, over these relations or over all.

    Where that is more than can be read, fewer hops are drawn, and then fewer things; the picture says so.
    """
    things = {thing.key: thing for thing in data.things}
    lines = merged(lines_of(data, relations))
    everything = steps_from(keys, lines, hops)
    columns = dict(everything)
    for fewer in range(hops - 1, 0, -1):
        if len(columns) <= MOST_BOXES:
            break
        columns = dict(steps_from(keys, lines, fewer))
    columns = dict(list(columns.items())[:MOST_BOXES])
    left = min(columns.values(), default=0)
    boxes = tuple(
        Box(key, things[key].label, TYPE_GROUPS.get(things[key].type, "other"), column - left, key in keys)
        for key, column in sorted(columns.items())
        if key in things
    )
    drawn = tuple(line for line in lines if line.source in columns and line.target in columns)
    names = ", ".join(things[key].label for key in keys if key in things)
    title = f"{names}: {counted(len(boxes), 'thing')}, {counted(len(drawn), 'line')}"
    return Picture(title, boxes, drawn, _left_out(len(everything) - len(columns), hops))


def lines_of(data: PageData, relations: Collection[str] = ()) -> Iterable[Line]:
    """Yield a line for each fact between two things."""
    ends = ends_of(data)
    for fact in data.facts:
        if fact.key in ends and (not relations or fact.relation in relations):
            source, target = ends[fact.key]
            said = tuple(claim.text for claim in fact.evidence)
            firm = fact.status in FIRM and not fact.derived
            yield Line(source, target, fact.relation, words(fact.relation), _note(fact), firm, said)


def counted(count: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "thing"), counted(1200, "line")
    ('1 thing', '1,200 lines')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _note(fact: Fact) -> str:
    """Return the amount of a fact, or else the shortest name of the ware."""
    wares = [value for name, value in fact.details if name in WARES]
    return fact.figure.label or min(wares, key=len, default="")


def _left_out(count: int, hops: int) -> str:
    return f"{counted(count, 'more thing')} within {counted(hops, 'hop')}: too many to draw" if count > 0 else ""
