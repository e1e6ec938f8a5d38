"""Read a document and write its claims in the contract's line format."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from themegraph.graph.claim import Claim, Entity, QualifierValue, Reading, Value
from themegraph.loaders.document import Metadata
from themegraph.loaders.extraction.engine import extract
from themegraph.loaders.extraction.rules import Rule
from themegraph.loaders.mapping.files import mapping_for
from themegraph.loaders.mapping.model import Mapping
from themegraph.loaders.reading import read_document
from themegraph.loaders.sources import DEFAULT_MAX_BYTES, Candidate
from themegraph.ontology.registry import Registry, load_registry


def read(
    source: Candidate | Path | str,
    *,
    metadata: Metadata | None = None,
    registry: Registry | None = None,
    rules: Sequence[Rule] | None = None,
    max_bytes: int = DEFAULT_MAX_BYTES,
    mappings: Sequence[Mapping] = (),
) -> Reading:
    """Read one file and extract its claims; a table for which there is a mapping says what the mapping tells.

    Raises ReadError, naming file and place, for what cannot be read, RuleError for a malformed mapping.
    """
    candidate = source if isinstance(source, Candidate) else Candidate(Path(source).name, Path(source))
    mapping = mapping_for(candidate, mappings)
    document = read_document(candidate, given=metadata, max_bytes=max_bytes)
    if mapping is not None:
        from themegraph.loaders.mapping.interpret import mapped_reading

        return mapped_reading(document, mapping, registry or load_registry())
    if document.sheets:
        from themegraph.loaders.tables.interpret import interpret

        return interpret(document, registry)
    return extract(document, registry, rules)


# names of the extraction contract beside those of the ontology
_SHORT = {"weightPercent": "weight", "stakePercent": "stake", "tickerText": "ticker"}


def claim_to_json(claim: Claim, reading: Reading) -> dict[str, Any]:
    """Return a claim as an object of the extraction contract: plain numbers, ISO dates, code-point offsets."""
    qualifiers = {name: _plain(value) for name, value in claim.qualifiers.items()}
    qualifiers |= {short: qualifiers[name] for name, short in _SHORT.items() if name in qualifiers}
    if claim.claimant is not None:
        qualifiers["claimant"] = claim.claimant.label
    if claim.cited or claim.cited_as:
        qualifiers["citedSource"] = claim.cited or claim.cited_as
    line: dict[str, Any] = {
        "id": claim.id,
        "subject": _end(claim.subject),
        "predicate": claim.predicate,
        "object": _end(claim.object),
        "qualifiers": qualifiers,
        "status": claim.status,
        "document": reading.source.id,
        "sentence": claim.passage.text,
        "start": claim.passage.start,
        "end": claim.passage.end,
        "extractor": claim.extractor,
        "confidence": float(claim.confidence),
    }
    if claim.passage.selector is not None:
        place = claim.passage.selector
        line["selector"] = {"syntax": place.syntax, "value": place.value, "header": place.header}
    return line | {"derived": True} if claim.derived else line


def _end(thing: Entity | Value) -> dict[str, Any]:
    if isinstance(thing, Value):
        return {"value": thing.value, "label": thing.label}
    return {"id": thing.id, "label": thing.label, "type": thing.type, "aliases": list(thing.aliases)}


def _plain(value: QualifierValue) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Entity):
        return value.label
    return value.isoformat() if isinstance(value, date) else value


__all__ = ["claim_to_json", "read"]
