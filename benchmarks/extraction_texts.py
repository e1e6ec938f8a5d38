"""Texts to measure extraction on that the repository itself holds: the bundled pages, over and over, their companies renamed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from themegraph.ontology.registry import load_registry

SAMPLES = Path(__file__).parents[1] / "loaders" / "samples"
_SYLLABLES = [
    "bor",
    "zan",
    "quil",
    "vex",
    "tor",
    "mi",
    "lun",
    "kar",
    "del",
    "phos",
    "ri",
    "wen",
    "gal",
    "sto",
    "ny",
    "hax",
]
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def pages() -> list[str]:
    """Return the bundled pages without their front matter."""
    paths = (path for path in sorted(SAMPLES.iterdir()) if path.suffix in {".txt", ".md"} and path.stem != "README")
    return [_FRONT_MATTER.sub("", path.read_text(encoding="utf-8")) for path in paths]


def renamed(text: str, number: int) -> str:
    """Return a text with each known company's names replaced by an invented one that belongs to copy `number`."""
    names = {name: entry.iri for entry in load_registry().entries if entry.type == "Company" for name in entry.names}
    ordered = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{ordered})(?!\w)", lambda match: _invented(names[match[0]], number), text)


def _invented(iri: str, number: int) -> str:
    digest = hashlib.sha256(f"{iri} {number}".encode()).digest()
    return "".join(_SYLLABLES[byte % len(_SYLLABLES)] for byte in digest[:3]).title() + " Systems"


def copies() -> Iterator[str]:
    """Yield the pages as they are, then renamed, without end."""
    number = 0
    while True:
        for page in pages():
            yield renamed(page, number) if number else page
        number += 1


def long_text(characters: int) -> str:
    """Return pages joined to one text of at least so many characters."""
    return joined(copies(), characters)


def joined(pages: Iterator[str], characters: int) -> str:
    """Return the next pages joined to one text of at least so many characters."""
    whole = ""
    for page in pages:
        whole += f"{page}\n\n"
        if len(whole) >= characters:
            return whole
    raise AssertionError("the pages end")
