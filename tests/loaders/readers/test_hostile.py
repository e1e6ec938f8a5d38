"""Hostile files: each is read right or refused in plain words, in time that grows no faster than its size."""

from __future__ import annotations

import gzip
import io
import os
import time
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from themegraph.errors import ReadError
from themegraph.loaders.extraction.engine import extract
from themegraph.loaders.extraction.sentences import LONGEST, split
from themegraph.loaders.reading import parse_document, read_document
from themegraph.loaders.sources import Candidate, find_sources

# Each is one thing over and over; a parser that looks back or ahead without bound takes quadratic time on some.
REPEATED = (
    "[", "]", "*", "*a", "**a ", "_a", "`", "`a", "`` `", "|", "|a\n", "> ", "> a\n", "- ", "- a\n", "#", "# a\n\n", "<", "<a ",
    "<!--", "&amp;", "![", "[a](", "![a](", "[[", "[[a|", "[a][b] ", "[a]: http://b\n", "[^1]: a\n", "~~a", "==a", "%%a", "{% ",
    "$$ ", "\\", "word ", "It grew. ", "a", "word word\n", " ", "\n", "a\t", "ab-\n", "(", "“a ", "— ", "a\nHead\n\f", "---\n",
    "===\n", "---\na: b\n---\n", ".", ". ", ". a", "1.", "U.S.", "Q: a\n", "^a ", "\u00a0", "\u2060", "a\r", "![a][b]", "[ ] ",
)  # fmt: skip
SENTENCES = (
    "Volt Works ", "Inc. ", "7", "7 ", "$", "$ ", "$5 billion ", "$5 to ", "from $5 ", "5% ", "(", "(a) ", "“", "“a” ", "'s ", ", ",
    "A, ", "A & ", "A.", "a-", "a/", "and ", "May 2025 ", "2025, ", "1,", "; a", "(NASDAQ: ", "the Company ", "[1]", "chips and ",
    "invested ", "Volt Works invested in ", "about ", "not ", "Customer A ", "respectively ", "who said that ", "U.S. ",
)  # fmt: skip
SMALL, LARGE = 5_000, 20_000


def spent(action: Callable[[], object]) -> float:
    start = time.process_time()
    action()
    return time.process_time() - start


def grows_with_size(action: Callable[[int], object]) -> bool:
    """Whether four times the size takes less than ten times as long; what takes no time counts as a tenth of a second."""
    small = min(spent(lambda: action(SMALL)) for _ in range(2))
    return any(spent(lambda: action(LARGE)) < 10 * max(small, 0.1) for _ in range(3))  # machines are busy


def repeated(piece: str, size: int) -> bytes:
    return f"a{piece * (size // len(piece.encode()))}\n\nWords.\n".encode()


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize("piece", REPEATED)
def test_reading_grows_with_size(piece: str, name: str) -> None:
    assert grows_with_size(lambda size: split(parse_document(repeated(piece, size), name=name)))


@pytest.mark.parametrize("piece", SENTENCES)
def test_extraction_grows_with_size(piece: str) -> None:
    extract(parse_document(b"Volt Works invested $5 billion in Cell Co.", name="a.txt"))
    assert grows_with_size(lambda size: extract(parse_document(repeated(piece, size), name="a.txt")))


def test_a_sentence_that_never_ends_takes_time_by_its_length() -> None:
    piece = b"Volt Works invested $5 billion in Cell Co. ("  # each repetition is a match that the brackets keep open
    small, large = (spent(partial(extract, parse_document(piece * n, name="a.txt"))) for n in (250, 1000))
    assert large < 10 * max(small, 0.3)


@pytest.mark.parametrize("mark", ["", "# ", "- "])
def test_a_sentence_that_never_ends_is_read_in_pieces_and_whole(mark: str) -> None:
    words = " ".join(
        f"word{number}," if number % 9 else "Volt Works invested $5 billion in Cell Co. and" for number in range(5000)
    )
    document = parse_document(f"{mark}{words}\n".encode(), name="a.md")
    sentences = split(document)
    assert len(sentences) > 5
    assert max(len(sentence.words.text) for sentence in sentences) <= LONGEST
    assert " ".join(document.text[sentence.start : sentence.end] for sentence in sentences) == words


@pytest.mark.parametrize(("name", "heading"), [("a.md", b"# a\n"), ("a.txt", b"HEADING\n\n"), ("a.html", b"<h2>a")])
def test_a_million_headings_are_refused_by_their_number(name: str, heading: bytes) -> None:
    with pytest.raises(ReadError, match=r"1,000,000 (?:lines|elements)|2,000,000 lines"):
        parse_document(heading * 1_000_000, name=name)


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_reading_many_headings_grows_with_their_number(name: str) -> None:
    heading = {"a.md": b"# Cells\n\n", "a.txt": b"HEADING\n\n"}[name]
    small, large = (spent(partial(parse_document, heading * n, name=name)) for n in (5_000, 20_000))
    assert large < 10 * max(small, 0.1)


def test_a_word_of_a_megabyte_is_one_sentence() -> None:
    assert [len(sentence.words.text) for sentence in split(parse_document(b"x" * 1_000_000, name="a.txt"))] == [
        1_000_000
    ]


def test_the_suite_is_whole() -> None:
    assert (len(REPEATED), len(SENTENCES)) == (62, 38)


@pytest.mark.parametrize("mark", ["- ", "> ", "1. ", "  - "])
def test_what_is_nested_without_end_keeps_its_words(mark: str) -> None:
    document = parse_document(f"# Cells\n\n{mark * 20_000}deep\n\nWords.\n".encode(), name="a.md")
    assert "deep" in " ".join(document.text[block.start : block.end] for block in document.blocks)
    assert document.text[document.blocks[-1].start : document.blocks[-1].end] == "Words."


def test_a_picture_of_megabytes_in_the_text_is_left_out() -> None:
    text = f"# Cells\n\n![a](data:image/png;base64,{'A' * 3_000_000}) They pay.\n"
    document = parse_document(text.encode(), name="a.md")
    assert [sentence.words.text for sentence in split(document)] == ["Cells", "They pay."]


def archive() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", bytes(10_000_000))
    return held.getvalue()


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.docx", "a"])
def test_archives_are_refused_by_their_format_and_never_unpacked(name: str) -> None:
    with pytest.raises(ReadError, match="no reader for a ZIP archive or office document"):
        parse_document(archive(), name=name)
    with pytest.raises(ReadError, match="no reader for gzip"):
        parse_document(gzip.compress(bytes(10_000_000)), name=name)


@pytest.mark.parametrize(
    "front",
    [
        "a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\n"
        + "".join(f"{chr(99 + i)}: &{chr(99 + i)} [{','.join(['*' + chr(98 + i)] * 8)}]\n" for i in range(20))
        + "aliases: *v\n",
        f"title: 0x{'f' * 60_000}\n",
        f"title: {'9' * 60_000}\n",
        f"date: {'9' * 60_000}\n",
        "title: !!python/object/apply:os.system [ls]\n",
        "title: 2026-99-99\n",
        "date: .inf\n",
        "a: b\n<<: *none\n",
    ],
)
def test_front_matter_that_would_grow_or_run_is_refused(front: str) -> None:
    with pytest.raises(ReadError):
        parse_document(f"---\n{front}---\nWords.\n".encode(), name="a.md")


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>.txt", "a;rm -rf.txt", "\udc80.txt", "../../a.txt", "a" * 5000 + ".txt"]
)
def test_names_are_names(name: str) -> None:
    document = parse_document(b"Words.", name=name)
    assert document.name == name
    assert not set(document.id) & set('<>" {}\udc80')


@pytest.mark.parametrize(
    "data", ["\ud800".encode("utf-8", "surrogatepass"), b"\xff\xfe\x00\xd8", b"\xc0\x80 words", b"\xf4\x90\x80\x80"]
)
def test_what_is_no_unicode_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match="not UTF-"):
        parse_document(data, name="a.txt")


def test_a_line_of_two_hundred_megabytes_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(ReadError, match="larger than 20,000,000 bytes"):
        read_document(Candidate("a.txt", path, 200_000_000))


def test_a_file_that_grows_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Words.")
    (candidate,) = find_sources([str(path)]).candidates
    path.write_bytes(b"Words. " * 10_000)
    with pytest.raises(ReadError, match="larger than 1,000 bytes"):
        read_document(candidate, max_bytes=1000)


@pytest.mark.parametrize("kind", ["folder", "pipe", "device", "loop", "gone"])
def test_what_is_no_file_is_refused_and_never_waited_for(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "loop":
        path.symlink_to(path)
    with pytest.raises(ReadError):
        read_document(Candidate("a.txt", path))
