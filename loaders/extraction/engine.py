"""Extraction: from a document to a reading, deterministic and without any model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from themegraph.graph.claim import Entity, Reading
from themegraph.loaders.document import Document
from themegraph.loaders.extraction.citations import Cited
from themegraph.loaders.extraction.claims import claims_of, entities_of
from themegraph.loaders.extraction.context import Context, theme_of, titled_theme, ware_of
from themegraph.loaders.extraction.draft import Draft, drafts_of
from themegraph.loaders.extraction.drops import dropped
from themegraph.loaders.extraction.filing_filter import distinct
from themegraph.loaders.extraction.filing_periods import with_periods
from themegraph.loaders.extraction.filings import FILER_WITHIN, filer_kind, filer_name, filing_drafts
from themegraph.loaders.extraction.groups import anonymous_mentions, group_mentions, is_anonymous, nouns
from themegraph.loaders.extraction.headed import headed_drafts
from themegraph.loaders.extraction.identity import unknown_entity
from themegraph.loaders.extraction.implied import noted_company, with_implied
from themegraph.loaders.extraction.issuer import issuer_name
from themegraph.loaders.extraction.labelled import labelled_drafts
from themegraph.loaders.extraction.lexicon import Lexicon, Mention, entity_of
from themegraph.loaders.extraction.market_tables import market_tables
from themegraph.loaders.extraction.match import Match, find_all
from themegraph.loaders.extraction.mentions import Line as Text
from themegraph.loaders.extraction.mentions import annotate
from themegraph.loaders.extraction.names_listed import listing_for
from themegraph.loaders.extraction.opposed import without_opposed
from themegraph.loaders.extraction.overlaps import without_contained
from themegraph.loaders.extraction.pages import opener_of, owner_of
from themegraph.loaders.extraction.qualify import qualified
from themegraph.loaders.extraction.rules import Rule, load_rules
from themegraph.loaders.extraction.sentences import Sentence, split
from themegraph.loaders.extraction.source import find_references, source_of, takeaway_blocks
from themegraph.loaders.extraction.structural import (
    market_drafts,
    naming_drafts,
    product_drafts,
    seat_drafts,
    structural_drafts,
    supported,
    ticker_drafts,
)
from themegraph.loaders.extraction.subsidiaries import subsidiary_drafts
from themegraph.loaders.extraction.tables import table_readings
from themegraph.loaders.extraction.typing import settle_types
from themegraph.loaders.extraction.uncollected import uncollected
from themegraph.loaders.extraction.unit import Unit
from themegraph.loaders.extraction.units import Line, find_line, units_of
from themegraph.loaders.extraction.values import find_values
from themegraph.ontology.registry import Registry, load_registry

_LABEL = re.compile(r"\W*((?:Key |Main )?[Rr]isks)\*{0,2}:")


@lru_cache(maxsize=4)
def lexicon_for(registry: Registry) -> Lexicon:
    """Return the registry's lexicon, built once."""
    return Lexicon(registry)


def all_rules() -> tuple[Rule, ...]:
    """Return the rules of every packaged relation file."""
    return tuple(rule for file in load_rules() for rule in file.rules)


def extract(document: Document, registry: Registry | None = None, rules: Sequence[Rule] | None = None) -> Reading:
    """Read every claim of a document.

    Spans are code points into `document.text`; every claim's passage is an exact slice. The result depends on
    the document, the registry and the rules alone.
    """
    return work(document, registry, rules).reading


@dataclass(frozen=True, slots=True)
class Extraction:
    """A reading with what led to it: sentences, units, each match with its drafts, completed drafts, rules."""

    reading: Reading
    lines: tuple[Line, ...]
    units: tuple[Unit, ...]
    matches: tuple[tuple[Match, tuple[Draft, ...]], ...]
    completed: tuple[Draft, ...]
    rules: tuple[Rule, ...]


def work(document: Document, registry: Registry | None = None, rules: Sequence[Rule] | None = None) -> Extraction:
    """Read every claim of a document, and keep what led to them."""
    with uncollected():
        return _work(document, registry, rules)


def _work(document: Document, registry: Registry | None, rules: Sequence[Rule] | None) -> Extraction:
    known = registry or load_registry()
    context, lines, references = annotated(document, known)
    chosen = tuple(rules) if rules is not None else all_rules()
    units = list(units_of(lines, references, chosen, context.spoken))
    drafts: list[Draft] = [
        *structural_drafts(lines, references, units),
        *naming_drafts(units),
        *product_drafts(units, known),
        *ticker_drafts(units),
        *market_drafts(units, lexicon_for(known)),
        *filing_drafts(lines, context.about),
        *seat_drafts(units, context),
        *table_readings(lines, document.text, context),
        *labelled_drafts(lines, document.text, context),
        *headed_drafts(lines, context),
        *market_tables(lines, document.text),
        *subsidiary_drafts(lines, document.text, context.about),
    ]
    matches = tuple((match, tuple(drafts_of(match, context))) for match in find_all(chosen, units))
    drafts += [draft for _, found in matches for draft in found]
    settled = settle_types(qualified(with_periods(distinct(drafts), lines), document, references), listing_for(known))
    completed = without_contained(without_opposed(supported(settled)))
    claims = claims_of(document, completed, takeaway_blocks(document))
    source = source_of(document, references, context.publisher)
    rejections = dropped(document, matches, completed, claims)
    reading = Reading(source, document.text, claims, entities_of(claims, references), rejections)
    return Extraction(reading, tuple(lines), tuple(units), matches, tuple(completed), chosen)


def annotated(document: Document, registry: Registry) -> tuple[Context, list[Line], tuple[Cited, ...]]:
    """Find sentences, mentions, figures, references and citations."""
    sentences = split(document)
    cleaned = [s.words for s in sentences]
    figures = [find_values(c.text) for c in cleaned]
    texts = [c.text for c in cleaned]
    name = document.metadata.about or filer_name(texts[:FILER_WITHIN]) or issuer_name(document, texts)
    about = _known(name, registry, filer_kind(name))
    lexicon = lexicon_for(registry)
    blocks = {block.start: number for number, block in enumerate(document.blocks)}
    rows = [
        Text(c.text, blocks.get(s.block.start, 0), s.block.kind, s.block.section, f)
        for s, c, f in zip(sentences, cleaned, figures, strict=True)
    ]
    mentions = annotate(rows, lexicon, about=about, resolver=listing_for(registry), title=document.metadata.title)
    references = find_references(document, registry, _by_block(sentences, mentions))
    title = next((m for s, m in zip(sentences, mentions, strict=True) if s.block.kind == "title"), ())
    parties = [m for m in title if m.entity.type in {"Company", "ExchangeTradedFund", "Fund", "Index", "Government"}]
    context = Context(
        registry,
        theme_of(title, () if about and about.type == "Company" else mentions)
        or (None if about or parties else titled_theme(*_titles(document))),
        about,
        _known(document.metadata.publisher, registry, "Organization"),
    )
    if any(m.entity == context.theme for m in title) and context.theme is not None:
        groups = {
            noun: group
            for noun in nouns()
            if (group := context.named("OrganizationGroup", f"{context.theme.label} {noun}"))
        }
        mentions = tuple(group_mentions(c.text, found, groups) for c, found in zip(cleaned, mentions, strict=True))
    context.ware = ware_of(mentions, context)
    context.spoken = None if about else opener_of(document.metadata.title, mentions)
    context.pages.update(_noted(sentences, texts, context))
    context.pages.update(_pages(sentences, texts, mentions, document))
    heading = document.metadata.title
    if heading and not context.pages.get("") and (whose := owner_of(heading, annotate([Text(heading)], lexicon)[0])):
        context.pages[""] = whose
    mentions = tuple(_with_anonymous(c.text, found, context) for c, found in zip(cleaned, mentions, strict=True))
    mentions = tuple(
        with_implied(s, c.text, m, context.page(s.block.section))
        for s, c, m in zip(sentences, cleaned, mentions, strict=True)
    )
    lines = [find_line(*row, references) for row in zip(sentences, cleaned, mentions, figures, strict=True)]
    return context, lines, references


def _noted(sentences: Sequence[Sentence], texts: Sequence[str], context: Context) -> dict[str, Entity]:
    """Return the companies that nothing but a heading above notes of them names."""
    notes: dict[str, list[str]] = {}
    for sentence, text in zip(sentences, texts, strict=True):
        if sentence.block.kind == "bullet" and sentence.block.section:
            notes.setdefault(sentence.block.section, []).append(text)
    found = {section: context.named("Company", section) for section in notes if noted_company(section, notes[section])}
    return {section: entity for section, entity in found.items() if entity is not None} if len(found) > 1 else {}


def _titles(document: Document) -> tuple[str, list[str]]:
    """Return a document's title, and its headings with the labels of paragraphs: “Risks: …”."""
    words = {
        kind: [document.text[b.start : b.end].strip("#*_= ") for b in document.blocks if b.kind == kind]
        for kind in ("title", "heading")
    }
    labels = [
        label[1]
        for b in document.blocks
        if b.kind == "paragraph" and (label := _LABEL.match(document.text, b.start, b.end))
    ]
    return next(iter(words["title"]), document.metadata.title), [*words["heading"], *labels]


def _pages(
    sentences: Sequence[Sentence], texts: Sequence[str], mentions: Sequence[tuple[Mention, ...]], document: Document
) -> dict[str, Entity]:
    """Return whose each section is, and whose the document is, where its title is but a name."""
    found: dict[str, Entity] = {}
    for sentence, text, named in zip(sentences, texts, mentions, strict=True):
        kind = sentence.block.kind
        if kind in {"title", "heading"} and (owner := owner_of(text, named)) is not None:
            found.setdefault("" if kind == "title" else document.text[sentence.block.start : sentence.block.end], owner)
    return found


def _with_anonymous(text: str, found: tuple[Mention, ...], context: Context) -> tuple[Mention, ...]:
    """Name a sentence's anonymous parties after whom the document, or else the sentence, is about."""
    whose = context.about or next(
        (m.entity for m in found if m.entity.type == "Company" and not is_anonymous(m.text)), None
    )
    return (
        anonymous_mentions(text, found, lambda name: context.named("Company", f"{name} of {whose.label}"))
        if whose
        else found
    )


def _known(name: str, registry: Registry, kind: str) -> Entity | None:
    if not name:
        return None
    found = registry.find(name)
    if len(found) == 1:
        return entity_of(found[0])
    return listing_for(registry).resolve([name], kind) or unknown_entity(name, kind)


def _by_block(sentences: Sequence[Sentence], mentions: Sequence[tuple[Mention, ...]]) -> dict[int, tuple[Mention, ...]]:
    return {s.block.start: m for s, m in zip(sentences, mentions, strict=True) if s.block.kind == "reference"}
