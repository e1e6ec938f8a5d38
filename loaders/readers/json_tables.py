"""The reader of JSON that holds tables: arrays of objects, or one object a line."""

from __future__ import annotations

import re
from collections.abc import Mapping

from themegraph.loaders.confined import confined
from themegraph.loaders.document import Metadata
from themegraph.loaders.readers.base import Content, Fit, Parsed
from themegraph.loaders.tables.rendering import Place, TableText

MEDIA_TYPE = "application/json"
_TASK = "themegraph.loaders.readers.json_rows:parse"
_BEGINNING = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\[\s*){0,8}(?:\{\s*["}]|\[\s*["\d\]])')
_OBJECTS = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*"')
_OTHERS = (".txt", ".text", "", ".csv", ".tsv")  # names that JSON has by mistake
_MARKS = (b"\xff\xfe", b"\xfe\xff")


class JsonReader:
    """Reads the arrays of objects in a JSON file as tables; inner objects become columns with dotted names."""

    name = "JSON"
    suffixes = (".json", ".jsonl", ".ndjson")

    def fit(self, content: Content) -> Fit:
        """Take files named so, and others that begin as objects."""
        begins = bool(_BEGINNING.match(content.data[:4096]))
        if content.suffix in self.suffixes:
            return Fit.CONTENT if begins or content.data.startswith(_MARKS) else Fit.NAME
        return Fit.CONTENT if content.suffix in _OTHERS and _OBJECTS.match(content.data[:4096]) else Fit.NONE

    def read(self, content: Content) -> Parsed:
        """Read the tables. Raises ReadError for malformed JSON, for one beyond the limits, and where there is none."""
        facts, tables = confined(_TASK, content.data, where=content.where)
        page = TableText()
        for name, places, columns, numbers, lines in tables:
            at = dict(zip(numbers, places, strict=True))
            page.add(numbers, lines, syntax="json", place=_in(at), name=name, columns=columns, facts=facts)
        return Parsed(page.text, (), Metadata(), MEDIA_TYPE, page.sheets)


def _in(pointers: Mapping[int, str]) -> Place:
    return lambda number, _: pointers[number]
