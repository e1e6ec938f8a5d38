"""A relation file's example sentences as documents, so that they run through the whole of extraction."""

from __future__ import annotations

import hashlib

from themegraph.loaders.document import Block, BlockKind, Document, Metadata
from themegraph.loaders.extraction.rules import Example

_IRI = "https://w3id.org/ai-infrastructure/id/document/example"


def document_of(example: Example) -> Document:
    """Return a document of one block, with the title (`theme`), section, kind of block and `about` that the example names.

    The block kind `qa` parts the text at a blank line into a question and its answer.
    """
    theme, section = example.meta.get("theme", ""), example.meta.get("section", "")
    text = f"{theme}\n\n" if theme else ""
    blocks = [Block("title", 0, len(theme))] if theme else []
    kind = example.meta.get("block", "paragraph")
    if kind == "qa":
        question, _, answer = example.text.partition("\n\n")
        blocks += [
            _block("question", len(text), question, section),
            _block("answer", len(text) + len(question) + 2, answer, question),
        ]
    else:
        blocks.append(_block(kind, len(text), example.text, section))  # type: ignore[arg-type]
    text += example.text
    metadata = Metadata(title=theme, about=example.meta.get("about", ""))
    return Document(
        _IRI,
        "example.txt",
        text,
        tuple(b for b in blocks if b.end > b.start),
        metadata,
        hashlib.sha256(text.encode()).hexdigest(),
    )


def _block(kind: BlockKind, start: int, text: str, section: str) -> Block:
    return Block(kind, start, start + len(text), section=section, group=1)
