"""What a document states by its form: who published its references, whose words it quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from themegraph.graph.claim import Entity, QualifierValue, Value
from themegraph.loaders.extraction.citations import Cited
from themegraph.loaders.extraction.context import entity_of
from themegraph.loaders.extraction.draft import Draft
from themegraph.loaders.extraction.source import period_of
from themegraph.loaders.extraction.speakers import speaker_of
from themegraph.loaders.extraction.unit import Span, Unit
from themegraph.loaders.extraction.units import Line
from themegraph.ontology.registry import Registry

_CERTAIN = Decimal("0.99")


def structural_drafts(lines: Sequence[Line], references: Sequence[Cited], units: Sequence[Unit]) -> Iterator[Draft]:
    """Yield what form alone says: a reference's publisher, a quotation's speaker, a second name in parentheses."""
    by_start = {unit.block.start: unit for unit in units if unit.kind == "sentence"}
    for cited in references:
        unit = by_start.get(cited.parsed.block.start)
        if unit is not None and cited.publisher is not None:
            yield _publication(unit, cited, cited.publisher)
    for index, line in enumerate(lines):
        if line.sentence.block.kind == "quotation":
            speaker = speaker_of(lines, index)
            unit = by_start.get(line.sentence.block.start)
            if speaker is not None and unit is not None and unit.parts[0][1] is line.clean:
                yield _statement(unit, speaker, line)


def naming_drafts(units: Sequence[Unit]) -> Iterator[Draft]:
    """Yield a draft for each thing whose other name a parenthesis gives: “Foo (Bar)”."""
    for unit in units:
        mentions = [a for a in unit.mentions if unit.kind == "sentence"]
        for first, second in zip(mentions, mentions[1:], strict=False):
            if first.entity == second.entity and first.text != second.text and unit.text[first.end:second.start] == " (" \
                    and unit.text[second.end:second.end + 1] == ")":
                other = first.text if second.text == second.entity.label else second.text
                yield _draft("alsoKnownAs", first.entity, Value(other, other), unit, Span(first.start, second.end + 1), "structure/naming@1", {},
                             whole=False)


def product_drafts(units: Sequence[Unit], registry: Registry) -> Iterator[Draft]:
    """Yield a draft for each product whose name begins with its maker's: “Foo X100”."""
    for unit in units:
        for mention in unit.mentions if unit.kind == "sentence" else ():
            maker, _, rest = mention.text.partition(" ")
            known = registry.find(maker) if mention.entity.type == "Product" and rest else ()
            if len(known) == 1 and known[0].type == "Company":
                yield _draft("produces", entity_of(known[0]), mention.entity, unit, Span(mention.start, mention.end), "structure/product-name@1", {},
                             whole=False)


def _publication(unit: Unit, cited: Cited, publisher: Entity) -> Draft:
    document = Entity(cited.id, cited.title, "Document")
    period = period_of(cited.issued)
    qualifiers: dict[str, QualifierValue] = dict(zip(("startDate", "endDate", "datePrecision"), period or (), strict=False))
    span = Span(0, len(unit.text))
    return _draft("publishedBy", document, publisher, unit, span, "structure/reference@1", qualifiers)


def _statement(unit: Unit, speaker: Entity, line: Line) -> Draft:
    words = line.clean.text.strip(" “”\"")
    return _draft("states", speaker, Value(words, words), unit, Span(0, len(unit.text)), "structure/quotation@1", {})


def _draft(relation: str, subject: Entity, thing: Entity | Value, unit: Unit, span: Span, rule: str, qualifiers: dict[str, QualifierValue], *,
           whole: bool = True) -> Draft:
    return Draft(relation=relation, subject=subject, object=thing, qualifiers=qualifiers, unit=unit, span=span, rule=rule, status="asserted",
                 derived=False, confidence=_CERTAIN, name=relation, match=None, passage=span if whole else None)
