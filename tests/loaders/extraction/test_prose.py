"""Shapes of prose that patterns share: asides, reported speech, lists in free words, the longest cue."""

from __future__ import annotations

import pytest

from themegraph.errors import RuleError
from themegraph.graph.claim import Claim, Entity
from themegraph.loaders.document import Metadata
from themegraph.loaders.extraction.engine import extract
from themegraph.loaders.extraction.pattern import compile_pattern
from themegraph.loaders.extraction.vocabulary import load_vocabulary
from themegraph.loaders.reading import parse_document


def invested(text: str) -> list[Claim]:
    document = parse_document(text.encode(), name="s.txt", given=Metadata())
    return [claim for claim in extract(document).claims if claim.predicate == "investsIn"]


@pytest.mark.parametrize(
    ("text", "thing", "status"),
    [
        ("Quantrel Inc. said on Tuesday it would spend $6 million on new kilns.", "new kilns", "planned"),
        ("Quantrel Inc. said it would spend $6 million on new kilns.", "new kilns", "planned"),
        ("Quantrel Inc. announced a $6 million investment to build or expand ten kilns.", "ten kilns", "asserted"),
        (
            "Quantrel Inc. announced a $6 million investment in research, testing, and sales offices.",
            "research, testing, and sales offices",
            "asserted",
        ),
        (
            "Quantrel Inc. announced a $6 million investment in kilns, creating 50 jobs, and a park.",
            "kilns",
            "asserted",
        ),
    ],
)
def test_what_a_sum_goes_to(text: str, thing: str, status: str) -> None:
    assert {(c.object.label, c.status, c.qualifiers["amount"]) for c in invested(text)} == {(thing, status, 6_000_000)}


def test_the_longer_of_two_objects_stays() -> None:
    found = invested("Quantrel Inc. plans to invest $20 billion in AI data centers and energy plants in Ohio.")
    assert [c.object.label for c in found] == ["AI data centers and energy plants in Ohio"]
    assert isinstance(found[0].object, Entity)
    assert found[0].object.aliases == ("AI data centers and energy plants",)


def test_an_unknown_part_is_refused() -> None:
    with pytest.raises(RuleError, match="no part <<nothing>>"):
        compile_pattern("{subject:Org} <<nothing>>", load_vocabulary())
