"""Whose list it is: the party that the words announcing a list speak of, for items that name no party of their own."""

from __future__ import annotations

import re
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
