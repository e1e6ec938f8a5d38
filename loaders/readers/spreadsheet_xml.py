"""The reader of SpreadsheetML 2003: the XML that many an .xls file really is."""

from __future__ import annotations

import re

from themegraph.loaders.confined import confined
from themegraph.loaders.readers.base import Content, Fit, Parsed
from themegraph.loaders.readers.workbook import parsed_sheets

MEDIA_TYPE = "application/vnd.ms-excel"
_TASK = "themegraph.loaders.readers.spreadsheet_xml_rows:parse"
_NAMESPACE = re.compile(rb"<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet")
_HEAD = 16_384


class SpreadsheetXmlReader:
    """Reads the visible sheets of a workbook that Excel 2003 wrote as one XML file."""

    name = "SpreadsheetML"
    suffixes = (".xls",)

    def fit(self, content: Content) -> Fit:
        """Take what has the element and namespace of such a workbook, whatever its name."""
        return Fit.CERTAIN if _NAMESPACE.search(content.data[:_HEAD].replace(b"\0", b"")) else Fit.NONE

    def read(self, content: Content) -> Parsed:
        """Read the sheets. Raises ReadError where the XML is damaged, beyond the limits, or holds no cell."""
        return parsed_sheets(confined(_TASK, content.data, where=content.where), MEDIA_TYPE)
