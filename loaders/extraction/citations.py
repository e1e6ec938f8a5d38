"""Parenthesised citations: what a sentence names as its source, resolved to the document's references."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from themegraph.graph.claim import Entity
from themegraph.loaders.dates import find_date
from themegraph.loaders.extraction.mentions import Mention
from themegraph.loaders.extraction.tokens import words_of
from themegraph.loaders.extraction.unit import Citation, Span
from themegraph.loaders.references import ParsedReference

_PARENTHESIS = re.compile(r"\((?P<round>[^()]{2,90})\)|\[(?P<square>\d{1,3})\]")
_LEAD = re.compile(r"^(?:source|sources|see|per|via|cf\.?|according to|quoted in|as reported by)[:\s]+", re.IGNORECASE)
# words that may follow a publisher's name in a citation without being part of the name
_TAIL = frozenset(
    [
        "ir",
        "investor",
        "relations",
        "newsroom",
        "press",
        "release",
        "releases",
        "filing",
        "filings",
        "annual",
        "quarterly",
        "report",
        "form",
        "10-k",
        "10-q",
        "8-k",
        "20-f",
        "6-k",
        "n-port",
        "blog",
        "research",
        "website",
        "data",
        "note",
        "letter",
        "page",
        "fact",
        "sheet",
        "factsheet",
        "prospectus",
        "update",
        "statement",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "q1",
        "q2",
        "q3",
        "q4",
        "fiscal",
        "year",
        "of",
        "the",
    ]
)
_NO_SOURCES = frozenset(["Country", "Place", "Exchange", "Technology", "Layer"])
_SMALL = frozenset(["of", "and", "the", "for", "de", "&", "/"])


@dataclass(frozen=True, slots=True)
class Cited:
    """A reference that can be cited: its IRI, its publisher and the names that the publisher goes by."""

    id: str
    publisher: Entity | None
    names: frozenset[str]
    parsed: ParsedReference

    @property
    def number(self) -> int:
        """The number in the document's list."""
        return self.parsed.number

    @property
    def title(self) -> str:
        """The title as printed."""
        return self.parsed.title

    @property
    def issued(self) -> str:
        """The ISO date, as precise as printed."""
        return self.parsed.issued


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """Return a name's words in lower case, for comparing a citation with a publisher."""
    return " ".join(word.casefold() for word in words_of(name) if word not in {".", ","})


@lru_cache(maxsize=8192)
def _words_in(name: str) -> frozenset[str]:
    return frozenset(name_key(name).split())


def _openings(key: str) -> frozenset[str]:
    """Return what a key begins with: its first word, its first two, and so on.

    >>> sorted(_openings("foo press release"))
    ['foo', 'foo press', 'foo press release']
    """
    return frozenset((key, *(key[: space.start()] for space in re.finditer(" ", key))))


def find_citations(text: str, mentions: Sequence[Mention], references: Sequence[Cited]) -> tuple[Citation, ...]:
    """Find the citations of a sentence; where the document lists no references, those with a date."""
    return tuple(_citations(text, mentions, references))


def _dated_citation(text: str, found: re.Match[str], mentions: Sequence[Mention]) -> Citation | None:
    """Return a parenthesis with a name and a date at the end of a clause, which needs no list to be a citation."""
    name = _dated_name(found["round"])
    goes_on = re.match(r"\s+(?:and|while|whereas|but)\b", text[found.end() :])
    if not name or not _is_titled(name) or not (goes_on or _ends_clause(text, found.end())):
        return None
    start = found.start("round") + found["round"].index(name)
    publisher = _entity(start, start + len(name), mentions)
    if publisher and publisher.type in _NO_SOURCES:
        return None
    # what no registry knows may be a place or a person
    known = publisher if publisher and publisher.resolved else None
    return Citation(found.start(), found.end(), found["round"].strip(), "", known)


def _dated_name(content: str) -> str:
    """Return the name in a citation that has nothing but a name and a date; empty for anything else.

    >>> _dated_name("The Valve Post, 6 May 2025"), _dated_name("Reuters, by a third")
    ('The Valve Post', '')
    """
    name, comma, rest = _LEAD.sub("", content.strip()).rpartition(", ")
    while comma:
        date = find_date(rest)
        if date and not rest[: date.start].strip() and not rest[date.end :].strip():
            return name.strip()
        name, comma, before = name.rpartition(", ")  # "Reuters, May 6, 2025"
        rest = f"{before}, {rest}"
    return ""


def _citations(text: str, mentions: Sequence[Mention], references: Sequence[Cited]) -> Iterator[Citation]:
    for found in _PARENTHESIS.finditer(text):
        if found["square"]:
            hit = [r for r in references if r.number == int(found["square"])]
            if hit:
                yield Citation(found.start(), found.end(), found["square"], hit[0].id, hit[0].publisher)
            continue
        content = _LEAD.sub("", found["round"].strip())
        key = name_key(content)
        openings = _openings(key)
        close = (r for r in references if not r.names.isdisjoint(openings))  # few of what may be hundreds
        named = [(r, rest) for r in close if (rest := _rest_after_name(key, r)) is not None]
        if named:
            yield Citation(found.start(), found.end(), content, _pick(named, content), named[0][0].publisher)
        elif citation := _dated_citation(text, found, mentions):
            yield citation
        elif references and _looks_cited(text, found, content, mentions):
            yield Citation(found.start(), found.end(), content, "", _entity(found.start(1), found.end(1), mentions))


def _rest_after_name(key: str, reference: Cited) -> list[str] | None:
    """Return the words after the publisher's name, where only a publication's usual words or a date follow it."""
    for name in sorted(reference.names, key=len, reverse=True):
        if key == name or key.startswith(name + " "):
            rest = key[len(name) :].split()
            title = _words_in(reference.title)
            if all(word in _TAIL or word in title or word[:1].isdigit() for word in rest):
                return rest
    return None


def _pick(named: list[tuple[Cited, list[str]]], content: str) -> str:
    """Choose the reference whose title and date share most words with the citation; none where two do equally."""
    if len(named) == 1:
        return named[0][0].id
    printed = find_date(content)

    def overlap(pair: tuple[Cited, list[str]]) -> tuple[bool, int]:
        words = _words_in(pair[0].title).union(pair[0].issued.split("-"))
        return printed is not None and pair[0].issued.startswith(printed.iso), len(words & set(pair[1]))

    overlaps = [overlap(pair) for pair in named]
    best = max(overlaps)
    return named[overlaps.index(best)][0].id if overlaps.count(best) == 1 else ""


def _looks_cited(text: str, found: re.Match[str], content: str, mentions: Sequence[Mention]) -> bool:
    """Whether an unresolved parenthesis is a citation by form: one capitalised name that ends a clause and explains no name before it."""
    if any(mark in content for mark in ",;:$%") or not _is_titled(content):
        return False
    if len(content.split()) == 1 and (content.isupper() or not content[0].isalpha()):
        return False
    explains = any(m.end <= found.start() and not text[m.end : found.start()].strip() for m in mentions)
    return _ends_clause(text, found.end()) and not explains


def _is_titled(name: str) -> bool:
    return all(w[0].isupper() or w[0].isdigit() or w.casefold() in _SMALL for w in name.split())


def _ends_clause(text: str, end: int) -> bool:
    rest = text[end:].lstrip()
    return not rest or rest[0] in ".,;"


def _entity(start: int, end: int, mentions: Sequence[Mention]) -> Entity | None:
    return next((m.entity for m in mentions if m.start <= start and end <= m.end), None)


def statements(text: str, citations: Sequence[Citation]) -> tuple[Span, ...]:
    """Part a sentence after each citation, so that a claim's passage is what its own citation covers."""
    cuts = [c.end for c in citations if re.match(r"[\s,;]+(?:and|while|whereas|but|with)?\s*\w", text[c.end :])]
    out, start = [], 0
    for cut in cuts:
        out.append(Span(start, cut))
        joined = re.match(r"[\s,;]*(?:(?:and|while|whereas|but)\s+)?", text[cut:])
        start = cut + (joined.end() if joined else 0)
    out.append(Span(start, len(text)))
    return tuple(span for span in out if text[span.start : span.end].strip(" .,;"))
