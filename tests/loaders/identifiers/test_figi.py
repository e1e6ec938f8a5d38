"""OpenFIGI's answers to mapping jobs."""

import json
from pathlib import Path
from types import SimpleNamespace


def _answer(**given: str | None) -> dict[str, str | None]:
    known = {
        "figi": "BBG000BLNNH6",
        "name": "ZORBIAN CORP-CL A",
        "ticker": "ZORB",
        "exchCode": "UN",
        "compositeFIGI": "BBG000BLNNH6",
        "shareClassFIGI": "BBG001S5S399",
        "securityType2": "Common Stock",
        "marketSector": "Equity",
    }
    return known | given


def test_an_answer_gives_the_codes_of_the_security_and_the_listing_of_the_company(registers: SimpleNamespace) -> None:
    reading = registers.read_json([{"data": [_answer()]}])
    issuer = registers.short(reading.claims[-1].subject)
    assert issuer.startswith("organization/x-zorbian-")
    assert registers.facts(reading) == {
        ("security/figi-bbg001s5s399", "identifiedAs", "BBG000BLNNH6"),
        ("security/figi-bbg001s5s399", "identifiedAs", "BBG001S5S399"),
        (issuer, "hasTicker", "ZORB"),
        (issuer, "listedOn", "exchange/xnys"),
    }
    security = reading.claims[0].subject
    assert security.identifiers == (("figi", "BBG000BLNNH6"), ("figi", "BBG001S5S399"))
    assert registers.places(reading) == {"/0/data/0"}


def test_a_job_without_an_answer_is_reported(registers: SimpleNamespace) -> None:
    reading = registers.read_json(
        [{"data": [_answer()]}, {"error": "Invalid idValue."}, {"warning": "No identifier found."}]
    )
    assert [rejection.reason for rejection in reading.rejections] == [
        "job 2 has no answer: Invalid idValue.",
        "job 3 has no answer: No identifier found.",
    ]
    assert reading.source.notes == (
        "not taken: job 2 has no answer: Invalid idValue. (2 Invalid idValue.), and 1 more",
    )


def test_answers_that_are_all_errors_are_still_read(registers: SimpleNamespace) -> None:
    reading = registers.read_json([{"warning": "No identifier found."}])
    assert (reading.claims, len(reading.rejections)) == ((), 1)


def test_a_bond_has_its_ticker_itself(registers: SimpleNamespace) -> None:
    bond = _answer(
        securityType2="Corp", shareClassFIGI=None, compositeFIGI=None, exchCode="NEW YORK", name="ZORBIAN CORP"
    )
    bond["securityDescription"] = "ZORB 4 1/2 2030"
    reading = registers.read_json([{"data": [bond]}])
    assert registers.facts(reading) == {
        ("security/figi-bbg000blnnh6", "identifiedAs", "BBG000BLNNH6"),
        ("security/figi-bbg000blnnh6", "hasTicker", "ZORB"),
        *(fact for fact in registers.facts(reading) if fact[1] == "listedOn"),
    }
    assert reading.claims[0].subject.label == "ZORBIAN CORP, ZORB 4 1/2 2030"


def test_a_code_with_a_wrong_check_digit_is_refused(registers: SimpleNamespace) -> None:
    reading = registers.read_json([{"data": [_answer(figi="BBG000BLNNH7")]}])
    assert reading.claims == ()
    assert reading.rejections[0].reason == "FIGI 'BBG000BLNNH7' fails its check digit"


def test_the_answers_of_the_corpus(registers: SimpleNamespace, shared: Path) -> None:
    data = (shared / "corpus/ids/openfigi_mapping_response.json").read_bytes()
    answers = json.loads(data)[0]["data"]
    reading = registers.read_bytes(data, "openfigi.json")
    codes = {registers.said(claim)[2] for claim in reading.claims if claim.predicate == "identifiedAs"}
    levels = ("figi", "compositeFIGI", "shareClassFIGI")
    assert codes == {row[level] for row in answers for level in levels if row[level]}
    shares = {registers.short(claim.subject) for claim in reading.claims if registers.said(claim)[2] == "BBG001S5S399"}
    assert shares == {"security/figi-bbg001s5s399"}
    tickers = {registers.said(claim) for claim in reading.claims if claim.predicate == "hasTicker"}
    assert {
        ("organization/ibm", "hasTicker", row["ticker"]) for row in answers if row["securityType2"] == "Common Stock"
    } <= tickers
    venues = {registers.said(claim)[2] for claim in reading.claims if claim.predicate == "listedOn"}
    assert {"exchange/xnys", "exchange/xlon", "exchange/xfra"} <= venues
    assert [rejection.reason for rejection in reading.rejections] == ["job 2 has no answer: No identifier found."]
