"""The reader of RDF in all its forms; the text is the statements, one a line of N-Quads, in a settled order."""

from __future__ import annotations

from themegraph.loaders.confined import confined
from themegraph.loaders.document import Metadata
from themegraph.loaders.rdf.formats import FORMATS, PACKED, SHARED, extension, format_by_content, head_of, is_packed
from themegraph.loaders.rdf.parsing import TASK
from themegraph.loaders.readers.base import Content, Fit, Parsed
from themegraph.loaders.tables.sheet import Sheet

SECONDS = 120.0
MEMORY = 2 << 30  # bytes


class RdfReader:
    """Reads Turtle, TriG, N-Triples, N-Quads, JSON-LD and RDF/XML, also packed with gzip."""

    name = "RDF"
    suffixes = (*FORMATS, *(suffix + PACKED for suffix in (*FORMATS, *SHARED)))

    def fit(self, content: Content) -> Fit:
        """Take what can be nothing else, and what is named so."""
        head, named = head_of(content.data), extension(content.name)
        found = format_by_content(head)
        if found is not None and (named in (*FORMATS, *SHARED) or not named):
            return Fit.CERTAIN
        if named in FORMATS:
            return Fit.CERTAIN if is_packed(content.data) else Fit.NAME
        return Fit.NONE

    def read(self, content: Content) -> Parsed:
        """Parse the file in a child process."""
        media_type, text = confined(TASK, content.data, where=content.where, seconds=SECONDS, memory=MEMORY)
        return Parsed(text, (), Metadata(), media_type, (Sheet("", "rdf", "csv", ()),))
