"""Form N-PORT: each field of a position, contracts, what does not add up, and the fund's identity."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from themegraph.graph.claim import Claim, Entity, QualifierValue, Reading
from themegraph.graph.gate import check
from themegraph.loaders.document import Metadata
from themegraph.loaders.holdings.nport import read
from themegraph.loaders.reading import parse_document
from themegraph.ontology.registry import load_registry

pytestmark = pytest.mark.usefixtures("here")


def reading(data: bytes, name: str = "primary_doc.xml") -> Reading:
    """Read a filing; everything must pass the gate."""
    found = read(parse_document(data, name=name, given=Metadata()), load_registry())
    gated = check(found)
    assert gated.rejected == ()
    assert len(gated.accepted) == len(found.claims)
    return found


def holds(found: Reading) -> list[Claim]:
    return [claim for claim in found.claims if claim.predicate == "holds"]


def given(claim: Claim) -> dict[str, QualifierValue]:
    return {name: value.label if isinstance(value, Entity) else value for name, value in claim.qualifiers.items()}


def test_a_share_has_every_field(forms: SimpleNamespace) -> None:
    codes = '<isin value="US99Z00A1017"/><ticker value="LSRW"/>'
    share = forms.holding(
        "Laserworks Holdings Inc", "1234.56", "1.23456789", title="Laserworks Holdings Inc Class A",
        lei="549300LASERWORKS0083", cusip="99Z00A101", identifiers=codes, balance="1000.5",
    )  # fmt: skip
    found = reading(forms.nport(share))
    (claim,) = holds(found)
    assert claim.subject.label == "Nanoforge Chip Makers ETF"
    assert claim.subject.type == "ExchangeTradedFund"
    assert claim.subject.identifiers == (("lei", "549300NANOFORGE00080"), ("seriesId", "S000099001"))
    assert isinstance(claim.object, Entity)
    assert claim.object.identifiers == (("lei", "549300LASERWORKS0083"),)
    assert claim.object.type == "Company"
    assert given(claim) == {
        "security": "Laserworks Holdings Inc Class A",
        "inReport": "NPORT-P of Nanoforge Chip Makers ETF, 2024-09-30",
        "asOf": date(2024, 9, 30),
        "weightPercent": Decimal("1.23456789"),
        "shares": Decimal("1000.5"),
        "amount": Decimal("1234.56"),
        "currency": "USD",
        "heldText": "Laserworks Holdings Inc",
        "tickerText": "LSRW",
        "assetClass": "equity, common; corporate",
        "issuerCountry": "United States",
        "form": "NPORT-P",
    }
    security = claim.qualifiers["security"]
    assert isinstance(security, Entity)
    assert dict(security.identifiers) == {"cusip": "99Z00A101", "isin": "US99Z00A1017", "symbol": "LSRW"}
    assert (claim.confidence, claim.extractor, claim.status) == (Decimal(1), "holdings/nport@1", "asserted")


def test_a_row_is_its_evidence(forms: SimpleNamespace) -> None:
    found = reading(forms.nport(forms.holding("Alpha Inc"), forms.holding("Beta Inc", payoff="Short")))
    passage = holds(found)[1].passage
    assert found.text[passage.start : passage.end] == passage.text
    assert passage.text.split("\t")[:4] == ["Beta Inc", "N/A", "Common Stock", "N/A"]
    assert passage.selector is not None
    assert passage.selector.syntax == "xpath"
    steps = ("edgarSubmission", "formData", "invstOrSecs", "invstOrSec")
    assert passage.selector.value == "".join(f"/*[local-name()='{step}']" for step in steps) + "[2]"
    header = passage.selector.header.split("\t")
    assert len(header) == len(passage.text.split("\t"))
    assert dict(zip(header, passage.text.split("\t"), strict=True))["payoffProfile"] == "Short"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"units": "NS"}, {"shares": Decimal(10)}),
        ({"units": "PA"}, {"quantity": Decimal(10), "unit": "USD principal"}),
        ({"units": "NC"}, {"quantity": Decimal(10), "unit": "contracts"}),
        ({"units": "OU"}, {"quantity": Decimal(10), "unit": "other units"}),
        (
            {"units": "PA", "currency": '<currencyConditional curCd="TWD" exchangeRt="31.5"/>'},
            {"quantity": Decimal(10), "unit": "TWD principal", "note": "in TWD at 31.5 a dollar"},
        ),
        ({"currency": "<curCd>TWD</curCd>"}, {"shares": Decimal(10), "note": "in TWD"}),
        ({"payoff": "Short"}, {"positionKind": "short"}),
        ({"payoff": "N/A"}, {}),
        ({"balance": "N/A"}, {"shares": None}),
        ({"value": "-1000.00", "weight": "-1.0"}, {"amount": Decimal("-1000.00"), "weightPercent": Decimal("-1.0")}),
        ({"value": None}, {"amount": None, "currency": None}),
        ({"value": "XXXX", "weight": None}, {"amount": None, "weightPercent": None}),
        ({"country": "N/A"}, {"issuerCountry": None}),
        ({"asset": "DBT", "issuer": "MUN"}, {"assetClass": "debt; municipal", "note": None}),
        (
            {"asset": "DBT", "issuer": "MUN", "lei": "549300LASERWORKS0083"},
            {"note": "issuer's LEI 549300LASERWORKS0083"},
        ),
    ],
)
def test_a_field(forms: SimpleNamespace, fields: dict[str, str], expected: dict[str, QualifierValue]) -> None:
    (claim,) = holds(reading(forms.nport(forms.holding("Alpha Inc", **fields))))
    found = given(claim)
    assert {name: found.get(name) for name in expected} == expected
    if "positionKind" not in expected:
        assert "positionKind" not in found


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Common Stock", "Alpha Optics Inc Common Stock"),
        ("ALPHA OPTICS 4.5% 2031", "ALPHA OPTICS 4.5% 2031"),
        ("N/A", "Alpha Optics Inc"),
    ],
)
def test_a_security_is_named_by_its_title(forms: SimpleNamespace, title: str, label: str) -> None:
    (claim,) = holds(reading(forms.nport(forms.holding("Alpha Optics Inc", title=title))))
    assert given(claim)["security"] == label
    assert claim.qualifiers["heldText"] == "Alpha Optics Inc"


def test_other_names_of_issuer_and_asset(forms: SimpleNamespace) -> None:
    odd = forms.holding("Alpha Inc").replace(
        "<assetCat>EC</assetCat>", '<assetConditional desc="Rights" assetCat="OTHER"/>'
    )
    odd = odd.replace("<issuerCat>CORP</issuerCat>", '<issuerConditional desc="Club" issuerCat="OTHER"/>')
    (claim,) = holds(reading(forms.nport(odd)))
    assert claim.qualifiers["assetClass"] == "other; Rights; other issuer; Club"


def test_identifiers_in_words_of_the_filer(forms: SimpleNamespace) -> None:
    codes = '<other otherDesc="INTERNAL" value="77"/><other otherDesc="Sedol code" value="B9ZZ994"/>'
    codes += '<other otherDesc="Bloomberg FIGI" value="BBG00Z9Y8X70"/>'
    (claim,) = holds(reading(forms.nport(forms.holding("Alpha Inc", identifiers=codes))))
    security = claim.qualifiers["security"]
    assert isinstance(security, Entity)
    assert dict(security.identifiers) == {"figi": "BBG00Z9Y8X70", "sedol": "B9ZZ994"}


WITH = "<counterparties><counterpartyName>{}</counterpartyName></counterparties>"
ON = "<descRefInstrmnt><otherRefInst><issuerName>Laserworks</issuerName><issueTitle>{}</issueTitle></otherRefInst></descRefInstrmnt>"
SWAP = (
    f"<swapDeriv derivCat='SWP'>{WITH.format('Swapbank AG')}{ON.format('Laserworks Class A')}<fixedRecDesc curCd='JPY'/>"
    "<terminationDt>2025-06-30</terminationDt><notionalAmt>5000000.00</notionalAmt><curCd>EUR</curCd></swapDeriv>"
)
FUTURE = (
    f"<futrDeriv derivCat='FUT'>{WITH.format('Some Exchange')}<payOffProf>Short</payOffProf><descRefInstrmnt><indexBasketInfo>"
    "<indexName>Chip Index</indexName></indexBasketInfo></descRefInstrmnt><expDate>2024-12-20</expDate>"
    "<notionalAmt>100</notionalAmt><curCd>USD</curCd></futrDeriv>"
)
OPTION = (
    f"<optionSwaptionWarrantDeriv derivCat='OPT'>{WITH.format('N/A')}<putOrCall>Put</putOrCall><writtenOrPur>Written</writtenOrPur>"
    f"{ON.format('Laserworks')}<exercisePrice>95</exercisePrice><expDt>2024-10-18</expDt></optionSwaptionWarrantDeriv>"
)
FORWARD = (
    f"<fwdDeriv derivCat='FWD'>{WITH.format('Swapbank AG')}<amtCurSold>1</amtCurSold><curSold>SEK</curSold>"
    "<settlementDt>2024-11-01</settlementDt></fwdDeriv>"
)
CONTRACTS = {
    "swap": (
        SWAP,
        "",
        "with Swapbank AG (LEI 549300SWAPBANK000084); on Laserworks Class A; notional 5000000.00 EUR; until 2025-06-30",
    ),
    "future": (
        FUTURE,
        "short",
        "with Some Exchange; on Chip Index; notional 100 USD; until 2024-12-20",
    ),
    "option": (
        OPTION,
        "written put",
        "with Swapbank AG (LEI 549300SWAPBANK000084); on Laserworks; strike 95; until 2024-10-18",
    ),
    "forward": (FORWARD, "", "with Swapbank AG (LEI 549300SWAPBANK000084); until 2024-11-01"),
}


@pytest.mark.parametrize("kind", CONTRACTS)
def test_a_contract_is_no_share_of_whom_it_is_with(forms: SimpleNamespace, kind: str) -> None:
    inside, side, note = CONTRACTS[kind]
    contract = forms.holding(
        "Swapbank AG", "-50.00", "-0.05", title=f"Contract {kind}", lei="549300SWAPBANK000084", cusip="000000000",
        balance="1", units="NC", payoff="N/A", asset="DE", issuer="OTHER", contract=inside,
    )  # fmt: skip
    (claim,) = holds(reading(forms.nport(contract)))
    assert isinstance(claim.object, Entity)
    assert (claim.object.type, claim.object.label) == (
        "Security",
        f"Contract {kind}" if "put" not in side else claim.object.label,
    )
    assert claim.object == claim.qualifiers["security"]
    assert claim.qualifiers["heldText"] == f"Contract {kind}"
    assert claim.qualifiers["note"] == note
    assert claim.qualifiers.get("positionKind", "") == side
    assert claim.qualifiers["amount"] == Decimal("-50.00")
    assert claim.qualifiers["weightPercent"] == Decimal("-0.05")
    assert (claim.qualifiers["quantity"], claim.qualifiers["unit"]) == (Decimal(1), "contracts")
    assert claim.qualifiers["assetClass"] == "derivative, equity; other issuer"


@pytest.mark.parametrize(
    ("asset", "issuer", "kind"),
    [
        ("EC", "CORP", "Company"),
        ("DBT", "CORP", "Company"),
        ("LON", "CORP", "Company"),
        ("DBT", "UST", "Security"),
        ("DBT", "NUSS", "Security"),
        ("DBT", "MUN", "Security"),
        ("STIV", "RF", "Security"),
        ("RA", "CORP", "Security"),
        ("ABS-MBS", "CORP", "Security"),
        ("DFE", "OTHER", "Security"),
    ],
)
def test_a_company_is_held_through_its_shares_and_bonds_only(
    forms: SimpleNamespace, asset: str, issuer: str, kind: str
) -> None:
    (claim,) = holds(reading(forms.nport(forms.holding("Zymurgon Optics Corp", asset=asset, issuer=issuer))))
    assert isinstance(claim.object, Entity)
    assert claim.object.type == kind


def test_rows_of_one_security_are_numbered_in_the_order_of_the_form(forms: SimpleNamespace) -> None:
    same = {"cusip": "99Z00A101"}
    swap = forms.holding("Swapbank AG", title="Swap one", asset="DE", contract=SWAP)
    rows = [
        forms.holding("Alpha Inc", "1.00", **same),
        swap,
        forms.holding("Alpha Inc", "2.00", **same),
        forms.holding("Beta Inc"),
    ]
    claims = holds(reading(forms.nport(*rows)))
    assert [(claim.qualifiers["amount"], claim.qualifiers.get("lot")) for claim in claims] == [
        (Decimal("1.00"), 1), (Decimal("1000.00"), None), (Decimal("2.00"), 2), (Decimal("1000.00"), None),
    ]  # fmt: skip
    selectors = [claim.passage.selector.value[-3:] for claim in claims if claim.passage.selector]
    assert selectors == ["[1]", "[2]", "[3]", "[4]"]


def test_the_fund_and_its_registrant_are_identified(forms: SimpleNamespace) -> None:
    found = reading(forms.nport(forms.holding("Alpha Inc")))
    said = {
        (claim.subject.label, claim.qualifiers["identifierScheme"], claim.object.label, claim.passage.text)
        for claim in found.claims
        if claim.predicate == "identifiedAs"
    }
    assert said == {
        ("Nanoforge Chip Makers ETF", "seriesId", "S000099001", "formData.genInfo.seriesId\tS000099001"),
        (
            "Nanoforge Chip Makers ETF",
            "lei",
            "549300NANOFORGE00080",
            "formData.genInfo.seriesLei\t549300NANOFORGE00080",
        ),
        ("Nanoforge Trust", "cik", "0009990001", "formData.genInfo.regCik\t0009990001"),
    }


def test_a_registrant_without_series_is_the_fund(forms: SimpleNamespace) -> None:
    found = reading(forms.nport(forms.holding("Alpha Inc"), series="N/A", series_id=None))
    assert holds(found)[0].subject.label == "Nanoforge Trust"
    assert [c.object.label for c in found.claims if c.predicate == "identifiedAs"] == [
        "549300NANOFORGE00080",
        "0009990001",
    ]


@pytest.mark.parametrize(
    ("series", "label"),
    [
        ("Growth & Income Portfolio", "Nanoforge Trust Growth & Income Portfolio"),
        ("Small-Cap Value Fund 2030", "Nanoforge Trust Small-Cap Value Fund 2030"),
        ("Nanoforge Growth Fund", "Nanoforge Growth Fund"),
    ],
)
def test_a_name_that_any_family_uses_is_taken_with_the_registrant(
    forms: SimpleNamespace, series: str, label: str
) -> None:
    assert holds(reading(forms.nport(forms.holding("Alpha Inc"), series=series)))[0].subject.label == label


def test_a_wrong_code_is_named_and_left_out(forms: SimpleNamespace) -> None:
    found = reading(forms.nport(forms.holding("Alpha Inc"), lei="549300NANOFORGE00081", series_id="99001"))
    assert holds(found)[0].subject.identifiers == ()
    assert any("549300NANOFORGE00081" in note and "left out" in note for note in found.source.notes)


def notes(found: Reading) -> str:
    return "\n".join(found.source.notes)


def test_what_adds_up_needs_no_note(forms: SimpleNamespace) -> None:
    found = reading(
        forms.nport(forms.holding("Alpha Inc", "60000", "60"), forms.holding("Beta Inc", "39500.00", "39.5"))
    )
    assert found.source.notes == ()


def test_a_fund_that_owes_money_holds_more_than_its_net_assets(forms: SimpleNamespace) -> None:
    found = reading(forms.nport(forms.holding("Alpha Inc", "150000", "150"), total="160000"))
    assert found.source.notes == ()


@pytest.mark.parametrize(
    ("value", "weight", "note"),
    [
        (
            "50000",
            "50",
            "The positions (50,000.00 USD) and cash (0.00 USD) do not come to the fund's assets: 100,000.00 USD net",
        ),
        ("100000", "10", "The weights of 1 of 1 position are not their value's share of net assets"),
        ("-100000", "-100", "The value of 1 position is below zero"),
        ("lots", "100", "The value of 1 position cannot be read."),
    ],
)
def test_what_does_not_add_up_is_loaded_and_said(forms: SimpleNamespace, value: str, weight: str, note: str) -> None:
    found = reading(forms.nport(forms.holding("Alpha Inc", value, weight)))
    assert note in notes(found)
    assert len(holds(found)) == 1
    assert holds(found)[0].qualifiers["weightPercent"] == Decimal(weight)


def test_a_field_that_is_no_number_is_reported_with_its_row(forms: SimpleNamespace) -> None:
    found = reading(forms.nport(forms.holding("Alpha Inc", "lots")))
    (rejection,) = found.rejections
    assert rejection.reason == "no number: valUSD is 'lots'"
    assert rejection.text == holds(found)[0].passage.text


def test_a_report_without_positions_loads(forms: SimpleNamespace) -> None:
    found = reading(forms.nport())
    assert holds(found) == []
    assert "The report lists no position." in found.source.notes


@pytest.mark.parametrize("prefix", ["", "n1"])
def test_prefixes_make_no_difference(forms: SimpleNamespace, prefix: str) -> None:
    found = reading(forms.nport(forms.holding("Alpha Inc"), prefix=prefix))
    assert [claim.id for claim in found.claims] == [
        claim.id for claim in reading(forms.nport(forms.holding("Alpha Inc"))).claims
    ]


def test_a_submission_tells_its_day_and_number(forms: SimpleNamespace) -> None:
    data = forms.submission(
        ("NPORT-P", forms.nport(forms.holding("Alpha Inc"))), ("NPORT-EX", b"Footnotes."), kind="NPORT-P"
    )
    found = reading(data, "0009990002-25-000001.txt")
    filing = {name: holds(found)[0].qualifiers[name] for name in ("form", "filedOn", "accession")}
    assert filing == {"form": "NPORT-P", "filedOn": date(2025, 2, 11), "accession": "0009990002-25-000001"}
    assert found.source.issued == "2025-02-11"
    assert found.source.id == "https://www.sec.gov/Archives/edgar/data/9990002/0009990002-25-000001.txt"
    assert "Other documents of the submission are not read: NPORT-EX." in found.source.notes


def test_an_amendment_and_a_test_are_told(forms: SimpleNamespace) -> None:
    data = forms.nport(forms.holding("Alpha Inc"), kind="NPORT-P/A").replace(
        b"<filerInfo>", b"<filerInfo><liveTestFlag>TEST</liveTestFlag>"
    )
    found = reading(data)
    assert found.source.notes[0] == "This is a test filing: its figures are made up."
    assert "This NPORT-P/A amends an earlier filing" in found.source.notes[1]


def test_a_report_without_a_day_says_so(forms: SimpleNamespace) -> None:
    found = reading(forms.nport(forms.holding("Alpha Inc"), day="soon"))
    assert "asOf" not in holds(found)[0].qualifiers
    assert "The report gives no day on which these positions were held." in found.source.notes


def test_codes_of_access_stay_out_of_the_text(forms: SimpleNamespace) -> None:
    assert "XXXXXXXX" not in reading(forms.nport(forms.holding("Alpha Inc"))).text


def test_the_same_bytes_give_the_same_reading(forms: SimpleNamespace) -> None:
    data = forms.nport(*(forms.holding(f"Alpha {n} Inc") for n in range(20)))
    assert reading(data) == reading(data)
