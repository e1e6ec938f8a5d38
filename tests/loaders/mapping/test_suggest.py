"""A suggested mapping loads the table it was made of; what is guessed is told, what is not used is listed."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.loaders.mapping.conftest import DEALS, facts, reading_of

from themegraph.cli import main
from themegraph.loaders.mapping.suggest import suggested
from themegraph.loaders.mapping.yarrrml import yarrrml
from themegraph.loaders.reading import parse_document

SUPPLY = """Supplier,Supplier LEI,Customer,Share of revenue (%),Since,Comment,Contact
Vexel Corp.,549300XH862LODIC7E15,Quantrel Inc.,12.5,2024,said in the report,x@example.org
Fabrinet,,Quantrel Inc.,,2025-03-01,,
"""
MARKET = """Market;Year;Size (EUR bn);Source;As of
Optical transceivers;2026;26;LightCounting;2026-05-13
Optical transceivers;2030;41,5;LightCounting;2026-05-13
"""
LAYERS = "Company,Ticker,Layer\nNVIDIA,NVDA,optical networking\nVexel Corp.,,optical networking\n"


@pytest.mark.parametrize(
    ("name", "table", "expected"),
    [
        (
            "deals.csv",
            DEALS,
            [
                ("NVIDIA Corporation", "investsIn", "Coherent"),
                ("Quantrel Inc.", "investsIn", "Borealis Photonics"),
                ("Quantrel Inc.", "investsIn", "Vexel Corp."),
            ],
        ),
        (
            "supply.csv",
            SUPPLY,
            [("Vexel Corp.", "suppliesTo", "Quantrel Inc."), ("Fabrinet", "suppliesTo", "Quantrel Inc.")],
        ),
        (
            "market.csv",
            MARKET,
            [
                ("Optical transceivers", "marketEstimate", "26000000000 EUR"),
                ("Optical transceivers", "marketEstimate", "41500000000 EUR"),
            ],
        ),
        (
            "layers.csv",
            LAYERS,
            [
                ("NVIDIA Corporation", "hasTicker", "NVDA"),
                ("NVIDIA Corporation", "supplies", "optical networking"),
                ("Vexel Corp.", "supplies", "optical networking"),
            ],
        ),
        (
            "known.csv",
            "Alpha;Beta\nNVIDIA;optical networking\nCoherent;optical networking\n",
            [
                ("NVIDIA Corporation", "supplies", "optical networking"),
                ("Coherent", "supplies", "optical networking"),
            ],
        ),
        (
            "de.csv",
            "Lieferant;Kunde;Umsatzanteil\nVexel AG;Quantrel Inc.;12,5 %\n",
            [("Vexel AG", "suppliesTo", "Quantrel Inc.")],
        ),
        (
            "deals.json",
            '{"deals": [{"investor": {"name": "Quantrel Inc."}, "investee": "Vexel Corp.", "date": "2026"}]}',
            [("Quantrel Inc.", "investsIn", "Vexel Corp.")],
        ),
    ],
)
def test_a_suggestion_loads_its_table(
    tmp_path: Path, name: str, table: str, expected: list[tuple[str, str, str]]
) -> None:
    mapping = suggested(parse_document(table.encode(), name=name))
    reading = reading_of(tmp_path, name, table, mapping)
    assert facts(reading) == expected


def test_guesses_are_told_and_the_rest_is_listed() -> None:
    text = suggested(parse_document(SUPPLY.encode(), name="supply.csv"))
    assert "- [aii:lei, $(Supplier LEI)]  # its cells are sound codes (lei)" in text
    assert '#   "Contact" (such as "x@example.org")' in text
    assert "- [aii:startDate, $(Since)]" in text
    assert "aii:endDate" not in text  # since is a start that is open
    assert "- [aii:note, $(Comment)]" in text


def test_a_table_of_unknown_columns_gets_a_frame_to_fill() -> None:
    text = suggested(parse_document(b"Alpha,Beta\nx,1\ny,2\n", name="t.csv"))
    assert "What the rows state could not be guessed" in text
    assert '#   "Alpha" (such as "x")' in text


@pytest.mark.parametrize(
    "heading",
    [
        "Investor: #{x}",
        "Investor\n  evil: x",
        "Investor ]}",
        "Investor * & !",
        'Investor "q"',
        "Investor (a",
        "a) Investor",
    ],
)
def test_headings_cannot_write_the_mapping(tmp_path: Path, heading: str) -> None:
    """Whatever stands in a heading, the suggestion is a sound mapping with the same three parts."""
    quoted = heading.replace('"', '""')
    table = f'"{quoted}",Company,Investor\nQuantrel Inc.,Vexel Corp.,Borealis Photonics\n'
    text = suggested(parse_document(table.encode(), name="deals.csv"))
    mapping = yarrrml(text.encode(), "m.yml")
    assert {each.name for each in mapping.maps} <= {"investor", "company", "investment"}
    assert facts(reading_of(tmp_path, "deals.csv", table, text))[0][1] == "investsIn"


def test_the_command_prints_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "deals.csv").write_text(DEALS, encoding="utf-8")
    assert main(["map", "--suggest", str(tmp_path / "deals.csv")]) == 0
    assert "- [aii:amount, +$(Amount (USD m))e6, xsd:double]" in capsys.readouterr().out
    (tmp_path / "prose.txt").write_text("Only words here.\n", encoding="utf-8")
    assert main(["map", "--suggest", str(tmp_path / "prose.txt")]) == 1
    assert "prose.txt: no table with a heading" in capsys.readouterr().err
    assert main(["map"]) == 2
