"""The reader of plain text."""

from __future__ import annotations

from themegraph.loaders.readers.base import Content, Fit, Parsed, is_bare_page
from themegraph.loaders.readers.decoding import decode_prose
from themegraph.loaders.readers.front_matter import front_matter
from themegraph.loaders.structure.arrange import arrange
from themegraph.loaders.structure.plain import plain_blocks

MEDIA_TYPE = "text/plain"


class TextReader:
    """Reads plain text: the form of the lines tells titles, headings, lists, quotations and references."""

    name = "text"
    suffixes = (".txt", ".text", "")

    def fit(self, content: Content) -> Fit:
        """Take files named as text, those without an extension, and those named as HTML without any mark-up."""
        return Fit.NAME if content.suffix in self.suffixes or is_bare_page(content) else Fit.NONE

    def read(self, content: Content) -> Parsed:
        """Read the file."""
        text = decode_prose(content.data, content.where)
        front = front_matter(text, content.where)
        blocks = arrange(text, plain_blocks(text, front.end), MEDIA_TYPE)
        return Parsed(text, blocks, front.metadata, MEDIA_TYPE)
