"""Documents that a form encloses in itself, as filers send them before EDGAR takes them apart."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass

from themegraph.loaders.readers.sec_xml.signs import Form, form_of
from themegraph.loaders.readers.sec_xml.trees import Element, descendants, tree_of, value_of


@dataclass(frozen=True, slots=True)
class Enclosure:
    """An enclosed document: its type, and its tree where it is a form."""

    type: str
    form: Form = ""
    root: Element | None = None


def enclosures(root: Element, where: str) -> Iterator[Enclosure]:
    """Yield the documents that a form encloses. Raises ReadError for a form in them that is damaged."""
    for document in descendants(root, "document"):
        kind = value_of(document, "conformedDocumentType") or "a document without a type"
        data = _decoded(value_of(document, "contents"))
        form = form_of(data)
        if form:
            inside = f"{where}, enclosed {value_of(document, 'conformedName') or kind}"
            yield Enclosure(kind, form, tree_of(data.decode("utf-8", "replace"), inside))
        else:
            yield Enclosure(kind)


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""
