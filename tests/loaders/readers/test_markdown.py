"""Markdown: blocks as spans into the raw text."""

from __future__ import annotations

import pytest

from themegraph.loaders.clean import clean
from themegraph.loaders.document import Document
from themegraph.loaders.extraction.sentences import split
from themegraph.loaders.reading import parse_document

PAGE = """\
---
title: Notes on cells
date: 2026-03-02
aliases: [cells, storage]
---
# Cells

Cells come from **Volt Works**,
see [the list](https://example.org/list_(all)).

## Makers

- Volt Works[^1]
    - Its arm in
      the north
- Cell Co

| Maker | Share |
|-------|------:|
| [[Volt Works\\|VW]] | 40 % |

> It grew.
> — Jane Doe

```
code
```

**SUPPLY IS SHORT:** It will stay so.

<!-- a remark -->

## FAQ

### Is it on?

It is.

## Sources

1. [Report](https://example.org/r), Volt Works, 2026-01-02

[^1]: Cell Weekly, “Makers”, May 2026
"""


def read(text: str, name: str = "page.md") -> Document:
    return parse_document(text.encode(), name=name)


def seen(document: Document) -> list[tuple[str, str]]:
    return [
        (block.kind, clean(document.text, block.start, block.end, document.media_type).text)
        for block in document.blocks
    ]


def test_every_block_of_a_page() -> None:
    assert seen(read(PAGE)) == [
        ("title", "Cells"),
        ("paragraph", "Cells come from Volt Works, see the list."),
        ("heading", "Makers"),
        ("bullet", "Volt Works[1]"),
        ("bullet", "Its arm in the north"),
        ("bullet", "Cell Co"),
        ("table", "| Maker | Share |"),
        ("table", "| VW | 40 % |"),
        ("quotation", "It grew."),
        ("attribution", "Jane Doe"),
        ("code", "code"),
        ("heading", "SUPPLY IS SHORT"),
        ("paragraph", "It will stay so."),
        ("heading", "FAQ"),
        ("question", "Is it on?"),
        ("answer", "It is."),
        ("heading", "Sources"),
        ("reference", "Report, Volt Works, 2026-01-02"),
        ("reference", "Cell Weekly, “Makers”, May 2026"),
    ]


def test_slices_are_raw() -> None:
    document = read(PAGE)
    slices = [document.text[block.start : block.end] for block in document.blocks]
    assert slices[1] == "Cells come from **Volt Works**,\nsee [the list](https://example.org/list_(all))."
    assert slices[4] == "Its arm in\n      the north"
    assert slices[7] == "| [[Volt Works\\|VW]] | 40 % |"


def test_front_matter_is_metadata_and_stays_in_the_text() -> None:
    document = read(PAGE)
    assert document.text == PAGE
    assert (document.metadata.title, document.metadata.issued) == ("Notes on cells", "2026-03-02")
    assert document.metadata.aliases == ("cells", "storage")


def test_list_items_carry_depth_and_group_and_rows_their_place() -> None:
    document = read(PAGE)
    assert [(b.level, b.group) for b in document.blocks if b.kind == "bullet"] == [(1, 1), (2, 2), (1, 1)]
    assert [(b.level, b.number) for b in document.blocks if b.kind == "table"] == [(0, 0), (1, 1)]


def test_a_text_file_with_markup_is_markdown_and_one_without_is_plain() -> None:
    assert read(PAGE, "page.txt").media_type == "text/markdown"
    assert read("Cells\n\nThey cost 3 * 4 dollars. See https://example.org.\n", "page.txt").media_type == "text/plain"


def test_what_is_nested_too_deep_to_parse_is_not_lost() -> None:
    text = "# Deep\n\n" + "".join("  " * depth + f"- item {depth}\n" for depth in range(90))
    shown = " ".join(words for _, words in seen(read(text)))
    assert all(f"item {depth}" in shown for depth in range(90))


def test_pictures_and_templates_are_nothing() -> None:
    text = "# Cells\n\n![a cell](data:image/png;base64,AAAA)\n\n{% include nav.md %}\n\n<br>\n\nText.\n"
    assert seen(read(text)) == [("title", "Cells"), ("paragraph", "Text.")]


def test_struck_words_are_not_shown() -> None:
    assert seen(read("# Cells\n\nThey ~~never~~ pay.\n"))[1] == ("paragraph", "They pay.")


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("[[Volt Works#History]] grew.", ["Volt Works grew."]),
        ("It is big. [[Volt Works#History|The firm]] grew.", ["It is big.", "The firm grew."]),
        ("A cell ![[cell.png]] grew.\n![[whole.png]]\n", ["A cell grew."]),
        ("![chart][image1] It grew.\n\n[image1]: <data:image/png;base64,AAAA>\n", ["It grew."]),
        ("It <!-- not\nso --> grew.\n\n<!--\n\nIt fell.\n\n-->\n", ["It grew."]),
        ('H<sub>2</sub>O<br>and <a href="https://e.org/?a=1">Volt Works</a> grew.', ["H2O and Volt Works grew."]),
        ("<details>\n<summary>More on **cells**</summary>\n\nThey pay.\n\n</details>", ["More on cells", "They pay."]),
        (
            "See [a list][1] and [Cell Co] now.\n\n[1]: https://e.org\n[cell co]: <https://f.org>\n",
            ["See a list and Cell Co now."],
        ),
        ("It grew [1] by [a rule][2].\n", ["It grew [1] by [a rule][2]."]),
        ("It put \\$2 billion and $3 in un**believ**able cells.", ["It put $2 billion and $3 in unbelievable cells."]),
        ("It grew[^1] and[^why] fell.\n\n[^why]: Costs rose.\n", ["It grew[1] and fell.", "Costs rose."]),
        ("- [ ] Build it.\n- [x] Run it.\n", ["Build it.", "Run it."]),
        ("> [!note] On cells\n> They pay.\n", ["On cells", "They pay."]),
        ("> [!note]-\n> They pay.\n", ["They pay."]),
        ("One line  \nand two\\\nand three. ^block-1\n", ["One line and two and three."]),
        ("$$\nx = y\n$$\n\n==They== pay.\n", ["They pay."]),
        ("Wo\u200brd\u2060s and\u00a0more.", ["Words and more."]),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_words_that_show(raw: str, shown: list[str], newline: str) -> None:
    document = read(raw.replace("\n", newline))
    assert [sentence.words.text for sentence in split(document)] == shown


@pytest.mark.parametrize(
    ("raw", "slices"),
    [
        ("**Supply**: They sell. It grows.", ["**Supply**: They sell.", "It grows."]),
        ("**They sell.** It grows.", ["**They sell.**", "It grows."]),
        ("**They sell. It grows.** So.", ["They sell.", "It grows.", "So."]),
        ("*Volt Works* sells `cells`.", ["*Volt Works* sells `cells`."]),
        (
            "It is. [[Volt Works|VW]] sells [cells](https://e.org/a_(b)).",
            ["It is.", "[[Volt Works|VW]] sells [cells](https://e.org/a_(b))."],
        ),
        ("It is _so_. _They_ sell _cells_", ["It is _so_.", "_They_ sell _cells_"]),
    ],
)
def test_a_sentence_takes_the_marks_around_it_in_pairs(raw: str, slices: list[str]) -> None:
    document = read("Words.\n\n" + raw)
    assert [document.text[s.start : s.end] for s in split(document)][1:] == slices


def test_the_pipe_of_a_link_does_not_part_a_cell() -> None:
    text = "| Name | n |\n|:--|--:|\n| [[Volt Works|VW]] | 3 |\n| [[Cell Co\\|CC]] | **4** |\n"
    assert seen(read(text)) == [("table", "| Name | n |"), ("table", "| VW | 3 |"), ("table", "| CC | 4 |")]


def test_front_matter_as_people_keep_it() -> None:
    text = "---\ntitle: Cells\ndate: 2026-03-02 10:15\nsource: Ohio Grid\nurl: https://e.org/a\nabout: [[Volt Works]]\ntags: [a]\n---\nThey pay.\n"
    found = read(text).metadata
    assert (found.issued, found.publisher, found.address, found.about) == (
        "2026-03-02",
        "Ohio Grid",
        "https://e.org/a",
        "Volt Works",
    )
    hugo = '+++\ntitle = "Cells"\ndate = 2026-03-02T10:00:00Z\nauthor = "Jane Doe"\nsource = "https://e.org/b"\n+++\nThey pay.\n'
    found = read(hugo).metadata
    assert (found.issued, found.publisher, found.address) == ("2026-03-02", "", "https://e.org/b")
    named = read("---\nauthors: [Cell Research Institute]\ndate: 2026/03/02\n---\nThey pay.\n").metadata
    assert (named.issued, named.publisher) == ("2026-03-02", "Cell Research Institute")
