"""A picture as SVG: no script, no reference to anything outside, every text escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from themegraph.graph.drawing.colours import FAMILY_COLOURS, FONT, GROUND, GROUP_COLOURS, PATCH, RIM
from themegraph.graph.drawing.model import BETWEEN, Box, Line, Picture
from themegraph.graph.drawing.text import cut, name_lines, plain, wrap_line
from themegraph.graph.layout import COLUMN_WIDTH, Layout, layered

BOX_WIDTH, ROW, MARGIN, FOOT = 138.0, 16.0, 10.0, 26.0
FULL_WIDTH, LEAST_WIDTH, MOST_STRETCH, LINE_LETTERS = 940.0, 620.0, 2.2, 125
MOST_NOTES, LONGEST_NOTE, LONGEST_SAID = 28, 30, 300
LETTER, NOTE_HEIGHT = 6.2, 15.0
PARTS = (0.5, 0.43, 0.57, 0.28, 0.7, 0.2, 0.8)  # of a line's way, where its note may stand instead


def to_svg(picture: Picture, *, alone: bool = True, below: Sequence[str] = ()) -> str:
    """Return an SVG element that takes the width of its place; `alone` gives it a ground of its own.

    `below` are lines of text to stand under the drawing, for a place that shows nothing but the picture.
    """
    layout = _layout(picture)
    columns = max((right for _, right in layout.spans.values()), default=0.0)
    stretch = min(max(FULL_WIDTH / columns, 1.0), MOST_STRETCH) if columns > COLUMN_WIDTH else 1.0
    lines = [each for line in below for each in wrap_line(line, LINE_LETTERS)]
    width = max(columns * stretch + 2 * MARGIN, 420.0, FULL_WIDTH if lines else 0.0)
    height = layout.height + 2 * MARGIN + FOOT
    points = {key: (place.x * stretch + MARGIN, place.y + MARGIN) for key, place in layout.places.items()}
    parts = [
        *_lines(picture, points),
        *(_box(box, *points[box.key]) for box in picture.boxes),
        *_foot(picture, height - FOOT / 2),
        *(
            f'<text x="{MARGIN}" y="{height + (n + 1) * ROW:.0f}" xml:space="preserve">{escape(line)}</text>'
            for n, line in enumerate(lines)
        ),
    ]
    return frame(picture.title, width, height + (len(lines) + 1) * ROW * bool(lines), parts, alone=alone)


def frame(title: str, width: float, height: float, parts: list[str], *, alone: bool) -> str:
    """Return the svg element around its parts."""
    ground = f'<style>{GROUND}</style><rect class="tg-ground" width="100%" height="100%" rx="8"/>' if alone else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
        f'height="{height:.0f}" role="img" aria-label={quoteattr(plain(title))} '
        f'{"class=" + quoteattr("tg-alone") if alone else ""} fill="currentColor" font-size="13" '
        f'font-family={quoteattr(FONT)} style="{_size(width, alone=alone)}"><title>{escape(plain(title))}</title>'
        f"{ground}{''.join(parts)}</svg>"
    )


def _size(width: float, *, alone: bool) -> str:
    """Return the style that fits a drawing to its place; within a page it stays legible, and is scrolled where it must."""
    least = "" if alone else f"min-width:{min(width, LEAST_WIDTH):.0f}px;"
    return f"max-width:100%;{least}height:auto"


def _layout(picture: Picture) -> Layout:
    heights = {box.key: _height(box) for box in picture.boxes}
    pairs = [(line.source, line.target) for line in picture.lines]
    return layered({box.key: box.column for box in picture.boxes}, pairs, heights=heights, rows=len(picture.boxes))


def _height(box: Box) -> float:
    return len(name_lines(box.label)) * ROW + 12


def _box(box: Box, x: float, y: float) -> str:
    """Return a thing: a tinted box that lets the ground through, so that it fits light and dark."""
    lines, height, colour = name_lines(box.label), _height(box), GROUP_COLOURS.get(box.group, GROUP_COLOURS["other"])
    first = y - (len(lines) - 1) * ROW / 2 + 4.5
    texts = "".join(f'<tspan x="{x:.1f}" y="{first + i * ROW:.1f}">{escape(t)}</tspan>' for i, t in enumerate(lines))
    weight = ' font-weight="600"' if box.chosen else ""
    return (
        f'<g><title>{escape(plain(box.label))}</title><rect x="{x - BOX_WIDTH / 2:.1f}" y="{y - height / 2:.1f}" '
        f'width="{BOX_WIDTH}" height="{height}" rx="7" fill="{colour}" fill-opacity="{0.3 if box.chosen else 0.13}" '
        f'stroke="{colour}" stroke-width="{2 if box.chosen else 1.1}"/><text text-anchor="middle"{weight}>{texts}</text></g>'
    )


def _lines(picture: Picture, points: Mapping[str, tuple[float, float]]) -> Iterator[str]:
    """Yield the lines, then their notes, which must not lie under a line."""
    labels = {box.key: box.label for box in picture.boxes}
    leaving, arriving = Counter(each.source for each in picture.lines), Counter(each.target for each in picture.lines)
    ends: list[tuple[Line, Curve, float]] = []
    for line in picture.lines:
        curve = _curve(points[line.source], points[line.target])
        colour = FAMILY_COLOURS[line.family]
        said = "".join(f"\n“{cut(each, LONGEST_SAID)}”" for each in line.said[:3])
        hint = f"{plain(labels[line.source])} {line.words} {plain(labels[line.target])} {plain(line.note)}{said}"
        dashes = "" if line.firm else ' stroke-dasharray="6 4"'
        path = "M{:.1f},{:.1f}C{:.1f},{:.1f} {:.1f},{:.1f} {:.1f},{:.1f}".format(*curve)
        yield (
            f'<g><title>{escape(hint)}</title><path d="{path}" fill="none" stroke="{colour}" stroke-width="1.7" '
            f'stroke-opacity="0.85"{dashes}/>{_arrow(curve, colour)}</g>'
        )
        ends.append((line, curve, 0.36 if arriving[line.target] >= leaving[line.source] else 0.64))
    if len(picture.lines) <= MOST_NOTES:
        yield from _notes(ends)


Curve = tuple[float, float, float, float, float, float, float, float]


def _curve(start: tuple[float, float], end: tuple[float, float]) -> Curve:
    """Return a cubic curve between the near sides of two boxes; boxes of one column are joined on their right."""
    (x, y), (u, v) = start, end
    side = BOX_WIDTH / 2
    if abs(x - u) < BOX_WIDTH:
        bow = x + side + 18 + abs(y - v) / 8
        return x + side, y, bow, y, bow, v, u + side, v
    way = 1.0 if u > x else -1.0
    a, b = x + way * side, u - way * side
    bend = abs(b - a) * 0.45 * way
    return a, y, a + bend, y, b - bend, v, b, v


def _arrow(curve: Curve, colour: str) -> str:
    way = 1.0 if curve[6] >= curve[4] else -1.0
    x, y = curve[6], curve[7]
    return f'<path d="M{x:.1f},{y:.1f}l{-7 * way:.1f},-3.6v7.2z" fill="{colour}"/>'


def _notes(ends: Sequence[tuple[Line, Curve, float]]) -> Iterator[str]:
    """Yield the amount or ware of each line, on the line where lines are apart and no other note stands."""
    taken: list[tuple[float, float, float]] = []
    for line, curve, part in ends:
        if not line.note:
            continue
        text = cut(line.note.replace(BETWEEN, ", "), max(min(LONGEST_NOTE, int(abs(curve[6] - curve[0]) / 8)), 6))
        half = len(text) * LETTER / 2
        spots = [_spot(curve, each) for each in (part, *PARTS)]
        x, y = next((spot for spot in spots if not _covers(taken, *spot, half)), spots[0])
        taken.append((x, y, half))
        yield (
            f'<rect x="{x - half:.1f}" y="{y - 8:.1f}" width="{2 * half:.1f}" height="16" rx="3" style="{PATCH}"/>'
            f'<text x="{x:.1f}" y="{y + 4:.1f}" font-size="11.5" text-anchor="middle" style="{RIM}">{escape(text)}</text>'
        )


def _spot(curve: Curve, part: float) -> tuple[float, float]:
    """Return the point at a part of a curve's way."""
    weights = ((1 - part) ** 3, 3 * part * (1 - part) ** 2, 3 * part * part * (1 - part), part**3)
    x = sum(weight * at for weight, at in zip(weights, curve[0::2], strict=True))
    y = sum(weight * at for weight, at in zip(weights, curve[1::2], strict=True))
    return x, y


def _covers(taken: Sequence[tuple[float, float, float]], x: float, y: float, half: float) -> bool:
    """Tell whether a note at a point would lie on another."""
    return any(abs(y - v) < NOTE_HEIGHT and abs(x - u) < half + other for u, v, other in taken)


def _foot(picture: Picture, y: float) -> Iterator[str]:
    """Yield the legend of the colours in use and what is left out."""
    x = MARGIN + 4
    for family, colour in FAMILY_COLOURS.items():
        if any(line.family == family for line in picture.lines):
            yield f'<path d="M{x:.0f},{y:.1f}h20" stroke="{colour}" stroke-width="3"/>'
            yield f'<text x="{x + 26:.0f}" y="{y + 4:.1f}" font-size="11.5">{escape(family)}</text>'
            x += 46 + 6.6 * len(family)
    if any(not line.firm for line in picture.lines):
        yield f'<text x="{x:.0f}" y="{y + 4:.1f}" font-size="11.5">dashed: planned, hedged or derived</text>'
        x += 220
    if picture.left_out:
        yield f'<text x="{x:.0f}" y="{y + 4:.1f}" font-size="11.5">{escape(picture.left_out)}</text>'
