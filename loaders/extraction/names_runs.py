"""Capitalised runs: the words of a sentence that stand together as one name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from themegraph.loaders.extraction.wordlists import alternatives, vocabulary, words

_WORDS = vocabulary("names")
_ABBREVIATION = rf"(?:{alternatives(words('names', 'abbreviations'))})\.(?!\w)"
_TOKEN = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}|{_ABBREVIATION}|[^\W\d_]\.(?=\s[^\W\d_])|[0-9]+(?:/[0-9]+)+"
    r"|(?<=\w)['’]s(?![^\W_])|[^\W_]+(?:[&.+](?=[^\W_])[^\W_]+|['’](?!s(?![^\W_])|\s)[^\W_]+)*|[^\w\s]"
)
_GENERATION = re.compile(_WORDS["generation"])
MODEL = re.compile(_WORDS["model"])
_OF, _FOR, _AND = words("names", "of_heads"), words("names", "for_heads"), words("names", "and_heads")
_AND_FIRST = words("names", "and_first")
_PARTICLES = words("names", "particles")
_AFTER_COMMA = words("names", "after_comma")
# a legal form ends a name, unless another follows: "Foo Co. Ltd."
_FORMS = frozenset({*(form for form in _AFTER_COMMA if form.endswith(".")), "Co."})
_CALENDAR = words("names", "calendar")
_LOWER_HEADS = frozenset(head for heads in _WORDS["heads"].values() for head in heads if head.islower())
_ENDS = frozenset(head for heads in _WORDS["strong"].values() for head in heads)
_GAP = re.compile(r"[^\S\n]*\n?[^\S\n]*")
_LONGEST = 12


@dataclass(frozen=True, slots=True)
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
        text = self.text
        if text[0].isupper():
            return True
        inside = len(text) > 2 and text[0].islower() and any(c.isupper() for c in text[1:])
        return (
            inside
            or "/" in text[1:]
            or (text[0].isdigit() and len(text) > 1 and text[1:].isalpha() and text[1].isupper())
        )

    @property
    def generation(self) -> bool:
        """Whether the word is a number, rate, quarter or lone letter: "800G", "Q3"."""
        return bool(_GENERATION.match(self.text))

    @property
    def uncased(self) -> bool:
        """Whether the word is of a script without capitals."""
        return len(self.text) > 1 and all(c.isalpha() and not c.isupper() and not c.islower() for c in self.text)


def sentence_words(
    text: str, taken: Sequence[tuple[int, int]] = (), hard: Sequence[tuple[int, int]] = ()
) -> list[Word]:
    """Return the words and signs of a sentence; `taken` are spans of known names, `hard` of figures."""
    return [
        Word(*match.span(), match[0], index, _covered(match, taken), _covered(match, hard))
        for index, match in enumerate(_TOKEN.finditer(text))
    ]  # fmt: skip


def _covered(match: re.Match[str], spans: Sequence[tuple[int, int]]) -> bool:
    first, last = match.span()
    return any(start < last and first < end for start, end in spans)


def runs(text: str, found: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield the longest runs of capitalised words, with the small words that join them."""
    index = 0
    while index < len(found):
        if not _begins(found, index):
            index += 1
            continue
        last = index
        while (following := _extension(text, found, index, last)) is not None:
            last = following
        yield list(found[index : last + 1])
        index = last + 1


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
    if word.hard or word.text in _CALENDAR or (word.generation and not word.taken and not _initial(found, index)):
        return False
    return word.capital or (word.uncased and len(word.text) <= _LONGEST)


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
    if last + 1 >= len(found):
        return None
    word, gap = found[last + 1], text[found[last].end : found[last + 1].start]
    if word.text in "-–‑" and not gap:
        return _hyphenated(text, found, last)
    if not _GAP.fullmatch(gap):
        return None
    if word.text == "," and not gap:
        return last + 2 if last + 2 < len(found) and found[last + 2].text in _AFTER_COMMA else None
    if not gap:
        return None
    if _joins_on(found, first, last):
        return last + 1
    return _joined(text, found, first, last)


def _joins_on(found: Sequence[Word], first: int, last: int) -> bool:
    """Tell whether the next word belongs to the run by itself."""
    word = found[last + 1]
    if word.hard or word.text in _CALENDAR or (found[last].text in _FORMS and word.text not in _FORMS):
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
    return number and found[last + 2].text in _AND


def _hyphenated(text: str, found: Sequence[Word], last: int) -> int | None:
    """Go over a hyphen between two capitals: "Rolls-Royce", never into a known name."""
    if last + 2 >= len(found) or text[found[last + 1].end : found[last + 2].start]:
        return None
    after = found[last + 2]
    if after.hard or after.taken or found[last].taken or not (after.capital or after.text.isdigit()):
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
        return target if _one_name(found, first, last, target) else None
    if word not in _PARTICLES or (found[last].taken and not _one_name(found, first, last, target)):
        return None
    return target


def _one_name(found: Sequence[Word], first: int, last: int, target: int) -> bool:
    """Tell whether "and" joins parts of one name: of a ministry, or of an index or fund whose head follows."""
    if found[first].text in _AND_FIRST and last > first:
        return True
    if last - first < 2 or found[last].text in _ENDS:
        return False
    for word in found[target : target + 6]:
        if word.text in _AND:
            return True
        if not word.capital:
            return False
    return False
