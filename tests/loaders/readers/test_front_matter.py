"""Front matter in its forms, and what is not front matter."""

from __future__ import annotations

import pytest

from themegraph.errors import ReadError
from themegraph.loaders.readers.front_matter import front_matter


@pytest.mark.parametrize(
    "text",
    [
        '---json\n{"title": "Cells", "date": "2026-03-02", "origin": "x"}\n---\nBody',
        "---\ntitle: Cells\ndate: 2026-03-02\n---\nBody",
        "---\r\ntitle: 'Cells'\r\npublished: March 2, 2026\r\n---\r\nBody",
        '+++\ntitle = "Cells"\ndate = 2026-03-02\n+++\nBody',
        '\ufeff---json\n{"title": "Cells", "date": "2026-03-02"}\n---\n---\ntitle: other\n---\nBody',
    ],
)
def test_forms(text: str) -> None:
    front = front_matter(text, "a.md")
    assert (front.metadata.title, front.metadata.issued) == ("Cells", "2026-03-02")
    assert text[front.end :] == "Body"


@pytest.mark.parametrize(
    "text", ["---\n\nA rule above, a rule below.\n\n---\n", "---\ntitle: no end\n", "Text\n---\na: b\n---\n"]
)
def test_rules_across_the_page_are_none(text: str) -> None:
    assert front_matter(text, "a.md").end == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('---json\n{"title": }\n---\n', r"a\.md:2: malformed json front matter"),
        ("---\ntitle: [a\n---\n", r"a\.md:2: malformed yaml front matter"),
        ("---\ntitle: [a]\n---\n", r"title is a list \(valid: text\)"),
        ("---\ndate: soon\n---\n", r"date 'soon' is not a date \(valid: a date such as 2026-03-02\)"),
        ('---json\n{"publisher": "a\\u202eb"}\n---\n', r"publisher holds the character U\+202E"),
        ('---json\n{"title": "a\\u0000b"}\n---\n', r"title holds the character U\+0000"),
        ('---json\n{"title": "\\ud800"}\n---\n', r"title holds the character U\+D800"),
        ("---json\n" + "[" * 60000 + "\n---\n", "malformed json front matter"),
        ("---\na: &a [x, x]\nb: " + "[" * 3000 + "\n---\n", "malformed yaml front matter"),
        ("---json\n[1]\n---\n", "json front matter is a list"),
    ],
)
def test_what_is_malformed_is_named(text: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        front_matter(text, "a.md")
