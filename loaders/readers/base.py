"""What a reader is, and the choice of one: by content first, then by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from importlib.metadata import entry_points
from pathlib import PurePosixPath
from typing import Protocol

from themegraph.errors import ReadError
from themegraph.loaders.document import Block, Metadata
from themegraph.loaders.readers.signatures import foreign_format
from themegraph.loaders.tables.sheet import Sheet

GROUP = "themegraph.readers"


@dataclass(frozen=True, slots=True)
class Content:
    """A file's name and bytes, as a reader gets them. `where` is the name to show in messages."""

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        """The file name's extension in lower case, with its dot."""
        return PurePosixPath(self.name).suffix.lower()

    @property
    def where(self) -> str:
        """The name with control and bidirectional characters escaped."""
        return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in self.name)


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a reader makes of a file: the text as decoded, its blocks, what it says of itself, the tables of data."""

    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata
    media_type: str
    sheets: tuple[Sheet, ...] = ()


class Fit(IntEnum):
    """How well a reader suits a file."""

    NONE = 0
    NAME = 1  # the name's extension is one of the reader's
    CONTENT = 2  # and the content has its form
    CERTAIN = 3  # the content can be nothing else, whatever the name


class Reader(Protocol):
    """Reads one format. Offered to the program as an entry point of the group `themegraph.readers`."""

    @property
    def name(self) -> str:
        """The format's name, as shown in messages."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The extensions of its files, lower case with the dot."""
        ...

    def fit(self, content: Content) -> Fit:
        """Say how well the reader suits the file; never raises."""
        ...

    def read(self, content: Content) -> Parsed:
        """Read the file. Raises ReadError where it cannot."""
        ...


@lru_cache(maxsize=1)
def readers() -> tuple[Reader, ...]:
    """Return the program's own readers, then those that other packages offer."""
    from themegraph.loaders.readers.company_facts import CompanyFactsReader
    from themegraph.loaders.readers.csv_tables import CsvReader
    from themegraph.loaders.readers.html import HtmlReader
    from themegraph.loaders.readers.json_tables import JsonReader
    from themegraph.loaders.readers.markdown import MarkdownReader
    from themegraph.loaders.readers.parquet import ParquetReader
    from themegraph.loaders.readers.pdf import PdfReader
    from themegraph.loaders.readers.rdf import RdfReader
    from themegraph.loaders.readers.registers import RegisterReader
    from themegraph.loaders.readers.sec import SecReader
    from themegraph.loaders.readers.sec_xml import SecXmlReader
    from themegraph.loaders.readers.spreadsheet_old import OldSpreadsheetReader
    from themegraph.loaders.readers.spreadsheet_xml import SpreadsheetXmlReader
    from themegraph.loaders.readers.text import TextReader
    from themegraph.loaders.readers.workbook import WorkbookReader

    # Of readers that suit a file alike the first is taken: those of one format before those of any table.
    own: tuple[Reader, ...] = (
        CompanyFactsReader(),
        RegisterReader(),
        SecXmlReader(),
        SecReader(),
        TextReader(),
        HtmlReader(),
        MarkdownReader(),
        PdfReader(),
        RdfReader(),
        WorkbookReader(),
        ParquetReader(),
        SpreadsheetXmlReader(),
        CsvReader(),
        JsonReader(),
        OldSpreadsheetReader(),
    )
    taken = {reader.name for reader in own}
    return own + tuple(_load(point.name, point.load) for point in entry_points(group=GROUP) if point.name not in taken)


def _load(name: str, load: object) -> Reader:
    try:
        return load()()  # type: ignore[operator, no-any-return]
    except Exception as error:
        raise ReadError(
            f"the reader {name!r} of another package does not load: {error}", valid="a class without arguments"
        ) from error


def suffixes(known: Iterable[Reader] | None = None) -> tuple[str, ...]:
    """Return every extension that some reader takes, sorted."""
    return tuple(sorted({suffix for reader in (known or readers()) for suffix in reader.suffixes}))


def choose(content: Content, known: Iterable[Reader] | None = None) -> Reader:
    """Return the reader that suits a file best. Raises ReadError with the known formats where none does."""
    candidates = tuple(known or readers())
    fits = [reader.fit(content) for reader in candidates]
    best = max(fits, default=Fit.NONE)
    format_name = foreign_format(content.data) if best < Fit.CERTAIN else ""
    if best == Fit.NONE or format_name:
        what = format_name or (f"the extension {content.suffix!r}" if content.suffix else "this content")
        formats = "; ".join(f"{reader.name} ({' '.join(reader.suffixes)})" for reader in candidates)
        raise ReadError(f"no reader for {what}", where=content.where, valid=formats)
    return candidates[fits.index(best)]
