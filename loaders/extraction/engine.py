"""Extraction: from a document to a reading, deterministic and without any model."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from themegraph.graph.claim import Entity, Reading
from themegraph.loaders.clean import clean
from themegraph.loaders.document import Document
from themegraph.loaders.extraction.citations import Cited
from themegraph.loaders.extraction.claims import claims_of, entities_of
from themegraph.loaders.extraction.context import Context, theme_of
from themegraph.loaders.extraction.draft import Draft, drafts_of
from themegraph.loaders.extraction.filings import filing_drafts
from themegraph.loaders.extraction.groups import anonymous_mentions, group_mentions, nouns
from themegraph.loaders.extraction.identity import unknown_entity
from themegraph.loaders.extraction.lexicon import Lexicon, Mention, entity_of
from themegraph.loaders.extraction.match import find_matches
from themegraph.loaders.extraction.mentions import Line as Text
from themegraph.loaders.extraction.mentions import annotate
from themegraph.loaders.extraction.qualify import qualified
from themegraph.loaders.extraction.rules import Rule, load_rules
from themegraph.loaders.extraction.sentences import Sentence, split
from themegraph.loaders.extraction.source import find_references, source_of, takeaway_blocks
from themegraph.loaders.extraction.structural import (
    market_drafts,
    naming_drafts,
    product_drafts,
    structural_drafts,
    supported,
    ticker_drafts,
)
from themegraph.loaders.extraction.typing import settle_types
from themegraph.loaders.extraction.units import Line, find_line, units_of
from themegraph.loaders.extraction.values import find_values
from themegraph.ontology.registry import Registry, load_registry


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
    known = registry or load_registry()
    context, lines, references = annotated(document, known)
    units = list(units_of(lines, references))
    drafts: list[Draft] = [
        *structural_drafts(lines, references, units),
        *naming_drafts(units),
        *product_drafts(units, known),
        *ticker_drafts(units),
        *market_drafts(units, lexicon_for(known)),
        *filing_drafts(lines, context.about),
    ]
    chosen = rules if rules is not None else all_rules()
    for unit in units:
        for match in find_matches(chosen, unit):
            drafts += drafts_of(match, context)
    drafts = supported(settle_types(qualified(drafts, document, references)))
    claims = claims_of(document, drafts, takeaway_blocks(document))
    source = source_of(document, references, context.publisher)
    return Reading(source, document.text, claims, entities_of(claims, references))


def annotated(document: Document, registry: Registry) -> tuple[Context, list[Line], tuple[Cited, ...]]:
    """Find sentences, mentions, figures, references and citations."""
    sentences = split(document)
    cleaned = [clean(document.text, s.start, s.end, document.media_type) for s in sentences]
    figures = [find_values(c.text) for c in cleaned]
    about = _known(document.metadata.about, registry, "Company")
    lexicon = lexicon_for(registry)
    blocks = {block.start: number for number, block in enumerate(document.blocks)}
    texts = [
        Text(c.text, blocks.get(s.block.start, 0), s.block.kind, s.block.section, f)
        for s, c, f in zip(sentences, cleaned, figures, strict=True)
    ]
    mentions = annotate(texts, lexicon, about=about)
    references = find_references(document, registry, _by_block(sentences, mentions))
    title = next((m for s, m in zip(sentences, mentions, strict=True) if s.block.kind == "title"), ())
    context = Context(
        registry, theme_of(title, mentions), about, _known(document.metadata.publisher, registry, "Organization")
    )
    if any(m.entity == context.theme for m in title) and context.theme is not None:
        groups = {
            noun: group
            for noun in nouns()
            if (group := context.named("OrganizationGroup", f"{context.theme.label} {noun}"))
        }
        mentions = tuple(group_mentions(c.text, found, groups) for c, found in zip(cleaned, mentions, strict=True))
    mentions = tuple(_with_anonymous(c.text, found, context) for c, found in zip(cleaned, mentions, strict=True))
    lines = [find_line(*row, references) for row in zip(sentences, cleaned, mentions, figures, strict=True)]
    return context, lines, references


def _with_anonymous(text: str, found: tuple[Mention, ...], context: Context) -> tuple[Mention, ...]:
    """Name a sentence's anonymous parties after whom the document, or else the sentence, is about."""
    whose = context.about or next((m.entity for m in found if m.entity.type == "Company"), None)
    return (
        anonymous_mentions(text, found, lambda name: context.named("Company", f"{name} of {whose.label}"))
        if whose
        else found
    )


def _known(name: str, registry: Registry, kind: str) -> Entity | None:
    if not name:
        return None
    found = registry.find(name)
    return entity_of(found[0]) if len(found) == 1 else unknown_entity(name, kind)


def _by_block(sentences: Sequence[Sentence], mentions: Sequence[tuple[Mention, ...]]) -> dict[int, tuple[Mention, ...]]:
    return {s.block.start: m for s, m in zip(sentences, mentions, strict=True) if s.block.kind == "reference"}
