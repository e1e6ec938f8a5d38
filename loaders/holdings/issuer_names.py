"""Names of issuers as lists of holdings print them: in capitals, shortened, cut off, with the share class behind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from themegraph.loaders.extraction.wordlists import alternatives
from themegraph.loaders.holdings.wordlist import any_of, issuer_words
from themegraph.ontology.company_key import legal_forms
from themegraph.ontology.listed_titles import name_of

_WORDS = issuer_words()
_ABBREVIATIONS: dict[str, str] = _WORDS["abbreviations"]
_SPELLED: dict[str, str] = _WORDS["spelled"]
_DROPPED = frozenset(word.casefold() for word in _WORDS["dropped_words"])
_FORMS = frozenset(_WORDS["forms"])
_SAME_FORM = {
    "incorporated": "inc",
    "corporation": "corp",
    "company": "co",
    "limited": "ltd",
    "oyj": "oy",
    "berhad": "bhd",
}
_MORE = alternatives((*_WORDS["security_words"], *_WORDS["security_more"]))
_SECURITY = any_of(
    _WORDS["security_words"],
    # behind the first word that describes the security stand only others, codes and figures
    r"(?<=\S)[\s,(\-/]+(?:{})(?!\w)(?![\s,.]*(?:inc|corp|ltd|llc|co)\b)"
    rf"(?:[\s,().\-/]+(?:(?:{_MORE})(?!\w)|\S{{{{1,3}}}}(?!\S)|[\d.,/%]+(?!\S)))*+\W*$",
)
_RECEIPT = any_of(_WORDS["receipt_words"], r"(?<=\S)[\s,(\-/]+(?:{})(?!\w).*$")
_COUPON = re.compile(
    r"(?<=\S)\s+(?:\d+(?:\.\d+)?\s?%|\d+\.\d{2,}\b|\d+ \d/\d|(?:USD|GBP|EUR|CHF|KRW|TWD|INR|JPY|HKD|CNY|NOK|SEK|DKK)\s?\d).*$"
)
_DOT_COM = re.compile(r"(?<=\w)\.?\s?\bcom\b(?=[\s,]*(?:inc|corp|ltd|llc|$))", re.IGNORECASE)
_CAPITALS = frozenset(_WORDS["capitals"])
_INITIALLED = re.compile(r"[A-Z]{1,2}&[A-Z]{1,2}")
_LONGEST = 200  # characters of a name that are looked at
_THE = re.compile(r"\s*[/,(]\s*the\)?\s*$", re.IGNORECASE)
_STATE = re.compile(r"\s*[/\\]\s*[A-Z]{2,4}\s*[/\\]?\s*$")
# what tells registrants of one name apart: "INC DEL", "PLC NEW"
_REGISTRANT = re.compile(
    r"\b(INC|CORP|CORPORATION|CO|COS|COMPANY|LTD|PLC|LP|LLC|SA|NV|AG)\.? (?:NEW|DEL|DE|MD|OHIO|PA|NC|CAL|MINN|MASS|IRELAND)$",
    re.IGNORECASE,
)
_CUT = 26  # characters from which a name may be cut off
_CUT_FORMS = frozenset(_WORDS["cut_forms"])
_MARKS = re.compile(r"[^\w\s]|_")
_INITIALS = re.compile(r"\b(?:\w )+\w\b")


@dataclass(frozen=True, slots=True)
class IssuerName:
    """A name brought to one form: its words without share class and legal form, and the legal forms it bears.

    `cut` tells that it is so long that its end may be missing.
    """

    words: tuple[str, ...]
    forms: frozenset[str]
    cut: bool = False

    @property
    def key(self) -> str:
        """The words as one text; spellings of one name have the same."""
        return " ".join(self.words)


@lru_cache(maxsize=65536)
def issuer_name(name: str) -> IssuerName:
    """Return a name as lists of holdings print it, brought to one form.

    >>> issuer_name("ALPHABET INC CLASS C").key, issuer_name("INTL FOO TECHNOLOG-SP ADR").key
    ('alphabet', 'international foo technology')
    """
    plain = unicodedata.normalize("NFKD", _without_security(name)).encode("ascii", "ignore").decode() or name
    plain = _DOT_COM.sub("", plain).casefold().replace("&", " and ").replace("'", "").replace(".", "")
    words = _INITIALS.sub(lambda found: found[0].replace(" ", ""), " ".join(_MARKS.sub(" ", plain).split())).split()
    kept = [word for word in words if word not in _DROPPED] or words
    end = len(kept)
    while end > 1 and (_is_form(kept[end - 1]) or (end < len(kept) and kept[end - 1] == "and")):
        end -= 1
    forms = frozenset(_SAME_FORM.get(word, word) for word in kept[end:])
    cut = len(" ".join(name.split())) >= _CUT
    if cut and not forms and end > 2 and kept[end - 1] in _CUT_FORMS:
        end -= 1
    return IssuerName(tuple(_spelled_out(word) for word in kept[:end]), forms, cut)


def _without_security(name: str) -> str:
    """Return a name up to where it begins to describe the security."""
    bare = _COUPON.sub("", " ".join(name.split())[:_LONGEST])
    bare = _REGISTRANT.sub(r"\1", _SECURITY.sub("", _RECEIPT.sub("", _STATE.sub("", bare))))
    return _THE.sub("", bare).rstrip(" ,-/(") or name[:_LONGEST]


def _is_form(word: str) -> bool:
    return word in _FORMS or bool(legal_forms(f"x {word}"))


def _spelled_out(word: str) -> str:
    whole = _ABBREVIATIONS.get(word, word)
    return whole[:-1] if whole is word and len(word) > 3 and word.endswith("s") and not word.endswith("ss") else whole


def shown_name(name: str) -> str:
    """Return an issuer's name for readers: without share class, capitals as people write them.

    >>> shown_name("FOO PHOTONICS HLDGS INC CL A"), shown_name("Bar Optical plc")
    ('Foo Photonics Holdings Inc.', 'Bar Optical plc')
    """
    bare = _without_security(name)
    shouted = bare.isupper()
    words = (_SPELLED.get(word, word) for word in bare.split())
    bare = " ".join(word.upper() if shouted else word for word in words)
    if not bare.isascii():
        return bare
    return " ".join(_capitals(word) for word in name_of(bare).split()) or bare


def _capitals(word: str) -> str:
    """Return a word of a shown name in capitals where it is an acronym: "ETF", "AT&T"."""
    upper = word.upper()
    return upper if upper in _CAPITALS or _INITIALLED.fullmatch(upper) else word


def are_akin(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two names may be one where a code agrees: the words of the shorter begin those of the longer, in order.

    >>> are_akin(("taiwan", "semiconductor", "manufac"), ("taiwan", "semiconductor", "manufacturing"))
    True
    >>> are_akin(("foo",), ("bar", "foo")), are_akin(("ibm",), ("international", "business", "machine"))
    (False, True)
    """
    if not one or not other:
        return False
    if "".join(one) == "".join(other):
        return True
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) == 1 and len(short[0]) > 2 and short[0] == "".join(word[0] for word in long):
        return True
    if not _begins(short[0], long[0]):
        return False
    rest = iter(long[1:])
    return all(any(_stands_for(word, longer) for longer in rest) for word in short[1:])


def _begins(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and (len(short) > 2 or short == long)


def _stands_for(one: str, other: str) -> bool:
    """Tell whether one word is another one cut off, or its first letter with some of the others in order."""
    short, long = sorted((one, other), key=len)
    letters = iter(long[1:])
    return long.startswith(short) or (len(short) > 2 and short[0] == long[0] and all(c in letters for c in short[1:]))
