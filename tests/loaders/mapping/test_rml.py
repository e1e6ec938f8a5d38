"""RML says what YARRRML says: mappings that another program translated give the same triples, and the same is refused.

The files in `translated` are what yatter 2.0.4 makes of the mappings in conftest.py.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.loaders.mapping.conftest import DEALS, DEALS_MAPPING, JOINS, JOINS_MAPPING, facts

from themegraph.errors import RuleError
from themegraph.loaders.load import read
from themegraph.loaders.mapping.engine import Engine
from themegraph.loaders.mapping.model import Mapping
from themegraph.loaders.mapping.rml import rml
from themegraph.loaders.mapping.yarrrml import yarrrml
from themegraph.loaders.reading import parse_document

TRANSLATED = Path(__file__).parent / "translated"
RR = "@prefix rr: <http://www.w3.org/ns/r2rml#> . @prefix rml: <http://semweb.mmlab.be/ns/rml#> .\n"
NEW = """@prefix rml: <http://w3id.org/rml/> . @prefix aii: <https://w3id.org/ai-infrastructure/ontology/> .
<http://example.org/m> rml:logicalSource [ rml:source [ a rml:RelativePathSource ; rml:path "deals.csv" ] ;
    rml:referenceFormulation rml:CSV ] ;
  rml:subjectMap [ rml:termType rml:BlankNode ; rml:class aii:Investment ] ;
  rml:predicateObjectMap [ rml:predicate aii:investor ; rml:objectMap [ rml:reference "Investor" ] ] ,
    [ rml:predicate aii:investee ; rml:objectMap [ rml:reference "Company" ] ] ,
    [ rml:predicate aii:note ; rml:objectMap [ rml:template "{Date} \\\\{as told\\\\}" ; rml:termType rml:Literal ] ] .
"""


def triples(mapping: Mapping, name: str, table: str) -> set[str]:
    """Return what a mapping says of a table."""
    document = parse_document(table.encode(), name=name)
    return {str(triple) for said in Engine(document, mapping).said() for triple in said.triples}


@pytest.mark.parametrize(
    ("name", "file", "table", "text", "count"),
    [("deals", "deals.csv", DEALS, DEALS_MAPPING, 31), ("joins", "j.json", JOINS, JOINS_MAPPING, 9)],
)
def test_a_translation_says_the_same(name: str, file: str, table: str, text: str, count: int) -> None:
    theirs = triples(rml((TRANSLATED / f"{name}.ttl").read_bytes(), f"{name}.ttl"), file, table)
    ours = triples(yarrrml(text.encode(), f"{name}.yml"), file, table)
    blank = {line for line in ours | theirs if line.startswith("_:")}
    assert ours - blank == theirs - blank
    assert sorted(line.partition(" ")[2] for line in ours) == sorted(line.partition(" ")[2] for line in theirs)
    assert len(ours) == count


def test_the_newer_names_of_the_language_are_read(tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_text(DEALS, encoding="utf-8")
    (tmp_path / "deals.csv.mapping.ttl").write_text(NEW, encoding="utf-8")
    reading = read(tmp_path / "deals.csv")
    assert facts(reading)[0] == ("NVIDIA Corporation", "investsIn", "Coherent")
    assert next(claim for claim in reading.claims if claim.predicate == "investsIn").qualifiers["note"] == (
        "March 2026 {as told}"
    )


SOURCE = '<http://e/m> rml:logicalSource [ rml:source "deals.csv" ] ; rr:subject <http://e/s> '


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (RR + '<http://e/m> rml:logicalSource [ rml:source "../x.csv" ] ; rr:subject <http://e/s> .', "no file beside"),
        (
            RR + '<http://e/m> rml:logicalSource [ rml:source "http://e/x.csv" ] ; rr:subject <http://e/s> .',
            "elsewhere",
        ),
        (
            RR + "<http://e/m> rml:logicalSource [ rml:source [ <http://e/x> 1 ] ] ; rr:subject <http://e/s> .",
            "only files",
        ),
        (
            RR + '<http://e/m> rml:logicalSource [ rml:query "SELECT 1" ] ; rr:subject <http://e/s> .',
            "query> is not read",
        ),
        (
            RR + '<http://e/m> rr:logicalTable [ rr:tableName "x" ] ; rr:subject <http://e/s> .',
            "logicalTable> is not read",
        ),
        (
            RR + SOURCE + "; <http://semweb.mmlab.be/ns/fnml#functionValue> [] .",
            "functionValue>: functions are not run",
        ),
        (RR + SOURCE + "; rr:predicateObjectMap [ rr:predicate <http://e/p> ] .", "a property without an object"),
        (
            RR + SOURCE + '; rr:predicateObjectMap [ rr:predicate <http://e/p> ; rr:objectMap [ rr:template "{a" ] ] .',
            "a brace without its other",
        ),
        ("<http://e/a> <http://e/b> <http://e/c> .", "no triples map in it"),
    ],
)
def test_what_is_refused_is_named(text: str, said: str) -> None:
    with pytest.raises(RuleError) as error:
        rml(text.encode(), "m.ttl")
    assert said in str(error.value)
    assert str(error.value).startswith("m.ttl")
