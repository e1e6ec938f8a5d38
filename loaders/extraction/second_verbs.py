"""Sentences whose one subject has several verbs: “Foo will invest … and build …; it also acquired …”.

Rules want a subject beside its verb. For each further verb a sentence is encoded again without what stands between the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from themegraph.loaders.extraction.lexicon import Mention
from themegraph.loaders.extraction.unit import Annotation, Span
from themegraph.loaders.extraction.values import Figure
from themegraph.loaders.extraction.wordlists import alternatives, vocabulary

_WORDS = vocabulary("second-verbs")
_SUBJECTS = frozenset(_WORDS["subjects"])
_MODAL = rf"(?:{alternatives(_WORDS['modals'])})"
_FINITE = rf"(?:{alternatives(_WORDS['finite'])})"
_BARE = rf"(?:{alternatives(_WORDS['bare'])})"
_ADVERB = r"(?:(?:also|then|previously|separately|recently|already|later|today|subsequently)\s+)?"
_LEAD = re.compile(r"[\W_]*(?:[A-Z][a-z]+\b[^,.;:]{0,40},\s+|(?:Today|Separately|Recently)\s+)?(?:[Tt]he\s+)?")
_FIRST = re.compile(
    r"(?:\s*\([^()]{1,60}\))?(?:,\s[^,]{3,90},)?\s+"
    rf"(?:(?P<modal>{_MODAL})\s+{_ADVERB}[a-z]|{_ADVERB}(?:{_FINITE}|(?:has|have)\s+{_ADVERB}[a-z]+(?:ed|t|n|de)\b))"
)
_SECOND = re.compile(
    rf"(?:,?\s+and\s+(?:it\s+|they\s+)?|;\s+(?:and\s+)?it\s+|(?P<comma>,\s+)){_ADVERB}"
    rf"(?P<verb>(?:{_MODAL}|has|have)\s+{_ADVERB}[a-z]|(?P<finite>{_FINITE})(?!\s+by\b|[\w’'-])|(?P<bare>{_BARE})(?![\w’'-]))"
)
_ELSE = re.compile(rf"(?<![\w’'-])(?:{alternatives(_WORDS['others'])})(?![\w’'-])|n['’]t\b|[?“”\"]", re.IGNORECASE)
_LAST = re.compile(rf",?\s+and\s+(?:{_FINITE}|{_BARE})(?![\w’'-])")
_VERB = re.compile(
    rf"(?:,\s+(?:and\s+)?|\s+and\s+){_ADVERB}(?:{_FINITE}(?=\s+[A-Z0-9$€£]|\s+(?:with|in|a|an|the|its|to|by)\b)"
    rf"|(?:{_BARE}|{alternatives(_WORDS['purposes'])})\s+(?:its|the|their|a|an|new|more|up)\s|(?:will|plans\s+to|has|have)\s).*",
    re.DOTALL,
)


def before_verb(words: str) -> str:
    """Return the words that name a thing up to a further verb of the sentence.

    >>> before_verb("lasers and acquired Foo Corp."), before_verb("research and strengthen its staff")
    ('lasers', 'research')
    """
    return _VERB.sub("", words) or words


def goes_on(text: str) -> bool:
    """Tell whether a sentence may have a further verb of its subject.

    >>> goes_on("Foo opened a lab and acquired Bar."), goes_on("Foo opened a lab and a plant.")
    (True, False)
    """
    return _SECOND.search(text) is not None


def hidden_spans(text: str, annotations: Sequence[Annotation]) -> Iterator[tuple[Span, ...]]:
    """Yield for each further verb of a sentence's subject the spans to leave out, so that the subject stands beside it."""
    if (subject := _subject(text, annotations)) is None:
        return
    first = _FIRST.match(text, subject.end)
    if first is None:
        return
    for second in _SECOND.finditer(text, first.end()):
        between = text[first.start() : second.start()]
        if _ELSE.search(between):
            return
        if second["comma"] and not _LAST.search(text, second.end()):
            continue
        if second["bare"] is None:
            dated = subject.start > 0 and second["finite"] is None  # the first verb's date is not that of what will be
            lead = (Span(0, subject.start),) if dated else ()
            yield *lead, Span(subject.end, second.start("verb"))
        elif first["modal"] is not None:
            yield Span(subject.end, first.start("modal")), Span(first.end("modal"), second.start("verb"))


def _subject(text: str, annotations: Sequence[Annotation]) -> Mention | None:
    """Return the organisation that a sentence opens with."""
    first = annotations[0] if annotations else None
    if not isinstance(first, Mention) or first.entity.type not in _SUBJECTS:
        dated = isinstance(first, Figure) and len(annotations) > 1
        first = annotations[1] if dated else None
    if not isinstance(first, Mention) or first.entity.type not in _SUBJECTS or not _LEAD.fullmatch(text[: first.start]):
        return None
    return first
