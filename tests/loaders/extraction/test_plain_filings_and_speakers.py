"""Sections of annual reports as plain text, whose figure a sentence gives, readings that contradict, capital names."""

from __future__ import annotations

import hashlib

import pytest

from themegraph.graph.claim import Claim
from themegraph.loaders.document import Document, Metadata
from themegraph.loaders.extraction.engine import extract
from themegraph.loaders.structure.arrange import arrange
from themegraph.loaders.structure.plain import plain_blocks
from themegraph.ontology.listed import load_listed


def read(text: str, about: str = "") -> tuple[Claim, ...]:
    blocks = arrange(text, plain_blocks(text), "text/plain")
    digest = hashlib.sha256(text.encode()).hexdigest()
    found = extract(Document("urn:test", "test.txt", text, blocks, Metadata(about=about), digest)).claims
    return tuple(claim for claim in found if claim.status in {"asserted", "planned"})


def told(text: str, about: str = "") -> set[str]:
    return {f"{c.subject.label} {c.predicate} {c.object.label}" for c in read(text, about)}


RIVALS = "We compete mainly with Orlend Ltd. and, to a lesser extent, with Ambit Inc."


@pytest.mark.parametrize("top", ["ITEM 1. BUSINESS\n\nZyblat, Inc.", "Zyblat, Inc.\n\nItem 1A. Risk factors", "Zyblat, Inc. | Form 10-K\n\nItem 1. Business"])  # fmt: skip
def test_we_is_the_company_whose_name_stands_alone_above_an_item(top: str) -> None:
    found = told(f"{top}\n\n{RIVALS}")
    assert {"Zyblat, Inc. competesWith Orlend Ltd.", "Zyblat, Inc. competesWith Ambit Inc."} <= found


@pytest.mark.parametrize("top", ["Zyblat, Inc.", "ITEM 1. BUSINESS\n\nZyblat, Inc.\n\nQuantrel Corp.", "ITEM 1. BUSINESS\n\nOur market"])  # fmt: skip
def test_a_name_alone_says_nothing_without_an_item_or_beside_another(top: str) -> None:
    assert not told(f"{top}\n\n{RIVALS}")


@pytest.mark.parametrize("sentence", [
    "The AI cooling market will reach $9 billion by 2032, according to Zyblat Research.",
    "According to Zyblat Research, the AI cooling market will reach $9 billion by 2032.",
    "The AI cooling market will reach $9 billion by 2032, analysts at Zyblat Research said.",
    "The AI cooling market was worth $2 billion in 2026. Zyblat Research expects the same market to reach $9 billion by 2032.",
])  # fmt: skip
def test_a_figure_is_whose_the_sentence_names(sentence: str) -> None:
    nine = [c for c in read(sentence) if c.qualifiers.get("amount") == 9_000_000_000]
    assert [c.claimant.label for c in nine if c.claimant] == ["Zyblat Research"]


def test_a_figure_is_not_whose_another_figure_is() -> None:
    text = "The AI cooling market will reach $9 billion by 2032, while sales were $2 billion, according to Zyblat Research."
    assert {c.claimant for c in read(text) if c.qualifiers.get("amount") == 9_000_000_000} == {None}


@pytest.mark.parametrize("words", ["a 20-year power purchase agreement", "a long-term supply agreement", "a production agreement"])  # fmt: skip
def test_who_sells_under_a_purchase_agreement_is_not_known(words: str) -> None:
    assert not {line for line in told(f"Zyblat Corp. signed {words} with Quantrel Inc.") if "suppliesTo" in line}


@pytest.mark.parametrize("thing", [
    "its agreement with Quantrel Inc. by", "its share repurchase program by", "its credit line with banks to", "its quarterly dividend to",
])  # fmt: skip
def test_a_contract_or_payout_is_no_project(thing: str) -> None:
    assert not {line for line in told(f"Zyblat Corp. expanded {thing} $6.5 billion.") if "investsIn" in line}


def test_anonymous_customers_are_the_filer_s_and_no_measure() -> None:
    text = "Customer A represented 23% of our revenue and Customer B represented 14% of our revenue in fiscal 2024."
    assert told(text, "Zyblat Corp.") == {
        "Zyblat Corp. suppliesTo Customer A of Zyblat Corp.",
        "Zyblat Corp. suppliesTo Customer B of Zyblat Corp.",
    }


def test_names_keep_their_capitals() -> None:
    names = {row[1] for row in load_listed().rows()}
    assert {"AT&T Inc.", "H&R Block Inc.", "S&P Global Inc.", "Skechers USA Inc."} <= names


@pytest.mark.parametrize("text", [
    "Zyblat Corp. sold its entire stake in Quantrel Inc. for $5.8 billion in October.",
    "Zyblat Corp. shareholders voted down Quantrel Inc.'s $9 billion takeover.",
])  # fmt: skip
def test_what_was_sold_or_voted_down_holds_no_more(text: str) -> None:
    assert not told(text)
