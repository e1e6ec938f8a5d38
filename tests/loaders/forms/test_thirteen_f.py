"""Form 13F: cover and table joined, dollars and thousands, options, bonds, shared discretion, tables that stand alone."""

from __future__ import annotations

import base64
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from themegraph.errors import ReadError
from themegraph.graph.claim import Claim, Entity, Reading
from themegraph.graph.gate import check
from themegraph.loaders.document import Metadata
from themegraph.loaders.holdings.thirteen_f import read
from themegraph.loaders.reading import parse_document
from themegraph.ontology.registry import load_registry

pytestmark = pytest.mark.usefixtures("here")
ALPHA, BETA = "99Z00A101", "99Z00B109"


def reading(data: bytes, name: str = "infotable.xml", **given: str) -> Reading:
    """Read a filing; everything must pass the gate."""
    found = read(parse_document(data, name=name, given=Metadata(**given)), load_registry())  # type: ignore[arg-type]
    assert check(found).rejected == ()
    return found


def holds(found: Reading) -> list[Claim]:
    return [claim for claim in found.claims if claim.predicate == "holds"]


def amounts(found: Reading) -> list[object]:
    return [claim.qualifiers["amount"] for claim in holds(found)]


def test_a_submission_joins_cover_and_table(forms: SimpleNamespace) -> None:
    rows = forms.row("ALPHA INC", ALPHA, "5000", title="CL A"), forms.row("BETA CORP", BETA, "2500", "50")
    data = forms.submission(("13F-HR", forms.cover(2, 7500)), ("INFORMATION TABLE", forms.table(*rows)))
    found = reading(data, "0009990002-25-000001.txt")
    assert found.source.notes == ()
    assert found.source.title == "13F-HR of Quillmark Advisers LLC, 2024-12-31"
    first, second = holds(found)
    assert first.subject.label == "Quillmark Advisers LLC"
    assert first.subject.identifiers == (("cik", "0009990002"),)
    assert first.subject.type == "Organization"
    plain = {k: v.label if isinstance(v, Entity) else v for k, v in first.qualifiers.items()}
    assert plain == {
        "security": "ALPHA INC CL A",
        "inReport": "13F-HR of Quillmark Advisers LLC, 2024-12-31",
        "asOf": date(2024, 12, 31),
        "shares": Decimal(100),
        "amount": Decimal(5000),
        "currency": "USD",
        "heldText": "ALPHA INC",
        "form": "13F-HR",
        "filedOn": date(2025, 2, 11),
        "accession": "0009990002-25-000001",
    }
    assert second.qualifiers["shares"] == Decimal(50)
    assert [
        (c.subject.label, c.object.label, c.passage.text) for c in found.claims if c.predicate == "identifiedAs"
    ] == [("Quillmark Advisers LLC", "0009990002", "headerData.filerInfo.filer.credentials.cik\t0009990002")]


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_the_documents_makes_no_difference(forms: SimpleNamespace, order: int) -> None:
    parts = [
        ("13F-HR", forms.cover(1, 5000)),
        ("INFORMATION TABLE", forms.table(forms.row("ALPHA INC", ALPHA, "5000"))),
    ]
    found = reading(forms.submission(*parts[::order]))
    assert (amounts(found), found.source.notes) == ([Decimal(5000)], ())


@pytest.mark.parametrize(("prefix", "spaced"), [("", True), ("n1", True), ("", False)])
def test_namespaces_make_no_difference(forms: SimpleNamespace, prefix: str, spaced: bool) -> None:
    data = forms.table(
        forms.row("ALPHA INC", ALPHA, "5000"),
        forms.row("BETA", BETA, "1"),
        prefix=prefix,
        namespace=forms.TABLE if spaced else "",
    )
    first, _ = holds(reading(data, about="Quillmark Advisers LLC", issued="2025-02-11"))
    place = first.passage.selector.value if first.passage.selector else ""
    steps = (
        "/informationTable/infoTable[1]"
        if not spaced
        else "/*[local-name()='informationTable']/*[local-name()='infoTable'][1]"
    )
    assert (place, first.qualifiers["amount"]) == (steps, Decimal(5000))


@pytest.mark.parametrize(
    ("filed", "period", "factor"),
    [
        ("20230103", "20221231", 1),
        ("20230102", "20221231", 1000),
        ("20230214", "20221231", 1),
        ("20221114", "20220930", 1000),
        ("20230301", "20211231", 1),  # a late filing follows the rule of its day
        ("20140214", "20131231", 1000),
    ],
)
def test_the_day_of_filing_tells_dollars_from_thousands(
    forms: SimpleNamespace, filed: str, period: str, factor: int
) -> None:
    value = 5000 // factor
    table = forms.table(forms.row("ALPHA INC", ALPHA, str(value)))
    cover = forms.cover(1, value, period=f"{period[4:6]}-{period[6:]}-{period[:4]}", signed="01-01-2020")
    found = reading(forms.submission(("13F-HR", cover), ("INFORMATION TABLE", table), filed=filed, period=period))
    assert amounts(found) == [Decimal(5000)]
    expected = [f"Values are given in thousands of dollars, as the filing is of {filed[:4]}-{filed[4:6]}-{filed[6:]}."]
    assert list(found.source.notes) == (expected if factor == 1000 else [])


@pytest.mark.parametrize(
    ("given", "amount", "as_of", "note"),
    [
        ({"issued": "2022-11-10"}, 5_000_000, date(2022, 9, 30), "is the last before the day of filing, 2022-11-10"),
        ({"issued": "2024-02-10"}, 5_000, date(2023, 12, 31), "is the last before the day of filing, 2024-02-10"),
        ({"issued": "2021-12-31"}, 5_000_000, date(2021, 12, 31), "is the date given for the document"),
        ({"title": "Holdings 2022-12-31"}, 5_000, date(2022, 12, 31), "is taken from the title"),
        ({"title": "Holdings of Q3 2019"}, 5_000_000, date(2019, 9, 30), "is taken from the title"),
        ({"title": "Holdings 2022-12-30", "issued": "2022-05-01"}, 5_000_000, date(2022, 3, 31), "is the last before"),
    ],
)  # fmt: skip
def test_a_table_alone_takes_its_day_from_what_is_given(
    forms: SimpleNamespace, given: dict[str, str], amount: int, as_of: date, note: str
) -> None:
    found = reading(forms.table(forms.row("ALPHA INC", ALPHA, "5000")), about="Quillmark Advisers LLC", **given)
    assert holds(found)[0].subject.label == "Quillmark Advisers LLC"
    assert amounts(found) == [Decimal(amount)]
    assert holds(found)[0].qualifiers["asOf"] == as_of
    assert holds(found)[0].confidence == Decimal(1)
    assert any(note in each for each in found.source.notes)


def test_a_table_alone_takes_its_quarter_from_the_name_of_its_file(forms: SimpleNamespace) -> None:
    found = reading(forms.table(forms.row("ALPHA INC", ALPHA, "5")), "quillmark-2019Q2.xml", about="Quillmark")
    assert holds(found)[0].qualifiers["asOf"] == date(2019, 6, 30)
    assert amounts(found) == [Decimal(5000)]


def test_a_table_of_nobody_is_loaded_and_doubted(forms: SimpleNamespace) -> None:
    data = forms.table(forms.row("ALPHA INC", ALPHA, "5000"), forms.row("BETA CORP", BETA, "7000"))
    one, other = reading(data, "a/infotable.xml"), reading(data, "b/infotable.xml")
    assert holds(one)[0].subject.id != holds(other)[0].subject.id
    assert holds(one)[0].subject.label.startswith("Unnamed manager of a/infotable.xml (")
    assert holds(one)[0].confidence == Decimal("0.5")
    assert "asOf" not in holds(one)[0].qualifiers
    assert amounts(one) == [Decimal(5000), Decimal(7000)]
    whose, when, worth = one.source.notes
    assert "give its name as `about` in a/infotable.xml.meta.json" in whose
    assert "does not say for which quarter it is" in when
    assert worth.startswith(
        "Values are taken as dollars (half of the rows then come to less than 60.00 USD a share), but"
    )


@pytest.mark.parametrize(
    ("value", "issued", "note"),
    [
        ("50", "", "so they may be thousands"),
        ("50", "2024-02-10", "so the filer may have given them otherwise"),
        ("9000000", "2021-02-10", "so the filer may have given them otherwise"),
    ],
)
def test_values_that_no_share_costs_are_told(forms: SimpleNamespace, value: str, issued: str, note: str) -> None:
    found = reading(forms.table(forms.row("ALPHA INC", ALPHA, value)), about="Quillmark", issued=issued)
    assert any(note in each for each in found.source.notes)


def test_options_bonds_and_rows_of_other_managers(forms: SimpleNamespace) -> None:
    rows = [
        forms.row("ALPHA INC", ALPHA, "5000"),
        forms.row("ALPHA INC", ALPHA, "4000", discretion="DFND", managers="1,02"),
        forms.row("ALPHA INC", ALPHA, "3000", option="Put"),
        forms.row("ALPHA INC", ALPHA, "2000", option="Call"),
        forms.row("BETA CORP", BETA, "1000", title="NOTE 2.5% 1/1", kind="PRN"),
    ]
    others = forms.element(
        "otherManager2",
        "",
        forms.element("sequenceNumber", "02") + "<otherManager><name>Inkwell LP</name></otherManager>",
    )
    cover = forms.cover(5, 15000, managers=forms.element("otherManagers2Info", "", others))
    found = reading(forms.submission(("13F-HR", cover), ("INFORMATION TABLE", forms.table(*rows))))
    assert found.source.notes == ()
    own, shared, put, call, bond = holds(found)
    assert [claim.qualifiers.get("lot") for claim in (own, shared, put, call, bond)] == [1, 2, None, None, None]
    assert own.qualifiers["security"] == shared.qualifiers["security"]
    assert shared.qualifiers["note"] == "investment discretion DFND; other managers 1, 02 (Inkwell LP)"
    assert "note" not in own.qualifiers
    assert [claim.qualifiers.get("positionKind") for claim in (own, put, call)] == [None, "put", "call"]
    assert put.object == put.qualifiers["security"] != own.qualifiers["security"]
    assert isinstance(own.object, Entity)
    assert own.object.type == "Company"
    assert (bond.qualifiers["quantity"], bond.qualifiers["unit"]) == (Decimal(100), "USD principal")
    assert "shares" not in bond.qualifiers


@pytest.mark.parametrize(
    ("entries", "value", "note"),
    [
        (1_000_000, 5000, "The summary page counts 1,000,000 rows; the table has 1."),
        (1, 5001, "The summary page's total is 5,001 USD; the rows come to 5,000 USD."),
    ],
)
def test_totals_that_differ_are_told(forms: SimpleNamespace, entries: int, value: int, note: str) -> None:
    table = forms.table(forms.row("ALPHA INC", ALPHA, "5000"))
    found = reading(forms.submission(("13F-HR", forms.cover(entries, value)), ("INFORMATION TABLE", table)))
    assert found.source.notes == (note,)
    assert amounts(found) == [Decimal(5000)]


def test_a_cover_alone_and_a_notice(forms: SimpleNamespace) -> None:
    found = reading(forms.cover(3, 99), "primary_doc.xml")
    assert found.source.notes == (
        "The filing's table is not in this file.",
        "The summary page counts 3 rows; the table has 0.",
        "The summary page's total is 99 USD; the rows come to 0 USD.",
    )
    assert [claim.predicate for claim in found.claims] == ["identifiedAs"]
    others = "<otherManagersInfo><otherManager><name>Inkwell LP</name></otherManager></otherManagersInfo>"
    notice = reading(forms.cover(kind="13F-NT", more=others, summary=False), "primary_doc.xml")
    assert notice.source.notes == ("The holdings are reported by Inkwell LP.",)


def test_amendments_and_confidential_holdings_are_told(forms: SimpleNamespace) -> None:
    more = "<amendmentInfo><amendmentType>NEW HOLDINGS</amendmentType></amendmentInfo>"
    cover = forms.cover(
        1, 5000, kind="13F-HR/A", more=more, managers="<isConfidentialOmitted>true</isConfidentialOmitted>"
    )
    table = forms.table(forms.row("ALPHA INC", ALPHA, "5000"))
    found = reading(forms.submission(("13F-HR/A", cover), ("INFORMATION TABLE", table), kind="13F-HR/A"))
    assert [note.split()[0:2] for note in found.source.notes] == [
        ["This", "13F-HR/A"],
        ["This", "amendment"],
        ["Some", "holdings"],
    ]


def test_a_value_that_is_no_number_is_reported(forms: SimpleNamespace) -> None:
    found = reading(forms.table(forms.row("ALPHA INC", ALPHA, "many")), about="Quillmark", issued="2024-02-10")
    assert [rejection.reason for rejection in found.rejections] == ["no number: value is 'many'"]
    assert "amount" not in holds(found)[0].qualifiers


def test_a_table_that_the_cover_encloses_is_read(forms: SimpleNamespace) -> None:
    table = forms.table(forms.row("ALPHA INC", ALPHA, "5000"))

    def enclosed(kind: str, data: bytes) -> str:
        text = base64.encodebytes(data).decode()
        return f"<document><conformedDocumentType>{kind}</conformedDocumentType><contents>{text}</contents></document>"

    inside = f"<documents>{enclosed('INFORMATION TABLE', table)}{enclosed('COVER', b'Dear reader')}</documents>"
    found = reading(forms.cover(1, 5000).replace(b"</edgarSubmission>", f"{inside}</edgarSubmission>".encode()))
    assert amounts(found) == [Decimal(5000)]
    assert found.source.notes == ("Other documents of the submission are not read: COVER.",)
    with pytest.raises(ReadError, match="no well-formed XML") as refused:
        reading(
            forms.cover(1, 5).replace(b"</edgarSubmission>", f"{enclosed('T', table[:-9])}</edgarSubmission>".encode())
        )
    assert ", enclosed T" in refused.value.where


def test_a_section_of_xml_without_a_submission_is_read(forms: SimpleNamespace) -> None:
    data = b"<XML>\n" + forms.table(forms.row("ALPHA INC", ALPHA, "5000")) + b"</XML>\n"
    assert amounts(reading(data, "table.txt", about="Quillmark", issued="2024-02-10")) == [Decimal(5000)]
