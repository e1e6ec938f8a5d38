"""A document as extraction sees it: sentence by sentence, with mentions, figures, claims and, if asked, attempts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from themegraph.errors import UsageError
from themegraph.graph.claim import Claim
from themegraph.loaders.extraction.engine import Extraction
from themegraph.loaders.extraction.trace import Attempt, attempts
from themegraph.loaders.extraction.unit import Annotation
from themegraph.loaders.extraction.units import Line, annotations_of
from themegraph.loaders.extraction.values import Figure


@dataclass(frozen=True, slots=True)
class Explained:
    """A sentence: its number from 1, its offsets in the document, what was found in its words, what rules made of it."""

    number: int
    start: int
    end: int
    kind: str
    section: str
    text: str
    found: tuple[Annotation, ...]
    claims: tuple[Claim, ...]
    attempts: tuple[Attempt, ...] = ()


def explained(extraction: Extraction) -> tuple[Explained, ...]:
    """Return every sentence of a document, without the attempts."""
    return tuple(_sentence(extraction, number, line) for number, line in enumerate(extraction.lines, start=1))


def explained_sentences(extraction: Extraction, wanted: str = "", at: int | None = None) -> tuple[Explained, ...]:
    """Return the sentences that a number, words or an offset mean, with the attempts; raise UsageError if none is meant."""
    everything = explained(extraction)
    if at is not None:
        chosen = [each for each in everything if each.start <= at < each.end]
    elif wanted.isdecimal():
        chosen = [each for each in everything if each.number == int(wanted)]
    else:
        words = " ".join(wanted.casefold().split())
        chosen = [each for each in everything if words and words in " ".join(each.text.casefold().split())]
    if not chosen:
        meant = f"at offset {at}" if at is not None else f"“{wanted}”"
        valid = f"1 to {len(everything)}, words of a sentence, or an offset below {len(extraction.reading.text)}"
        raise UsageError(f"no sentence {meant}", where=extraction.reading.source.name, valid=valid)
    lines = extraction.lines
    return tuple(_sentence(extraction, each.number, lines[each.number - 1], deep=True) for each in chosen)


def _sentence(extraction: Extraction, number: int, line: Line, *, deep: bool = False) -> Explained:
    start, end = line.sentence.start, line.sentence.end
    claims = (c for c in extraction.reading.claims if c.passage.start < end and start < c.passage.end)
    return Explained(
        number=number,
        start=start,
        end=end,
        kind=line.sentence.block.kind,
        section=line.sentence.block.section,
        text=line.clean.text,
        found=tuple(annotations_of(line)),
        claims=tuple(claims),
        attempts=tuple(attempts(extraction, start, end)) if deep else (),
    )


def value_of(figure: Figure) -> str:
    """Return what a figure was read as.

    >>> from decimal import Decimal
    >>> value_of(Figure("Money", 0, 10, "$2 billion", Decimal("2000000000"), "USD"))
    '2000000000 USD'
    """
    if figure.date_start is not None:
        return f"{figure.date_start} to {figure.date_end}"
    bounds = f"{figure.lower or ''} to {figure.upper or ''}".strip() if figure.lower or figure.upper else ""
    amount = bounds if figure.amount is None else f"{figure.amount:f}"
    return " ".join(part for part in (amount or figure.period_text, figure.currency or figure.unit) if part)


def sentence_json(sentence: Explained) -> dict[str, Any]:
    """Return a sentence as plain data; offsets of mentions and figures count in its own words."""
    return {
        "number": sentence.number,
        "start": sentence.start,
        "end": sentence.end,
        "kind": sentence.kind,
        "section": sentence.section,
        "text": sentence.text,
        "mentions": [
            {"start": m.start, "end": m.end, "text": m.text, "type": m.entity.type, "label": m.entity.label,
             "id": m.entity.id, "how": m.how}
            for m in sentence.found if not isinstance(m, Figure)
        ],
        "figures": [
            {"start": f.start, "end": f.end, "text": f.text, "kind": f.kind, "value": value_of(f)}
            for f in sentence.found if isinstance(f, Figure)
        ],
        "claims": [
            {"id": c.id, "subject": c.subject.label, "predicate": c.predicate, "object": c.object.label,
             "status": c.status, "rule": c.extractor}
            for c in sentence.claims
        ],
        "attempts": [
            {"rule": a.rule, "matched": a.matched, "share": round(a.share, 2), "words": a.words, "reason": a.reason,
             "claims": list(a.claims)}
            for a in sentence.attempts
        ],
    }  # fmt: skip
