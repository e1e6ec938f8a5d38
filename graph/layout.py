"""Place things in the columns of a supply chain so that few lines cross: barycentre ordering, no randomness."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from themegraph.graph.exchange import exchanged

SWEEPS = 12
PITCH, WIDEST_PITCH = 58.0, 124.0
GAP = 13.0
COLUMN_WIDTH = 178.0
FEWEST_ROWS = 7
# With more names exchanging neighbours costs more than it shows.
EXCHANGED = 3000

Edge = tuple[str, str]
Order = dict[int, list[str]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing stands: its column and the centre of its box, y growing downwards."""

    column: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Shape:
    """How wide columns and their subcolumns are, and the height of the screen for its width."""

    column: float = COLUMN_WIDTH
    subcolumn: float = 152.0
    aspect: float = 0.6


WIDE = Shape()


@dataclass(frozen=True, slots=True)
class Layout:
    """Places by name, the horizontal span of each column in use, the height, and the crossings left."""

    places: Mapping[str, Place]
    spans: Mapping[int, tuple[float, float]]
    height: float
    crossings: int


def layered(
    columns: Mapping[str, int],
    edges: Iterable[Edge],
    *,
    heights: Mapping[str, float] | None = None,
    rows: int = 0,
    shape: Shape = WIDE,
) -> Layout:
    """Lay out `columns` (name → column number); a column with more than `rows` names is split into subcolumns.

    Without `rows` as many are taken as fill a screen of this `shape`. `heights` are those of the boxes.

    >>> layered({"a": 0, "b": 0, "c": 1, "d": 1}, [("a", "d"), ("b", "c")]).crossings
    0
    """
    links = sorted({(a, b) for a, b in edges if a in columns and b in columns and columns[a] != columns[b]})
    order = order_columns(columns, links)
    rows = rows or _rows_for_screen([len(names) for names in order.values()], shape)
    parts = {column: -(-len(names) // rows) for column, names in order.items()}
    spans = _spans(order, parts, shape)
    tallest = max((min(len(names), rows) for names in order.values()), default=0)
    width = max((right for _, right in spans.values()), default=0.0)
    pitch = min(max(shape.aspect * width / max(tallest, 1), PITCH), WIDEST_PITCH)
    gaps = {column: _gaps(names, heights or {}, parts[column], pitch) for column, names in order.items()}
    height = max((sum(gap) for gap in gaps.values()), default=0.0)
    ys = _heights(order, _neighbours(links), gaps, height)
    places = {
        name: Place(column, _x(spans[column], index % parts[column], shape), round(ys[name], 1))
        for column, names in order.items()
        for index, name in enumerate(names)
    }
    return Layout(places, spans, height, crossings(order, links))


def _rows_for_screen(sizes: Sequence[int], shape: Shape) -> int:
    """Return the fewest rows with which the columns are not wider than a screen of their height."""
    for rows in range(FEWEST_ROWS, max(sizes, default=0)):
        width = sum(shape.column + (-(-size // rows) - 1) * shape.subcolumn for size in sizes)
        if PITCH * rows >= shape.aspect * width:
            return rows
    return max(*sizes, FEWEST_ROWS) if sizes else FEWEST_ROWS


def order_columns(columns: Mapping[str, int], links: Sequence[Edge]) -> Order:
    """Order each column by the mean place of its neighbours, sweeping both ways; keep the order that crosses least, then exchange neighbours."""
    order: Order = defaultdict(list)
    for name in sorted(columns):
        order[columns[name]].append(name)
    order = dict(sorted(order.items()))
    near = _neighbours(links)
    best, fewest = order, crossings(order, links)
    for sweep in range(SWEEPS):
        order = _swept(order, near, backwards=bool(sweep % 2))
        count = crossings(order, links)
        if count < fewest:
            best, fewest = order, count
    return exchanged(best, links) if len(columns) <= EXCHANGED else best


def crossings(order: Mapping[int, Sequence[str]], links: Iterable[Edge]) -> int:
    """Count the pairs of lines between the same two columns that cross."""
    where = {name: (column, index) for column, names in order.items() for index, name in enumerate(names)}
    bundles: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for a, b in links:
        (left, i), (right, j) = sorted((where[a], where[b]))
        bundles[left, right].append((i, j))
    return sum(_inversions(bundle) for bundle in bundles.values())


def _inversions(pairs: Iterable[tuple[int, int]]) -> int:
    seen: list[int] = []
    count = 0
    for _, right in sorted(pairs):
        count += len(seen) - bisect_right(seen, right)
        insort(seen, right)
    return count


def _neighbours(links: Iterable[Edge]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = defaultdict(list)
    for a, b in links:
        near[a].append(b)
        near[b].append(a)
    return near


def _swept(order: Order, near: Mapping[str, list[str]], *, backwards: bool) -> Order:
    """Return the order after one sweep; names without neighbours keep their place."""
    swept = {column: list(names) for column, names in order.items()}
    place = {name: (i + 0.5) / len(names) for names in swept.values() for i, name in enumerate(names)}
    for column in sorted(swept, reverse=backwards):
        names = swept[column]
        middle = {name: _mean([place[n] for n in near.get(name, ())], place[name]) for name in names}
        names.sort(key=lambda name: (middle[name], place[name], name))
        place.update({name: (i + 0.5) / len(names) for i, name in enumerate(names)})
    return swept


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _gaps(names: Sequence[str], heights: Mapping[str, float], parts: int, pitch: float) -> list[float]:
    """Return the least distance of each name's centre from the one before; boxes of one subcolumn must not touch."""
    tall = [heights.get(name, PITCH - GAP) for name in names]
    above = [tall[max(i - parts, 0)] for i in range(len(tall))]
    return [max((a + b) / 2 + GAP, pitch) / parts for a, b in zip(above, tall, strict=True)]


def _heights(
    order: Order, near: Mapping[str, list[str]], gaps: Mapping[int, Sequence[float]], height: float
) -> dict[str, float]:
    """Pull each name level with its neighbours, keeping the order and a least distance within its column."""
    ys = {name: height * (i + 0.5) / len(names) for names in order.values() for i, name in enumerate(names)}
    for _ in range(SWEEPS):
        for column, names in order.items():
            wished = [_mean([ys[n] for n in near.get(name, ())], ys[name]) for name in names]
            ys.update(zip(names, _kept_apart(wished, gaps[column], height), strict=True))
    return ys


def _kept_apart(wished: Sequence[float], gaps: Sequence[float], height: float) -> list[float]:
    """Return ascending values near the wished ones, apart by the gaps, and inside `height` where they fit."""
    values = list(wished)
    below = PITCH / 2
    for i, value in enumerate(values):
        below = max(value, below + gaps[i] if i else below)
        values[i] = below
    above = max(height, sum(gaps)) - PITCH / 2
    for i in reversed(range(len(values))):
        values[i] = min(values[i], above)
        above = values[i] - gaps[i]
    return values


def _spans(order: Order, parts: Mapping[int, int], shape: Shape) -> dict[int, tuple[float, float]]:
    spans: dict[int, tuple[float, float]] = {}
    left = 0.0
    for column in sorted(order):
        width = shape.column + (parts[column] - 1) * shape.subcolumn
        spans[column] = (left, left + width)
        left += width
    return spans


def _x(span: tuple[float, float], part: int, shape: Shape) -> float:
    return span[0] + shape.column / 2 + part * shape.subcolumn


def overlaps(places: Iterable[Place], *, width: float, height: float) -> int:
    """Count pairs of boxes of this size that overlap."""
    return sum(abs(a.x - b.x) < width and abs(a.y - b.y) < height for a, b in combinations(places, 2))
