"""Things that documents name differently are one by their codes, in whatever order the documents come and go."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from themegraph.graph.changes import whole_current
from themegraph.graph.claim import Entity, Reading
from themegraph.graph.decisions import NONE
from themegraph.graph.entity_list import list_entities
from themegraph.graph.graph_store import GraphStore
from themegraph.graph.identities_groups import Groups, Joining, Known, Link, join_by_codes
from themegraph.graph.identities_moves import groups_in, keep_apart
from themegraph.graph.identities_reading import named_by_codes
from themegraph.graph.identities_review import conflicts_in
from themegraph.graph.review import review_text
from themegraph.graph.store import EmbeddedStore, open_store
from themegraph.graph.testing import Page, registered, unknown
from themegraph.graph.validate import merged_triples
from themegraph.graph.view import View
from themegraph.graph.vocabulary import CURRENT, RESTATES, term
from themegraph.ontology.codes import canonical
from themegraph.ontology.entry import ID_BASE
from themegraph.ontology.registry import Registry


def lei(body: str) -> str:
    """Return a sound LEI that begins with a body."""
    padded = body.ljust(18, "0")
    digits = "".join(str(int(char, 36)) for char in padded + "00")
    return f"{padded}{98 - int(digits) % 97:02d}"


L1, L2, L3 = lei("ACME"), lei("BOLT"), lei("CARGO")
ONE_SHARE, OTHER_SHARE = "US0378331005", "US5949181045"  # sound codes; what they stand for plays no part
CIK = "0000000077"


def coded(slug: str, label: str, kind: str = "Company", **codes: str) -> Entity:
    """Return an unknown thing with codes, by the last part of its IRI."""
    family = {"Company": "organization", "Security": "security", "Fund": "fund"}[kind]
    entity = unknown("any", kind, label=label)
    return replace(entity, id=f"{ID_BASE}{family}/{slug}", identifiers=tuple(sorted(codes.items())))


ACME_LEI = coded(f"lei-{L1.lower()}", "ACME CORP", lei=L1)
ACME_CIK = coded(f"cik-{CIK}", "Acme Corp", cik=CIK)
ACME_BOTH = coded(f"cik-{CIK}", "Acme", cik=CIK, lei=L1)
ACME_ITEM = coded("wikidata-q7", "Acme company", wikidataId="Q7", lei=L1)
ACME_NAME = unknown("acme", label="Acme Corp.")
BOLT_LEI = coded(f"lei-{L2.lower()}", "Bolt", lei=L2)
BOLT_OR_ACME = coded(f"cik-{CIK}", "Bolt", cik=CIK, lei=L2)
ORE = registered("organization/ore-office", "Ore Office", "Company")
ORE_NAMED = coded("x-ore-1", "ORE OFFICE INC", cik="12345")
ORE_WRONG = replace(ORE, identifiers=(("cik", "0000000099"),))
TIN = unknown("tin-works")
FUND = unknown("zinc-fund", "Fund")
SHARE_ISIN = coded(f"isin-{ONE_SHARE.lower()}", "ACME CORP COM", "Security", isin=ONE_SHARE)
SHARE_CUSIP = coded(f"cusip-{ONE_SHARE[2:11]}", "ACME COM", "Security", cusip=ONE_SHARE[2:11])
SHARE_B = coded(f"isin-{OTHER_SHARE.lower()}", "ACME CORP CL B", "Security", isin=OTHER_SHARE)

COMPANIES = [
    ACME_LEI,
    ACME_CIK,
    ACME_BOTH,
    ACME_ITEM,
    ACME_NAME,
    BOLT_LEI,
    BOLT_OR_ACME,
    ORE,
    ORE_NAMED,
    ORE_WRONG,
    TIN,
]
SHARES = [SHARE_ISIN, SHARE_CUSIP, SHARE_B]


def page(name: str, *facts: tuple[str, Entity, Entity]) -> Page:
    """Write a page: what invests in what, or which fund holds which share of which company."""
    written = Page(f"https://example.org/{name}")
    for kind, one, other in facts:
        if kind == "holds":
            report = Entity(written.id, "A page", "Document")
            written.claim("holds", FUND, one, security=other, inReport=report, asOf=date(2031, 3, 1))
        elif one.id != other.id:
            written.claim("investsIn", one, other)
    return written


def stored(store: GraphStore, pages: Iterable[Page]) -> GraphStore:
    """Store pages and derive."""
    for each in pages:
        update = store.update_document(each.reading())
        assert update.rejections == ()
    store.derive()
    return store


def state(store: GraphStore) -> set[str]:
    """Return the quads of `current` and of all documents."""
    quads = store.database.quads_for_pattern(None, None, None, None)
    return {str(quad) for quad in quads if quad.graph_name == CURRENT or "example.org" in str(quad.graph_name)}


def current(store: GraphStore, predicate: str) -> set[tuple[str, str]]:
    """Return the pairs that a property relates in `current`, by the last parts of their IRIs."""
    quads = store.database.quads_for_pattern(None, term(predicate), None, CURRENT)
    return {(_slug(quad.subject), _slug(quad.object)) for quad in quads}


def _slug(node: Any) -> str:
    return str(node.value).rpartition("/")[2]


def joined(store: GraphStore) -> dict[str, str]:
    """Return which IRI stands for which."""
    return dict(current(store, "joinedTo"))


def test_lei_cik_item_and_name_are_one_company(store: EmbeddedStore) -> None:
    stored(store, [page(name, ("investsIn", one, TIN)) for name, one in zip("abcde", COMPANIES[:5], strict=True)])
    assert joined(store) == dict.fromkeys((f"lei-{L1.lower()}", "wikidata-q7", "x-acme"), f"cik-{CIK}")
    assert current(store, "investsIn") == {(f"cik-{CIK}", "x-tin-works")}
    assert current(store, "lei") == {(f"cik-{CIK}", L1)}
    assert current(store, "cik") == {(f"cik-{CIK}", CIK)}
    # five names for the investor in five documents: four tell what the first tells
    facts = store.query("SELECT ?f WHERE { ?f a aii:Investment FILTER NOT EXISTS { ?f aii:restates ?g } }").rows
    assert len(list(facts)) == 1
    # a document says what it said, under the name that it used
    raw = {
        _slug(q.object)
        for q in store.database.quads_for_pattern(None, term("investor"), None, None)
        if q.graph_name != CURRENT
    }
    assert raw == {f"cik-{CIK}", f"lei-{L1.lower()}", "wikidata-q7", "x-acme"}
    # whoever looks for the name of what a document names finds it
    label = store.query(f"SELECT ?l WHERE {{ <{ACME_LEI.id}> skos:prefLabel ?l }}").rows
    assert [str(row[0]) for row in label] == ['"Acme"@en']


def test_forgetting_the_code_parts_what_it_joined(new_store: Callable[[], EmbeddedStore]) -> None:
    pages = [page("a", ("investsIn", ACME_LEI, TIN)), page("b", ("investsIn", ACME_CIK, TIN))]
    bridge = page("c", ("investsIn", ACME_BOTH, BOLT_LEI))
    with new_store() as apart, new_store() as store:
        stored(apart, pages)
        assert joined(apart) == {}
        stored(store, [bridge, *pages])
        assert joined(store) == {f"lei-{L1.lower()}": f"cik-{CIK}"}
        store.forget_document(bridge.id)
        store.derive()
        assert state(store) == state(apart)


def test_a_document_loaded_again_changes_nothing(store: EmbeddedStore) -> None:
    pages = [page("a", ("investsIn", ACME_LEI, TIN)), page("b", ("investsIn", ACME_BOTH, TIN))]
    before = state(stored(store, pages))
    assert [store.update_document(each.reading()).status for each in pages] == ["unchanged", "unchanged"]
    assert not store.pending
    assert store.derive() == 0
    assert state(store) == before


def test_a_code_of_the_registry_leads_to_its_entry(store: EmbeddedStore) -> None:
    stored(store, [page("a", ("investsIn", ORE_NAMED, TIN))])
    assert joined(store) == {"x-ore-1": "ore-office"}
    assert ("ore-office", "ORE OFFICE INC") in current(store, "skos:altLabel")
    assert current(store, "skos:prefLabel") >= {("ore-office", "Ore Office"), ("x-ore-1", "Ore Office")}


def test_two_codes_on_one_thing_join_nothing_by_either(store: EmbeddedStore) -> None:
    pages = [page("a", ("investsIn", ACME_BOTH, TIN)), page("b", ("investsIn", BOLT_OR_ACME, TIN))]
    stored(store, [*pages, page("c", ("investsIn", BOLT_LEI, ACME_LEI))])
    assert joined(store) == {}
    assert current(store, "lei") == {(f"lei-{L1.lower()}", L1), (f"lei-{L2.lower()}", L2)}
    (conflict,) = groups_in(store).conflicts
    assert (conflict.reason, conflict.scheme, set(conflict.codes)) == ("several", "lei", {L1, L2})
    assert [_slug(NamedNode(iri)) for iri in conflict.things] == [f"cik-{CIK}"]


def test_a_code_that_the_registry_contradicts_joins_nothing_and_is_not_shown(store: EmbeddedStore) -> None:
    other = coded("cik-0000000099", "Ore", cik="0000000099")
    stored(store, [page("a", ("investsIn", ORE_WRONG, TIN)), page("b", ("investsIn", other, TIN))])
    assert joined(store) == {}
    assert ("ore-office", "0000012345") in current(store, "cik")
    assert ("ore-office", "0000000099") not in current(store, "cik")
    (conflict,) = groups_in(store).conflicts
    assert (conflict.reason, conflict.codes) == ("contradicts", ("0000012345", "0000000099"))


def test_one_code_on_two_entries_of_the_registry_joins_nothing() -> None:
    one, other, third = (f"{ID_BASE}organization/{slug}" for slug in ("one", "other", "x-third-1"))
    known = Known({third: {"lei": frozenset({L1})}}, {one: {"lei": L1}, other: {"lei": L1}})
    joining = Joining(known)
    join_by_codes(joining, known)
    assert joining.groups().canonical == {}
    (conflict,) = joining.groups().conflicts
    assert conflict.reason == "apart"
    assert conflict.details == ("two entries of the registry: organization/one, organization/other",)


def test_a_name_never_joins_different_codes(store: EmbeddedStore, registry: Registry) -> None:
    first, second = (coded("x-acme", "Acme Corp.", cik=cik) for cik in ("77", "78"))
    pages = [page("a", ("investsIn", first, TIN)), page("b", ("investsIn", second, TIN))]
    for each in (*pages, page("c", ("investsIn", ACME_NAME, TIN))):
        store.update_document(named_by_codes(each.reading(), registry))
    store.derive()
    assert joined(store) == {}
    assert {one for one, _ in current(store, "investsIn")} == {"cik-0000000077", "cik-0000000078", "x-acme"}
    store.forget_document("https://example.org/b")
    store.derive()
    assert joined(store) == {"x-acme": "cik-0000000077"}


def test_names_with_other_legal_forms_stay_apart(store: EmbeddedStore) -> None:
    british = coded(f"lei-{L3.lower()}", "Acme Ltd", lei=L3)
    stored(store, [page("a", ("investsIn", british, TIN)), page("b", ("investsIn", ACME_NAME, TIN))])
    assert joined(store) == {}


def test_a_decision_keeps_apart_what_codes_would_join(new_store: Callable[[], EmbeddedStore]) -> None:
    pages = [page("a", ("investsIn", ACME_LEI, TIN)), page("b", ("investsIn", ACME_BOTH, TIN))]
    with new_store() as plain, new_store() as decided:
        stored(plain, pages)
        keep_apart(decided, [frozenset((ACME_LEI.id, ACME_BOTH.id))])
        stored(decided, pages)
        assert joined(plain) != {}
        assert joined(decided) == {}
        assert [conflict.details for conflict in groups_in(decided).conflicts] == [("decided to be different",)]
        keep_apart(decided, [])
        decided.derive()
        assert state(decided) == state(plain)


def test_share_classes_are_two_securities_of_one_company(store: EmbeddedStore) -> None:
    stored(store, [page("a", ("holds", ACME_LEI, SHARE_ISIN), ("holds", ACME_LEI, SHARE_B))])
    assert joined(store) == {}
    assert {held for _, held in current(store, "held")} == {f"lei-{L1.lower()}"}
    assert len(current(store, "security")) == 2


def test_cusip_and_isin_name_one_security_and_with_the_name_its_issuer(store: EmbeddedStore) -> None:
    akin, other = unknown("acm", label="ACM CORP"), unknown("zorb", label="Acme Index Funds")
    pages = [page("a", ("holds", ACME_LEI, SHARE_ISIN)), page("b", ("holds", akin, SHARE_CUSIP))]
    stored(store, [*pages, page("c", ("holds", other, SHARE_CUSIP))])
    assert joined(store) == {
        f"cusip-{ONE_SHARE[2:11]}": f"isin-{ONE_SHARE.lower()}",
        "x-acm": f"lei-{L1.lower()}",
    }
    conflicts = {(conflict.scheme, conflict.details) for conflict in groups_in(store).conflicts}
    assert conflicts == {("issuer", ("different names",))}


def test_what_joined_issuers_is_asked_of_documents_alone(new_store: Callable[[], EmbeddedStore]) -> None:
    akin, other = unknown("acm", label="ACM CORP"), unknown("acm", label="Zorb")
    first, second = page("a", ("holds", ACME_LEI, SHARE_ISIN)), page("b", ("holds", akin, SHARE_ISIN))
    renamed = page("b", ("holds", other, SHARE_ISIN))
    with new_store() as lived, new_store() as fresh:
        stored(lived, [first, second])
        assert joined(lived) == {"x-acm": f"lei-{L1.lower()}"}
        stored(lived, [renamed])
        assert joined(lived) == {}
        assert state(lived) == state(stored(fresh, [first, renamed]))


def test_a_fact_between_two_names_of_one_thing_is_no_relation(store: EmbeddedStore) -> None:
    stored(store, [page("a", ("investsIn", ACME_LEI, ACME_BOTH))])
    assert joined(store) != {}
    assert current(store, "investsIn") == set()


def test_what_is_validated_has_one_name_a_thing(store: EmbeddedStore) -> None:
    stored(store, [page("a", ("investsIn", ACME_LEI, TIN)), page("b", ("investsIn", ACME_BOTH, TIN))])
    ends = {(t.subject, t.object) for t in merged_triples(store) if t.predicate == term("investor")}
    assert len(ends) == len({node for node, _ in ends}) == 2


def test_groups_do_not_depend_on_the_order_of_links() -> None:
    things = [f"{ID_BASE}organization/x-{n}" for n in range(5)]
    links = [Link("issuer", str(n), (one, other)) for n, (one, other) in enumerate(pairwise(things))]

    def grouped(ordered: Iterable[Link]) -> Groups:
        joining = Joining(Known({}))
        joining.join(ordered)
        return joining.groups()

    assert grouped(links) == grouped(reversed(links))
    assert set(grouped(links).canonical.values()) == {things[0]}


fact = st.tuples(st.just("investsIn"), st.sampled_from(COMPANIES), st.sampled_from([TIN, BOLT_LEI, ACME_NAME]))
holding = st.tuples(st.just("holds"), st.sampled_from(COMPANIES), st.sampled_from(SHARES))
version = st.lists(fact | holding, max_size=4)
step = st.tuples(st.sampled_from("abcd"), st.none() | version, st.booleans())


@pytest.fixture(scope="module")
def two_stores(new_store: Callable[[], EmbeddedStore]) -> tuple[EmbeddedStore, EmbeddedStore]:
    """Give two stores, which each example empties."""
    return new_store(), new_store()


def emptied(store: EmbeddedStore) -> EmbeddedStore:
    """Forget every document; nothing may be left of them."""
    for row in store.documents():
        store.forget_document(row.document)
    store.derive()
    assert state(store) == set()
    return store


@settings(deadline=None, max_examples=80)
@given(steps=st.lists(step, max_size=7), order=st.permutations("abcd"))
def test_history_does_not_matter(
    two_stores: tuple[EmbeddedStore, EmbeddedStore],
    steps: list[tuple[str, list[tuple[str, Entity, Entity]] | None, bool]],
    order: list[str],
) -> None:
    (lived, fresh), last = map(emptied, two_stores), dict[str, Reading]()
    for name, facts, deriving in steps:
        if facts is not None:
            last[name] = page(name, *facts).reading()
            lived.update_document(last[name])
        elif last.pop(name, None) is not None:
            lived.forget_document(f"https://example.org/{name}")
        if deriving:
            lived.derive()
        else:  # `current` is what the documents make it, with the identities of the last time
            told = {t for t in View(lived.database).triples(CURRENT) if t.predicate != RESTATES}
            assert whole_current(View(lived.database)) - told == set()
    for name in order:
        if name in last:
            fresh.update_document(last[name])
    lived.derive()
    fresh.derive()
    assert state(lived) == state(fresh)
    assert fresh.derive() == 0


@pytest.mark.parametrize("kind", ["oxigraph"])
def test_a_server_holds_what_memory_holds(
    kind: str, empty_server: Callable[[str], str], registry: Registry, new_store: Callable[[], EmbeddedStore]
) -> None:
    pages = [page(name, ("investsIn", one, TIN)) for name, one in zip("abcde", COMPANIES[:5], strict=True)]
    with new_store() as memory, open_store(empty_server(kind), registry=registry) as remote:
        assert state(stored(remote, pages)) == state(stored(memory, pages))
        for store in (memory, remote):
            store.forget_document("https://example.org/c")
            store.derive()
        assert state(remote) == state(memory)
        assert joined(remote) == joined(memory) != {}


def test_codes_are_read_before_names(registry: Registry) -> None:
    listed = coded("x-any-1", "Any", cik="1045810")
    alone = coded("x-acme-1", "Acme", lei=L1)
    twice = [coded("x-twin-1", "Twin", lei=L1), coded("x-twin-1", "Twin", lei=L2), unknown("twin-1", label="Twin")]
    written = page("a", ("investsIn", listed, alone), *(("investsIn", one, TIN) for one in twice))
    read = named_by_codes(written.reading(), registry)
    names = {
        _slug(NamedNode(each.id))
        for claim in read.claims
        for each in (claim.subject, claim.object)
        if isinstance(each, Entity)
    }
    assert names == {"cik-0001045810", f"lei-{L1.lower()}", f"lei-{L2.lower()}", "x-twin-1", "x-tin-works"}
    plain = page("b", ("investsIn", TIN, BOLT_LEI)).reading()
    assert named_by_codes(plain, registry) is plain
    assert canonical("lei", L1) == L1


def test_a_store_on_disk_keeps_its_joins(new_store: Callable[..., EmbeddedStore], tmp_path: Path) -> None:
    pages = [page("a", ("investsIn", ACME_LEI, TIN)), page("b", ("investsIn", ACME_BOTH, TIN))]
    with new_store(tmp_path / "store") as store:
        for each in pages:  # closing derives
            store.update_document(each.reading())
    with new_store(tmp_path / "store") as store:
        assert joined(store) == {f"lei-{L1.lower()}": f"cik-{CIK}"}
        assert store.query("ASK { ?e aii:resolved false }").boolean
        assert Literal(L1) in {
            quad.object for quad in store.database.quads_for_pattern(None, term("lei"), None, CURRENT)
        }


def test_conflicts_are_pairs_to_decide_on_or_remarks(store: EmbeddedStore) -> None:
    pages = [page("a", ("investsIn", ACME_BOTH, TIN)), page("b", ("investsIn", BOLT_OR_ACME, TIN))]
    stored(store, [*pages, page("c", ("investsIn", BOLT_LEI, TIN))])
    found = conflicts_in(store, NONE)
    assert [(_slug(NamedNode(pair.one)), _slug(NamedNode(pair.other))) for pair in found.pairs] == [
        (f"cik-{CIK}", f"lei-{L2.lower()}")
    ]
    assert found.pairs[0].reasons == (f"both have LEI {L2}; kept apart: organization/cik-{CIK} has LEI {L1} too",)
    assert found.remarks == ()
    text = review_text(found.pairs, list_entities(store), {}, ["a remark"])
    assert "\n# - a remark\n" in text
    assert [item["pair"] for item in yaml.safe_load(text)] == [
        [f"organization/cik-{CIK}", f"organization/lei-{L2.lower()}"]
    ]

    store.forget_document("https://example.org/c")
    store.derive()
    alone = conflicts_in(store, NONE)
    assert alone.pairs == ()
    assert alone.remarks[0] == f"organization/cik-{CIK}: several LEIs: {L1}, {L2}; none of them joins it to anything"
    assert {remark.partition("(")[2] for remark in alone.remarks[1:]} == {"A page)"}


codes = st.fixed_dictionaries(
    {},
    optional={
        "cik": st.sampled_from(["1", "2", "3"]),
        "lei": st.sampled_from([L1, L2, L3]),
        "wikidataId": st.sampled_from("QR"),
    },
)


@given(held=st.lists(codes, max_size=9), rotation=st.integers(0, 8))
def test_no_group_ever_has_two_codes_of_a_scheme(held: list[dict[str, str]], rotation: int) -> None:
    stated = {f"{ID_BASE}organization/x-{n}": given_ for n, given_ in enumerate(held)}

    def groups(items: list[tuple[str, dict[str, str]]]) -> Groups:
        known = Known({iri: {scheme: frozenset({code}) for scheme, code in given_.items()} for iri, given_ in items})
        joining = Joining(known)
        join_by_codes(joining, known)
        return joining.groups()

    found = groups(list(stated.items()))
    bearing: dict[tuple[str, str], set[str]] = {}
    for iri, given_ in stated.items():
        for scheme, code in given_.items():
            bearing.setdefault((found.of(iri), scheme), set()).add(code)
    assert [group for group, told in bearing.items() if len(told) > 1] == []
    # a shared code joins, or is listed
    for iri, given_ in stated.items():
        for other, also in stated.items():
            for scheme in given_.keys() & also.keys():
                if given_[scheme] == also[scheme] and found.of(iri) != found.of(other):
                    assert any(
                        {iri, other} <= set(each.things) and each.codes == (given_[scheme],) for each in found.conflicts
                    )
    ordered = list(stated.items())
    assert groups(ordered[rotation:] + ordered[:rotation]).canonical == found.canonical
