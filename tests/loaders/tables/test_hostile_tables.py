"""CSV, JSON and forms made to exhaust, to mislead or to break, alone and among other documents of a build."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from themegraph.assembly import build
from themegraph.errors import ReadError
from themegraph.graph.claim import Reading
from themegraph.graph.store import open_store
from themegraph.loaders.load import read
from themegraph.loaders.reading import parse_document

HEAD = "Name,Ticker,Weight (%)\n"
_ENTITY = '<!DOCTYPE edgarSubmission [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
_POSITION = "<invstOrSec><name>Quantrel</name><title>Quantrel</title><balance>1</balance><units>NS</units><valUSD>1</valUSD><pctVal>{}</pctVal></invstOrSec>"


def nport(positions: str, head: str = "", fund: str = "Example Fund") -> bytes:
    """Return a report on Form N-PORT."""
    return (
        f'<?xml version="1.0"?>{head}<edgarSubmission xmlns="http://www.sec.gov/edgar/nport"><headerData>'
        "<submissionType>NPORT-P</submissionType></headerData><formData><genInfo><regName>Example Trust</regName>"
        f"<seriesName>{fund}</seriesName><repPdDate>2026-06-30</repPdDate></genInfo><invstOrSecs>{positions}"
        "</invstOrSecs></formData></edgarSubmission>"
    ).encode()


REFUSED: Mapping[str, tuple[str, Callable[[], bytes], str, str]] = {
    "ten million columns": ("a.csv", lambda: f"{HEAD}{',' * 10_000_000}\n".encode(), "10,000,001 cells", "row 2"),
    "a cell of megabytes": ("a.csv", lambda: f"{HEAD}{'A' * 15_000_000},Q,1\n".encode(), "a cell of 15,000,000", "row 2"),
    "a quotation without end": ("a.csv", lambda: (HEAD + '"' + "A\n" * 500_000).encode(), "never closes", "row 2"),
    "a NUL": ("a.csv", lambda: f"{HEAD}Quantrel\0,Q,1\n".encode(), "a NUL byte", "byte 31"),
    "bytes of no encoding": ("a.csv", lambda: f"{HEAD}é".encode() + b",\xff\xfe,1\n", "not UTF-8", "byte 26"),
    "only line ends": ("a.csv", lambda: b"\n" * 5_000_000, "the file is (blank|empty)|no text|nothing", "a.csv"),
    "gzip cut off": ("a.csv.gz", lambda: b"\x1f\x8b\x08\x00" + bytes(100), "no reader for gzip", "a.csv.gz"),
    "a PDF's head": ("a.csv", lambda: b"%PDF-1.7\n", "the PDF is damaged", "a.csv"),
    "nested brackets": ("a.json", lambda: b"[" * 100_000 + b"]" * 100_000, "nested too deeply", "a.json"),
    "nested objects": ("a.json", lambda: b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested too deeply", "a.json"),
    "a nested value": ("a.json", lambda: b'[{"Name":' + b"[" * 100_000 + b"]" * 100_000 + b"}]", "nested too deeply", "a.json"),
    "JSON cut off": ("a.json", lambda: b'[{"Name":"Quantrel","Ticker":"Q"},{"Name":"Bor', "malformed JSON", "a.json:1"),
    "entities": ("a.xml", lambda: nport(_POSITION.format(1), _ENTITY, "&b;"), "declares a document type", "a.xml"),
    "a file of ours": ("a.xml", lambda: nport("", '<!DOCTYPE e [<!ENTITY x SYSTEM "file:///etc/hostname">]>', "&x;"), "document type", "a.xml"),
    "elements without end": ("a.xml", lambda: nport("<a>" * 100_000), "no well-formed XML", "a.xml"),
    "a form cut off": ("a.xml", lambda: nport(_POSITION.format(1) * 50)[:4000], "no well-formed XML", "a.xml"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_hostile_table_is_a_clear_error(case: str) -> None:
    name, make, reason, place = REFUSED[case]
    with pytest.raises(ReadError, match=reason) as caught:
        parse_document(make(), name=name)
    assert place in (caught.value.where or "")
    assert caught.value.valid


def reading_of(tmp_path: Path, name: str, data: bytes) -> Reading:
    """Return the reading of a file."""
    path = tmp_path / name
    path.write_bytes(data)
    return read(path)


def weights(reading: Reading) -> dict[str, str]:
    """Return the weight of each position by its name as printed; "-" where it has none."""
    return {
        str(claim.qualifiers["heldText"]): str(claim.qualifiers.get("weightPercent", "-"))
        for claim in reading.claims
        if claim.predicate == "holds"
    }


FIGURES = {
    "1e400": "-",
    "1e999999": "-",
    "9" * 100_000: "-",
    "1_000": "-",
    "inf": "-",
    "0x10": "-",
    "-0": "-0",
    "60": "60",
}


def test_figures_that_are_none_are_told_and_never_guessed(tmp_path: Path) -> None:
    body = "".join(f"Quantrel {number} Inc,Q{number},{text}\n" for number, text in enumerate(FIGURES))
    reading = reading_of(tmp_path, "a.csv", (HEAD + body).encode())
    assert weights(reading) == {f"Quantrel {number} Inc": figure for number, figure in enumerate(FIGURES.values())}
    told = [rejection.reason for rejection in reading.rejections]
    assert [text[: text.index(":")] for text in told] == [f"row {number}" for number in range(2, 8)]
    assert all("not a number; the row is loaded without it" in text for text in told)


def test_numbers_of_json_and_forms_are_held_to_the_same_measure(tmp_path: Path) -> None:
    texts = ("1e999999", "9" * 100_000, "1e400", "60")
    rows = ",".join(
        f'{{"Name":"Quantrel {n} Inc","Ticker":"Q{n}","Weight (%)":{text}}}' for n, text in enumerate(texts)
    )
    reading = reading_of(tmp_path, "a.json", f"[{rows}]".encode())
    assert list(weights(reading).values()) == ["-", "-", "-", "60"]
    assert len(reading.rejections) == 3
    form = reading_of(tmp_path, "a.xml", nport("".join(map(_POSITION.format, texts))))
    found = [str(c.qualifiers.get("weightPercent", "-")) for c in form.claims if c.predicate == "holds"]
    assert found == ["-", "-", "-", "60"]
    assert len(form.rejections) == 3


def test_a_formula_is_a_name_like_any_other(tmp_path: Path) -> None:
    body = '"=cmd|\' /C calc\'!A0",Q,60\n"=HYPERLINK(""http://x.example"",""y"")",R,40\n'
    reading = reading_of(tmp_path, "a.csv", (HEAD + body).encode())
    assert [claim.passage.text for claim in reading.claims if claim.predicate == "holds"] == [
        "=cmd|' /C calc'!A0\tQ\t60",
        '=HYPERLINK("http://x.example","y")\tR\t40',
    ]


def test_of_columns_of_one_name_the_first_counts_and_the_other_is_told(tmp_path: Path) -> None:
    data = b"Name,Ticker,Weight (%),Weight (%)\nQuantrel Inc,Q,60,61\nBorealis Inc,B,40,39\n"
    reading = reading_of(tmp_path, "a.csv", data)
    assert weights(reading) == {"Quantrel Inc": "60", "Borealis Inc": "40"}
    assert any("left: 'Weight (%)'" in note for note in reading.source.notes)


def test_headings_far_below_are_no_silent_loss(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "a.csv", ("a note\n" * 4_999 + HEAD + "Quantrel Inc,Q,100\n").encode())
    assert reading.claims == ()
    assert any("no facts were taken" in note for note in reading.source.notes)


@pytest.mark.parametrize("workers", [0, 2])
def test_hostile_files_leave_the_store_and_the_others_alone(tmp_path: Path, workers: int) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    good = (HEAD + "Quantrel Inc,Q,60\nBorealis Inc,B,40\n").encode()
    (folder / "good.csv").write_bytes(good)
    (folder / "form.xml").write_bytes(nport(_POSITION.format(100)))
    hostile = [case for case in REFUSED if case not in ("a cell of megabytes", "ten million columns", "only line ends")]
    for number, case in enumerate(hostile):
        name, make, _, _ = REFUSED[case]
        (folder / f"{number:02}{name[1:]}").write_bytes(make())
    with open_store(None) as store:
        summary = build([str(folder)], store, workers=workers)
        documents = {row.name for row in store.documents()}
    refused = len(summary.failures)
    assert documents == {"good.csv", "form.xml"}
    assert refused == len(hostile) - sum(1 for case in hostile if REFUSED[case][0] == "a.csv.gz")
    assert {loaded.name for loaded in summary.loaded} == documents
