"""Find the registry's names in a sentence: the longest match over a trie of tokens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, Protocol

from themegraph.graph.claim import Entity
from themegraph.loaders.extraction.lexicon_names import (
    Name,
    Token,
    first_word,
    key_of,
    opening_key,
    spelt_alike,
    tokens,
    variants,
)
from themegraph.loaders.extraction.wordlists import alternatives, vocabulary, words
from themegraph.ontology.entry import RegistryEntry

How = Literal["registry", "form", "alias", "coreference", "demonym", "ticker"]
_WORDS = vocabulary("lexicon")
_RANK = {name: number for number, name in enumerate(_WORDS["preference"])}
_SUFFIXED = words("lexicon", "suffix_types")
_SUFFIX = re.compile(rf"(?:,?\s+(?:{alternatives(_WORDS['legal_suffixes'])})(?![^\W_]))+")
_GAP = re.compile(r"\s+|[-–‑‐]\s*")
# what else than a verb stands behind the subject of a sentence
BEHIND_SUBJECT = r",\s+(?:for\s+its\s+part|meanwhile|too),|\s+to\s+(?:invest|build|acquire|supply|spend|expand|buy)\s"
FUNDS = frozenset({"Fund", "ExchangeTradedFund"})
_VERB = re.compile(
    rf"['’]s\b|\s+(?:{'|'.join(words('lexicon', 'verbs'))})\b"
    rf"|{BEHIND_SUBJECT}"
)
_LOWER_BEFORE = re.compile(r"(?<![^\W_])[a-z]+[-‑]\Z")
_LONGEST_WORD = 64
# the "America" of "North America" is no country
_CONTINENTS = words("lexicon", "continents")
_PART = re.compile(rf"(?<![^\W_])(?:{alternatives(_WORDS['parts_of_continents'])})\s+\Z")
_LOWER_AFTER = re.compile(r"[-‑][a-z]")
_LONG = re.compile(r"[^\W\d_]{3,}")
_SMALL = words("names", "connecting")
_ORDINARY = words("names", "ordinary") | _SMALL
_TITLE_WORDS = 0.6


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of a sentence that names an entity; `open` where the type is only a guess from the form of the name."""

    start: int
    end: int
    text: str
    entity: Entity
    open: bool = False
    how: How = "registry"


class Known(Protocol):
    """What the lexicon asks of a registry."""

    @property
    def entries(self) -> Iterable[RegistryEntry]:
        """Return the entities known beforehand."""
        ...


@dataclass(slots=True)
class _Node:
    """A place in the trie: what may follow, and the names that end here."""

    following: dict[str, _Node] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)


class Lexicon:
    """The names of a registry, ready to be found.

    Names with capitals match with their capitals, or all in capitals; terms in lower case match in any case, singular
    or plural, with a hyphen or a blank. A homograph that opens a sentence needs a verb or possessive after it, or support.
    """

    def __init__(self, registry: Known) -> None:
        self.entries = {entry.iri: entry for entry in registry.entries}
        self._entities = {iri: entity_of(entry) for iri, entry in self.entries.items()}
        self._root = _Node()
        self._doubtful: set[str] = set()
        self._tickers: dict[tuple[str, str], str] = {}
        for entry in self.entries.values():
            self._add(entry)

    def _add(self, entry: RegistryEntry) -> None:
        for ticker in entry.tickers:
            self._tickers[ticker.symbol, ticker.mic] = entry.iri
        for alias in dict.fromkeys((*entry.names, entry.code if entry.type == "Exchange" else "")):
            for name in variants(alias, entry) if alias else ():
                node = self._root
                for key in name.keys:
                    node = node.following.setdefault(key, _Node())
                node.names.append(name)
                node.names.sort(key=lambda item: (_RANK.get(self.entries[item.iri].type, len(_RANK)), item.iri))
                if entry.homograph:
                    self._doubtful.add(name.keys[0])

    def by_ticker(self, symbol: str, mic: str) -> Entity | None:
        """Return the entity with a ticker symbol on an exchange, named by its market identifier code."""
        iri = self._tickers.get((symbol, mic))
        return self._entities[iri] if iri else None

    def tickers(self, symbol: str) -> frozenset[str]:
        """Return the IRIs of the entities with a ticker symbol on any exchange."""
        return frozenset(iri for (known, _), iri in self._tickers.items() if known == symbol)

    def entity(self, iri: str) -> Entity:
        """Return the entity of a registry IRI."""
        return self._entities[iri]

    def named(self, name: str) -> Entity | None:
        """Return the entity that a whole text names, or None."""
        found = self.find(f"the {name}")
        return found[0].entity if len(found) == 1 and found[0].text == name else None

    def doubtful(self, text: str) -> bool:
        """Tell whether a sentence opens with a homograph, so that support elsewhere could change its mentions."""
        first = first_word(text)
        return first is not None and key_of(first, glued=False) in self._doubtful

    def find(self, text: str, *, supported: frozenset[str] = frozenset()) -> tuple[Mention, ...]:
        """Return the mentions of registry entities in order; no two overlap.

        `supported` holds the IRIs of homographs that the document uses as names elsewhere.
        """
        return tuple(self._find(text, tokens(text), supported))

    def _find(self, text: str, found: list[Token], supported: frozenset[str]) -> Iterator[Mention]:
        index, firsts = 0, self._root.following
        opening = [opening_key(token.text) in firsts for token in found]
        while index < len(found):
            if not opening[index]:
                index += 1
                continue
            last, name = self._longest(text, found, index, supported)
            if name is None:
                index += 1
                continue
            start, end = found[index].start, found[last].end
            if _PART.search(text, max(0, start - _LONGEST_WORD), start) and text[start:end] in _CONTINENTS:
                index += 1
                continue
            end = self._suffix(text, end, name)
            yield Mention(start, end, text[start:end], self._entities[name.iri])
            index = next((i for i in range(last + 1, len(found)) if found[i].start >= end), len(found))

    def _longest(self, text: str, found: list[Token], index: int, supported: frozenset[str]) -> tuple[int, Name | None]:
        """Return the last token and the name of the longest match that begins at a token."""
        node = self._root.following.get(key_of(found[index], glued=False))
        best: tuple[int, Name | None] = (index, None)
        last = index
        while node is not None:
            name = next((n for n in node.names if self._fits(text, found[index : last + 1], n, supported)), None)
            if name and not (name.homograph and self._qualifies(text, found, index, last + 1)):
                best = (last, name)
            last += 1
            if last == len(found) or not node.following:
                break
            gap = text[found[last - 1].end : found[last].start]
            if gap and not _GAP.fullmatch(gap):
                break
            node = node.following.get(key_of(found[last], glued=not gap))
        return best

    def _qualifies(self, text: str, found: list[Token], first: int, index: int) -> bool:
        """Tell whether words that open a sentence are an adjective, because a term in lower case follows them."""
        if index >= len(found) or not found[index].text.islower() or not _opening(text, found[first].start):
            return False
        name = self._longest(text, found, index, frozenset())[1]
        return text[found[index - 1].end : found[index].start] == " " and name is not None and name.term

    def _fits(self, text: str, part: list[Token], name: Name, supported: frozenset[str]) -> bool:
        """Tell whether the tokens may be the name here: letter case, compounds, homographs."""
        start, end = part[0].start, part[-1].end
        if not spelt_alike(part, name):
            return False
        if name.homograph and _celled(text, start, end):
            return True
        if name.homograph and name.iri not in supported and _opening(text, start):
            return bool(_VERB.match(text, end)) or self._suffix(text, end, name) > end
        if name.homograph and name.iri not in supported and title_case(text):
            return False
        lone = name.term and len(part) == 1 and part[0].text.islower()
        return not (
            lone and (_LOWER_BEFORE.search(text, max(0, start - _LONGEST_WORD), start) or _LOWER_AFTER.match(text, end))
        )

    def _suffix(self, text: str, end: int, name: Name) -> int:
        """Take in a legal suffix: "…, Inc."."""
        match = _SUFFIX.match(text, end) if self.entries[name.iri].type in _SUFFIXED else None
        return match.end() if match else end


def entity_of(entry: RegistryEntry) -> Entity:
    """Return a registry entry as the entity that claims carry."""
    return Entity(entry.iri, entry.label, entry.type, tuple(name for name in entry.names if name != entry.label))


def _celled(text: str, start: int, end: int) -> bool:
    """Tell whether a name is all of a table's cell."""
    return text[:start].rstrip().endswith("|") and text[end:].lstrip().startswith("|")


def _opening(text: str, start: int) -> bool:
    return not any(text[index].isalnum() for index in range(start))


def title_case(text: str) -> bool:
    """Tell whether a text is a title: no full stop, mostly capitals, ordinary words with capitals among them."""
    if text.rstrip()[-1:] in (".", ";", "!"):
        return False
    long = [word for word in _LONG.findall(text) if word not in _SMALL]
    capitals = [word for word in long if word[0].isupper()]
    ordinary = any(word.casefold() in _ORDINARY and not word.isupper() for word in capitals[1:])
    return ordinary and len(capitals) / len(long) > _TITLE_WORDS
