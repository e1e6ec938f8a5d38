"""Other names that a sentence gives a thing: "(TSX: F)", "Foo Bar Inc. (FB)", "…, or Foo", "(the “Company”)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from themegraph.loaders.extraction.wordlists import alternatives, vocabulary, words
from themegraph.ontology.company_key import without_form

_WORDS = vocabulary("names")
_EXCHANGES: dict[str, str] = dict(_WORDS["exchanges"])
_ACRONYMS = words("names", "acronyms")
_SUFFIXES = frozenset(map(str, _WORDS["ticker_suffixes"])) - {"O", "N", "T", "L", "F", "V"}
_NAME = r"[^\W\d_](?:[\w.&’'/-]*\w)?(?:\s+[^\W_][\w.&’'/-]*\w){0,4}"
_PARENTHESIS = re.compile(
    r"\s*\((?P<the>(?:hereinafter\s+|collectively,?\s+|together,?\s+)?(?:the\s+)?)"
    rf"(?P<q>[“\"‘']?)(?P<name>{_NAME}\.?)[”\"’']?\)"
)
_BOTH = re.compile(
    rf"\s*\((?:the\s+)?[“\"‘']{_NAME}\.?[”\"’'],?\s+(?:or|and)\s+(?:the\s+)?(?P<q>[“\"‘'])(?P<name>{_NAME})\.?[”\"’']\)"
)
_FIRST_OF = re.compile(
    rf"\s*\((?:the\s+)?(?P<q>[“\"‘'])(?P<name>{_NAME})\.?[”\"’'],?\s+(?:or|and)\s+(?:the\s+)?[“\"‘']"
)
_OR = re.compile(rf",?\s+or\s+(?P<q>[“\"]?)(?P<name>{_NAME})[”\"]?(?=[,.;:)]|\s+and\b|\s+to\b|\Z)")
_KNOWN_AS = re.compile(
    r",?\s+\(?(?P<q>)(?:formerly(?:\s+known\s+as)?|formerly\s+called|also\s+known\s+as|a\.k\.a\.|known\s+as"
    rf"|doing\s+business\s+as)\s+[“\"]?(?P<name>{_NAME})"
)
_TICKERS = re.compile(r"\((?P<body>[^()]{0,80}:[^()]{1,60})\)")
_TICKER = re.compile(
    r"(?P<exchange>[A-Z][A-Za-z]*(?:\s[A-Z][A-Za-z]*){0,3})\s?:\s?"
    r"(?P<symbol>[A-Z0-9]{1,6}(?:[.-][A-Z]{1,2})?)(?![\w])"
)
_BARE = re.compile(r"\(([A-Z]{2,5})(?: [A-Z]{2})?\)")  # "(FOO)", "(FOO AU)"
# "(2382 TT)": a symbol and the market's code on a terminal
_MARKET = re.compile(rf"\((?P<symbol>[A-Z0-9]{{1,6}}) (?P<exchange>{alternatives(_WORDS['terminal_markets'])})\)")


@dataclass(frozen=True, slots=True)
class Alias:
    """A name given to the mention that ends at `owner`; `defined` where the sentence says so in so many words."""

    owner: int
    start: int
    end: int
    text: str
    defined: bool


@dataclass(frozen=True, slots=True)
class TickerSymbol:
    """A ticker symbol in parentheses: its span, the exchange as printed, that exchange's code, where the owner ends."""

    start: int
    end: int
    symbol: str
    exchange: str
    mic: str
    owner: int


def find_tickers(text: str) -> tuple[TickerSymbol, ...]:
    """Return the ticker symbols that follow an exchange's name in parentheses."""
    return tuple(
        TickerSymbol(
            start + match.start("symbol"), start + match.end("symbol"), match["symbol"], match["exchange"], mic, owner
        )
        for outer in _TICKERS.finditer(text)
        for start, owner in [(outer.start("body"), len(text[: outer.start()].rstrip()))]
        for match in _TICKER.finditer(outer["body"])
        if (mic := _EXCHANGES.get(match["exchange"], ""))
        or "exchange" in match["exchange"].lower()
        or match["exchange"] in _SUFFIXES
    ) + tuple(
        TickerSymbol(
            match.start("symbol"),
            match.end("symbol"),
            match["symbol"],
            match["exchange"],
            "",
            len(text[: match.start()].rstrip()),
        )
        for match in _MARKET.finditer(text)
        if any(map(str.isdigit, match["symbol"]))
    )


def find_bare_tickers(text: str) -> tuple[TickerSymbol, ...]:
    """Return capitals alone in parentheses, which are a ticker symbol if the name before them can have one."""
    return tuple(
        TickerSymbol(match.start(1), match.end(1), match[1], "", "", len(text[: match.start()].rstrip()))
        for match in _BARE.finditer(text)
    )


def find_aliases(text: str, names: Sequence[tuple[int, int]]) -> Iterator[Alias]:
    """Yield the other names given right after the names at these spans."""
    for start, end in names:
        name = text[start:end]
        for pattern in (_PARENTHESIS, _FIRST_OF, _BOTH, _OR, _KNOWN_AS):
            match = pattern.match(text, end)
            if match is None:
                continue
            alias, said = match["name"], bool(match["q"]) or pattern is _KNOWN_AS
            if said or _short_for(alias, name) or (pattern is _PARENTHESIS and _pair(text, match, name)):
                yield Alias(end, match.start("name"), match.start("name") + len(alias), alias, said)


def _short_for(alias: str, name: str) -> bool:
    """Tell whether an alias is an acronym or the first words of a name."""
    return is_acronym(alias, name) or (alias != name and name.split()[: len(alias.split())] == alias.split())


def _pair(text: str, match: re.Match[str], name: str) -> bool:
    """Tell whether "Foo (Bar)" gives a second name: single words, the sentence going on, so that it cites nothing."""
    alias = match["name"]
    goes_on = bool(re.match(r"\s+[a-z]|['’]s\b", text[match.end() :]))
    return (
        goes_on
        and not match["the"]
        and alias[0].isupper()
        and " " not in alias
        and " " not in name
        and alias not in _ACRONYMS
    )


def is_acronym(short: str, name: str) -> bool:
    """Tell whether `short` abbreviates `name`: initials in order, or capitals among a single word's letters.

    >>> is_acronym("KYEC", "King Yuan Electronics Company"), is_acronym("KYEC", "Kings Cross")
    (True, False)
    """
    letters = short.replace(".", "").replace("&", "")
    if not 2 <= len(letters) <= 8 or not letters.isupper() or not letters.isalpha():
        return False
    if are_initials(letters, name):
        return True
    parts = [word for word in re.findall(r"[^\W_]+", name) if word[0].isupper()]
    return (
        len(parts) in (1, 2)
        and parts[0].upper() != letters
        and letters[0] == parts[0][0]
        and _within(letters, parts[0].upper())
    )


def are_initials(short: str, name: str) -> bool:
    """Tell whether capitals are the first letters of a name's words, its legal form counted or not.

    >>> are_initials("CATL", "Cobalt Anode Tin Co. Ltd."), are_initials("REC", "Relic Works")
    (True, False)
    """
    for text in (name, without_form(name)):
        initials = "".join(word[0] for word in re.findall(r"[^\W_]+", text) if word[0].isupper())
        if initials.startswith(short) or (len(short) > 2 and short.startswith(initials) and len(initials) > 2):
            return True
    return False


def _within(letters: str, word: str) -> bool:
    rest = iter(word)
    return all(letter in rest for letter in letters)
