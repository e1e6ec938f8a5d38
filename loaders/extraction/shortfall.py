"""How far a pattern came in a unit, and what it wanted next: its own parts compiled and run by the real matcher."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from themegraph.errors import RuleError
from themegraph.loaders.extraction.kinds import ENTITIES, FIGURES, accepts
from themegraph.loaders.extraction.pattern import FREE, Pattern, compile_pattern
from themegraph.loaders.extraction.unit import Annotation, Unit, kind_of
from themegraph.loaders.extraction.vocabulary import load_vocabulary

_SLOT = re.compile(r"\{(?P<name>\w+):(?P<types>[\w|]+)(?P<known>!?)(?P<many>\+?)\}")
_EVERYTHING = "|".join((*ENTITIES, *FIGURES))
_BEHIND_NAME = re.compile(r"[\[(]*(?:['’]s|-)")
_OPEN, _CLOSE = "[(", "])"
# Behind a part of a pattern, so that its last element is not taken for the pattern's end; it may match nothing.
_MORE = " ***"
_SHOWN = 6  # words of the sentence that a reason quotes
_LONGEST = 60  # characters of an element that a reason quotes


@dataclass(frozen=True, slots=True)
class Shortfall:
    """How many of a pattern's elements matched, of how many, the words that they matched, and why no more did."""

    reached: int
    elements: int
    words: str
    reason: str

    @property
    def share(self) -> float:
        """The part of the pattern that matched, 0 to 1."""
        return self.reached / max(1, self.elements)


def shortfall(pattern: Pattern, unit: Unit) -> Shortfall:
    """Say how far a pattern that does not match a unit came in it; the furthest of its alternatives counts."""
    found = [_of_alternative(elements, unit) for elements in _alternatives(pattern.source)]
    return max(found, key=lambda each: (each.share, each.reached))


def elements_of(source: str) -> list[str]:
    """Return the elements of a pattern, groups whole.

    >>> elements_of("{a:Org}'s [new or] (plant|mill) \\\\( in")
    ["{a:Org}'s", '[new or]', '(plant|mill)', '\\\\(', 'in']
    """
    return ["".join(part) for part in _split(source, " \t\n")]


def _alternatives(source: str) -> list[list[str]]:
    return [_joined(elements_of("".join(part))) for part in _split(source, "|")]


def _joined(elements: list[str]) -> list[str]:
    """Keep a slot together with the possessive behind it, which the slot itself asks for."""
    out: list[str] = []
    for element in elements:
        if out and _BEHIND_NAME.match(element):
            out[-1] += " " + element
        else:
            out.append(element)
    return out


def _split(source: str, separators: str) -> Iterator[list[str]]:
    """Yield the characters between separators that no bracket encloses."""
    part: list[str] = []
    depth, escaped, slot = 0, False, False
    for char in source:
        slot = (slot or char == "{") and char != "}"
        if not escaped and not slot:
            depth += (char in _OPEN) - (char in _CLOSE)
        if char in separators and depth == 0 and not escaped and not slot:
            if part:
                yield part
            part = []
        else:
            part.append(char)
        escaped = char == "\\" and not escaped
    if part:
        yield part


def _of_alternative(elements: list[str], unit: Unit) -> Shortfall:
    reached, end = 0, None
    for count in range(1, len(elements) + 1):
        found = _search(elements[:count], unit)
        if found is None:
            break
        reached, end = count, found
    words = _words(unit, end.start(), end.end()) if end and end.group().strip() else ""
    if reached == len(elements):
        return Shortfall(reached - 1, len(elements), words, _at_the_end(unit, end))
    return Shortfall(reached, len(elements), words, _reason(elements[: reached + 1], unit, end))


@lru_cache(maxsize=2048)
def _compiled(source: str) -> re.Pattern[str] | None:
    try:
        return compile_pattern(source, load_vocabulary()).regex
    except (RuleError, re.error):
        return None


def _search(elements: list[str], unit: Unit) -> re.Match[str] | None:
    regex = _compiled(" ".join(elements) + _MORE)
    return regex.search(unit.encoded) if regex else None


def _reason(elements: list[str], unit: Unit, before: re.Match[str] | None) -> str:
    """Say why the last of these elements does not match where the others do."""
    wanted = elements[-1]
    for number in range(len(elements) - 1, -1, -1):
        reason = _wrong_type(elements, number, unit)
        if reason:
            return reason
    if before is not None and (far := _too_far(elements, unit, before)):
        return far
    slot = _SLOT.search(wanted)
    if slot and slot["types"] not in FREE:
        return _no_mention(slot, unit, before)
    if before is None:
        return f"no words that {_cut(wanted)} matches"
    return (
        f"wants {_cut(wanted)} behind “{_words(unit, before.start(), before.end())}”, found {_next(unit, before.end())}"
    )


def _wrong_type(elements: list[str], number: int, unit: Unit) -> str:
    """Say which mention stands where a slot wants another type, if that is all that is wrong."""
    slot = _SLOT.search(elements[number])
    if slot is None or slot["types"] in FREE or not set(elements[number]).isdisjoint(_OPEN):
        return ""
    widened = elements[number].replace(slot[0], f"{{{slot['name']}:{_EVERYTHING}}}")
    pattern = _pattern(" ".join([*elements[:number], widened, *elements[number + 1 :]]) + _MORE)
    types = load_vocabulary().types(tuple(slot["types"].split("|")), "")
    if pattern is None:
        return ""
    for found in pattern.regex.finditer(unit.encoded):
        group = next((group for group, name in pattern.groups.items() if name == slot["name"] and found[group]), None)
        members = unit.members(*found.span(group)) if group else []
        if members and not accepts(types, kind_of(members[0])):
            return f"wants {slot['types']} for “{slot['name']}”, found {_described(members[0])}"
    return ""


def _too_far(elements: list[str], unit: Unit, before: re.Match[str]) -> str:
    """Say which words stand between, if the last element matches further on."""
    found = _search([*elements[:-1], "***", elements[-1]], unit)
    if found is None:
        return ""
    behind = " ".join(elements[:-1])
    skipped = _compiled(behind + _MORE)
    start = skipped.match(unit.encoded, found.start()) if skipped else None
    gap = (start or before).end()
    last = _compiled(elements[-1])
    there = last.search(unit.encoded, gap) if last else None
    words = _words(unit, gap, there.start()) if there and there.start() > gap else ""
    what = f"wants {_cut(elements[-1])} right behind “{_words(unit, found.start(), gap)}”"
    return f"{what}, but “{words}” stands between" if words else what


def _no_mention(slot: re.Match[str], unit: Unit, before: re.Match[str] | None) -> str:
    """Say that no mention of a slot's type stands where the slot wants one."""
    what = f"no {slot['types']} for “{slot['name']}”"
    if before is not None:
        return f"{what} behind “{_words(unit, before.start(), before.end())}”, found {_next(unit, before.end())}"
    types = load_vocabulary().types(tuple(slot["types"].split("|")), "")
    here = [a for a in unit.members(0, len(unit.encoded)) if accepts(types, kind_of(a))] if unit.encoded else []
    if here:
        return f"{what}: {_described(here[0])} stands behind a preposition, in a list or before a noun"
    return f"{what} in the sentence"


def _at_the_end(unit: Unit, found: re.Match[str] | None) -> str:
    """Say why a pattern whose elements all match does not: its last name only modifies what follows."""
    behind = f" ({_next(unit, found.end())})" if found else ""
    return f"all words match, but its last name belongs to the word behind it{behind}"


@lru_cache(maxsize=2048)
def _pattern(source: str) -> Pattern | None:
    try:
        return compile_pattern(source, load_vocabulary())
    except RuleError:
        return None


def _cut(element: str) -> str:
    return element if len(element) <= _LONGEST else element[: _LONGEST - 1] + "…"


def _described(annotation: Annotation) -> str:
    return f"{kind_of(annotation)} “{annotation.text}”"


def _words(unit: Unit, start: int, end: int) -> str:
    """Return the text of encoded[start:end], the last words of it where it is long."""
    if not unit.encoded[start:end].strip():
        return ""
    span = unit.words_between(start, end)
    words = unit.text[span.start : span.end].split()
    return " ".join(words if len(words) <= _SHOWN else ["…", *words[-_SHOWN:]])


def _next(unit: Unit, at: int) -> str:
    """Return what stands at a place of the encoded text: a mention with its type, or a few words."""
    rest = unit.encoded[at:]
    if not rest.strip():
        return "the end of the sentence"
    first = unit.members(at, at + len(rest.split(" ", 1)[0]))
    return _described(first[0]) if first else f"“{_words(unit, at, _fourth_word(unit, at))}”"


def _fourth_word(unit: Unit, at: int) -> int:
    for _ in range(3):
        at = unit.encoded.find(" ", at) + 1 or len(unit.encoded)
    return at
