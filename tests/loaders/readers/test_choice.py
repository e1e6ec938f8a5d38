"""The choice of a reader, readers of other packages among them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from themegraph.errors import ReadError
from themegraph.loaders.document import Metadata
from themegraph.loaders.readers import Content, Fit, Parsed, base, choose, readers, suffixes
from themegraph.loaders.readers.markdown import MarkdownReader
from themegraph.loaders.readers.text import TextReader


class ShoutReader:
    """Reads files that begin with SHOUT."""

    name = "shout"
    suffixes = (".shout",)

    def fit(self, content: Content) -> Fit:
        return Fit.CERTAIN if content.data.startswith(b"SHOUT") else Fit.NONE

    def read(self, content: Content) -> Parsed:
        return Parsed(content.data.decode(), (), Metadata(), "text/shout")


@dataclass(frozen=True)
class Point:
    name: str
    load: Callable[[], object]


@pytest.mark.parametrize(
    ("name", "data", "reader"),
    [
        ("a.txt", b"text", "text"),
        ("README", b"text", "text"),
        ("a.MD", b"text", "markdown"),
        ("a.txt", b"# Cells\n\n**bold**", "markdown"),
        ("a.txt", b"# one mark only", "text"),
        ("a.md", b"SHOUT it", "shout"),
        ("a.html", b"One line\nand another", "text"),
        ("a.htm", b"# Cells\n\n**bold**", "markdown"),
    ],
)
def test_content_before_name(name: str, data: bytes, reader: str) -> None:
    assert choose(Content(name, data), [TextReader(), MarkdownReader(), ShoutReader()]).name == reader


def test_own_readers_and_extensions() -> None:
    assert {"text", "markdown", "PDF"} <= {reader.name for reader in readers()}
    assert {".txt", ".md", ".pdf"} <= set(suffixes())


def test_readers_of_other_packages_are_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    points = [Point("shout", lambda: ShoutReader), Point("text", lambda: ShoutReader)]
    monkeypatch.setattr(base, "entry_points", lambda group: points if group == "themegraph.readers" else [])
    found = readers.__wrapped__()
    assert [reader.name for reader in found] == [*(reader.name for reader in readers()), "shout"]


def test_a_reader_that_does_not_load_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "entry_points", lambda group: [Point("broken", lambda: None)])
    with pytest.raises(ReadError, match="the reader 'broken' of another package does not load"):
        readers.__wrapped__()
