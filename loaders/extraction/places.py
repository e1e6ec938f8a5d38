"""Names with a place's name in them: “Peoria, Arizona” is one place, “Canadian Safety Commission” one body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from themegraph.loaders.extraction.identity import unknown_entity
from themegraph.loaders.extraction.lexicon import Mention
from themegraph.loaders.extraction.wordlists import alternatives, words

STATES = words("names", "states")
_BETWEEN = ", "
_BODIES = frozenset({"Government", "Organization"})
_SHORT_STATES = words("names", "short_states")
_SHORT = rf"(?:{alternatives(_SHORT_STATES)})\."
_STATE_AFTER = re.compile(
    rf",\s+(?:(?:{alternatives([*STATES, *words('names', 'state_codes')])})(?![\w-])(?!\s+[A-Z])|{_SHORT}(?=[\s,;)]))"
)


def before_state(text: str, end: int) -> bool:
    """Tell whether a state's name follows, as after a town's.

    >>> before_state("Peoria, Arizona", 6), before_state("Foo, Texas Bar Inc.", 3)
    (True, False)
    """
    return _STATE_AFTER.match(text, end) is not None


def joined_names(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions of a sentence with each town and its state or country as one, and each body and its nationality."""
    joined = {first: whole for first, _, whole in _pairs(text, mentions)}
    seconds = {second for _, second, _ in _pairs(text, mentions)}
    return tuple(joined.get(mention, mention) for mention in mentions if mention not in seconds)


def _body(text: str, first: Mention, second: Mention) -> bool:
    """Tell whether a nationality belongs to the name of the body behind it."""
    national = first.entity.type == "Country" and (first.how == "demonym" or first.text in {"UK", "U.K."})
    return (
        national
        and second.entity.type in _BODIES
        and not second.entity.resolved
        and text[first.end : second.start] == " "
    )


def _pairs(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention, Mention]]:
    for first, second in pairwise(mentions):
        if _body(text, first, second):
            name = text[first.start : second.end]
            yield (
                first,
                second,
                Mention(
                    first.start, second.end, name, unknown_entity(name, second.entity.type), second.open, second.how
                ),
            )
            continue
        inside = second.text in STATES or second.text in _SHORT_STATES or second.entity.type == "Country"
        if (
            first.entity.type != "Place"
            or first.text in STATES
            or not inside
            or text[first.end : second.start] != _BETWEEN
        ):
            continue
        if text[second.end : second.end + 2] in {"'s", "’s"}:
            continue
        name = text[first.start : second.end]
        entity = first.entity if first.entity.resolved else unknown_entity(name, "Place")
        yield first, second, Mention(first.start, second.end, name, entity, False, first.how)
