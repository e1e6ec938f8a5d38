"""Whose words a quotation gives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from themegraph.graph.claim import Entity
from themegraph.loaders.extraction.citations import Cited, name_key
from themegraph.loaders.extraction.lexicon import Mention
from themegraph.loaders.extraction.sentences import Sentence


class Spoken(Protocol):
    """A sentence with its mentions."""

    @property
    def sentence(self) -> Sentence:
        """The sentence."""
        ...

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """What it mentions."""
        ...


def speaker_of(lines: Sequence[Spoken], index: int) -> Entity | None:
    """Return who is named right after a quotation."""
    for line in lines[index + 1 :]:
        kind = line.sentence.block.kind
        if kind == "attribution":
            return next((m.entity for m in line.mentions), None)
        if kind != "quotation":
            return None
    return None


def reference_of(speaker: Entity | None, words: str, references: Sequence[Cited]) -> Cited | None:
    """Return the reference that a quotation is from: the speaker's one, or the one whose title the words repeat."""
    own = [r for r in references if r.publisher is not None and speaker is not None and r.publisher.id == speaker.id]
    if len(own) == 1:
        return own[0]
    return next((r for r in own if name_key(r.title) == name_key(words)), None)
