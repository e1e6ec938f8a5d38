"""Checks of the evidence: a passage is the text it points at, a source fits its document."""

from __future__ import annotations

from datetime import date
from typing import get_args

from themegraph.graph.claim import Entity, Passage, PassageKind, Reading
from themegraph.graph.hostile import fault_in_characters, fault_in_iri, fault_in_label, is_unicode, one_line
from themegraph.graph.vocabulary import GRAPHS
from themegraph.ontology.terms import CLASSES


def passage_fault(passage: Passage, text: str) -> str:
    """Say why a passage is no evidence; an empty string where it is."""
    if passage.kind not in get_args(PassageKind):
        return f"unknown kind of passage '{passage.kind}'"
    if not 0 <= passage.start < passage.end <= len(text):
        return f"span {passage.start}-{passage.end} is not inside the text of {len(text)} characters"
    if text[passage.start : passage.end] != passage.text:
        return f"the text at {passage.start}-{passage.end} is not the passage"
    return "" if is_unicode(passage.text) else "the passage holds a lone surrogate"


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
    entities = [source.publisher, *(reference.publisher for reference in source.references)]
    return next((fault for entity in entities if entity and (fault := entity_fault(entity))), "")
