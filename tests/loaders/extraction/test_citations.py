"""Citations in the text: what is cited, and what they leave to the sentence."""

from __future__ import annotations

from datetime import date

import pytest

from themegraph.graph.claim import Claim
from themegraph.loaders.document import Metadata
from themegraph.loaders.extraction.engine import extract
from themegraph.loaders.reading import parse_document

PAGE = "A memo\n\nIntroductory words stand here.\n\n{}\n"


def claims(sentence: str, page: str = PAGE) -> list[Claim]:
    """Return the claims of a page with one sentence of interest."""
    return list(extract(parse_document(page.format(sentence).encode(), name="s.txt", given=Metadata())).claims)


@pytest.mark.parametrize("cited", ["Valve Post, 6 June 2025", "Reuters, June 6, 2025", "via Bloomberg, 2025-06-06"])
def test_a_dated_citation_needs_no_list_and_does_not_date_the_fact(cited: str) -> None:
    sentence = f"In May 2025, Zyblat Corp. invested $40 million in Orlandu Inc. ({cited})."
    (claim,) = claims(sentence)
    assert claim.passage.text == sentence
    assert claim.cited_as == cited
    assert claim.qualifiers["startDate"] == date(2025, 5, 1)


def test_each_of_two_statements_has_its_own_dated_citation() -> None:
    first, second = claims(
        "Zyblat Corp. acquired Orlandu Inc. (Valve Post, 3 April 2025) and supplies pumps to Quantrel Inc. (Reuters, May 2025)."
    )
    assert (first.predicate, first.cited_as) == ("acquires", "Valve Post, 3 April 2025")
    assert (second.predicate, second.cited_as) == ("suppliesTo", "Reuters, May 2025")
    assert second.claimant is not None
    assert second.claimant.label == "Reuters"


@pytest.mark.parametrize(
    "aside", ["Texas, May 2025", "Nasdaq, May 2025", "announced in May 2025", "Austin Plant, 40 MW"]
)
def test_a_place_an_exchange_or_words_are_no_source(aside: str) -> None:
    found = claims(f"Quantrel Inc. buys chillers from Orlandu Inc. ({aside}).")
    assert found
    assert all(claim.cited_as == "" and claim.claimant is None for claim in found)


def test_who_is_cited_is_named_only_if_known() -> None:
    found = claims("Quantrel Inc. buys chillers from Orlandu Inc. (Brackwater, May 2025).")
    assert {claim.cited_as for claim in found} == {"Brackwater, May 2025"}
    assert all(claim.claimant is None for claim in found)


def test_a_document_called_notes_is_no_list_of_references() -> None:
    sentence = "Zyblat Corp. supplies pumps to Orlandu Inc. (Valve Post, 3 April 2025)."
    (claim,) = claims(sentence, "Notes\n\n{}\n")
    assert claim.passage.text == sentence
    assert claim.cited == ""
