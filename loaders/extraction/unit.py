"""A stretch of text made ready for patterns: tokens, annotations and the way back to offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from themegraph.graph.claim import Entity
from themegraph.loaders.clean import Clean
from themegraph.loaders.document import Block
from themegraph.loaders.extraction.kinds import (
    CODE_MARK,
    FIGURES,
    FIRST_INDEX,
    LAST_INDEX,
    MODIFIER,
    NAME,
    index_of,
    is_annotation,
    kind_codes,
    token,
)
from themegraph.loaders.extraction.mentions import Mention
from themegraph.loaders.extraction.tokens import found_in, spans, spelled
from themegraph.loaders.extraction.values import Figure
from themegraph.loaders.extraction.vocabulary import load_vocabulary
from themegraph.loaders.extraction.wordlists import words

Annotation = Mention | Figure
_FIGURE_CODES = frozenset(kind_codes(FIGURES))
_PLACE_CODES = frozenset(kind_codes(("Place", "Country"))) - frozenset(kind_codes(("Company",)))
_DIGIT = re.compile(r"[0-9]")
_CODE = re.compile(r"(?<!\S)[A-Z]+[0-9][A-Za-z0-9-]*(?!\S)")
Mark = tuple[int, int, str]
MOST = ord(LAST_INDEX) - ord(FIRST_INDEX)


@dataclass(frozen=True, slots=True)
class Span:
    """Start and end in a unit's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Citation:
    """A parenthesised citation in a unit: its words, the reference it resolves to, who is cited."""

    start: int
    end: int
    text: str
    reference: str
    publisher: Entity | None


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks in a unit when it is not the document: a quoted party, a reference; `span` limits the passage."""

    speaker: Entity | None
    reference: str
    cited_as: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Unit:
    """Encoded text. `parts` are the clean sentences it is made of, each with its place in `text`; `words` are its tokens,
    `marks` the spans that stand for one token each, or for none."""

    text: str
    parts: tuple[tuple[int, Clean], ...]
    block: Block
    encoded: str
    words: tuple[str, ...]
    marks: tuple[Mark, ...]
    annotations: tuple[Annotation, ...]
    citations: tuple[Citation, ...] = ()
    head: Entity | None = None
    kind: str = "sentence"
    vocabulary: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    source: Source | None = None
    mentions: tuple[Mention, ...] = ()
    lead: Entity | None = None
    topic: Entity | None = None
    follows: bool = False  # whether a sentence stands before it in its block

    @property
    def bounds(self) -> tuple[tuple[int, int], ...]:
        """Where each token begins and ends in `text`, found when first asked for: few units match a rule."""
        return _bounds(self.text, self.marks)

    def token_range(self, start: int, end: int) -> range:
        """Return the indices of the tokens in encoded[start:end]."""
        first = self.encoded.count(" ", 0, start)  # a space ends each token
        return range(first, max(first, self.encoded.count(" ", 0, max(0, end - 1)) + 1))

    def members(self, start: int, end: int, *, aside: bool = True) -> list[Annotation]:
        """Return the annotations in encoded[start:end]; those in parentheses, and those right behind another, only where `aside` is set.

        “Foo Cloud” in a list of companies means Foo.
        """
        found, depth, beside = [], 0, False
        for word in (self.words[i] for i in self.token_range(start, end)):
            depth += (word == "(") - (word == ")")
            if is_annotation(word) and (aside or (depth == 0 and not beside)):
                found.append(self.annotations[index_of(word)])
            beside = is_annotation(word)
        return found

    def words_between(self, start: int, end: int) -> Span:
        """Return the text span of the tokens in encoded[start:end]."""
        indices = self.token_range(start, end)
        return Span(self.bounds[indices[0]][0], self.bounds[indices[-1]][1])

    def raw(self, span: Span) -> Span:
        """Return a text span as document offsets."""
        first, last = self._part(span.start), self._part(span.end - 1)
        start, _ = first[1].span(span.start - first[0], min(span.end, first[0] + len(first[1].text)) - first[0])
        _, end = last[1].span(max(span.start, last[0]) - last[0], span.end - last[0])
        return Span(start, end)

    def _part(self, index: int) -> tuple[int, Clean]:
        return next(part for part in reversed(self.parts) if part[0] <= index)


def kind_of(annotation: Annotation) -> str:
    """Return the kind that an annotation is encoded as."""
    if isinstance(annotation, Figure):
        return annotation.kind if annotation.kind in FIGURES else "Count"
    return NAME if annotation.entity.type in {NAME, ""} else annotation.entity.type


def encode(
    text: str,
    parts: Sequence[tuple[int, Clean]],
    block: Block,
    annotations: Sequence[Annotation],
    *,
    hidden: Sequence[Citation] = (),
    also_hidden: Sequence[Span] = (),
    head: Entity | None = None,
    kind: str = "sentence",
    lead: Entity | None = None,
) -> Unit:
    """Tokenise text around its annotations; citations and `also_hidden` spans leave no token."""
    kept = tuple(a for a in annotations if not _inside(a, hidden) and not _inside(a, also_hidden))[:MOST]
    shown = [(a.start, a.end, token(kind_of(a), i)) for i, a in enumerate(kept)]
    marks = sorted([*shown, *((h.start, h.end, "") for h in hidden), *((h.start, h.end, "") for h in also_hidden)])
    marks = [mark for mark, before in zip(marks, _ends(marks), strict=True) if mark[0] >= before]
    words = _words(text, marks)
    seen = _seen(words)
    encoded = " ".join([*seen, ""])
    return Unit(
        text=text,
        parts=tuple(parts),
        block=block,
        encoded=encoded,
        words=tuple(words),
        marks=tuple(marks),
        annotations=kept,
        mentions=tuple(a for a in annotations if isinstance(a, Mention)),
        citations=tuple(hidden),
        head=head,
        kind=kind,
        lead=lead,
        vocabulary=frozenset(seen),
        kinds=frozenset([*(word[0] for _, _, word in shown), *((CODE_MARK,) if CODE_MARK in encoded else ())]),
    )


def _ends(marks: Sequence[Mark]) -> Iterator[int]:
    """Yield for each mark where those before it end."""
    position = 0
    for start, end, _ in marks:
        yield position
        position = end if start >= position else position


def _words(text: str, marks: Sequence[Mark]) -> list[str]:
    """Return the words between the marks and what stands for the marks."""
    found: list[str] = []
    position = 0
    for start, end, word in marks:
        found += found_in(text, position, start)
        if word:
            found.append(word)
        position = end
    return _possessive(spelled([*found, *found_in(text, position, len(text))]))


def _possessive(words: list[str]) -> list[str]:
    """Spell out the possessive of a name in s: “Foo Instruments' plan”."""
    for index in range(1, len(words) - 1):
        if words[index] in ("'", "’") and is_annotation(words[index - 1]) and words[index - 1][0] not in _FIGURE_CODES:
            words[index] = "'s"
    return words


@lru_cache(maxsize=64)
def _bounds(text: str, marks: tuple[Mark, ...]) -> tuple[tuple[int, int], ...]:
    """Return where the words of `_words` begin and end."""
    found: list[tuple[int, int]] = []
    position = 0
    for start, end, word in marks:
        found += spans(text, position, start)
        found += [(start, end)] if word else []
        position = end
    return (*found, *spans(text, position, len(text)))


def _seen(words: Sequence[str]) -> list[str]:
    """Return words as patterns see them: in lower case, model codes marked, and names that modify the next word."""
    joined = " ".join(words)
    if _DIGIT.search(joined):
        joined = _CODE.sub(rf"{CODE_MARK}\g<0>", joined)
    seen = joined.casefold().split(" ") if words else []
    for index in [number for number, word in enumerate(words) if len(word) == 2]:
        word = words[index]
        if is_annotation(word) and word[0] not in _FIGURE_CODES:
            following = words[index + 1] if index + 1 < len(words) else ""
            if is_annotation(following) and following[0] in _PLACE_CODES:  # “Foo Arizona”, Foo's business there
                following = words[index + 2] if index + 2 < len(words) else ""
            seen[index] = word if _leaves_whole(following) else word + MODIFIER
    return seen


@lru_cache(maxsize=4096)
def _leaves_whole(following: str) -> bool:
    """Whether a name is whole before this word: no noun or name that it would only modify."""
    if is_annotation(following):
        return following[0] in _FIGURE_CODES
    word = following.casefold()
    return (
        not word or not (word[0].isalnum() or word[0] == "_") or word.endswith(("ed", "ly")) or word in _after_a_name()
    )


@cache
def _after_a_name() -> frozenset[str]:
    return frozenset(load_vocabulary().words["after-a-name"]) | words("lexicon", "verbs")


def _inside(annotation: Annotation, spans: Sequence[Span | Citation]) -> bool:
    return any(span.start <= annotation.start and annotation.end <= span.end for span in spans)
