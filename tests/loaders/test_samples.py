"""The bundled pages: their form, their citations, their own words, and the claims that must be read from them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from themegraph.graph.claim import Claim, Reading
from themegraph.loaders.extraction.engine import extract
from themegraph.loaders.reading import read_document
from themegraph.loaders.sources import find_sources
from themegraph.ontology.registry import load_registry

PAGES = (
    "ai-infrastructure.txt",
    "chip-plants.txt",
    "compute-and-memory.md",
    "funds-and-indices.txt",
    "optical-networking.txt",
    "power-and-cooling.md",
)
RUN = 8
FIGURES = ("amount", "percent", "upperBound", "lowerBound")
Fact = tuple[str, str, str]


@pytest.fixture(scope="session")
def samples(root: Path) -> Path:
    """Give the folder of the bundled pages."""
    return root / "loaders/samples"


@pytest.fixture(scope="session")
def readings(samples: Path) -> Mapping[str, Reading]:
    """Read every bundled page once."""
    candidates = find_sources([str(samples / name) for name in PAGES]).candidates
    return {Path(each.name).name: extract(read_document(each), load_registry()) for each in candidates}


def fact(claim: Claim) -> Fact:
    """Return a claim's subject, predicate and object by label."""
    return claim.subject.label, claim.predicate, claim.object.label


def identity(claim: Claim) -> tuple[str, ...]:
    """Return what makes a claim's fact another one than its neighbours'."""
    return (*fact(claim), *sorted(f"{name}={value}" for name, value in claim.qualifiers.items()))


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, numbers whole."""
    return re.findall(r"[a-z0-9]+(?:[.,][0-9]+)*", text.lower())


def runs(text: str) -> set[tuple[str, ...]]:
    """Return every run of eight words."""
    listed = words(text)
    return {tuple(listed[start : start + RUN]) for start in range(len(listed) - RUN + 1)}


# Their form


def test_the_pages_are_these(samples: Path) -> None:
    found = {path.name for path in samples.iterdir() if path.suffix in {".txt", ".md"}} - {"README.md"}
    assert found == set(PAGES)
    assert len(found) >= 5


def test_each_page_says_what_it_is(readings: Mapping[str, Reading]) -> None:
    assert set(readings) == set(PAGES)
    for name, reading in readings.items():
        source = reading.source
        assert source.publisher is not None, name
        assert source.publisher.label == "themegraph sample library"
        assert source.issued == ("2026-08-10" if name == "chip-plants.txt" else "2026-06-01")
        assert source.title in reading.text
        assert len(source.takeaways) >= 4, name
        assert len(source.questions) >= 2, name


def test_each_reference_has_a_publisher_and_most_an_address(readings: Mapping[str, Reading]) -> None:
    references = [(name, each) for name, reading in readings.items() for each in reading.source.references]
    assert len(references) >= 55
    assert [(name, each.number) for name, each in references if each.publisher is None] == []
    for name, reading in readings.items():
        numbers = [each.number for each in reading.source.references]
        assert numbers == list(range(1, len(numbers) + 1)), name
    assert sum(bool(each.issued) for _, each in references) >= 48


# Their facts


def test_the_pages_hold_two_hundred_facts(readings: Mapping[str, Reading]) -> None:
    facts = {identity(claim) for reading in readings.values() for claim in reading.claims if claim.live}
    assert len(facts) >= 200


def test_every_citation_resolves(readings: Mapping[str, Reading]) -> None:
    cited = [(name, claim) for name, reading in readings.items() for claim in reading.claims if claim.cited_as]
    assert len(cited) >= 150
    loose = [f"{name}, {claim.passage.start}: ({claim.cited_as})" for name, claim in cited if not claim.cited]
    assert loose == []


def test_no_page_repeats_eight_words_of_its_sources(samples: Path, shared: Path) -> None:
    theirs: set[tuple[str, ...]] = set()
    for path in (*shared.glob("seeds/*.txt"), *shared.glob("corpus/text/*.txt"), *shared.glob("gold/dev/*.txt")):
        theirs |= runs(path.read_text(encoding="utf-8"))
    # Long names are names, not sentences, and the list of references must give titles as they are.
    names = sorted((name for entry in load_registry().entries for name in entry.names), key=len, reverse=True)
    repeated = []
    for name in PAGES:
        body = (samples / name).read_text(encoding="utf-8").split("Sources & references")[0]
        for long in (each for each in names if len(words(each)) >= 5):
            body = body.replace(long, "NAME")
        for line in body.splitlines():
            repeated += [f"{name}: {' '.join(run)}" for run in runs(line) & theirs]
    assert repeated == []


# Each by hand: page, subject, predicate, object, and one qualifier where it has a figure.
HAND = """
ai-infrastructure.txt | hyperscalers | buys | compute |
ai-infrastructure.txt | NVIDIA Corporation | investsIn | optical networking | amount=4000000000
ai-infrastructure.txt | Alibaba | investsIn | AI infrastructure | amount=53000000000
ai-infrastructure.txt | AI optical-transceiver market | marketEstimate | | amount=16500000000
ai-infrastructure.txt | AI optical-transceiver market | marketEstimate | | amount=26000000000
optical-networking.txt | Ciena | supplies | optical networking |
optical-networking.txt | Coherent | supplies | optical networking |
optical-networking.txt | Lumentum | supplies | optical networking |
optical-networking.txt | NVIDIA Corporation | investsIn | Coherent | amount=2000000000
optical-networking.txt | NVIDIA Corporation | investsIn | Lumentum | amount=2000000000
optical-networking.txt | NVIDIA Corporation | competesWith | Arista Networks |
optical-networking.txt | NVIDIA Corporation | competesWith | Marvell |
optical-networking.txt | NVIDIA Corporation | produces | NVLink |
optical-networking.txt | 1.6T transceiver | succeeds | 800G transceiver |
optical-networking.txt | silicon-photonics interconnect market | marketEstimate | | amount=33800000000
compute-and-memory.md | SK hynix | suppliesTo | NVIDIA Corporation |
compute-and-memory.md | Micron | suppliesTo | NVIDIA Corporation |
compute-and-memory.md | TSMC | suppliesTo | AMD |
compute-and-memory.md | AMD | acquires | Pensando | amount=1900000000
compute-and-memory.md | NVIDIA Corporation | acquires | Mellanox |
compute-and-memory.md | NVIDIA Corporation | competesWith | Huawei |
compute-and-memory.md | AMD | dependsOn | TSMC |
power-and-cooling.md | Westinghouse | produces | AP1000 |
power-and-cooling.md | Carrier | supplies | thermal cooling system |
power-and-cooling.md | Japan | investsIn | United States | amount=550000000000
funds-and-indices.txt | KODEX US AI Optical Communication Network ETF | tracks | Akros U.S. AI Optical Communication and Network Infrastructure Index |
funds-and-indices.txt | KODEX US AI Optical Communication Network ETF | listedOn | South Korea |
funds-and-indices.txt | KODEX US AI Optical Communication Network ETF | performance | | percent=34
chip-plants.txt | Texas Instruments | investsIn | Texas | upperBound=30000000000
chip-plants.txt | Microchip Technology | acquires | Microsemi |
compute-and-memory.md | AMD | headquarteredIn | Santa Clara, California |
funds-and-indices.txt | Coherent | hasTicker | COHR |
funds-and-indices.txt | SPDR S&P 500 ETF Trust | hasTicker | SPY |
funds-and-indices.txt | NVIDIA Corporation | listedOn | Nasdaq |
chip-plants.txt | TSMC | investsIn | U.S. chip manufacturing | amount=100000000000
chip-plants.txt | TSMC | investsIn | U.S. manufacturing | amount=265000000000
chip-plants.txt | Samsung Electronics | investsIn | plant in Taylor, Texas | amount=17000000000
"""


def cases(lines: str) -> list[tuple[str, ...]]:
    """Return the cells of each line."""
    return [tuple(part.strip() for part in line.split("|")) for line in lines.strip().splitlines()]


CASES = [pytest.param(*case, id=" ".join(case[1:])) for case in cases(HAND)]


def test_the_hand_checked_list_is_of_its_length() -> None:
    assert len(cases(HAND)) == len(set(cases(HAND))) == 37


@pytest.mark.parametrize(("page", "subject", "predicate", "target", "figure"), CASES)
def test_a_hand_checked_fact_is_read(
    readings: Mapping[str, Reading], page: str, subject: str, predicate: str, target: str, figure: str
) -> None:
    claims = [claim for claim in readings[page].claims if claim.live and claim.predicate == predicate]
    claims = [
        claim for claim in claims if claim.subject.label == subject and (not target or claim.object.label == target)
    ]
    name, _, amount = figure.partition("=")
    assert claims
    assert not name or any(claim.qualifiers.get(name) == Decimal(amount) for claim in claims)


# What must not become a fact


@pytest.mark.parametrize(
    ("page", "subject", "predicate", "target"),
    [
        ("ai-infrastructure.txt", "NVIDIA Corporation", "acquires", "Arm"),
        ("compute-and-memory.md", "NVIDIA Corporation", "acquires", "Arm"),
        ("optical-networking.txt", "NVIDIA Corporation", "acquires", "Coherent"),
        ("optical-networking.txt", "NVIDIA Corporation", "acquires", "Lumentum"),
    ],
)
def test_a_denial_is_no_fact(
    readings: Mapping[str, Reading], page: str, subject: str, predicate: str, target: str
) -> None:
    assert [
        claim.id for claim in readings[page].claims if claim.live and fact(claim) == (subject, predicate, target)
    ] == []


@pytest.mark.parametrize(
    ("page", "amount"),
    [
        ("ai-infrastructure.txt", 80),
        ("ai-infrastructure.txt", 500),
        ("chip-plants.txt", 500),
        ("power-and-cooling.md", 332),
    ],
)
def test_a_joint_amount_is_given_to_none_of_the_partners(
    readings: Mapping[str, Reading], page: str, amount: int
) -> None:
    figure = Decimal(amount) * 10**9
    partners = {
        "Alphabet",
        "DataVolt",
        "OpenAI",
        "Oracle",
        "SoftBank Group",
        "Westinghouse",
        "GE Vernova",
        "Bechtel",
        "Kiewit",
    }
    holders = {
        claim.subject.label
        for claim in readings[page].claims
        if claim.live and figure in [claim.qualifiers.get(name) for name in FIGURES]
    }
    assert holders & partners == set()


def test_a_hedge_is_no_fact(readings: Mapping[str, Reading]) -> None:
    hedged = [
        claim
        for claim in readings["chip-plants.txt"].claims
        if claim.qualifiers.get("upperBound") == Decimal(100) * 10**9
    ]
    assert [claim.id for claim in hedged if claim.live] == []


def test_every_passage_is_the_text_it_points_at(readings: Mapping[str, Reading]) -> None:
    for name, reading in readings.items():
        for claim in reading.claims:
            assert reading.text[claim.passage.start : claim.passage.end] == claim.passage.text, name
