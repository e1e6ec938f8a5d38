"""Give the unknown names of a document one entity for all their forms."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from themegraph.graph.claim import Entity, digest
from themegraph.loaders.extraction.names_aliases import are_initials
from themegraph.loaders.extraction.wordlists import alternatives, vocabulary
from themegraph.ontology.entry import FAMILIES, ID_BASE
from themegraph.ontology.naming import normalise

UNTYPED = "Name"
_WORDS = vocabulary("lexicon")
_RANK = {name: number for number, name in enumerate(_WORDS["preference"])}
_SUFFIX = re.compile(rf"(?:,?\s+(?:{alternatives(_WORDS['legal_suffixes'])})(?![^\W_]))+\Z")
_BODIES = frozenset({"Company", "Organization", "Government"})
_NARROWED = frozenset({"Market", "Product"})  # more words name another, narrower one
_LOOKED_UP = _BODIES | {UNTYPED, "Fund"}
_MARKET = re.compile(r"\s+TAM\Z")


@dataclass(frozen=True, slots=True)
class Use:
    """A name as used in a document: the type its form suggests, whether `firm`, or the entity it is known to be.

    `ticker` is a symbol that follows it with an exchange of the United States; `acting` tells that a verb or possessive does.
    """

    text: str
    type: str
    known: Entity | None = None
    firm: bool = False
    ticker: str = ""
    acting: bool = False


class Resolver(Protocol):
    """What finds a name that the curated registry lacks among the companies known from elsewhere."""

    def resolve(
        self, names: Collection[str], kind: str, *, tickers: Collection[str] = (), acting: bool = False
    ) -> Entity | None:
        """Return the entity that spellings of a name mean, or None."""
        ...


@dataclass(frozen=True, slots=True)
class Identity:
    """The entity of a name; `open` where its type is only a guess."""

    entity: Entity
    open: bool


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Return the form under which spellings of a name meet: without legal suffix, case and punctuation.

    >>> name_key("Foo Bar Holdings, Inc."), name_key("the Foo-Bar")
    ('foo bar', 'foo bar')
    """
    bare = _MARKET.sub("", " ".join(name.split()))
    return normalise(_SUFFIX.sub("", bare)).casefold() or normalise(bare).casefold() or bare


def unknown_entity(label: str, kind: str, aliases: Iterable[str] = ()) -> Entity:
    """Return the entity of a name that no registry knows; its IRI depends on the normalised name and the type alone.

    A name of unknown type counts as an organization until a relation says what it is.
    """
    key = name_key(label)
    family = FAMILIES.get(kind, "organization")
    others = tuple(sorted({" ".join(alias.split()) for alias in aliases} - {label}))
    return Entity(f"{ID_BASE}{family}/x-{_slug(key)}-{digest(key)[:8]}", label, kind, others, resolved=False)


def retyped(entity: Entity, kind: str) -> Entity:
    """Return an unknown name's entity with the type that a relation gave it."""
    return unknown_entity(entity.label, kind, entity.aliases) if not entity.resolved and entity.type != kind else entity


def _slug(key: str) -> str:
    plain = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-") or "name"


@dataclass(slots=True)
class _Group:
    """Uses that name one thing."""

    texts: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    firm: set[str] = field(default_factory=set)
    known: dict[str, Entity] = field(default_factory=dict)
    tickers: set[str] = field(default_factory=set)
    acting: bool = False


def identify(
    uses: Sequence[Use], aliases: Iterable[tuple[str, str]], resolver: Resolver | None = None
) -> Mapping[str, Identity]:
    """Return the identity of each name key; `aliases` are pairs of names that the document says are one.

    A name without a known entity is looked up with `resolver`.
    """
    groups = _grouped(uses)
    joined = _Joined({key: key for key in groups}, {key: set(group.known) for key, group in groups.items()})
    for one, other in sorted({(name_key(one), name_key(other)) for one, other in aliases}):
        joined.join(one, other)
    for one, other in (*_acronyms(groups), *_short_forms(groups)):
        joined.join(one, other)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(groups):
        members[joined.root(key)].append(key)
    return {
        key: identity
        for keys in members.values()
        for identity in [_identity([groups[k] for k in keys], resolver)]
        for key in keys
    }


@dataclass(slots=True)
class _Joined:
    """Names joined into groups; `known` holds the registry entities of each group by its root."""

    parents: dict[str, str]
    known: dict[str, set[str]]

    def root(self, key: str) -> str:
        """Return the name that stands for a name's group."""
        while self.parents[key] != key:
            key = self.parents[key]
        return key

    def join(self, one: str, other: str) -> None:
        """Join two names unless that would make two known entities one."""
        if one not in self.parents or other not in self.parents:
            return
        first, second = sorted((self.root(one), self.root(other)))
        if first != second and len(self.known[first] | self.known[second]) < 2:
            self.parents[second] = first
            self.known[first] |= self.known[second]


def _grouped(uses: Iterable[Use]) -> dict[str, _Group]:
    groups: defaultdict[str, _Group] = defaultdict(_Group)
    for use in uses:
        group = groups[name_key(use.text)]
        group.texts[" ".join(use.text.split())] += 1
        group.types[use.type] += 1
        group.acting |= use.acting
        if use.firm:
            group.firm.add(use.type)
        if use.ticker:
            group.tickers.add(use.ticker)
        if use.known:
            group.known[use.known.id] = use.known
    return dict(groups)


def _kind(group: _Group) -> str:
    """Return a group's type: a firm one, else the commonest; a place only if nothing is said but "in …"."""
    guessed = group.types.keys() - {UNTYPED}
    if len(group.types) > 1:
        guessed -= {"Place"}
    among = group.firm or guessed
    typed = [(group.types[kind], -_RANK.get(kind, len(_RANK)), kind) for kind in among]
    return max(typed)[2] if typed else UNTYPED


def _acronyms(groups: Mapping[str, _Group]) -> list[tuple[str, str]]:
    """Pair an acronym with the one longer name in the document that it abbreviates."""
    by_letter: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(groups):
        if " " in key:
            by_letter[key[0]].append(key)
    found = []
    for key, group in sorted(groups.items()):
        short = next((text for text in group.texts if text.isupper() and text.isalpha() and 2 < len(text) < 8), None)
        if short is None or group.known:
            continue
        among = [(other, groups[other]) for other in by_letter[key[0]]]
        long = [other for other, g in among if _fits(group, g) and any(are_initials(short, text) for text in g.texts)]
        if len(long) == 1:
            found.append((key, long[0]))
    return found


def _short_forms(groups: Mapping[str, _Group]) -> list[tuple[str, str]]:
    """Pair a name with the one longer name that has its words in order and the same first word."""
    by_first: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(groups):
        by_first[key.split()[0] if key.split() else ""].append(key)
    found = []
    for keys in by_first.values():
        for key in keys:
            long = [
                other
                for other in keys
                if other != key and _contains(other.split(), key.split()) and _fits(groups[key], groups[other])
            ]
            if long and not groups[key].known and not _whole(groups[key]) and len(_distinct(long)) == 1:
                found.append((key, min(long, key=len)))
    return found


def _whole(group: _Group) -> bool:
    """Tell whether a name bears a legal form of its own, so that it is short for no other: "Foo Group" beside "Foo Optics Inc."."""
    return any(_SUFFIX.search(text) for text in group.texts)


def _distinct(keys: Sequence[str]) -> set[str]:
    """Return the keys that no other of them contains: one name and its own longer forms count once."""
    return {key for key in keys if not any(other != key and _contains(other.split(), key.split()) for other in keys)}


def _contains(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    rest = iter(longer)
    return len(shorter) < len(longer) and all(word in rest for word in shorter)


def _fits(short: _Group, long: _Group) -> bool:
    """Tell whether the types allow a short name to stand for a long one."""
    one, other = _kind(short), _kind(long)
    if other in _NARROWED:
        return False
    return other in _BODIES if one == UNTYPED else one == other or (one in _BODIES and other in _BODIES)


def _identity(groups: Sequence[_Group], resolver: Resolver | None) -> Identity:
    known = {iri: entity for group in groups for iri, entity in group.known.items()}
    if known:
        return Identity(known[min(known)], open=False)
    whole = _Group()
    for group in groups:
        whole.texts += group.texts
        whole.types += group.types
        whole.firm |= group.firm
        whole.tickers |= group.tickers
        whole.acting |= group.acting
    kind = _kind(whole)
    if resolver is not None and kind in _LOOKED_UP:
        found = resolver.resolve(sorted(whole.texts), kind, tickers=sorted(whole.tickers), acting=whole.acting)
        if found is not None:
            return Identity(found, open=False)
    names = sorted(whole.texts, key=lambda text: (-len(text), text))
    label = _MARKET.sub("", names[0]) if kind == "Market" else names[0]
    return Identity(unknown_entity(label, kind, names), open=kind not in whole.firm)
