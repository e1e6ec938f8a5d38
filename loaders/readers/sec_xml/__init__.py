"""The reader of the SEC's forms in XML: N-PORT, 13F and N-CEN."""

from themegraph.loaders.readers.sec_xml.reader import SecXmlReader

__all__ = ["SecXmlReader"]
