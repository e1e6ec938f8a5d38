"""Pages made to break a reader: a right result or a refusal that says why, in little time and memory."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from themegraph.errors import ReadError
from themegraph.loaders.reading import parse_document

REFUSED = {
    "deep": (b"<html><body><p>a" + b"<div>" * 100_000 + b"deep", "nested more than 2,048 deep"),
    "deep and closed": (b"<p>a" + b"<b>" * 100_000 + b"deep" + b"</b>" * 100_000, "nested more than 2,048 deep"),
    "attributes": (b"<html><p " + b" ".join(b"a%d=1" % n for n in range(1_000_000)) + b">x", "too many attributes"),
    "quoted attributes": (
        b"<html><p " + b" ".join(b"a%d='>'" % n for n in range(9_000)) + b">x",
        "too many attributes",
    ),
    "attributes in all": (
        (b"<html><p " + b" ".join(b"a%d" % n for n in range(490)) + b">x") * 2_100,
        "fewer than 1,000,000 in a page",
    ),
    "elements": (b"<html>" + b"<p>x" * 600_000, "600,001 elements (valid: at most 250,000)"),
    "entities": (
        b'<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><html><p>&b;</p></html>',
        "the page defines entities of its own",
    ),
    "entities in XHTML": (
        b'<?xml version="1.0"?><!DOCTYPE html [\n<!entity % p SYSTEM "file:///etc/passwd"> %p; ]><html><p>x</p></html>',
        "the page defines entities of its own",
    ),
    "only a script": (b"<html><body><div id=app></div><script>render()</script>", "no text in the page"),
    "frames": (b'<html><frameset><frame src="menu.html"><frame src="b.html"></frameset></html>', "a page of frames"),
    "frames with a notice": (
        b'<html><frameset><frame src="a.html"><noframes>Your browser shows no frames.</noframes></frameset></html>',
        "the page of a frame: 'a.html'",
    ),
    "only comments": (b"<html><!--" + b"<!--" * 100_000, "no text in the page"),
    "nothing": (b"<html>", "no text in the page"),
    "a null": (b"<html><p>a\0b", "a NUL character"),
    "binary": (b"<html>" + bytes(range(1, 9)) * 500, "binary"),
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_refused_by_name(name: str) -> None:
    """What goes beyond a limit, or shows nothing, is refused with the reason and the file."""
    data, why = REFUSED[name]
    with pytest.raises(ReadError) as caught:
        parse_document(data, name="trap.html")
    assert why in str(caught.value)
    assert "trap.html" in str(caught.value)


def text_of(page: str) -> str:
    """Return the text of a page."""
    return parse_document(page.encode(), name="trap.html").text


READ = {
    "columns": ("<table><tr><th>A<th>B<tr><td colspan=1000000000>x<td>y</table>", "A\tB\n"),
    "rows": ("<table><tr><th>A<th>B<tr><td rowspan=99999999999>x<td>y<tr><td>z</table>", "A\tB\nx\ty\nx\tz\n"),
    "unclosed": ("<html><body><p>One <b>two <i>three<p>Four", "One two three\n\nFour\n"),
    "stray ends": ("</div></p></table><p>One</b></i> two</html></body><p>Three", "One two\n\nThree\n"),
    "attribute doubled": ("<p id=a id=b class class>One", "One\n"),
    "internal subset": ("<!DOCTYPE html [<!ELEMENT p (#PCDATA)>]><html><p>One</html>", "One\n"),
    "unknown references": ("<p>a &nosuch; &#0; &#x110000; b", "a &nosuch;"),
    "controls": ("<html><p>a\x01b\x0bc", "abc\n"),
    "script in a title": ("<title><script>alert(1)</script></title><p>One", "One\n"),
}


@pytest.mark.parametrize("name", sorted(READ))
def test_read_all_the_same(name: str) -> None:
    """Broken markup and absurd spans still give the words."""
    page, words = READ[name]
    assert text_of(page).startswith(words)


def test_spans_of_fifty_thousand_cells() -> None:
    """Cells that claim to be thousands wide and high do not multiply."""
    cells = "<td colspan=1000 rowspan=65534>x" * 50
    text = text_of("<table><tr><th>a<th>b" + f"<tr>{cells}" * 1_000 + "</table><p>The end.")
    assert text.endswith("The end.\n")
    assert text.count("x") <= 50_000 + 20_000 + 64


def test_names_with_scripts_stay_text() -> None:
    """Markup that a page shows as text is text; nothing of it is run or taken for elements."""
    document = parse_document(
        b"<html><title>&lt;script&gt;alert(1)&lt;/script&gt;</title><p>&lt;img src=x onerror=alert(1)&gt; Inc. grew.",
        name="a.html",
    )
    assert document.text == "<img src=x onerror=alert(1)> Inc. grew.\n"
    assert document.metadata.title == "<script>alert(1)</script>"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x", "http://a b"]
)
def test_addresses_that_are_none(address: str) -> None:
    """Only web addresses count as the page's own."""
    document = parse_document(f'<html><link rel=canonical href="{address}"><p>One.'.encode(), name="a.html")
    assert document.metadata.address == ""


FLOODS = {
    "texts between scripts": "b'<html><p>' + b'x<script></script>' * 24_000",
    "hidden elements": "b'<html><p>a</p>' + b'x<i hidden>y</i>' * 40_000",
    "nested links": "(b'<html>' + b'<div><a href=#>cookie accept</a>' * 1_000 + b'</div>' * 1_000) * 20",
    "headings": "b'<html>' + b'<h1>Share</h1><h2>Related</h2>' * 20_000",
    "rows of links": "b'<html><table>' + b'<tr><td><a>x</a><a>y</a><a>z</a><td>1' * 9_000",
    "breaks": "b'<html><p>' + b'a<br>' * 49_000",
    "open angles": "b'<html>' + b'<' * 5_000_000",
    "references": "b'<html><p>' + b'&amp;' * 2_000_000",
    "raised": "b'<html><p>' + b'<sup>1</sup>' * 40_000 + b'end'",
}


@pytest.mark.parametrize("name", sorted(FLOODS))
def test_floods_end(name: str) -> None:
    """Thousands of the same end, read or refused, within the memory that a few hundred megabytes are."""
    program = (
        "import resource; resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000,) * 2)\n"
        "from themegraph.errors import ReadError\nfrom themegraph.loaders.reading import parse_document\n"
        f"data = {FLOODS[name]}\n"
        "try: print(len(parse_document(data, name='a.html').text) > 0)\nexcept ReadError as error: print('refused', error)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(("True", "refused"))


_MARKUP = """
<p> </p> <div> </div> <ul> <li> </ul> <ol> <table> <tr> <td> <th> </table> <h1> </h1> <h2> <br> <b> </b> <sup>
</sup> <blockquote> </blockquote> <dl> <dt> <dd> <pre> <details> <summary> <main> </main> <article> <nav> </nav>
<a> </a> <q> <script> </script> <!-- --> & &amp; &nbsp; &#8212; word Word. $4 • — (
"""
PIECES = st.sampled_from(_MARKUP.split())


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=60).map(lambda parts: " ".join(parts).encode())))
def test_any_page(data: bytes) -> None:
    """Any bytes are refused, or give blocks in order within the text, none over another, each without space around it."""
    try:
        document = parse_document(b"<html>" + data, name="a.html")
    except ReadError:
        return
    assert document.media_type == "text/html"
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        words = document.text[block.start : block.end]
        assert words == words.strip()
        assert "\n" not in words
        end = block.end
    assert parse_document(b"<html>" + data, name="a.html") == document
