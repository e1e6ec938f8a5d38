"""PDFs that cannot be read: each is refused in plain words, within limits, and none takes the program down."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from themegraph.errors import ReadError
from themegraph.loaders.readers.pdf_process import read_pages
from themegraph.loaders.reading import parse_document

PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 11 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
)
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
PAGES = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [10 0 R] /Count 1 >>", 3: FONT, 10: PAGE}
ENCRYPTED = b"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <%s> /U <%s> >>" % (
    b"11" * 32,
    b"22" * 32,
)


def refusal(data: bytes, name: str = "page.pdf") -> str:
    with pytest.raises(ReadError) as caught:
        parse_document(data, name=name)
    return str(caught.value)


def test_encrypted(pdf: SimpleNamespace) -> None:
    data = pdf.assemble({**PAGES, 11: pdf.stream(b"")}, ENCRYPTED)
    assert refusal(data).startswith("page.pdf: the PDF is encrypted and needs a password (valid: a PDF")


def test_pictures_only(pdf: SimpleNamespace) -> None:
    said = refusal(pdf.make([[], []]))
    assert said.startswith("page.pdf: no text on the 2 pages")
    assert "OCR" in said


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\n", "the PDF is damaged"),
        (b"%PDF-1.7\n" + b"\x00\xff" * 5000, "the PDF is damaged"),
        (b"", "the file is empty"),
        (b"not one", "named as a PDF, but its content is none"),
    ],
)
def test_damaged(data: bytes, reason: str) -> None:
    assert reason in refusal(data)


def test_cut_short_is_read_as_far_as_it_goes_or_refused(pdf: SimpleNamespace) -> None:
    whole = pdf.make([[pdf.put(72, 100, "Volt Works makes cells.")]])
    outcomes = set()
    for length in range(100, len(whole), 97):
        try:
            outcomes.add(parse_document(whole[:length], name="page.pdf").text)
        except ReadError:
            outcomes.add("")
    assert outcomes <= {"", "Volt Works makes cells.\n"}


def test_no_pages(pdf: SimpleNamespace) -> None:
    assert "the PDF has no pages" in refusal(pdf.make([]))


def test_too_many_pages(pdf: SimpleNamespace) -> None:
    count = 5000
    objects = dict(PAGES)
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join([b"10 0 R"] * count), count)
    assert "5,000 pages; at most 3,000" in refusal(pdf.assemble({**objects, 11: pdf.stream(b"")}))


@pytest.mark.parametrize("size", [400_000_000, 2_000_000_000])
def test_a_bomb_of_nested_compression(pdf: SimpleNamespace, size: int) -> None:
    inner = pdf.stream(bytes(1_000_000) * 20)
    head, _, body = inner.partition(b"stream\n")
    del head
    compressed = body.removesuffix(b"\nendstream") * (size // 20_000_000)
    data = pdf.assemble({**PAGES, 11: pdf.stream(compressed, times=2)})
    data = data.replace(b"/Filter [/FlateDecode /FlateDecode]", b"/Filter [/FlateDecode /FlateDecode /FlateDecode]")
    assert len(data) < 200_000
    assert refusal(data).startswith("page.pdf: ")


def test_too_many_characters(pdf: SimpleNamespace) -> None:
    content = b"BT /F1 1 Tf 72 790 Td " + b"(Volt Works makes cells in Ohio.) Tj 0 -2 Td " * 4_000 + b"ET"
    assert "page 1 of the PDF takes it beyond 100,000 characters" in refusal(
        pdf.assemble({**PAGES, 11: pdf.stream(content)})
    )


def test_a_script_in_the_file_is_not_run_and_not_read(pdf: SimpleNamespace) -> None:
    script = b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"
    data = pdf.make([[pdf.put(72, 100, "Volt Works makes cells.")]], extra=script)
    assert parse_document(data, name="page.pdf").text == "Volt Works makes cells.\n"


def test_a_reader_that_takes_too_long_is_ended(pdf: SimpleNamespace) -> None:
    data = pdf.make([[pdf.put(72, 100, "Volt Works makes cells.")]])
    with pytest.raises(ReadError, match="takes longer than 0 seconds"):
        read_pages(data, "page.pdf", seconds=0)


def test_found_by_content_whatever_the_name(pdf: SimpleNamespace, tmp_path: Path) -> None:
    data = pdf.make([[pdf.put(72, 100, "Volt Works makes cells.")]])
    assert {parse_document(data, name=name).media_type for name in ("a.txt", "a.md", "a", "a.pdf")} == {
        "application/pdf"
    }


def test_words_far_off_the_page_or_of_no_size(pdf: SimpleNamespace) -> None:
    puts = [pdf.put(72, 100, "Volt Works makes cells."), pdf.put(1e9, -1e9, "Far."), pdf.put(72, 300, "Small.", 0)]
    assert "Volt Works makes cells." in parse_document(pdf.make([puts]), name="page.pdf").text
