"""Listed companies: found where form or context supports it, and never by a shared or common word alone."""

from __future__ import annotations

import pytest

from themegraph.graph.claim import Entity
from themegraph.loaders.document import Metadata
from themegraph.loaders.extraction.engine import extract, lexicon_for
from themegraph.loaders.extraction.mentions import Line, annotate
from themegraph.loaders.extraction.names_listed import Listing, listing_for
from themegraph.loaders.extraction.values import find_values
from themegraph.loaders.reading import parse_document
from themegraph.ontology.entry import ID_BASE
from themegraph.ontology.registry import load_registry

REGISTRY = load_registry()


def companies(*texts: str) -> dict[str, str]:
    """Return the companies that sentences name, by their words, as the last part of their IRI."""
    lines = [Line(text, figures=find_values(text)) for text in texts]
    found = annotate(lines, lexicon_for(REGISTRY), resolver=listing_for(REGISTRY))
    mentions = [m for line in found for m in line if m.how != "ticker" and m.entity.type in {"Company", "Name"}]
    return {m.text: m.entity.id.rpartition("/")[2] for m in mentions}


SUPPORTED = [
    ("A shelf at Target Corp. is empty.", "Target Corp.", "cik-0000027419"),
    ("They visited Target (NYSE: TGT) there.", "Target", "cik-0000027419"),
    ("They sold Unity Software Inc. (NYSE: U) there.", "Unity Software Inc.", "cik-0001810806"),
    ("It leased sites from American Tower there.", "American Tower", "cik-0001053507"),
    ("Its rival Entegris grew.", "Entegris", "cik-0001101302"),
    ("Cloud provider DigitalOcean grew.", "DigitalOcean", "cik-0001582961"),
    ("They met ASML Holding N.V. there.", "ASML Holding N.V.", "asml"),
    ("A stake in QUALCOMM INC was sold.", "QUALCOMM INC", "qualcomm"),
]


@pytest.mark.parametrize(("text", "name", "slug"), SUPPORTED)
def test_support_leads_to_the_listed_company(text: str, name: str, slug: str) -> None:
    assert companies(text)[name] == slug


UNSUPPORTED = [
    ("Its rival Target grew.", "Target"),  # a common word
    ("The retailer Gap grew.", "Gap"),
    ("Its rival Orion Ltd. grew.", "Orion Ltd."),  # another legal form
    ("Its rival Entegris GmbH grew.", "Entegris GmbH"),
    ("They visited Zorbix (NASDAQ: ENTG) there.", "Zorbix"),  # the symbol of a company with another name
    ("They visited Entegrid (TSX: ENTG) there.", "Entegrid"),  # the symbol of another exchange
    ("Schneider, a maker of switches, grew.", "Schneider"),  # the first word of another company's name
    ("Its rival Brookfield grew.", "Brookfield"),  # several companies begin so
    ("They met Entegris Fennel Inc. and Entegris there.", "Entegris"),  # short for a longer name
]


@pytest.mark.parametrize(("text", "name"), UNSUPPORTED)
def test_no_support_leaves_the_name_unknown(text: str, name: str) -> None:
    assert companies(text)[name].startswith("x-")


def test_a_word_is_never_a_company_by_itself() -> None:
    texts = ("We close the gap and hit the target.", "A match in the block was a snap.", "Visa rules matter.")
    assert companies(*texts) == {}


def test_share_classes_are_one_company_and_the_curated_entry_wins() -> None:
    listing = listing_for(REGISTRY)
    one, other = (listing.resolve(["Alphabet"], "Company", tickers=[symbol]) for symbol in ("GOOG", "GOOGL"))
    assert one is not None
    assert one == other
    assert one.id == f"{ID_BASE}organization/alphabet"


def test_the_document_s_spelling_becomes_an_alias() -> None:
    assert listing_for(REGISTRY).resolve(["ENTEGRIS, INC."], "Company") == Entity(
        f"{ID_BASE}organization/cik-0001101302", "Entegris", "Company", ("Entegris Inc.", "ENTEGRIS, INC.")
    )


def test_names_that_mean_two_companies_mean_none() -> None:
    assert listing_for(REGISTRY).resolve(["Entegris Inc.", "Nucor Corp."], "Company") is None


def test_the_list_stays_closed_while_nothing_asks_for_it() -> None:
    listing = Listing(REGISTRY)
    text = "They met Fizz there, and demand for chips of NVIDIA grew."
    annotate([Line(text)], lexicon_for(REGISTRY), resolver=listing)
    assert "listed" not in vars(listing)
    assert listing.resolve(["Nucor Corp."], "Company") is not None
    assert "listed" in vars(listing)


def suppliers(sentence: str) -> list[tuple[str, str]]:
    """Return who supplies whom by a document about Veralto, as last parts of IRIs."""
    data = f"Deals\n\n{sentence}\n".encode()
    claims = extract(parse_document(data, name="deals.txt", given=Metadata(about="Veralto Corp"))).claims
    ends = [(c.subject, c.object) for c in claims if c.predicate == "suppliesTo"]
    return [
        (one.id.rpartition("/")[2], other.id.rpartition("/")[2]) for one, other in ends if isinstance(other, Entity)
    ]


def test_claims_name_listed_companies_and_whom_the_document_is_about() -> None:
    assert suppliers("Entegris, Inc. supplies filters to Nucor Corporation.") == [("cik-0001101302", "cik-0000073309")]
    assert suppliers("We supply filters to Nucor Corporation.") == [("cik-0001967680", "cik-0000073309")]
