"""Small filings of invented funds and managers, in the shape that EDGAR serves."""

from __future__ import annotations

import re
from types import SimpleNamespace
from xml.sax.saxutils import escape

import pytest

NPORT = "http://www.sec.gov/edgar/nport"
TABLE = "http://www.sec.gov/edgar/document/thirteenf/informationtable"
FILER = "http://www.sec.gov/edgar/thirteenffiler"
NCEN = "http://www.sec.gov/edgar/ncen"


def element(name: str, value: str | None = "", /, inside: str = "", **attributes: str) -> str:
    """Return an element with a value or with others inside; nothing for a value of None."""
    if value is None:
        return ""
    given = "".join(f' {key}="{escape(each)}"' for key, each in attributes.items())
    return f"<{name}{given}>{inside or escape(value)}</{name}>"


def holding(
    name: str,
    value: str | None = "1000.00",
    weight: str | None = "1.0",
    *,
    title: str = "Common Stock",
    lei: str = "N/A",
    cusip: str = "N/A",
    identifiers: str = "",
    balance: str | None = "10",
    units: str = "NS",
    currency: str = "<curCd>USD</curCd>",
    payoff: str = "Long",
    asset: str = "EC",
    issuer: str = "CORP",
    country: str = "US",
    contract: str = "",
) -> str:
    """Return one position of an N-PORT report."""
    parts = [
        element("name", name), element("lei", lei), element("title", title), element("cusip", cusip),
        element("identifiers", "", identifiers) if identifiers else "", element("balance", balance), element("units", units),
        currency, element("valUSD", value), element("pctVal", weight), element("payoffProfile", payoff),
        element("assetCat", asset), element("issuerCat", issuer), element("invCountry", country),
        element("derivativeInfo", "", contract) if contract else "",
    ]  # fmt: skip
    return element("invstOrSec", "", "".join(parts))


def nport(
    *holdings: str,
    series: str = "Nanoforge Chip Makers ETF",
    series_id: str = "S000099001",
    lei: str = "549300NANOFORGE00080",
    net: str = "100000.00",
    total: str = "",
    kind: str = "NPORT-P",
    day: str = "2024-09-30",
    prefix: str = "",
) -> bytes:
    """Return an N-PORT report; with a prefix its elements bear it."""
    general = [
        element("regName", "Nanoforge Trust"), element("regCik", "0009990001"), element("regLei", "N/A"),
        element("seriesName", series), element("seriesId", series_id), element("seriesLei", lei),
        element("repPdEnd", "2025-03-31"), element("repPdDate", day),
    ]  # fmt: skip
    fund = element("totAssets", total or net) + element("totLiabs", "0") + element("netAssets", net)
    head = element("submissionType", kind) + element("filerInfo", "", element("filer", "", element("ccc", "XXXXXXXX")))
    form = element("genInfo", "", "".join(general)) + element("fundInfo", "", fund)
    form += element("invstOrSecs", "", "\n".join(holdings)) if holdings else ""
    form += element("signature", "", element("dateSigned", "2024-11-20"))
    body = element("headerData", "", head) + element("formData", "", form)
    return document("edgarSubmission", body, NPORT, prefix)


def document(root: str, body: str, namespace: str, prefix: str = "") -> bytes:
    """Return a file of XML; an empty namespace gives none."""
    if prefix:
        body = re.sub(r"<(/?)(?=\w)", rf"<\1{prefix}:", body)
        root = f"{prefix}:{root}"
    space = f' xmlns{":" if prefix else ""}{prefix}="{namespace}"' if namespace else ""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root}{space}>{body}</{root}>\n'.encode()


def row(
    issuer: str,
    cusip: str,
    value: str,
    shares: str = "100",
    *,
    title: str = "COM",
    kind: str = "SH",
    option: str | None = None,
    discretion: str = "SOLE",
    managers: str | None = None,
) -> str:
    """Return one row of an information table."""
    amount = element("sshPrnamt", shares) + element("sshPrnamtType", kind)
    parts = [
        element("nameOfIssuer", issuer), element("titleOfClass", title), element("cusip", cusip), element("value", value),
        element("shrsOrPrnAmt", "", amount), element("putCall", option), element("investmentDiscretion", discretion),
        element("otherManager", managers), element("votingAuthority", "", element("Sole", shares) + element("None", "0")),
    ]  # fmt: skip
    return element("infoTable", "", "".join(parts))


def table(*rows: str, namespace: str = TABLE, prefix: str = "") -> bytes:
    """Return an information table."""
    return document("informationTable", "\n".join(rows), namespace, prefix)


def cover(
    entries: int = 1,
    value: int = 0,
    *,
    kind: str = "13F-HR",
    period: str = "12-31-2024",
    signed: str = "02-10-2025",
    more: str = "",
    managers: str = "",
    summary: bool = True,
) -> bytes:
    """Return the cover and summary pages of a 13F filing."""
    filer = element("filer", "", element("credentials", "", element("cik", "0009990002") + element("ccc", "XXXXXXXX")))
    head = element("submissionType", kind) + element("filerInfo", "", filer + element("periodOfReport", period))
    page = element("reportCalendarOrQuarter", period) + element(
        "filingManager", "", element("name", "Quillmark Advisers LLC")
    )
    form = element("coverPage", "", page + more) + element("signatureBlock", "", element("signatureDate", signed))
    if summary:
        totals = element("tableEntryTotal", str(entries)) + element("tableValueTotal", str(value))
        form += element("summaryPage", "", totals + managers)
    body = element("headerData", "", head) + element("formData", "", form)
    return document("edgarSubmission", body, FILER)


def submission(
    *documents: tuple[str, bytes], filed: str = "20250211", period: str = "20241231", kind: str = "13F-HR"
) -> bytes:
    """Return documents of these types as one submission, each XML in a section of its own."""
    head = (
        "<SEC-DOCUMENT>0009990002-25-000001.txt : 20250211\n<SEC-HEADER>0009990002-25-000001.hdr.sgml : 20250211\n"
        f"ACCESSION NUMBER:\t\t0009990002-25-000001\nCONFORMED SUBMISSION TYPE:\t{kind}\n"
        f"CONFORMED PERIOD OF REPORT:\t{period}\nFILED AS OF DATE:\t\t{filed}\n\nFILER:\n\n\tCOMPANY DATA:\t\n"
        "\t\tCOMPANY CONFORMED NAME:\t\t\tQuillmark Advisers LLC\n\t\tCENTRAL INDEX KEY:\t\t\t0009990002\n</SEC-HEADER>\n"
    )
    parts = (
        f"<DOCUMENT>\n<TYPE>{each}\n<SEQUENCE>{number}\n<TEXT>\n{_section(data)}</TEXT>\n</DOCUMENT>\n"
        for number, (each, data) in enumerate(documents, start=1)
    )
    return (head + "".join(parts) + "</SEC-DOCUMENT>\n").encode()


def _section(data: bytes) -> str:
    text = data.decode()
    return f"<XML>\n{text}</XML>\n" if text.startswith("<?xml") else text


def ncen(*funds: str, listed: str = "", registrant: str = "Nanoforge Trust") -> bytes:
    """Return an N-CEN report of these funds."""
    general = element("generalInfo", "", " ", reportEndingPeriod="2024-12-31", isReportPeriodLt12="N")
    about = [
        element("registrantFullName", registrant), element("registrantCik", "0009990001"),
        element("registrantLei", "549300NANOFORGE00080"),
        element("directors", "", element("director", "", element("directorName", "Ana Invented"))),
    ]  # fmt: skip
    form = general + element("registrantInfo", "", "".join(about))
    form += element("managementInvestmentQuestionSeriesInfo", "", "".join(funds))
    form += element("exchangeSeriesInfo", "", listed) if listed else ""
    head = element("submissionType", "N-CEN")
    return document("edgarSubmission", element("headerData", "", head) + element("formData", "", form), NCEN)


def fund(name: str, series: str, *kinds: str, lei: str = "N/A", firms: str = "") -> str:
    """Return a fund of an N-CEN report."""
    types = element("fundTypes", "", "".join(kinds)) if kinds else ""
    parts = element("mgmtInvFundName", name) + element("mgmtInvSeriesId", series) + element("mgmtInvLei", lei)
    return element("managementInvestmentQuestion", "", parts + types + firms)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read filings in this process, since a child for each of many small ones takes time."""
    monkeypatch.setattr("themegraph.loaders.confined._isolated", True)


@pytest.fixture
def forms() -> SimpleNamespace:
    """Give the makers of small filings."""
    makers = (element, holding, nport, document, row, table, cover, submission, ncen, fund)
    spaces = {"NPORT": NPORT, "TABLE": TABLE, "FILER": FILER, "NCEN": NCEN}
    return SimpleNamespace(**{maker.__name__: maker for maker in makers}, **spaces)
