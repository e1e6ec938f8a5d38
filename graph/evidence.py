"""Checks of the evidence: a passage is the text it points at, a source fits its document."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import get_args

from themegraph.graph.claim import Entity, Passage, PassageKind, Reading, Selector, SelectorSyntax
from themegraph.graph.hostile import fault_in_characters, fault_in_iri, fault_in_label, is_unicode, one_line
from themegraph.graph.vocabulary import GRAPHS
from themegraph.ontology.terms import CLASSES

LONGEST_PLACE, LONGEST_HEADER = 4_096, 500_000
_KINDS, _SYNTAXES = get_args(PassageKind), get_args(SelectorSyntax)


def passage_fault(passage: Passage, text: str) -> str:
    """Say why a passage is no evidence; an empty string where it is."""
    if passage.kind not in _KINDS:
        return f"unknown kind of passage '{passage.kind}'"
    if not 0 <= passage.start < passage.end <= len(text):
        return f"span {passage.start}-{passage.end} is not inside the text of {len(text)} characters"
    if text[passage.start : passage.end] != passage.text:
        return f"the text at {passage.start}-{passage.end} is not the passage"
    if not is_unicode(passage.text):
        return "the passage holds a lone surrogate"
    return place_fault(passage.selector) if passage.selector else ""


def place_fault(selector: Selector) -> str:
    """Say why a selector names no place in a file; an empty string where it does.

    >>> place_fault(Selector("csv", ""))
    'a csv selector without a value'
    """
    if selector.syntax not in _SYNTAXES:
        return f"unknown syntax of selectors '{selector.syntax!a}'"
    if not selector.value:
        return f"a {selector.syntax} selector without a value"
    if len(selector.value) > LONGEST_PLACE:
        return f"a selector of {len(selector.value):,} characters"
    return fault_in_characters(selector.value) or _header_fault(selector.header)


@lru_cache(maxsize=256)
def _header_fault(header: str) -> str:
    if len(header) > LONGEST_HEADER:
        return f"a header of {len(header):,} characters"
    fault = fault_in_characters(header.replace("\t", " "))  # a tab stands between cells
    return f"header with a {fault}" if fault else ""


@lru_cache(maxsize=16384)
def entity_fault(entity: Entity) -> str:
    """Say what is wrong with an entity: its IRI, its names or its type."""
    fault = fault_in_iri(entity.id)
    if fault or entity.id.startswith(GRAPHS):
        return f"IRI of '{entity.label!a}': {fault or 'reserved for graphs'}"
    for name in (entity.label, *entity.aliases):
        fault = fault_in_label(name)
        if fault:
            return f"name {name!a} of <{entity.id}>: {fault}"
    if entity.type not in CLASSES or "Relationship" in CLASSES[entity.type]:
        return f"'{entity.type}' is no class of entities"
    return ""


def date_fault(text: str) -> str:
    """Say why a date of publication is none: it must be empty or an ISO day, month or year."""
    missing = {10: "", 7: "-01", 4: "-01-01"}.get(len(text))
    try:
        if text and missing is None:
            raise ValueError
        date.fromisoformat(text + (missing or "") if text else "2000-01-01")
    except ValueError:
        return f"{text!a} is no ISO date"
    return ""


def source_fault(reading: Reading) -> str:
    """Say why a document cannot be stored at all; an empty string where it can."""
    source = reading.source
    fault = fault_in_iri(source.id)
    if fault or source.id.startswith(GRAPHS) or "#" in source.id:
        return f"no name for a document's graph: {fault or source.id}"
    if source.length != len(reading.text):
        return f"the source has {source.length} characters, its text {len(reading.text)}"
    for what, text in (("title", one_line(source.title)), ("name", source.name), ("address", source.address)):
        fault = fault_in_characters(text)
        if fault:
            return f"{what} with a {fault}"
    fault = date_fault(source.issued)
    if fault:
        return f"issued: {fault}"
    entities = [source.publisher, *(reference.publisher for reference in source.references), *source.things]
    return next((fault for entity in entities if entity and (fault := entity_fault(entity))), "")
