"""Kinds of mention and figure as private-use characters, so that a token of the encoded text shows its type."""

from __future__ import annotations

from functools import cache

from themegraph.ontology.terms import CLASSES

NAME = "Name"
FIGURES = ("Money", "Percent", "Date", "Multiple", "Quantity", "Count", "Ticker")
ENTITIES = (
    "Theme",
    "Layer",
    "Topic",
    "Technology",
    "Product",
    "Organization",
    "Company",
    "Government",
    "OrganizationGroup",
    "OrganizationRole",
    "Country",
    "Place",
    "Exchange",
    "FinancialProduct",
    "Fund",
    "ExchangeTradedFund",
    "Index",
    "Market",
    "Project",
    "Driver",
    "Document",
)
# a name of unknown type may fill a slot of these types; the first of them in the slot becomes its type
NAMEABLE = (
    "Company",
    "Organization",
    "Product",
    "Fund",
    "Index",
    "Market",
    "Project",
    "Place",
    "Exchange",
    "ExchangeTradedFund",
)
FIRST_INDEX, LAST_INDEX = "\ue100", "\uf8ff"
INDEX = r"\S"  # matches the second character of an annotation; a range of thousands takes a millisecond to compile
MODIFIER = "\ue0fd"  # stands behind a name that the next word makes a modifier: "power plants"
CODE_MARK = "\ue0ff"  # stands before a model code, whose capitals the encoded text does not keep
FIRST_KIND = "\ue000"
_CODES = {kind: chr(ord(FIRST_KIND) + number) for number, kind in enumerate((*ENTITIES, *FIGURES, NAME))}


def token(kind: str, index: int) -> str:
    """Return the two characters that stand for annotation number `index` of a kind."""
    return _CODES[kind] + chr(ord(FIRST_INDEX) + index)


def index_of(characters: str) -> int:
    """Return the annotation number of a token made by `token`."""
    return ord(characters[-1]) - ord(FIRST_INDEX)


def is_annotation(word: str) -> bool:
    """Whether a token stands for a mention or figure."""
    return len(word) == 2 and FIRST_INDEX <= word[1] <= LAST_INDEX


def accepts(types: tuple[str, ...], kind: str) -> bool:
    """Whether a slot of these types takes a mention or figure of this kind."""
    if kind == NAME:
        return any(wanted in NAMEABLE for wanted in types)
    return any(wanted in CLASSES.get(kind, (kind,)) for wanted in types)


@cache
def kind_codes(types: tuple[str, ...]) -> tuple[str, ...]:
    """Return the characters of all kinds that a slot of these types takes."""
    return tuple(code for kind, code in _CODES.items() if accepts(types, kind))


@cache
def kind_characters(types: tuple[str, ...], *, named: bool = True) -> str:
    """Return those characters as ranges of a character class.

    Mere names of unknown type are among them unless `named` is false.
    """
    codes = sorted(ord(code) for kind, code in _CODES.items() if accepts(types, kind) and (named or kind != NAME))
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(chr(first) if first == last else f"{chr(first)}-{chr(last)}" for first, last in ranges)
