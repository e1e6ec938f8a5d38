"""The neighbourhood of some things, taken from the data of a page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from themegraph.graph.drawing.model import BETWEEN, MOST_BOXES, MOST_LINES, Box, Line, Picture, merged, steps_from
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
    between = tuple(line for line in lines if line.source in columns and line.target in columns)
    drawn = between[:MOST_LINES]
    names = ", ".join(things[key].label for key in keys if key in things)
    title = f"{names}: {counted(len(boxes), 'thing')}, {counted(len(drawn), 'line')}"
    within = f" within {counted(hops, 'hop')}"
    return Picture(title, boxes, drawn, left_out(len(everything) - len(columns), len(between) - len(drawn), within))


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


def wares_of(details: Iterable[tuple[str, str]]) -> str:
    """Return the names of the wares among a fact's details; one that only says more of another is left out.

    >>> wares_of([("productText", "wafers"), ("productText", "memory"), ("productText", "silicon wafers")])
    'wafers · memory'
    """
    wares = dict.fromkeys(value for name, value in details if name in WARES)
    return BETWEEN.join(each for each in wares if not any(each != other and other in each for other in wares))


def _note(fact: Fact) -> str:
    """Return the amount of a fact, or else the names of its wares."""
    return fact.figure.label or wares_of(fact.details)


def left_out(things: int, lines: int, within: str = "") -> str:
    """Return what a picture leaves out in words.

    >>> left_out(0, 1), left_out(1200, 0, " within 2 hops")
    ('1 more line: too many to draw', '1,200 more things within 2 hops: too many to draw')
    """
    parts = [f"{counted(things, 'more thing')}{within}"] if things > 0 else []
    parts += [counted(lines, "more line")] if lines > 0 else []
    return f"{', '.join(parts)}: too many to draw" if parts else ""
