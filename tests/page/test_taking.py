"""What can be taken away: SVG, JSON-LD, the query, a citation."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from themegraph.graph.store import EmbeddedStore
from themegraph.queries.run import sparql

pytestmark = pytest.mark.browser
LUMEN = "organization/test-lumen-works"
Opener = Callable[..., Page]
Save = Callable[[Page, str], None]


@pytest.mark.parametrize("view", ["chain", "flows", "timeline"])
def test_the_svg_holds_the_whole_drawing(opened: Opener, save: Save, view: str) -> None:
    page = opened(f"#view={view}")
    with page.expect_download() as download:
        save(page, "svg")
    assert download.value.suggested_filename == "machine-halls.svg"
    root = ET.fromstring(download.value.path().read_text(encoding="utf-8"))
    space = "{http://www.w3.org/2000/svg}"
    texts = " ".join(element.text or "" for element in root.iter(f"{space}text"))
    assert "Lumen Works" in texts
    assert "$2B" in texts
    assert len(list(root.iter(f"{space}rect"))) > 5
    assert not list(root.iter(f"{space}script"))


def test_the_data_are_saved_as_json_ld(opened: Opener, save: Save) -> None:
    page = opened()
    with page.expect_download() as download:
        save(page, "data")
    data = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert any(node.get("skos:prefLabel") for node in data["@graph"])


def query_of(page: Page) -> str:
    """Return the query that the page shows."""
    page.locator("#save summary").click()
    page.locator("#show-query").click()
    text = page.locator("#query-text").input_value()
    page.locator("#close-query").click()
    return text


def test_the_query_gives_the_facts_shown(opened: Opener, store: EmbeddedStore) -> None:
    page = opened("#view=table", width=1600)
    whole = sparql(store, query_of(page), limit=None)
    assert not isinstance(whole, bool)
    assert len({row[0] for row in whole.rows}) == 25
    page.locator("#table-filter").fill("cloud power")
    one = sparql(store, query_of(page), limit=None)
    assert not isinstance(one, bool)
    assert [record["sentence"] for record in one.records()] == ["Cloud builders buy power."]


def test_the_query_of_a_thing_gives_its_facts(opened: Opener, store: EmbeddedStore) -> None:
    page = opened(f"#view=chain&node={LUMEN}")
    answer = sparql(store, query_of(page), limit=None)
    assert not isinstance(answer, bool)
    sentences = {record["sentence"] for record in answer.records()}
    assert "Lumen Works trades as LWX." in sentences
    assert "Cloud builders buy power." not in sentences


def test_a_citation_is_copied_whole(opened: Opener) -> None:
    page = opened("#view=chain&node=market/test-transceiver-market")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".card", has_text="$26 billion").locator(".cite").click()
    expect(page.locator("#live")).to_have_text("Citation copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(
        r"“The market reaches \$26 billion in 2026 \(Pulse\)\.” Halls of machines, Metric House, 2026-06-01\. "
        r"https://example\.org/halls Citing Pulse report, Pulse Research, 2026-04-20\. \[market_estimate/[0-9a-f]{16}\]",
        copied,
    )
