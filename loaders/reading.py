"""One file into a `Document`: bytes read within limits, a reader chosen, metadata put together."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from themegraph.errors import ReadError
from themegraph.loaders.document import Document, Metadata
from themegraph.loaders.identity import document_iri
from themegraph.loaders.metadata import combine, from_text, metadata_from
from themegraph.loaders.rdf.formats import FORMATS, extension
from themegraph.loaders.readers import Content, choose, read_with
from themegraph.loaders.sources import DEFAULT_MAX_BYTES, Candidate, read_bytes, shown

RDF_MAX_BYTES = 60_000_000
SIDECAR = ".meta.json"
_LARGEST_SIDECAR = 1_000_000
_OBJECT = "an object with title, date, publisher, address, about"


def read_document(
    candidate: Candidate, *, given: Metadata | None = None, max_bytes: int = DEFAULT_MAX_BYTES
) -> Document:
    """Read a candidate; `given` holds what the options say. Raises ReadError, naming file and place."""
    data = read_bytes(candidate, _limit(candidate, max_bytes))
    return parse_document(data, name=candidate.name, given=combine(given or Metadata(), sidecar(candidate.path)))


def _limit(candidate: Candidate, max_bytes: int) -> int:
    """Return how many bytes a file may have: of RDF more where nothing else is told, since exports of a graph are large."""
    return RDF_MAX_BYTES if max_bytes == DEFAULT_MAX_BYTES and extension(candidate.name) in FORMATS else max_bytes


def parse_document(data: bytes, *, name: str, given: Metadata | None = None) -> Document:
    """Read bytes that are at hand; `name` tells the format where the content does not.

    >>> [block.kind for block in parse_document(b"Power\\n\\nIt is scarce.\\n", name="a.txt").blocks]
    ['title', 'paragraph']
    """
    content = Content(name, data)
    parsed = read_with(choose(content), content)
    metadata = combine(given or Metadata(), parsed.metadata, from_text(parsed.text, parsed.blocks, name))
    return Document(
        id=document_iri(name, metadata.address),
        name=name,
        text=parsed.text,
        blocks=parsed.blocks,
        metadata=metadata,
        digest=hashlib.sha256(data).hexdigest(),
        media_type=parsed.media_type,
        sheets=parsed.sheets,
    )


def sidecar(path: Path | None) -> Metadata:
    """Return what the file FILE.meta.json beside a document says, or nothing where there is none."""
    if path is None:
        return Metadata()
    beside = path.with_name(path.name + SIDECAR)
    if not beside.exists():
        return Metadata()
    where = shown(str(beside))
    data = read_bytes(Candidate(beside.name, beside), _LARGEST_SIDECAR)
    try:
        values = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ReadError(f"malformed JSON: {error}", where=where, valid=_OBJECT) from error
    if not isinstance(values, dict):
        raise ReadError(f"a JSON {type(values).__name__}", where=where, valid=_OBJECT)
    return metadata_from(values, where)
