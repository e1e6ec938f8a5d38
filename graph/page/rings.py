"""Place a very large network in rings around its hub: quick, without randomness, each thing on the side of what leads to it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

Point = tuple[float, float]
# Space for one box along a ring and between rings; screens are wider than high.
ALONG, BETWEEN = 170.0, 66.0
FLAT = 0.6


def ringed(names: Iterable[str], edges: Iterable[tuple[str, str]]) -> dict[str, Point]:
    """Return a point for each name: the busiest in the middle, what is one fact away around it, and so on outwards."""
    ordered = sorted(names)
    near: dict[str, list[str]] = defaultdict(list)
    for a, b in sorted(set(edges)):
        near[a].append(b)
        near[b].append(a)
    angles: dict[str, float] = {}
    points: dict[str, Point] = {}
    radius = 0.0
    for level in _levels(ordered, near):
        level.sort(key=lambda name: (_angle(name, near, angles), name))
        radius = _place(level, radius, angles, points)
    return points


def _levels(ordered: Sequence[str], near: dict[str, list[str]]) -> list[list[str]]:
    """Return the names by their distance from the busiest; parts that it does not reach follow in their turn."""
    left = dict.fromkeys(sorted(ordered, key=lambda name: (-len(near[name]), name)))
    levels = []
    while left:
        level = [next(iter(left))]
        while level:
            for name in level:
                del left[name]
            levels.append(level)
            level = [name for name in dict.fromkeys(n for here in level for n in near[here]) if name in left]
        if all(not near[name] for name in left):
            return [*levels, list(left)] if left else levels
    return levels


def _angle(name: str, near: dict[str, list[str]], angles: dict[str, float]) -> float:
    """Return the mean direction of the neighbours that have a place."""
    placed = [angles[other] for other in near[name] if other in angles]
    if not placed:
        return 0.0
    x, y = sum(map(math.cos, placed)), sum(map(math.sin, placed))
    return math.atan2(y, x) % math.tau


def _place(level: Sequence[str], radius: float, angles: dict[str, float], points: dict[str, Point]) -> float:
    """Spread a level over as many rings as it needs; return the radius of the next ring."""
    if len(level) == 1 and radius == 0.0:
        angles[level[0]], points[level[0]] = 0.0, (0.0, 0.0)
        return ALONG
    rings, room = 0, 0.0
    while room < len(level):
        room += _room(radius + rings * BETWEEN / FLAT)
        rings += 1
    for index, name in enumerate(level):
        angle = math.tau * index / len(level)
        here = radius + (index % rings) * BETWEEN / FLAT
        angles[name] = angle
        points[name] = (round(here * math.cos(angle), 1), round(here * FLAT * math.sin(angle), 1))
    return radius + rings * BETWEEN / FLAT


def _room(radius: float) -> float:
    """Return how many boxes stand side by side on a ring."""
    return max(1.0, math.tau * radius * (1 + FLAT) / 2 / ALONG)
