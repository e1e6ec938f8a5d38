"""LEI records and relationships, from GLEIF's interface, its golden copy as JSON and as a table."""

from types import SimpleNamespace

import pytest

PARENT, CHILD = "969500A1YF1XUYYXS284", "549300X2MUT00UHOWK66"
OWN = f"organization/lei-{CHILD.lower()}"


def _record(name: str, lei: str = CHILD, country: str = "US", **entity: object) -> dict[str, object]:
    described = {"legalName": {"name": name}, "legalAddress": {"country": country}, "category": "GENERAL"} | entity
    return {
        "type": "lei-records",
        "attributes": {"lei": lei, "entity": described, "registration": {"status": "ISSUED"}},
    }


def test_a_record_of_the_interface(registers: SimpleNamespace) -> None:
    seat = {"city": "Zorbville", "region": "US-TX", "country": "US"}
    record = _record("Zorbian Photonics LLC", otherNames=[{"name": "Tin Work"}], headquartersAddress=seat)
    reading = registers.read_json({"meta": {}, "data": [record]})
    assert registers.facts(reading) == {
        (OWN, "identifiedAs", CHILD),
        (OWN, "alsoKnownAs", "Tin Work"),
        (OWN, "headquarteredIn", registers.short(reading.claims[-1].object)),
    }
    assert reading.claims[-1].object.label == "Zorbville, Texas"
    assert reading.claims[0].subject.identifiers == (("lei", CHILD),)
    assert registers.places(reading) == {"/data/0"}


def test_a_single_record_of_the_interface(registers: SimpleNamespace) -> None:
    assert registers.places(registers.read_json({"data": _record("Zorbian LLC")})) == {"/data"}


@pytest.mark.parametrize(
    ("name", "country", "known"),
    [
        ("NVIDIA CORPORATION", "US", True),
        ("Nvidia Corp.", "US", True),
        ("NVIDIA LLC", "US", False),  # another legal form
        ("NVIDIA", "US", False),  # none
        ("NVIDIA Corporation", "SG", False),  # another country
        ("NVIDIA Singapore Corporation", "US", False),
    ],
)
def test_a_legal_entity_is_a_known_company_by_name_form_and_country(
    registers: SimpleNamespace, name: str, country: str, known: bool
) -> None:
    subject = registers.read_json({"data": [_record(name, country=country)]}).claims[0].subject
    assert registers.short(subject) == ("organization/nvidia" if known else OWN)


def test_two_codes_that_claim_one_known_company_are_neither(registers: SimpleNamespace) -> None:
    reading = registers.read_json(
        {"data": [_record("NVIDIA CORPORATION"), _record("Nvidia Corp.", "GT6ZNWW1ZDHTC15ORD42")]}
    )
    assert {registers.short(claim.subject) for claim in reading.claims} == {
        OWN,
        "organization/lei-gt6znww1zdhtc15ord42",
    }
    assert "several LEIs here bear the name of NVIDIA Corporation; none is taken for it" in reading.source.notes


def test_a_fund_is_no_company(registers: SimpleNamespace) -> None:
    subject = registers.read_json({"data": [_record("ZORBIAN GROWTH", category="FUND")]}).claims[0].subject
    assert (subject.type, registers.short(subject)) == ("Fund", f"fund/lei-{CHILD.lower()}")


def test_the_golden_copy_as_json(registers: SimpleNamespace) -> None:
    inside = {"LegalName": {"$": "Zorbian LLC"}, "OtherEntityNames": {"OtherEntityName": [{"$": "Tin Work"}]}}
    reading = registers.read_json({"records": [{"LEI": {"$": CHILD}, "Entity": inside}]})
    assert registers.facts(reading) == {(OWN, "identifiedAs", CHILD), (OWN, "alsoKnownAs", "Tin Work")}
    assert registers.places(reading) == {"/records/0"}


def _relation(
    kind: str = "IS_DIRECTLY_CONSOLIDATED_BY", status: str = "ACTIVE", child: str = CHILD
) -> dict[str, object]:
    period = {"StartDate": {"$": "2018-03-01T00:00:00Z"}, "PeriodType": {"$": "RELATIONSHIP_PERIOD"}}
    return {
        "Relationship": {
            "StartNode": {"NodeID": {"$": child}},
            "EndNode": {"NodeID": {"$": PARENT}},
            "RelationshipType": {"$": kind},
            "RelationshipStatus": {"$": status},
            "RelationshipPeriods": {"RelationshipPeriod": [{"PeriodType": {"$": "ACCOUNTING_PERIOD"}}, period]},
        }
    }


def test_a_parent_of_the_golden_copy_as_json(registers: SimpleNamespace) -> None:
    reading = registers.read_json({"relations": [_relation()]})
    assert registers.facts(reading) == {
        (OWN, "subsidiaryOf", "organization/schneider-electric"),
        (OWN, "identifiedAs", CHILD),
        ("organization/schneider-electric", "identifiedAs", PARENT),
    }
    assert registers.plain(reading.claims[0]) == {
        "note": "direct parent",
        "startDate": "2018-03-01",
        "datePrecision": "day",
    }
    assert reading.claims[0].subject.label == f"‹LEI {CHILD}›"


@pytest.mark.parametrize(
    ("relation", "reason"),
    [
        (_relation("IS_FUND-MANAGED_BY"), "the relationship IS_FUND-MANAGED_BY is no parent's"),
        (_relation(status="INACTIVE"), "the relationship has ended"),
        (_relation(child="549300X2MUT00UHOWK67"), "LEI '549300X2MUT00UHOWK67' fails its check digits"),
    ],
)
def test_what_is_no_parent_is_reported(registers: SimpleNamespace, relation: dict[str, object], reason: str) -> None:
    reading = registers.read_json({"relations": [relation]})
    assert reading.claims == ()
    assert [rejection.reason for rejection in reading.rejections] == [reason]


def test_a_parent_of_the_interface(registers: SimpleNamespace) -> None:
    attributes = {
        "relationship": {
            "startNode": {"id": CHILD, "type": "LEI"},
            "endNode": {"id": PARENT, "type": "LEI"},
            "type": "IS_ULTIMATELY_CONSOLIDATED_BY",
            "status": "ACTIVE",
            "periods": [{"startDate": "2019-01-01T00:00:00Z", "endDate": None, "type": "RELATIONSHIP_PERIOD"}],
        }
    }
    reading = registers.read_json({"data": {"type": "relationship-records", "attributes": attributes}})
    assert registers.said(reading.claims[0]) == (OWN, "subsidiaryOf", "organization/schneider-electric")
    assert registers.plain(reading.claims[0]) == {
        "note": "ultimate parent",
        "startDate": "2019-01-01",
        "datePrecision": "day",
    }


def test_parents_as_a_table(registers: SimpleNamespace) -> None:
    columns = (
        "Relationship.StartNode.NodeID,Relationship.StartNode.NodeIDType,Relationship.EndNode.NodeID,"
        "Relationship.EndNode.NodeIDType,Relationship.RelationshipType,Relationship.RelationshipStatus,"
        "Relationship.Period.1.startDate,Relationship.Period.1.endDate,Relationship.Period.1.periodType,"
        "Relationship.Period.2.startDate,Relationship.Period.2.endDate,Relationship.Period.2.periodType,"
        "Relationship.Quantifiers.1.QuantifierAmount,Relationship.Quantifiers.1.QuantifierUnits"
    )
    row = (
        f"{CHILD},LEI,{PARENT},LEI,IS_DIRECTLY_CONSOLIDATED_BY,ACTIVE,2017-01-01T00:00:00Z,2017-12-31T00:00:00Z,"
        "ACCOUNTING_PERIOD,2018-03-01T00:00:00Z,2024-02-29T00:00:00Z,RELATIONSHIP_PERIOD,75.5,PERCENTAGE"
    )
    reading = registers.read_bytes(f"{columns}\n{row}\n".encode(), "rr.csv")
    assert registers.plain(reading.claims[0]) == {
        "note": "direct parent",
        "startDate": "2018-03-01",
        "endDate": "2024-02-29",
        "datePrecision": "day",
        "stakePercent": "75.5",
    }
    assert registers.places(reading) == {"row=2"}


def test_records_as_a_table_of_the_golden_copy(registers: SimpleNamespace) -> None:
    columns = (
        "LEI,Entity.LegalName,Entity.LegalName.xmllang,Entity.OtherEntityNames.OtherEntityName.1,"
        "Entity.OtherEntityNames.OtherEntityName.1.xmllang,Entity.LegalAddress.Country,"
        "Entity.HeadquartersAddress.City,Entity.HeadquartersAddress.Region,Entity.HeadquartersAddress.Country,"
        "Entity.EntityCategory,Registration.RegistrationStatus"
    )
    rows = (
        f"{CHILD},ZORBIAN GMBH,de,Zorb Optik,de,DE,ZORBSTADT,DE-BY,DE,GENERAL,ISSUED",
        "GT6ZNWW1ZDHTC15ORD42,TIN WORK INC.,en,,,US,,,,GENERAL,DUPLICATE",
    )
    reading = registers.read_bytes("\n".join((columns, *rows)).encode(), "lei.csv")
    assert {fact[1:] for fact in registers.facts(reading)} == {
        ("identifiedAs", CHILD),
        ("alsoKnownAs", "Zorb Optik"),
        ("headquarteredIn", registers.short(reading.claims[-1].object)),
    }
    assert reading.claims[-1].object.label == "Zorbstadt, Germany"
    assert reading.claims[0].subject.label == "Zorbian GMBH"
    assert [rejection.reason for rejection in reading.rejections] == ["the registration is duplicate"]
    assert registers.places(reading) == {"row=2"}
