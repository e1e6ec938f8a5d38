"""Sentences of a document as raw spans.

Splitting is by nupunkt: it has no dependencies, imports in 30 ms and is right on "U.S.-listed", "Inc." and
"(24/7 Wall St.)." alike; what it errs on (further abbreviations, a heading run into its paragraph) is mended here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from themegraph.loaders.clean import Clean, clean
from themegraph.loaders.document import Block, Document

_PROSE = frozenset({"paragraph", "bullet", "answer", "quotation", "table"})
# Abbreviations that no sentence ends with, and those that one may end with, but not before a lower-case word or figure.
_NEVER_LAST = re.compile(
    r"(?:^|[\s(\"“])(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Hon|St|Mt|Ft|vs|v|e\.g|i\.e|cf|approx|ca|Fig|Figs|Eq|Sec|"
    r"Vol|vol|pp|p|No|Nos|Art|Ch)\.$"
)
_OFTEN_INSIDE = re.compile(
    r"(?:^|[\s(])(?:Inc|Corp|Co|Cos|Ltd|Bros|LLC|L\.L\.C|L\.P|S\.A|N\.V|U\.S|U\.K|U\.N|E\.U|etc|pct|est|al|"
    r"Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.[)\"”]?$"
)
_UNENDED = re.compile(r"\S{400,}+|(?:[.!?…]\s{1,3}){20,}+")
LONGEST = (
    8_000  # characters; what goes on without an end is read in pieces, as patterns take the square of their length
)
_MUTED = str.maketrans(".!?…", ",,,,")
_NOTE = re.compile(r"((?:\[\d{1,3}\])+)\s*")  # a number that cites belongs to the sentence before
_CAMEL = re.compile(r"[a-z]{1,3}[A-Z]")  # a product's name may begin a sentence in lower case
# A capital and a lower-case word, or a name and its verb, behind a legal form begin a sentence of their own.
_FORM_LAST = re.compile(
    r"(?<=\w )((?:Inc|Corp|Co|Ltd|LLC|plc|N\.V|S\.A)\.)\s+"
    r"(?=(?!Chief|President|Chairman|Vice|Executive|Director|Group|Chair\b)(?:[A-Z][a-z]+\s+[a-z]|[A-Z][\w&.’'-]*(?:\s+[A-Z][\w&.’'-]*){0,3}\s+"
    r"(?:did|does|has|had|is|are|was|were|will|would|may|could|said|says|also|plans|expects|announced|reported)\b))"
)
# A full stop behind a plain lower-case word, then a capitalised one: the end of a sentence that the splitter missed.
_MISSED = re.compile(
    r"(?<=[ -])((?!(?:approx|dept|govt|intl|natl|assn|prof|incl|excl|misc|mfrs?)\.)[a-z]{4,}\.)\s+(?=[A-Z][a-z]+[ ,])"
)
_STREET = re.compile(r"(?:\bWall|\bHigh|\bMain|\d+(?:st|nd|rd|th)) St\.$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its raw span, its words, the block it is of and its place in the document.

    Headings, titles, questions and references are sentences of their own, whole blocks each.
    """

    start: int
    end: int
    block: Block
    index: int
    words: Clean


def split(document: Document) -> tuple[Sentence, ...]:
    """Return the sentences of a document in order."""
    parts = (
        (words, block)
        for block in document.blocks
        if block.kind != "code"
        for words in split_block(document.text, block, document.media_type)
    )
    return tuple(
        Sentence(*words.span(0, len(words.text)), block, index, words) for index, (words, block) in enumerate(parts)
    )


def split_block(text: str, block: Block, media_type: str) -> Iterator[Clean]:
    """Yield the words of a block's sentences."""
    words = clean(text, block.start, block.end, media_type)
    if block.kind not in _PROSE and len(words.text) <= LONGEST:
        yield Clean(words.text, words.pieces, (block.start, block.end))
        return
    for start, end in split_text(words.text):
        yield words.part(text, start, end, (block.start, block.end))


def split_text(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the sentences of clean text, without space around them.

    >>> [slice(*span) for span in split_text("It rose to $1.7 trillion (24/7 Wall St.). Then it fell.")]
    [slice(0, 41, None), slice(42, 55, None)]
    """
    from nupunkt import sent_spans  # its model loads on import

    spans: list[tuple[int, int]] = []
    for raw_start, raw_end in sent_spans(_UNENDED.sub(_muted, text)):
        note = _NOTE.match(text, raw_start, raw_end) if spans else None
        if note:
            spans[-1] = (spans[-1][0], note.end(1))
        piece = text[note.end() if note else raw_start : raw_end]
        start, end = raw_end - len(piece.lstrip()), raw_end - len(piece) + len(piece.rstrip())
        if start >= end:
            continue
        if spans and _goes_on(text, spans[-1], start):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return tuple(piece for span in spans for part in _at_forms(text, *span) for piece in _pieces(text, *part))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Divide what is too long for a sentence: behind a semicolon or comma if there is one, else between words."""
    while end - start > LONGEST:
        cuts = (text.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in ("; ", ", ", " "))
        cut = next((place for place in cuts if place > 0), text.find(" ", start + LONGEST, end))
        if cut < 0:
            break
        yield start, cut + (text[cut] != " ")
        start = text.find(" ", cut) + 1
    if start < end:
        yield start, end


def _muted(match: re.Match[str]) -> str:
    """Return a run that holds no end of a sentence, which would take the splitter quadratic time, without its marks."""
    return match[0].translate(_MUTED)


def _at_forms(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Part a sentence where the splitter missed an end, as behind a legal form: "… in Foo Corp. Bar Optics did not …"."""
    ends = (*_FORM_LAST.finditer(text, start, end), *_MISSED.finditer(text, start, end))
    for form in sorted(ends, key=re.Match.start):
        if " " in text[start : form.start()]:
            yield start, form.end(1)
            start = form.end()
    yield start, end


def _goes_on(text: str, before: tuple[int, int], start: int) -> bool:
    """Whether the sentence before did not end where it was split."""
    tail, following = text[max(before[0], before[1] - 24) : before[1]], text[start : start + 1]
    if _NEVER_LAST.search(tail) and not _STREET.search(tail):
        return True
    if _OFTEN_INSIDE.search(tail):
        return not (following.isupper() or following in "“\"‘'([")
    return following.islower() and not _CAMEL.match(text, start)
