"""The reader of the SEC's forms in XML: known by their content, read in a process of its own."""

from __future__ import annotations

from themegraph.loaders.confined import confined
from themegraph.loaders.readers.base import Content, Fit, Parsed
from themegraph.loaders.readers.sec_xml.signs import form_of

_TASK = "themegraph.loaders.readers.sec_xml.filing:parse"


class SecXmlReader:
    """Reads N-PORT reports, 13F covers and information tables, and N-CEN reports; also inside a whole submission.

    Each position, fund or field is a row, its place an XPath into the form.
    """

    name = "SEC-forms"
    suffixes = (".xml", ".txt")

    def fit(self, content: Content) -> Fit:
        """Take what holds one of the three forms, whatever the file's name."""
        return Fit.CERTAIN if form_of(content.data) else Fit.NONE

    def read(self, content: Content) -> Parsed:
        """Read the file. Raises ReadError for XML that is damaged, hostile or no such form."""
        parsed: Parsed = confined(_TASK, content.data, where=content.where)
        return parsed
