"""The reader of PDF: words with their places from pdfium, in a process of its own, laid out as a reader sees them."""

from __future__ import annotations

from themegraph.errors import ReadError
from themegraph.loaders.readers.base import Content, Fit, Parsed
from themegraph.loaders.readers.pdf_layout import render
from themegraph.loaders.readers.pdf_metadata import pdf_metadata
from themegraph.loaders.readers.pdf_process import read_pages

MEDIA_TYPE = "application/pdf"
_HEAD = 1024  # the mark may stand behind some other bytes


class PdfReader:
    """Reads PDF: columns, headings, lists and tables from the places of the words; the text is the rendering."""

    name = "PDF"
    suffixes = (".pdf",)

    def fit(self, content: Content) -> Fit:
        """Take what begins as PDF, and files named so, to say what is wrong with them."""
        if b"%PDF-" in content.data[:_HEAD] and (content.suffix == ".pdf" or content.data.lstrip()[:5] == b"%PDF-"):
            return Fit.CERTAIN
        return Fit.NAME if content.suffix == ".pdf" else Fit.NONE

    def read(self, content: Content) -> Parsed:
        """Read the file."""
        if not content.data:
            raise ReadError("the file is empty", where=content.where, valid="a PDF")
        if b"%PDF-" not in content.data[:_HEAD]:
            what = "named as a PDF, but its content is none"
            raise ReadError(what, where=content.where, valid="a PDF, or the file under the extension of its format")
        about, pages = read_pages(content.data, content.where)
        rendering = render(pages)
        text, blocks = rendering.text, rendering.blocks()
        if not blocks:
            raise ReadError(
                f"no text on the {len(pages)} page{'s' * (len(pages) != 1)}: they are pictures",
                where=content.where,
                valid="a PDF with text; make one from pictures by optical character recognition (OCR)",
            )
        return Parsed(text, blocks, pdf_metadata(about, content.data, text, blocks), MEDIA_TYPE)
