"""The reader of companies' reported figures: the SEC's JSON of company facts, of one concept, of one frame."""

from __future__ import annotations

import re

from themegraph.loaders.confined import confined
from themegraph.loaders.readers.base import Content, Fit, Parsed

MEDIA_TYPE = "application/json"
_HEAD = 65_536
_OPENING = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*\{")
_NAMES = re.compile(rb'"(facts|cik|entityName|taxonomy|tag|units|ccp|uom|data)"\s*:')
# The names by which each of the three forms is known; no other data has them together.
_FORMS = (
    frozenset({b"cik", b"entityName", b"facts"}),
    frozenset({b"cik", b"taxonomy", b"tag", b"units"}),
    frozenset({b"taxonomy", b"tag", b"ccp", b"uom", b"data"}),
)
_TASK = "themegraph.loaders.readers.company_facts_json:parse"


class CompanyFactsReader:
    """Reads XBRL facts as the SEC publishes them; each fact is a row, its place a JSON Pointer."""

    name = "company facts"
    suffixes = (".json",)

    def fit(self, content: Content) -> Fit:
        """Take objects that have the names of one of the three forms."""
        head = content.data[:_HEAD]
        if not _OPENING.match(head):
            return Fit.NONE
        names = set(_NAMES.findall(head))
        return Fit.CERTAIN if any(form <= names for form in _FORMS) else Fit.NONE

    def read(self, content: Content) -> Parsed:
        """Read the file in a process of its own."""
        parsed: Parsed = confined(_TASK, content.data, where=content.where)
        return parsed
