"""Items of Wikidata in JSON."""

from pathlib import Path
from types import SimpleNamespace

import pytest


def _value(value: object) -> dict[str, object]:
    return {"snaktype": "value", "datavalue": {"value": value}}


def _item(number: str) -> dict[str, object]:
    return _value({"entity-type": "item", "id": number})


def _statement(snak: object, rank: str = "normal", **qualifiers: object) -> dict[str, object]:
    return {"mainsnak": snak, "rank": rank, "qualifiers": {name: [value] for name, value in qualifiers.items()}}


def _time(day: str) -> dict[str, object]:
    return _value({"time": f"+{day}T00:00:00Z", "precision": 11})


def _entity(number: str = "Q900000001", label: str = "Zorbian", /, **claims: object) -> dict[str, object]:
    return {
        "type": "item",
        "id": number,
        "labels": {"en": {"language": "en", "value": label}, "ko": {"language": "ko", "value": "조비안"}},
        "aliases": {"en": [{"language": "en", "value": "Zorb"}]},
        "claims": {"P31": [_statement(_item("Q4830453"))], **claims},
    }


ME = "organization/wikidata-q900000001"


def test_names_codes_and_links_of_a_company(registers: SimpleNamespace) -> None:
    entity = _entity(
        P946=[_statement(_value("US0378331005"))],
        P159=[_statement(_item("Q900000002"))],
        P749=[_statement(_item("Q900000003"), P580=_time("2019-02-03"))],
        P355=[_statement(_item("Q900000004"))],
        P414=[_statement(_item("Q82059"), P249=_value("ZORB"))],
    )
    reading = registers.read_json({"entities": {"Q900000001": entity}})
    assert registers.facts(reading) == {
        (ME, "identifiedAs", "Q900000001"),
        (ME, "alsoKnownAs", "조비안"),
        (ME, "alsoKnownAs", "Zorb"),
        (ME, "identifiedAs", "US0378331005"),
        (ME, "headquarteredIn", "place/wikidata-q900000002"),
        (ME, "subsidiaryOf", "organization/wikidata-q900000003"),
        ("organization/wikidata-q900000004", "subsidiaryOf", ME),
        (ME, "listedOn", "exchange/xnas"),
        (ME, "hasTicker", "ZORB"),
    }
    by_end = {registers.said(claim)[2]: claim for claim in reading.claims}
    assert registers.plain(by_end["조비안"]) == {"note": "in ko"}
    assert registers.plain(by_end["ZORB"]) == {"listingVenue": "exchange/xnas"}
    assert registers.plain(by_end["organization/wikidata-q900000003"]) == {
        "startDate": "2019-02-03",
        "datePrecision": "day",
    }
    assert by_end["organization/wikidata-q900000003"].object.label == "‹Q900000003›"
    assert by_end["US0378331005"].subject.identifiers == (("wikidataId", "Q900000001"),)
    assert "/entities/Q900000001/claims/P414/0" in registers.places(reading)


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ({"P1278": [_statement(_value("B3DXGBC8GAIYWI2Z0172"))]}, "organization/micron"),
        ({"P5531": [_statement(_value("0001045810"))]}, "organization/nvidia"),
        ({"P5531": [_statement(_value("42"))]}, "organization/cik-0000000042"),
        ({"P1278": [_statement(_value("549300X2MUT00UHOWK66"))]}, "organization/lei-549300x2mut00uhowk66"),
    ],
)
def test_an_item_with_a_code_is_the_company_of_the_code(
    registers: SimpleNamespace, claims: dict[str, list[object]], expected: str
) -> None:
    reading = registers.read_json(_entity(**claims))
    assert {registers.short(claim.subject) for claim in reading.claims} == {expected}
    assert ("wikidataId", "Q900000001") in reading.claims[0].subject.identifiers


def test_two_items_of_one_file_meet(registers: SimpleNamespace) -> None:
    one = _entity(P749=[_statement(_item("Q900000005"))])
    two = _entity("Q900000005", "Tin Work")
    reading = registers.read_json([one, two])
    parent = next(claim.object for claim in reading.claims if claim.predicate == "subsidiaryOf")
    assert (parent.label, registers.short(parent)) == ("Tin Work", "organization/wikidata-q900000005")


def test_deprecated_and_ended_statements_are_reported_not_asserted(registers: SimpleNamespace) -> None:
    reading = registers.read_json(
        _entity(
            P1278=[_statement(_value("B3DXGBC8GAIYWI2Z0172"), "deprecated")],
            P249=[_statement(_value("OLD"), P582=_time("2012-05-06"))],
            P414=[_statement(_item("Q13677"), P582=_time("2012-05-06"))],
            P749=[_statement(_item("Q900000003"), P582=_time("2012-05-06"))],
        )
    )
    assert [rejection.reason for rejection in reading.rejections] == [
        "the statement of P1278 is deprecated",
        "the statement of P249 ended in 2012-05-06",
        "the statement of P414 ended in 2012-05-06",
    ]
    assert {claim.predicate for claim in reading.claims} == {"identifiedAs", "alsoKnownAs", "subsidiaryOf"}
    parent = next(claim for claim in reading.claims if claim.predicate == "subsidiaryOf")
    assert registers.plain(parent) == {"endDate": "2012-05-06", "datePrecision": "day"}


def test_a_value_that_is_unknown_or_of_another_kind_says_nothing(registers: SimpleNamespace) -> None:
    reading = registers.read_json(_entity(P749=[_statement({"snaktype": "somevalue"}), "x", {"mainsnak": None}]))
    assert {claim.predicate for claim in reading.claims} == {"identifiedAs", "alsoKnownAs"}


def test_the_person_of_the_corpus_has_names_and_a_number(registers: SimpleNamespace, shared: Path) -> None:
    reading = registers.read_bytes((shared / "corpus/rdf/Q182397.json").read_bytes(), "Q182397.json")
    assert {claim.subject.label for claim in reading.claims} == {"Lars Løkke Rasmussen"}
    assert {claim.subject.type for claim in reading.claims} == {"NamedThing"}
    assert ("thing/wikidata-q182397", "identifiedAs", "Q182397") in registers.facts(reading)
    assert {fact[1] for fact in registers.facts(reading)} == {"identifiedAs", "alsoKnownAs"}
