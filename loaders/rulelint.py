"""What can never match in a pattern, found from the pattern itself: parts that no tokenised text can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from themegraph.loaders.document import Block, BlockKind
from themegraph.loaders.extraction.kinds import CODE_MARK
from themegraph.loaders.extraction.pattern import Pattern
from themegraph.loaders.extraction.rules import Rule
from themegraph.loaders.extraction.unit import encode

Finding = tuple[str, str]
UNITS = ("sentence", "block", "qa")
_NO_LITERAL = re.compile(r"\{[^}]*\}|<[^>]*>|\*\*\*|\.\.\.\d*|(?<!\\)[\[\]()|^$]")
_LITERAL = re.compile(r"\\(?P<escaped>.)|(?P<word>[\w’'&%+-]+\*?|\S)")
_STAR = "ǂ"  # a letter of no English word: stands for the rest of a word that a pattern leaves open
_AS_A_TEXT = "words as a text has them; a point or comma within a word cannot be written"
_BEHIND_WORDS = re.compile(r"(?:^|[\s\[(|])(?P<word>[^\s\[\](|¶^;,.]+)\s+\^")
_BEFORE_WORDS = re.compile(r"(?<!\\)\$\s*(?P<word>[^\s\])|¶$]+)")


def patterns_of(rule: Rule) -> tuple[tuple[str, Pattern], ...]:
    """Return a rule's pattern and guards, each with the key that names it."""
    guards = ((key, guard) for key in ("unless", "without", "behind") for guard in getattr(rule, key))
    return (("match", rule.pattern), *guards)


def matches_nothing(pattern: Pattern) -> bool:
    """Whether a pattern is content with no word at all, so that it matches everywhere.

    >>> from themegraph.loaders.extraction.pattern import compile_pattern
    >>> from themegraph.loaders.extraction.vocabulary import load_vocabulary
    >>> [matches_nothing(compile_pattern(each, load_vocabulary())) for each in ("[the] [plant]", "the [plant]")]
    [True, False]
    """
    return pattern.regex.fullmatch("") is not None


def impossible(pattern: Pattern) -> Iterator[Finding]:
    """Say which parts of a pattern no text can match, and what would be valid."""
    source = pattern.source.removesuffix(" $")
    for literal in filter(str.strip, _NO_LITERAL.split(source)):
        yield from _never_so(literal.strip())
    if found := _BEHIND_WORDS.search(source):
        yield f"wants “{found['word']}” before ^, the beginning", "^ in front of all words"
    if found := _BEFORE_WORDS.search(source):
        yield f"wants “{found['word']}” behind $, the end", "$ behind all words"


def unknown_places(rule: Rule) -> Iterator[Finding]:
    """Say which kinds of block or unit a rule asks for that do not exist."""
    kinds = get_args(BlockKind)
    for kind in sorted(map(str, rule.blocks - set(kinds))):
        yield f"there is no kind of block “{kind}”", ", ".join(kinds)
    if rule.unit not in UNITS:
        yield f"there is no kind of unit “{rule.unit}”", ", ".join(UNITS)


def _never_so(literal: str) -> Iterator[Finding]:
    """Compare words of a pattern with the words that a text of the same characters has."""
    wanted = [_plain(each) for each in _LITERAL.finditer(literal)]
    text = _LITERAL.sub(lambda each: each["escaped"] or each["word"].replace("*", _STAR), literal)
    there = encode(text, (), Block("paragraph", 0, 0), ()).encoded.split()
    asked = [word for each in wanted for word in _split(each)]
    if there != asked:
        if codes := [word[1:].upper() for word in there if word.startswith(CODE_MARK)]:
            yield f"wants “{literal}”, but {codes[0]} is read as a model code", "{name:Code}"
            return
        words = ", ".join(f"“{word.replace(_STAR, '*')}”" for word in there)
        yield f"wants “{literal}”, which no text has: its words would be {words}", _AS_A_TEXT


def _plain(found: re.Match[str]) -> str:
    word = found["escaped"] or found["word"]
    return word.casefold() if found["escaped"] else word.replace("’", "'").casefold()


def _split(word: str) -> list[str]:
    """Return a word's tokens as a pattern is compiled: one that is left open stays whole."""
    if word.endswith("*"):
        return [word[:-1] + _STAR]
    return encode(word, (), Block("paragraph", 0, 0), ()).encoded.split()
