"""The page in a real browser without a network: it draws, answers clicks and keys, and runs nothing from labels."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
ATLAS = "organization/test-atlas-compute"
LUMEN = "organization/test-lumen-works"
SENTENCE = "Atlas invested $2 billion in Lumen Works in March 2026."
Opener = Callable[..., Page]
Colours = Callable[[Page], int]
Spot = Callable[[Page, str], tuple[float, float]]
Save = Callable[[Page, str], None]


@pytest.mark.parametrize("view", ["chain", "network", "focus", "flows", "timeline"])
@pytest.mark.parametrize("dark", [False, True])
def test_each_map_draws_pixels(opened: Opener, colours: Colours, view: str, dark: bool) -> None:
    page = opened(f"#view={view}", dark=dark)
    assert colours(page) > 40
    expect(page.locator(f"[data-view={view}]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#shown")).to_have_text("27 of 27 facts shown")


def test_a_click_on_a_box_opens_its_facts_and_a_line_its_sentence(opened: Opener, spot_of: Spot) -> None:
    page = opened("#view=focus&node=" + LUMEN)
    page.mouse.click(*spot_of(page, "Atlas Compute"))
    expect(page.locator("#panel h2")).to_have_text("Atlas Compute")
    page.locator(".verb", has_text="invests in").first.click()
    expect(page.locator(".card.chosen mark").first).to_have_text(SENTENCE)
    assert "fact=investment/" in page.url
    page.go_back()
    expect(page.locator("#panel h2")).to_have_text("Atlas Compute")


def test_a_click_on_a_line_shows_its_sentence(opened: Opener, spot_of: Spot) -> None:
    page = opened()
    page.mouse.click(*spot_of(page, "Atlas Compute supplies accelerator"))
    expect(page.locator(".card.chosen mark")).to_have_text("Atlas Compute supplies accelerators.")


def test_a_fact_shows_document_claimant_citation_and_what_differs(opened: Opener) -> None:
    page = opened("#view=chain&node=market/test-transceiver-market")
    card = page.locator(".card", has_text="$26 billion")
    expect(card.locator("blockquote b").first).to_have_text("$26 billion")
    expect(card.locator(".source a")).to_have_attribute(
        "href", "https://example.org/halls#:~:text=The%20market%20reaches%20%2426%20billion%20in%202026%20(Pulse)."
    )
    expect(card.locator(".source")).to_contain_text(
        "Halls of machines · Metric House · 2026-06-01 · said by Pulse Research"
    )
    expect(card.locator(".source")).to_contain_text("cites “Pulse”: Pulse report · Pulse Research · 2026-04-20")
    expect(card.locator(".beside")).to_contain_text("$19B")
    expect(card.locator(".beside")).to_contain_text("Metric House")


@pytest.mark.parametrize(
    ("typed", "found"),
    [("lwx", "Lumen Works"), ("LUMENWORKS", "Lumen Works"), ("한빛", "한빛광통신 주식회사"), ("sohne", "Volt & Söhne")],
)
def test_search_knows_names_aliases_and_tickers(opened: Opener, typed: str, found: str) -> None:
    page = opened()
    page.keyboard.press("/")
    page.keyboard.type(typed)
    expect(page.locator("#matches li").first).to_contain_text(found)
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_contain_text(found)


def test_deep_links_open_the_same_place_again(opened: Opener) -> None:
    page = opened(f"#view=table&node={ATLAS}")
    expect(page.locator("#panel h2")).to_have_text("Atlas Compute")
    expect(page.locator("#table")).to_be_visible()
    page.locator("tbody tr", has_text="Prism Photonics").first.click()
    expect(opened("#" + page.url.partition("#")[2]).locator(".card.chosen mark")).to_contain_text("plans $500 million")


def test_a_link_to_nothing_opens_the_start(opened: Opener) -> None:
    page = opened("#view=nonsense&node=<img src=x onerror=alert(1)>&fact=none")
    expect(page.locator("#panel .kind")).to_have_text("At a glance")


def test_the_table_sorts_and_filters(opened: Opener) -> None:
    page = opened("#view=table")
    rows = page.locator("#table tbody tr")
    assert rows.count() == 27
    figures = page.locator("#table th", has_text="Figure")
    figures.locator("button").click()
    expect(figures).to_have_attribute("aria-sort", "ascending")
    assert [rows.nth(i).locator("td").nth(3).inner_text() for i in range(5)] == ["34%", "$500M", "$2B", "$19B", "$26B"]
    figures.locator("button").click()
    assert rows.first.locator("td").nth(3).inner_text() == "$26B"
    page.locator("#table-filter").fill("cloud power")
    assert rows.count() == 1


def test_filters_hide_facts_and_count_what_is_left(opened: Opener) -> None:
    page = opened("#view=table", width=1600)
    page.locator(".choice", has_text="invests in").locator("input").uncheck()
    expect(page.locator("#table-count")).to_have_text("25 facts")
    page.locator("#filter-confidence").fill("60")
    expect(page.locator("#table-count")).to_have_text("24 facts")
    page.locator("#reset").click()
    expect(page.locator("#table-count")).to_have_text("27 facts")
    page.locator(".choice", has_text="Figures for 2026").hover()
    page.locator(".choice", has_text="Figures for 2026").locator(".only").click()
    # Both facts of the second document, and the two that only a rule makes.
    expect(page.locator("#table-count")).to_have_text("4 facts")


def test_everything_can_be_reached_by_keyboard(opened: Opener) -> None:
    page = opened()
    page.keyboard.press("6")
    expect(page.locator("#table")).to_be_visible()
    page.keyboard.press("1")
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowRight")
    first = page.locator("#panel h2").inner_text()
    page.keyboard.press("ArrowRight")
    assert page.locator("#panel h2").inner_text() != first
    expect(page.locator("#live")).to_contain_text("fact")
    page.keyboard.press("f")
    expect(page.locator("[data-view=focus]")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#panel .kind")).to_have_text("At a glance")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()


def test_downloads_hold_what_is_shown(opened: Opener, save: Save) -> None:
    page = opened("#view=table")
    page.locator("#table-filter").fill("trades as")
    with page.expect_download() as download:
        save(page, "csv")
    rows = list(csv.reader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    assert rows[1][:3] == ["Lumen Works", "has ticker", "LWX"]
    page.keyboard.press("Escape")
    page.locator("[data-view=chain]").click()
    with page.expect_download() as download:
        save(page, "png")
    assert download.value.path().read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_a_phone_shows_map_and_panel_without_sideways_scrolling(opened: Opener) -> None:
    page = opened(f"#view=chain&node={LUMEN}", width=390, height=844)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    expect(page.locator("#panel h2")).to_be_in_viewport()
    page.locator("#toggle-filters").click()
    expect(page.locator("#filters")).to_be_visible()


def test_print_shows_the_picture_and_every_fact(opened: Opener) -> None:
    page = opened(dark=True)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator("#printed")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    expect(page.locator("#filters")).to_be_hidden()
    assert page.locator("#table tbody tr").count() == 27


def test_the_theme_changes_and_is_kept(opened: Opener) -> None:
    page = opened()
    page.locator("#toggle-theme").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
