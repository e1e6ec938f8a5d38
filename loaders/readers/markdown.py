"""The reader of Markdown: CommonMark with tables, blocks found by markdown-it, spans in the raw text."""

from __future__ import annotations

import re

from themegraph.loaders.readers.base import Content, Fit, Parsed, is_bare_page
from themegraph.loaders.readers.decoding import decode_prose
from themegraph.loaders.readers.front_matter import front_matter
from themegraph.loaders.structure.arrange import arrange
from themegraph.loaders.structure.marked import marked_blocks

MEDIA_TYPE = "text/markdown"
_SAMPLE = 262_144
# Each form counts once a line; two of any say that a file named .txt was written as Markdown.
_FORMS = re.compile(
    rb"^ {0,3}#{1,6} +[^\s#]|^ {0,3}\|? *:?-{3,}:? *\||^ {0,3}(?:```|~~~)|^ {0,3}>+ +\S"
    rb"|\]\((?:https?://|[\w./-]{1,200}\))|(?<![\w*])\*\*[^\s*]|!\[[^\]\n]{0,200}\]\(|\[\[[^\]\n]{1,200}\]\]|<!-- ",
    re.MULTILINE,
)


class MarkdownReader:
    """Reads Markdown: headings, lists, tables, block quotes and code become blocks; inline markup stays in the slice."""

    name = "markdown"
    suffixes = (".md", ".markdown", ".mdown", ".mkd")

    def fit(self, content: Content) -> Fit:
        """Take files named as Markdown, and text files with Markdown in them."""
        if content.suffix in self.suffixes:
            return Fit.CONTENT
        plain = content.suffix in (".txt", ".text", "") or is_bare_page(content)
        return Fit.CONTENT if plain and len(_FORMS.findall(content.data[:_SAMPLE])) > 1 else Fit.NONE

    def read(self, content: Content) -> Parsed:
        """Read the file."""
        text = decode_prose(content.data, content.where)
        front = front_matter(text, content.where)
        blocks = arrange(text, marked_blocks(text, front.end), MEDIA_TYPE)
        return Parsed(text, blocks, front.metadata, MEDIA_TYPE)
