"""Plain text: what the form of its lines says."""

from __future__ import annotations

from themegraph.loaders.clean import clean
from themegraph.loaders.document import Block, Document
from themegraph.loaders.reading import parse_document

PAGE = """\
Grid storage

Batteries hold power for hours. They are bought by grid operators.

In short
  • Cells come from few makers.
  • Cell Works: the largest maker, with plants
    in two countries.

What holds it back?

Lithium is scarce. A maker wraps
its lines like this, and goes on
over several of them.

Storage doubles every second year.

VoltCounting

Who pays?

Grid operators pay.

Look further

Makers

Frequently asked questions

Is it safe?

It is watched day and night.

A second paragraph answers too.

Can one buy it?

Through funds.

Sources & references

  1. Storage report 2026 · VoltCounting, 2026-02-01
  2. A year of cells · 12/3 Main St., 2026-03-04
"""


def read(text: str) -> Document:
    return parse_document(text.encode(), name="page.txt")


def kinds(document: Document) -> list[str]:
    return [block.kind for block in document.blocks]


def words(document: Document, block: Block) -> str:
    return document.text[block.start : block.end]


def test_every_form_of_a_page_is_told_apart() -> None:
    document = read(PAGE)
    assert kinds(document) == [
        "title", "paragraph", "heading", "bullet", "bullet", "heading", "paragraph", "quotation", "attribution", "heading",
        "paragraph", "heading", "heading", "heading", "question", "answer", "answer", "question", "answer", "heading",
        "reference", "reference",
    ]  # fmt: skip


def test_headings_without_content_are_empty() -> None:
    document = read(PAGE)
    assert [words(document, block) for block in document.blocks if block.empty] == ["Look further", "Makers"]


def test_blocks_know_their_section() -> None:
    document = read(PAGE)
    sections = {words(document, block)[:12]: block.section for block in document.blocks}
    assert sections["Batteries ho"] == ""
    assert sections["Cells come f"] == "In short"
    assert sections["Lithium is s"] == "What holds it back?"
    assert sections["Is it safe?"] == "Frequently asked questions"
    assert sections["Through fund"] == "Can one buy it?"


def test_bullets_of_a_list_share_a_group_and_keep_no_marker() -> None:
    document = read(PAGE)
    bullets = [block for block in document.blocks if block.kind == "bullet"]
    assert [words(document, block)[:10] for block in bullets] == ["Cells come", "Cell Works"]
    assert {block.group for block in bullets} == {1}
    assert words(document, bullets[1]).endswith("in two countries.")


def test_a_hard_wrapped_paragraph_is_one_block() -> None:
    document = read(PAGE)
    assert "Lithium is scarce. A maker wraps\nits lines like this, and goes on\nover several of them." in [
        words(document, block) for block in document.blocks
    ]


def test_references_carry_their_printed_number() -> None:
    document = read(PAGE)
    assert [block.number for block in document.blocks if block.kind == "reference"] == [1, 2]


def test_crlf_changes_offsets_and_nothing_else() -> None:
    plain, windows = read(PAGE), read(PAGE.replace("\n", "\r\n"))
    assert kinds(plain) == kinds(windows)
    assert windows.text == PAGE.replace("\n", "\r\n")
    assert [words(plain, block) for block in plain.blocks] == [
        words(windows, block).replace("\r\n", "\n") for block in windows.blocks
    ]


def test_a_byte_order_mark_is_the_first_character_and_in_no_block() -> None:
    document = parse_document(b"\xef\xbb\xbf" + PAGE.encode(), name="page.txt")
    assert document.text[0] == "\ufeff"
    assert (document.blocks[0].start, words(document, document.blocks[0])) == (1, "Grid storage")


def test_a_short_line_below_a_sentence_is_a_heading_where_no_reference_names_it() -> None:
    text = "Title\n\nIt grew last year.\n\nMakers\n\nThere are two of them.\n"
    assert kinds(read(text)) == ["title", "paragraph", "heading", "paragraph"]


def test_names_below_dashes_and_quoted_words_are_attributions() -> None:
    text = "Title\n\n“It grew.”\n\n— Jane Doe, Volt Works\n\n> It fell.\n> — John Roe\n\n“It stood.” — Ann Poe\n\nIt rained.\n"
    document = read(text)
    assert kinds(document)[1:] == ["quotation", "attribution"] * 3 + ["paragraph"]
    names = [words(document, block) for block in document.blocks if block.kind == "attribution"]
    assert names == ["Jane Doe, Volt Works", "John Roe", "Ann Poe"]


def test_a_closing_numbered_list_of_entries_is_a_list_of_references() -> None:
    text = "Title\n\nIt grew.\n\n1. Report · Volt Works, 2026-01-02\n2. Volt Works, “Cells”, 3 May 2026\n"
    assert kinds(read(text)) == ["title", "paragraph", "reference", "reference"]


def test_a_closing_numbered_list_of_steps_is_not() -> None:
    text = "Title\n\nDo this:\n\n1. Buy cells.\n2. Wire them.\n"
    assert kinds(read(text)) == ["title", "paragraph", "bullet", "bullet"]


def test_lists_nest_by_indentation() -> None:
    document = read("Title\n\nAll of them:\n\n- one\n  - one and a half\n- two\n\nThen\n\n1. first\n2. second\n")
    bullets = [(block.level, block.group, block.number) for block in document.blocks if block.kind == "bullet"]
    assert bullets == [(1, 1, 0), (2, 2, 0), (1, 1, 0), (1, 3, 1), (1, 3, 2)]


def test_a_wrapped_line_that_begins_with_a_dash_is_no_bullet() -> None:
    text = "Title\n\nThe plant that was promised for the spring of this year\n- and for the autumn before it - is not built yet.\n"
    assert kinds(read(text)) == ["title", "paragraph"]


def test_long_lines_without_blank_lines_between_are_paragraphs_of_their_own() -> None:
    line = "The plant was promised for the spring of this year and is not built yet. " * 3
    assert kinds(read(f"Title\n\n{line}\n{line}\n")) == ["title", "paragraph", "paragraph"]


def test_an_underlined_line_is_a_heading_and_rules_are_nothing() -> None:
    assert kinds(read("Title\n\nmakers of cells\n---------------\n\nThere are two.\n\n* * *\n\nThat is all.\n")) == [
        "title", "heading", "paragraph", "paragraph",
    ]  # fmt: skip


def test_rows_of_figures_are_no_headings() -> None:
    assert kinds(read("Title\n\nCells 41,096 26,272 80,208\n\n12\n")) == ["title", "paragraph", "paragraph"]


def test_q_and_a_lines_are_question_and_answer_anywhere() -> None:
    document = read("Title\n\nQ: Is it on?\nA: It is.\n")
    assert [(block.kind, words(document, block)) for block in document.blocks[1:]] == [
        ("question", "Is it on?"), ("answer", "It is."),
    ]  # fmt: skip


def test_pages_without_their_heads_and_numbers_and_words_made_whole() -> None:
    text = (
        "Volt Works letter 1\n\nThe firm builds interconnection gear and each inter-\nconnection takes a\n1\n"
        "\fVolt Works letter 2\n\nyear, for a multi-\nyear plan.\n2\n"
        "\fVolt Works letter 3\n\nCells are short.\n3\n"
    )
    document = read(text)
    shown = [clean(text, block.start, block.end).text for block in document.blocks]
    assert shown == [
        "The firm builds interconnection gear and each interconnection takes a",
        "year, for a multi-year plan.",
        "Cells are short.",
    ]
    assert document.text == text


def test_a_form_feed_ends_a_paragraph_but_not_within_a_sentence() -> None:
    text = "Cells are short and they\n\fcost more. So it is.\n\fThey are made in Ohio by Volt Works.\n"
    document = read("Words about cells.\n\n" + text)
    assert [clean(document.text, b.start, b.end).text for b in document.blocks] == [
        "Words about cells.",
        "Cells are short and they cost more. So it is.",
        "They are made in Ohio by Volt Works.",
    ]


def test_hyphens_at_wrapped_lines_stay_where_nothing_says_that_lines_divide_words() -> None:
    text = "The plan is cost-\neffective and good."
    assert clean(text, 0, len(text)).text == "The plan is cost-effective and good."
