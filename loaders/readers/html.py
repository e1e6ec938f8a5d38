"""The reader of HTML: the main content of a page as a reader sees it, laid out as text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from themegraph.errors import ReadError
from themegraph.loaders.document import Metadata
from themegraph.loaders.metadata import combine
from themegraph.loaders.readers.base import Content, Fit, Parsed
from themegraph.loaders.readers.html_decoding import decode_page

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MEDIA_TYPE = "text/html"
_SAMPLE = 65_536
_LONGEST_NOTICE = 400
_OPENING = 6  # blocks in which a page's date may stand
_BEGINNING = re.compile(
    rb"\s*+(?:<\?xml\b[^>]{0,500}>\s*+|<!--.{0,5000}?-->\s*+){0,20}(?:<!doctype\s+html\b|<html\b)",
    re.IGNORECASE | re.DOTALL,
)
_ELEMENT = re.compile(
    rb"</?(?:html|head|body|meta|title|article|main|section|div|p|h[1-6]|ul|ol|li|table|br|a|span|b|i|em|strong)\b[^<>]{0,5000}>",
    re.IGNORECASE,
)


class HtmlReader:
    """Reads HTML pages: headings, paragraphs, lists, tables and quotations; menus, banners and footers stay out."""

    name = "html"
    suffixes = (".html", ".htm", ".xhtml")

    def fit(self, content: Content) -> Fit:
        """Take what begins as HTML whatever its name, and files named as HTML."""
        head = content.data[:_SAMPLE].removeprefix(b"\xef\xbb\xbf")
        if head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[:2] in (b"<\0", b"\0<"):
            head = head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")
        if _BEGINNING.match(head):
            return Fit.CONTENT
        if content.suffix not in self.suffixes:
            return Fit.NONE
        return Fit.CONTENT if _ELEMENT.search(head) else Fit.NAME

    def read(self, content: Content) -> Parsed:
        """Read the page. Raises ReadError where it is badly encoded, beyond the limits, or shows no text."""
        from themegraph.loaders.readers.html_blocks import render
        from themegraph.loaders.readers.html_main import main_content
        from themegraph.loaders.readers.html_metadata import page_metadata, shown_date
        from themegraph.loaders.readers.html_tree import parse_page

        source = decode_page(content.data, content.where)
        root = parse_page(source, content.where)
        metadata = page_metadata(root, source)
        frames = _frames(root)
        main, outside = main_content(root)
        page = render(main, outside)
        blocks = page.blocks()
        if not blocks or _only_frames(root, page.text):
            raise _without_text(frames, content.where)
        text = page.text
        if not metadata.issued:
            opening = [text[block.start : block.end] for block in blocks[:_OPENING]]
            metadata = combine(metadata, Metadata(issued=shown_date(main, opening)))
        return Parsed(text, blocks, metadata, MEDIA_TYPE)


def _only_frames(root: HtmlElement, text: str) -> bool:
    """Whether a page is but a set of frames, with no more than a notice for browsers that show none."""
    return next(root.iter("frameset"), None) is not None and len(text) < _LONGEST_NOTICE


def _frames(root: HtmlElement) -> tuple[str, ...]:
    return tuple(each.get("src", "")[:200] for each in root.iter("frame", "iframe") if each.get("src"))


def _without_text(frames: tuple[str, ...], where: str) -> ReadError:
    """Say why a page shows no text."""
    if frames:
        shown = ", ".join(repr(frame) for frame in frames[:3])
        return ReadError(
            "a page of frames: its text is in other files", where=where, valid=f"the page of a frame: {shown}"
        )
    return ReadError("no text in the page", where=where, valid="a page saved with its text, as a browser shows it")
