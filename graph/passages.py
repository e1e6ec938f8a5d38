"""Passages of a document as triples: an IRI by offsets, and selectors by position and by quotation."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from themegraph.graph.claim import Passage
from themegraph.graph.vocabulary import EXACT, HAS_SELECTOR, HAS_SOURCE, TYPE, term

CONTEXT = 32


def passage_iri(document: str, passage: Passage) -> NamedNode:
    """Return the IRI of a span of characters (RFC 5147).

    >>> passage_iri("https://example.org/a", Passage(3, 8, "words")).value
    'https://example.org/a#char=3,8'
    """
    return NamedNode(f"{document}#char={passage.start},{passage.end}")


def passage_triples(document: str, passage: Passage, text: str) -> Iterator[Triple]:
    """Yield a passage with both of its selectors; `text` gives up to 32 characters around the quotation."""
    node = passage_iri(document, passage)
    yield Triple(node, TYPE, term("Passage"))
    yield Triple(node, TYPE, term(passage.kind))
    yield Triple(node, HAS_SOURCE, NamedNode(document))
    position, quote = NamedNode(node.value + ";position"), NamedNode(node.value + ";quote")
    yield Triple(node, HAS_SELECTOR, position)
    yield Triple(node, HAS_SELECTOR, quote)
    yield Triple(position, TYPE, term("oa:TextPositionSelector"))
    yield Triple(position, term("oa:start"), Literal(passage.start))
    yield Triple(position, term("oa:end"), Literal(passage.end))
    yield Triple(quote, TYPE, term("oa:TextQuoteSelector"))
    yield Triple(quote, EXACT, Literal(passage.text))
    yield Triple(quote, term("oa:prefix"), Literal(_writable(text[max(0, passage.start - CONTEXT) : passage.start])))
    yield Triple(quote, term("oa:suffix"), Literal(_writable(text[passage.end : passage.end + CONTEXT])))


def _writable(text: str) -> str:
    # Lone surrogates have no UTF-8 form; the context is a help for readers, not evidence.
    return text.encode("utf-8", "replace").decode("utf-8")
