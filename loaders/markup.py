"""Inline Markdown: which characters of a span are markup, and what a reader sees in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

from themegraph.loaders.lines import BLANK, INVISIBLE

# Every repetition is bounded or stops at the next bracket, so that no input takes more than linear time.
_DESTINATION = (
    r"\(\s{0,3}(?:<[^<>\n]{0,2000}>|[^\s()<>]*(?:\([^\s()]{0,500}\)[^\s()<>]*){0,8})"
    r"(?:\s{1,40}(?:\"[^\"]{0,500}\"|'[^']{0,500}'|\([^()]{0,500}\)))?\s{0,3}\)"
)
_TOKEN = re.compile(
    rf"(?P<escape>\\(?:[!-/:-@\[-`{{-~]|(?=[\r\n])))"
    rf"|(?P<gone>!\[\[[^\[\]\n]{{1,300}}\]\]|!\[[^\[\]]{{0,500}}\](?:{_DESTINATION}|\[[^\[\]\n]{{0,200}}\])"
    rf"|~~(?=\S)[^~]{{1,1000}}~~|\{{%[^%\n]{{0,500}}%\}}|%%[^%]{{1,1000}}%%|`+|==(?=\S)|(?<=\S)=="
    rf"|(?<=[ \t])\^[A-Za-z][\w-]{{0,60}}(?=[ \t]*(?:[\r\n]|\Z))|\[\^[^\]\s\d][^\]\s]{{0,49}}\])"
    rf"|\[(?P<note>\^)[^\]\s]{{1,50}}\]"
    rf"|\[\[(?:[^\[\]|\n\\]{{1,300}}\\?\|)(?P<alias>[^\[\]|\n]{{1,300}})\]\](?!\()"
    rf"|\[\[#?(?P<wiki>[^\[\]|#\n]{{1,300}})(?:#[^\[\]|\n]{{0,300}})?\]\](?!\()"
    rf"|(?P<defined>\]\[(?P<label>[^\[\]\n]{{0,200}})\])"
    rf"|(?P<close>\]{_DESTINATION})|(?P<open>\[)|(?P<shut>\])"
    rf"|(?P<comment><!--)|<(?P<auto>(?:https?://|mailto:)[^<>\s]{{1,2000}})>"
    rf"|(?P<tag></?[A-Za-z][^<>]{{0,1000}}>)"
    rf"|(?P<entity>&(?:#\d{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});)"
    rf"|(?P<mark>\*+|_+)",
)
_DEFINITION = re.compile(r"(?:^|(?<=\r)) {0,3}\[([^\[\]\n^][^\[\]\n]{0,200})\]:[ \t]*\S", re.MULTILINE)
_BREAKING = re.compile(r"</?(?:br|p|div|li|ul|ol|tr|td|th|h[1-6])\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """Raw characters start to end are seen as `shown`."""

    start: int
    end: int
    shown: str = ""


@dataclass(slots=True)
class _State:
    brackets: list[int] = field(default_factory=list)
    openers: dict[str, int] = field(default_factory=dict)
    skip_to: int = 0
    open_comments: bool = True


def changes(text: str, start: int, end: int) -> tuple[Change, ...]:
    """Return the markup between two offsets as changes in order, without overlap.

    >>> [change.shown for change in changes("a **b** &amp; [c](d)", 0, 20)]
    ['', '', '&', '', '']
    """
    state = _State()
    found: list[Change] = []
    for match in _TOKEN.finditer(text, start, end):
        if match.start() >= state.skip_to:
            found.extend(_seen(text, match, end, state))
    return tuple(sorted(found))


def _seen(text: str, match: re.Match[str], end: int, state: _State) -> Iterator[Change]:
    """Yield what a token changes; a closing one may change its opener too."""
    kind, start, stop = match.lastgroup, match.start(), match.end()
    if kind == "escape":
        yield Change(start, start + 1)
    elif kind == "gone":
        yield Change(start, stop)
    elif kind in ("alias", "wiki"):
        yield Change(start, match.start(kind))
        yield Change(match.end(kind), stop)
    elif kind == "note":
        yield Change(start + 1, start + 2)  # a footnote's mark reads as a citation by number
    elif kind == "auto":
        yield Change(start, start + 1)
        yield Change(stop - 1, stop)
    elif kind == "entity":
        shown = unescape(match[0])
        if shown != match[0]:
            yield Change(start, stop, shown if shown.strip(BLANK) else "" if shown in INVISIBLE else " ")
    elif kind == "tag":
        yield Change(start, stop, " " if _BREAKING.match(match[0]) else "")
    elif kind == "comment":
        yield from _comment(text, start, end, state)
    elif kind == "mark":
        yield from _emphasis(text, match, state)
    elif kind == "defined":
        yield from _defined(text, match, state)
    else:
        yield from _bracket(text, kind, start, stop, state)


def _defined(text: str, match: re.Match[str], state: _State) -> Iterator[Change]:
    """Yield the brackets of a link whose address stands elsewhere; without such an address they are text."""
    opener = state.brackets.pop() if state.brackets else None
    if opener is None:
        return
    label = match["label"] or text[opener + 1 : match.start()]
    if _key(label) in _labels(text):
        yield Change(opener, opener + 1)
        yield Change(match.start(), match.end())


@lru_cache(maxsize=2)
def _labels(text: str) -> frozenset[str]:
    """Return the labels of the addresses that a text defines;"""
    return frozenset(_key(match[1]) for match in _DEFINITION.finditer(text))


def _key(label: str) -> str:
    return " ".join(label.split()).casefold()


def _bracket(text: str, kind: str | None, start: int, stop: int, state: _State) -> Iterator[Change]:
    """Yield the brackets and destination of a link; other brackets are text."""
    if kind == "open":
        state.brackets.append(start)
        return
    opener = state.brackets.pop() if state.brackets else None
    if kind == "close":
        yield Change(start, stop)
        if opener is not None:
            yield Change(opener, opener + 1)
    elif opener is not None and _is_defined(text, opener + 1, start):
        yield Change(opener, opener + 1)
        yield Change(start, stop)


def _is_defined(text: str, start: int, end: int) -> bool:
    """Whether words in brackets are the label of an address; a number alone cites, so it is none."""
    if not 0 < end - start <= 200 or text[start:end].isdecimal():
        return False
    return _key(text[start:end]) in _labels(text)


def _comment(text: str, start: int, end: int, state: _State) -> Iterator[Change]:
    stop = text.find("-->", start, end) if state.open_comments else -1
    if stop < 0:
        state.open_comments = False  # none closes further on either, so none is looked for again
        return
    state.skip_to = stop + 3
    yield Change(start, stop + 3)


def _emphasis(text: str, match: re.Match[str], state: _State) -> Iterator[Change]:
    """Yield the marks of emphasis: doubled ones beside a word, single ones in pairs."""
    start, stop, mark = match.start(), match.end(), match[0][0]
    before = text[start - 1] if start > match.pos else " "
    after = text[stop] if stop < match.endpos else " "
    if (before.isspace() and after.isspace()) or (mark == "_" and before.isalnum() and after.isalnum()):
        return
    if stop - start > 1:
        yield Change(start, stop)
    elif not before.isspace() and mark in state.openers:
        opener = state.openers.pop(mark)
        yield Change(opener, opener + 1)
        yield Change(start, stop)
    elif not after.isspace():
        state.openers[mark] = start
