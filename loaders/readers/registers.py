"""The reader of public registers in JSON: the SEC's tickers and submissions, LEI records, OpenFIGI answers, Wikidata items."""

from __future__ import annotations

import re

from themegraph.loaders.confined import confined
from themegraph.loaders.readers.base import Content, Fit, Parsed

_HEAD = 262_144
_TASK = "themegraph.loaders.readers.registers_json:parse"
_OPENING = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*[\[{]")
# How each form begins, or what only it has near its beginning; white space may stand between any two tokens.
_FORMS = tuple(
    re.compile(pattern.replace(rb" ", rb"\s*"))
    for pattern in (
        rb'\A(?:\xef\xbb\xbf)? \{ "[^"]{1,20}" : \{ "cik_str" :',
        rb'\A(?:\xef\xbb\xbf)? \{ "fields" : \[ "cik" ,',
        rb'\A(?=[\s\S]*"cik" :)(?=[\s\S]*"entityType" :)(?=[\s\S]*"(?:formerNames|tickers|insiderTransactionForOwnerExists)" :)',
        rb'"type" : "(?:lei-records|relationship-records)"',
        rb'"(?:LEI|NodeID)" : \{ "\$" : "[A-Z0-9]{20}"',
        rb'\A(?:\xef\xbb\xbf)? \[? \{ "(?:data" : \[ \{[^{}]{0,400}"(?:figi|compositeFIGI)|warning|error)" :',
        rb'\A(?:\xef\xbb\xbf)? \{ "entities" : \{ "[QPL][0-9]+" :',
        rb'\A(?:\xef\xbb\xbf)? \[? \{(?=[\s\S]{0,400}"id" : "Q[0-9]+")(?=[\s\S]{0,400}"type" : "item")[\s\S]*"(?:labels|claims)" :',
    )
)


class RegisterReader:
    """Reads registers of companies and securities; each record is a row, its place a JSON Pointer."""

    name = "identifiers"
    suffixes = (".json",)

    def fit(self, content: Content) -> Fit:
        """Take JSON that has the names of one of the registers."""
        head = content.data[:_HEAD]
        if not _OPENING.match(head) or b'"@context"' in head[:2000]:
            return Fit.NONE
        return Fit.CERTAIN if any(form.search(head) for form in _FORMS) else Fit.NONE

    def read(self, content: Content) -> Parsed:
        """Read the file in a process of its own."""
        parsed: Parsed = confined(_TASK, content.data, where=content.where)
        return parsed
