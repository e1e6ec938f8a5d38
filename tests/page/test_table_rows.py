"""A row of a table as evidence: `explain` and the page show each cell with its heading, and where the row stands."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from themegraph.assembly import build
from themegraph.cli import main
from themegraph.graph.page import write_page
from themegraph.graph.store import open_store

HEAD = ("Ticker", "Name", "Weight (%)", "Shares")
CELLS = ("ZYRA", "Zyra Glass Corp", "60.5", "1,200")
OTHER = ("QRK", "Quantrel Optics Inc", "39.5", "800")
FUND = "Constructed Row ETF"


def as_csv() -> bytes:
    """Return the list as text between commas."""
    rows = [HEAD, CELLS, OTHER]
    return "\n".join([FUND, *(",".join(f'"{cell}"' for cell in row) for row in rows)]).encode()


def as_workbook() -> bytes:
    """Return the list as a workbook."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    sheet.title = "Holdings"
    for row in ((FUND,), HEAD, CELLS, OTHER):
        sheet.append(row)
    book.save(out)
    return out.getvalue()


def as_json() -> bytes:
    """Return the list as objects."""
    rows = [dict(zip(HEAD, row, strict=True)) for row in (CELLS, OTHER)]
    return json.dumps({"fundName": FUND, "holdings": rows}).encode()


FORMS = [
    ("list.csv", as_csv(), "row=3"),
    ("list.xlsx", as_workbook(), "Holdings!A3:D3"),
    ("list.json", as_json(), "/holdings/0"),
]


@pytest.mark.parametrize(("name", "data", "place"), FORMS, ids=[name for name, _, _ in FORMS])
def test_explain_shows_the_row_with_its_headings_and_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes, place: str
) -> None:
    (tmp_path / name).write_bytes(data)
    store = f"--store={tmp_path / 'store'}"
    assert main(["build", store, str(tmp_path / name), "--quiet"]) == 0
    capsys.readouterr()
    assert main(["explain", FUND, store, "--format", "json"]) == 0
    (fact,) = [fact for fact in json.loads(capsys.readouterr().out) if "Zyra" in fact["object"]]
    assert fact["sentences"] == [" · ".join(f"{head} {cell}" for head, cell in zip(HEAD, CELLS, strict=True))]
    assert fact["sources"][0].endswith(f", {place}")


@pytest.mark.browser
@pytest.mark.parametrize(("name", "data", "place"), FORMS, ids=[name for name, _, _ in FORMS])
def test_the_page_shows_the_row_with_its_headings_and_place(
    opened: Callable[..., Page], tmp_path: Path, name: str, data: bytes, place: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with open_store(None) as store:
        assert build([str(tmp_path / name)], store).failures == ()
        file = write_page(store, tmp_path / "page.html").path
    page = opened("#view=table", file=file)
    page.get_by_text("Zyra Glass Corp").first.click()
    card = page.locator(".card", has_text="Zyra Glass Corp").first
    expect(card).to_contain_text(place.replace("row=", "row "))
    cells = card.locator(".row-cells tr")
    assert [text.split("\t") for text in cells.all_inner_texts()] == [
        list(pair) for pair in zip(HEAD, CELLS, strict=True)
    ]
