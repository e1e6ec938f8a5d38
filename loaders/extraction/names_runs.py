"""Capitalised runs: the words of a sentence that stand together as one name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from themegraph.loaders.extraction.wordlists import alternatives, vocabulary, words

LONGEST_RUN = 60  # words; no name has more
_WORDS = vocabulary("names")
_ABBREVIATION = rf"(?:{alternatives(words('names', 'abbreviations'))})\.(?!\w)"
_TOKEN = re.compile(
    rf"A/S(?![^\W_])|(?:[^\W\d_]\.){{2,}}|{_ABBREVIATION}|[^\W\d_]\.(?=\s[^\W\d_])|[0-9]+(?:/[0-9]+)+"
    r"|(?<=\w)['’]s(?![^\W_])|[^\W_]+(?:[&.+](?=[^\W_])[^\W_]+|['’](?!s(?![^\W_])|\s)[^\W_]+)*|[^\w\s]"
)
_GENERATION = re.compile(_WORDS["generation"])
MODEL = re.compile(_WORDS["model"])
_OF, _FOR, _AND = words("names", "of_heads"), words("names", "for_heads"), words("names", "and_heads")
_AND_FIRST = words("names", "and_first")
_SUBJECTS = words("names", "ordinary") | words("names", "subjects")
_SMALL = words("names", "connecting")
_PARTICLES = words("names", "particles")
_AFTER_COMMA = words("names", "after_comma")
# a legal form ends a name, unless another follows: "Foo Co. Ltd."
_FORMS = frozenset({*(form for form in _AFTER_COMMA if form.endswith(".")), "Co."})
_COMPANY = frozenset({"Company", "Co.", "Sons"})
_INVESTORS = words("names", "investor_heads")
_TRADES = frozenset(
    {("Gas", "Electric"), ("Power", "Light"), ("Telephone", "Telegraph"), ("Light", "Power"), ("Electric", "Gas")}
)
_CALENDAR = words("names", "calendar")
_LOWER_HEADS = frozenset(head for heads in _WORDS["heads"].values() for head in heads if head.islower())
_ENDS = frozenset(head for heads in _WORDS["strong"].values() for head in heads)
_GAP = re.compile(r"[^\S\n]*\n?[^\S\n]*")
_LONGEST = 12


@dataclass(slots=True)  # not frozen: one is made for every word of a text, and freezing doubles what that costs
class Word:
    """A token of a sentence; `taken` where a known name or figure already covers it."""

    start: int
    end: int
    text: str
    index: int = 0
    taken: bool = False
    hard: bool = False

    @property
    def capital(self) -> bool:
        """Whether the word could be part of a name: a capital, a capital inside, figures parted by a slash."""
        return _capital(self.text)

    @property
    def generation(self) -> bool:
        """Whether the word is a number, rate, quarter or lone letter: "800G", "Q3"."""
        return _generation(self.text)

    @property
    def uncased(self) -> bool:
        """Whether the word is of a script without capitals."""
        return _uncased(self.text)


@lru_cache(maxsize=32768)
def _capital(text: str) -> bool:
    if text[0].isupper():
        return True
    inside = len(text) > 2 and text[0].islower() and any(c.isupper() for c in text[1:])
    return (
        inside or "/" in text[1:] or (text[0].isdigit() and len(text) > 1 and text[1:].isalpha() and text[1].isupper())
    )


@lru_cache(maxsize=32768)
def _generation(text: str) -> bool:
    return bool(_GENERATION.match(text))


@lru_cache(maxsize=32768)
def _uncased(text: str) -> bool:
    return len(text) > 1 and all(c.isalpha() and not c.isupper() and not c.islower() for c in text)


def sentence_words(
    text: str, taken: Sequence[tuple[int, int]] = (), hard: Sequence[tuple[int, int]] = ()
) -> list[Word]:
    """Return the words and signs of a sentence; `taken` are spans of known names, `hard` of figures."""
    found = [Word(*match.span(), match[0], index) for index, match in enumerate(_TOKEN.finditer(text))]
    if taken or hard:
        names, figures = _marked(text, taken), _marked(text, hard)
        for word in found:
            word.taken = 1 in names[word.start : word.end]
            word.hard = 1 in figures[word.start : word.end]
    return found


def _marked(text: str, spans: Sequence[tuple[int, int]]) -> bytearray:
    """Return a byte for each character, 1 in the spans."""
    marked = bytearray(len(text) if spans else 0)
    for start, end in spans:
        marked[start:end] = b"\1" * (end - start)
    return marked


def runs(text: str, found: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield the longest runs of capitalised words, with the small words that join them."""
    index = 0
    while index < len(found):
        if not _may_begin(found[index].text) or not _begins(found, index):
            index += 1
            continue
        last = index
        while (following := _extension(text, found, index, last)) is not None:
            last = following
        yield list(found[index : last + 1])
        index = last + 1


@lru_cache(maxsize=32768)
def _may_begin(text: str) -> bool:
    """Whether a name could begin with a word, by its letters."""
    return _capital(text) or (_uncased(text) and len(text) <= _LONGEST)


def _begins(found: Sequence[Word], index: int) -> bool:
    word = found[index]
    if (
        index > 1
        and found[index - 1].text in "-–‑"
        and found[index - 2].end == found[index - 1].start == word.start - 1
    ):
        before = found[index - 2]
        if before.taken or before.hard or before.generation:
            return False
    formed = _formed(found, index)
    lone = word.generation and not word.taken and not _initial(found, index) and not formed
    return not (word.hard or word.text in _CALENDAR or lone)


def _formed(found: Sequence[Word], index: int) -> bool:
    """Tell whether a number or lone letter begins a company's name: "3Q Inc.", "3Q Company", "I Foo Capital"."""
    after = found[index + 1 : index + 3]
    if found[index].text == "I":
        return len(after) == 2 and all(word.capital for word in after) and after[1].text in _INVESTORS
    return bool(after) and after[0].capital and (after[0].text in _ENDS or after[0].text in _COMPANY)


def _initial(found: Sequence[Word], index: int) -> bool:
    """Tell whether a lone capital letter begins a name: "J. P. Foo", "T-Foo"."""
    return (
        len(found[index].text) == 1
        and found[index].capital
        and index + 1 < len(found)
        and found[index + 1].text in (".", "&", "-")
    )


def _extension(text: str, found: Sequence[Word], first: int, last: int) -> int | None:
    """Return the index of the word that a run goes on to, or None at its end."""
    if last + 1 >= len(found) or last - first > LONGEST_RUN:
        return None
    word, gap = found[last + 1], text[found[last].end : found[last + 1].start]
    if word.text in "-–‑" and not gap:
        return _hyphenated(text, found, last)
    if not _GAP.fullmatch(gap):
        return None
    if word.text == "," and not gap:
        formed = last + 2 < len(found) and found[last + 2].text in _AFTER_COMMA
        return last + 2 if formed or _of_ministry(found, first, last) else None
    if not gap:
        return None
    if _starts_anew(found[last].text, word.text):
        return None
    if _joins_on(found, first, last):
        return last + 1
    return _joined(text, found, first, last)


def _of_ministry(found: Sequence[Word], first: int, last: int) -> bool:
    """Tell whether a comma parts the subjects of one ministry: "Ministry of Trade, Sports and Foo"."""
    if found[first].text not in _AND_FIRST or found[last].text.casefold() not in _SUBJECTS:
        return False
    for word in found[last + 2 : last + 12]:
        if word.text == "and":
            return found[last + 2].text != "and"
        if word.text != "," and not (word.capital and word.text.casefold() in _SUBJECTS):
            return False
    return False


def _starts_anew(last: str, word: str) -> bool:
    """Tell whether a small word with a capital begins a sentence after a line in capitals: "FOO The maker …"."""
    if last.isupper() and len(last) > 3 and word != last and word.casefold() == last.casefold():
        return True  # a line in capitals before the name in the text: "FOOBAR Foobar said …"
    return word[0].isupper() and word.casefold() in _SMALL and not word.isupper() and last.isupper() and len(last) > 2


def _joins_on(found: Sequence[Word], first: int, last: int) -> bool:
    """Tell whether the next word belongs to the run by itself."""
    word = found[last + 1]
    if word.hard or word.text in _CALENDAR or (found[last].text in _FORMS and word.text not in _ENDS):
        return False
    if word.capital:
        single = len(word.text) == 1 or word.generation
        return (
            not single
            or found[first].text == "Customer"
            or (last + 2 < len(found) and found[last + 2].capital and len(word.text) < 3)
        )
    if word.text in _LOWER_HEADS:
        return last > first or found[first].text.isupper()
    number = word.text.isdigit() and last + 2 < len(found)
    return number and found[last + 2].text in _AND | _ENDS  # “Foo 8 Corp.”


def _hyphenated(text: str, found: Sequence[Word], last: int) -> int | None:
    """Go over a hyphen between two capitals: "Rolls-Royce", never into a known name."""
    if last + 2 >= len(found) or text[found[last + 1].end : found[last + 2].start]:
        return None
    after = found[last + 2]
    formed = last + 3 < len(found) and found[last + 3].text in _ENDS  # "Foo-on Incorporated"
    if after.hard or after.taken or found[last].taken or not (after.capital or after.text.isdigit() or formed):
        return None
    return last + 2


def _joined(text: str, found: Sequence[Word], first: int, last: int) -> int | None:
    """Go over "of", "for", "and", "&" and particles where the words around them make one name."""
    word = found[last + 1].text
    article = 1 if last + 2 < len(found) and found[last + 2].text == "the" and word in ("of", "for") else 0
    target = last + 2 + article
    if (
        target >= len(found)
        or not found[target].capital
        or found[target].hard
        or "\n\n" in text[found[last].end : found[target].start]
    ):
        return None
    run = [item.text for item in found[first : last + 1]]
    if word == "of":
        return target if run[-1] in _OF or run[0] in _AND_FIRST else None
    if word == "for":
        return target if not _FOR.isdisjoint(run) else None
    if word == "and":
        if found[target].text in _COMPANY and last > first:  # "Foo Bar and Company"
            return target
        if last > first and (found[last].text, found[target].text) in _TRADES:
            return target
        return target if _one_name(found, first, last, target) else None
    if word not in _PARTICLES or (found[last].taken and not _one_name(found, first, last, target)):
        return None
    return target


def _one_name(found: Sequence[Word], first: int, last: int, target: int) -> bool:
    """Tell whether "and" joins parts of one name: of a ministry, or of an index or fund whose head follows."""
    start = first + (found[first].text == "The")
    if found[start].text in _AND_FIRST and last > start and not found[last].taken:
        return found[target].text.casefold() in _SUBJECTS
    if last - first < 2 or found[last].text in _ENDS:
        return False
    for word in found[target : target + 6]:
        if word.text in _AND:
            return True
        if not word.capital:
            return False
    return False
