"""Resolve expressions that refer back, by rule; say nothing where more than one thing could be meant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from themegraph.graph.claim import Entity
from themegraph.loaders.extraction.identity import UNTYPED
from themegraph.loaders.extraction.lexicon import Mention
from themegraph.loaders.extraction.wordlists import alternatives, vocabulary, words
from themegraph.ontology.entry import RegistryEntry

_WORDS = vocabulary("coreference")
_DEFINITE: dict[str, tuple[str, ...]] = {head.casefold(): tuple(types) for head, types in _WORDS["definite"].items()}
_ARTICLES = alternatives(_WORDS["articles"])
_NATIONS = alternatives(vocabulary("names")["demonyms"])
# what says no more of whom “the company” means: its seat
_SEAT = rf"(?:(?-i:(?:{_NATIONS})|[A-Z][\w.]+(?:\s[A-Z][\w.]+)?-based)\s+)?"
_HEAD = re.compile(
    rf"(?<![^\W_])(?:{_ARTICLES})\s+{_SEAT}(?P<head>{alternatives(_WORDS['definite'])})(?![\w-])"
    rf"(?!\s+(?:{alternatives(_WORDS['not_before'])})(?![^\W_]))(?!\s+(?-i:[A-Z]))",
    re.IGNORECASE,
)
_ABOUT = re.compile(rf"(?<![^\W_])(?:{alternatives(_WORDS['about'])})(?![^\W_])")
_FIRST = re.compile(rf"(?<![\w.’'-])(?:{alternatives(_WORDS['first_person'])})(?![\w’'-]|\.\w)", re.IGNORECASE)
_THIRD = re.compile(rf"\s*(?:{alternatives(_WORDS['third_person'])})(?![\w’'])")
_SUBJECTS = words("coreference", "subjects")
_OTHERS = words("coreference", "others")
_PRONOUN_US = "US"
# what a filing calls its filer by a word of its name
_LIKE = {"Partnership": "partner", "Trust": "trust", "Bank": "banc", "Corporation": "corporation", "Fund": "fund"}
_CALLED = re.compile(rf"(?<![^\W_])[Tt]he ({'|'.join(_LIKE)})(?![\w-]|\s+(?:of|[A-Z]))")
_EMPTY = re.compile(rf"\s*(?:{alternatives(_WORDS['empty_it'])})(?![^\W_])")
_LEAD = re.compile(r"[\W_]*(?:(?:In|By|On|Since|After|Today)\b[^,]{0,30},\s+)?(?:[Tt]he\s+)?")
_JOINED = re.compile(r",?\s+(?:and|or|&)\s+|,\s+")
Found = Sequence[Mention]


class Descriptions:
    """The registry's definite descriptions: "the chip leader" and whom it may mean."""

    def __init__(self, entries: Iterable[RegistryEntry]) -> None:
        owners: defaultdict[str, dict[str, RegistryEntry]] = defaultdict(dict)
        for entry in entries:
            for description in entry.descriptions:
                owners[_bare(description)][entry.iri] = entry
        self._owners: Mapping[str, dict[str, RegistryEntry]] = owners
        bodies = alternatives(owners)
        pattern = rf"(?<![\w-])(?:{_ARTICLES}|these|many|most)\s+(?P<body>{bodies})(?![\w-])"
        self._pattern = re.compile(pattern, re.IGNORECASE) if owners else None

    def find(self, text: str, before: Sequence[Found]) -> Iterator[tuple[int, int, str]]:
        """Yield the spans of descriptions with the IRI of the one entity each can mean.

        A group may be described out of the blue; anything else must be mentioned in the sentences `before`.
        """
        for match in self._pattern.finditer(text) if self._pattern else ():
            owners = self._owners[_bare(match["body"])]
            recent = {mention.entity.id for mentions in before for mention in mentions}
            meant = [iri for iri in owners if iri in recent]
            groups = [iri for iri, entry in owners.items() if entry.type == "OrganizationGroup"]
            if len(meant) == 1 or (not meant and len(owners) == len(groups) == 1):
                yield *match.span(), (meant or groups)[0]


def _bare(description: str) -> str:
    return re.sub(rf"^(?:{_ARTICLES}|these|many|most)\s+", "", " ".join(description.casefold().split()))


def definite(
    text: str,
    here: Found,
    block: Sequence[Found],
    previous: Found,
    about: Entity | None,
    spoken: Entity | None = None,
) -> Iterator[tuple[int, int, Entity]]:
    """Yield "the fund", "the company" … with the one entity of that type that was mentioned last.

    `here` are the sentence's own mentions, `block` those of the block's earlier sentences, `previous` those of the
    sentence before, in whatever block; `spoken` is the company that the sentences further up speak of.
    """
    ends = {m.end for m in here}
    for match in _HEAD.finditer(text):
        if (
            match.start() - 2 in ends
            and text[match.start() - 2 : match.start()] == ", "
            and text.startswith(",", match.end())
        ):
            continue  # an apposition: “Foo, the Swiss company, …”
        types = _DEFINITE[match["head"].casefold()]
        if "Company" in types:
            types = (*types, UNTYPED)  # a name of unknown type may be the one that is meant
        other = match["head"].casefold() in _OTHERS  # “that supplier” is nobody's own word for itself
        scopes = ([m for m in here if m.end <= match.start()], *reversed(block), previous)
        if about is not None and match["head"][0].isupper() and about.type in types:
            yield *match.span(), about
            continue
        entity = next((found for scope in scopes if (found := _only(scope, types)) is not None), None)
        fallback = about or spoken
        if entity is None and fallback is not None and fallback.type in types and not other:
            entity = fallback
        if (
            about is not None
            and about.type == "Company"
            and isinstance(entity, Entity)
            and entity.type == UNTYPED
            and not other
        ):
            entity = about  # in one's own release a mere name before “the company” is a segment or a product
        if isinstance(entity, Entity):
            yield *match.span(), entity


def spoken_of(before: Sequence[Found]) -> Entity | None:
    """Return the one company of the nearest of these sentences that names any, None where it names several."""
    companies = (_of(mentions, ("Company",)) for mentions in reversed(before))
    nearest: dict[str, Entity] = next((found for found in companies if found), {})
    return next(iter(nearest.values())) if len(nearest) == 1 else None


def opening(text: str, mentions: Found, width: int) -> Found:
    """Return what a sentence opens with, over `width` characters; nothing where that is the first of a list: “Foo and Bar”."""
    first = [m for m in mentions if m.start <= width]
    last = first[-1].end if first else 0
    joined = any(m.entity.type == "Company" and _JOINED.fullmatch(text[last : m.start]) for m in mentions)
    return () if joined and first and first[-1].entity.type == "Company" else tuple(first)


def _of(mentions: Iterable[Mention], types: Sequence[str]) -> dict[str, Entity]:
    return {mention.entity.id: mention.entity for mention in mentions if mention.entity.type in types}


def _only(mentions: Iterable[Mention], types: Sequence[str]) -> Entity | str | None:
    """Return the one entity of the types, None if there is none, a word if there are several."""
    found = list(_of(mentions, types).values())
    return "several" if len(found) > 1 else found[0] if found else None


def of_document(text: str, about: Entity) -> Iterator[tuple[int, int, Entity]]:
    """Yield "we", "our", "the Company": what the document is about."""
    for pattern in (_ABOUT, _FIRST):
        for match in pattern.finditer(text):
            if match[0] != _PRONOUN_US:
                yield *match.span(), about
    for match in _CALLED.finditer(text):
        if _LIKE[match[1]] in about.label.casefold():
            yield *match.span(), about


def third_person(text: str, before: str, mentions: Found) -> Iterator[tuple[int, int, Entity]]:
    """Yield "It" or "Its" at the start of a sentence with the subject of the sentence before, if it opens that one."""
    match = _THIRD.match(text)
    if not match or not mentions or _EMPTY.match(text, match.end()) or not _LEAD.fullmatch(before[: mentions[0].start]):
        return
    subject = mentions[0].entity
    rivals = {mention.entity.id for mention in mentions if mention.entity.type == subject.type}
    if subject.type in _SUBJECTS and len(rivals) == 1:
        yield len(match[0]) - len(match[0].lstrip()), match.end(), subject
