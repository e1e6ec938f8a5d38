"""HTML to blocks, inline words, encodings and metadata; what takes a file for HTML; the command that prints its text."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from themegraph.errors import ReadError
from themegraph.loaders.document import Document
from themegraph.loaders.readers import Content, Fit, choose
from themegraph.loaders.readers.html import HtmlReader
from themegraph.loaders.readers.html_decoding import decode_page
from themegraph.loaders.reading import parse_document


def page(source: str | bytes, name: str = "a.html") -> Document:
    """Read a page."""
    return parse_document(source.encode() if isinstance(source, str) else source, name=name)


def blocks(source: str) -> list[tuple[str, int, int, str]]:
    """Return kind, level, number and words of a page's blocks."""
    found = page(source)
    return [(b.kind, b.level, b.number, found.text[b.start : b.end]) for b in found.blocks]


BLOCKS = {
    "<h1>T</h1><h3>H</h3><p>One.<p>Two.": [("title", 1, 0, "T"), ("heading", 3, 0, "H"), ("paragraph", 0, 0, "One."), ("paragraph", 0, 0, "Two.")],
    "<p class=k>Kicker</p><h2>News</h2><h1>T</h1>": [("paragraph", 0, 0, "Kicker"), ("paragraph", 0, 0, "News"), ("title", 1, 0, "T")],
    "<p>x<ul><li>a<ul><li>b</ul>c<li><p>d<p>e</ul>": [
        ("paragraph", 0, 0, "x"),
        ("bullet", 1, 0, "a"),
        ("bullet", 2, 0, "b"),
        ("paragraph", 0, 0, "c"),
        ("bullet", 1, 0, "d"),
        ("paragraph", 0, 0, "e"),
    ],
    "<p>x<ol start=4><li>a<li value=9>b<li>c</ol>": [
        ("paragraph", 0, 0, "x"),
        ("bullet", 1, 4, "a"),
        ("bullet", 1, 9, "b"),
        ("bullet", 1, 10, "c"),
    ],
    "<p>One line<br>goes on.<br><br>Next.": [("paragraph", 0, 0, "One line goes on."), ("paragraph", 0, 0, "Next.")],
    "<p>x<p>• a<br>• b": [("paragraph", 0, 0, "x"), ("bullet", 1, 0, "a"), ("bullet", 1, 0, "b")],
    "<p>x<blockquote><p>Good.</p><cite>— Jane Doe</cite></blockquote>": [
        ("paragraph", 0, 0, "x"),
        ("quotation", 0, 0, "Good."),
        ("attribution", 0, 0, "Jane Doe"),
    ],
    "<p>x<table><tr><td>a<td>b<tr><td>c<td>d</table>": [
        ("paragraph", 0, 0, "x"),
        ("table", 1, 1, "a\tb"),
        ("table", 1, 2, "c\td"),
    ],
    "<table role=presentation><tr><td><p>One.<td><p>Two.</table>": [("paragraph", 0, 0, "One."), ("paragraph", 0, 0, "Two.")],
    "<p>x<p><strong>About Orrin Grid</strong><p><b>Bold</b> and not.": [
        ("paragraph", 0, 0, "x"),
        ("heading", 6, 0, "About Orrin Grid"),
        ("paragraph", 0, 0, "Bold and not."),
    ],
    "<p>x<pre><code>a = 1\nb = 2</code></pre>": [("paragraph", 0, 0, "x"), ("code", 0, 0, "a = 1 b = 2")],
    "<p>x<dl><dt>Term<dd><p>Long.</p><ul><li>a</ul></dl>": [
        ("paragraph", 0, 0, "x"),
        ("paragraph", 0, 0, "Term"),
        ("paragraph", 0, 0, "Long."),
        ("bullet", 1, 0, "a"),
    ],
    "<div role=heading aria-level=2>T</div><p>x": [("title", 2, 0, "T"), ("paragraph", 0, 0, "x")],
    "<h1>T<p>The title was never closed, and holds the page.": [
        ("title", 1, 0, "T"),
        ("paragraph", 0, 0, "The title was never closed, and holds the page."),
    ],
}  # fmt: skip


@pytest.mark.parametrize("source", list(BLOCKS))
def test_blocks(source: str) -> None:
    """Elements become blocks with level and number."""
    assert blocks(source) == BLOCKS[source]


WORDS = {
    "<b>Orrin</b>’s <i>gr</i>id": "Orrin’s grid",
    "in 2025<sup>1</sup>, and": "in 2025, and",
    "grew<sup>(1)(2)</sup>.<sup><a href=#f>[3]</a></sup> It": "grew. It",
    "Orrin<sup>TM</sup> and Vel<sup>®</sup>": "Orrin™ and Vel®",
    "see<sup> note</sup> below": "see note below",
    "the 5<sup>th</sup> plant": "the 5th plant",
    "10<sup>18</sup> and 7 m<sup>2</sup> of CO<sub>2</sub>": "10¹⁸ and 7 m² of CO2",
    "a&nbsp;b&#8239;c&thinsp;d": "a b c d",
    "co&shy;op<wbr>era\u200btion": "cooperation",
    "<a href=a>One</a><a href=b>Two</a>": "One Two",
    "he said <q>yes</q>.": "he said “yes”.",
    "<ruby>熊本<rt>くまもと</rt></ruby>": "熊本",
    "a<script>b</script>c<!-- d -->e<span hidden>f</span>g": "aceg",
    "AT&T; A&amp;B &lt;p&gt; &#x2014; &copy": "AT&T; A&B <p> — ©",
}


@pytest.mark.parametrize("source", list(WORDS))
def test_words(source: str) -> None:
    """Words are neither glued nor torn, marks of footnotes are left out."""
    assert page(f"<p>{source}</p>").text == WORDS[source] + "\n"


ROWS = {
    "<tr><th>Y<th colspan=2>Sales<tr><td>1<td>$<td>10": ["Y\tSales", "1\t$10"],
    "<tr><th>Y<th>Sales<tr><td rowspan=2>1<td>10<tr><td>20": ["Y\tSales", "1\t10", "1\t20"],
    "<thead><tr><td>Y<td>%</thead><tr><td>1<td>10<td>%": ["Y\t%", "1\t10%"],
    "<tr><td>a<br>b<td><p>c</p><p>d</p><tr><td>e<td>f<sup>1</sup>": ["a b\tc d", "e\tf"],
    "<tr><td>Loss<td>$<td>(5<td>)<tr><td>Gain<td>$<td>6<td>": ["Loss\t$(5)", "Gain\t$6"],
}


@pytest.mark.parametrize("source", list(ROWS))
def test_rows(source: str) -> None:
    """Cells stand a tab apart, in their columns; signs are with their figures."""
    assert page(f"<table>{source}</table>").text.splitlines() == ROWS[source]


def test_a_row_of_heads_is_row_zero() -> None:
    """Heads have level 0; a table without any begins with row 1."""
    first = page("<table><tr><th>A<th>B<tr><td>1<td>2</table>").blocks
    assert [(b.level, b.number) for b in first] == [(0, 0), (1, 1)]


AROUND = {
    "a large menu": "<nav>" + "<a href=x>A page of the site</a> " * 200 + "</nav>",
    "a large menu in a list": "<ul class=main-menu>" + "<li><a href=x>A page of the site</a>" * 200 + "</ul>",
    "a long request": "<div id=cookie-consent role=dialog>" + "<p>We store things on your machine.</p>" * 9 + "</div>",
    "long hidden text": "<div hidden>" + "<p>We store things on your machine.</p>" * 9 + "</div>",
}


@pytest.mark.parametrize("name", list(AROUND))
def test_little_content_among_much_else(name: str) -> None:
    """The smaller part of a page can be its content."""
    content = "<div><h1>Orrin grows</h1><p>Orrin Grid opened a plant in Dayton for $340 million. It makes transformers.</p></div>"
    found = page(f"<html><body>{AROUND[name]}{content}</body></html>")
    assert found.text == (
        "Orrin grows\n\nOrrin Grid opened a plant in Dayton for $340 million. It makes transformers.\n"
    )


@pytest.mark.parametrize(
    "mark", ["class=sidebar", "id=footer", "aria-hidden=true", "style='display:none'", "role=dialog"]
)
def test_what_holds_the_whole_page_is_content(mark: str) -> None:
    """A name or state around everything does not empty the page."""
    assert page(f"<body><div {mark}><p>Orrin Grid grew.</p></div><p>x</p>").text.startswith("Orrin Grid grew.")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("<p>Größe €".encode(), "Größe €"),
        ("\ufeff<p>Größe".encode(), "Größe"),
        ("<p>Größe".encode("utf-16"), "Größe"),
        ("<p>Größe".encode("utf-16-le"), "Größe"),
        ('<meta charset="iso-8859-1"><p>Größe'.encode(), "Größe"),
        ('<meta charset="utf-8"><p>Größe – “so”'.encode("cp1252"), "Größe – “so”"),
        ("<p>Größe – “so” costs 5 € more".encode("cp1252"), "Größe – “so” costs 5 € more"),
        ('<meta http-equiv=Content-Type content="text/html; charset=windows-1251"><p>Рост на рынке'.encode("cp1251"), "Рост на рынке"),
        ('<meta charset="windows-1251"><p>The café in Zürich opened, the naïve chef came'.encode("cp1252"), "The café in Zürich opened, the naïve chef came"),
        ('<meta charset="shift_jis"><p>日本の工場'.encode("cp932"), "日本の工場"),
        ('<?xml version="1.0" encoding="ISO-8859-2"?><html><p>Łódź'.encode("iso8859-2"), "Łódź"),
        ('<meta charset="no-such"><p>Größe'.encode("cp1252"), "Größe"),
        (b'<meta charset="rot13"><p>Power', "Power"),
    ],
)  # fmt: skip
def test_encodings(data: bytes, words: str) -> None:
    """The bytes decide before the declaration; a wrong one does no harm."""
    assert page(data).text == words + "\n"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "the file is empty"),
        ("<p>Größe".encode("utf-32"), "encoded as UTF-32"),
        ("<p>Größe".encode() * 9 + b"\xff\xfe", "UTF-8 with 2 bytes that are not: 0xFF is the first"),
        ("<p>Рост на рынке памяти продолжится".encode("cp1251"), "no encoding fits"),
        (b"\xff\xfe<\0p", "UTF-16-LE"),
        (b'<meta charset="shift_jis"><p>' + b"\x81", "nor cp932 as the page declares"),
    ],
)
def test_encodings_that_cannot_be_told(data: bytes, why: str) -> None:
    """What no encoding explains is refused, with the byte."""
    with pytest.raises(ReadError, match=why):
        decode_page(data, "a.html")


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ("<title>A | Acme News</title><meta property=og:site_name content='Acme News'>", "title", "A"),
        ("<title>A | Acme News</title>", "title", "A | Acme News"),
        ("<title>T</title><meta name=citation_title content='C &amp;amp; D'>", "title", "C & D"),
        ("<meta property=og:title content='a\u202eb'><title>T</title>", "title", "T"),
        ("<meta name=citation_publication_date content=2024/05/06>", "issued", "2024-05-06"),
        ("<meta name=DC.Date content='May 6, 2024'>", "issued", "2024-05-06"),
        ("<meta name=date content=05/06/2024><meta name=pubdate content='Mon, 06 May 2024 23:00:00 GMT'>", "issued", "2024-05-06"),
        ("<meta name=date content=2024-13-45>", "issued", ""),
        ("<meta property=article:modified_time content=2024-05-06>", "issued", ""),
        ("<meta name=publisher content=@acme><meta property=og:site_name content=Acme>", "publisher", "Acme"),
        ("<script type=application/ld+json>{\"@type\":\"WebPage\",\"publisher\":[{\"name\":\"P\"}]}</script>", "publisher", "P"),
        ("<script type=application/ld+json>" + "[" * 100_000 + "</script><meta name=publisher content=Q>", "publisher", "Q"),
        ("<script type=application/ld+json>{\"@type\":\"Article\",\"datePublished\":20240506,\"url\":[]}</script>", "issued", ""),
        ("<base href=https://a.example/b/><link rel=canonical href=c?d=e#f>", "address", "https://a.example/b/c?d=e"),
        ("<base href=javascript:x><link rel=canonical href=c><meta property=og:url content=https://a.example/>", "address", "https://a.example/"),
        ("<!-- saved from url=(0021)https://a.example/x -->", "address", "https://a.example/x"),
    ],
)  # fmt: skip
def test_metadata(head: str, field: str, value: str) -> None:
    """Each value comes from the first place that has a fit one."""
    found = page(f"<!DOCTYPE html>{head}<body><p>Words of it.")
    assert getattr(found.metadata, field) == (value or ("a" if field == "title" else ""))


@pytest.mark.parametrize(
    ("body", "issued"),
    [
        ("<p>GHENT, March 9, 2024 – It grew.", "2024-03-09"),
        ("<h1>T</h1><p>Published on March 9, 2024</p><p>In May 2, 2023 it fell.", "2024-03-09"),
        ("<p>GHENT, March 9, 2024 – It grew.<p>GENT, March 8, 2024 – It fell.", ""),
        ("<time datetime=2024-03-09>9.3.</time><p>It grew.", "2024-03-09"),
        ("<p><time>2024-03-09</time><time>2024-03-10</time> It grew.", ""),
        ("<p>It was founded on March 9, 2004.", ""),
    ],
)
def test_the_date_that_a_page_shows(body: str, issued: str) -> None:
    """A visible date counts only where there is one and it is the page's own."""
    assert page(f"<body>{body}").metadata.issued == issued


@pytest.mark.parametrize(
    ("data", "name", "fit"),
    [
        (b"<!DOCTYPE html><p>x", "a.txt", Fit.CONTENT),
        (b"\xef\xbb\xbf \n<!-- c --><HTML><p>x", "a", Fit.CONTENT),
        ("<!doctype html><p>x".encode("utf-16"), "a.md", Fit.CONTENT),
        (b'<?xml version="1.0"?>\n<html xmlns="x">', "a.xml", Fit.CONTENT),
        (b"<p>x</p>", "a.htm", Fit.CONTENT),
        (b"plain", "a.html", Fit.NAME),
        (b"<div>x</div>", "a.md", Fit.NONE),
        (b"# The <html> element", "a.txt", Fit.NONE),
        (b'<?xml version="1.0"?><rss>', "a.xml", Fit.NONE),
    ],
)
def test_what_is_html(data: bytes, name: str, fit: Fit) -> None:
    """Content counts before the name."""
    assert HtmlReader().fit(Content(name, data)) == fit


def test_a_page_named_as_something_else_is_read_as_html() -> None:
    """The reader is chosen by content; XML that is no page is still refused."""
    assert choose(Content("a.md", b"<!DOCTYPE html><p>x")).name == "html"
    assert choose(Content("a.txt", b'<?xml version="1.0"?><html><p>x')).name == "html"
    with pytest.raises(ReadError, match="no reader for XML"):
        choose(Content("a.txt", b'<?xml version="1.0"?><rss/>'))


def test_the_command_prints_the_text_exactly(tmp_path: Path) -> None:
    """`themegraph text` prints what offsets count in, to the last byte."""
    path = tmp_path / "a.html"
    path.write_text("<h1>Größe</h1><p>It grew to 7&nbsp;GW.<ul><li>a", encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "themegraph", "text", path], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == "Größe\n\nIt grew to 7 GW.\n\na\n"


def test_the_command_takes_one_document(tmp_path: Path) -> None:
    """A folder of several is a wrong call, a missing file a failure."""
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text("<p>x", encoding="utf-8")
    run = [sys.executable, "-m", "themegraph", "text"]
    several = subprocess.run([*run, tmp_path], capture_output=True, text=True, check=False)
    assert (several.returncode, several.stdout) == (2, "")
    assert "2 documents (valid: one document)" in several.stderr
    missing = subprocess.run([*run, tmp_path / "c.html"], capture_output=True, text=True, check=False)
    assert missing.returncode == 1
    assert "no such file" in missing.stderr
