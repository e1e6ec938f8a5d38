"""The reader of the SEC's forms in XML: which files it takes, its rows, its places, and what it refuses."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from themegraph.errors import ReadError
from themegraph.loaders.readers import Content, Fit, Parsed, choose
from themegraph.loaders.readers.sec_xml import SecXmlReader, filing
from themegraph.loaders.readers.sec_xml.sheets import MOST_COLUMNS

NPORT = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<edgarSubmission xmlns="http://www.sec.gov/edgar/nport" '
    'xmlns:com="http://www.sec.gov/edgar/common">\n<headerData><submissionType>NPORT-P</submissionType></headerData><formData>'
    "<genInfo><regName>Nanoforge Trust</regName><seriesName>Nanoforge Chips</seriesName></genInfo>"
    '<fundInfo><mon1Flow sales="1.5"/><borrowers><borrower name="A"/><borrower name="B"/></borrowers></fundInfo><invstOrSecs>{}'
    "</invstOrSecs></formData></edgarSubmission>\n"
)
TABLE = '<informationTable xmlns="http://www.sec.gov/edgar/document/thirteenf/informationtable">{}</informationTable>'
ROW = "<infoTable><nameOfIssuer>ALPHA INC</nameOfIssuer><value>{}</value></infoTable>"


def read(text: str | bytes, name: str = "a.xml") -> Parsed:
    return SecXmlReader().read(Content(name, text.encode() if isinstance(text, str) else text))


def parse(text: str | bytes) -> Parsed:
    """Read in this process."""
    return filing.parse(text.encode() if isinstance(text, str) else text, "a.xml")


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        (NPORT, True),
        ("\ufeff\n  " + TABLE, True),
        ("<!-- a table -->\n" + TABLE, True),
        (TABLE.replace("<", "<n1:", 1), True),
        ('<edgarSubmission xmlns="http://www.sec.gov/edgar/thirteenffiler">', True),
        ('<edgarSubmission xmlns="http://www.sec.gov/edgar/ncen">', True),
        ("<edgarSubmission><headerData><submissionType>N-CEN/A</submissionType>", True),
        ("<edgarSubmission><headerData><submissionType>D</submissionType>", False),
        ('<edgarSubmission xmlns="http://www.sec.gov/edgar/formd">', False),
        ("<ownershipDocument>", False),
        ("<html><body><p>an &lt;informationTable> and an <informationTable></p>", False),
        ("About informationTable and N-PORT.", False),
        ("<SEC-DOCUMENT>\n<DOCUMENT>\n<TYPE>10-K\n<TEXT>\n<html><p>informationTable", False),
        ("<SEC-DOCUMENT>\n<DOCUMENT>\n<TYPE>13F-HR\n<TEXT>\n<XML>\n" + TABLE, True),
    ],
)
def test_a_form_is_known_by_its_content(text: str, taken: bool) -> None:
    assert SecXmlReader().fit(Content("any.name", text.encode())) is (Fit.CERTAIN if taken else Fit.NONE)
    if taken:
        assert isinstance(choose(Content("any.name", text.encode())), SecXmlReader)


def test_the_text_is_rows_of_cells(tmp_path: object) -> None:
    parsed = read(
        NPORT.format("<invstOrSec><name>Alpha\n\t Inc</name><identifiers><isin value='X1'/></identifiers></invstOrSec>")
    )
    assert parsed.text.splitlines() == [
        "filing", "field\tvalue", "headerData.submissionType\tNPORT-P", "formData.genInfo.regName\tNanoforge Trust",
        "formData.genInfo.seriesName\tNanoforge Chips", "formData.fundInfo.mon1Flow@sales\t1.5",
        "formData.fundInfo.borrowers.borrower@name\tA", "formData.fundInfo.borrowers.borrower[2]@name\tB", "",
        "positions", "name\tidentifiers.isin@value", "Alpha Inc\tX1",
    ]  # fmt: skip
    for sheet in parsed.sheets:
        for row in sheet.rows:
            assert parsed.text[row.start : row.end].split("\t") == [cell for cell in row.cells if cell]
    assert parsed.sheets[0].facts["formData.fundInfo.borrowers.borrower[2]@name"] == "B"
    assert (parsed.metadata.title, parsed.metadata.publisher) == ("NPORT-P of Nanoforge Chips", "Nanoforge Trust")
    assert parsed.media_type == "application/xml"


def test_every_place_leads_another_tool_to_the_value() -> None:
    holdings = "<invstOrSec><name>Alpha</name></invstOrSec><invstOrSec><name>Beta</name></invstOrSec>"
    text = NPORT.format(holdings)
    parsed, tree = read(text), etree.fromstring(text.encode())
    fields, positions = parsed.sheets
    assert len(fields.rows) == 6
    for row in fields.rows:
        (found,) = tree.xpath(row.place)
        assert (found if isinstance(found, str) else found.text) == row.cells[1]
    for number, name in ((0, "Alpha"), (1, "Beta")):
        (found,) = tree.xpath(positions.rows[number].place)
        assert found[0].text == name


def test_without_a_namespace_a_place_is_plain() -> None:
    parsed = read("<informationTable>" + ROW.format(1) * 2 + "</informationTable>")
    assert [row.place for row in parsed.sheets[0].rows] == [
        "/informationTable/infoTable[1]",
        "/informationTable/infoTable[2]",
    ]


def test_comments_and_a_blank_first_line_are_passed_over() -> None:
    parsed = read(
        "\n<!-- one --><?xml version='1.0'?>".replace("<!-- one -->", "")
        + TABLE.format("<!-- x -->" + ROW.format("<!-- y -->5"))
    )
    assert parsed.sheets[0].rows[0].cells == ("ALPHA INC", "5")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1252"])
def test_encodings(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>' + TABLE.format(ROW.format(1).replace("ALPHA", "ÅLPHA"))
    assert parse(text.encode(encoding)).sheets[0].rows[0].cells[0] == "ÅLPHA INC"


def test_sheets_by_kind_of_contract_keep_the_numbers_of_the_form() -> None:
    swap = "<invstOrSec><title>S</title><derivativeInfo><swapDeriv><notionalAmt>5</notionalAmt></swapDeriv></derivativeInfo></invstOrSec>"
    share = "<invstOrSec><title>A</title></invstOrSec>"
    odd = "<invstOrSec><title>O</title><derivativeInfo><newDeriv/></derivativeInfo></invstOrSec>"
    _, *sheets = read(NPORT.format(share + swap + odd + share)).sheets
    assert [(sheet.name, [row.number for row in sheet.rows]) for sheet in sheets] == [
        ("positions", [1, 4]), ("swaps", [2]), ("other derivatives", [3]),
    ]  # fmt: skip
    assert sheets[1].columns == ("title", "derivativeInfo.swapDeriv.notionalAmt")


# Files that are damaged or made to do harm.

ENTITIES = '<!DOCTYPE informationTable [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]>'
BOMB = (
    "<!DOCTYPE informationTable ["
    + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20 if n else "ha"}">' for n in range(30))
    + "]>"
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ENTITIES + TABLE.format(ROW.format("&b;")), "declares a document type"),
        (BOMB + TABLE.format(ROW.format("&e29;")), "declares a document type"),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd">' + TABLE.format(ROW.format(1)), "declares a document type"),
        ("<!-- x --> \n<?pi x?>" + ENTITIES + TABLE.format(ROW.format("&b;")), "declares a document type"),
        (TABLE.format(ROW.format("&secret;")), "Entity 'secret' not defined"),
        (TABLE.format(ROW.format(1))[:-20], "Premature end of data|EndTag|expected|Couldn't find end"),
        (TABLE.format("<infoTable>" + "<a>" * 5000 + "</a>" * 5000 + "</infoTable>"), "depth"),
        (TABLE.format("<infoTable><value>1</name></infoTable>"), "mismatch"),
        (TABLE.format("<infoTable><value a='1' a='2'/></infoTable>"), "redefined"),
        (TABLE.format(""), "without a value"),
        (NPORT.format("") + NPORT.format(""), "only at the start of the document"),
        ("<SEC-DOCUMENT>\n<DOCUMENT>\n<TYPE>X\n<TEXT>\n<XML>\n" + TABLE.format(ROW.format(1)), "cut short"),
        ("<XML>" + TABLE.format(ROW.format(1)) + "</XML>\n<XML>" + NPORT.format("") + "</XML>", "several forms"),
        ("<XML>" + NPORT.format("") + "</XML>\n<XML>" + NPORT.format("") + "</XML>", "2 reports in one file"),
        (
            NPORT.format("".join(f"<invstOrSec><f{n}>1</f{n}></invstOrSec>" for n in range(MOST_COLUMNS + 1))),
            "different fields",
        ),
    ],
)
def test_a_file_that_is_no_sound_form_is_refused(text: str, said: str) -> None:
    with pytest.raises(ReadError, match=said) as refused:
        read(text)
    assert refused.value.where.startswith("a.xml")
    assert refused.value.valid


def test_an_error_names_the_line_of_the_file() -> None:
    text = (
        "<SEC-DOCUMENT>\n<DOCUMENT>\n<TYPE>X\n<TEXT>\n<XML>\n<?xml version='1.0'?>\n"
        + TABLE.format("\n<infoTable>\n</wrong>")
        + "\n</XML>\n"
    )
    with pytest.raises(ReadError) as refused:
        read(text)
    assert refused.value.where == f"a.xml:{text[: text.index('</wrong>')].count(chr(10)) + 1}"


def test_no_file_of_the_machine_is_read() -> None:
    included = '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="file:///etc/hostname" parse="text"/>'
    parsed = read(TABLE.format(ROW.format(included) + ROW.format(2)))
    assert parsed.sheets[0].rows[0].cells[0] == "ALPHA INC"
    assert "hostname" not in "".join(parsed.sheets[0].rows[0].cells[:2])


def test_many_rows_take_little_time_and_keep_their_places() -> None:
    parsed = read(TABLE.format(ROW.format(7) * 20_000))
    rows = parsed.sheets[0].rows
    assert len(rows) == 20_000
    assert rows[-1].place.endswith("[20000]")
    assert parsed.text[rows[-1].start : rows[-1].end] == "ALPHA INC\t7"


PIECES = [
    "<infoTable>", "</infoTable>", "<value>", "</value>", "<informationTable>", "</informationTable>", "<XML>", "</XML>", "<?xml version='1.0'?>",
    "<edgarSubmission xmlns='http://www.sec.gov/edgar/nport'>", "</edgarSubmission>", "<invstOrSec>", "</invstOrSec>", "<formData>", "</formData>",
    "&amp;", "&x;", "\u202e", "\x01", "x='1'", "<a b='c'/>", "12", " ", "\n", "<![CDATA[", "]]>", "<!--", "-->", "<DOCUMENT>\n", "<TYPE>13F-HR\n",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_mixture_is_read_or_refused(text: str) -> None:
    with suppress(ReadError):
        for sheet in (parsed := parse(text)).sheets:
            assert all(0 <= row.start < row.end <= len(parsed.text) for row in sheet.rows)
