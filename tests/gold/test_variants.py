"""The same page about other companies, funds, publishers, amounts, currencies and dates gives the same facts about those."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from themegraph.graph.claim import LIVE, Claim, Entity, Reading
from themegraph.loaders.extraction.engine import extract
from themegraph.loaders.reading import parse_document

# names that no registry knows; the longer ones first, as they hold the shorter
UNKNOWN = {
    "KODEX US AI Optical Communication Network ETF": "NEXUS World AI Photonic Link ETF",
    "Akros U.S. AI Optical Communication and Network Infrastructure Index": "Zephyr Global AI Photonic Link and Fabric Infrastructure Index",
    "Akros AI Optical index": "Zephyr AI Photonic index",
    "Samsung KODEX": "Tanaka NEXUS",
    "NVIDIA Corporation": "Borealis Corporation",
    "NVIDIA IR": "Borealis IR",
    "NVIDIA": "Borealis",
    "Nvidia": "Borealis",
    "Coherent": "Quantrel",
    "Lumentum": "Zyblat",
    "Ciena": "Orvance",
    "TrendForce": "Marketscope",
    "Global Market Insights": "Helio Research Partners",
    "LightCounting": "PhotonStats",
    "Bank of America": "Nordfjord Bank",
    "BofA": "Nordfjord Bank",
    "24/7 Wall St.": "Daily Ledger",
    "Korea-listed": "Japan-listed",
    "South Korea": "Japan",
}
KNOWN = {
    "NVIDIA Corporation": "Broadcom Inc.",
    "NVIDIA IR": "Broadcom IR",
    "NVIDIA": "Broadcom",
    "Nvidia": "Broadcom",
    "Coherent": "Corning",
    "Lumentum": "Fabrinet",
    "Ciena": "Arista Networks",
    "TrendForce": "LightCounting",
    "LightCounting": "TrendForce",
    "Korea-listed": "Taiwan-listed",
    "South Korea": "Taiwan",
}
FIGURES = {
    "$16.5 billion": "€7.25 billion",
    "$26 billion": "€9.8 billion",
    "US$26 Billion": "€9.8 Billion",
    "57%": "35%",
    "$3.69 billion": "¥480 billion",
    "$33.8 billion": "¥3.1 trillion",
    "$1.7 trillion": "£950 billion",
    "about $4 billion": "about €6 billion",
    "$2 billion": "€3 billion",
    "34%": "12%",
    "March 2026": "November 2027",
    "2026-03-02": "2027-11-09",
    "May 2026": "June 2028",
    "2026-05-13": "2028-06-20",
    "2030": "2035",
    "2034": "2041",
    "in 2025": "in 2027",
    "in 2026": "in 2028",
    "2026-04-20": "2028-02-11",
    "2026-01-01": "2028-01-02",
    "2025-01-15": "2027-01-20",
    "first month": "first quarter",
}
# what rests on knowledge of the names themselves
BY_NAME = {"alsoKnownAs", "marketOf"}


def rewrite(text: str, names: dict[str, str], figures: dict[str, str]) -> str:
    table = {**names, **figures}
    pattern = re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))
    return pattern.sub(lambda found: table[found.group()], text)


def read(text: str) -> Reading:
    return extract(parse_document(text.encode(), name="page.txt"))


def key(claim: Claim, rename: Callable[[str], str]) -> tuple[str, str, str]:
    """A claim without what differs by name alone: relation, subject, object."""
    thing = claim.object.label if isinstance(claim.object, Entity) else claim.object.value
    return claim.predicate, bare(rename(claim.subject.label)), bare(rename(thing))


def bare(name: str) -> str:
    return re.sub(r",? (?:Corporation|Inc\.|Corp\.)$", "", name).casefold()


def compare(
    original: Reading, variant: Reading, names: dict[str, str], figures: dict[str, str], skip: Callable[[Claim], bool]
) -> list[str]:
    """Return what the original states and the variant does not state of the renamed things."""

    def rename(name: str) -> str:
        return rewrite(name, names, figures)

    found = {key(claim, str) for claim in variant.claims if claim.status in LIVE}
    wanted = [
        claim
        for claim in original.claims
        if claim.status in LIVE and claim.predicate not in BY_NAME and not skip(claim)
    ]
    assert len(wanted) > 60
    return [" | ".join(key(claim, rename)) for claim in wanted if key(claim, rename) not in found]


@pytest.mark.parametrize(
    ("names", "figures"),
    [(UNKNOWN, {}), (KNOWN, {}), ({}, FIGURES), (UNKNOWN, FIGURES)],
    ids=["unknown", "known", "figures", "both"],
)
def test_seed_variants(shared: Path, names: dict[str, str], figures: dict[str, str]) -> None:
    text = (shared / "seeds" / "ai-infrastructure.txt").read_text("utf-8")
    original, variant = read(text), read(rewrite(text, names, figures))

    def by_description(claim: Claim) -> bool:
        return "chip leader" in claim.passage.text  # whom that means is known of one company only

    missing = compare(original, variant, names, figures, by_description)
    assert missing == []


def test_figures_follow(shared: Path) -> None:
    text = (shared / "seeds" / "ai-infrastructure.txt").read_text("utf-8")
    variant = read(rewrite(text, UNKNOWN, FIGURES))
    invested = {
        (
            c.subject.label,
            c.object.label,
            str(c.qualifiers.get("amount")),
            c.qualifiers.get("currency"),
            str(c.qualifiers.get("startDate")),
        )
        for c in variant.claims
        if c.predicate == "investsIn" and "startDate" in c.qualifiers
    }
    assert ("Borealis Corporation", "Quantrel", "3000000000", "EUR", "2027-11-01") in {
        (bare_label(a), *rest) for a, *rest in invested
    }
    estimates = {
        (
            str(c.qualifiers["amount"]),
            c.qualifiers["currency"],
            str(c.qualifiers["startDate"])[:4],
            c.claimant.label if c.claimant else "",
        )
        for c in variant.claims
        if c.predicate == "marketEstimate"
    }
    assert {
        ("7250000000", "EUR", "2027", "Marketscope"),
        ("9800000000", "EUR", "2028", "Marketscope"),
        ("480000000000", "JPY", "2027", "Helio Research Partners"),
        ("3100000000000", "JPY", "2041", "Helio Research Partners"),
        ("950000000000", "GBP", "2035", "Nordfjord Bank"),
    } <= estimates


def bare_label(name: str) -> str:
    return "Borealis Corporation" if name.startswith("Borealis") else name
