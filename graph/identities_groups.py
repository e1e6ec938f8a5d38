"""Which things are one by their codes: a function of who bears which code, whatever order the documents came in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from themegraph.ontology.codes import canonical
from themegraph.ontology.entry import ID_BASE

# A thing has one code of these schemes, so two codes are two things; of others a thing may have several.
EXCLUSIVE: Mapping[str, tuple[str, ...]] = {
    "organization": ("cik", "lei", "wikidataId"),
    "fund": ("seriesId", "lei", "wikidataId"),
    "security": ("isin", "cusip"),
}
SHARED: Mapping[str, tuple[str, ...]] = {"fund": ("isin",), "security": ("figi", "sedol")}
SLUGS = {"cik": "cik", "lei": "lei", "isin": "isin", "cusip": "cusip", "series": "seriesId", "wikidata": "wikidataId"}
_SHOWN = {"lei": "LEI", "cik": "CIK", "isin": "ISIN", "cusip": "CUSIP", "sedol": "SEDOL", "figi": "FIGI"}
_OTHER = {"wikidataId": "Wikidata item", "seriesId": "series", "symbol": "ticker"}
Codes = Mapping[str, Mapping[str, frozenset[str]]]
Reason = Literal["several", "contradicts", "apart"]


@dataclass(frozen=True, slots=True)
class Link:
    """Things that may be one, and why: a code that they share by its scheme, or "issuer" and "name"."""

    scheme: str
    value: str
    things: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why codes join no things: one thing with "several" codes, a code that "contradicts" the registry's, or things
    that share a code and are kept "apart" by `details`.
    """

    reason: Reason
    scheme: str
    codes: tuple[str, ...]
    things: tuple[str, ...]
    details: tuple[str, ...] = ()

    @property
    def shared(self) -> str:
        """What things that are kept apart have in common, in words."""
        if self.codes:
            return f"the same {scheme_name(self.scheme)} {self.codes[0]}"
        return {"issuer": "one security's place as issuer", "name": "the same name"}.get(self.scheme, self.scheme)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of things by IRI: the codes that documents give, those of registries, pairs decided to be apart."""

    codes: Codes
    entries: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    apart: Collection[frozenset[str]] = ()


@dataclass(frozen=True, slots=True)
class Groups:
    """What follows: the IRI that stands for each other one, what joined them, and what did not."""

    canonical: Mapping[str, str]
    links: tuple[Link, ...]
    conflicts: tuple[Conflict, ...]

    def of(self, iri: str) -> str:
        """Return the IRI that stands for a thing."""
        return self.canonical.get(iri, iri)


def scheme_name(scheme: str) -> str:
    """Return a scheme as people write it.

    >>> scheme_name("lei"), scheme_name("wikidataId")
    ('LEI', 'Wikidata item')
    """
    return _SHOWN.get(scheme) or _OTHER.get(scheme, scheme)


def family_of(iri: str) -> str:
    """Return the part of an IRI within which things may be one.

    >>> family_of(ID_BASE + "organization/x-foo-12345678")
    'organization'
    """
    return iri.removeprefix(ID_BASE).partition("/")[0]


def rank(iri: str) -> tuple[int, str]:
    """Return what orders the IRIs of one thing: of the registry, a code's, a name's.

    >>> sorted(["organization/x-foo-1", "organization/foo", "organization/lei-1", "organization/cik-2"], key=rank)
    ['organization/foo', 'organization/cik-2', 'organization/lei-1', 'organization/x-foo-1']
    """
    head, dash, _ = iri.rpartition("/")[2].partition("-")
    order = {"cik": 1, "series": 1, "lei": 2, "isin": 2, "cusip": 3, "figi": 3, "sedol": 3, "wikidata": 4, "x": 5}
    # the registry has no securities: those without a code are named by country and ticker
    otherwise = 4 if family_of(iri) == "security" else 0
    return order.get(head, otherwise) if dash else otherwise, iri


def implied(iri: str) -> tuple[str, str] | None:
    """Return the scheme and code that an IRI is made of.

    >>> implied(ID_BASE + "organization/cik-0000000042"), implied(ID_BASE + "organization/x-foo-12345678")
    (('cik', '0000000042'), None)
    """
    head, _, code = iri.rpartition("/")[2].partition("-")
    scheme = SLUGS.get(head, "")
    found = canonical(scheme, code) if scheme else ""
    return (scheme, found) if found else None


def is_unknown(iri: str) -> bool:
    """Tell whether an IRI is made of a name or code alone, so that no registry has to have it."""
    return rank(iri)[0] > 3 or implied(iri) is not None


class Joining:
    """Things on their way to groups: stage by stage, each joined as a whole or not at all."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._root: dict[str, str] = {}
        self._members: dict[str, tuple[str, ...]] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.links: list[Link] = []
        self.conflicts: list[Conflict] = []
        self._apart: defaultdict[str, set[str]] = defaultdict(set)
        for pair in known.apart:
            for iri in pair:
                self._apart[iri] |= pair - {iri}
        for iri in sorted({*known.codes, *known.entries}):
            self.codes[iri] = self._settled(iri)

    def _settled(self, iri: str) -> dict[str, str]:
        """Return the one code of each exclusive scheme that a thing certainly has."""
        given, own = self._known.codes.get(iri, {}), self._known.entries.get(iri, {})
        settled: dict[str, str] = {}
        for scheme in EXCLUSIVE.get(family_of(iri), ()):
            codes = given.get(scheme, frozenset())
            if scheme in own:
                settled[scheme] = own[scheme]
                if wrong := codes - {own[scheme]}:
                    self.conflicts.append(Conflict("contradicts", scheme, (own[scheme], *sorted(wrong)), (iri,)))
            elif len(codes) > 1:
                self.conflicts.append(Conflict("several", scheme, tuple(sorted(codes)), (iri,)))
            elif codes:
                settled[scheme] = next(iter(codes))
        return settled

    def root(self, iri: str) -> str:
        """Return what a thing's group is known by so far."""
        return self._root.get(iri, iri)

    def members(self, iri: str) -> tuple[str, ...]:
        """Return the things of a thing's group so far."""
        return self._members.get(self.root(iri), (iri,))

    def group_codes(self, iri: str) -> dict[str, set[str]]:
        """Return the exclusive codes of a thing's group so far."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for member in self.members(iri):
            for scheme, code in self.codes.get(member, {}).items():
                found[scheme].add(code)
        return found

    def join(self, links: Iterable[Link]) -> None:
        """Join what links connect, each connected part as a whole; list the parts that do not fit together.

        The result depends on the links alone, not on their order.
        """
        links = sorted(links, key=lambda link: (link.scheme, link.value, link.things))
        for part in _connected([(link, sorted({self.root(iri) for iri in link.things})) for link in links]):
            roots = sorted({self.root(iri) for link in part for iri in link.things})
            things = sorted({member for root in roots for member in self.members(root)}, key=rank)
            if wrong := self._misfits(things):
                self._keep_apart(part, wrong)
                continue
            self.links += [link for link in part if len(link.things) > 1]
            for thing in things:
                self._root[thing] = things[0]
            self._members[things[0]] = tuple(things)

    def _keep_apart(self, part: Sequence[Link], wrong: tuple[str, ...]) -> None:
        for link in part:
            if len({self.root(iri) for iri in link.things}) > 1:
                codes = () if link.scheme in ("issuer", "name") else (link.value,)
                self.conflicts.append(Conflict("apart", link.scheme, codes, link.things, wrong))

    def _misfits(self, things: Sequence[str]) -> tuple[str, ...]:
        """Say what keeps things from being one."""
        found = []
        entries = [iri for iri in things if rank(iri)[0] == 0]
        if len(entries) > 1:
            found.append("two entries of the registry: " + ", ".join(iri.removeprefix(ID_BASE) for iri in entries))
        codes: defaultdict[str, set[str]] = defaultdict(set)
        for iri in things:
            for scheme, code in self.codes.get(iri, {}).items():
                codes[scheme].add(code)
        found += [
            f"different {name}: {', '.join(sorted(held))}" for name, held in sorted(codes.items()) if len(held) > 1
        ]
        among = set(things)
        if any(self._apart.get(iri, set()) & among for iri in things):
            found.append("decided to be different")
        return tuple(found)

    def groups(self) -> Groups:
        """Return what was joined and what was not."""
        canonical = {iri: root for iri, root in sorted(self._root.items()) if iri != root}
        return Groups(canonical, tuple(self.links), tuple(self.conflicts))


def join_by_codes(joining: Joining, known: Known) -> None:
    """Join things that share a code, one scheme after another.

    Within an exclusive scheme a group has one code at most, so that no order of codes matters; between schemes the
    order is fixed.
    """
    for scheme in dict.fromkeys(scheme for schemes in EXCLUSIVE.values() for scheme in schemes):
        joining.join(_links(scheme, ((iri, held[scheme]) for iri, held in joining.codes.items() if scheme in held)))
    for scheme in dict.fromkeys(scheme for schemes in SHARED.values() for scheme in schemes):
        families = {family for family, schemes in SHARED.items() if scheme in schemes}
        stated = ((iri, held.get(scheme, ())) for iri, held in known.codes.items() if family_of(iri) in families)
        joining.join(_links(scheme, ((iri, code) for iri, codes in stated for code in codes)))


def _links(scheme: str, pairs: Iterable[tuple[str, str]]) -> list[Link]:
    holders: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for iri, code in pairs:
        holders[family_of(iri), code].add(iri)
    return [Link(scheme, code, tuple(sorted(held))) for (_, code), held in sorted(holders.items()) if len(held) > 1]


def _connected(links: Sequence[tuple[Link, Sequence[str]]]) -> list[list[Link]]:
    """Return the links in parts that share no group."""
    part_of: dict[str, list[Link]] = {}
    groups_of: dict[int, set[str]] = {}
    for link, roots in links:
        touched = {id(part_of[root]): part_of[root] for root in roots if root in part_of}
        whole = [*(each for part in touched.values() for each in part), link]
        groups = set(roots).union(*(groups_of.pop(key) for key in touched))
        groups_of[id(whole)] = groups
        part_of |= dict.fromkeys(groups, whole)
    return list({id(part): part for part in part_of.values()}.values())
