"""The subject that a note leaves out: under a company's heading, “partnered with Foo” speaks of that company."""

from __future__ import annotations

import re
from collections.abc import Sequence

from themegraph.graph.claim import Entity
from themegraph.loaders.extraction.lexicon import Mention
from themegraph.loaders.extraction.sentences import Sentence
from themegraph.loaders.extraction.wordlists import alternatives, vocabulary, words

_WORDS = vocabulary("second-verbs")
_VERB = re.compile(
    rf"(?:also\s+|now\s+)?(?:{alternatives([*_WORDS['finite'], *_WORDS['modals'], *_WORDS['notes'], *words('lexicon', 'verbs')])})"
    r"(?![\w’'-])",
    re.IGNORECASE,
)
_ORDINARY = words("names", "ordinary") | words("names", "connecting") | words("names", "company_nouns")
# how words end, and words, that name what notes are about and no company
_NO_COMPANY = re.compile(
    r"(?:tions?|sions?|ties|ty|ments?|ages?|ures?|ings?|ness|ances?|ences?|ives?|ers)$|^(?:Challenges|Strengths|Weaknesses|Features|Specs|"
    r"Threats|Pros|Cons|Goals|Tasks|Duties|Roles|Skills|Tools|Steps|Tips|Wins|Losses|Milestones|Timeline|Achievements|Ideas|Lessons|Rumours|Rumors)$"
)
_NO_VERBS = re.compile(r"(?:can|must|should|did|does|do|and|or|may|might|could)\b", re.IGNORECASE)


def noted_company(heading: str, notes: Sequence[str]) -> bool:
    """Tell whether a heading must be the name of a company: one or two words of a name's form above notes without a subject.

    >>> noted_company("Zyblat", ["raised $7 million", "LPU chip"]), noted_company("Deals", ["raised $7 million"])
    (True, False)
    """
    words_ = heading.split()
    named = 0 < len(words_) < 4 and all(w[0].isupper() and w.casefold().strip(".,") not in _ORDINARY for w in words_)
    if named and len(words_) == 1 and _NO_COMPANY.search(heading):
        return False
    return named and any(_VERB.match(note) and not _NO_VERBS.match(note) and note[0].islower() for note in notes)


def with_implied(
    sentence: Sentence, text: str, mentions: tuple[Mention, ...], owner: Entity | None
) -> tuple[Mention, ...]:
    """Return a bullet's mentions with `owner` before a verb that opens it, as a mention without words."""
    bullet = sentence.block.kind == "bullet" and owner is not None and owner.type in {"Company", "Organization"}
    if not bullet or not _VERB.match(text) or _NO_VERBS.match(text) or (mentions and mentions[0].start == 0):
        return mentions
    assert owner is not None
    return (Mention(0, 0, "", owner, False, "coreference"), *mentions)
