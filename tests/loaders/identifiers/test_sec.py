"""The SEC's registers: company tickers, with and without exchanges, and submissions."""

import csv
import json
from collections import defaultdict
from pathlib import Path
from types import SimpleNamespace

from themegraph.ontology.entry import ID_BASE


def _tickers(*rows: tuple[int, str, str]) -> dict[str, object]:
    return {str(n): {"cik_str": cik, "ticker": t, "title": title} for n, (cik, t, title) in enumerate(rows)}


def test_each_row_gives_a_number_and_a_ticker(registers: SimpleNamespace) -> None:
    reading = registers.read_json(
        _tickers((1045810, "NVDA", "NVIDIA CORP"), (42, "ZORB", "ZORBIAN PHOTONICS HOLDINGS INC /DE/"))
    )
    assert registers.facts(reading) == {
        ("organization/nvidia", "identifiedAs", "0001045810"),
        ("organization/nvidia", "hasTicker", "NVDA"),
        ("organization/cik-0000000042", "identifiedAs", "0000000042"),
        ("organization/cik-0000000042", "hasTicker", "ZORB"),
    }
    unknown = reading.claims[-1].subject
    assert (unknown.label, unknown.resolved) == ("Zorbian Photonics Holdings Inc.", False)
    assert unknown.identifiers == (("cik", "0000000042"),)
    assert registers.places(reading) == {"/0", "/1"}
    assert reading.claims[0].passage.text == "1045810\tNVIDIA CORP\tNVDA"
    assert {claim.extractor for claim in reading.claims} == {"registers/sec-tickers@1"}
    assert {claim.confidence for claim in reading.claims} == {1}


def test_one_name_under_two_numbers_is_two_companies(registers: SimpleNamespace) -> None:
    reading = registers.read_json(_tickers((41, "ZORA", "Zorbian Corp"), (42, "ZORB", "Zorbian Corp")))
    assert {registers.short(claim.subject) for claim in reading.claims} == {
        "organization/cik-0000000041",
        "organization/cik-0000000042",
    }


def test_one_number_with_two_tickers_is_one_company_with_two_listings(registers: SimpleNamespace) -> None:
    reading = registers.read_json(_tickers((1652044, "GOOGL", "Alphabet Inc."), (1652044, "GOOG", "Alphabet Inc.")))
    assert {registers.said(claim) for claim in reading.claims if claim.predicate == "hasTicker"} == {
        ("organization/alphabet", "hasTicker", "GOOGL"),
        ("organization/alphabet", "hasTicker", "GOOG"),
    }


def test_a_fund_is_a_fund_and_its_ticker_too(registers: SimpleNamespace) -> None:
    reading = registers.read_json(_tickers((43, "ZORF", "Zorbian Municipal Income Fund")))
    assert (reading.claims[0].subject.type, registers.short(reading.claims[0].subject)) == (
        "Fund",
        "fund/cik-0000000043",
    )


def test_the_form_with_exchanges_gives_listings(registers: SimpleNamespace) -> None:
    tree = {"fields": ["cik", "name", "ticker", "exchange"], "data": [[42, "Zorbian Corp", "ZORB", "Nasdaq"]]}
    reading = registers.read_json(tree)
    assert registers.facts(reading) == {
        ("organization/cik-0000000042", "identifiedAs", "0000000042"),
        ("organization/cik-0000000042", "hasTicker", "ZORB"),
        ("organization/cik-0000000042", "listedOn", "exchange/xnas"),
    }
    assert registers.plain(reading.claims[1]) == {"listingVenue": "exchange/xnas"}
    assert registers.places(reading) == {"/data/0"}


def test_tickers_of_funds_are_of_their_series(registers: SimpleNamespace) -> None:
    rows = [[42, "S000000001", "C000000001", "ZORBX"], [42, "S000000001", "C000000002", "ZORIX"], [42, "x", "", "Y"]]
    reading = registers.read_json({"fields": ["cik", "seriesId", "classId", "symbol"], "data": rows})
    assert registers.facts(reading) == {
        ("fund/series-s000000001", "identifiedAs", "S000000001"),
        ("fund/series-s000000001", "hasTicker", "ZORBX"),
        ("fund/series-s000000001", "hasTicker", "ZORIX"),
    }
    assert reading.claims[0].subject.identifiers == (("seriesId", "S000000001"),)
    assert [rejection.reason for rejection in reading.rejections] == ["series 'x' does not have the form of one"]


def test_a_row_without_a_number_is_reported(registers: SimpleNamespace) -> None:
    tree = _tickers((42, "ZORB", "Zorbian Corp"))
    tree["1"] = {"cik_str": "none", "ticker": "TIN", "title": "Tin Work Corp"}
    reading = registers.read_json(tree)
    assert len(reading.claims) == 2
    assert [rejection.text for rejection in reading.rejections] == ["none\tTin Work Corp\tTIN"]
    assert reading.source.notes == ("not taken: CIK 'none' does not have the form of one (none Tin Work Corp TIN)",)


def test_submissions_give_codes_names_listing_and_seat(registers: SimpleNamespace) -> None:
    tree = {
        "cik": "42",
        "entityType": "operating",
        "sic": "3674",
        "sicDescription": "Semiconductors",
        "name": "ZORBIAN PHOTONICS INC",
        "tickers": ["ZORB", "ZORB-PA"],
        "exchanges": ["NYSE", None],
        "ein": "123456789",
        "lei": "549300XH862LODIC7E15",
        "formerNames": [
            {"name": "TIN WORK CORP", "from": "2001-02-03T00:00:00.000Z", "to": "2004-05-06T00:00:00.000Z"}
        ],
        "addresses": {"business": {"city": "SANTA CLARA", "stateOrCountry": "CA"}, "mailing": {"city": "RENO"}},
        "filings": {"recent": {}},
    }
    reading = registers.read_json(tree)
    subject = "organization/cik-0000000042"
    assert registers.facts(reading) == {
        (subject, "identifiedAs", "0000000042"),
        (subject, "identifiedAs", "549300XH862LODIC7E15"),
        (subject, "identifiedAs", "123456789"),
        (subject, "identifiedAs", "3674"),
        (subject, "hasTicker", "ZORB"),
        (subject, "hasTicker", "ZORB-PA"),
        (subject, "listedOn", "exchange/xnys"),
        (subject, "alsoKnownAs", "TIN WORK CORP"),
        (subject, "headquarteredIn", "place/santa-clara"),
    }
    by_end = {registers.said(claim)[2]: registers.plain(claim) for claim in reading.claims}
    assert by_end["3674"] == {"identifierScheme": "sic", "note": "Semiconductors"}
    assert by_end["ZORB"] == {"listingVenue": "exchange/xnys"}
    assert by_end["TIN WORK CORP"] == {"note": "former name, 2001-02-03 to 2004-05-06"}
    assert reading.claims[0].subject.identifiers == (("cik", "0000000042"), ("lei", "549300XH862LODIC7E15"))
    assert {"/cik", "/lei", "/tickers/0", "/formerNames/0", "/addresses/business"} <= registers.places(reading)


def test_company_tickers_of_the_corpus(registers: SimpleNamespace, shared: Path) -> None:
    data = (shared / "corpus/sec/company_tickers.json").read_bytes()
    rows = json.loads(data)
    reading = registers.read_bytes(data, "company_tickers.json")
    assert len(rows) == 9610
    by_place: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    numbers: defaultdict[str, set[str]] = defaultdict(set)
    for claim in reading.claims:
        assert claim.passage.selector is not None
        end = registers.said(claim)[2]
        by_place[claim.passage.selector.value].add((claim.predicate, end))
        if claim.predicate == "identifiedAs":
            numbers[claim.subject.id].add(end)
    expected = {
        f"/{key}": {("identifiedAs", str(row["cik_str"]).zfill(10)), ("hasTicker", row["ticker"])}
        for key, row in rows.items()
    }
    assert by_place == expected
    assert len(numbers) == len({row["cik_str"] for row in rows.values()}) == 7919
    assert [iri for iri, codes in numbers.items() if len(codes) > 1] == []
    assert numbers[f"{ID_BASE}organization/abb"] == {"0001091587"}
    assert reading.rejections == ()


def test_submissions_of_the_corpus(registers: SimpleNamespace, shared: Path) -> None:
    reading = registers.read_bytes(
        (shared / "corpus/sec/company_submission.json").read_bytes(), "company_submission.json"
    )
    assert registers.facts(reading) == {
        ("organization/tesla", "identifiedAs", "0001318605"),
        ("organization/tesla", "identifiedAs", "912197729"),
        ("organization/tesla", "identifiedAs", "3711"),
        ("organization/tesla", "hasTicker", "TSLA"),
        ("organization/tesla", "listedOn", "exchange/xnas"),
        ("organization/tesla", "alsoKnownAs", "TESLA MOTORS INC"),
        next(f for f in registers.facts(reading) if f[1] == "headquarteredIn"),
    }
    seat = next(claim.object for claim in reading.claims if claim.predicate == "headquarteredIn")
    assert getattr(seat, "label", "") == "Palo Alto, California"


def test_lei_records_of_the_corpus(registers: SimpleNamespace, shared: Path) -> None:
    data = (shared / "corpus/ids/gleif_lei_slice.csv").read_bytes()
    rows = list(csv.DictReader(data.decode("utf-8").splitlines()))
    reading = registers.read_bytes(data, "gleif_lei_slice.csv")
    codes = [registers.said(claim)[2] for claim in reading.claims if claim.predicate == "identifiedAs"]
    assert codes == [row["LEI"] for row in rows]
    known = {
        registers.short(c.subject): registers.said(c)[2]
        for c in reading.claims
        if c.predicate == "identifiedAs" and c.subject.resolved
    }
    assert known == {
        "organization/applied-materials": "41BNNE1AFPNAZELZ6K07",
        "organization/siemens-energy": "5299005CHJZ14D4FDJ62",
        "organization/constellation": "549300F8Y20RYGNGV346",
        "organization/schneider-electric": "969500A1YF1XUYYXS284",
        "organization/micron": "B3DXGBC8GAIYWI2Z0172",
        "organization/ge-vernova-hitachi": "TFH6B7VHOKUJMS7DGY13",
    }
    funds = {registers.said(c)[2] for c in reading.claims if c.subject.type == "Fund" and c.predicate == "identifiedAs"}
    assert funds == {row["LEI"] for row in rows if row["Entity.EntityCategory"] == "FUND"}
    assert len(funds) == 6
    assert len({claim.subject.id for claim in reading.claims}) == 285
