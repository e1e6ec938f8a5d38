"""Whom words without a subject speak of: notes under a heading, releases, sections, labelled lists."""

from __future__ import annotations

import hashlib

import pytest

from themegraph.loaders.document import Document, Metadata
from themegraph.loaders.extraction.engine import extract
from themegraph.loaders.structure.arrange import arrange
from themegraph.loaders.structure.plain import plain_blocks


def claims(text: str, publisher: str = "") -> set[str]:
    blocks = arrange(text, plain_blocks(text), "text/plain")
    digest = hashlib.sha256(text.encode()).hexdigest()
    found = extract(Document("urn:test", "test.txt", text, blocks, Metadata(publisher=publisher), digest)).claims
    return {f"{c.subject.label} {c.predicate} {c.object.label}" for c in found if c.status in {"asserted", "planned"}}


def test_notes_under_a_heading_speak_of_its_company() -> None:
    text = "Chips\n\nNotes.\n\nZyblat\n\n- raised $7 million from Quantrel Inc.\n- partnered with Orlend Ltd.\n- customers: Ambit Inc.\n\nBorem\n\n- acquired Norvik Inc."
    found = claims(text)
    assert {"Quantrel Inc. investsIn Zyblat", "Zyblat partnersWith Orlend Ltd."} <= found


def test_a_heading_that_names_no_company_gives_no_subject() -> None:
    text = "Chips\n\nNotes.\n\nDeals\n\n- partnered with Orlend Ltd.\n- raised $7 million"
    assert not {line for line in claims(text) if line.startswith("Deals")}


def test_a_release_is_about_its_publisher() -> None:
    text = "Zyblat Corp. opened a hall today.\n\nSales were $7 million in 2025, an increase of 9%."
    assert "Zyblat Corp. performance Sales" in claims(text, publisher="Zyblat Corp.")


@pytest.mark.parametrize("publisher", ["Zyblat Research", "The Zyblat Times"])
def test_a_house_that_publishes_is_not_what_its_texts_are_about(publisher: str) -> None:
    text = f"{publisher} spoke to makers today.\n\nSales were $7 million in 2025, an increase of 9%."
    assert not {line for line in claims(text, publisher=publisher) if "performance" in line}


def test_its_of_another_than_the_title_s_company_is_nobody_s() -> None:
    text = (
        "Zyblat Corp. news\n\nThe halls of ampere makers are full. Its customers include Quantrel Inc. and Orlend Ltd."
    )
    assert not {line for line in claims(text) if "suppliesTo" in line}


def test_labelled_lists_say_who_supplies_what() -> None:
    text = "Drones\n\nFrames: Quantrel Inc., Orlend Ltd.\nMotors: Ambit Inc. and Zyblat Corp.\nCustomers: Norvik Inc., Bord Inc."
    found = claims(text)
    assert {"Quantrel Inc. supplies frames", "Orlend Ltd. supplies frames", "Zyblat Corp. supplies motors"} <= found
    assert not {line for line in found if "Norvik" in line or "Bord" in line}


def test_a_section_that_names_a_role_lists_companies() -> None:
    text = "Zyblat Corp.\n\nZyblat Corp. makes pumps.\n\nRivals\n\nQuantrel Inc., Orlend Ltd. and Ambit Inc. come first.\n\nFormer customers\n\nNorvik Inc. and Bord Inc. left."
    found = claims(text)
    assert "Zyblat Corp. competesWith Ambit Inc." in found
    assert not {line for line in found if "Norvik" in line}


def test_figures_pair_with_names_in_their_order() -> None:
    text = "Quantrel Inc. and Orlend Ltd. accounted for 61% and 27% of our revenue in 2025."
    blocks = arrange(text, plain_blocks(text), "text/plain")
    digest = hashlib.sha256(text.encode()).hexdigest()
    found = extract(Document("urn:test", "test.txt", text, blocks, Metadata(about="Zyblat Corp."), digest)).claims
    shares = {c.object.label: str(c.qualifiers.get("percent")) for c in found if c.predicate == "suppliesTo"}
    assert shares == {"Quantrel Inc.": "61", "Orlend Ltd.": "27"}
