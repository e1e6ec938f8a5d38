"""Pages of words into the text that a reader sees: columns in order, headings, lists, tables, notes last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from themegraph.loaders.hyphens import Spelling, spelling_of
from themegraph.loaders.readers.pdf_columns import Column, Grid, bands
from themegraph.loaders.readers.pdf_furniture import without_furniture
from themegraph.loaders.readers.pdf_paragraphs import Part, continues, joined, parts_of
from themegraph.loaders.readers.pdf_words import Page, Row, most, rows_of
from themegraph.loaders.readers.rendering import Rendering

DEEPEST = 6


def render(pages: Sequence[Page]) -> Rendering:
    """Return the rendering of the pages."""
    rows = without_furniture([_upright(page) for page in pages])
    turned = [_turned(page) for page in pages]
    body = most((word.size, len(word.text)) for page in rows for row in page for word in row.words)
    spelling = spelling_of("\n".join(row.text for page in rows for row in page), typeset=True)
    found = [
        piece for page, aside in zip(rows, turned, strict=True) for piece in _pieces([page, *aside], body, spelling)
    ]
    return _rendered(_linked(found, spelling))


def _upright(page: Page) -> list[Row]:
    """Return the rows that run as most of the page does."""
    main = _main(page)
    return rows_of([word for word in page.words if word.turn == main], page.number)


def _turned(page: Page) -> list[list[Row]]:
    """Return the rows that run in other directions, such as words beside a chart."""
    main = _main(page)
    others = sorted({word.turn for word in page.words} - {main})
    return [rows_of([word for word in page.words if word.turn == turn], page.number) for turn in others]


def _main(page: Page) -> int:
    return int(most((word.turn, len(word.text)) for word in page.words))


def _pieces(groups: Sequence[Sequence[Row]], body: float, spelling: Spelling) -> Iterator[Part | Grid]:
    for rows in groups:
        for band in bands(rows):
            if isinstance(band, Column):
                yield from parts_of(band, body, spelling)
            else:
                yield band


def _linked(pieces: Sequence[Part | Grid], spelling: Spelling) -> list[Part | Grid]:
    """Return the pieces with paragraphs that run over a column, a page or a note made whole, the notes last."""
    linked: list[Part | Grid] = []
    notes: list[Part] = []
    for piece in pieces:
        before = linked[-1] if linked else None
        if isinstance(piece, Part) and piece.kind == "note":
            notes.append(piece)
        elif (
            isinstance(piece, Part) and isinstance(before, Part) and _apart(before, piece) and continues(before, piece)
        ):
            linked[-1] = Part(
                before.kind, joined(before.text, piece.text, spelling), before.size, before.bold,
                piece.last, piece.x, piece.right, before.number,
            )  # fmt: skip
        else:
            linked.append(piece)
    return [*linked, *notes]


def _apart(before: Part, after: Part) -> bool:
    """Whether two parts stand in different columns or on different pages."""
    return after.last.page != before.last.page or after.x > before.last.right or after.last.base < before.last.base


def _rendered(pieces: Sequence[Part | Grid]) -> Rendering:
    page, tables = Rendering(), 0
    levels = _levels([piece for piece in pieces if isinstance(piece, Part) and piece.kind == "heading"])
    for piece in pieces:
        if isinstance(piece, Grid):
            tables += 1
            for number, cells in enumerate(piece.rows):
                page.row(cells, table=tables, number=number)
        elif piece.kind == "heading":
            page.add("heading", piece.text, level=levels[_style(piece)])
        elif piece.kind == "bullet":
            page.add("bullet", piece.text, level=1, number=piece.number)
        else:
            page.add("paragraph", piece.text, number=piece.number)
    return page


def _style(part: Part) -> tuple[float, bool]:
    return round(2 * part.size) / 2, part.bold


def _levels(headings: Sequence[Part]) -> dict[tuple[float, bool], int]:
    """Return the level of each style of heading: the larger the type, the higher."""
    styles = Counter(_style(part) for part in headings)
    ordered = sorted(styles, key=lambda style: (-style[0], not style[1]))
    return {style: min(number, DEEPEST) for number, style in enumerate(ordered, 1)}
