"""Parts of a graph and comparisons: what is kept, what is new, gone or different."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import redirect_stderr
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from themegraph.cli import main
from themegraph.graph.page.compare import changes, compared
from themegraph.graph.page.data import page_data
from themegraph.graph.page.model import Fact, PageData
from themegraph.graph.page.selection import all_of, among, by_day, near
from themegraph.graph.page.write import write_data
from themegraph.graph.store import EmbeddedStore

LUMEN = "organization/test-lumen-works"


@pytest.fixture(scope="module")
def whole(store: EmbeddedStore) -> PageData:
    """Give all of the sample."""
    return page_data(store)


def said(facts: tuple[Fact, ...]) -> set[tuple[str, str, str]]:
    """Return facts as short triples."""
    return {(f.source.rpartition("test-")[2], f.relation, f.target.rpartition("test-")[2]) for f in facts}


def test_one_step_around_a_thing(store: EmbeddedStore) -> None:
    part = page_data(store, keep=near(LUMEN, 1))
    assert said(part.facts) == {
        ("atlas-compute", "investsIn", "lumen-works"),
        ("lumen-works", "suppliesTo", "atlas-compute"),
        ("lumen-works", "supplies", "laser"),
        ("lumen-works", "headquarteredIn", "sweden"),
        ("lumen-works", "hasTicker", ""),
        ("atlas-compute", "definedAs", ""),
    }
    assert {thing.label for thing in part.things} == {"Atlas Compute", "Lumen Works", "Sweden", "laser"}


def test_more_steps_reach_more_and_never_less(store: EmbeddedStore, whole: PageData) -> None:
    sizes = [len(page_data(store, keep=near(LUMEN, hops)).facts) for hops in range(1, 6)]
    assert sizes == sorted(sizes)
    assert sizes[0] == 6 < sizes[1] < len(whole.facts)


def test_a_cited_source_dates_a_fact(store: EmbeddedStore) -> None:
    part = page_data(store, keep=by_day("2026-05"))
    assert said(part.facts) == {("transceiver-market", "marketEstimate", "")}
    assert page_data(store, keep=by_day("2026")).facts == page_data(store).facts


def test_chosen_facts_bring_what_they_rest_on(store: EmbeddedStore, whole: PageData) -> None:
    chosen = next(fact for fact in whole.facts if fact.relation == "tracks")
    assert page_data(store, keep=among({chosen.iri})).facts == (chosen,)
    assert page_data(store, keep=all_of(among({chosen.iri}), near(LUMEN, 1))).facts == ()


def test_the_linked_data_hold_only_what_is_kept(store: EmbeddedStore) -> None:
    part = page_data(store, keep=near(LUMEN, 1))
    names = json.dumps([node.get("skos:prefLabel") for node in part.linked["@graph"]])
    assert "Lumen Works" in names
    assert "networking" not in names


def test_a_graph_compared_with_itself_has_no_changes(whole: PageData) -> None:
    assert [fact.change for fact in changes(whole.facts, whole.facts) if fact.change] == []


def test_added_gone_and_changed_are_told_apart(whole: PageData) -> None:
    invested = next(fact for fact in whole.facts if fact.relation == "investsIn" and fact.target == LUMEN)
    ticker = next(fact for fact in whole.facts if fact.relation == "hasTicker")
    buys = next(fact for fact in whole.facts if fact.relation == "buys")
    kept = [fact for fact in whole.facts if fact not in (invested, ticker)]
    less = replace(invested, key="investment/other", figure=replace(invested.figure, label="$1B", value=1e9))
    before = [less, *(fact for fact in kept if fact != buys), replace(ticker, key="gone")]
    found = {fact.key: (fact.change, fact.before) for fact in changes([invested, *kept], before) if fact.change}
    assert found == {
        invested.key: ("changed", "$1B, March 2026"),
        buys.key: ("added", ""),
        "gone": ("gone", ""),
    }


def test_another_status_of_the_same_fact_is_a_change(whole: PageData) -> None:
    fact = next(fact for fact in whole.facts if fact.status == "planned")
    firm = replace(fact, evidence=tuple(replace(claim, status="asserted") for claim in fact.evidence))
    (only,) = changes([firm], [fact])
    assert (only.change, only.before) == ("changed", "$500M, planned")


@pytest.mark.browser
def test_a_comparison_shows_each_change_with_its_sentence(
    opened: Callable[..., Page], store: EmbeddedStore, tmp_path: Path
) -> None:
    now, before = page_data(store, keep=near(LUMEN, 2)), page_data(store, keep=near(LUMEN, 1))
    gone = replace(
        before.facts[0],
        key="gone/1",
        figure=replace(before.facts[0].figure, value=float(Decimal(7))),
        source="organization/test-prism-photonics",
    )
    data = compared(now, replace(before, facts=(*before.facts, gone)), other="last year")
    file = write_data(data, tmp_path / "page.html").path
    page = opened("#view=table", file=file, width=1600)
    added = len(now.facts) - len(before.facts)
    expect(page.locator("#top p")).to_contain_text(f"compared with last year: {added} added, 1 gone, 0 changed")
    expect(page.locator("#panel h3", has_text="added")).to_have_text(f"added · {added}")
    assert page.locator("#panel .card blockquote mark").count() >= added
    page.locator("#filter-changes .choice", has_text="gone").hover()
    page.locator("#filter-changes .choice", has_text="gone").locator(".only").click()
    expect(page.locator("#table-count")).to_have_text("1 fact")


@pytest.fixture(scope="module")
def folder(first_only: Callable[[Path], None], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store in a folder that holds the first document of the sample only."""
    path = tmp_path_factory.mktemp("parts") / "store"
    first_only(path)
    return path


def run(*words: str | Path) -> tuple[int, str]:
    """Run a command; return its code and what it said."""
    said = io.StringIO()
    with redirect_stderr(said):
        code = main([str(word) for word in words])
    return code, said.getvalue()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--around", "Lumen Works", "--hops", "1"), "4 things, 6 facts"),
        (("--around", "LWX"), "7 things, 9 facts"),
        (("--question", "suppliers-of", "--layer", "networking"), "facts"),
        (("--known-by", "2026-05-01"), "2 things, 1 facts"),
        (("--compare", "2026-05-01"), "things, 26 facts"),
    ],
)
def test_the_command_writes_a_part(folder: Path, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    code, told = run("page", tmp_path / "p.html", "--store", folder, *words)
    assert (code, said in told) == (0, True), told
    assert words[1].split()[0] in (tmp_path / "p.html").read_text(encoding="utf-8")


def test_the_command_compares_two_stores(folder: Path, tmp_path: Path) -> None:
    code, told = run("page", tmp_path / "p.html", "--store", folder, "--compare", folder)
    assert (code, "26 facts" in told) == (0, True), told
    assert "compared with store: 0 added, 0 gone, 0 changed" in (tmp_path / "p.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "expected", "said"),
    [
        (("--hops", "2"), 2, "--hops needs --around"),
        (("--around", "Lumen Works", "--hops", "0"), 2, "--hops needs --around and a number above zero"),
        (("--around", "Nobody"), 1, "no thing is called 'Nobody'"),
        (("--known-by", "soon"), 2, "is not a date"),
        (("--known-by", "1990"), 2, "no fact is left: known by 1990"),
        (("--question", "nonsense"), 2, "unknown question 'nonsense'"),
        (("--compare", "nowhere"), 1, "there is no store"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    folder: Path, tmp_path: Path, words: tuple[str, ...], expected: int, said: str
) -> None:
    code, told = run("page", tmp_path / "p.html", "--store", folder, *words)
    assert code == expected
    assert said in told
    assert list(tmp_path.iterdir()) == []
