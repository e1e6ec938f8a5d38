"""Whom words without a subject speak of: the party that announces a list, the company that a paragraph is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Protocol

from themegraph.graph.claim import Entity
from themegraph.loaders.clean import Clean
from themegraph.loaders.extraction.lexicon import Mention
from themegraph.loaders.extraction.sentences import Sentence

_ANNOUNCES = re.compile(r":\s*$|\bfollowing\b|\bbelow\b")
_PARTIES = frozenset({"Company", "Organization", "Government", "OrganizationGroup", "Country", "Name"})
_OPENING = re.compile(r"(?:[^,]{0,60}, )?(?:[Tt]he )?")
_HEADINGS = frozenset({"heading", "title"})
# what may stand before the company that a paragraph opens with: a trade, a date, a place
_LEAD_IN = re.compile(r"(?:[^,]{0,60}, )?(?:[Tt]he )?(?:[A-Z][\w-]* )?(?:[\w-]+ ){0,3}")
_SHARED = re.compile(r",? (?:and|or) (?:the )?")


class Found(Protocol):
    """A sentence with its clean text and mentions."""

    @property
    def sentence(self) -> Sentence:
        """The sentence."""
        ...

    @property
    def clean(self) -> Clean:
        """Its text without mark-up."""
        ...

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """What it mentions."""
        ...


def leads_of(lines: Sequence[Found]) -> dict[int, Entity]:
    """Return the party of each list item's list by the start of its block; items of a list without one are left out."""
    found: dict[int, Entity] = {}
    above: list[tuple[int, Entity | None]] = []
    for start, group in groupby(lines, key=lambda line: line.sentence.block.start):
        last = list(group)[-1]
        block = last.sentence.block
        level = block.level if block.kind == "bullet" else 0
        above = [(depth, party) for depth, party in above if depth < level]
        inherited = above[-1][1] if above else None
        if level and inherited is not None:
            found[start] = inherited
        if block.kind in {"bullet", "paragraph"} and _ANNOUNCES.search(last.clean.text):
            above.append((level, party_of(last) or inherited))
    return found


def topics_of(lines: Sequence[Found], spoken: Entity | None = None) -> list[Entity | None]:
    """Return for each sentence the one company that sentences before it in its section open with, None where several do.

    A title that names one company, or opens with one (`spoken`), says of whom every section speaks.
    """
    main = _titled(lines) or spoken
    named = Counter(m.entity.id for line in lines for m in line.mentions)
    found: list[Entity | None] = []
    opened: dict[str, Entity] = {}
    section = ""
    before: Found | None = None
    for line in lines:
        block = line.sentence.block
        if block.section != section or block.kind in _HEADINGS:
            opened, section = {}, block.section
        topic = main or (next(iter(opened.values())) if len(opened) == 1 else None)
        found.append(None if topic is not None and _other(line, before, topic) else topic)
        before = line
        first = next((m for m in line.mentions if _may_be_topic(m, named) and m.how != "ticker"), None)
        if first is not None and block.kind not in _HEADINGS and _LEAD_IN.fullmatch(line.clean.text[: first.start]):
            opened[first.entity.id] = first.entity
    return found


def _may_be_topic(mention: Mention, named: Counter[str]) -> bool:
    """Whether a mention is a company's, or a name of unknown type that the document uses more than once."""
    kind = mention.entity.type
    return kind == "Company" or (kind == "Name" and named[mention.entity.id] > 1)


def _other(line: Found, before: Found | None, topic: Entity) -> bool:
    """Whether “Its …” refers to a sentence before that does not open with the topic."""
    if before is None or not line.clean.text.startswith(("Its ", "It ", "Their ", "The ")):
        return False
    if before.sentence.block.start != line.sentence.block.start:
        return False
    opening = min((m for m in before.mentions), key=lambda m: m.start, default=None)
    return opening is None or opening.entity != topic


def _titled(lines: Sequence[Found]) -> Entity | None:
    """Return the one company that the title names."""
    named = {
        m.entity.id: m.entity
        for line in lines
        if line.sentence.block.kind == "title"
        for m in line.mentions
        if m.entity.type == "Company"
    }
    return next(iter(named.values())) if len(named) == 1 else None


def party_of(line: Found) -> Entity | None:
    """Return the one party that a sentence opens with, an introductory phrase aside."""
    text = line.clean.text
    parties = [m for m in line.mentions if m.entity.type in _PARTIES]
    if (
        not parties
        or not _OPENING.fullmatch(text[: parties[0].start])
        or text[parties[0].end :].startswith(("'s", "’s"))
    ):
        return None
    shared = (
        len(parties) > 1
        and _SHARED.fullmatch(text[parties[0].end : parties[1].start])
        and parties[1].entity != parties[0].entity
    )
    return None if shared else parties[0].entity
