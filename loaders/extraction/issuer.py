"""Whom a release is about where nothing says so: its publisher, or the company that its last paragraph describes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from themegraph.loaders.document import Document
from themegraph.loaders.extraction.wordlists import alternatives, vocabulary
from themegraph.ontology.company_key import without_form

_HOUSES = re.compile(rf"\b(?:{alternatives(vocabulary('names')['publishers'])})\b", re.IGNORECASE)
_ABOUT = re.compile(r"About (?P<name>(?:the )?[A-Z0-9][\w&.,’' -]{1,60}?)[:.]?")
_OPENING = 4  # sentences in which a release names its issuer


def issuer_name(document: Document, texts: Sequence[str]) -> str:
    """Return the name of the company whose release a document is, empty where it is none or of several.

    `texts` are its sentences. A publisher that the first of them name is one, unless it is a house that only publishes.
    """
    publisher = document.metadata.publisher
    bare = without_form(publisher)
    if bare and not _HOUSES.search(publisher) and _named(bare, [document.metadata.title, *texts[:_OPENING]]):
        return publisher
    headed = {
        match["name"]
        for block in document.blocks
        if block.kind == "heading" and (match := _ABOUT.fullmatch(document.text[block.start : block.end].strip("#* ")))
    }
    own = [name for name in headed if _named(name, texts[:_OPENING])]
    return own[0] if len(headed) == len(own) == 1 else ""


def _named(name: str, texts: Sequence[str]) -> bool:
    found = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    return any(found.search(text) for text in texts)
