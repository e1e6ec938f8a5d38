"""Tell companies by the symbols in parentheses behind their names: “Foo (FOO) – pumps; Bar (BR) – valves”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from themegraph.graph.claim import Entity
from themegraph.loaders.extraction.lexicon import FUNDS, Lexicon
from themegraph.loaders.extraction.names import NAME, Candidate
from themegraph.loaders.extraction.names_aliases import find_bare_tickers, find_tickers, is_acronym
from themegraph.loaders.extraction.wordlists import words

_WORD = re.compile(r"[^\W_]+")
_ACRONYMS = words("names", "acronyms")
_SEVERAL = 2  # known companies with their symbol, from which on a document is one that gives symbols


def owners(text: str, lexicon: Lexicon) -> frozenset[str]:
    """Return the IRIs of the entities whose name and own symbol a sentence gives, homographs too: “Micron (MU)”."""
    found: set[str] = set()
    for symbol in (*find_tickers(text), *find_bare_tickers(text)):
        if known := lexicon.tickers(symbol.symbol):
            mentions = lexicon.find(text, supported=known)
            found |= {m.entity.id for m in mentions if m.end == symbol.owner and m.entity.id in known}
    return frozenset(found)


def gives_symbols(texts: Iterable[str], lexicon: Lexicon) -> bool:
    """Whether a document writes known companies with their symbols alone in parentheses."""
    found: set[str] = set()
    for text in texts:
        if find_bare_tickers(text):
            found |= owners(text, lexicon)
            if len(found) >= _SEVERAL:
                return True
    return False


def may_bear(owner: Entity, symbol: str, lexicon: Lexicon, symbols: bool) -> bool:
    """Tell whether capitals in parentheses are the owner's ticker symbol: a fund's, one that the registry knows, or that of an
    unknown company in a document that gives symbols."""
    if owner.type in FUNDS or owner.id in lexicon.tickers(symbol):
        return True
    return symbols and owner.type == "Company" and not owner.resolved and symbol not in _ACRONYMS


def with_symbols(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the names, of which those before a symbol are surely companies'; initials of several words are none."""
    symbols = {s.owner: s.symbol for s in find_bare_tickers(text) if s.symbol not in _ACRONYMS}
    return [
        replace(c, type="Company", unsure=False)
        if c.type == NAME and _symboled(text[: c.end], c, symbols.get(c.end, ""))
        else c
        for c in candidates
    ]


def _symboled(before: str, candidate: Candidate, symbol: str) -> bool:
    """Whether a symbol is one, and no abbreviation of the words before it: “direct lithium extraction (DLE)”."""
    initials = "".join(word[0] for word in _WORD.findall(before)[-len(symbol) :]).upper() if symbol else ""
    return initials != symbol and not (" " in candidate.text and is_acronym(symbol, candidate.text))
