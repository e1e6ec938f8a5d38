"""Structure of a text: lines, forms, paragraphs and lists, sections, quotations, reference lists."""

from themegraph.loaders.structure.arrange import arrange
from themegraph.loaders.structure.plain import plain_blocks

__all__ = ["arrange", "plain_blocks"]
