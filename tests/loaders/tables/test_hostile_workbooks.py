"""Workbooks made to exhaust, to mislead or to break: a clear error within limits, or only what they really hold."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable, Mapping

import pytest

from themegraph.errors import ReadError
from themegraph.loaders.document import Document
from themegraph.loaders.reading import parse_document

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OLD = "urn:schemas-microsoft-com:office:spreadsheet"
_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# nine entities, each ten times the one before
LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


def packed(sheet: str, strings: str = "", main: str = "", more: Mapping[str, bytes] | None = None) -> bytes:
    """Return a workbook with one sheet of these rows and these shared strings."""
    links = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for key, kind, target in (("r1", "worksheet", "sheet.xml"), ("r2", "sharedStrings", "strings.xml"))
    )
    parts: dict[str, str | bytes] = {
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r" Type="{_OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>',
        "xl/workbook.xml": f'{main}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/sheet.xml": sheet,
        "xl/strings.xml": f'<sst xmlns="{_MAIN}">{strings}</sst>',
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts, **(more or {})}.items():
            archive.writestr(name, content)
    return stream.getvalue()


def sheet(rows: str, before: str = "") -> str:
    """Return the XML of a sheet."""
    return f'<worksheet xmlns="{_MAIN}">{before}<sheetData>{rows}</sheetData></worksheet>'


def cell(at: str, text: str) -> str:
    """Return the XML of a cell with a text of its own."""
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


GOOD = f'<row r="1">{cell("A1", "Name")}{cell("B1", "Weight (%)")}</row><row r="2">{cell("A2", "Quantrel")}<c r="B2"><v>100</v></c></row>'


def spreadsheet(rows: str, head: str = "", table: str = "") -> bytes:
    """Return a workbook in SpreadsheetML."""
    whole = f'{head}<Workbook xmlns="{_OLD}" xmlns:ss="{_OLD}"><Worksheet ss:Name="S"><Table{table}>{rows}</Table></Worksheet></Workbook>'
    return f'<?xml version="1.0"?>{whole}'.encode()


def old_row(text: str, index: str = "") -> str:
    """Return a row of SpreadsheetML."""
    return f'<Row{index}><Cell><Data ss:Type="String">{text}</Data></Cell></Row>'


REFUSED: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "zip bomb": (lambda: packed(sheet(f"<row>{'<c/>' * 8_000_000}</row>")), "made to exhaust memory"),
    "a string of megabytes in every cell": (
        lambda: packed(
            sheet(("<row>" + '<c t="s"><v>0</v></c>' * 10_000 + "</row>") * 40),
            f"<si><t>{'A' * 130_000}</t></si>",
            more={"xl/media/noise.bin": os.urandom(200_000)},  # so that the archive as a whole packs badly
        ),
        "needs more memory to read than is allowed",
    ),
    "rows of sixteen thousand cells": (
        lambda: packed(sheet("".join(f'<row r="{n}">{cell(f"XFD{n}", "x")}</row>' for n in range(1, 700)))),
        r"S, row 611: more than 10,000,000 cells",
    ),
    "row a billion": (lambda: packed(sheet(f'<row r="1000000000">{cell("A1000000000", "x")}</row>')), "1,000,000,000"),
    "a row too far": (lambda: packed(sheet(f'{GOOD}<row r="1048577">{cell("A1048577", "x")}</row>')), "1 to 1,048,576"),
    "a column too far": (lambda: packed(sheet(f'<row r="1">{cell("ZZZZ1", "x")}</row>')), "S, row 1: a cell at 'ZZZZ1'"),
    "entities in a sheet": (lambda: packed(LAUGHS + sheet(f"<row>{cell('A1', '&i;')}</row>")), "sheet.xml"),
    "entities in an attribute": (lambda: packed(LAUGHS + sheet('<row r="&i;"><c/></row>')), "sheet.xml"),
    "entities in the workbook": (lambda: packed(sheet(GOOD), main=LAUGHS), "workbook.xml: a document type"),
    "no string of this number": (lambda: packed(sheet('<row r="1"><c t="s"><v>7</v></c></row>')), "no shared string '7'"),
    "cut off": (lambda: packed(sheet(GOOD))[:-200], "a damaged or truncated workbook"),
    "nothing but a name": (lambda: b"", "the file is empty"),
    "text": (lambda: b"Some words that are no table.\n", "no workbook, though it is named as one"),
    "of the old form": (lambda: _MARK + bytes(10_000), "encrypted, or of the old form"),
}  # fmt: skip
REFUSED_OLD: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "noise": (lambda: _MARK + bytes(range(256)) * 40, "a damaged workbook"),
    "zeros": (lambda: _MARK + bytes(100_000), "a damaged workbook"),
    "entities": (lambda: spreadsheet(old_row("&i;"), LAUGHS), "malformed XML|document type"),
    "entities in an attribute": (lambda: spreadsheet(old_row("a", ' ss:Index="&i;"'), LAUGHS), "malformed XML|document type"),
    "row a billion": (lambda: spreadsheet(old_row("x", ' ss:Index="1000000000"')), "S: a row numbered 1,000,000,000"),
    "cut off": (lambda: spreadsheet(old_row("x") * 50)[:1500], "malformed XML"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_hostile_workbook_is_a_clear_error(case: str) -> None:
    make, reason = REFUSED[case]
    with pytest.raises(ReadError, match=reason) as caught:
        parse_document(make(), name="a.xlsx")
    assert "a.xlsx" in (caught.value.where or "")
    assert caught.value.valid


@pytest.mark.parametrize("case", REFUSED_OLD)
def test_a_hostile_old_workbook_is_a_clear_error(case: str) -> None:
    make, reason = REFUSED_OLD[case]
    with pytest.raises(ReadError, match=reason) as caught:
        parse_document(make(), name="a.xls")
    assert "a.xls" in (caught.value.where or "")
    assert caught.value.valid


def rows(document: Document) -> list[tuple[int, tuple[str, ...]]]:
    """Return the rows of a document's only sheet."""
    (only,) = document.sheets
    return [(row.number, row.cells) for row in only.rows]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (packed(sheet(GOOD, '<dimension ref="A1:XFD1048576"/>')), "a.xlsx"),
        (
            spreadsheet(
                '<Row><Cell><Data ss:Type="String">Name</Data></Cell><Cell><Data ss:Type="String">Weight (%)</Data></Cell></Row>'
                '<Row><Cell><Data ss:Type="String">Quantrel</Data></Cell><Cell><Data ss:Type="Number">100</Data></Cell></Row>',
                table=' ss:ExpandedRowCount="4000000000" ss:ExpandedColumnCount="4000000000"',
            ),
            "a.xls",
        ),
    ],
)
def test_what_a_header_claims_costs_nothing(data: bytes, name: str) -> None:
    assert rows(parse_document(data, name=name)) == [(1, ("Name", "Weight (%)")), (2, ("Quantrel", "100"))]


def test_a_cell_in_the_last_row_is_read_without_the_rows_between() -> None:
    last = f'{GOOD}<row r="1048576">{cell("B1048576", "x")}</row>'
    assert rows(parse_document(packed(sheet(last)), name="a.xlsx"))[-1] == (1_048_576, ("", "x"))


def test_a_workbook_of_any_name_is_read_as_what_it_is() -> None:
    assert len(rows(parse_document(packed(sheet(GOOD)), name="a.csv"))) == 2


def test_a_formula_is_text() -> None:
    formula = '<c r="A1"><f>HYPERLINK("http://x.example")</f></c><c r="B1"><f>1+1</f><v>2</v></c>'
    data = packed(sheet(f'<row r="1">{formula}</row>'))
    assert rows(parse_document(data, name="a.xlsx")) == [(1, ('=HYPERLINK("http://x.example")', "2"))]
