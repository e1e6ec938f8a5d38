"""What filings and results releases say in prose: whom they are about, periods from above, boilerplate, repeated figures."""

from __future__ import annotations

import pytest

from themegraph.graph.claim import LIVE, Claim
from themegraph.loaders.document import Metadata
from themegraph.loaders.extraction.engine import extract
from themegraph.loaders.extraction.filings import filer_name
from themegraph.loaders.reading import parse_document

ABOUT = "Borealis Systems"


def claims(text: str, about: str = ABOUT) -> list[Claim]:
    """Return the live claims of a text."""
    read = parse_document(text.encode(), name="example.txt", given=Metadata(about=about))
    return [c for c in extract(read).claims if c.status in LIVE]


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("TAYLOR, Texas, May 3, 2030 – Quantrel Inc. (NYSE: QNT) today reported results.",), "Quantrel Inc."),
        (("TAYLOR, Texas, May 3, 2030 /Wire/ -- Quantrel Inc. (NASDAQ: QNT), a maker of lasers, today announced a sale.",), "Quantrel Inc."),
        (("TAYLOR, May 3, 2030 – Quantrel Inc. (NYSE: QNT) and Zyblat Corp. (NYSE: ZYB) today announced a venture.",), ""),
        (("QUANTREL INC.", "(Exact name of registrant as specified in its charter)"), "QUANTREL INC."),
        (("Pump maker Quantrel Inc. (NYSE: QNT) Tuesday reported higher sales.",), "Quantrel Inc."),
        (("Rivals of Quantrel Inc. (NYSE: QNT) fell sharply in the week before the group reported.",), ""),
        (("In 2030 – as before – sales rose.",), ""),
    ],
)  # fmt: skip
def test_whom_a_document_is_about(lines: tuple[str, ...], name: str) -> None:
    assert filer_name(lines) == name


def test_a_release_without_metadata_speaks_of_its_issuer() -> None:
    found = claims(
        "TAYLOR, Texas, May 3, 2030 – Quantrel Inc. (NYSE: QNT) today reported results.\n\nNet sales were $7 million.",
        about="",
    )
    assert ("Quantrel Inc.", "performance", "Net sales") in {
        (c.subject.label, c.predicate, c.object.label) for c in found
    }


def test_a_list_takes_the_period_that_announces_it() -> None:
    found = claims(
        "Outlook\n\nOur outlook for the fourth quarter of fiscal 2030 is as follows:\n\n"
        "•Revenue is expected to be $65 million, plus or minus 2%.\n\n•Capital expenditures are expected to be $3 million."
    )
    assert {
        (c.object.label, c.qualifiers.get("periodText"), c.status) for c in found if c.predicate == "performance"
    } == {
        ("Revenue", "fourth quarter of fiscal 2030", "planned"),
        ("Capital expenditures", "fourth quarter of fiscal 2030", "planned"),
    }


def test_one_figure_is_told_once() -> None:
    found = claims("Net sales in the third quarter of 2030 were $734 million, an increase of 13% from 2029.")
    assert sorted(c.predicate for c in found) == ["growth", "performance"]


def test_a_share_of_several_together_is_of_none() -> None:
    found = claims("Sales to Quantrel Inc. and Zyblat Corp. represented 46% of our total revenue in 2030.")
    assert {c.object.label for c in found} == {"Quantrel Inc.", "Zyblat Corp."}
    assert all("percent" not in c.qualifiers for c in found)


@pytest.mark.parametrize(
    "text",
    [
        "10.78 License Agreement between Borealis Systems and Quantrel Inc., incorporated herein by reference.",
        "These forward-looking statements include that we acquired Quantrel Inc. for $4 million.",
        "Report\n\nWe report.\n\nSignatures\n\nBorealis Systems acquired Quantrel Inc. for $4 million.",
        "If Quantrel Inc. stops manufacturing our wafers, our business could suffer a decline.",
        "Two customers accounted for 22% and 15% of accounts receivable, respectively.",
    ],
)
def test_boilerplate_and_hypotheses_state_no_fact(text: str) -> None:
    assert [c.predicate for c in claims(text) if c.predicate != "risk"] == []


def test_a_term_behind_a_place_is_short_for_the_company() -> None:
    found = claims(
        "On June 29, 2030, we completed the acquisition of Tundrel Optics Corporation, a company organized under the laws of "
        "Canada (“Tundrel”), and Tundrel became our wholly owned subsidiary."
    )
    assert {(c.subject.label, c.predicate, c.object.label) for c in found} >= {
        (ABOUT, "acquires", "Tundrel Optics Corporation"),
        ("Tundrel Optics Corporation", "subsidiaryOf", ABOUT),
    }
