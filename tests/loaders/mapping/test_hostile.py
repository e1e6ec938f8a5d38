"""Mappings from outside: what runs code, reaches beyond the table, or is malformed is refused by name and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.loaders.mapping.conftest import DEALS, PREFIXES, reading_of

from themegraph.assembly import build
from themegraph.errors import RuleError
from themegraph.graph.store import open_store
from themegraph.loaders.mapping.yarrrml import yarrrml

MAP = "mappings:\n  m:\n    sources: [[deals.csv~csv]]\n    s: https://example.org/$(Investor)\n    po:\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mappings:\n  m:\n    sources: [[/etc/passwd~csv]]\n", "m.yml:3: the source '/etc/passwd' is no file beside"),
        ("mappings:\n  m:\n    sources: [[../x.csv~csv]]\n", "m.yml:3: the source '../x.csv' is no file beside"),
        ("mappings:\n  m:\n    sources: [['C:x.csv~csv']]\n", "is no file beside"),
        ("mappings:\n  m:\n    sources: [['https://example.org/x.csv~csv']]\n", "is elsewhere, and nothing is fetched"),
        (
            "sources:\n  db: {access: 'localhost/x', type: mysql, query: 'SELECT 1'}\nmappings:\n  m: {sources: db}\n",
            "m.yml:2: 'query' in a source: only files are read",
        ),
        (
            "sources:\n  db: {access: x.csv, type: sparql, referenceFormulation: csv}\nmappings:\n  m: {sources: db}\n",
            "a source of type 'sparql': only files are read",
        ),
        ("mappings:\n  m:\n    sources: [[x.xml~xpath, /a]]\n", "the formulation 'xpath'"),
        (MAP + "      - [p:x, $(A)]\n", "m.yml:6: the prefix 'p:' is not declared"),
        (MAP + "      - [skos:prefLabel, zz:$(A)]\n", "m.yml:6: the prefix 'zz:' is not declared"),
        (MAP + "      - {p: a, o: {function: grel:toUpperCase}}\n", "'function': functions are not run"),
        (MAP + "      - {p: a, o: $(A), condition: {function: x}}\n", "'condition': conditions other than a join"),
        ("external:\n  a: b\nmappings: {}\n", "m.yml:2: 'external': external references are not run"),
        (
            "mappings:\n  m:\n    s: x:a\n    targets: [x]\n    sources: [[a.csv~csv]]\n",
            "'targets': targets are not run",
        ),
        (MAP + "      - [skos:prefLabel, $(A]\n", "m.yml:6: a reference that never closes: $(A"),
        (MAP + "      - [skos:prefLabel, $()]\n", "m.yml:6: a reference without a name: $()"),
        (MAP + "      - [skos:prefLabel]\n", "m.yml:6: a list that is no [property, object]"),
        (MAP + "      - [skos:prefLabel, $(A), $(B)]\n", "m.yml:6: the datatype '$(B)' depends on a cell"),
        (MAP + "      - [skos:prefLabel, $(A), 'e n~lang']\n", "'e n' is no language"),
        ("a: &x [1]\nmappings: *x\n", "m.yml:1: an alias (*name)"),
        ("mappings:\n  m: {}\n  m: {}\n", "m.yml:3: 'm' is there twice"),
        ("mappings:\n  m: {sources: [[a.csv~csv]], sp: 1}\n", "m.yml:2: 'sp' is not understood in the mapping 'm'"),
        ("mappings:\n  m:\n    s: x\n", "the mapping 'm' has no source"),
        ("mappings: [1, 2]\n", "mappings is no table of names"),
        ("- 1\n", "the mapping is no table of names"),
        ("mappings: {\n", "m.yml:2:1: malformed YAML"),
        ("!!python/object/apply:os.system ['true']\n", "is no table of names"),
        ("[" * 5_000, "nested too deeply"),
        ("{a: " * 40 + "1" + "}" * 40, "more than 30 levels"),
        ("", "holds nothing"),
        (MAP + "      - {p: a, o: {mapping: other}}\n", "a join with 'other', which is no mapping"),
    ],
)
def test_what_is_refused_is_named(text: str, said: str) -> None:
    with pytest.raises(RuleError) as error:
        yarrrml(text.encode(), "m.yml")
    assert said in str(error.value)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"mappings: \x00", b"#" * 600_000])
def test_what_is_no_mapping_is_refused(data: bytes) -> None:
    with pytest.raises(RuleError):
        yarrrml(data, "m.yml")


def test_a_refused_mapping_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_text(DEALS, encoding="utf-8")
    (tmp_path / "deals.csv.mapping.yml").write_text(
        "mappings:\n  m:\n    sources: [[/etc/passwd~csv]]\n", encoding="utf-8"
    )
    with open_store(None) as store:
        before = sorted(map(str, store.database.quads_for_pattern(None, None, None, None)))
        (failure,) = build([str(tmp_path / "deals.csv")], store).failures
        assert "deals.csv.mapping.yml:3: the source '/etc/passwd'" in failure.reason
        assert sorted(map(str, store.database.quads_for_pattern(None, None, None, None))) == before


def test_cells_are_never_templates_nor_markup(tmp_path: Path) -> None:
    """What a cell holds stays its text: references, Jinja, Turtle and line ends in it mean nothing."""
    table = 'Investor,Company\n"$(Company) {{7*7}} "" . <x>",Vexel Corp.\n'
    mapping = PREFIXES + MAP + "      - [a, aii:Company]\n      - [skos:prefLabel, $(Investor)]\n"
    (claim,) = (
        c for c in reading_of(tmp_path, "deals.csv", table, mapping + SUPPLIES).claims if c.predicate == "supplies"
    )
    assert claim.subject.label == '$(Company) {{7*7}} " . <x>'


SUPPLIES = "      - [aii:supplies, $(Company)]\n"


def test_what_makes_no_iri_is_named_by_its_row(tmp_path: Path) -> None:
    mapping = (
        PREFIXES
        + "mappings:\n  m:\n    sources: [[deals.csv~csv]]\n    s: $(Link)\n    po:\n      - [skos:prefLabel, $(Name)]\n"
    )
    reading = reading_of(tmp_path, "deals.csv", "Link,Name\nhttp://exa mple/<x>,A\nhttps://example.org/b,B\n", mapping)
    assert [rejection.reason for rejection in reading.rejections] == [
        "row 2: 'http://exa mple/<x>' is no IRI: not an absolute IRI: 'http://exa mple/<x>'"
    ]
    assert reading.kept.count("\n") == 1


def test_a_mapping_writes_no_graph_of_the_programs_own(tmp_path: Path) -> None:
    mapping = """mappings:
  m:
    sources: [[deals.csv~csv]]
    graphs: https://w3id.org/ai-infrastructure/graph/current
    s: https://w3id.org/ai-infrastructure/id/claim/$(Name)
    po:
      - [a, aii:Claim]
      - [aii:confidence, 1]
"""
    reading = reading_of(tmp_path, "deals.csv", "Name,B\nx,1\n", PREFIXES + mapping)
    assert (reading.claims, reading.kept) == ((), "")
    assert "only this program may describe" in reading.rejections[0].reason
    assert any("graphs are not used" in note for note in reading.source.notes)
