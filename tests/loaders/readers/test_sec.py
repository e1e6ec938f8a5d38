"""Filings of invented companies: what is kept, what is left out, and what they say of themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from themegraph.loaders.document import Document
from themegraph.loaders.reading import parse_document

PAGES = Path(__file__).parent / "sec_pages"


def read(name: str) -> Document:
    return parse_document((PAGES / name).read_bytes(), name=name)


def of_kind(document: Document, kind: str) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks if block.kind == kind]


def outline(document: Document) -> list[tuple[int, str]]:
    kinds = ("title", "heading")
    return [(block.level, document.text[block.start : block.end]) for block in document.blocks if block.kind in kinds]


@pytest.mark.parametrize(
    ("name", "title", "issued", "about"),
    [
        (
            "annual-report.htm",
            "Quantrel Systems Corporation, Form 10-K for the period ended 2029-12-31",
            "2030-02-14",
            "Quantrel Systems Corporation",
        ),
        (
            "current-report.htm",
            "Quantrel Systems Corporation, Form 8-K of 2030-03-02",
            "2030-03-06",
            "Quantrel Systems Corporation",
        ),
        (
            "press-release.htm",
            "Quantrel Opens a Laser Plant in Taylor",
            "2030-05-04",
            "Quantrel Systems Corporation",
        ),
        ("subsidiaries.htm", "Subsidiaries of Quantrel Systems Corporation", "", "Quantrel Systems Corporation"),
        (
            "typed-submission.txt",
            "Tern Pumps Inc, Form 10-K for the period ended 1995-12-31",
            "1996-03-29",
            "Tern Pumps Inc",
        ),
    ],
)
def test_a_filing_says_what_it_is(name: str, title: str, issued: str, about: str) -> None:
    known = read(name).metadata
    assert (known.title, known.issued, known.about, known.publisher) == (title, issued, about, about)


def test_items_and_bold_lines_are_the_outline() -> None:
    assert outline(read("annual-report.htm"))[:8] == [
        (1, "FORM 10-K"),
        (2, "PART I"),
        (3, "Item 1. Business"),
        (4, "Our Company"),
        (5, "Manufacturing"),
        (3, "Item 1A. Risk Factors"),
        (2, "PART II"),
        (3, "Item 7. Discussion of Results"),
    ]


def test_a_block_knows_its_section() -> None:
    document = read("annual-report.htm")
    sections = {document.text[b.start : b.start + 9]: b.section for b in document.blocks if b.kind != "heading"}
    assert sections["Quantrel "] == "Our Company"
    assert sections["Kestrel O"] == "Manufacturing"
    assert sections["Nothing r"] == "Item 1A. Risk Factors"


def test_words_split_by_markup_are_whole_and_hidden_ones_out() -> None:
    document = read("annual-report.htm")
    assert "Quantrel Systems Corporation makes optical switches, and we sell them in 40 countries." in document.text
    assert "hidden words" not in document.text
    assert "0000999999" not in document.text


def test_page_furniture_is_left_out_and_a_parted_paragraph_joined() -> None:
    document = read("annual-report.htm")
    assert "whose plants in two countries make all of our chips." in document.text
    assert "Table of Contents" not in document.text
    assert "TABLE OF CONTENTS" not in document.text
    assert [line for line in document.text.splitlines() if line.strip().isdigit()] == []


def test_marks_in_cells_and_in_lines_make_bullets() -> None:
    assert of_kind(read("annual-report.htm"), "bullet") == [
        "Kestrel Optics, in switches; and",
        "Maris Photonics, in lasers.",
        "start-ups everywhere.",
    ]


def test_a_risk_in_bold_is_a_statement_not_a_heading() -> None:
    risk = "If our one foundry fails, we could lose most of our sales for a year."
    assert risk in of_kind(read("annual-report.htm"), "paragraph")


def test_a_table_keeps_its_columns() -> None:
    document = read("annual-report.htm")
    start = document.text.index("\tYear Ended")
    rows = document.text[start : document.text.index("SIGNATURES")].strip("\n").split("\n")
    assert [row.split("\t") for row in rows] == [
        ["", "Year Ended", "Year Ended"],
        ["", "Dec 31, 2029", "Dec 31, 2028", "% Change"],
        ["", "(In millions)", "(In millions)", "(In millions)"],
        ["Switches", "$1,234", "$987", "25%"],
        ["Losses of lasers", "(5)", "(7)", "—%"],
        ["Other", "", "12"],
    ]
    levels = [block.level for block in document.blocks if block.kind == "table"]
    assert levels == [0, 1, 0, 0, 0, 1, 1, 1]


def test_a_typed_submission_is_unwrapped_and_its_graphics_left_out() -> None:
    document = read("typed-submission.txt")
    assert of_kind(document, "paragraph")[4].endswith(
        "makes pumps for mines and for the well known long-distance water works of three states. The Company sells "
        "them to contractors and, through its dealers, to farmers everywhere. It was formed in 1961."
    )
    assert of_kind(document, "table") == ["1995\t1994", "Net sales\t$ 12,345\t$ 11,222", "Net loss\t(45)\t(7)"]
    assert "PRIVACY" not in document.text
    assert "M1TE&" not in document.text
    assert (1, "EX-21 SUBSIDIARIES") in outline(document)
    assert document.media_type == "text/plain"


TYPED = """-----BEGIN PRIVACY-ENHANCED MESSAGE-----
Proc-Type: 2001,MIC-CLEAR
-----END PRIVACY-ENHANCED MESSAGE-----
<SEC-DOCUMENT>0000000000-97-000001.txt : 19970331
<SEC-HEADER>
COMPANY CONFORMED NAME:\t\tSABLE MINING CORP
</SEC-HEADER>
<DOCUMENT>
<TYPE>10-K
<TEXT>
ITEM 1.  BUSINESS

     Sable Mining Corp purchases water-cooled pumps.  The Company pur-
chases them from Tern Pumps Inc. and
competes for water-
cooled ones with Kestrel Optics
                                    2
<PAGE>
Inc. and Maris Photonics Inc.

</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-21
<TEXT>
                   SUBSIDIARIES OF THE REGISTRANT

     Sable Digging Inc.                Delaware
     Sable Tin of Peru Limited         Peru

     Sable Rail Ltd.                   England
</TEXT>
</DOCUMENT>
"""


def test_a_typed_submission_with_its_envelope_joined_words_and_lists_in_columns() -> None:
    document = parse_document(TYPED.encode(), name="typed.txt")
    assert (document.metadata.publisher, document.media_type) == ("Sable Mining Corp", "text/plain")
    assert of_kind(document, "paragraph") == [
        (
            "Sable Mining Corp purchases water-cooled pumps. The Company purchases them from Tern Pumps Inc. and competes for "
            "water-cooled ones with Kestrel Optics Inc. and Maris Photonics Inc."
        )
    ]
    assert of_kind(document, "table") == [
        "Sable Digging Inc.\tDelaware",
        "Sable Tin of Peru Limited\tPeru",
        "Sable Rail Ltd.\tEngland",
    ]


def test_typed_lines_of_an_address_stay_apart() -> None:
    assert of_kind(read("typed-submission.txt"), "paragraph")[5:7] == ["Main Street 5", "Tulsa, Oklahoma"]


def test_the_cover_of_an_old_filing_tells_the_registrant() -> None:
    page = (
        b"<html><body><p><b>FORM 10-Q</b></p><p>SECURITIES EXCHANGE ACT OF 1934</p><p>For the quarterly period ended "
        b"June 30, 2003</p><p>SABLE MINING, INC.</p><p>(Exact name of registrant as specified in its charter)</p>"
        b"<p>Sable Mining, Inc. digs.</p></body></html>"
    )
    known = parse_document(page, name="old.htm").metadata
    assert (known.title, known.about) == (
        "Sable Mining, Inc., Form 10-Q for the period ended 2003-06-30",
        "Sable Mining, Inc.",
    )


def test_a_page_set_as_typed_text_is_read_as_such() -> None:
    body = "<html><body><pre>\nForm 8-K\n\nItem 5.  Other Events.\n\n     Sable Mining digs\nfor tin.\n</pre></body></html>"
    page = f"<DOCUMENT>\n<TYPE>8-K\n<TEXT>\n{body}\n</TEXT>\n</DOCUMENT>\n"
    document = parse_document(page.encode(), name="typed.htm")
    assert outline(document) == [(1, "Form 8-K"), (3, "Item 5. Other Events.")]
    assert of_kind(document, "paragraph") == ["Sable Mining digs for tin."]


@pytest.mark.parametrize("page", ["<p>We read Form 10-K yesterday.</p>", "Exhibit 21.1 is long.", "# FORM 10-K\n"])
def test_words_about_filings_are_no_filing(page: str) -> None:
    from themegraph.loaders.readers import Content, Fit
    from themegraph.loaders.readers.sec import SecReader

    assert SecReader().fit(Content("a.html", page.encode())) == Fit.NONE


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("<b>ITEM 16A. AUDIT COMMITTEE FINANCIAL EXPERT</b>", 3),
        ("<b>ITEM 1.BUSINESS</b>", 3),
        ("<b>Items 1 and 2. Business and Properties</b>", 3),
        ("<b>PART I&#8212;FINANCIAL INFORMATION</b>", 2),
        ("<b>Part II, Item 5. Market for Our Shares</b>", 3),
        ("<i>Foundries</i>", 4),
        ("<b>By: /s/ Jane Doe</b>", 0),
        ("Item 7 of this report says more about it, as do the notes to the statements below.", 0),
        ("<b>We lost money in each of the last ten years.</b>", 0),
        ("<font face='Wingdings'>o</font> Written communications", 0),
    ],
)
def test_lines_that_head_and_lines_that_do_not(line: str, level: int) -> None:
    page = f"<html xmlns:ix='x'><body><p><b>Item 1. Start</b></p><p>It began.</p><p>{line}</p><p>It went on.</p></body></html>"
    document = parse_document(page.encode(), name="a.htm")
    assert document.blocks[2].level == level
    assert (document.blocks[2].kind == "heading") is bool(level)


def test_boxes_and_bullets_of_a_symbol_font_are_shown() -> None:
    cells = "".join(f"<p><font face='Wingdings'>{mark}</font> Words {mark}.</p>" for mark in "oþl")
    document = parse_document(f"<html xmlns:ix='x'><body>{cells}</body></html>".encode(), name="a.htm")
    assert [document.text[b.start : b.end] for b in document.blocks] == ["☐ Words o.", "☒ Words þ.", "Words l."]
    assert document.blocks[2].kind == "bullet"


def test_running_heads_stay_once() -> None:
    page = "".join(
        f"<p>Sable Mining, Inc.</p><p>Notes (continued)</p><p>Mine number {n} is deep.</p><p>It yields tin, {n}.</p>"
        f"<p>More of mine {n}.</p><p>And more.</p><p>2029 Annual Report {n}</p><hr>"
        for n in range(1, 6)
    )
    text = parse_document(f"<html xmlns:ix='x'><body>{page}</body></html>".encode(), name="a.htm").text
    assert text.count("Sable Mining") == 1
    assert text.count("Notes") == 1
    assert "Annual Report" not in text
    assert [text.count(f"Mine number {n} is deep.") for n in range(1, 6)] == [1] * 5


def test_a_foreign_issuer_is_named_by_its_report() -> None:
    page = (
        b"<html><body><p>SECURITIES AND EXCHANGE COMMISSION</p><p>FORM 6-K</p><p>UNDER THE SECURITIES EXCHANGE ACT OF "
        b"1934</p><p>Sable Mining plc</p><p>(Translation of registrant's name into English)</p><p>SIGNATURES</p>"
        b"<p>Date: May 9, 2030</p></body></html>"
    )
    known = parse_document(page, name="a.htm").metadata
    assert (known.title, known.issued, known.about) == ("Sable Mining plc, Form 6-K", "2030-05-09", "Sable Mining plc")


def test_a_page_number_in_a_table_of_its_own_parts_pages() -> None:
    foot = "<table><tr><td>2</td></tr><tr><td><p style='page-break-after: always'></p></td></tr></table>"
    words = "Sable Mining digs for tin in two countries and sells it to anybody who wants it, which"
    page = f"<html xmlns:ix='x'><body><p>{words}</p>{foot}<p>includes us.</p></body></html>"
    assert parse_document(page.encode(), name="a.htm").text == f"{words} includes us.\n"
