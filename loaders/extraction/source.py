"""What the graph keeps of a document beside its claims: references, questions, takeaways."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from themegraph.graph.claim import Entity, Passage, Question, Reference, Source, digest
from themegraph.loaders.clean import clean
from themegraph.loaders.document import Block, Document
from themegraph.loaders.extraction.citations import Cited, name_key
from themegraph.loaders.extraction.identity import unknown_entity
from themegraph.loaders.extraction.kinds import NAME, accepts
from themegraph.loaders.extraction.lexicon import Mention, entity_of
from themegraph.loaders.identity import is_web_address
from themegraph.loaders.references import ParsedReference, parse_references
from themegraph.ontology.entry import ID_BASE
from themegraph.ontology.naming import normalise
from themegraph.ontology.registry import Registry

_TAKEAWAYS = re.compile(
    r"\b(?:key )?(?:takeaways?|points|highlights|findings|messages|facts)\b|\bat a glance\b|\bin brief\b", re.IGNORECASE
)


def period_of(issued: str) -> tuple[date, date, str] | None:
    """Return an ISO date of any precision as first day, last day and precision.

    >>> period_of("2026-02")
    (datetime.date(2026, 2, 1), datetime.date(2026, 2, 28), 'month')
    """
    numbers = [int(part) for part in issued.split("-")] if issued else []
    if len(numbers) == 3:
        day = date(numbers[0], numbers[1], numbers[2])
        return day, day, "day"
    if len(numbers) == 2:
        year, month = numbers
        return date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month"
    return (date(numbers[0], 1, 1), date(numbers[0], 12, 31), "year") if numbers else None


def find_references(
    document: Document, registry: Registry, mentions: Mapping[int, tuple[Mention, ...]]
) -> tuple[Cited, ...]:
    """Return the document's references with their publishers as entities."""
    return tuple(
        _cited(parsed, registry, mentions.get(parsed.block.start, ())) for parsed in parse_references(document)
    )


def _cited(parsed: ParsedReference, registry: Registry, mentions: Sequence[Mention]) -> Cited:
    publisher = _publisher(parsed.publisher, registry, mentions)
    names = {parsed.publisher, publisher.label, *publisher.aliases} if publisher else set()
    return Cited(_iri(parsed), publisher, frozenset(name_key(name) for name in names if name), parsed)


def _publisher(name: str, registry: Registry, mentions: Sequence[Mention]) -> Entity | None:
    if not name:
        return None
    known = registry.find(name)
    if len(known) == 1:
        return entity_of(known[0])
    named = next((m.entity for m in mentions if normalise(m.text) == normalise(name)), None)
    if named is None or not accepts(("Organization",), named.type or NAME):
        return unknown_entity(name, "Organization")
    # a name without a kind of its own publishes, so it is an organisation
    return replace(named, type="Organization") if named.type in {"", NAME} else named


def _iri(parsed: ParsedReference) -> str:
    if is_web_address(parsed.address):
        return parsed.address
    return f"{ID_BASE}document/ref-{digest(normalise(parsed.title), normalise(parsed.publisher), parsed.issued)}"


def takeaway_blocks(document: Document) -> frozenset[int]:
    """Return the starts of the blocks that the document lists as its main points."""
    return frozenset(b.start for b in document.blocks if b.kind == "bullet" and _TAKEAWAYS.search(b.section))


def source_of(document: Document, references: Sequence[Cited], publisher: Entity | None) -> Source:
    """Describe a document for the graph."""
    main = takeaway_blocks(document)
    return Source(
        id=document.id,
        title=document.metadata.title or document.name,
        digest=document.digest,
        length=len(document.text),
        publisher=publisher,
        issued=document.metadata.issued,
        address=document.metadata.address,
        name=document.name,
        media_type=document.media_type,
        references=tuple(_reference(document, r) for r in references),
        questions=tuple(_questions(document)),
        takeaways=tuple(_passage(document, b, "KeyTakeaway") for b in document.blocks if b.start in main),
    )


def _passage(document: Document, block: Block, kind: str) -> Passage:
    return Passage(block.start, block.end, document.text[block.start : block.end], kind)  # type: ignore[arg-type]


def _reference(document: Document, cited: Cited) -> Reference:
    parsed = cited.parsed
    return Reference(
        cited.id,
        parsed.number,
        parsed.title,
        cited.publisher,
        parsed.issued,
        _passage(document, parsed.block, "ReferenceEntry"),
        parsed.address,
    )


def _questions(document: Document) -> list[Question]:
    out: list[Question] = []
    pairs = zip(document.blocks, document.blocks[1:], strict=False)
    for asked, answered in pairs:
        if asked.kind == "question" and answered.kind == "answer":
            last = _last_answer(document, answered)
            span = Passage(answered.start, last.end, document.text[answered.start : last.end], "Answer")
            words = clean(document.text, asked.start, asked.end, document.media_type).text
            out.append(Question(f"{ID_BASE}question/{digest(document.id, words, len(out))}", words, len(out) + 1, span))
    return out


def _last_answer(document: Document, first: Block) -> Block:
    last = first
    for block in document.blocks[document.blocks.index(first) + 1 :]:
        if block.kind not in {"answer", "bullet"} or block.section != first.section:
            break
        last = block
    return last
