"""The rows of a document of data as they were understood: each with its place and the claims that it states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from themegraph.errors import UsageError
from themegraph.graph.claim import Claim, Reading
from themegraph.graph.rows import row_words
from themegraph.loaders.document import Document


@dataclass(frozen=True, slots=True)
class ExplainedRow:
    """A row: its number from 1 in the document, its offsets, its place in the file, its claims.

    `words` are the cells, with the names of their columns where the sheet names them or a claim tells the header.
    """

    number: int
    start: int
    end: int
    sheet: str
    place: str
    words: str
    claims: tuple[Claim, ...]


def explained_rows(
    document: Document, reading: Reading, wanted: str = "", at: int | None = None
) -> tuple[ExplainedRow, ...]:
    """Return every row, or those that a number, words or an offset mean; raise UsageError where none is meant."""
    rows = tuple(_rows(document, reading))
    if at is not None:
        chosen = tuple(row for row in rows if row.start <= at < row.end)
    elif wanted.isdecimal():
        chosen = tuple(row for row in rows if row.number == int(wanted))
    else:
        words = " ".join(wanted.casefold().split())
        chosen = tuple(row for row in rows if words in row.words.casefold())
    if not chosen:
        meant = f"at offset {at}" if at is not None else f"“{wanted}”"
        valid = f"1 to {len(rows)}, words of a row, or an offset below {len(document.text)}"
        raise UsageError(f"no row {meant}", where=document.name, valid=valid)
    return chosen


def _rows(document: Document, reading: Reading) -> Iterator[ExplainedRow]:
    claims = defaultdict(list)
    for each in (reading, *reading.documents):
        for claim in each.claims:
            claims[claim.passage.start].append(claim)
    number = 0
    for sheet in document.sheets:
        for row in sheet.rows:
            number += 1
            said = tuple(claims.get(row.start, ()))
            headers = (claim.passage.selector.header for claim in said if claim.passage.selector)
            header = next(headers, "\t".join(sheet.columns))
            words = row_words(document.text[row.start : row.end], header)
            yield ExplainedRow(number, row.start, row.end, sheet.name, row.place, words, said)


def row_json(row: ExplainedRow) -> dict[str, Any]:
    """Return a row as plain data."""
    return {
        "number": row.number,
        "start": row.start,
        "end": row.end,
        "kind": "row",
        "section": row.sheet,
        "place": row.place,
        "text": row.words,
        "claims": [
            {"id": c.id, "subject": c.subject.label, "predicate": c.predicate, "object": c.object.label,
             "status": c.status, "rule": c.extractor}
            for c in row.claims
        ],
    }  # fmt: skip
