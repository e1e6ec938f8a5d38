"""Tables of filings: which hold data, which only lay out words, and where their figures belong."""

from __future__ import annotations

import pytest

from themegraph.loaders.readers import Content
from themegraph.loaders.readers.sec import SecReader


def read(rows: str) -> list[tuple[str, str]]:
    """Return kind and words of the blocks that a table between two sentences makes."""
    page = f'<html xmlns:ix="x"><body><p>First words.</p><table>{rows}</table><p>Last words.</p></body></html>'
    parsed = SecReader().read(Content("a.htm", page.encode()))
    found = [(block.kind, parsed.text[block.start : block.end]) for block in parsed.blocks]
    assert found[0] == ("paragraph", "First words.")
    assert found[-1] == ("paragraph", "Last words.")
    return [(str(kind), words) for kind, words in found[1:-1]]


def row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("Sales", "$", "1,234", "", "$", "(5", ")"), "Sales\t$1,234\t$(5)"),
        (("Sales", "", "1,234", "", "$", "(", "5", ")"), "Sales\t1,234\t$(5)"),
        (("Share", "", "11", "%", "", "—", ""), "Share\t11%\t—"),
        (("Loss", "€", "( 5 )", "", "", "7 %", ""), "Loss\t€(5)\t7%"),
    ],
)
def test_signs_join_their_number(cells: tuple[str, ...], expected: str) -> None:
    found = read(row("Gain", "$", "10", "", "$", "20", "") + row(*cells))
    assert ("table", expected) in found


def test_a_cell_spanning_rows_keeps_the_columns_below() -> None:
    first = '<tr><td rowspan="2">Lasers</td><td>2029</td><td>10</td></tr>'
    assert read(first + row("2028", "20") + row("Pumps", "2029", "30"))[0] == ("table", "Lasers\t2029\t10")


def test_a_list_laid_out_as_a_table_is_a_list() -> None:
    assert read(row("•", "Lasers.") + row("●", "Pumps, and more.")) == [
        ("bullet", "Lasers."),
        ("bullet", "Pumps, and more."),
    ]


def test_a_note_is_a_paragraph() -> None:
    assert read(row("(1)", "Without tax.") + row("(2)", "With tax.")) == [
        ("paragraph", "(1) Without tax."),
        ("paragraph", "(2) With tax."),
    ]


def test_words_in_two_columns_are_prose() -> None:
    long = "Lasers need power. " * 20
    assert read(row(long, "Pumps need water.")) == [("paragraph", long.strip()), ("paragraph", "Pumps need water.")]


def test_a_table_in_a_cell_is_a_table_of_its_own() -> None:
    inner = f"<table>{row('Sales', '1,234', '1,000')}{row('Costs', '99', '88')}</table>"
    assert read(row(f"<p>Before it.</p>{inner}")) == [
        ("paragraph", "Before it."),
        ("table", "Sales\t1,234\t1,000"),
        ("table", "Costs\t99\t88"),
    ]


def test_a_caption_in_a_table_is_a_heading() -> None:
    assert read(row("<b>Item 2.</b>", "<b>Properties</b>")) == [("heading", "Item 2. Properties")]


def test_long_text_between_rows_parts_the_table() -> None:
    words = "Indicate by check mark whether the registrant is a shell company, as the rules of the Act define it. " * 2
    found = read(row("Class", "Symbol", "5") + row(words) + row("Sales", "10", "20"))
    assert found == [("paragraph", "Class Symbol 5"), ("paragraph", words.strip()), ("table", "Sales\t10\t20")]


def test_a_contents_page_is_left_out() -> None:
    rows = "".join(row(f"Item {n}.", f"Thing {n}", str(n + 10)) for n in range(1, 7))
    assert read(row("", "", "Page") + rows) == []


def test_cells_that_are_not_shown_take_no_column() -> None:
    hidden = '<td colspan="3" style="display:none">9</td>'
    first = '<tr><td>Year</td><td colspan="3">2029</td><td colspan="3">2028</td></tr>'
    second = f'<tr><td>Sales</td>{hidden}<td colspan="3">12.5</td>{hidden}<td colspan="3">11.5</td></tr>'
    assert read(first + second) == [("table", "Year\t2029\t2028"), ("table", "Sales\t12.5\t11.5")]


def test_a_column_of_words_beside_figures_stays_apart() -> None:
    rows = (
        row("Bonds", "Level 2", "108", "7", "115")
        + row("Funds", "Level 1", "40", "—", "40")
        + row("All", "", "148", "7", "155")
    )
    assert [words for _, words in read(rows)] == [
        "Bonds\tLevel 2\t108\t7\t115",
        "Funds\tLevel 1\t40\t—\t40",
        "All\t\t148\t7\t155",
    ]
