"""Place a network in the plane without randomness: distances to a few pivots, then springs, then no overlaps."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence

from themegraph.graph.page.rings import ringed

Point = tuple[float, float]
PIVOTS, SPRING_ROUNDS, APART_ROUNDS = 24, 120, 60
LENGTH = 125.0
WIDTH, HEIGHT = 160.0, 62.0
# Up to so many names every push counts; with more, fewer rounds and only near pushes keep the time in hand.
EXACT = 250
FAR, NEAR = 4 * LENGTH, 1.6 * LENGTH
RINGS_FROM = 1500
# A gentle pull to the middle, stronger in height, as screens are wider than high.
PULL_IN = (0.12, 0.26)


def spread(names: Iterable[str], edges: Iterable[tuple[str, str]]) -> dict[str, Point]:
    """Return a point for each name: linked names near each other, boxes apart; the same input gives the same points."""
    ordered = sorted(names)
    if len(ordered) > RINGS_FROM:
        return ringed(ordered, edges)
    index = {name: i for i, name in enumerate(ordered)}
    links = sorted({(index[a], index[b]) for a, b in edges if a in index and b in index and a != b})
    near: dict[int, list[int]] = defaultdict(list)
    for a, b in links:
        near[a].append(b)
        near[b].append(a)
    points = _springs(_start(len(ordered), near), links)
    points = _apart(points)
    return {name: (round(x, 1), round(y, 1)) for name, (x, y) in zip(ordered, points, strict=True)}


def _start(count: int, near: Mapping[int, Sequence[int]]) -> list[Point]:
    """Return first points: the distances to two far pivots on a sunflower, so that no two names coincide."""
    if not count:
        return []
    pivots = _pivots(count, near)
    rows = [_distances(pivot, count, near) for pivot in pivots]
    points = []
    for i in range(count):
        angle, radius = i * 2.39996, 0.35 * math.sqrt(i + 1)
        x = sum(row[i] * math.cos(2 * math.pi * k / len(rows)) for k, row in enumerate(rows))
        y = sum(row[i] * math.sin(2 * math.pi * k / len(rows)) for k, row in enumerate(rows))
        points.append((LENGTH * (x + radius * math.cos(angle)), LENGTH * (y + radius * math.sin(angle))))
    return points


def _pivots(count: int, near: Mapping[int, Sequence[int]]) -> list[int]:
    """Return names far from each other, beginning with the one that has most neighbours."""
    pivots = [max(range(count), key=lambda i: (len(near.get(i, ())), -i))]
    nearest = _distances(pivots[0], count, near)
    while len(pivots) < min(PIVOTS, count, 6):
        pivots.append(max(range(count), key=lambda i: (nearest[i], -i)))
        nearest = [min(a, b) for a, b in zip(nearest, _distances(pivots[-1], count, near), strict=True)]
    return pivots


def _distances(start: int, count: int, near: Mapping[int, Sequence[int]]) -> list[float]:
    found = {start: 0.0}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for there in near.get(here, ()):
            if there not in found:
                found[there] = found[here] + 1
                queue.append(there)
    far = max(found.values()) + 2
    return [found.get(i, far) for i in range(count)]


def _springs(points: list[Point], links: Sequence[tuple[int, int]]) -> list[Point]:
    """Pull linked points together and push near points apart, in ever smaller steps (Fruchterman and Reingold)."""
    share = min(1.0, EXACT / max(len(points), 1))
    rounds = max(8, round(SPRING_ROUNDS * math.sqrt(share)))
    reach = FAR if share == 1 else NEAR
    for round_ in range(rounds):
        moves = _pushes(points, reach)
        for a, b in links:
            dx, dy = points[a][0] - points[b][0], points[a][1] - points[b][1]
            pull = math.hypot(dx, dy) / LENGTH
            moves[a][0] -= dx * pull
            moves[a][1] -= dy * pull
            moves[b][0] += dx * pull
            moves[b][1] += dy * pull
        limit = LENGTH * 1.5 * (1 - round_ / rounds) + 1
        points = [_moved(point, move, limit, share) for point, move in zip(points, moves, strict=True)]
    return points


def _moved(point: Point, move: Sequence[float], limit: float, share: float) -> Point:
    x, y = move[0] - share * PULL_IN[0] * point[0], move[1] - share * PULL_IN[1] * point[1]
    size = math.hypot(x, y) or 1.0
    step = min(size, limit) / size
    return point[0] + x * step, point[1] + y * step


def _cells(points: Sequence[Sequence[float]], width: float, height: float) -> dict[tuple[int, int], list[int]]:
    """Return the points by the cell of a grid in which they lie."""
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i, (x, y) in enumerate(points):
        cells[int(x // width), int(y // height)].append(i)
    return cells


def _pushes(points: Sequence[Point], reach: float) -> list[list[float]]:
    """Return the push on each point from those within reach, found through a grid."""
    cells = _cells(points, reach, reach)
    moves = [[0.0, 0.0] for _ in points]
    for (column, row), members in cells.items():
        around = [j for dx in (-1, 0, 1) for dy in (-1, 0, 1) for j in cells.get((column + dx, row + dy), ())]
        for i in members:
            for j in around:
                dx, dy = points[i][0] - points[j][0], points[i][1] - points[j][1]
                square = dx * dx + dy * dy
                if i != j and square < reach * reach:
                    push = LENGTH * LENGTH / max(square, 1.0)
                    moves[i][0] += dx * push
                    moves[i][1] += dy * push
    return moves


def _apart(points: list[Point]) -> list[Point]:
    """Move boxes that overlap apart along the shorter way until none do or the rounds are over."""
    spots = [list(point) for point in points]
    rounds = APART_ROUNDS if len(spots) <= EXACT else max(10, APART_ROUNDS * EXACT // len(spots) + 12)
    for _ in range(rounds):
        cells = _cells(spots, WIDTH, HEIGHT)
        moved = False
        for column, row in sorted(cells):
            near = [j for dx in (0, 1) for dy in (-1, 0, 1) for j in cells.get((column + dx, row + dy), ())]
            for i in cells[column, row]:
                for j in near:
                    if i != j and abs(spots[j][0] - spots[i][0]) < WIDTH:
                        moved |= _part(spots[i], spots[j])
        if not moved:
            break
    return [(x, y) for x, y in spots]


def _part(a: list[float], b: list[float]) -> bool:
    over_x = WIDTH - abs(a[0] - b[0])
    over_y = HEIGHT - abs(a[1] - b[1])
    if over_x <= 0 or over_y <= 0:
        return False
    axis, over = (1, over_y) if over_y < over_x else (0, over_x)
    sign = 1 if a[axis] > b[axis] else -1
    a[axis] += sign * (over / 2 + 0.5)
    b[axis] -= sign * (over / 2 + 0.5)
    return True
