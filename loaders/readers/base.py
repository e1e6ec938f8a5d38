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
from themegraph.loaders.readers.signatures import foreign_format, instead_of
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


def is_bare_page(content: Content) -> bool:
    """Whether a file is named as HTML and holds no mark-up, so that reading it as HTML would run its lines together."""
    return content.suffix in (".html", ".htm") and b"<" not in content.data


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
    others = sorted((point for point in entry_points(group=GROUP) if point.name not in taken), key=lambda p: p.name)
    return own + tuple(_load(point.name, point.load) for point in others)


def _load(name: str, load: object) -> Reader:
    """Return a reader of another package. Raises ReadError where it is none."""
    valid = "a class that can be called without arguments, with name, suffixes, fit and read"
    try:
        reader: Reader = load()()  # type: ignore[operator]
    except Exception as error:
        raise ReadError(f"the reader {name!r} of another package does not load: {error}", valid=valid) from error
    missing = [part for part in ("name", "suffixes", "fit", "read") if not hasattr(reader, part)]
    if missing:
        raise ReadError(f"the reader {name!r} of another package lacks {', '.join(missing)}", valid=valid)
    return reader


def suffixes(known: Iterable[Reader] | None = None) -> tuple[str, ...]:
    """Return every extension that some reader takes, sorted."""
    return tuple(sorted({suffix for reader in (known or readers()) for suffix in reader.suffixes}))


def choose(content: Content, known: Iterable[Reader] | None = None) -> Reader:
    """Return the reader that suits a file best. Raises ReadError with what would be valid where none does."""
    candidates = tuple(known or readers())
    fits = [reader.fit(content) for reader in candidates]
    best = max(fits, default=Fit.NONE)
    format_name = foreign_format(content.data) if best < Fit.CERTAIN else ""
    if best == Fit.NONE or format_name:
        what = format_name or (f"the extension {content.suffix!r}" if content.suffix else "this content")
        valid = instead_of(format_name) or f"files named {' '.join(filter(None, suffixes(candidates)))}"
        raise ReadError(f"no reader for {what}", where=content.where, valid=valid)
    return candidates[fits.index(best)]


def read_with(reader: Reader, content: Content) -> Parsed:
    """Return what a reader makes of a file; a fault of one from another package is told as that package's."""
    try:
        return reader.read(content)
    except (ReadError, MemoryError):
        raise
    except Exception as error:
        if type(reader).__module__.startswith("themegraph."):
            raise
        what = f"the reader {reader.name!r} of another package failed: {type(error).__name__}: {error}"
        raise ReadError(
            what, where=content.where, valid=f"another file, or {type(reader).__module__} mended"
        ) from error
