"""Names as tokens: how a name is cut, which spellings of it are alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from themegraph.loaders.extraction.wordlists import vocabulary, words
from themegraph.ontology.entry import RegistryEntry

_TOKEN = re.compile(r"[^\W_]+|[^\w\s\-–‑‐]")
_SPELLING: dict[str, str] = dict(vocabulary("lexicon")["spelling"])
_TERMS = words("lexicon", "term_types")
_PLURALS = words("lexicon", "plural_types")
_SAME = {"&": "and", "’": "'"}


@dataclass(slots=True)  # not frozen: one is made for every word of a text, and freezing doubles what that costs
class Token:
    """A word or a sign of a text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """A spelling of an entity's name: `keys` lead to it in the trie, `surface` holds its tokens as written."""

    iri: str
    keys: tuple[str, ...]
    surface: tuple[str, ...]
    term: bool
    homograph: bool
    plural: bool


def tokens(text: str) -> list[Token]:
    """Cut a text into words and signs; blanks and hyphens part words and are left out."""
    return [Token(*match.span(), match[0]) for match in _TOKEN.finditer(text)]


def first_word(text: str) -> Token | None:
    """Return the first token that is no sign."""
    match = next((match for match in _TOKEN.finditer(text) if match[0][0].isalnum()), None)
    return Token(match.start(), match.end(), match[0]) if match else None


def key_of(token: Token, *, glued: bool) -> str:
    """Return a token's key in the trie: without case and national spelling; `glued` if nothing stands before it."""
    return _key(token.text, glued=glued)


@lru_cache(maxsize=32768)
def opening_key(word: str) -> str:
    """Return the key of a word that no other stands right before, as `key_of` does for a token."""
    return _key(word, glued=False)


@lru_cache(maxsize=32768)
def _key(word: str, *, glued: bool) -> str:
    folded = _SAME.get(word) or word.casefold()
    return ("\0" if glued else "") + _SPELLING.get(folded, folded)


def variants(alias: str, entry: RegistryEntry) -> Iterator[Name]:
    """Yield the spellings of a name: singular and plural of a term, with and without a last full stop."""
    cut = tokens(alias)
    if not cut:
        return
    keys = [_key(token.text, glued=i > 0 and cut[i - 1].end == token.start) for i, token in enumerate(cut)]
    surface = tuple(token.text for token in cut)
    term = not entry.homograph and (entry.type in _TERMS or alias.islower())
    plural = term or entry.type in _PLURALS
    lasts = dict.fromkeys(_numbers(keys[-1])) if plural else (keys[-1],)
    for last in lasts:
        yield Name(entry.iri, (*keys[:-1], last), surface, term, entry.homograph, plural)
    if surface[-1] == "." and len(cut) > 1:
        yield Name(entry.iri, tuple(keys[:-1]), surface[:-1], term, entry.homograph, False)


def _numbers(word: str) -> Iterator[str]:
    """Yield a word in singular and plural."""
    yield word
    if word[-1].isdigit():
        yield word + "s"
    if len(word) < 2 or not word[-1].isalpha():
        return
    if word.endswith("ies"):
        yield word[:-3] + "y"
    elif word.endswith(("ches", "shes", "xes", "sses")):
        yield word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        yield word[:-1]
    elif word.endswith("y") and word[-2] not in "aeiou":
        yield word[:-1] + "ies"
    elif word.endswith(("ch", "sh", "x", "ss")):
        yield word + "es"
    else:
        yield word + "s"


def spelt_alike(part: list[Token], name: Name) -> bool:
    """Tell whether tokens with a name's keys also have its capitals."""
    shouted = (
        not name.homograph and (len(part) > 1 or len(part[0].text) > 3) and all(t.text == t.text.upper() for t in part)
    )
    last = len(part) - 1
    return all(
        shouted or _alike(token.text, word, name, last=index == last)
        for index, (token, word) in enumerate(zip(part, name.surface, strict=True))
    )


def _alike(text: str, word: str, name: Name, *, last: bool) -> bool:
    if text == word or word in _SAME:
        return True
    capitals = sum(character.isupper() for character in word)
    if name.homograph:
        return False
    if capitals > 1 or (capitals and len(word) == 1) or (capitals and not word.isalpha()):
        return last and name.plural and text.removesuffix("s") == word.removesuffix("s")
    if name.term:
        return True
    return not capitals or (text[:1].isupper() and text[1:].islower() and word[1:] == text[1:])
