"""Say what each sentence of a document mentions: known entities, unknown names, expressions that refer back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from themegraph.graph.claim import Entity
from themegraph.loaders.extraction.coreference import (
    Descriptions,
    definite,
    of_document,
    opening,
    spoken_of,
    third_person,
)
from themegraph.loaders.extraction.identity import (
    UNTYPED,
    Identity,
    Resolver,
    Use,
    identify,
    name_key,
    retyped,
    unknown_entity,
)
from themegraph.loaders.extraction.lexicon import BEHIND_SUBJECT, FUNDS, How, Lexicon, Mention
from themegraph.loaders.extraction.names import PERSON, Candidate, find_names
from themegraph.loaders.extraction.names_aliases import Alias, find_aliases, find_bare_tickers, find_tickers, is_acronym
from themegraph.loaders.extraction.names_listed import US_MARKETS
from themegraph.loaders.extraction.names_lists import listed_with
from themegraph.loaders.extraction.names_symbols import gives_symbols, may_bear, owners, with_symbols
from themegraph.loaders.extraction.pages import fund_of, opener_of
from themegraph.loaders.extraction.places import joined_names
from themegraph.loaders.extraction.values import Figure
from themegraph.loaders.extraction.wordlists import vocabulary, words
from themegraph.ontology.entry import FAMILIES

__all__ = ["How", "Line", "Mention", "annotate", "retyped", "unknown_entity"]

_LOWER = re.compile(r"(?<![\w’'.-])[a-z]{3,}(?![\w-])")
_VERB = re.compile(
    rf"\s+(?:{'|'.join(words('lexicon', 'verbs'))})(?![^\W_])|['’]s(?![^\W_])"
    rf"|\s*\([A-Z][A-Za-z .]{{1,20}}:\s?[A-Z0-9.]{{1,6}}\)|{BEHIND_SUBJECT}"
    r"|,\s+(?:a|an|the|which|whose|based|headquartered|owned|backed)\s"
)
_INFLECTED = re.compile(r"[A-Z][a-z]+(?:ed|ly)")
_LISTED = re.compile(
    rf"(?:,\s+[A-Z][\w&.’'-]*(?:\s+[A-Z][\w&.’'-]*){{0,3}}){{0,6}},?\s+and\s+[A-Z][\w&.’'-]*(?:\s+[A-Z][\w&.’'-]*){{0,3}}"
    rf"\s+(?:{'|'.join(words('lexicon', 'verbs'))})(?![^\W_])"
)
_CAPITAL = re.compile(r"(?<![\w’'-])([A-Z][\w&’-]*)\s+\Z")
_TAILS = words("names", "name_tails")
_ACRONYMS = words("names", "acronyms")
_SELF = words("coreference", "self")
_ORDINARY = words("names", "ordinary") | words("names", "connecting") | words("names", "company_nouns")
_FAR = 4  # sentences over which “the company” may be the one spoken of
_OPENING = 4  # characters before a sentence's subject: an article
_TITLES = frozenset({"heading", "title", "question"})


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence to annotate: its text, the number and kind of its block, its section, the figures found in it."""

    text: str
    block: int = 0
    kind: str = "paragraph"
    section: str = ""
    figures: tuple[Figure, ...] = ()


@dataclass(slots=True)
class _Reading:
    """What the passes over a sentence have found."""

    line: Line
    known: list[Mention]
    candidates: list[Candidate]
    aliases: list[Alias]


def annotate(
    lines: Sequence[Line],
    lexicon: Lexicon,
    *,
    about: Entity | None = None,
    resolver: Resolver | None = None,
    title: str = "",
) -> tuple[tuple[Mention, ...], ...]:
    """Return the mentions of each sentence, in order and without overlap; the same for any order of equal documents.

    Names of the registry come first; a form such as "… Holdings Inc." outweighs a shorter known name inside it. All
    forms of an unknown name in the document share one entity, which `resolver` may know. `about` is whom "we" and "the
    Company" mean.
    """
    readings = _read(lines, lexicon)
    people = {
        word for reading in readings for c in reading.candidates if c.type == PERSON for word in c.text.split()[-1:]
    }
    for reading in readings:
        reading.candidates = [
            c
            for c in reading.candidates
            if c.type != PERSON and not (c.type == UNTYPED and c.text.split()[-1] in people)
        ]
    if symbols := gives_symbols((line.text for line in lines if "(" in line.text), lexicon):
        for reading in readings:
            reading.candidates = with_symbols(reading.line.text, reading.candidates)
    _confirm(readings)
    for reading in readings:
        spans = {(name.start, name.end) for name in _names(reading)}
        reading.aliases = [a for a in find_aliases(reading.line.text, sorted(spans)) if not _of_a_company(a, reading)]
        reading.aliases += _symbols(reading)
    _displace(readings)
    subject = [Use(name, about.type, about, firm=True) for name in (about.label, *about.aliases)] if about else []
    entities = identify([*subject, *_uses(readings, lexicon)], _pairs(readings), resolver)
    named = [
        joined_names(reading.line.text, tuple(_mentions(reading, lexicon, entities, symbols))) for reading in readings
    ]
    return _refer(lines, named, lexicon, about or _defined(readings, entities), opener_of(title, named))


def _read(lines: Sequence[Line], lexicon: Lexicon) -> list[_Reading]:
    """Find registry names and candidates, sentence by sentence."""
    found = [_clear(lexicon.find(line.text), line) for line in lines]
    supported = frozenset(mention.entity.id for mentions in found for mention in mentions)
    alone = frozenset(m.entity.id for line in lines if (m := _alone(line, lexicon)) is not None)
    supported |= frozenset().union(*(owners(line.text, lexicon) for line in lines if "(" in line.text))
    supported |= alone if len(alone) > 1 or any(line.kind == "table" for line in lines) else frozenset()
    common = frozenset(word for line in lines for word in _LOWER.findall(line.text))
    readings = []
    for line, mentions in zip(lines, found, strict=True):
        if lexicon.doubtful(line.text):
            mentions = _clear(lexicon.find(line.text, supported=supported), line)
        taken = [(mention.start, mention.end) for mention in mentions if not _tail(line.text, mention, mentions)]
        figures = [(figure.start, figure.end) for figure in line.figures]
        titled = True if line.kind in _TITLES else None
        names = find_names(line.text, taken, figures=figures, common=common, titled=titled)
        readings.append(_Reading(line, mentions, list(names), []))
    return readings


def _alone(line: Line, lexicon: Lexicon) -> Mention | None:
    """Return the homograph that is all of a heading, which beside others like it is a company's: “Coherent”, “Micron”."""
    if line.kind not in {"heading", "table"} or not lexicon.doubtful(line.text):
        return None
    named = lexicon.named(line.text.strip(" .:#*")) if line.kind == "heading" else None
    return Mention(0, len(line.text), line.text, named) if named is not None and named.type == "Company" else None


def _tail(text: str, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Tell whether a term is the last word of an unknown name: the "AI" of "Foo AI"."""
    before = _CAPITAL.search(text, max(0, mention.start - 40), mention.start) if mention.text in _TAILS else None
    if before is None or before[1].casefold() in _ORDINARY:
        return False
    return not any(other.start < before.end(1) and before.start(1) < other.end for other in mentions)


def _clear(mentions: Sequence[Mention], line: Line) -> list[Mention]:
    """Leave out mentions inside figures: the "US" of "US$"."""
    return [m for m in mentions if not any(f.start < m.end and m.start < f.end for f in line.figures)]


def _confirm(readings: Sequence[_Reading]) -> None:
    """Drop the unsure candidates that nothing else in the document supports."""
    sure = {name_key(c.text) for reading in readings for c in reading.candidates if not c.unsure}
    for reading in readings:
        listed = _listed(reading)
        reading.candidates = [
            c
            for c in reading.candidates
            if not c.unsure or name_key(c.text) in sure or c.start in listed or _acts(reading.line, c)
        ]


def _listed(reading: _Reading) -> frozenset[int]:
    """Return where the unsure names start that a list joins to companies; in a title capitals prove nothing."""
    if reading.line.kind in _TITLES or not any(c.unsure for c in reading.candidates):
        return frozenset()
    companies = [(m.start, m.end) for m in reading.known if m.entity.type == "Company"]
    return listed_with(reading.line.text, reading.candidates, companies)


def _acts(line: Line, candidate: Candidate) -> bool:
    if line.kind in _TITLES or _INFLECTED.fullmatch(candidate.text):
        return False
    return bool(_VERB.match(line.text, candidate.end) or _LISTED.match(line.text, candidate.end))


def _kept(reading: _Reading) -> list[Mention]:
    """Return the registry mentions that no weightier candidate covers."""
    return [m for m in reading.known if not _overlaps(m, reading.candidates)]


def _of_a_company(alias: Alias, reading: _Reading) -> bool:
    """Whether a term defined behind a place is short for a company before it: “Foo Corp., a company of Ohio (“Foo”)”."""
    text = reading.line.text
    first = alias.text.split()[0]
    return any(m.end == alias.owner and m.entity.type in {"Country", "Place"} for m in reading.known) and bool(
        re.search(rf"(?<!\w){re.escape(first)}", text[: alias.owner])
    )


def _symbols(reading: _Reading) -> list[Alias]:
    """Return the ticker symbols in parentheses that the document may use as a name: a fund's, or three capitals of a company's."""
    owners = {name.end: name for name in _names(reading)}
    given = {alias.start for alias in reading.aliases} | {mention.start for mention in reading.known}
    found = []
    for symbol in find_bare_tickers(reading.line.text):
        owner = owners.get(symbol.owner)
        kind = owner.entity.type if isinstance(owner, Mention) else owner.type if owner else ""
        short = len(symbol.symbol) < 3 or symbol.symbol in _ACRONYMS
        if symbol.start not in given and (kind in FUNDS or (kind == "Company" and not short)):
            found.append(Alias(symbol.owner, symbol.start, symbol.end, symbol.symbol, False))
    return found


def _names(reading: _Reading) -> list[Mention | Candidate]:
    return [*reading.candidates, *_kept(reading)]


def _uses(readings: Sequence[_Reading], lexicon: Lexicon) -> Iterator[Use]:
    """Yield every name as used; a name by its place that is spelt as a known one is that one, homograph or not."""
    for reading in readings:
        keys = {name_key(candidate.text) for candidate in reading.candidates}
        kept = set(_kept(reading))
        for mention in reading.known:
            if mention in kept or name_key(mention.text) in keys:
                yield Use(mention.text, mention.entity.type, mention.entity)
        symbols = {t.owner: t.symbol for t in find_tickers(reading.line.text) if t.mic in US_MARKETS}
        for candidate in reading.candidates:
            if candidate.how != "demonym":
                known = lexicon.named(candidate.text) if candidate.type == UNTYPED else None
                symbol = symbols.get(candidate.end, "")
                acting = not candidate.unsure and _acts(reading.line, candidate)
                yield Use(candidate.text, candidate.type, known, firm=candidate.firm, ticker=symbol, acting=acting)
        for alias in reading.aliases:
            if not _overlaps(alias, _names(reading)):
                yield Use(alias.text, UNTYPED)


def _pairs(readings: Sequence[_Reading]) -> Iterator[tuple[str, str]]:
    for reading in readings:
        owners = {name.end: name for name in _names(reading)}
        for alias in reading.aliases:
            other = next((m for m in reading.known if (m.start, m.end) == (alias.start, alias.end)), None)
            if other is None or _same_family(owners[alias.owner], other):
                yield owners[alias.owner].text, alias.text


def _defined(readings: Sequence[_Reading], entities: Mapping[str, Identity]) -> Entity | None:
    """Return the one entity that the document defines as "the Company"."""
    names = {
        name_key(name.text)
        for reading in readings
        for alias in reading.aliases
        for name in _names(reading)
        if alias.defined and name.end == alias.owner and alias.text in _SELF
    }
    found = {identity.entity for key in names if (identity := entities.get(key))}
    return found.pop() if len(found) == 1 else None


def _displace(readings: Sequence[_Reading]) -> None:
    """Drop the known terms whose short form the document gives to a name of its own: the "LPO" of a "Loans … Office"."""
    taken = {
        alias.text
        for reading in readings
        for alias in reading.aliases
        for owner in reading.candidates
        for known in reading.known
        if owner.end == alias.owner
        and (known.start, known.end) == (alias.start, alias.end)
        and not _same_family(owner, known)
        and is_acronym(alias.text, owner.text)
        and not _content(owner.text) & _content(known.entity.label)
    }
    for reading in readings:
        reading.known = [mention for mention in reading.known if mention.text not in taken]


def _content(name: str) -> set[str]:
    return set(re.findall(r"[^\W_]{3,}", name.casefold()))


def _same_family(owner: Mention | Candidate, other: Mention) -> bool:
    """Tell whether a known name in parentheses may be the owner's: "LPO" the technology is no office."""
    kind = owner.entity.type if isinstance(owner, Mention) else owner.type
    return FAMILIES.get(kind, "organization") == FAMILIES.get(other.entity.type)


def _overlaps(span: Alias | Mention | Candidate, others: Sequence[Mention | Candidate]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def _mentions(
    reading: _Reading, lexicon: Lexicon, entities: Mapping[str, Identity], symbols: bool
) -> Iterator[Mention]:
    """Yield a sentence's named mentions in order, tickers in the place of names that only look like them."""
    text = reading.line.text
    found = _kept(reading)
    given = {(alias.start, alias.end) for alias in reading.aliases}
    for candidate in reading.candidates:
        mention = _mention(candidate, lexicon, entities)
        found.append(replace(mention, how="alias") if (mention.start, mention.end) in given else mention)
    for alias in reading.aliases:
        if not _overlaps(alias, found) and (identity := entities.get(name_key(alias.text))):
            found.append(Mention(alias.start, alias.end, alias.text, identity.entity, identity.open, "alias"))
    for ticker in (*find_tickers(text), *find_bare_tickers(text)):
        named = next((m for m in found if m.end == ticker.owner), None)
        body = named is not None and named.entity.type not in FUNDS and " " in named.text
        bears = (
            named is not None
            and ticker.symbol not in (named.entity.label, *named.entity.aliases)
            and may_bear(named.entity, ticker.symbol, lexicon, symbols)
        )
        if named and body and not bears and not ticker.exchange and is_acronym(ticker.symbol, named.text):
            continue
        before = named.entity if named else None
        owner = before or lexicon.by_ticker(ticker.symbol, ticker.mic)
        if not ticker.exchange and not (before and may_bear(before, ticker.symbol, lexicon, symbols)):
            continue
        found = [m for m in found if not (m.start < ticker.end and ticker.start < m.end)]
        if owner is not None:
            found.append(Mention(ticker.start, ticker.end, ticker.symbol, owner, False, "ticker"))
    yield from sorted(found, key=lambda mention: mention.start)


def _mention(candidate: Candidate, lexicon: Lexicon, entities: Mapping[str, Identity]) -> Mention:
    """Return the mention of a candidate, with the entity of its name."""
    if candidate.how == "demonym":
        entity = lexicon.named(candidate.country) or unknown_entity(candidate.country, "Country")
        return Mention(candidate.start, candidate.end, candidate.text, entity, False, "demonym")
    if candidate.type == "Exchange" and (venue := venue_named(lexicon, candidate.text)) is not None:
        return Mention(candidate.start, candidate.end, candidate.text, venue, False, "alias")
    identity = entities[name_key(candidate.text)]
    how: How = "alias" if identity.entity.resolved else "form"
    return Mention(candidate.start, candidate.end, candidate.text, identity.entity, identity.open, how)


@lru_cache(maxsize=256)
def venue_named(lexicon: Lexicon, text: str) -> Entity | None:
    """Return the exchange that the registry knows by another printed name of the same market: "NasdaqGM"."""
    printed = vocabulary("names")["exchanges"]
    same = (name for name, market in printed.items() if text in printed and market == printed[text])
    return next((found for name in same if (found := lexicon.named(name)) is not None), None)


@lru_cache(maxsize=8)
def _descriptions(lexicon: Lexicon) -> Descriptions:
    return Descriptions(lexicon.entries.values())


def _refer(
    lines: Sequence[Line],
    named: Sequence[tuple[Mention, ...]],
    lexicon: Lexicon,
    about: Entity | None,
    titled: Entity | None,
) -> tuple[tuple[Mention, ...], ...]:
    """Add the expressions that refer back to what was named before."""
    descriptions = _descriptions(lexicon)
    meant = about or fund_of(m for line, m in zip(lines, named, strict=True) if line.kind == "title")
    whole: list[tuple[Mention, ...]] = []
    first = 0
    for index, line in enumerate(lines):
        first = index if index and lines[index - 1].block != line.block else first
        here, before = named[index], whole[max(0, index - 2) : index]
        spans = [(s, e, lexicon.entity(iri)) for s, e, iri in descriptions.find(line.text, [*before, here])]
        previous = whole[index - 1] if index else ()
        if index == first:  # over a paragraph's end only what the sentence before is about
            opened = opening(lines[index - 1].text, previous, _OPENING) if index else ()
            previous = (*opened, *(m for m in previous if m.entity.type in FUNDS and m not in opened))
        spoken = (titled or spoken_of(whole[max(0, index - _FAR) : index])) if line.kind != "bullet" else None
        spans += definite(line.text, here, whole[first:index], previous, meant, spoken)
        if index > first:
            spans += third_person(line.text, lines[index - 1].text, whole[index - 1])
        if about is not None:
            spans += of_document(line.text, about)
        whole.append(_merged(line, here, spans))
    return tuple(whole)


def _merged(line: Line, named: Sequence[Mention], spans: Sequence[tuple[int, int, Entity]]) -> tuple[Mention, ...]:
    """Put coreferences among the names; a description covers the known words in it, a name is never cut."""
    found: list[Mention] = []
    for start, end, entity in spans:
        cut = any(m.start < end and start < m.end and not (start <= m.start and m.end <= end) for m in named)
        if not cut and not any(m.start < end and start < m.end for m in found):
            found.append(Mention(start, end, line.text[start:end], entity, False, "coreference"))
    kept = [m for m in named if not any(c.start < m.end and m.start < c.end for c in found)]
    return tuple(sorted([*kept, *found], key=lambda mention: mention.start))
