"""The ontology keeps its own habits: labels, definitions, examples, ends of properties, and no term without a use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, RdfFormat, Store
from rdflib import OWL

from themegraph.ontology.files import hygiene_checks, ontology_turtle
from themegraph.ontology.modules import constant
from themegraph.ontology.terms import AII, CONCEPTS
from themegraph.ontology.vocabulary import load_vocabulary

CHECKS = hygiene_checks()
FAULTS = {
    "admitted_outside_range": "aii:investee aii:admits aii:Claim .",
    "bare_concept": "aiix:stray a aii:Rank ; skos:inScheme aiix:ranks .",
    "blank_node": "aii:Supply rdfs:seeAlso [] .",
    "case_clash": "aii:invests_in a owl:Class . aii:INVESTSIN rdfs:isDefinedBy aii: .",
    "disjoint_ancestors": "aii:Company rdfs:subClassOf aii:Layer .",
    "duplicate_definition": 'aii:X skos:definition "maker of things"@en ; rdfs:isDefinedBy aii: . aii:Y skos:definition "maker of things"@en ; rdfs:isDefinedBy aii: .',
    "duplicate_label": 'aii:X rdfs:label "Supplier"@en ; rdfs:isDefinedBy aii: .',
    "incomplete_relation": "aii:Loan rdfs:subClassOf aii:Relationship .",
    "missing_definition": 'aii:X a owl:Class ; skos:definition "thing"@en .',
    "missing_domain_or_range": "aii:x a owl:ObjectProperty ; rdfs:domain aii:Claim .",
    "missing_example": "aii:X a owl:Class .",
    "missing_home": "<https://example.org/X> a owl:Class .",
    "missing_label": 'aii:X a owl:Class ; rdfs:label "x"@de .',
    "placeholder_text": 'aii:x skos:definition "role property of aii:Supply"@en .',
    "range_kind": "aii:x a owl:DatatypeProperty ; rdfs:range aii:Claim .",
    "role_outside_domain": "aii:Supply aii:qualifiedBy aii:dealState .",
    "stored_inverse": "aii:suppliedBy owl:inverseOf aii:supplies .",
    "subclass_cycle": "aii:Relationship rdfs:subClassOf aii:Investment .",
    "undeclared_term": "aii:Supply aii:shortcut aii:furnishes .",
}
PREFIXES = """
PREFIX aii: <https://w3id.org/ai-infrastructure/ontology/>
PREFIX aiix: <https://w3id.org/ai-infrastructure/scheme/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
# Where a term may be put to use: questions, rules, shapes, the graph's code, the relations that are read, tests.
USES = (
    "queries/**/*.rq",
    "ontology/rules/*.rq",
    "ontology/shapes.ttl",
    "graph/**/*.py",
    "loaders/relations/*.yaml",
    "tests/**/*",
)
TEXTS = {".rq", ".ttl", ".py", ".yaml"}


@pytest.fixture
def store() -> Store:
    """Hold the ontology in the default graph."""
    store = Store()
    for text in ontology_turtle():
        store.load(text.encode(), format=RdfFormat.TURTLE)
    return store


def offenders(store: Store, check: str) -> list[list[str]]:
    """Return the rows of a hygiene check as text."""
    rows = store.query(CHECKS[check])
    assert isinstance(rows, QuerySolutions)
    return [[str(value) for value in row] for row in rows]


def test_checks_are_collected() -> None:
    assert set(CHECKS) == set(FAULTS)
    assert len(CHECKS) == 19


@pytest.mark.parametrize("check", sorted(CHECKS))
def test_ontology_passes(store: Store, check: str) -> None:
    assert offenders(store, check) == []


@pytest.mark.parametrize("check", sorted(FAULTS))
def test_check_finds_its_fault(store: Store, check: str) -> None:
    store.update(f"{PREFIXES} INSERT DATA {{ {FAULTS[check]} }}")
    assert offenders(store, check) != []


def words_in_use(root: Path) -> Iterator[str]:
    """Yield the words of every file that may put a term to use, this one apart."""
    for pattern in USES:
        for path in root.glob(pattern):
            if path.is_file() and path.suffix in TEXTS and path != Path(__file__):
                yield from re.findall(r"\w+", path.read_text(encoding="utf-8"))


def test_every_term_is_used_by_a_question_or_a_test(root: Path) -> None:
    vocabulary = load_vocabulary()
    annotations = vocabulary.terms(OWL.AnnotationProperty)
    used = set(words_in_use(root))
    terms = [*vocabulary.classes, *vocabulary.properties, *annotations]
    unused = [name for name in terms if name not in used and constant(name) not in used]
    assert unused == [], f"no question, rule, shape or test uses {unused}: ask for them or drop them from theme.ttl"


def test_concepts_of_each_scheme() -> None:
    assert {name: tuple(concepts) for name, concepts in CONCEPTS.items()} == {
        "hasRank": ("preferred", "normal", "deprecated"),
        "hasStatus": ("asserted", "planned", "hedged", "conditional", "speculative", "negated", "reported"),
        "estimateKind": ("outcome", "estimate", "forecast", "unstated"),
        "polarity": ("raises", "lowers", "speeds", "slows", "redistributes"),
        "trendPolarity": ("raises", "lowers", "speeds", "slows", "redistributes"),
        "dealState": ("proposed", "agreed", "completed", "abandoned"),
        "riskKind": (
            "customerConcentration",
            "partyDependence",
            "technologyDisplacement",
            "spendingPause",
            "cyclicality",
            "supplyConcentration",
            "regulationAndTrade",
            "competition",
            "execution",
            "otherRisk",
        ),
    }
    assert CONCEPTS["riskKind"]["customerConcentration"] == "customer concentration and lumpy revenue"


def test_head_names_version_creator_and_imports(store: Store) -> None:
    head = f"{PREFIXES} PREFIX dcterms: <http://purl.org/dc/terms/> SELECT ?creator ?version ?note WHERE {{ <{AII}> a owl:Ontology ; "
    rows = store.query(
        head
        + "dcterms:creator ?creator ; owl:versionIRI ?version ; rdfs:comment ?note . FILTER NOT EXISTS { ?any owl:imports ?other } }"
    )
    assert isinstance(rows, QuerySolutions)
    [(creator, version, note)] = [tuple(value.value for value in row) for row in rows]
    assert creator == "themegraph contributors"
    assert re.fullmatch(rf"{re.escape(AII)}\d{{4}}-\d\d-\d\d/", version)
    assert note.startswith("Imports nothing")


def test_alignments_name_only_verified_terms(shared: Path) -> None:
    table = (shared / "reference" / "ontology" / "mapping.tsv").read_text(encoding="utf-8").splitlines()[1:]
    verified = {line.split("\t")[2] for line in table}
    text = ontology_turtle()[2]
    aligned = Store()
    aligned.load(text.encode(), format=RdfFormat.TURTLE)
    targets = {quad.object.value for quad in aligned}
    assert targets - verified == set()
    assert len(aligned) == 59
