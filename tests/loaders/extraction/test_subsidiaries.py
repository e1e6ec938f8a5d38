"""Lists of subsidiaries that filings append."""

from __future__ import annotations

from pathlib import Path

import pytest

from themegraph.loaders.extraction.engine import extract
from themegraph.loaders.reading import parse_document

PAGES = Path(__file__).parent.parent / "readers" / "sec_pages"


def stated(name: str, data: bytes | None = None) -> dict[tuple[str, str], tuple[str, str]]:
    """Return note and stake of each subsidiary and parent of a document."""
    reading = extract(parse_document(data if data is not None else (PAGES / name).read_bytes(), name=name))
    return {
        (claim.subject.label, claim.object.label): (
            str(claim.qualifiers.get("note", "")),
            str(claim.qualifiers.get("stakePercent", "")),
        )
        for claim in reading.claims
        if claim.predicate == "subsidiaryOf"
    }


def test_each_row_is_a_subsidiary_of_whom_the_page_names() -> None:
    parent = "Quantrel Systems Corporation"
    assert stated("subsidiaries.htm") == {
        ("Quantrel Lasers (Osaka) Co., Ltd.", parent): ("incorporated in Japan", "80"),
        ("Tern Holding B.V.", parent): ("incorporated in Netherlands", "100"),
        ("Sable Mining LLC", parent): ("incorporated in Delaware, U.S.", "100"),
    }


def test_lines_of_a_typed_exhibit_name_subsidiaries_too() -> None:
    assert stated("typed-submission.txt") == {
        ("Sable Drilling Co., Inc.", "Tern Pumps Inc"): ("incorporated in Oklahoma", ""),
        ("Tern Valves Ltd.", "Tern Pumps Inc"): ("incorporated in Ontario", ""),
    }


def test_a_table_elsewhere_names_none() -> None:
    page = (PAGES / "subsidiaries.htm").read_bytes().replace(b"Subsidiaries of", b"Customers of")
    assert stated("subsidiaries.htm", page) == {}


def test_a_name_without_a_legal_form_counts_where_the_head_gives_the_place() -> None:
    page = (PAGES / "subsidiaries.htm").read_bytes().replace(b"Sable Mining LLC", b"Sable Digs")
    assert ("Sable Digs", "Quantrel Systems Corporation") in stated("subsidiaries.htm", page)
    assert ("Sable Digs", "Quantrel Systems Corporation") not in stated(
        "subsidiaries.htm", page.replace(b"Jurisdiction<br>of&#160;Incorporation", b"Colour")
    )


@pytest.mark.parametrize(
    "title", ["A subsidiary of Quantrel wins a deal", "Our Subsidiaries Make Lasers", "What subsidiaries do"]
)
def test_news_of_a_subsidiary_opens_no_list(title: str) -> None:
    page = (PAGES / "subsidiaries.htm").read_bytes().replace(b"Subsidiaries of", title.encode())
    assert stated("subsidiaries.htm", page) == {}


@pytest.mark.parametrize(
    "title",
    ["QUANTREL SYSTEMS CORPORATION SUBSIDIARIES", "List of Subsidiaries", "Subsidiaries of Quantrel Systems Inc."],
)
def test_titles_of_lists(title: str) -> None:
    typed = f"<DOCUMENT>\n<TYPE>EX-21\n<TEXT>\n{title}\n\nSable Mining LLC\n</TEXT>\n</DOCUMENT>\n"
    page = b"<SEC-HEADER>\nCOMPANY CONFORMED NAME: QUANTREL SYSTEMS INC\n</SEC-HEADER>\n" + typed.encode()
    assert list(stated("typed.txt", page)) == [("Sable Mining LLC", "QUANTREL SYSTEMS INC")]
