"""Passages as a graph describes them, made again from their IRIs, quotations and selectors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast, get_args

from themegraph.errors import ReadError
from themegraph.graph.claim import Passage, PassageKind, Selector, SelectorSyntax
from themegraph.graph.passages import CONFORMS_TO, CONTEXT
from themegraph.graph.vocabulary import EXACT, TYPE, term
from themegraph.loaders.rdf.index import Index
from themegraph.loaders.rdf.patchwork import Piece, patched
from themegraph.ontology.terms import AII

_SPAN = re.compile(r"(\d{1,11}),(\d{1,11})")
_PLAIN = "Passage"


class Passages:
    """The passages of one document."""

    def __init__(self, document: str, index: Index) -> None:
        self._document, self._index = document, index
        self._given: dict[str, int] = {}

    def of(self, iri: str, kind: PassageKind | None = None) -> Passage:
        """Return a passage; without a kind, claims on the same passage take its kinds in turn."""
        start, end = self._span(iri)
        text = self._index.text(f"{iri};quote", EXACT)
        return Passage(start, end, text, kind or self._kind(iri), self._selector(iri))

    def _selector(self, iri: str) -> Selector | None:
        place = f"{iri};place"
        value = self._index.text(place, term("rdf:value"))
        if not value:
            return None
        standard = self._index.link(place, term("dcterms:conformsTo"))
        syntax = next((name for name, address in CONFORMS_TO.items() if address == standard), "xpath")
        return Selector(cast(SelectorSyntax, syntax), value, self._index.text(iri, term("headerText")))

    def takeaways(self) -> tuple[Passage, ...]:
        """Return the passages that stand in an order as the document's main points."""
        found = (iri for iri in self._index.of_type("KeyTakeaway") if self._index.texts(iri, term("order")))
        return tuple(sorted((self.of(iri, "KeyTakeaway") for iri in found), key=lambda passage: passage.start))

    def text(self, length: int) -> str:
        """Return the text as far as passages quote it."""
        return patched(self._pieces(length), length, self._document)

    def _pieces(self, length: int) -> Iterator[Piece]:
        for iri in self._index.of_type(_PLAIN):
            start, end = self._span(iri)
            quote = f"{iri};quote"
            yield Piece(start, self._index.text(quote, EXACT))
            before, after = (self._index.text(quote, term(f"oa:{name}")) for name in ("prefix", "suffix"))
            yield Piece(max(0, start - CONTEXT), before)
            yield Piece(end, after)

    def _span(self, iri: str) -> tuple[int, int]:
        found = _SPAN.fullmatch(iri.removeprefix(f"{self._document}#char="))
        if not found:
            raise ReadError(f"<{iri}> is no passage of the document", where=self._document, valid="#char=START,END")
        return int(found[1]), int(found[2])

    def _kind(self, iri: str) -> PassageKind:
        links = self._index.links(iri, TYPE)
        kinds = [name for link in links if (name := link.removeprefix(AII)) in get_args(PassageKind)]
        special = sorted(set(kinds) - {_PLAIN})
        place = self._given.get(iri, 0)
        self._given[iri] = place + 1
        return cast(PassageKind, special[place % len(special)] if special else _PLAIN)
