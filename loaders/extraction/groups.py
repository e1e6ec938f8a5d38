"""Group nouns that mean the theme's own: on a page about a theme, “suppliers” are the theme's suppliers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from themegraph.graph.claim import Entity
from themegraph.loaders.extraction.lexicon import Mention
from themegraph.loaders.extraction.wordlists import alternatives, vocabulary

_LISTS = vocabulary("groups")
_GROUP = re.compile(rf"(?<![\w-])(?:{alternatives(_LISTS['nouns'])})(?![\w-])(?!\s+(?:of|to|for)\b)", re.IGNORECASE)
_ANONYMOUS = re.compile(rf"(?<![\w-])(?:{alternatives(_LISTS['anonymous'])}) [A-Z](?![\w'’-])")
_OWNED = re.compile(rf"(?:{alternatives(_LISTS['owners'])}|['’]s)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)


def group_mentions(text: str, taken: Sequence[Mention], group_of: dict[str, Entity]) -> tuple[Mention, ...]:
    """Return the mentions of a sentence with its free group nouns among them; `group_of` maps a noun to its group."""
    found = [
        Mention(m.start(), m.end(), m.group(), group_of[m.group().casefold()], how="coreference")
        for m in _GROUP.finditer(text)
        if m.group().casefold() in group_of
        and not _OWNED.search(text[: m.start()])
        and all(m.end() <= other.start or other.end <= m.start() for other in taken)
    ]
    return tuple(sorted((*taken, *found), key=lambda mention: mention.start))


def anonymous_mentions(
    text: str, taken: Sequence[Mention], named: Callable[[str], Entity | None]
) -> tuple[Mention, ...]:
    """Return a sentence's mentions with its anonymous parties (“Customer A”) as entities of the document's own."""
    found = [
        Mention(m.start(), m.end(), m.group(), entity, how="form")
        for m in _ANONYMOUS.finditer(text)
        if (entity := named(m.group())) is not None
    ]
    kept = [m for m in taken if all(m.end <= other.start or other.end <= m.start for other in found)]
    return tuple(sorted((*kept, *found), key=lambda mention: mention.start))


def is_anonymous(name: str) -> bool:
    """Tell whether a name only counts parties, so that nothing can be said to be its own.

    >>> is_anonymous("Customer B"), is_anonymous("Customer Bank")
    (True, False)
    """
    return _ANONYMOUS.fullmatch(name) is not None


def nouns() -> tuple[str, ...]:
    """Return the nouns, in lower case."""
    return tuple(str(noun).casefold() for noun in _LISTS["nouns"])
