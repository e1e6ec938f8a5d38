"""What words name: a thing without its article, its clauses and the verbs behind it."""

from __future__ import annotations

import re

from themegraph.loaders.extraction.second_verbs import before_verb
from themegraph.loaders.extraction.wordlists import vocabulary

_OPENING = re.compile(r"^(?:the|a|an|its|their|our|his|her)\s+", re.IGNORECASE)
# what follows a thing's name without being part of it: examples, relative clauses, further vague members
_TAIL = re.compile(
    r"(?:,?\s+(?:including|such as|which|that|where|whose|as part of|as well as|in (?:partnership|collaboration) with"
    r"|enabling|serving|powering|targeting|ranging|and (?:other|related|more|various)|essential (?:for|to)|in the (?:world|industry|country|market)|(?:of|for) (?:our|its|their)|,)\b.*|(?:\s+(?:entirely|exclusively|solely|only|again|there|domestically|so far|to date))?(?:\s+(?:in|at|on|of|for|to|with|by|during|from|through|until|over|after|before|into|since|based|the))?[\s,;:–—]*)$",
    re.IGNORECASE | re.DOTALL,
)
# what names no thing by itself: “production of its motors”
_ACTIVITY = frozenset(vocabulary("vocabulary")["words"]["activity"])
_INSTRUMENT = frozenset(vocabulary("vocabulary")["words"]["instrument"])
_HEAD = re.compile(r"\s(?:with|of|for|from|by|to|between|at|under|in|until|through)\s.*$", re.DOTALL)
_WHOSE = re.compile(r"\b(?:our|its|their)\s+|(?:,.*|[\s,;:–—]+)$", re.IGNORECASE | re.DOTALL)
# a list of things is one thing with all its members
_LISTED = re.compile(r", (?:and|or) ")
_EXAMPLES = re.compile(r"\b(?:including|such as|and other|which|that)\b")
# where a project is, behind its name
_WHERE = re.compile(r"\s+(?:in|outside|near|across|at)\s+(?:the\s+|both\s+|several\s+)*(?:[A-Z].*|countries|states)$")

_SPREAD = re.compile(r"\s+(?:across|throughout|along|over)\s+(?:the\s+)?[\w-]+\s+(?:[\w-]+\s+)?[a-z]+s$")


def whole_list(words: str) -> str:
    """Return a list of things as one thing with all its members: “research, testing, and sales”."""
    words = before_verb(words)
    bare = _OPENING.sub("", words)
    return bare.strip(" ,;:–—") if _LISTED.search(bare) and not _EXAMPLES.search(bare) else noun_phrase(words)


def without_place(name: str) -> tuple[str, ...]:
    """Return the shorter name of a project whose name ends in its place."""
    short = _WHERE.sub("", _SPREAD.sub("", name))
    return (short,) if short != name and len(short.split()) > 1 else ()


_TIME = re.compile(
    r"(?:(?:that|this|the|each|every|last|next|same|first|second|third|fourth|one|fiscal) )*"
    r"(?:quarter|year|month|week|day|decade|period|time|half|term)s?",
    re.IGNORECASE,
)


def noun_phrase(words: str) -> str:
    """Return the thing that words name, without article, examples and clauses about it.

    >>> noun_phrase("the cooling systems and pumps, including fans, that run")
    'cooling systems and pumps'
    """
    bare = _OPENING.sub("", before_verb(words))
    name = _TAIL.sub("", bare) or bare
    return _WHOSE.sub("", bare) if name.casefold() in _ACTIVITY else name


def names_nothing(name: str) -> bool:
    """Tell whether a project's name is no more than an activity, a time or a contract: "construction", "that quarter".

    >>> names_nothing("construction"), names_nothing("construction of a mill"), names_nothing("that quarter")
    (True, False, True)
    >>> names_nothing("credit line with banks"), names_nothing("plant under contract")
    (True, False)
    """
    head = _HEAD.sub("", name.casefold()).split()
    return (
        name.casefold() in _ACTIVITY
        or _TIME.fullmatch(name) is not None
        or not _INSTRUMENT.isdisjoint((head[-1], " ".join(head[-2:])))
    )
