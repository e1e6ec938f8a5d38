"""What holds for every document of a run, small enough to hand to a worker process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from themegraph.loaders.document import Metadata
from themegraph.loaders.mapping.model import Mapping
from themegraph.loaders.sources import DEFAULT_MAX_BYTES


@dataclass(frozen=True, slots=True)
class Setup:
    """Metadata that the caller gives, the largest file in bytes, the caller's own rule files or folders, and mappings."""

    given: Metadata | None = None
    max_bytes: int = DEFAULT_MAX_BYTES
    rules: tuple[Path, ...] = ()
    mappings: tuple[Mapping, ...] = ()
