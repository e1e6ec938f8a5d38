"""The generated modules: constants, classes, relations, concepts; and that they follow from the ontology."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import Graph, URIRef

from themegraph.errors import UnknownNameError
from themegraph.ontology import generate, terms
from themegraph.ontology.files import hygiene_checks, ontology_turtle, read_text, rule, shapes_turtle
from themegraph.ontology.relation import Relation, qualifier_names, with_narrower

RELATION_NAMES = [
    "supplies",
    "suppliesTo",
    "investsIn",
    "acquires",
    "partnersWith",
    "competesWith",
    "produces",
    "tracks",
    "holds",
    "listsHoldings",
    "identifiedAs",
    "listedOn",
    "hasTicker",
    "subsidiaryOf",
    "headquarteredIn",
    "marketEstimate",
    "growth",
    "performance",
    "reports",
    "estimateRevised",
    "risk",
    "publishedBy",
    "announcedOn",
    "buys",
    "dependsOn",
    "influences",
    "spendsOn",
    "constrains",
    "covers",
    "partOf",
    "usedIn",
    "succeeds",
    "kindOf",
    "marketOf",
    "targetsLayer",
    "providedBy",
    "hasRole",
    "hasFunction",
    "definedAs",
    "suppliedThrough",
    "alsoKnownAs",
    "signals",
    "states",
    "hasCharacteristic",
]


def annotated(name: str) -> dict[str, str]:
    """Return each class that bears an annotation with its value."""
    graph = Graph().parse(data=ontology_turtle()[0], format="turtle")
    pairs = graph.subject_objects(URIRef(terms.AII + name))
    return {str(subject).removeprefix(terms.AII): str(value) for subject, value in pairs}


def test_generated_files_follow_from_the_ontology(root: Path) -> None:
    files = generate.generated(root)
    assert [path.name for path in files] == ["terms.py", "classes.py", "relations.py", "ontology.md"]
    assert generate.stale(files) == [], f"run {generate.COMMAND}"


def test_generator_writes_what_it_then_finds_in_step(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("ontology", "docs"):
        (tmp_path / folder).mkdir()
    assert generate.main(["--check", "--root", str(tmp_path)]) == 1
    assert f"terms.py: differs from the ontology; run {generate.COMMAND}" in capsys.readouterr().err
    assert list((tmp_path / "ontology").iterdir()) == []
    assert generate.main(["--root", str(tmp_path)]) == 0
    assert generate.main(["--check", "--root", str(tmp_path)]) == 0
    written = {path.name: path.read_bytes() for path in (tmp_path / "ontology").iterdir()}
    assert generate.main(["--root", str(tmp_path)]) == 0
    assert {path.name: path.read_bytes() for path in (tmp_path / "ontology").iterdir()} == written


def test_terms_import_nothing_heavy() -> None:
    code = "import sys, themegraph.ontology.terms; print(sorted({'rdflib', 'pyoxigraph', 'yaml', 'pyshacl'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_constants() -> None:
    assert terms.Investment == "https://w3id.org/ai-infrastructure/ontology/Investment"
    assert terms.INVESTS_IN == "https://w3id.org/ai-infrastructure/ontology/investsIn"
    assert terms.iri("investsIn") == terms.INVESTS_IN
    assert terms.iri("skos:altLabel") == "http://www.w3.org/2004/02/skos/core#altLabel"


def test_every_relation_of_the_contract_is_there() -> None:
    assert sorted(terms.RELATIONS) == sorted(RELATION_NAMES)
    assert {relation.node_class: name for name, relation in terms.RELATIONS.items()} == annotated("relationName")


def test_measures_choose_narrower_classes() -> None:
    assert terms.MEASURES == {("MarketEstimate", "TAM"): "TotalAddressableMarket"}
    assert {narrower: measure for (_, measure), narrower in terms.MEASURES.items()} == annotated("forMeasure")


def test_classes_carry_their_line() -> None:
    assert terms.CLASSES["Government"] == ("Government", "Organization", "Party", "NamedThing")
    assert terms.CLASSES["TotalAddressableMarket"] == (
        "TotalAddressableMarket",
        "MarketEstimate",
        "QuantityStatement",
        "Relationship",
    )
    assert terms.CLASSES["ExchangeTradedFund"] == ("ExchangeTradedFund", "Fund", "FinancialProduct", "NamedThing")


def test_concepts_range_over_their_classes() -> None:
    assert {name: terms.RANGES[name] for name in terms.CONCEPTS} == {
        "hasRank": ("Rank",),
        "hasStatus": ("Status",),
        "estimateKind": ("EstimateKind",),
        "polarity": ("Polarity",),
        "trendPolarity": ("Polarity",),
        "riskKind": ("RiskKind",),
        "dealState": ("DealState",),
    }


def test_ranges_of_qualifiers() -> None:
    assert terms.RANGES["amount"] == ("xsd:decimal",)
    assert terms.RANGES["startDate"] == ("xsd:date",)
    assert terms.RANGES["listingVenue"] == ("Country", "Exchange")
    assert terms.RANGES["evidencedBy"] == ("Investment",)


def test_investment_in_full() -> None:
    relation = terms.RELATIONS["investsIn"]
    assert relation == Relation(
        name="investsIn",
        node_class="Investment",
        subject_role="investor",
        object_role="investee",
        object_is_literal=False,
        shortcut="investsIn",
        symmetric=False,
        subject_types=("Party", "Organization", "Company", "Government", "OrganizationGroup", "Country"),
        object_types=relation.object_types,
        identity=("amount", "currency", "lowerBound", "upperBound", "startDate", "endDate", "datePrecision"),
        qualifiers=("stakePercent",),
        links=("partOfCommitment",),
        quantity=False,
    )
    assert {"Layer", "Project", "Country", "OrganizationGroup"} < set(relation.object_types)
    assert not {"Index", "Fund", "Topic", "Document", "NamedThing"} & set(relation.object_types)


@pytest.mark.parametrize(
    ("name", "role", "literal", "shortcut"),
    [
        ("marketEstimate", "", True, ""),
        ("announcedOn", "", True, ""),
        ("hasTicker", "ticker", True, "hasTicker"),
        ("risk", "skos:prefLabel", True, ""),
        ("alsoKnownAs", "skos:altLabel", True, ""),
        ("hasFunction", "functionText", True, ""),
        ("estimateRevised", "revisionOf", False, ""),
        ("kindOf", "broaderKind", False, "kindOf"),
    ],
)
def test_objects(name: str, role: str, literal: bool, shortcut: str) -> None:
    relation = terms.RELATIONS[name]
    assert (relation.object_role, relation.object_is_literal, relation.shortcut) == (role, literal, shortcut)


def test_symmetric_relations_and_quantities() -> None:
    relations = terms.RELATIONS.values()
    assert [each.name for each in relations if each.symmetric] == ["partnersWith", "competesWith"]
    assert [each.name for each in relations if each.quantity] == [
        "marketEstimate",
        "growth",
        "performance",
        "estimateRevised",
    ]


def test_qualifiers_of_claims_are_no_node_qualifiers() -> None:
    assert set(terms.CLAIM_QUALIFIERS) == {
        "approximate",
        "valueText",
        "note",
        "subjectQuantity",
        "objectQuantity",
        "trend",
        "order",
        "form",
        "filedOn",
        "accession",
        "fiscalPeriod",
    }
    carried = {name for each in terms.RELATIONS.values() for name in (*each.identity, *each.qualifiers)}
    assert carried & set(terms.CLAIM_QUALIFIERS) == set()
    assert carried <= set(terms.RANGES)


def test_types_include_narrower_classes() -> None:
    classes = {"A": ("A",), "B": ("B", "A"), "C": ("C",), "D": ("D", "B", "A")}
    assert with_narrower("A", classes) == ("A", "B", "D")
    assert with_narrower("", classes) == ()
    assert qualifier_names("amount date") == ("amount", "startDate", "endDate", "datePrecision")


def test_packaged_files_are_found() -> None:
    assert rule("exposure").startswith("# Derive what a fund is exposed to")
    assert "aiis:Claim" in shapes_turtle()
    assert "missing_label" in hygiene_checks()
    with pytest.raises(UnknownNameError, match=r"rules/guess\.rq: no such file in the ontology"):
        read_text("rules/guess.rq")
