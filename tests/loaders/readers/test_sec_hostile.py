"""Filings that are damaged or made to do harm: a clear error or a right result, within limits."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from themegraph.errors import ReadError
from themegraph.loaders.readers import Content, Fit, Parsed
from themegraph.loaders.readers.sec import SecReader
from themegraph.loaders.readers.sec.page import DEEPEST, MOST_CELLS
from themegraph.loaders.readers.sec.placing import MOST_COLUMNS

HEAD = b'<html xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"><body><p>FORM 10-K</p>'
PIECES = [
    b"<p>", b"</p>", b"<div style='page-break-before:always'>", b"<hr>", b"<table>", b"</table>", b"<tr>", b"<td colspan=3>",
    b"<td rowspan='2'>", b"</td>", b"<b>Item 1. Business</b>", b"<a href='#x'>Table of Contents</a>", b"<p>12</p>", b"$", b"1,234",
    b"<ix:header>", b"</ix:header>", b"<ix:nonnumeric name='dei:EntityRegistrantName'>", b"</ix:nonnumeric>", b"&#160;", b"&#0;", b"\xff",
    b"<li>", b"<ul>", b"<br><br>", b"\xe2\x80\xa2 ", b"We sell", b" lasers.", b"<PAGE>", b"\n\n", b"<DOCUMENT>\n<TYPE>EX-21\n<TEXT>\n",
    b"<TYPE>GRAPHIC\n", b"</TEXT>", b"<pre>", b"    a   1  2\n", b"<TABLE>\n<S> <C>\n", b"<SEC-HEADER>", b"SIGNATURES", b"May 4, 2030", b"\xe2\x80\xae",
]  # fmt: skip


def read(data: bytes) -> Parsed:
    return SecReader().read(Content("a.htm", data))


def check(parsed: Parsed) -> None:
    ends = 0
    for block in parsed.blocks:
        assert ends <= block.start < block.end <= len(parsed.text)
        assert parsed.text[block.start : block.end] == parsed.text[block.start : block.end].strip()
        ends = block.end


@pytest.mark.parametrize("tag", [b"div", b"b", b"table><tr><td"])
def test_deep_nesting_is_refused(tag: bytes) -> None:
    with pytest.raises(ReadError, match=rf"nested deeper than {DEEPEST:,}"):
        read(HEAD + b"<" + tag + b">" + (b"<" + tag + b">") * 100_000 + b"x")


def test_too_many_cells_are_refused() -> None:
    with pytest.raises(ReadError, match=r"table cells|elements and texts"):
        read(HEAD + b"<table><tr>" + b"<td>" * (MOST_CELLS + 1))


def test_spans_beyond_reason_are_cut() -> None:
    cells = b'<td colspan="999999999" rowspan="999999999">5</td>' * (2 * MOST_COLUMNS)
    parsed = read(HEAD + b"<table><tr>" + cells + b"</tr><tr><td>6</td></tr></table>")
    check(parsed)
    assert parsed.text.count("5") == 2 * MOST_COLUMNS


def test_entities_are_not_expanded() -> None:
    bomb = b'<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>' + HEAD + b"<p>&b; words</p>"
    assert "lollol" not in read(bomb).text


def test_a_file_cut_short_gives_what_is_there() -> None:
    assert read(HEAD + b"<table><tr><td>Lasers</td><td style='wid").text == "FORM 10-K\n\nLasers\n"


@pytest.mark.parametrize("declared", [b"", b'<?xml version="1.0" encoding="UTF-8"?>', b'<meta charset="ascii">'])
def test_a_wrong_or_missing_encoding_is_mended(declared: bytes) -> None:
    assert "Société “X”" in read(declared + HEAD + "<p>Société “X”</p>".encode("cp1252")).text


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (HEAD + b"\0", "NUL"),
        (b'<html xmlns:ix="x"><body><p> </p></body></html>', "no visible words"),
        (b"<ownershipDocument><issuer/></ownershipDocument>", "no reader of this form yet"),
        (b'{"cik":1,"entityName":"X","facts":{}}', "no reader of EDGAR's JSON yet"),
        (
            b"<DOCUMENT>\n<TYPE>GRAPHIC\n<TEXT>\nbegin 644 a.gif\nM1TE&\n</TEXT>\n</DOCUMENT>\n",
            "without text: GRAPHIC only",
        ),
        (b"<SEC-DOCUMENT>a\n" + b"<DOCUMENT>\n" * 3000, "more than 2,000 documents"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(data: bytes, what: str) -> None:
    assert SecReader().fit(Content("a.htm", data)) in (Fit.NONE, Fit.CERTAIN)
    with pytest.raises(ReadError, match=what):
        read(data)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map(b"".join), st.sampled_from([b"", HEAD, b"<SEC-DOCUMENT>a\n"]))
def test_any_page_has_blocks_in_order(body: bytes, head: bytes) -> None:
    try:
        parsed = read(head + body)
    except ReadError:
        return
    check(parsed)
    assert parsed == read(head + body)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    SecReader().fit(Content("a", data))
    with suppress(ReadError):
        check(read(data))
