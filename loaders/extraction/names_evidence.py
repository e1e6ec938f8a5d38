"""Tell a name made of ordinary or known words by what surrounds it: what an actor alone does, its letters in parentheses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from themegraph.loaders.extraction.names_runs import Word
from themegraph.loaders.extraction.wordlists import alternatives, vocabulary, words

_WORDS = vocabulary("names")
_COMPANY: frozenset[str] = frozenset(_WORDS["heads"]["Company"]) | words("names", "name_tails")
_FUNDS = frozenset({"Fund", "Authority"})
_INVESTORS, _BODIES = words("names", "investor_heads"), words("names", "body_heads")
_TAILS = frozenset(tuple(tail.split()) for tail in _WORDS["term_tails"])
_TRADES = words("names", "utility_tails")
_PLAIN = words("names", "ordinary")
_NO_NAME = words("names", "connecting") | words("names", "company_nouns") | words("names", "company_plurals")
_AGENT = re.compile(
    r"\**,?\s+(?:(?:has|have|had|will|is|are|would|also|today|recently|already|plans|intends|expects|agreed|in\s[0-9]{4})\s+){0,2}"
    rf"(?:to\s+)?\[?(?:{alternatives(sorted(words('names', 'agent_verbs')))})(?![^\W_])"
)
_LETTERS = re.compile(r"\s*\((?:the\s+)?[“\"]?([A-Z]{3,7})(?![^\W_])[”\"]?[;,)]")


def acts(text: str, end: int) -> bool:
    """Tell whether what follows is what only an actor does: "… announced", "… will invest".

    >>> acts("Form Energy will invest $2 million", 11), acts("Clean Energy grew", 12)
    (True, False)
    """
    return bool(_AGENT.match(text, end))


def worded(text: str, part: Sequence[Word]) -> bool:
    """Tell whether capitalised ordinary words are a company's name: by a head of investors, or by what it does."""
    first, last = part[0].text, part[-1].text
    if len(part) < 2 or first.casefold() in _NO_NAME or not all(word.capital or word.text == "&" for word in part):
        return False
    if last in _INVESTORS and len(part) > 2:
        return True
    return last in _COMPANY | _FUNDS and acts(text, part[-1].end)


def abbreviated(text: str, run: Sequence[Word]) -> bool:
    """Tell whether the first letters of a run's words follow it in parentheses: "Foo Bar & Baz (FBB)"."""
    if not run[0].taken and all(word.text != "&" for word in run):  # "Photonic Integrated Circuits (PIC)"
        return False
    match = _LETTERS.match(text, run[-1].end)
    return match is not None and "".join(word.text[0] for word in run if word.capital) == match[1]


def is_body(run: Sequence[Word]) -> bool:
    """Tell whether a run is an agency's or a laboratory's name by its last word: "… Valley Authority"."""
    return len(run) > 2 and run[-1].text in _BODIES and not run[-1].taken


def is_tailed(run: Sequence[Word]) -> bool:
    """Tell whether a capitalised term ends the name of a company whose own word stands before it: "Foo Data Centers"."""
    own = run[-3] if 2 < len(run) < 5 else None
    if (
        own is None
        or own.taken
        or own.text.casefold() in _NO_NAME
        or own.text.casefold() in _PLAIN
        or own.text.isupper()
    ):
        return False
    return (run[-2].text, run[-1].text) in _TAILS


def is_trade(run: Sequence[Word]) -> bool:
    """Tell whether a sign between two words joins the trades of one company: "Foo Hydro & Nuclear Power"."""
    at = next((index for index, word in enumerate(run) if word.text == "&"), 0)
    return 0 < at < len(run) - 1 < 7 and not run[at - 1].taken and run[-1].text in _TRADES
