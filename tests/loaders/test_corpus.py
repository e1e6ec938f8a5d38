"""Every reference document loads, or is refused by name with the reason that a user needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from themegraph.loaders.document import Document
from themegraph.loaders.extraction.engine import extract
from themegraph.loaders.extraction.sentences import split
from themegraph.loaders.reading import read_document
from themegraph.loaders.sources import Candidate

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
FILES = sorted(
    path.relative_to(CORPUS).as_posix() for folder in ("sec", "text") for path in (CORPUS / folder).glob("*")
)
# Files that are read as tables, with the kind of their sheets.
DATA = {
    "sec/13F-HR.infotable.xml": "13f",
    "sec/edgar-sample-information_table.xml": "13f",
    "sec/N-PORT-sample-1.xml": "nport",
    "sec/NPORT.AdvancedSeries.xml": "nport",
    "sec/company_submission.json": "sec-submissions",
    "sec/company_tickers.json": "sec-tickers",
    "sec/nvda_companyfacts_CIK0001045810.json": "company-facts",
}
FILINGS = [name for name in FILES if name.startswith("sec/") and name not in DATA]
ANNUAL_ITEMS = ["1", "1A", "1B", "1C", "2", "3", "4", "5", "6", "7", "7A", "8"]
ANNUAL_ITEMS += ["9", "9A", "9B", "9C", "10", "11", "12", "13", "14", "15", "16"]


def read(name: str) -> Document:
    path = CORPUS / name
    return read_document(Candidate(path.name, path, path.stat().st_size))


def test_the_corpus_is_collected(shared: Path) -> None:
    assert shared == CORPUS.parent
    assert len(FILES) == 40
    assert len(FILINGS) == 8
    assert set(DATA) <= set(FILES)


@pytest.mark.parametrize("name", [name for name in FILES if name not in DATA])
def test_a_document_loads_with_exact_blocks(name: str, shared: Path) -> None:
    document = read(name)
    ends = 0
    for block in document.blocks:
        assert ends <= block.start < block.end <= len(document.text)
        ends = block.end
    assert len(split(document)) >= 4
    assert document.metadata.title


@pytest.mark.parametrize("name", DATA)
def test_data_loads_as_rows_of_its_text(name: str, shared: Path) -> None:
    document = read(name)
    rows = [row for sheet in document.sheets for row in sheet.rows]
    assert rows
    assert {sheet.kind for sheet in document.sheets} == {DATA[name]}
    for row in rows:
        shown = document.text[row.start : row.end]
        assert shown.strip()
        assert " ".join(shown.split()) == " ".join(" ".join(row.cells).split())


@pytest.mark.parametrize("name", FILINGS)
def test_no_page_furniture_is_left(name: str, shared: Path) -> None:
    document = read(name)
    lines = [line.strip() for line in document.text.splitlines()]
    assert [line for line in lines if line.casefold() == "table of contents"] == []
    numbers = [line for line in lines if line.isdigit() and int(line) < 1000 and line != "104"]
    assert numbers == []
    assert document.metadata.about


@pytest.mark.parametrize("name", ["sec/amd-10-k-2024.html", "sec/nvda-10-k-2025-02-26.html"])
def test_an_annual_report_has_its_items_in_order(name: str, shared: Path) -> None:
    document = read(name)
    found = [
        document.text[b.start : b.end].split()[1].rstrip(".")
        for b in document.blocks
        if b.level == 3 and b.kind == "heading"
    ]
    assert found == ANNUAL_ITEMS


def test_the_excerpts_stand_in_their_filings(shared: Path) -> None:
    sources = {
        "sec-amd-10k": "sec/amd-10-k-2024.html",
        "sec-nvda-10k": "sec/nvda-10-k-2025-02-26.html",
        "sec-nvda-10q": "sec/nvda-10-q-2025-08-27.html",
    }
    counted = 0
    for prefix, source in sources.items():
        whole = "".join(read(source).text.split())
        for path in sorted((shared / "gold" / "dev").glob(f"{prefix}*.txt")):
            excerpt = read_document(Candidate(path.name, path, path.stat().st_size))
            for sentence in split(excerpt):
                words = excerpt.text[sentence.start : sentence.end]
                if words != "Table of Contents":
                    counted += 1
                    assert "".join(words.split()) in whole, words
    assert counted == 107


def test_a_list_of_subsidiaries_names_those_of_its_parent(shared: Path) -> None:
    claims = extract(read("sec/ex21-aapl.html")).claims
    parents = {claim.object.label for claim in claims if claim.predicate == "subsidiaryOf"}
    assert len(parents) == 1
    assert sum(claim.predicate == "subsidiaryOf" for claim in claims) >= 18
