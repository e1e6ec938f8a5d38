"""PDF: what a reader sees on the page becomes text and blocks, in the order of reading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from themegraph.loaders.document import Document
from themegraph.loaders.readers.pdf_layout import render
from themegraph.loaders.readers.pdf_words import Page, Word
from themegraph.loaders.reading import parse_document

BODY = [
    "Volt Works said on Monday that it will build a plant for battery cells in Ohio and",
    "that the first line will run in 2027. The plant takes the place of an older one that",
    "closed last year, and it will make cells for cars and for the power grid alike.",
]
LEFT = [
    "Cell Co makes anodes in Ohio and it sells",
    "them to Volt Works under an agreement that",
    "runs for ten years, with a price that both",
    "sides may open again after the third year",
    "if the price of graphite moves by a tenth",
]
RIGHT = [
    "or more in a quarter. Ohio Grid makes the",
    "transformers that the plant needs, and has",
    "no room for other orders before next June.",
    "It has asked the state for a loan to build",
    "a second hall beside the one it has today.",
]
MIDDLE = ["Prices rose in May", "for all the metals", "that a cell needs,", "and fell in June"]


Read = Callable[..., Document]


@pytest.fixture
def read(pdf: SimpleNamespace) -> Read:
    """Give a function that makes a PDF of pages and reads it."""

    def _read(*pages: Sequence[object], **about: str) -> Document:
        return parse_document(pdf.make(pages, about), name="page.pdf")

    return _read


def seen(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_title_heading_paragraphs_and_the_text_is_what_is_seen(pdf: SimpleNamespace, read: Read) -> None:
    document = read(
        [
            pdf.put(72, 80, "Power for the decade", 24),
            *pdf.paragraph(72, 120, BODY),
            pdf.put(72, 180, "Supply is short", 14, bold=True),
            *pdf.paragraph(72, 200, BODY[:2]),
            *pdf.paragraph(72, 236, BODY[2:]),
        ]
    )
    assert seen(document) == [
        ("title", "Power for the decade"),
        ("paragraph", " ".join(BODY)),
        ("heading", "Supply is short"),
        ("paragraph", " ".join(BODY[:2])),
        ("paragraph", BODY[2]),
    ]
    assert document.media_type == "application/pdf"
    assert document.blocks[3].section == "Supply is short"


def test_two_columns_are_read_one_after_the_other_and_a_paragraph_runs_on(pdf: SimpleNamespace, read: Read) -> None:
    document = read([*pdf.paragraph(60, 80, BODY), *pdf.paragraph(60, 140, LEFT), *pdf.paragraph(320, 140, RIGHT)])
    assert seen(document) == [("paragraph", " ".join(BODY)), ("paragraph", " ".join(LEFT + RIGHT))]


def test_columns_whose_lines_do_not_stand_level(pdf: SimpleNamespace, read: Read) -> None:
    document = read([*pdf.paragraph(60, 140, LEFT), *pdf.paragraph(320, 146, RIGHT)])
    assert seen(document) == [("paragraph", " ".join(LEFT + RIGHT))]


def test_a_heading_beside_two_lines_of_the_other_column_does_not_mix_them(pdf: SimpleNamespace, read: Read) -> None:
    left = [*pdf.paragraph(60, 140, LEFT), pdf.put(60, 218, "Grid", 16), *pdf.paragraph(60, 242, LEFT)]
    document = read([*left, *pdf.paragraph(320, 140, RIGHT * 3)])
    assert seen(document) == [
        ("paragraph", " ".join(LEFT)),
        ("heading", "Grid"),
        ("paragraph", " ".join([*LEFT, *RIGHT * 3])),
    ]


def test_three_columns(pdf: SimpleNamespace, read: Read) -> None:
    columns = [pdf.paragraph(x, 100, [f"{line} {x}" for line in MIDDLE]) for x in (60, 230, 400)]
    document = read([put for line in zip(*columns, strict=True) for put in line])
    assert [words for _, words in seen(document)] == [
        " ".join(f"{line} {x}" for x in (60, 230, 400) for line in MIDDLE)
    ]


def test_a_heading_below_two_columns_comes_after_both(pdf: SimpleNamespace, read: Read) -> None:
    document = read(
        [
            *pdf.paragraph(60, 100, LEFT),
            *pdf.paragraph(320, 100, RIGHT),
            pdf.put(60, 200, "Outlook", 14, bold=True),
            *pdf.paragraph(60, 222, BODY),
        ]
    )
    assert [kind for kind, _ in seen(document)] == ["paragraph", "heading", "paragraph"]
    assert seen(document)[0][1] == " ".join(LEFT + RIGHT)


def test_heads_feet_and_page_numbers_are_left_out_and_a_sentence_runs_over_the_page(
    pdf: SimpleNamespace, read: Read
) -> None:
    texts = [BODY[:2], BODY[2:], LEFT[:4], [*LEFT[4:], *RIGHT]]
    pages = [
        [
            pdf.put(200, 40, f"Volt Works letter {number}", 8),
            *pdf.paragraph(72, 100, text),
            pdf.put(300, 760, str(number), 8),
        ]
        for number, text in enumerate(texts, 1)
    ]
    assert [words for _, words in seen(read(*pages))] == [" ".join(BODY), " ".join(LEFT + RIGHT)]


def test_words_divided_at_line_ends_are_whole_and_real_hyphens_stay(pdf: SimpleNamespace, read: Read) -> None:
    lines = [
        "The firm builds interconnection gear for the power grid, and each inter-",
        "connection takes a year. It has a multi-",
        "year plan for a plant that is energy-hungry, and energy-",
        "hungry plants need a long-",
        "term price, so the tele-",
        "communications arm pays short- and",
        "medium-term rates as the U.S.-",
        "China line did.",
    ]
    whole = (
        "The firm builds interconnection gear for the power grid, and each interconnection takes a year. It has a "
        "multi-year plan for a plant that is energy-hungry, and energy-hungry plants need a long-term price, so the "
        "telecommunications arm pays short- and medium-term rates as the U.S.-China line did."
    )
    assert seen(read(pdf.paragraph(72, 100, lines))) == [("paragraph", whole)]


def test_lists_and_their_numbers(pdf: SimpleNamespace, read: Read) -> None:
    document = read(
        [
            pdf.put(72, 100, "The plan has these parts:"),
            pdf.put(80, 120, "• Cell Co makes anodes in Ohio and sells them to the plant, which pays a price that"),
            pdf.put(88, 132, "both sides agreed on."),
            pdf.put(80, 150, "• Ohio Grid makes transformers."),
            pdf.put(72, 180, "1. Build the plant."),
            pdf.put(72, 200, "2. Run the plant."),
        ]
    )
    assert [(b.kind, b.number) for b in document.blocks] == [
        ("paragraph", 0),
        ("bullet", 0),
        ("bullet", 0),
        ("bullet", 1),
        ("bullet", 2),
    ]
    assert seen(document)[1][1].endswith("a price that both sides agreed on.")


def test_a_table_is_rows_of_cells(pdf: SimpleNamespace, read: Read) -> None:
    rows = [("Company", "2024", "2025"), ("Volt Works", "$1,200", "$1,450"), ("Cell Co", "300", "410")]
    puts = [
        pdf.put(x, 200 + 16 * number, cell)
        for number, row in enumerate(rows)
        for x, cell in zip((72, 250, 350), row, strict=True)
    ]
    document = read([*pdf.paragraph(72, 100, BODY), *puts, *pdf.paragraph(72, 300, BODY)])
    assert seen(document)[1:-1] == [("table", "\t".join(row)) for row in rows]
    assert [(b.level, b.number, b.group) for b in document.blocks if b.kind == "table"] == [
        (0, 0, 1),
        (1, 1, 1),
        (1, 2, 1),
    ]


def test_notes_stand_after_the_text_and_their_marks_read_as_numbers(pdf: SimpleNamespace, read: Read) -> None:
    first = [
        *pdf.paragraph(72, 100, BODY[:2]),
        pdf.put(72, 124, "closed last year, and it will make cells for Ohio Grid"),
        pdf.put(317, 120, "1", 6),
        pdf.put(323, 124, "and for the power grid, which Cell"),
        pdf.put(72, 700, "1 Ohio Grid, annual report, May 2025.", 7),
    ]
    document = read(first, pdf.paragraph(72, 100, ["Co runs in the state of Ohio."]))
    assert seen(document)[0][1].endswith(
        "Ohio Grid[1] and for the power grid, which Cell Co runs in the state of Ohio."
    )
    assert document.blocks[-1].kind == "reference"
    assert (document.blocks[-1].number, seen(document)[-1][1]) == (1, "Ohio Grid, annual report, May 2025.")


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_words_that_run_another_way_are_read_too(pdf: SimpleNamespace, read: Read, turn: int) -> None:
    place = {90: (300, 700), 180: (500, 400), 270: (300, 300)}[turn]
    document = read([*pdf.paragraph(72, 100, BODY), pdf.put(*place, "Source of the chart is Ohio Grid.", turn=turn)])
    assert [words for _, words in seen(document)] == [" ".join(BODY), "Source of the chart is Ohio Grid."]


def test_metadata_that_can_be_trusted(pdf: SimpleNamespace, read: Read) -> None:
    page = pdf.paragraph(72, 100, BODY)
    made = {"CreationDate": "D:20260302101500Z"}
    plain = read(page, Title="Power for the decade", Author="Ohio Grid Research", **made).metadata
    assert (plain.title, plain.publisher, plain.issued) == ("Power for the decade", "Ohio Grid Research", "2026-03-02")
    poor = read(page, Title="Microsoft Word - draft.docx", Author="Jane Doe", CreationDate="D:20269999").metadata
    assert (poor.title, poor.publisher, poor.issued) == ("page", "", "")
    dated = read([pdf.put(72, 80, "Ohio Grid, May 13, 2026"), *page], **made).metadata
    assert dated.issued == "2026-05-13"


def test_reading_twice_gives_the_same(pdf: SimpleNamespace, read: Read) -> None:
    page = [*pdf.paragraph(60, 140, LEFT), *pdf.paragraph(320, 140, RIGHT)]
    assert read(page) == read(page)


PLACES = st.tuples(
    st.floats(0, 600), st.floats(0, 780), st.sampled_from([6.0, 10.0, 14.0]), st.integers(0, 3), st.booleans()
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PLACES, max_size=60))
def test_words_anywhere_are_all_in_the_text_and_blocks_are_in_order(
    places: list[tuple[float, float, float, int, bool]],
) -> None:
    words = tuple(
        Word(x, y - size, x + 3 * size, y, y, size, bold, f"w{number}x", turn)
        for number, (x, y, size, turn, bold) in enumerate(places)
    )
    rendering = render([Page(0, words)])
    blocks, text = rendering.blocks(), rendering.text
    assert sorted(text.split()) == sorted(word.text for word in words)
    bounds = [bound for block in blocks for bound in (block.start, block.end)]
    assert bounds == sorted(bounds)
    assert all(block.start < block.end for block in blocks)


def test_a_publisher_in_the_file_s_own_description_counts(pdf: SimpleNamespace) -> None:
    described = b"<dc:publisher><rdf:Bag><rdf:li>Ohio Grid &amp; Co</rdf:li></rdf:Bag></dc:publisher>"
    data = pdf.make([pdf.paragraph(72, 100, BODY)], {"Author": "Cell Research"}) + b"\n%" + described
    assert parse_document(data, name="page.pdf").metadata.publisher == "Ohio Grid & Co"
