"""What a document states by its form: who published its references, whose words it quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from themegraph.graph.claim import LIVE, Entity, QualifierValue, Value
from themegraph.loaders.extraction.citations import Cited
from themegraph.loaders.extraction.context import Context
from themegraph.loaders.extraction.draft import Draft
from themegraph.loaders.extraction.lexicon import Lexicon, Mention, entity_of
from themegraph.loaders.extraction.pages import seat_of
from themegraph.loaders.extraction.source import period_of
from themegraph.loaders.extraction.speakers import speaker_of
from themegraph.loaders.extraction.unit import Span, Unit
from themegraph.loaders.extraction.units import Line
from themegraph.loaders.extraction.wordlists import words
from themegraph.ontology.registry import Registry

_CERTAIN = Decimal("0.99")
_SELF = words("coreference", "about") | words("coreference", "self")  # what every filing calls its filer names nobody
_NAMING = frozenset({"marketOf", "alsoKnownAs"})


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
    symbols = {(a.entity.id, a.text) for unit in units for a in unit.mentions if a.how == "ticker"}
    for unit in units:
        mentions = [a for a in unit.mentions if unit.kind == "sentence"]
        for first, second in pairwise(mentions):
            if (
                first.entity == second.entity
                and first.text != second.text
                and second.how not in {"ticker", "coreference"}
                and not {first.text, second.text} & _SELF
                and unit.text[first.end : second.start] == " ("
                and unit.text[second.end : second.end + 1] == ")"
            ):
                other = first.text if second.text == second.entity.label else second.text
                if other.removesuffix("s") == first.entity.label or (first.entity.id, other) in symbols:
                    continue
                yield _draft(
                    "alsoKnownAs",
                    first.entity,
                    Value(other, other),
                    unit,
                    Span(first.start, second.end + 1),
                    "structure/naming@1",
                    {},
                    whole=False,
                )


def product_drafts(units: Sequence[Unit], registry: Registry) -> Iterator[Draft]:
    """Yield a draft for each product whose name begins with its maker's: “Foo X100”."""
    for unit in units:
        for mention in unit.mentions if unit.kind == "sentence" else ():
            maker, _, rest = mention.text.partition(" ")
            known = registry.find(maker) if mention.entity.type == "Product" and rest else ()
            if len(known) == 1 and known[0].type == "Company":
                yield _draft(
                    "produces",
                    entity_of(known[0]),
                    mention.entity,
                    unit,
                    Span(mention.start, mention.end),
                    "structure/product-name@1",
                    {},
                    whole=False,
                )


def seat_drafts(units: Sequence[Unit], context: Context) -> Iterator[Draft]:
    """Yield a draft for each company that a sentence opens with by its seat: “Lisbon-based Foo announced …”."""
    for unit in units:
        seat = seat_of(unit.text, unit.mentions) if unit.kind == "sentence" else None
        if seat is None:
            continue
        mention, name = seat
        known = context.registry.find(name)
        place = entity_of(known[0]) if known else context.named("Place", name)
        if place is None or place.type not in {"Place", "Country"}:
            continue
        entity = replace(mention.entity, type="Company") if mention.entity.type == "Name" else mention.entity
        yield _draft("headquarteredIn", entity, place, unit, Span(0, mention.end), "structure/seat@1", {}, whole=False)


def market_drafts(units: Sequence[Unit], lexicon: Lexicon) -> Iterator[Draft]:
    """Yield a draft for each ware that a market's name holds: the “silicon-photonics market” is that of silicon photonics."""
    for unit in units:
        for mention in unit.mentions if unit.kind == "sentence" else ():
            if mention.entity.type != "Market":
                continue
            name = mention.text.rpartition(" ")[0]
            wares = [
                m.entity for m in lexicon.find(name) if m.end == len(name) and m.entity.type in {"Layer", "Technology"}
            ]
            for ware in wares:
                span = Span(mention.start, mention.end)
                yield _draft(
                    "marketOf",
                    mention.entity,
                    ware,
                    unit,
                    span,
                    "structure/market-name@1",
                    {},
                    whole=False,
                    derived=True,
                )


def supported(drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out what a market's name alone says of a market that the document states nothing else of."""
    stated = {end for d in drafts if d.relation not in _NAMING and d.status in LIVE for end in (d.subject, d.object)}
    return [d for d in drafts if d.subject in stated or not _idle(d)]


def _idle(draft: Draft) -> bool:
    """Whether a draft only tells of a name: a market's, or that of an unknown thing which no relation says to be anything."""
    thing = draft.subject
    unknown = draft.relation == "alsoKnownAs" and not thing.resolved and thing.type == "Organization"
    return draft.relation == "marketOf" or unknown


def ticker_drafts(units: Sequence[Unit]) -> Iterator[Draft]:
    """Yield a draft for each ticker symbol given with its owner, and for the exchange that stands before it."""
    for unit in units:
        mentions = unit.mentions if unit.kind == "sentence" else ()
        for before, mention in zip((None, *mentions), mentions, strict=False):
            if mention.how != "ticker":
                continue
            span = Span(mention.start, mention.end)
            venue = before.entity if before is not None and _names_venue(unit, before, mention) else None
            qualifiers: dict[str, QualifierValue] = {"listingVenue": venue} if venue else {}
            yield _draft(
                "hasTicker",
                mention.entity,
                Value(mention.text, mention.text),
                unit,
                span,
                "structure/ticker@1",
                qualifiers,
                whole=False,
            )
            if venue:
                yield _draft("listedOn", mention.entity, venue, unit, span, "structure/ticker@1", {}, whole=False)


def _names_venue(unit: Unit, before: Mention, ticker: Mention) -> bool:
    return before.entity.type == "Exchange" and not unit.text[before.end : ticker.start].strip(" :")


def _publication(unit: Unit, cited: Cited, publisher: Entity) -> Draft:
    document = Entity(cited.id, cited.title, "Document")
    period = period_of(cited.issued)
    qualifiers: dict[str, QualifierValue] = dict(
        zip(("startDate", "endDate", "datePrecision"), period or (), strict=False)
    )
    span = Span(0, len(unit.text))
    return _draft("publishedBy", document, publisher, unit, span, "structure/reference@1", qualifiers)


def _statement(unit: Unit, speaker: Entity, line: Line) -> Draft:
    words = line.clean.text.strip(' “”"')
    return _draft("states", speaker, Value(words, words), unit, Span(0, len(unit.text)), "structure/quotation@1", {})


def _draft(
    relation: str,
    subject: Entity,
    thing: Entity | Value,
    unit: Unit,
    span: Span,
    rule: str,
    qualifiers: dict[str, QualifierValue],
    *,
    whole: bool = True,
    derived: bool = False,
) -> Draft:
    return Draft(
        relation=relation,
        subject=subject,
        object=thing,
        qualifiers=qualifiers,
        unit=unit,
        span=span,
        rule=rule,
        status="asserted",
        derived=derived,
        confidence=_CERTAIN,
        name=relation,
        match=None,
        passage=span if whole else None,
    )
