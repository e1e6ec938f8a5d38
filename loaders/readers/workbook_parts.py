"""The parts of an XLSX file: the archive checked before anything is unpacked, its sheets, strings and number formats."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from themegraph.errors import ReadError
from themegraph.loaders.tables.number_formats import BUILT_IN

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MOST_PARTS = 10_000
LARGEST_PART = 300_000_000  # bytes when unpacked
LARGEST_ALL = 600_000_000
_RATIO, _HARMLESS = 150, 20_000_000  # sheets pack to a tenth or less; only a bomb to a hundredth and far
_VALID = "an undamaged workbook, or the sheet saved as CSV"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATED_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass(frozen=True, slots=True)
class Workbook:
    """An opened workbook: visible sheets by name and part, strings that cells share, a format code for each style."""

    archive: zipfile.ZipFile
    where: str
    sheets: tuple[tuple[str, str], ...]
    strings: tuple[str, ...]
    formats: tuple[str, ...]
    since_1904: bool


def opened(data: bytes, where: str) -> Workbook:
    """Open a workbook. Raises ReadError where the archive is damaged, encrypted or would unpack to too much."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, EOFError) as error:
        raise ReadError(f"a damaged or truncated workbook: {error}", where=where, valid=_VALID) from error
    _check(archive.infolist(), len(data), where)
    return _workbook(archive, where)


def _check(parts: list[zipfile.ZipInfo], packed: int, where: str) -> None:
    total, largest = sum(part.file_size for part in parts), max((part.file_size for part in parts), default=0)
    if len(parts) > MOST_PARTS or largest > LARGEST_PART or total > LARGEST_ALL:
        what = f"its {len(parts):,} parts unpack to {total:,} bytes"
        raise ReadError(what, where=where, valid=f"at most {LARGEST_ALL:,} bytes in {MOST_PARTS:,} parts")
    if total > max(_HARMLESS, _RATIO * packed):
        what = f"{packed:,} bytes that unpack to {total:,}: made to exhaust memory"
        raise ReadError(what, where=where, valid=_VALID)
    if any(part.flag_bits & 1 for part in parts):
        raise ReadError("the workbook is encrypted", where=where, valid="a workbook without a password")


def _workbook(archive: zipfile.ZipFile, where: str) -> Workbook:
    main = next(
        (target for kind, target in _relations(archive, "", where).values() if kind == "officeDocument"),
        "xl/workbook.xml",
    )
    related = _relations(archive, main, where)
    by_kind = dict(related.values())
    sheets: list[tuple[str, str]] = []
    since_1904 = False
    for element in elements(archive, main, where, "workbookPr", "sheet"):
        if element.tag.endswith("}workbookPr"):
            since_1904 = element.get("date1904", "0") in ("1", "true")
        elif element.get("state", "visible") == "visible":
            key = element.get(_RELATED) or element.get(_RELATED_STRICT) or ""
            kind, target = related.get(key, ("", ""))
            if kind == "worksheet":
                sheets.append((element.get("name", ""), target))
    strings = tuple(_strings(archive, by_kind.get("sharedStrings", ""), where))
    formats = tuple(_formats(archive, by_kind.get("styles", ""), where))
    return Workbook(archive, where, tuple(sheets), strings, formats, since_1904)


def _relations(archive: zipfile.ZipFile, part: str, where: str) -> dict[str, tuple[str, str]]:
    """Return the last word of the kind and the target of each relation of a part, by its key."""
    folder, name = posixpath.split(part)
    found = {}
    for element in elements(archive, f"{folder}/_rels/{name}.rels".lstrip("/"), where, "Relationship"):
        target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))).lstrip("/")
        if element.get("TargetMode", "Internal") == "Internal":
            found[element.get("Id", "")] = (element.get("Type", "").rpartition("/")[2], target)
    return found


def _strings(archive: zipfile.ZipFile, part: str, where: str) -> Iterator[str]:
    yield from (text_of(element) for element in elements(archive, part, where, "si"))


def _formats(archive: zipfile.ZipFile, part: str, where: str) -> Iterator[str]:
    """Yield the format code of each style in order."""
    codes = dict(BUILT_IN)
    for element in elements(archive, part, where, "numFmt", "cellXfs"):
        if element.tag.endswith("}numFmt"):
            codes[int(element.get("numFmtId", "0"))] = element.get("formatCode", "")
        else:
            yield from (codes.get(int(style.get("numFmtId", "0")), "General") for style in element.iterfind("{*}xf"))


def text_of(element: Element) -> str:
    """Return the text of a string item or inline string, without the reading aids of Japanese."""
    return "".join(part.text or "" for part in element.iter("{*}t") if not str(part.getparent().tag).endswith("}rPh"))


def elements(archive: zipfile.ZipFile, part: str, where: str, *names: str) -> Iterator[Any]:
    """Yield the elements of these names in a part as they end, each emptied when the next is asked for.

    A part that is not there has none. Raises ReadError for XML that is malformed or declares a document type.
    """
    from lxml import etree

    if part not in archive.NameToInfo:
        return
    tags = [f"{{*}}{name}" for name in names]
    options = {
        "resolve_entities": False,
        "no_network": True,
        "load_dtd": False,
        "huge_tree": False,
        "remove_comments": True,
        "remove_pis": True,
    }
    try:
        with archive.open(part) as stream:
            for _, element in etree.iterparse(stream, events=("end",), tag=tags, **options):
                if element.getroottree().docinfo.doctype:
                    raise ReadError("a document type in a workbook", where=f"{where}, {part}", valid=_VALID)
                yield element
                _empty(element)
    except (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise ReadError(f"a damaged part: {error}", where=f"{where}, {part}", valid=_VALID) from error


def _empty(element: Element) -> None:
    """Let go of an element and of those before it."""
    element.clear(keep_tail=False)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
