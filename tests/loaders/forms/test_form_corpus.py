"""The forms of the reference corpus: every file loads, sums are the file's own, and SPARQL gives the rows of the XML back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from lxml import etree

from themegraph.api import Graph
from themegraph.graph.claim import Reading
from themegraph.graph.gate import check
from themegraph.loaders.load import read
from themegraph.queries.answer import Answer

REPORTS = ("N-PORT-sample-1.xml", "NPORT.AdvancedSeries.xml")
TABLES = ("13F-HR.infotable.xml", "edgar-sample-information_table.xml")
PREFIXES = (
    "PREFIX aii: <https://w3id.org/ai-infrastructure/ontology/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
)
UNITS = {"PA": "USD principal", "NC": "contracts"}
ASSETS = {
    "EC": "equity, common",
    "EP": "equity, preferred",
    "DBT": "debt",
    "STIV": "short-term investment vehicle",
    "DFE": "derivative, currency",
}
ISSUERS = {"CORP": "corporate", "UST": "U.S. Treasury", "RF": "registered fund", "OTHER": "other issuer"}


def path_of(shared: Path, name: str) -> Path:
    return shared / "corpus" / "sec" / name


def elements(path: Path, name: str) -> list[ElementTree.Element]:
    """Return the elements of a name, read with the standard library."""
    root = ElementTree.fromstring(path.read_bytes().strip())  # one file begins with a blank line
    return [each for each in root.iter() if each.tag.rpartition("}")[2] == name]


def field(element: ElementTree.Element, name: str) -> str:
    """Return the text of the first child of a name, "" for N/A."""
    found = next((each for each in element.iter() if each.tag.rpartition("}")[2] == name), None)
    text = (found.text or "").strip() if found is not None else ""
    return "" if text == "N/A" else text


def test_the_corpus_is_collected(shared: Path) -> None:
    forms = {path.name for path in (shared / "corpus" / "sec").glob("*.xml")}
    assert forms == {*REPORTS, *TABLES}


@pytest.fixture(scope="module")
def readings(shared: Path) -> dict[str, Reading]:
    return {name: read(path_of(shared, name)) for name in (*REPORTS, *TABLES)}


@pytest.mark.parametrize(("name", "rows"), [(REPORTS[0], 1), (REPORTS[1], 0), (TABLES[0], 255), (TABLES[1], 169)])
def test_every_row_is_a_claim_that_is_accepted(readings: dict[str, Reading], name: str, rows: int) -> None:
    found = readings[name]
    gated = check(found)
    assert gated.rejected == ()
    assert sum(claim.predicate == "holds" for claim in gated.accepted) == rows
    assert all("left out" in rejection.reason for rejection in found.rejections)


@pytest.mark.parametrize(
    ("name", "element", "total"),
    [(REPORTS[0], "valUSD", "1134"), (REPORTS[1], "valUSD", "0"), (TABLES[0], "value", "350153407"), (TABLES[1], "value", "7454702899")],
)  # fmt: skip
def test_amounts_come_to_the_sum_of_the_file(
    readings: dict[str, Reading], shared: Path, name: str, element: str, total: str
) -> None:
    printed = re.findall(rf"<(?:\w+:)?{element}>\s*([^<]*?)\s*</", path_of(shared, name).read_text("utf-8"))
    held = [claim.qualifiers["amount"] for claim in readings[name].claims if claim.predicate == "holds"]
    assert sum(map(Decimal, printed)) == Decimal(total) == sum(each for each in held if isinstance(each, Decimal))


@pytest.mark.parametrize("name", [*REPORTS, *TABLES])
def test_each_place_leads_to_the_element_of_the_row(readings: dict[str, Reading], shared: Path, name: str) -> None:
    tree = etree.fromstring(path_of(shared, name).read_bytes().strip())
    counted = 0
    for claim in readings[name].claims:
        selector = claim.passage.selector
        assert selector is not None
        (found,) = tree.xpath(selector.value)
        words = Counter("".join(text.split()) for text in found.itertext() if text.strip())
        words += Counter(
            "".join(value.split()) for each in found.iter() for value in getattr(each, "attrib", {}).values()
        )
        shown = Counter("".join(cell.split()) for cell in claim.passage.text.split("\t") if cell)
        if selector.header == "field\tvalue":
            shown -= Counter([claim.passage.text.split("\t")[0]])
        assert shown == words
        counted += 1
    assert counted == {REPORTS[0]: 5, REPORTS[1]: 4, TABLES[0]: 256, TABLES[1]: 170}[name]


@pytest.fixture(scope="module")
def asked(shared: Path, ask: Callable[..., list[dict[str, str]]]) -> Callable[[str, str], list[dict[str, str]]]:
    """Give the answers of a query over one file of the corpus."""
    return lambda name, query: ask(path_of(shared, name), query)


@pytest.fixture(scope="module")
def ask() -> Callable[[Path, str], list[dict[str, str]]]:
    """Give the answers of a query over one file, in a store of its own."""

    def answer(path: Path, query: str) -> list[dict[str, str]]:
        with Graph() as graph:
            graph.build(path)
            found = graph.sparql(PREFIXES + query, limit=None)
            assert isinstance(found, Answer)
            columns = [str(column).lstrip("?") for column in found.columns]
            return [
                {c: "" if v is None else str(getattr(v, "value", v)) for c, v in zip(columns, row, strict=True)}
                for row in found.rows
            ]

    return answer


HOLDINGS = """SELECT ?name ?title ?lei ?cusip ?isin ?ticker ?shares ?quantity ?unit ?amount ?currency ?weight ?class ?country ?side ?day ?note
WHERE {
  ?holding a aii:Holding ; aii:heldText ?name ; aii:security ?security ; aii:held ?held .
  ?security skos:prefLabel ?title .
  OPTIONAL { ?held aii:lei ?lei } OPTIONAL { ?security aii:cusip ?cusip } OPTIONAL { ?security aii:isin ?isin }
  OPTIONAL { ?holding aii:tickerText ?ticker } OPTIONAL { ?holding aii:shares ?shares }
  OPTIONAL { ?holding aii:quantity ?quantity } OPTIONAL { ?holding aii:unit ?unit }
  OPTIONAL { ?holding aii:amount ?amount ; aii:currency ?currency } OPTIONAL { ?holding aii:weightPercent ?weight }
  OPTIONAL { ?holding aii:assetClass ?class } OPTIONAL { ?holding aii:positionKind ?side }
  OPTIONAL { GRAPH ?document { ?claim aii:asserts ?holding ; aii:note ?note } }
  OPTIONAL { ?holding aii:issuerCountry/aii:countryCode ?country } OPTIONAL { ?holding aii:asOf ?day }
}"""


def number(text: str) -> str:
    """Return a number as SPARQL gives it, whatever zeros it is printed with."""
    return format(Decimal(text).normalize(), "f") if text else ""


def sound_cusip(code: str) -> str:
    """Return a CUSIP whose last digit checks, "" for any other; every second value counts double, digit by digit."""
    values = [int(char, 36) * (1 + place % 2) for place, char in enumerate(code[:8])]
    return code if len(code) == 9 and str(-sum(value // 10 + value % 10 for value in values) % 10) == code[8] else ""


def expected_report(path: Path) -> list[dict[str, str]]:
    """Return the rows of an N-PORT report, read with the standard library."""
    day = field(elements(path, "genInfo")[0], "repPdDate")
    rows = []
    for each in elements(path, "invstOrSec"):
        attributes = {part.tag.rpartition("}")[2]: part.get("value", "") for part in each.iter() if part.get("value")}
        units = field(each, "units")
        assets = ASSETS[field(each, "assetCat")], ISSUERS[field(each, "issuerCat")]
        contract = field(each, "assetCat") == "DFE"
        company = (field(each, "assetCat"), field(each, "issuerCat")) in {
            ("EC", "CORP"),
            ("EP", "CORP"),
            ("DBT", "CORP"),
        }
        notes = [
            f"in {field(each, 'curCd')}" if field(each, "curCd") != "USD" else "",
            f"with {field(each, 'name')} (LEI {field(each, 'lei')})" if contract else "",
            f"issuer's LEI {field(each, 'lei')}" if not (contract or company) and field(each, "lei") else "",
            ""
            if sound_cusip(field(each, "cusip")) or not field(each, "cusip")
            else f"CUSIP '{field(each, 'cusip')}' fails its check digit",
        ]
        rows.append(
            {
                "name": field(each, "title") if contract else field(each, "name"),
                "title": field(each, "title") or field(each, "name"),
                "lei": field(each, "lei") if company else "",
                "cusip": sound_cusip(field(each, "cusip")),
                "note": "; ".join(filter(None, notes)),
                "isin": attributes.get("isin", ""),
                "ticker": attributes.get("ticker", ""),
                "shares": number(field(each, "balance")) if units == "NS" else "",
                "quantity": "" if units == "NS" else number(field(each, "balance")),
                "unit": "" if units == "NS" else UNITS[units],
                "amount": number(field(each, "valUSD")),
                "currency": "USD",
                "weight": number(field(each, "pctVal")),
                "class": "; ".join(assets),
                "country": field(each, "invCountry"),
                "side": "short" if field(each, "payoffProfile") == "Short" else "",
                "day": day,
            }
        )
    return rows


def expected_table(path: Path) -> list[dict[str, str]]:
    """Return the rows of an information table, read with the standard library."""
    rows = []
    for each in elements(path, "infoTable"):
        shares = field(each, "sshPrnamtType") == "SH"
        amount = number(field(each, "sshPrnamt"))
        rows.append(
            dict.fromkeys(("lei", "isin", "ticker", "weight", "class", "country", "side", "day", "note"), "")
            | {
                "name": field(each, "nameOfIssuer"),
                "title": f"{field(each, 'nameOfIssuer')} {field(each, 'titleOfClass')}",
                "cusip": sound_cusip(field(each, "cusip")),
                "shares": amount if shares else "",
                "quantity": "" if shares else amount,
                "unit": "" if shares else "USD principal",
                "amount": number(field(each, "value")),
                "currency": "USD",
            }
        )
    return rows


def sorted_rows(rows: list[dict[str, str]], *, without: tuple[str, ...] = ()) -> list[tuple[tuple[str, str], ...]]:
    return sorted(tuple(sorted((name, value) for name, value in row.items() if name not in without)) for row in rows)


def as_numbers(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    figures = ("shares", "quantity", "amount", "weight")
    return [row | {name: number(row[name]) for name in figures} for row in rows]


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_comes_back_from_the_store_row_by_row(
    shared: Path, asked: Callable[..., list[dict[str, str]]], name: str
) -> None:
    found = as_numbers(asked(name, HOLDINGS))
    assert sorted_rows(found) == sorted_rows(expected_report(path_of(shared, name)))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_comes_back_from_the_store_row_by_row(
    shared: Path, asked: Callable[..., list[dict[str, str]]], name: str
) -> None:
    found, expected = as_numbers(asked(name, HOLDINGS)), expected_table(path_of(shared, name))
    repeated = {cusip for cusip, times in Counter(row["cusip"] for row in expected).items() if times > 1}
    # one security has one preferred name, whatever the rows that bear its code call it
    plain = [row for row in expected if row["cusip"] not in repeated]
    known = ("lei", "note")  # the registry's, and what is said of codes that fail
    assert sorted_rows([row for row in found if row["cusip"] not in repeated], without=known) == sorted_rows(
        plain, without=known
    )
    assert sorted_rows(found, without=("title", *known)) == sorted_rows(expected, without=("title", *known))
    assert len(repeated) == {TABLES[0]: 0, TABLES[1]: 1}[name]


MIX = (
    ("EC", "CORP", "NS"),
    ("EP", "CORP", "NS"),
    ("DBT", "CORP", "PA"),
    ("DBT", "UST", "PA"),
    ("STIV", "RF", "NS"),
    ("DFE", "OTHER", "NC"),
)
LEIS = ("549300LASERWORKS0083", "N/A", "549300QUILLMARK00004")


def mixed_report(forms: SimpleNamespace, number: int) -> bytes:
    """Return a report of as many positions of all kinds, long and short, in two currencies, with and without codes."""
    rows = []
    for count in range(number):
        asset, issuer, units = MIX[count % len(MIX)]
        cusip = f"9{count:05d}A1"
        cusip += str(next(digit for digit in range(10) if sound_cusip(f"{cusip}{digit}")))
        wrong = f"{cusip[:8]}{(int(cusip[8]) + 1) % 10}"
        lei = LEIS[count % len(LEIS)] if asset != "DFE" else LEIS[0]
        sign, name = (-1 if count % 5 == 4 else 1), f"Nanoforge{count} {chr(65 + count % 26)}works Corp"
        rows.append(
            forms.holding(
                name,
                f"{sign * (count + 1) * 1234.567:.3f}",
                f"{sign * (count + 1) / 7:.12f}",
                title=f"Nanoforge{count} {asset} issue",
                lei=lei,
                cusip="N/A" if count % 7 == 3 else wrong if count % 11 == 5 else cusip,
                identifiers=f'<ticker value="NF{count}"/>' if asset == "EC" else "",
                balance=f"{sign * (count + 1) * 10}.5",
                units=units,
                currency="<curCd>TWD</curCd>" if asset == "EC" and count % 4 == 0 else "<curCd>USD</curCd>",
                payoff="N/A" if asset == "DFE" else "Short" if sign < 0 else "Long",
                asset=asset,
                issuer=issuer,
                country=("US", "TW", "KR")[count % 3],
                contract="<fwdDeriv><curSold>SEK</curSold></fwdDeriv>" if asset == "DFE" else "",
            )
        )
    return bytes(forms.nport(*rows))


def test_a_report_of_all_kinds_comes_back_row_by_row(
    forms: SimpleNamespace, tmp_path: Path, ask: Callable[..., list[dict[str, str]]]
) -> None:
    path = tmp_path / "primary_doc.xml"
    path.write_bytes(mixed_report(forms, 120))
    expected = expected_report(path)
    assert (len(expected), len({row["class"] for row in expected}), sum(bool(row["side"]) for row in expected)) == (
        120,
        6,
        20,
    )
    assert sorted_rows(as_numbers(ask(path, HOLDINGS))) == sorted_rows(expected)


def test_the_fund_of_a_report_bears_its_codes(shared: Path, asked: Callable[..., list[dict[str, str]]]) -> None:
    found = asked(
        REPORTS[1],
        "SELECT ?fund ?series ?lei WHERE { ?f a aii:Fund ; skos:prefLabel ?fund ; aii:seriesId ?series ; aii:lei ?lei }",
    )
    general = elements(path_of(shared, REPORTS[1]), "genInfo")[0]
    names = {"fund": "seriesName", "series": "seriesId", "lei": "seriesLei"}
    assert found == [{name: field(general, element) for name, element in names.items()}]
