"""Each vocabulary that the program understands becomes claims: names, codes, parents, and nothing that the file does not say."""

from __future__ import annotations

from pathlib import Path

import pytest

from themegraph.loaders.load import read
from themegraph.loaders.pool import read_all
from themegraph.loaders.setup import Setup
from themegraph.loaders.sources import Candidate

FIBO = """
@prefix cb: <https://spec.edmcouncil.org/fibo/ontology/BE/LegalEntities/CorporateBodies/> .
@prefix lei: <https://spec.edmcouncil.org/fibo/ontology/BE/LegalEntities/LEIEntities/> .
@prefix cctl: <https://spec.edmcouncil.org/fibo/ontology/BE/OwnershipAndControl/CorporateControl/> .
@prefix rel: <https://spec.edmcouncil.org/fibo/ontology/FND/Relations/Relations/> .
@prefix id: <https://www.omg.org/spec/Commons/Identifiers/> .
@prefix text: <https://www.omg.org/spec/Commons/TextDatatype/> .
@prefix e: <https://example.org/> .
e:q a cb:StockCorporation ; rel:hasLegalName "Quantrel Inc." ; cctl:hasSubsidiary e:v ; rel:hasTag "no code" .
e:v a cb:StockCorporation ; rel:hasLegalName "Vexel Corp." .
e:lei a lei:LegalEntityIdentifier ; id:identifies e:v ; text:hasTextValue "549300XH862LODIC7E15" .
e:register id:identifies e:v ; rel:hasTag "5786925" .
"""
SCHEMA = """{"@context": "https://schema.org", "@type": "Corporation", "@id": "https://example.org/v",
 "name": "Vexel Corp.", "leiCode": "549300XH862LODIC7E15", "tickerSymbol": "VXL",
 "parentOrganization": {"@type": "Corporation", "name": "Quantrel Inc."}}"""
ORG = """
@prefix org: <http://www.w3.org/ns/org#> . @prefix rov: <http://www.w3.org/ns/regorg#> . @prefix e: <https://example.org/> .
e:v a rov:RegisteredOrganization ; rov:legalName "Vexel Corp." ; org:subOrganizationOf e:q .
e:q a rov:RegisteredOrganization ; rov:legalName "Quantrel Inc." .
"""
WIKIDATA = """
@prefix wd: <http://www.wikidata.org/entity/> . @prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
wd:Q900000001 wdt:P31 wd:Q4830453 ; rdfs:label "Vexel Corp."@en , "Vexel AG"@de ; wdt:P1278 "549300XH862LODIC7E15" ;
  wdt:P5531 "0009999991" ; wdt:P749 wd:Q900000002 .
wd:Q900000002 wdt:P31 wd:Q4830453 ; rdfs:label "Quantrel Inc."@en .
"""
OURS = """
@prefix aii: <https://w3id.org/ai-infrastructure/ontology/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix e: <https://example.org/> .
e:deal a aii:Investment ; aii:investor e:q ; aii:investee e:v ; aii:amount "4e7"^^<http://www.w3.org/2001/XMLSchema#double> ;
  aii:currency "USD" ; aii:startDate "2026-03" ; aii:endDate "2026-03" ; aii:stakePercent "many" .
e:q a aii:Company ; skos:prefLabel "Quantrel Inc." .
e:v a aii:Company ; skos:prefLabel "Vexel Corp." .
"""


@pytest.mark.parametrize(
    ("name", "text", "facts"),
    [
        (
            "fibo.ttl",
            FIBO,
            {("Vexel Corp.", "subsidiaryOf", "Quantrel Inc."), ("Vexel Corp.", "identifiedAs", "549300XH862LODIC7E15")},
        ),
        (
            "schema.jsonld",
            SCHEMA,
            {
                ("Vexel Corp.", "subsidiaryOf", "Quantrel Inc."),
                ("Vexel Corp.", "identifiedAs", "549300XH862LODIC7E15"),
                ("Vexel Corp.", "hasTicker", "VXL"),
            },
        ),
        ("org.ttl", ORG, {("Vexel Corp.", "subsidiaryOf", "Quantrel Inc.")}),
        (
            "items.ttl",
            WIKIDATA,
            {
                ("Vexel Corp.", "subsidiaryOf", "Quantrel Inc."),
                ("Vexel Corp.", "identifiedAs", "549300XH862LODIC7E15"),
                ("Vexel Corp.", "identifiedAs", "0009999991"),
                ("Vexel Corp.", "alsoKnownAs", "Vexel AG"),
            },
        ),
        ("ours.ttl", OURS, {("Quantrel Inc.", "investsIn", "Vexel Corp.")}),
    ],
)
def test_a_vocabulary_becomes_claims(tmp_path: Path, name: str, text: str, facts: set[tuple[str, str, str]]) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    reading = read(tmp_path / name)
    assert {(claim.subject.label, claim.predicate, claim.object.label) for claim in reading.claims} == facts
    for claim in reading.claims:
        assert reading.text[claim.passage.start : claim.passage.end] == claim.passage.text


def test_a_statement_in_our_terms_has_its_figures_and_what_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "ours.ttl").write_text(OURS, encoding="utf-8")
    reading = read(tmp_path / "ours.ttl")
    (claim,) = reading.claims
    assert {name: str(value) for name, value in claim.qualifiers.items()} == {
        "amount": "40000000",
        "currency": "USD",
        "startDate": "2026-03-01",
        "endDate": "2026-03-31",
        "datePrecision": "month",
    }
    assert "value: stakePercent: 'many' is no number; it is left out" in [r.reason for r in reading.rejections]


def test_the_samples_of_gleif_give_companies_with_their_codes_and_parents(shared: Path) -> None:
    folder = shared / "corpus" / "rdf"
    level_1, level_2 = read(folder / "sample_L1Data.ttl"), read(folder / "sample_L2Data.ttl")
    coded = {claim.object.label for claim in level_1.claims if claim.predicate == "identifiedAs"}
    entities = level_1.text.count("#type> <https://www.gleif.org/ontology/L1/LegalEntity> .")
    assert len(coded) == entities == 6
    parents = [claim for claim in level_2.claims if claim.predicate == "subsidiaryOf"]
    stated = level_2.text.count("<https://www.gleif.org/ontology/L2/hasChild>")
    branches = level_2.text.count("#type> <https://www.gleif.org/ontology/L2/InternationalBranchRelationship> .")
    assert (len(parents), stated, branches) == (6, 7, 1)  # a branch is no company of its own
    assert all(dict(claim.subject.identifiers)["lei"] for claim in parents)


def test_items_of_wikidata_that_are_no_companies_state_nothing(shared: Path) -> None:
    """One is a person, the other an article; all that they say is kept."""
    for name in ("Q182397.ttl", "Q17633526.ttl"):
        reading = read(shared / "corpus" / "rdf" / name)
        assert (reading.claims, reading.source.things, reading.rejections) == ((), (), ())
        assert reading.kept.count("\n") == len(set(reading.text.splitlines()))


def test_a_worker_hands_back_what_it_read(tmp_path: Path) -> None:
    """Claims without qualifiers cross from one process to another."""
    (tmp_path / "org.ttl").write_text(ORG, encoding="utf-8")
    candidate = Candidate("org.ttl", tmp_path / "org.ttl")
    (reading,) = read_all([candidate], Setup(), workers=1)
    assert reading == read(candidate)
