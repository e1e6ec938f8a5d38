"""Entries of reference lists, in the forms that people print."""

from __future__ import annotations

import pytest

from themegraph.loaders.reading import parse_document
from themegraph.loaders.references import parse_references

HEAD = "Cells\n\nThey are short.\n\nReferences\n\n"


@pytest.mark.parametrize(
    ("entry", "title", "publisher", "issued", "address"),
    [
        ("Cells to reach US$26 billion in 2026 · Volt Works, 2026-04-20", "Cells to reach US$26 billion in 2026", "Volt Works", "2026-04-20", ""),
        ("Cells in 2026 · 12/3 Main St.", "Cells in 2026", "12/3 Main St.", "", ""),
        ("Cells | Volt Works | 2026-05-01", "Cells", "Volt Works", "2026-05-01", ""),
        ("Volt Works, “Cells”, 20 April 2026", "Cells", "Volt Works", "2026-04-20", ""),
        ('Volt Works Inc., "Cells (part 1)," April 2026.', "Cells (part 1)", "Volt Works Inc.", "2026-04", ""),
        ("Doe, Jane. “Cells.” Grid Weekly, 12 May 2026. https://a.b/c", "Cells", "Grid Weekly", "2026-05-12", "https://a.b/c"),
        ("Cells in the U.S. market. Grid Weekly, 12 May 2026. https://a.b/c.", "Cells in the U.S. market", "Grid Weekly", "2026-05-12", "https://a.b/c"),
        ("Cells. Volt Corp., 13 May 2026. Accessed 3 June 2026.", "Cells", "Volt Corp.", "2026-05-13", ""),
        ("Who pays for cells? Grid Weekly, 3 March 2026.", "Who pays for cells?", "Grid Weekly", "2026-03-03", ""),
        ("Volt Works (2025). Cells.", "Cells", "Volt Works", "2025", ""),
        ("Doe, J. (2025, January 15). Cells. Grid Weekly.", "Cells", "Grid Weekly", "2025-01-15", ""),
        ("Cells, Grid Weekly, 1 May 2026", "Cells", "Grid Weekly", "2026-05-01", ""),
        ("Volt Works. Report for the year. 26 February 2025.", "Report for the year", "Volt Works", "2025-02-26", ""),
        ("Cells — Grid Weekly, May 2026", "Cells", "Grid Weekly", "2026-05", ""),
    ],
)  # fmt: skip
def test_forms(entry: str, title: str, publisher: str, issued: str, address: str) -> None:
    document = parse_document(f"{HEAD}[7] {entry}\n".encode(), name="a.txt")
    (parsed,) = parse_references(document)
    assert (parsed.number, parsed.title, parsed.publisher) == (7, title, publisher)
    assert (parsed.issued, parsed.address) == (issued, address)
    assert document.text[slice(*parsed.title_span)] == title
    assert document.text[slice(*parsed.publisher_span)] == publisher


def test_a_linked_title_in_markdown() -> None:
    text = "# Cells\n\nShort.\n\n## Sources\n\n- [Cells **rise**](https://a.b/c), Grid Weekly, 2026-05-01\n- [Volt](https://v.w)\n"
    first, second = parse_references(parse_document(text.encode(), name="a.md"))
    assert (first.number, first.title, first.publisher) == (1, "Cells rise", "Grid Weekly")
    assert (first.issued, first.address) == ("2026-05-01", "https://a.b/c")
    assert (second.number, second.title, second.publisher, second.address) == (2, "Volt", "", "https://v.w")


def test_notes_that_are_prose_are_no_references() -> None:
    document = parse_document(b"Cells\n\nShort.\n\nNotes\n\n- Sales grew by a third.\n", name="a.txt")
    assert parse_references(document) == ()
