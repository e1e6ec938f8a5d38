"""Rows that are no positions, figures that are none, columns by their names, and what the notes say."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from themegraph.graph.claim import Entity, Reading
from themegraph.loaders.document import Metadata
from themegraph.loaders.holdings.files import portfolios_of, read
from themegraph.loaders.holdings.portfolio import Portfolio
from themegraph.loaders.reading import parse_document
from themegraph.loaders.tables.interpret import interpret
from themegraph.ontology.registry import load_registry

SECTIONS = """Constructed Sections Fund
Holdings as of 03/04/2025

Name,Ticker,ISIN,Weight (%),Market Value (EUR)
Equity,,,60.0,600
TOTAL SE,TTE FP,FR0000120271,30.0,300
TotalEnergies SE,,FR0000120271,30.0,300
Total Equity,,,60.0,600
Name,Ticker,ISIN,Weight (%),Market Value (EUR)
Fixed Income
Quantrel 4.5% 2031,,XS0000000009,39.5,395
Cash and other,,,0.5,5
Total,,,100.0,1000
The list above, which is not advice, is, in part, as of 2024, incomplete, and may change, at any time
Source: constructed. All rights reserved, 2025, by the makers, of this, file
"""


def one(text: str, name: str = "list.csv") -> Portfolio:
    """Return the only list of a file."""
    (portfolio,) = portfolios_of(parse_document(text.encode(), name=name))
    return portfolio


def reading(text: str, name: str = "list.csv") -> Reading:
    """Return what a file says."""
    found = read(parse_document(text.encode(), name=name), load_registry())
    assert found is not None
    return found


def test_headings_totals_and_sentences_are_no_positions() -> None:
    portfolio = one(SECTIONS)
    assert [each.name for each in portfolio.positions] == [
        "TOTAL SE",
        "TotalEnergies SE",
        "Quantrel 4.5% 2031",
        "Cash and other",
    ]
    assert portfolio.stated_weight == Decimal("100.0")
    assert [rejection.reason for rejection in portfolio.rejections] == [
        "row 5: a heading of a group of rows, not a position",
        "row 8: adds up other rows, not a position",
        "row 13: adds up other rows, not a position",
    ]


def test_a_summary_above_the_whole_list_is_left_out_and_told() -> None:
    head = "Name,Weight\nAlpha Corp,40.0%\nBeta Corp,30.0%\n"
    portfolio = one(f"Constructed Top Fund\nTop 10\n{head}All\n{head}Gamma Corp,30.0%\n")
    assert [each.row.number for each in portfolio.positions] == [8, 9, 10]
    assert {rejection.reason.partition(": ")[2] for rejection in portfolio.rejections} == {
        "a summary of rows that the table lists again"
    }


def test_a_figure_that_cannot_be_read_is_told_and_its_row_loaded() -> None:
    portfolio = one("Name,Symbol,Weight (%)\nAlpha Corp,ALPH,60\nBeta Corp,BETA,#REF!\nGamma Corp,GAMM,39.9\n")
    assert [(each.name, each.weight) for each in portfolio.positions] == [
        ("Alpha Corp", Decimal(60)),
        ("Beta Corp", None),
        ("Gamma Corp", Decimal("39.9")),
    ]
    (rejection,) = portfolio.rejections
    assert rejection.reason == (
        "row 3: the column 'Weight (%)' holds '#REF!', not a number; the row is loaded without it"
    )


def test_a_weight_that_no_position_can_have_is_told_and_its_row_loaded() -> None:
    portfolio = one("Name,Symbol,Weight (%)\nAlpha Corp,ALPH,60\nBeta Corp,BETA,1e99\nGamma Corp,GAMM,39.9\n")
    assert [each.weight for each in portfolio.positions] == [Decimal(60), None, Decimal("39.9")]
    (rejection,) = portfolio.rejections
    assert rejection.reason == (
        "row 3: the column 'Weight (%)' holds '1e99', no possible weight; the row is loaded without it"
    )


@pytest.mark.parametrize("blank", ["NaN", "-", "n/a"])
def test_a_row_of_a_narrow_table_is_a_position_without_a_weight(blank: str) -> None:
    found = reading(f"Name,Ticker,Weight\nAlpha Corp,ALPH,60\nBeta Corp,BETA,{blank}\nGamma Corp,GAMM,39.9\n")
    assert len([claim for claim in found.claims if claim.predicate == "holds"]) == 3
    assert any("1 of 3 positions have no weight" in note for note in found.source.notes)


def test_weights_that_do_not_add_up_are_loaded_and_flagged() -> None:
    found = reading("Duo ETF\nName,Symbol,Weight (%)\nAlpha Corp,ALPH,60\nBeta Corp,BETA,33\nTotal,,100\n")
    assert (
        "Duo ETF: weights add up to 93, the file states 100: rows are missing or a weight is wrong"
        in found.source.notes
    )
    assert len([claim for claim in found.claims if claim.predicate == "holds"]) == 2


def test_weights_near_their_sum_raise_no_doubt() -> None:
    found = reading("Duo ETF\nName,Symbol,Weight (%)\nAlpha Corp,ALPH,60\nBeta Corp,BETA,39.6\n")
    assert not [note for note in found.source.notes if "add up" in note]


@pytest.mark.parametrize(
    ("cells", "weights"),
    [
        (("0.60", "0.40"), ("60.00", "40.00")),
        (("60%", "0.40%"), ("60", "0.40")),
        (("0.60%", "0.40%"), ("0.60", "0.40")),
        (("60.5", "39.5"), ("60.5", "39.5")),
        (("1.60", "-0.60"), ("160.00", "-60.00")),
        (("0.99", "1%"), ("0.99", "1")),
        (("0.998", "0.1", "-0.1", "0.00%"), ("99.800", "10.0", "-10.0", "0.00")),
        (("101.3", "-0.2"), ("101.3", "-0.2")),
        (("60,5", "39,5"), ("60.5", "39.5")),
    ],
)
def test_scale_of_weights(cells: tuple[str, ...], weights: tuple[str, ...]) -> None:
    rows = "".join(f"Alpha {number};ALP{number};{cell}\n" for number, cell in enumerate(cells))
    portfolio = one(f"Name;Symbol;Weight\n{rows}")
    assert [str(each.weight) for each in portfolio.positions] == list(weights)


def test_fractions_under_a_percent_sign_are_told() -> None:
    portfolio = one("Name,Symbol,Weight (%)\nAlpha,ALPH,0.6\nBeta,BETA,0.4\n")
    assert (
        "weights add up to 1 and were read as fractions of one, although the column is named 'Weight (%)'"
        in portfolio.notes
    )


def test_a_doubtful_day_names_both_readings() -> None:
    portfolio = one("as of 06/05/2024\nName,Symbol,Weight\nAlpha,ALPH,100\n")
    assert str(portfolio.as_of) == "2024-06-05"
    assert "the day may be 2024-06-05 or 2024-05-06: nothing tells which number is the month" in portfolio.notes


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Duo ETF\nas of 06/12/2026", "2026-06-12"),  # 6 December is a Sunday
        ("Duo ETF\nas of 12/06/2026", "2026-06-12"),
        ("Duo UCITS ETF\nas of 06/05/2024", "2024-05-06"),
        ("Duo ETF\nISIN: IE00B4X9L533\nas of 06/05/2024", "2024-05-06"),
        ("Duo ETF\nas at 06/05/2024", "2024-05-06"),
        ("Duo ETF\nas of 06/05/2024", "2024-06-05"),
    ],
)
def test_what_tells_the_month(head: str, day: str) -> None:
    assert str(one(f"{head}\nName,Symbol,Weight\nAlpha,ALPH,100\n").as_of) == day


def test_a_fund_and_a_day_that_stand_in_the_first_row_only_are_those_of_the_rows_below() -> None:
    portfolio = one("Date,Fund,Security,Weight\n2025-01-02,Uno ETF,ALPHA CORP,60%\n,,BETA CORP,40%\n")
    assert (portfolio.holder, str(portfolio.as_of), len(portfolio.positions)) == ("Uno ETF", "2025-01-02", 2)


def test_of_two_columns_of_weights_the_one_that_adds_up_is_taken() -> None:
    portfolio = one("Name,Symbol,Weight,Portfolio Weight %\nAlpha,ALPH,7,60\nBeta,BETA,5,40\n")
    assert [str(each.weight) for each in portfolio.positions] == ["60", "40"]
    assert "'Weight'" in portfolio.guess.partition("left: ")[2]


def test_columns_of_benchmarks_and_of_all_shares_in_issue_are_left() -> None:
    portfolio = one("Name,Symbol,Benchmark Weight,Fund Wt. %,Shares Outstanding\nAlpha,ALPH,7,100,5000\n")
    assert [(str(each.weight), each.shares) for each in portfolio.positions] == [("100", None)]


def test_ranks_before_names_go_and_numbers_in_names_stay() -> None:
    ranked = one("Name,Weight\n1. Alpha,60%\n2. Beta,40%\n")
    named = one("Name,Weight\n1. FC Alpha,60%\n3M Beta,40%\n")
    assert [each.name for each in ranked.positions] == ["Alpha", "Beta"]
    assert [each.name for each in named.positions] == ["1. FC Alpha", "3M Beta"]


def test_a_second_whole_list_below_the_first_is_left_out_and_told() -> None:
    head = "Name,Weight\n"
    portfolio = one(f"Duo Fund\n{head}Uno ETF,60%\nTrio ETF,40%\n{head}Alpha,70%\nBeta,30%\n")
    assert [each.name for each in portfolio.positions] == ["Uno ETF", "Trio ETF"]
    assert len(portfolio.rejections) == 2


def test_two_halves_of_one_list_are_both_kept() -> None:
    head = "Name,Weight\n"
    portfolio = one(f"Duo Fund\n{head}Alpha,60%\n{head}Beta,40%\n")
    assert [each.name for each in portfolio.positions] == ["Alpha", "Beta"]


def test_the_name_of_the_file_decides_a_doubtful_day() -> None:
    portfolio = one("as of 06/04/2024\nName,Symbol,Weight\nAlpha,ALPH,100\n", "XABC_20240406.csv")
    assert str(portfolio.as_of) == "2024-04-06"
    assert not [note for note in portfolio.notes if "the day" in note]


def test_what_is_missing_comes_from_the_name_of_the_file_with_notes() -> None:
    portfolio = one("Name,Symbol,Weight\nAlpha,ALPH,100\n", "NVDX_holdings_2026-01-02.csv")
    assert (portfolio.holder, portfolio.ticker, str(portfolio.as_of)) == ("NVDX", "NVDX", "2026-01-02")
    assert portfolio.notes == (
        "the file does not name the fund: 'NVDX' is from the name of the file",
        "the file gives no day: 2026-01-02 is from the name of the file",
    )
    assert portfolio.stated == ()


def test_columns_of_an_unknown_layout_are_told() -> None:
    found = reading("Stock,Stock Symbol,Wgt,Beta\nAlpha,ALPH,100,1.1\n")
    assert found.source.notes[0] == (
        "no known layout: columns taken by their names: 'Stock' as name, 'Stock Symbol' as ticker, 'Wgt' as weight; "
        "left: 'Beta'"
    )
    assert {claim.extractor for claim in found.claims} == {"holdings/columns@1"}
    assert {claim.confidence for claim in found.claims} == {Decimal("0.9")}


def test_several_funds_and_days_in_one_file_are_several_lists() -> None:
    rows = "2025-01-02,Uno ETF,ALPHA CORP,10,50.0%\n2025-01-02,Uno ETF,BETA CORP,5,50.0%\n"
    more = "2025-02-03,Uno ETF,ALPHA CORP,10,100.0%\n2025-01-02,Duo ETF,ALPHA CORP,1,100.0%\n"
    found = portfolios_of(parse_document(f"Date,Fund,Security,Shares,Weight\n{rows}{more}".encode(), name="a.csv"))
    assert [(each.holder, str(each.as_of), len(each.positions)) for each in found] == [
        ("Uno ETF", "2025-01-02", 2),
        ("Uno ETF", "2025-02-03", 1),
        ("Duo ETF", "2025-01-02", 1),
    ]


def test_rows_of_one_security_are_numbered() -> None:
    found = reading("Name,CUSIP,Shares,Weight\nALPHA CORP,037833100,10,150%\nALPHA CORP,037833100,-5,-50%\n")
    held = [claim for claim in found.claims if claim.predicate == "holds"]
    assert [claim.qualifiers["lot"] for claim in held] == [1, 2]
    assert [claim.qualifiers.get("positionKind") for claim in held] == [None, "short"]
    assert len({claim.id for claim in found.claims}) == len(found.claims)


def test_a_list_in_json() -> None:
    rows = [
        {"ticker": "ALPH", "name": "Alpha Corp", "weight": 60.5},
        {"ticker": "BETA", "name": "Beta", "weight": 39.5},
    ]
    portfolio = one(json.dumps({"fund": "Jay Example ETF", "asOf": "2026-03-04", "holdings": rows}), "jay.json")
    assert (portfolio.holder, str(portfolio.as_of)) == ("Jay Example ETF", "2026-03-04")
    assert [(each.name, each.ticker, str(each.weight)) for each in portfolio.positions] == [
        ("Alpha Corp", "ALPH", "60.5"),
        ("Beta", "BETA", "39.5"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        (
            "FUND,Date,Direction,Ticker,CUSIP,Company,Shares,% of ETF\nXRKK,06/12/2026,Buy,ALPH,037833100,ALPHA INC,100,0.05\n"
            "XRKK,06/12/2026,Sell,BETA,,BETA INC,50,0.02\nAll of this was made up.\n"
        ),
        "Opération;Code ISIN;Libellé;Qté;Cours\nAchat Comptant;FR0000121014;ALPHA;3;740,00\nVente;FR0000121014;ALPHA;-1;7,00\n",
        "Symbol,Name,Market Cap,Shares Outstanding,Sector\nALPH,Alpha,100,2000,IT\nBETA,Beta,101,3000,IT\n",
    ],
)
def test_trades_and_screens_are_no_lists_of_holdings(text: str) -> None:
    assert portfolios_of(parse_document(text.encode(), name="a.csv")) == ()


def test_a_file_that_names_an_issuer_is_never_in_the_layout_of_another() -> None:
    head = "Holding name,Ticker,ISIN,Shares,Market value,% of fund\n"
    portfolio = one(f"Vanguard Duo UCITS ETF\nHoldings as of,05/06/2026\n\n{head}Alpha,ALPH,US0378331005,1,1,100\n")
    assert (portfolio.layout, str(portfolio.as_of)) == ("vanguard-eu", "2026-06-05")


@pytest.mark.parametrize(
    ("heading", "amount"),
    [
        ("Market Value ($000s)", "26000"),
        ("Market Value (USD millions)", "26000000"),
        ("Market Value ($M)", "26000000"),
        ("Marktwert in EUR Mio", "26000000"),
        ("Market Value (US$)", "26"),
    ],
)
def test_amounts_in_thousands_and_millions(heading: str, amount: str) -> None:
    portfolio = one(f"Name,Symbol,{heading},Weight\nAlpha,ALPH,26,100%\n")
    assert [str(each.amount) for each in portfolio.positions] == [amount]


def test_a_table_of_something_else_is_no_list_and_its_columns_are_named() -> None:
    document = parse_document(b"city,population,mayor\nAda,2000000,Ann\nBo,3000000,Bob\n", name="cities.csv")
    assert read(document, load_registry()) is None
    found = interpret(document)
    assert found.claims == ()
    assert found.source.notes == (
        (
            "no facts were taken: no table here is of a known kind. Columns seen: city, population, mayor. "
            "`themegraph map --suggest FILE` writes a first mapping for it"
        ),
    )


def test_what_the_fund_says_of_itself_is_a_claim_of_its_row() -> None:
    text = (
        "Fund name,Trio ETF\nTicker,XTRI\nUnderlying index,Zyra Index\nIssuer,Quantrel Funds\nBenchmark,Other Index\n"
    )
    found = reading(f"{text}as of 2026-01-02\nName,Symbol,Weight\nAlpha,ALPH,100\n")
    said = {
        claim.predicate: (getattr(claim.object, "label", ""), claim.passage.text)
        for claim in found.claims
        if claim.predicate in {"tracks", "providedBy", "hasTicker"}
    }
    assert said == {
        "tracks": ("Zyra Index", "Underlying index\tZyra Index"),
        "providedBy": ("Quantrel Funds", "Issuer\tQuantrel Funds"),
        "hasTicker": ("XTRI", "Ticker\tXTRI"),
    }
    fund = found.claims[0].subject
    assert (fund.label, fund.type, dict(fund.identifiers)["symbol"]) == ("Trio ETF", "ExchangeTradedFund", "XTRI")


def test_a_column_of_funds_that_are_held_is_the_name() -> None:
    portfolio = one("ETF,Ticker,Weight\nUno ETF,UNO,40\nDuo ETF,DUO,35\nTrio ETF,TRI,25\n", "mix.csv")
    assert [(each.name, each.ticker) for each in portfolio.positions] == [
        ("Uno ETF", "UNO"),
        ("Duo ETF", "DUO"),
        ("Trio ETF", "TRI"),
    ]


@pytest.mark.parametrize("figure", ["1e99999999", "9" * 5000, "1" + ",000" * 3000, "((((((1))))))"])
def test_a_monstrous_figure_is_told_and_left_out(figure: str) -> None:
    portfolio = one(f'Name,Symbol,Weight\nAlpha,ALPH,50\nBeta,BETA,"{figure}"\nGamma,GAMM,50\n')
    assert [each.weight for each in portfolio.positions] == [Decimal(50), None, Decimal(50)]
    assert len(portfolio.rejections) == 1


def test_a_ticker_may_be_na() -> None:
    portfolio = one("Name,Symbol,Weight\nAlpha,NA,60\nBeta,N/A,40\n")
    assert [each.ticker for each in portfolio.positions] == ["NA", ""]


def test_the_same_bytes_give_the_same_reading() -> None:
    assert reading(SECTIONS) == reading(SECTIONS)


def test_a_table_of_sectors_below_is_no_list_of_holdings() -> None:
    head = "Duo ETF\nName,Symbol,Weight\nAlpha,ALPH,60\nBeta,BETA,40\n\n"
    portfolio = one(f"{head}Sector,Weight\nInformation Technology,80\nEnergy,20\n")
    assert [each.name for each in portfolio.positions] == ["Alpha", "Beta"]


def test_a_small_table_beside_one_in_percent_is_in_percent() -> None:
    text = "Duo ETF\nName,Symbol,Weight\nAlpha,ALPH,60\nBeta,BETA,39\n\nName,Weight,Face amount\nA bill,1.0,500\n"
    portfolio = one(text)
    assert [str(each.weight) for each in portfolio.positions] == ["60", "39", "1.0"]
    assert [each.header for each in portfolio.positions] == ["", "", "Name\tWeight\tFace amount"]


def test_days_of_other_things_are_not_the_day_of_the_list() -> None:
    head = 'Fund Holdings as of,-\nInception Date,"Jul 10, 2001"\nThis file was downloaded on 21 June 2026\n'
    portfolio = one(f"{head}Name,Symbol,Weight\nAlpha,ALPH,100\n")
    assert portfolio.as_of is None
    assert "the file gives no day: its positions have none" in portfolio.notes


def test_identifiers_that_are_tickers_and_codes_of_another_scheme() -> None:
    portfolio = one(
        "Name,Identifier,CUSIP,Weight\nAlpha,ALPH,037833100,60\nBeta,BRK/B,XS0000000009,39\nUS Dollar,$USD,,1\n"
    )
    assert [(each.ticker, each.cusip, each.isin) for each in portfolio.positions] == [
        ("ALPH", "037833100", ""),
        ("BRK/B", "", "XS0000000009"),
        ("", "", ""),
    ]


def test_labels_above_their_values() -> None:
    text = "ETF Code,ETF Name,Fund Cash Component,Fund Date\n1475,Constructed Share ETF,1234567,20260130\n"
    portfolio = one(f"{text}Code,Name,Shares Amount\n7203,ALPHA MOTOR,20\n6758,BETA GROUP,10\n")
    assert (portfolio.holder, str(portfolio.as_of)) == ("Constructed Share ETF", "2026-01-30")
    assert [(each.ticker, str(each.shares)) for each in portfolio.positions] == [("7203", "20"), ("6758", "10")]


def test_a_name_without_a_word_for_funds_is_taken_with_a_note() -> None:
    portfolio = one("Constructed Big Growth 100\nAs of 6/19/2026\nName,Symbol,Weight\nAlpha,ALPH,100\n")
    assert (portfolio.holder, str(portfolio.as_of)) == ("Constructed Big Growth 100", "2026-06-19")
    assert portfolio.notes[0] == "the fund's name was taken from a line above the table: 'Constructed Big Growth 100'"


def test_the_title_of_the_metadata_names_the_fund_and_its_date_the_day() -> None:
    given = Metadata(title="Constructed Given ETF", issued="2026-03-31")
    document = parse_document(b"Name,Symbol,Weight\nAlpha,ALPH,100\n", name="a.csv", given=given)
    (portfolio,) = portfolios_of(document)
    assert (portfolio.holder, str(portfolio.as_of)) == ("Constructed Given ETF", "2026-03-31")
    assert portfolio.notes == (
        "the file does not name the fund: 'Constructed Given ETF' is from the document's title",
        "the file gives no day: 2026-03-31 is from the document's metadata",
    )


SEVERAL_FUNDS = """PORTFOLIO HOLDINGS INFORMATION,,,,
AS OF 9/18/2026,,,,
,,,,
Fund Ticker, Fund Name, Security Ticker, Security Sedol, Security Description, Coupon, Maturity Date, Shares/Contracts, Exposure Value, Market Value
"XARI","Constructed Example Aristocrats ETF","NVDA","2379504","NVIDIA CORP",,,1079,,195347.4,
"XARI","Constructed Example Aristocrats ETF","","","NET OTHER ASSETS (LIABILITIES)",,,2786,,2786.4,
"XHDG","Constructed Example Hedged Bond ETF","","BYM4WR8","QUANTREL BANK",4.375,2047-01-22,7779000,,6152311.3,
"XHDG","Constructed Example Hedged Bond ETF","","","US 10YR NOTE (CBT) BOND 21/DEC/2026 TYZ6 COMDTY",,,-1557,-164774390.6,,
"XTRA","Constructed Example Transformation ETF","ZYR","","ZYRA AG",,,1714,,175276.6,"1,25"
"""


def test_a_list_of_several_funds_without_weights() -> None:
    portfolios = portfolios_of(parse_document(SEVERAL_FUNDS.encode(), name="all.csv"))
    assert [(each.ticker, str(each.as_of)) for each in portfolios] == [
        ("XARI", "2026-09-18"),
        ("XHDG", "2026-09-18"),
        ("XTRA", "2026-09-18"),
    ]
    assert [(p.name, p.shares, p.quantity, p.unit, p.side) for each in portfolios for p in each.positions] == [
        ("NVIDIA CORP", Decimal(1079), None, "", ""),
        ("NET OTHER ASSETS (LIABILITIES)", None, Decimal(2786), "", ""),
        ("QUANTREL BANK", None, Decimal(7779000), "", ""),
        ("US 10YR NOTE (CBT) BOND 21/DEC/2026 TYZ6 COMDTY", None, Decimal(-1557), "contracts", ""),
        ("ZYRA AG", Decimal(1714), None, "", ""),
    ]
    assert "Constructed Example Aristocrats ETF: all 2 positions have no weight" in portfolios[0].notes


def test_options_and_futures_are_contracts_whose_company_is_not_held() -> None:
    rows = (
        ("NVDA 10/16/2026 150 P", "2NVDA 261016P00150000", "-2"),
        ("Cadence Design Systems Inc - CALL Option", "CDNS US 09/18/26 C335 EQUITY", "-1"),
        ("S&P 500 E-Mini Dec26", "ESZ6", "3"),
        ("MSCI EAFE DEC26", "MFSZ6 Index", "4"),
        ("Apple Inc", "AAPL US EQUITY", "50"),
    )
    text = "Ticker,Security Name,Quantity,Weight %\n" + "".join(f"{t},{n},{q},20\n" for n, t, q in rows)
    assert [(p.unit, p.side) for p in one(text).positions] == [("contracts", "")] * 4 + [("", "")]
    held = [claim.object for claim in reading(text).claims if claim.predicate == "holds"]
    assert [end.type for end in held if isinstance(end, Entity)] == ["Security"] * 4 + ["Company"]


def test_a_total_is_told_by_its_sum_whatever_it_adds_up() -> None:
    head = "Name,Weight (%)\nAlpha Corp,40\nBeta Corp,30\n"
    assert [p.name for p in one(f"{head}Total of Listed Lenders,70\nGamma Corp,30\n").positions] == [
        "Alpha Corp",
        "Beta Corp",
        "Gamma Corp",
    ]
    assert len(one(f"{head}Total of Listed Lenders,20\nGamma Corp,10\n").positions) == 4


def test_a_column_of_entities_names_the_fund_only_where_it_holds_funds() -> None:
    text = "Entity Name,Security Name,Weight\n{0},Alpha 4% 2030,60%\n{0},Alpha 5% 2031,40%\n"
    assert one(text.format("Constructed Loans ETF")).holder == "Constructed Loans ETF"
    assert one(text.format("Alpha Corp"), "XLNS_holdings.csv").holder == "XLNS"


def test_one_row_of_json_with_codes_inside_is_one_position() -> None:
    codes = [{"scheme": "isin", "value": "US67066G1040"}, {"scheme": "sedol", "value": "2379504"}]
    rows = [{"name": name, "weight": 50, "codes": codes} for name in ("NVIDIA Corp", "Apple Inc")]
    assert [p.name for p in one(json.dumps({"holdings": rows}), "list.json").positions] == ["NVIDIA Corp", "Apple Inc"]


def test_days_of_what_is_held_part_no_list() -> None:
    rows = "".join(f"Alpha {n}% 2035,{n}0%,0{n}/15/2024\n" for n in (4, 1, 3, 2))
    portfolio = one(f"Constructed Bond ETF\nHoldings as of 09/17/2026\nName,Weight,Effective Date\n{rows}")
    assert (str(portfolio.as_of), len(portfolio.positions)) == ("2026-09-17", 4)


def test_days_of_lists_part_them_although_they_list_the_top_only() -> None:
    rows = "".join(
        f"{day},XTOP,{name},{weight}%\n"
        for day in ("2026-06-29", "2026-06-30")
        for name, weight in (("Alpha", 9), ("Beta", 8))
    )
    portfolios = portfolios_of(parse_document(f"Date,Fund Ticker,Name,Weight\n{rows}".encode(), name="top.csv"))
    assert [(str(each.as_of), len(each.positions)) for each in portfolios] == [("2026-06-29", 2), ("2026-06-30", 2)]


NESTED = {
    "data": {
        "funds": [{"profile": {"fundFullName": "Constructed Income ETF Portfolio", "fundCurrency": "CAD"}}],
        "lists": [
            {
                "holdings": {
                    "items": [
                        {
                            "issuerName": "NVIDIA Corp",
                            "securityLongDescription": "NVIDIA Corp Common",
                            "marketValuePercentage": "99.5",
                            "marketValueBaseCurrency": "995",
                            "ticker": "NVDA",
                            "effectiveDate": "2026-08-31",
                        },
                        {
                            "issuerName": None,
                            "securityLongDescription": "Canadian Dollar",
                            "marketValuePercentage": "0.5",
                            "marketValueBaseCurrency": "5",
                            "ticker": "CAD",
                            "effectiveDate": "2026-08-31",
                        },
                    ],
                    "totalHoldings": 2,
                }
            }
        ],
    }
}


def test_json_with_the_fund_in_one_array_and_its_positions_deep_in_another() -> None:
    portfolio = one(json.dumps(NESTED), "page1.json")
    assert (portfolio.holder, str(portfolio.as_of)) == ("Constructed Income ETF Portfolio", "2026-08-31")
    assert [(p.name, p.ticker, p.amount, p.currency, p.row.place) for p in portfolio.positions] == [
        ("NVIDIA Corp", "NVDA", Decimal(995), "CAD", "/data/lists/0/holdings/items/0"),
        ("Canadian Dollar", "CAD", Decimal(5), "CAD", "/data/lists/0/holdings/items/1"),
    ]


def test_a_second_column_of_names_stands_in_for_an_empty_name() -> None:
    text = "Issuer Name,Security Description,Weight,Shares\nAlpha Corp,Alpha B,60%,1\n,US Dollar,40%,2\n"
    assert [p.name for p in one(text).positions] == ["Alpha B", "US Dollar"]
    text = "Security Name,Issuer,Weight,Shares\nAlpha B,Alpha Corp,60%,1\n,US Dollar,40%,2\n"
    assert [p.name for p in one(text).positions] == ["Alpha B", "US Dollar"]


BELOW = "Constructed {0} ETF ({1})\nHoldings as of 06/{2}/2026\n{3}\n"
SHARES = "Ticker,Name,Weight\nNVDA,NVIDIA CORP,60%\nAAPL,APPLE INC,40%\n"


@pytest.mark.parametrize(
    "second", [SHARES, "Name,CUSIP,Weight\nORACLE CORP,68389XCE3,100%\n", "Holding,Value (%)\nOracle,100\n"]
)
def test_lists_of_several_funds_stand_one_below_the_other(second: str) -> None:
    text = BELOW.format("Alpha", "XALP", 30, SHARES) + BELOW.format("Beta", "XBET", 29, second)
    portfolios = portfolios_of(parse_document(text.encode(), name="both.csv"))
    assert [(each.holder, each.ticker, str(each.as_of)) for each in portfolios] == [
        ("Constructed Alpha ETF", "XALP", "2026-06-30"),
        ("Constructed Beta ETF", "XBET", "2026-06-29"),
    ]
    assert [sum(p.weight or 0 for p in each.positions) for each in portfolios] == [100, 100]


def test_a_second_whole_list_under_the_same_name_is_left_out() -> None:
    text = BELOW.format("Alpha", "XALP", 30, SHARES) * 2
    assert len(one(text).positions) == 2


def test_a_heading_of_a_kind_of_fund_names_no_other_fund() -> None:
    text = f"Constructed Alpha Fund\nAs of 06/30/2026\nStocks\n{SHARES}\nMutual funds\nAs of 06/30/2026\nName,Weight,Shares\nBeta,0.0%,1\n"
    assert one(text).holder == "Constructed Alpha Fund"
