"""What is known of a document: from options, a sidecar file, its front matter and its text, in that order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from themegraph.errors import ReadError
from themegraph.loaders.dates import parse_date
from themegraph.loaders.document import Block, Metadata

LONGEST_VALUE = 1000
_KEYS = {
    "title": ("title",),
    "issued": ("date", "issued", "published", "datePublished", "date_published"),
    "publisher": ("publisher",),
    "address": ("address", "url", "canonical"),
    "about": ("about",),
    "aliases": ("aliases",),
}
_BIDIRECTIONAL = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def unsafe_character(text: str) -> str:
    """Return the first control, bidirectional or unpaired surrogate character as U+XXXX, or "".

    >>> unsafe_character("plain"), unsafe_character("a\\u202eb")
    ('', 'U+202E')
    """
    for character in text:
        if character in _BIDIRECTIONAL or unicodedata.category(character) in ("Cc", "Cs"):
            return f"U+{ord(character):04X}"
    return ""


def safe_words(words: str) -> str:
    """Return words that metadata may hold, cut where they are too long; "" where a character is unsafe.

    >>> safe_words("plain"), safe_words("a\\u202eb")
    ('plain', '')
    """
    return "" if unsafe_character(words) else words[:LONGEST_VALUE]


def metadata_from(values: Mapping[str, object], where: str) -> Metadata:
    """Return the metadata that a mapping holds under any of their names; other keys are left alone.

    Raises ReadError for a value of the wrong kind, a date that is none, or an unsafe character.
    """
    return Metadata(
        title=_text(values, "title", where),
        issued=_issued(values, where),
        publisher=_text(values, "publisher", where),
        address=_text(values, "address", where),
        about=_text(values, "about", where),
        aliases=_aliases(values, where),
    )


def combine(*layers: Metadata) -> Metadata:
    """Return one metadata record, each field from the first layer that has it.

    >>> combine(Metadata(title="A"), Metadata(title="B", about="C"))
    Metadata(title='A', issued='', publisher='', address='', about='C', aliases=())
    """
    return Metadata(**{item.name: _first(layers, item.name) for item in fields(Metadata)})


def _first(layers: Iterable[Metadata], name: str) -> Any:
    return next((value for layer in layers if (value := getattr(layer, name))), getattr(Metadata(), name))


def from_text(text: str, blocks: tuple[Block, ...], name: str) -> Metadata:
    """Return what the document says of itself: its title, or else the name of its file."""
    title = next((block for block in blocks if block.kind == "title"), None)
    words = " ".join(text[title.start : title.end].split()) if title else ""
    if not words or unsafe_character(words):
        words = name.rpartition("/")[2].rpartition(".")[0] or name
    return Metadata(title=words[:LONGEST_VALUE])


def _found(values: Mapping[str, object], field: str) -> tuple[str, object]:
    return next(((key, values[key]) for key in _KEYS[field] if values.get(key) not in (None, "")), ("", ""))


def _text(values: Mapping[str, object], field: str, where: str) -> str:
    key, value = _found(values, field)
    return _checked(key, value, where)


def _checked(key: str, value: object, where: str) -> str:
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        raise ReadError(f"{key} is a {type(value).__name__}", where=where, valid="text")
    text = unicodedata.normalize("NFC", " ".join(str(value).split(" "))).strip()
    unsafe = unsafe_character(text)
    if unsafe:
        raise ReadError(
            f"{key} holds the character {unsafe}", where=where, valid="text without control or bidirectional characters"
        )
    if len(text) > LONGEST_VALUE:
        raise ReadError(f"{key} is {len(text)} characters long", where=where, valid=f"at most {LONGEST_VALUE}")
    return text


def _issued(values: Mapping[str, object], where: str) -> str:
    key, value = _found(values, "issued")
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = _checked(key, value, where)
    issued = parse_date(text)
    if text and not issued:
        raise ReadError(f"{key} {text!r} is not a date", where=where, valid="a date such as 2026-03-02")
    return issued


def _aliases(values: Mapping[str, object], where: str) -> tuple[str, ...]:
    key, value = _found(values, "aliases")
    items = value if isinstance(value, list | tuple) else [value] if value else []
    return tuple(text for item in items if (text := _checked(key, item, where)))
