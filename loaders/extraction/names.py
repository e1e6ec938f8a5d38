"""Find names that no registry knows, by their form, and say what kind of thing the form suggests."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from themegraph.loaders.extraction.lexicon import How, title_case
from themegraph.loaders.extraction.names_context import is_law, says_company
from themegraph.loaders.extraction.names_evidence import abbreviated, is_body, is_tailed, is_trade, worded
from themegraph.loaders.extraction.names_markets import find_markets
from themegraph.loaders.extraction.names_runs import MODEL, Word, runs, sentence_words
from themegraph.loaders.extraction.places import before_state
from themegraph.loaders.extraction.wordlists import alternatives, vocabulary, words

_WORDS = vocabulary("names")
_HEADS: dict[str, str] = {head: kind for kind, heads in _WORDS["heads"].items() for head in heads}
_STRONG: dict[str, str] = {head: kind for kind, heads in _WORDS["strong"].items() for head in heads}
_FIRST: dict[str, str] = {head: kind for kind, heads in _WORDS["first"].items() for head in heads}
_CONNECTING = words("names", "connecting")
_ORDINARY = words("names", "ordinary") | words("names", "company_nouns")
_ACRONYMS, _NOTHING = words("names", "acronyms"), words("names", "nothing")
_ADJECTIVES = words("names", "name_adjectives")
_ING = words("names", "names_in_ing")
_FIRST_NAMES = words("names", "first_names")
_TITLES, _LOWER_TITLES = words("names", "titles"), words("names", "lower_titles")
_NO_NAMES = _ACRONYMS | _TITLES | _NOTHING | _ADJECTIVES
_PLAIN = _ORDINARY | _CONNECTING
_DEMONYMS: dict[str, str] = dict(_WORDS["demonyms"])
_FIXED: dict[str, str] = {
    **dict.fromkeys(_WORDS["exchanges"], "Exchange"),
    **dict.fromkeys(words("names", "regions"), "Place"),
    **dict.fromkeys(words("names", "states"), "Place"),
    **dict.fromkeys(filter(None, _DEMONYMS.values()), "Country"),
}
_PLACE = re.compile(
    rf"(?<![^\W_])(?!(?:{alternatives(_WORDS['in_after'])})\s)(?P<before>[\w’'.]+,?\s+|\A)(?:in|In|near|outside)\s+\Z"
)
_DATELINE = re.compile(
    rf",\s+(?:[A-Z][a-z]+\.?,\s+)?(?:{alternatives(_WORDS['months'])})[a-z]*\.?\s+[0-9]{{1,2}}(?![0-9])"
)
_PERSON_BEFORE = re.compile(rf"(?<![^\W_])(?:{'|'.join(_LOWER_TITLES)})\s+\Z")
_PERSON_AFTER = re.compile(
    rf",\s+(?:the\s+|its\s+|a\s+|our\s+|[A-Z][\w.&-]*['’]s?\s+)?(?:{alternatives(_WORDS['person_after'])})\b"
)
_LANDS = words("names", "land_tails")
_VENTURES = words("names", "venture_tails")
_MEMBER = r"[A-Z0-9][\w&.’'-]*(?: [A-Z0-9&][\w&.’'-]*){0,4}(?: \([^()]{1,40}\))?"
# a line that is a label and names: “Sensors: Foo, Bar and Foo Bar”
_LISTING = re.compile(
    rf"[^:.;]{{2,60}}(?::|\s[—–])\s+(?:{_MEMBER}[,;]\s+(?:and\s+)?)*{_MEMBER}(?:,?\s+and\s+{_MEMBER}|[,;]\s+{_MEMBER})\.?\s*"
)
_CONTINENTS = frozenset({"America", "Americas", "Africa", "Asia", "Korea", "Europe"})
_POINTS = frozenset({"North", "South", "Latin", "Central", "East", "West", "Eastern", "Western"})
_NATIVE = frozenset({"Asia", "Pte.", "Pvt.", "Pty", "Co", "Bhd."})
_ARTICLES = frozenset({"the", "a", "an"})
_INITIALS = re.compile(r"(?:[A-Z]\.)+|No\.")
_INFLECTED = re.compile(r"[A-Z][a-z]{3,}ing")
# “Foo's Bar switch” names a product of Foo's
_POSSESSED = re.compile(r"['’]s\s+\Z")
_WARE = re.compile(rf"\s+(?:{alternatives(_WORDS['wares'])})(?![^\W_])")
_VENTURE = re.compile(rf"\s+(?:{alternatives(_WORDS['ventures'])})(?![^\W_])")
NAME, PERSON = "Name", "Person"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name found by form. `type` is an ontology class, "Name" where the form tells none, "Person" for people. `firm` tells a
    type that the form makes certain from a guess.

    `unsure` marks a name that only other uses in the document can confirm: one word at the start of a sentence, or a
    word of a title. `over` marks a form that outweighs known names inside it. `country` is what a demonym stands for.
    """

    start: int
    end: int
    text: str
    type: str
    how: How = "form"
    unsure: bool = False
    over: bool = False
    firm: bool = False
    country: str = ""


def find_names(
    text: str,
    taken: Sequence[tuple[int, int]] = (),
    *,
    figures: Sequence[tuple[int, int]] = (),
    common: frozenset[str] = frozenset(),
    titled: bool | None = None,
) -> tuple[Candidate, ...]:
    """Return the names in a sentence beside the spans already taken, in order.

    `common` holds words that the document also writes in lower case, so that a capital alone proves nothing; in a
    title (`titled`, by default judged by the capitals) it proves nothing either.
    """
    found = sentence_words(text, taken, figures)
    listing = _LISTING.fullmatch(text) is not None
    titled, shouted = (title_case(text) if titled is None else titled) and not listing, _shouted(found)
    names = [
        candidate
        for run in runs(text, found)
        for whole in _parts(text, _opened(text, run, found, common))
        for part in _partners(text, whole)
        if not (shouted and all(word.text.isupper() or not word.capital for word in part))
        for candidate in _candidates(text, part, titled=titled, opening=_opens(found, part[0]), common=common)
    ]
    markets = [
        Candidate(start, end, text[start:end], "Market", over=True, firm=True)
        for start, end in find_markets(text, found)
        if text[start:end] not in _FIXED
        and not any(name.over and name.start <= start and end <= name.end for name in names)
    ]
    kept = [name for name in names if not any(m.start < name.end and name.start < m.end for m in markets)]
    return tuple(sorted([*kept, *markets], key=lambda item: item.start))


def _first_word(found: Sequence[Word]) -> Word | None:
    return next((word for word in found if word.text[0].isalnum()), None)


def _opens(found: Sequence[Word], word: Word) -> bool:
    """Tell whether a word opens the sentence, or a clause after a colon, dash, bullet or quotation mark."""
    index = word.index
    if index > 1 and found[index - 2].end + 1 == found[index - 1].end == word.start:  # the hyphen of "Foo-Bar"
        return False
    return word is _first_word(found) or (index > 0 and found[index - 1].text in ':•–—"“|>-*')


def _shouted(found: Sequence[Word]) -> bool:
    """Tell whether a sentence, or the words before its colon, are in capitals."""
    head = [word.text for word in found if len(word.text) > 3 and word.text.isalpha()][:4]
    return len(head) > 2 and all(word.isupper() for word in head)


def _opened(text: str, run: list[Word], found: Sequence[Word], common: frozenset[str]) -> list[Word]:
    """Drop ordinary words that have a capital only because they open the sentence, or a clause after a colon."""
    opens = _opens(found, run[0])
    if (_plain(run) and worded(text, run)) or (run[0].text == "I" and len(run) > 2):
        return run
    while run and not run[0].taken and run[0].text[0].isupper() and run[0].text not in _TITLES:
        if run[0].text in _ADJECTIVES and len(run) > 1 and run[1].capital and not run[1].taken:
            break
        lower = run[0].text.casefold()
        plain = lower in _ORDINARY or lower in common or (len(run) > 1 and _participle(run[0].text))
        ordinary = lower in _CONNECTING or (opens and plain and not _typed_ahead(run))
        if not ordinary or (run[0].text.isupper() and len(run[0].text) > 1 and lower not in _CONNECTING):
            break
        opens = opens and lower not in _ARTICLES  # after "The" a capital is no longer that of a first word
        run = run[1:]
    while run and not run[0].capital and not run[0].uncased:
        run = run[1:]
    return run


def _proper(word: Word) -> bool:
    """Tell whether a word is a name's own: no ordinary word, title or acronym."""
    ordinary = word.text.casefold() in _PLAIN or word.text in _NO_NAMES or word.text in _POINTS
    return word.capital and not word.taken and not ordinary


def _plain(run: Sequence[Word]) -> bool:
    """Tell whether a run's words are all ordinary ones, acronyms or heads of names."""
    return all(
        word.text.casefold() in _PLAIN or word.text in _ACRONYMS or word.text in _HEADS or word.text in _ADJECTIVES
        for word in run
    )


def _participle(word: str) -> bool:
    """Tell whether a word that opens a sentence before a name is a verb's form: "Representing Foo"."""
    return bool(_INFLECTED.fullmatch(word)) and word not in _ING


def _typed_ahead(run: list[Word]) -> bool:
    """Tell whether an ordinary first word belongs to a name with a form of its own: "General Foo Corp."."""
    return len(run) > 1 and run[-1].text in _STRONG and not any(word.taken for word in run)


def _parts(text: str, run: list[Word]) -> Iterator[list[Word]]:
    """Yield a run whole if its form outweighs the known names in it, else its pieces between them and model numbers."""
    if not run:
        return
    if any(word.taken for word in run) and _outweighs(text, run):
        yield run
        return
    piece: list[Word] = []
    for word in run:
        if word.taken and word.text in _LANDS and piece and _proper(piece[-1]):
            piece.append(word)
        elif word.taken:
            if piece and word.text in _CONTINENTS and piece[-1].text in _POINTS:
                piece.pop()  # "Foo North America" is Foo's business there
            yield from _trimmed(piece)
            piece = []
        elif MODEL.match(word.text) and not word.text.isalpha() and piece:
            yield from _trimmed(piece)
            piece = [word]
        else:
            piece.append(word)
    yield from _trimmed(piece)


def _partners(text: str, part: list[Word]) -> Iterator[list[Word]]:
    """Yield both names of a "Foo-Bar partnership", else the piece as it is."""
    if len(part) == 3 and part[1].text in "-–‑" and _VENTURE.match(text, part[2].end):
        yield part[:1]
        yield part[2:]
    else:
        yield part


def _outweighs(text: str, run: list[Word]) -> bool:
    if all(word.taken for word in run) or len(run) < 2:
        return False
    if is_body(run) or is_trade(run) or abbreviated(text, run) or is_tailed(run) or (_plain(run) and worded(text, run)):
        return True
    if (
        len(run) == 2 and run[0].taken and run[1].text in _VENTURES and run[0].text.casefold() not in _PLAIN
    ):  # "Foo Capital" is Foo's fund, not Foo
        return True
    bank = run[1].text == "of" and not run[0].taken and run[0].text in _HEADS | _FIRST
    office = run[0].text in _FIRST and not run[0].taken and len(run) > 2
    return bank or office or (run[-1].text in _STRONG and not run[-1].taken)


def _trimmed(piece: list[Word]) -> Iterator[list[Word]]:
    """Yield a piece without joining words and signs at its ends."""
    while piece and not (piece[0].capital or piece[0].uncased):
        piece = piece[1:]
    while piece and not (
        piece[-1].capital or piece[-1].uncased or piece[-1].text in _HEADS or piece[-1].text.isdigit()
    ):
        piece = piece[:-1]
    if piece:
        yield piece


def _candidates(
    text: str, part: list[Word], *, titled: bool, opening: bool, common: frozenset[str]
) -> Iterator[Candidate]:
    """Yield what a piece of a run names: a nationality and the rest, a person, or a name with its type."""
    if (nation := _nation(part)) is not None:
        head, part = part[:nation], next(_trimmed(part[nation:]), [])
        if country := _DEMONYMS[" ".join(word.text for word in head)]:
            start, end = head[0].start, head[-1].end
            yield Candidate(start, end, text[start:end], "Country", "demonym", country=country)
    if not part or (_empty(part) and not worded(text, part) and not is_tailed(part)):
        return
    start, end = part[0].start, part[-1].end
    if part[-1].text == "Co" and text[end : end + 1] in ("-", "‑"):  # the "Co" of "Co-operation" is no legal form
        part = next(_trimmed(part[:-1]), [])
        if not part:
            return
        end = part[-1].end
    if len(part) == 1 and part[0].text.isupper() and text[end : end + 6] == "-based":  # "RISC-based", of no place
        return
    adverb = len(part) == 1 and opening and part[0].text.endswith("ly") and text[end : end + 1] == ","
    if adverb or is_law(text, end):
        return
    kind = _type(text, part)
    lower = part[0].text.casefold()
    if kind in (NAME, "Place") and len(part) == 1 and (lower in _ORDINARY or lower in common):
        return
    strong = part[-1].text in _STRONG and len(part) > 1
    over = any(word.taken for word in part)
    lone = len(part) == 1 and opening and not _shaped(part[0].text)
    unsure = (
        not strong
        and not over
        and ((lone and kind != "Company") or (titled and not (len(part) == 1 and _shaped(part[0].text))))
    )
    yield Candidate(start, end, text[start:end], kind, unsure=unsure, over=over, firm=strong or over)


def _nation(part: list[Word]) -> int | None:
    """Return how many words at the start of a piece are a nationality, None for no such word."""
    for size in (2, 1):
        if len(part) >= size and " ".join(word.text for word in part[:size]) in _DEMONYMS:
            rest = part[size:]
            typed = rest and (rest[-1].text in _STRONG or (part[0].text in _ADJECTIVES and rest[0].text not in _TITLES))
            return None if typed else size
    return None


def _empty(part: list[Word]) -> bool:
    """Tell whether a piece names nothing: an acronym everyone knows, a rate, a law, a page."""
    if not any(c.isalpha() for word in part for c in word.text):
        return True
    if len(part) == 1:
        word = part[0]
        known = (
            word.text in _NO_NAMES
            or word.text.removesuffix("s") in _ACRONYMS
            or word.text in _HEADS
            or word.text.casefold() in _CONNECTING
            or (len(word.text) < 4 and word.text[0].isdigit())
            or bool(_INITIALS.fullmatch(word.text))
        )
        return known or word.generation or word.text.rstrip("0123456789EePp") in _ACRONYMS
    texts = [word.text for word in part]
    if texts[0] in _FIRST:
        return False
    if all(text in _ACRONYMS or text in _STRONG or text in _NATIVE or not text[0].isupper() for text in texts):
        return True
    return part[-1].text in _NOTHING or all(text.casefold() in _PLAIN or text in _ACRONYMS for text in texts)


def _loud(part: list[Word]) -> bool:
    """Tell whether a piece is words in capitals rather than a name."""
    long = [word.text for word in part if len(word.text) > 3]
    return len(long) > 1 and all(word.isupper() for word in long)


def _shaped(word: str) -> bool:
    """Tell whether a word is no ordinary word by its shape: capitals inside, digits, only capitals."""
    return any(c.isupper() or c.isdigit() for c in word[1:]) or "/" in word or not word[0].isascii()


def _type(text: str, part: list[Word]) -> str:
    """Return the type that a name's form or the words beside it suggest."""
    first, last = part[0].text, part[-1].text
    name = " ".join(word.text for word in part)
    if known := _FIXED.get(name):
        return known
    if _is_person(text, part):
        return PERSON
    if _POSSESSED.search(text, max(0, part[0].start - 4), part[0].start) and _WARE.match(text, part[-1].end):
        return "Product"
    if MODEL.match(text[part[0].start : part[-1].end]):
        return "Product"
    if len(part) > 1 and last in _STRONG:
        return _STRONG[last]
    if len(part) > 1 and first in _FIRST:
        return _FIRST[first]
    if _chartered(part):
        return "Organization"
    if len(part) > 1 and last in _HEADS and last[0].isupper() and (last != "Technology" or len(part) == 2):
        return _HEADS[last]
    if says_company(text, part[0].start, part[-1].end):
        return "Company"
    if len(part) in (2, 3) and first in _FIRST_NAMES and all(word.text.isalpha() for word in part):
        return PERSON
    start, end = part[0].start, part[-1].end
    dated = not text[:start].strip() and _DATELINE.match(text, end)
    placed = dated or _PLACE.search(text, max(0, start - 40), start) or before_state(text, end)
    return "Place" if placed else NAME


def _chartered(part: list[Word]) -> bool:
    """Tell whether a name is a school's or an institute's by a word before "of": "Foo Institute of Bar"."""
    texts = [word.text for word in part]
    return any(_HEADS.get(one) == "Organization" and other == "of" for one, other in pairwise(texts))


def _is_person(text: str, part: list[Word]) -> bool:
    if part[0].text in _TITLES and len(part) > 1 and part[1].text == "of":
        return True
    if part[-1].text in _HEADS:
        return False
    if any(word.text in _TITLES for word in part[: max(1, len(part) - 1)]):
        return True
    if len(part) not in (2, 3):
        return False
    if (
        len(part) == 3
        and part[1].text.rstrip(".").isupper()
        and len(part[1].text.rstrip(".")) == 1
        and part[2].text.istitle()
    ):
        return True
    before = _PERSON_BEFORE.search(text, max(0, part[0].start - 16), part[0].start)
    return bool(before or _PERSON_AFTER.match(text, part[-1].end))
