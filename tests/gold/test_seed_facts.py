"""The client's page, fact by fact: every core fact has a claim whose passage meets the fact's evidence, no trap yields one."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from themegraph.graph.claim import LIVE, Claim, Entity, Reading
from themegraph.loaders.load import read

# gold predicate → the relations that state it; "" where the graph holds it as a name, a type or a listed source
RELATIONS: Mapping[str, tuple[str, ...]] = {
    "buys": ("buys",),
    "moves": ("hasFunction",),
    "scalesFromTo": ("succeeds",),
    "scalesToward": ("succeeds",),
    "committed": ("investsIn",),
    "investsIn": ("investsIn",),
    "strategicPartnerOf": ("partnersWith",),
    "gatesScalingOf": ("constrains",),
    "hasRisk": ("risk",),
    "representativeNameOf": ("supplies",),
    "listedIn": ("listedOn",),
    "tracksIndex": ("tracks",),
    "returned": ("performance",),
    "hasLayer": ("partOf",),
    "includes": ("partOf", "usedIn", "definedAs"),
    "isA": ("kindOf",),
    "feeds": ("hasFunction",),
    "runsThrough": ("suppliedThrough",),
    "coveredBy": ("covers",),
    "increasinglyBindingConstraintOn": ("constrains",),
    "bottleneckMovesBetween": ("hasCharacteristic",),
    "currentMajorConstraint": ("constrains",),
    "drives": ("influences",),
    "increasedCapexTo": ("spendsOn",),
    "marketSize": ("marketEstimate",),
    "growth": ("growth",),
    "raisedEstimateOf": ("estimateRevised",),
    "raisedTargetOn": ("estimateRevised",),
    "isPartOf": ("partOf", "investsIn"),
    "said": ("states",),
    "createsDemandFor": ("influences",),
    "acceleratesAdoptionOf": ("influences",),
    "funds": ("investsIn",),
    "buildsOpticsAround": ("supplies", "hasFunction"),
    "makes": ("produces",),
    "suppliesLayer": ("supplies",),
    "keepsRunning": ("hasFunction",),
    "hasPart": ("partOf",),
    "dependOn": ("dependsOn",),
    "reference": ("publishedBy",),
    "signals": ("signals",),
    "etfFor": ("targetsLayer",),
    "targetsLayer": ("targetsLayer",),
    "canCause": ("risk",),
    "canReshuffle": ("influences",),
    "alias": ("alsoKnownAs",),
}
FLOOR = 93


@pytest.fixture(scope="module")
def gold(shared: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((shared / "gold" / "seed-facts.json").read_text("utf-8"))
    return loaded


@pytest.fixture(scope="module")
def reading(shared: Path) -> Reading:
    return read(shared / "seeds" / "ai-infrastructure.txt")


def words(value: object) -> set[str]:
    return {word.rstrip("s") for word in re.findall(r"\w+", str(value).casefold().replace("-", " "))} - {
        "the",
        "a",
        "an",
        "of",
        "to",
        "and",
        "on",
        "in",
        "can",
    }


def names(thing: object, entities: Mapping[str, dict[str, Any]]) -> list[set[str]]:
    known = entities.get(str(thing))
    listed = [known["name"], *known["aliases"]] if known else [thing]
    if known and known["type"] == "Layer":
        listed += [part for part in ("power", "optical networking") if part.split()[-1][:5] in known["name"].casefold()]
    return [words(name) for name in listed]


def claim_words(end: object) -> list[set[str]]:
    if isinstance(end, Entity):
        return [words(end.label), *(words(alias) for alias in end.aliases)]
    return [words(getattr(end, "value", "")), words(getattr(end, "label", ""))]


def shares(wanted: list[set[str]], found: list[set[str]]) -> bool:
    return any(w and f and len(w & f) >= 0.5 * min(len(w), len(f)) for w in wanted for f in found)


def states(claim: Claim, fact: Mapping[str, Any], entities: Mapping[str, dict[str, Any]]) -> bool:
    """Whether a claim states a fact: relation, place, one end at least, and any figure."""
    if claim.predicate not in RELATIONS[fact["predicate"]] or claim.status not in LIVE:
        return False
    if not any(claim.passage.start < e["end"] and e["start"] < claim.passage.end for e in fact["evidence"]):
        return False
    figures = [
        fact["object"] if isinstance(fact["object"], (int, float)) and not isinstance(fact["object"], bool) else None,
        fact["qualifiers"].get("amount"),
    ]
    for figure in [f for f in figures if f is not None]:
        if figure not in {claim.qualifiers.get("amount"), claim.qualifiers.get("percent")}:
            return False
    things = fact["object"] if isinstance(fact["object"], list) else [fact["object"]]
    ends = [
        *claim_words(claim.subject),
        *claim_words(claim.object),
        *(words(v) for v in claim.qualifiers.values() if isinstance(v, str)),
    ]
    wanted = (
        [*names(fact["subject"], entities)]
        if isinstance(things[0], (int, float))
        else [n for thing in things for n in names(thing, entities)]
    )
    return shares(wanted, ends)


def held_otherwise(fact: Mapping[str, Any], reading: Reading) -> bool:
    """Whether a name, type or link of the graph holds a fact that is no relation of its own."""
    if fact["predicate"] in {"alias", "abbreviation"}:
        return any(str(fact["object"]) in {e.label, *e.aliases} for e in reading.entities)
    if fact["kind"] == "type" and "fund" in str(fact["object"]):
        return any(e.type == "ExchangeTradedFund" for e in reading.entities)
    if fact["kind"] == "part_of":
        return any(
            link.role == "partOfCommitment" and str(fact["subject"]).split()[-1] in claim.object.label.casefold()
            for claim in reading.claims
            for link in claim.links
        )
    return False


def test_core_facts(gold: dict[str, Any], reading: Reading, capsys: pytest.CaptureFixture[str]) -> None:
    entities = {entity["id"]: entity for entity in gold["entities"]}
    core = [fact for fact in gold["facts"] if fact["core"]]
    missing = [
        f
        for f in core
        if not held_otherwise(f, reading)
        and not (f["predicate"] in RELATIONS and any(states(c, f, entities) for c in reading.claims))
    ]
    with capsys.disabled():
        print(f"\ncore facts of the seed: {len(core) - len(missing)} of {len(core)}")
        for fact in missing:
            print("  missing:", fact["id"], fact["subject"], fact["predicate"], fact["object"])
    assert len(core) == 95
    assert len(core) - len(missing) >= FLOOR


def test_traps_yield_nothing(gold: dict[str, Any], reading: Reading) -> None:
    traps = [fact for fact in gold["facts"] if fact["kind"] == "trap"]
    assert len(traps) == 4
    labels = {name.casefold() for e in reading.entities for name in (e.label, *e.aliases)}
    for trap in traps:
        assert str(trap["object"]).casefold() not in labels
        assert not [
            c
            for c in reading.claims
            for e in trap["evidence"]
            if c.passage.start < e["end"] and e["start"] < c.passage.end
        ]


def test_spans_are_exact(reading: Reading) -> None:
    assert len(reading.claims) > 90
    for claim in reading.claims:
        assert reading.text[claim.passage.start : claim.passage.end] == claim.passage.text


def test_unresolved_citation_is_kept(reading: Reading) -> None:
    performance = [c for c in reading.claims if c.predicate == "performance"]
    assert [(c.cited, c.cited_as, c.claimant.label if c.claimant else "") for c in performance] == [
        ("", "Samsung KODEX", "Samsung KODEX")
    ]
