"""Markdown: blocks as spans into the raw text."""

from __future__ import annotations

from themegraph.loaders.clean import clean
from themegraph.loaders.document import Document
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
