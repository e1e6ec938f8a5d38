"""Which mapping a table is read by: one that the call names, or the file FILE.mapping.yml beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from themegraph.errors import RuleError
from themegraph.loaders.mapping.located import LARGEST
from themegraph.loaders.mapping.model import Mapping
from themegraph.loaders.mapping.rml import rml
from themegraph.loaders.mapping.yarrrml import yarrrml
from themegraph.loaders.sources import MAPPING_ENDINGS, Candidate, read_bytes, shown


def load_mapping(path: Path) -> Mapping:
    """Return the mapping in a file: RML where it is named .ttl, else YARRRML. Raises ReadError for one that cannot be read, RuleError for a malformed one."""
    data = read_bytes(Candidate(path.name, path), LARGEST)
    return (rml if path.suffix.lower() == ".ttl" else yarrrml)(data, shown(path.name))


def mapping_for(candidate: Candidate, given: Sequence[Mapping]) -> Mapping | None:
    """Return the mapping for a file: the first of the given ones that names it, else the one beside it."""
    base = candidate.name.rpartition("/")[2]
    named = next((mapping for mapping in given if base in mapping.files), None)
    if named is not None or candidate.path is None:
        return named
    for ending in MAPPING_ENDINGS:
        beside = candidate.path.with_name(candidate.path.name + ending)
        if beside.exists():
            mapping = _beside(beside, beside.stat().st_mtime_ns)
            if base not in mapping.files:
                raise RuleError(f"does not speak of {base}", where=shown(beside.name), valid=", ".join(mapping.files))
            return mapping
    return None


@lru_cache(maxsize=64)
def _beside(path: Path, changed: int) -> Mapping:
    return load_mapping(path)
