"""What a line looks like: a heading, a question, a name, a list marker, one whole sentence."""

from __future__ import annotations

import re

LONGEST_HEADING = 120
LONGEST_NAME = 80
# Nobody wraps lines narrower than the first or wider than the second.
NARROWEST, WIDEST = 50, 140

_ABBREVIATION_END = re.compile(r"(?:\b(?:Inc|Corp|Co|Ltd|St|Bros|Cos|Jr|Sr|plc|vs)|\b(?:[A-Z]\.)+[A-Z])\.$")
_NUMBER = re.compile(r"[\d$€£¥%(),.—–-]*\d[\d$€£¥%(),.—–-]*")
_FAQ = re.compile(
    r"\b(?:frequently asked|faqs?|q ?& ?as?|q and a|(?:common|reader) questions|questions (?:and|&) answers)\b",
    re.IGNORECASE,
)
_REFERENCES = re.compile(
    r"(?:\d+\.? )?(?:sources?|references?|bibliography|citations|endnotes|footnotes|notes|works cited|further reading)"
    r"(?: *(?:&|and|/|,) *(?:sources?|references?|bibliography|citations|endnotes|footnotes|notes|further reading))*:?",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:Inc|Corp|Corporation|Ltd|LLC|LLP|plc|PLC|GmbH|AG|SE|Co|Company|Group|Holdings|Capital|Partners|Securities|Bank|"
    r"Research|Institute|Institution|University|Agency|Administration|Department|Ministry|Commission|Council|Association|"
    r"Organi[sz]ation|Foundation|Center|Centre|Laborator(?:y|ies)|Fund|Office|Press|Board|Committee|Society|Union)\b"
)
_SMALL = frozenset({"of", "the", "and", "&", "for", "de", "da", "du", "la", "van", "von", "der", "in", "on", "at", "y"})
_NAME_WORD = re.compile(r"[^\W_a-z][\w.’'&/+\-]*,?|\d+[/\w]*|&")
_DASHES = "—―–-"
_CLOSERS = "\"'”’)]»*_"


def is_heading(text: str) -> bool:
    """Whether a line that stands alone reads as a heading: short, capitalised, without final punctuation.

    >>> is_heading("Key takeaways"), is_heading("It grew."), is_heading("What are the risks?"), is_heading("$ 41 26")
    (True, False, True, False)
    >>> is_heading("Acme Optics Inc."), is_heading("Acme supplies lasers to Bolt Inc.")
    (True, False)
    """
    words = text.split()
    if not words or len(text) > LONGEST_HEADING or len(words) > 18 or sum(map(str.isalpha, text)) < 2:
        return False
    if text.startswith(("Q:", "A:")) or text[0].islower() or not (text[0].isalnum() or text[0] in "“\"‘'¿#"):
        return False
    if text[-1] in ".!;:,…-–—" and not (ends_in_abbreviation(text) and is_name(text)):
        return False
    numbers = sum(1 for word in words if _NUMBER.fullmatch(word))
    return numbers < 3 and 2 * numbers < len(words) + 1


def is_question(text: str) -> bool:
    """Whether the text asks something."""
    return text.rstrip(_CLOSERS).endswith("?")


def is_faq(text: str) -> bool:
    """Whether a heading announces questions with their answers."""
    return bool(_FAQ.search(text))


def is_reference_heading(text: str) -> bool:
    """Whether a heading announces the list of references.

    >>> is_reference_heading("Sources & references"), is_reference_heading("Sources of power")
    (True, False)
    """
    return bool(_REFERENCES.fullmatch(text.strip(" *_")))


def ends_in_abbreviation(text: str) -> bool:
    """Whether the final full stop belongs to an abbreviation such as Inc. or U.S.

    >>> ends_in_abbreviation("24/7 Wall St."), ends_in_abbreviation("It rose.")
    (True, False)
    """
    return bool(_ABBREVIATION_END.search(text))


def is_name(text: str) -> bool:
    """Whether the text could be just a name: few words, each capitalised or a small connecting word.

    >>> is_name("Global Market Insights"), is_name("24/7 Wall St."), is_name("Explore this theme")
    (True, True, False)
    """
    words = text.split()
    if not 1 <= len(words) <= 9 or len(text) > LONGEST_NAME or (text[-1] in ".!?:;" and not ends_in_abbreviation(text)):
        return False
    return words[0] not in _SMALL and all(word in _SMALL or _NAME_WORD.fullmatch(word) for word in words)


def is_organisation(name: str) -> bool:
    """Whether a name says by one of its words that it is an organisation's.

    >>> is_organisation("Ohio Grid Research"), is_organisation("Jane Doe")
    (True, False)
    """
    return bool(_ORGANISATION.search(name))


def is_distinctive_name(text: str) -> bool:
    """Whether a name cannot be a plain capitalised word: a capital inside it, initials, or a title after a comma."""
    return is_name(text) and bool(re.search(r"[a-z][A-Z]|\b[A-Z]{2,}\b|\d/\d|\w, [A-Z]", text))


def is_one_sentence(text: str) -> bool:
    """Whether the text is a single full sentence."""
    bare = text.rstrip(_CLOSERS)
    return bare.endswith((".", "!", "?", "…")) and not re.search(
        r"[a-z0-9)”\"’][.!?]['\"”’)]* +[“\"‘'(]*[^\W\d_a-z]", bare
    )


def is_quoted(text: str) -> bool:
    """Whether quotation marks enclose the whole text.

    >>> is_quoted("“It is.”"), is_quoted("“It is” she said.")
    (True, False)
    """
    pairs = {"“": "”", '"': '"', "«": "»", "„": "“"}
    bare = text.strip("*_ ").rstrip(".,")
    closer = pairs.get(bare[:1])
    return closer is not None and len(bare) > 2 and bare.endswith(closer) and closer not in bare[1:-1]


def after_dash(text: str) -> int:
    """Return where the name begins after a leading dash, or 0 where the text has no such form.

    >>> after_dash("— Jane Doe"), after_dash("-- Jane Doe"), after_dash("Jane Doe")
    (2, 3, 0)
    """
    name = text.lstrip(_DASHES)
    if name == text or len(text) - len(name) > 3:
        return 0
    bare = name.lstrip()
    return len(text) - len(bare) if is_name(bare.rstrip("*_").lstrip("*_")) else 0
