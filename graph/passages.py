"""Passages of a document as triples: an IRI by offsets, selectors by position, by quotation and by place in a table."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from themegraph.graph.claim import Passage, Selector
from themegraph.graph.ntriples import name, text_literal
from themegraph.graph.vocabulary import EXACT, HAS_SELECTOR, HAS_SOURCE, TYPE, term

CONTEXT = 32
_A_PASSAGE = f"{TYPE} {term('Passage')}"
_A_POSITION = f"{TYPE} {term('oa:TextPositionSelector')}"
_A_QUOTE = f"{TYPE} {term('oa:TextQuoteSelector')}"
_A_FRAGMENT = f"{TYPE} {term('oa:FragmentSelector')}"
_AN_XPATH = f"{TYPE} {term('oa:XPathSelector')}"
# What the values of a fragment selector conform to; an XPath has a class of selectors of its own.
CONFORMS_TO = {
    "csv": "http://tools.ietf.org/rfc/rfc7111",
    "json": "http://tools.ietf.org/rfc/rfc6901",
    "sheet": "https://ecma-international.org/publications-and-standards/standards/ecma-376/",
}
_INTEGER = f"^^{term('xsd:integer')}"


def passage_iri(document: str, passage: Passage) -> NamedNode:
    """Return the IRI of a span of characters (RFC 5147).

    >>> passage_iri("https://example.org/a", Passage(3, 8, "words")).value
    'https://example.org/a#char=3,8'
    """
    return NamedNode(f"{document}#char={passage.start},{passage.end}")


def passage_lines(document: str, passage: Passage, text: str) -> Iterator[str]:
    """Yield a passage with its selectors; `text` gives up to 32 characters around a quotation of prose.

    A row of a table has its place in the file and its header instead of the words around it.
    """
    node = f"{document}#char={passage.start},{passage.end}"
    position, quote = f"<{node};position>", f"<{node};quote>"
    yield f"<{node}> {_A_PASSAGE}"
    yield f"<{node}> {TYPE} {term(passage.kind)}"
    yield f"<{node}> {HAS_SOURCE} <{document}>"
    yield f"<{node}> {HAS_SELECTOR} {position}"
    yield f"<{node}> {HAS_SELECTOR} {quote}"
    yield f"{position} {_A_POSITION}"
    yield f'{position} {name("oa:start")} "{passage.start}"{_INTEGER}'
    yield f'{position} {name("oa:end")} "{passage.end}"{_INTEGER}'
    yield f"{quote} {_A_QUOTE}"
    yield f"{quote} {EXACT} {text_literal(passage.text)}"
    if passage.selector:
        yield from _place_lines(node, passage.selector)
        return
    before, after = text[max(0, passage.start - CONTEXT) : passage.start], text[passage.end : passage.end + CONTEXT]
    yield f"{quote} {name('oa:prefix')} {text_literal(_writable(before))}"
    yield f"{quote} {name('oa:suffix')} {text_literal(_writable(after))}"


def _place_lines(node: str, selector: Selector) -> Iterator[str]:
    place, standard = f"<{node};place>", CONFORMS_TO.get(selector.syntax)
    yield f"<{node}> {HAS_SELECTOR} {place}"
    yield f"{place} {_A_FRAGMENT if standard else _AN_XPATH}"
    yield f"{place} {name('rdf:value')} {text_literal(selector.value)}"
    if standard:
        yield f"{place} {name('dcterms:conformsTo')} <{standard}>"
    if selector.header:
        yield f"<{node}> {name('headerText')} {text_literal(selector.header)}"


def _writable(text: str) -> str:
    # Lone surrogates have no UTF-8 form; the context is a help for readers, not evidence.
    return text.encode("utf-8", "replace").decode("utf-8")
