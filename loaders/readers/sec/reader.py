"""The reader of filings: inline XBRL, older HTML, typed text, whole submissions and their exhibits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from themegraph.errors import ReadError
from themegraph.loaders.document import Block, Metadata
from themegraph.loaders.readers.base import Content, Fit, Parsed
from themegraph.loaders.readers.rendering import Rendering
from themegraph.loaders.readers.sec.characters import characters
from themegraph.loaders.readers.sec.exhibits import exhibit_metadata
from themegraph.loaders.readers.sec.facts import exhibit_type, metadata_of
from themegraph.loaders.readers.sec.furniture import without_furniture
from themegraph.loaders.readers.sec.layout import laid_out
from themegraph.loaders.readers.sec.outline import rendered
from themegraph.loaders.readers.sec.page import Builder, Page
from themegraph.loaders.readers.sec.signs import data_format, is_filing
from themegraph.loaders.readers.sec.submission import Part, submission_of
from themegraph.loaders.readers.sec.typed import typed_pieces, typed_text, without_envelope

_MARKUP = re.compile(r"<(?:html|body|div|p|font|span|td)\b", re.IGNORECASE)
_LEADING = 20_000


class SecReader:
    """Reads filings with the SEC: the text is what a reader sees, without page furniture, by part and item."""

    name = "sec"
    suffixes = (".htm", ".html")

    def fit(self, content: Content) -> Fit:
        """Take what can be nothing but a filing, and data of the SEC so as to name them when refusing."""
        return Fit.CERTAIN if is_filing(content.data) or data_format(content.data)[0] else Fit.NONE

    def read(self, content: Content) -> Parsed:
        """Read the file. Raises ReadError for data without prose, and for what exceeds the limits."""
        what, reader = data_format(content.data)
        if what:
            raise ReadError(
                f"{what}, no document of prose; there is no reader of {reader} yet",
                where=content.where,
                valid="a filing as HTML or text",
            )
        text = without_envelope(characters(content.data, content.where))
        submission = submission_of(text, content.where)
        if not submission.parts:
            types = ", ".join(sorted(set(submission.left_out)))
            raise ReadError(
                f"a submission without text: {types} only", where=content.where, valid="a filing as HTML or text"
            )
        return _parsed(submission.parts, submission.header, content.where)


def _parsed(parts: tuple[Part, ...], header: Mapping[str, str], where: str) -> Parsed:
    page, html = Rendering(), False
    facts: dict[str, str] = {}
    for part in parts:
        if len(parts) > 1:
            page.add(
                "heading", f"{part.type} {part.description}" if part.description != part.type else part.type, level=1
            )
        typed = typed_text(part.body) if _MARKUP.search(part.body[:_LEADING]) else part.body
        html = html or typed is None
        kind = exhibit_type(part.type, ())
        if typed is None:
            built = _built(part.body, where)
            facts = {**built.facts, **facts}
            rendered(without_furniture(laid_out(built.pieces)), page, cover=not kind)
        else:
            pieces = typed_pieces(typed, listed=kind.startswith("EX-21"))
            rendered(without_furniture(pieces), page, cover=not kind)
    text, blocks = page.text, page.blocks()
    if not exhibit_type(parts[0].type, ()):
        blocks = tuple(_unsigned(text, block) for block in blocks)
    if not blocks:
        raise ReadError("no visible words", where=where, valid="a filing with text")
    kind = exhibit_type(parts[0].type, [text[block.start : block.end] for block in blocks[:4]])
    known: Metadata = exhibit_metadata(text, blocks, kind, header) if kind else metadata_of(text, blocks, facts, header)
    return Parsed(text, blocks, known, "text/html" if html else "text/plain")


def _unsigned(text: str, block: Block) -> Block:
    """Return a block that is no quotation unless it stands in quotation marks: forms end with names, but quote nobody."""
    signed = block.kind == "attribution" or (block.kind == "quotation" and text[block.start] not in '“"')
    return replace(block, kind="paragraph") if signed else block


def _built(body: str, where: str) -> Page:
    """Return the page of a body with mark-up."""
    from lxml import etree  # only filings and web pages need it

    parser = etree.HTMLParser(target=Builder(where), huge_tree=True, encoding="utf-8", recover=True)
    try:
        page: Page = etree.fromstring(body.encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:
        raise ReadError(f"not HTML: {error}", where=where, valid="a filing as published") from error
    return page
