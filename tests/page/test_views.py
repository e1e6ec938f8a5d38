"""Flows, timeline, collapsing, paths, hiding and the known-by slider in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from themegraph.graph.page.model import Evidence, Fact, PageData, Paper, Thing
from themegraph.graph.page.write import write_data

pytestmark = pytest.mark.browser
ATLAS = "organization/test-atlas-compute"
LUMEN = "organization/test-lumen-works"
CLOUDS = "group/test-cloud-builders"
Opener = Callable[..., Page]
Spot = Callable[[Page, str], tuple[float, float]]
PIXEL = """([x, y]) => { const c = document.querySelector("#drawn"), f = c.getBoundingClientRect(), k = c.width / f.width;
  return [...c.getContext("2d").getImageData((x - f.left) * k, (y - f.top) * k, 1, 1).data]; }"""
ORANGE = (200, 80, 10)


def test_flows_draw_a_ribbon_for_each_amount_in_the_colour_of_money(opened: Opener, spot_of: Spot) -> None:
    page = opened("#view=flows")
    spot = spot_of(page, "Atlas Compute invests in Lumen Works $2B March 2026")
    page.mouse.move(*spot)
    page.wait_for_timeout(80)
    red, green, blue, alpha = page.evaluate(PIXEL, list(spot))
    assert (red, green, blue) == pytest.approx(ORANGE, abs=30)
    assert alpha == 255
    page.mouse.click(*spot)
    expect(page.locator(".card.chosen mark").first).to_contain_text("$2 billion")
    assert spot_of(page, "Atlas Compute invests in Prism Photonics $500M") != spot


def test_flows_without_money_say_so(opened: Opener) -> None:
    page = opened("#view=flows", width=1600)
    page.locator(".choice", has_text="invests in").locator("input").uncheck()
    expect(page.locator("#empty")).to_contain_text("No amount of money is shown")


def test_the_timeline_opens_a_fact_and_gathers_what_one_day_said_alike(opened: Opener, spot_of: Spot) -> None:
    page = opened("#view=timeline")
    page.mouse.click(*spot_of(page, "Atlas Compute invests in Lumen Works $2B March 2026"))
    expect(page.locator(".card.chosen .when").first).to_have_text("March 2026")
    assert "fact=investment/" in page.url
    page.keyboard.press("Escape")
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".card.chosen")).to_have_count(1)


def test_collapse_by_layer_gathers_things_and_a_click_opens_them(opened: Opener, spot_of: Spot) -> None:
    page = opened()
    page.locator("#fold").click()
    expect(page.locator("#fold")).to_have_attribute("aria-pressed", "true")
    assert "fold=1" in page.url
    page.mouse.click(*spot_of(page, "Technology · networking"))
    expect(page).to_have_url(re.compile("open="))
    spot_of(page, "laser")
    page.reload()
    spot_of(page, "laser")


def test_a_path_leads_from_one_thing_to_another_and_survives_a_reload(opened: Opener, spot_of: Spot) -> None:
    page = opened(f"#view=chain&node={LUMEN}")
    page.keyboard.press("p")
    page.keyboard.type("cloud builders")
    page.keyboard.press("Enter")
    expect(page.locator("#panel .kind").first).to_have_text("Path")
    expect(page.locator("#panel .lead")).to_have_text("3 steps by the fewest facts shown.")
    assert page.locator("#panel .card").count() == 3
    page.reload()
    expect(page.locator("#panel h2")).to_contain_text("Lumen Works – cloud builders")
    page.go_back()
    expect(page.locator("#panel h2")).to_have_text("Lumen Works")


def test_a_path_beyond_the_map_is_a_row_of_its_own(opened: Opener, spot_of: Spot) -> None:
    page = opened(f"#view=chain&node={ATLAS}")
    page.locator("#panel button", has_text="Path to").click()
    page.keyboard.type("sweden")
    page.keyboard.press("Enter")
    expect(page.locator("[data-view=focus]")).to_have_attribute("aria-pressed", "true")
    assert spot_of(page, "Atlas Compute")[0] < spot_of(page, "Lumen Works")[0] < spot_of(page, "Sweden")[0]


def test_no_path_is_said(opened: Opener) -> None:
    page = opened(f"#view=chain&node={ATLAS}&to=market/test-transceiver-market")
    expect(page.locator("#panel .lead")).to_have_text("No facts shown lead from one to the other.")


def test_neighbours_only_hides_the_rest(opened: Opener, colours: Callable[[Page], int]) -> None:
    page = opened(f"#view=chain&node={LUMEN}")
    page.locator("#hide").click()
    page.wait_for_timeout(80)
    found = page.evaluate(
        """() => { const tip = document.querySelector("#tip"), names = new Set();
        const f = document.querySelector("#drawn").getBoundingClientRect();
        for (let y = f.top + 4; y < f.bottom; y += 8) for (let x = f.left + 4; x < f.right; x += 16) {
          document.querySelector("#canvas").dispatchEvent(new PointerEvent("pointermove", { clientX: x, clientY: y }));
          if (!tip.hidden && tip.querySelector("b")) names.add(tip.querySelector("b").textContent);
        } return [...names].sort(); }"""
    )
    assert found == ["Atlas Compute", "Lumen Works", "laser"]


def test_the_slider_keeps_what_was_known_by_a_date_and_the_address_holds_it(opened: Opener) -> None:
    page = opened("#view=table", width=1600)
    slider = page.locator("#known-by")
    slider.focus()
    page.keyboard.press("Home")
    expect(page.locator("#table-count")).to_have_text("1 fact")
    expect(page.locator("#known-shown")).to_have_text("2026-04-20")
    assert "known=2026-04-20" in page.url
    page.reload()
    expect(page.locator("#table-count")).to_have_text("1 fact")
    page.locator("#known-by").focus()
    page.keyboard.press("End")
    expect(page.locator("#table-count")).to_have_text("27 facts")


def test_layers_filter_with_counts(opened: Opener) -> None:
    page = opened("#view=table", width=1600)
    choice = page.locator("#filter-layers .choice", has_text="networking")
    before = int(choice.locator(".count").inner_text())
    choice.hover()
    choice.locator(".only").click()
    expect(page.locator("#table-count")).to_have_text(f"{before} facts")
    assert 5 < before < 27


def test_dragging_and_the_wheel_move_the_picture(opened: Opener, spot_of: Spot) -> None:
    page = opened()
    x, y = spot_of(page, "laser")
    page.mouse.move(700, 880)
    page.mouse.down()
    page.mouse.move(760, 840, steps=4)
    page.mouse.up()
    moved = spot_of(page, "laser")
    assert (moved[0] - x, moved[1] - y) == pytest.approx((60, -40), abs=36)
    page.mouse.move(*moved)
    page.mouse.wheel(0, 900)
    page.wait_for_timeout(80)
    zoomed = spot_of(page, "laser")
    assert zoomed == pytest.approx(moved, abs=36)


def large(count: int) -> PageData:
    """Return a page of so many suppliers of two layers."""
    layers = tuple(Thing(f"urn:l{i}", f"layer/{i}", f"Layer {i}", "Layer") for i in range(2))
    makers = tuple(Thing(f"urn:{i}", f"maker/{i:05}", f"Maker {i}", "Company") for i in range(count))
    facts = tuple(
        Fact(
            f"urn:f{i}",
            f"fact/{i:05}",
            "supplies",
            maker.key,
            layers[i % 2].key,
            evidence=(Evidence("", "paper", "It does."),),
        )
        for i, maker in enumerate(makers)
    )
    return PageData("Large", (*layers, *makers), facts, (Paper("paper", "", "A paper"),))


def test_a_large_graph_opens_with_its_main_things_and_draws_whole(
    opened: Opener, spot_of: Spot, colours: Callable[[Page], int], tmp_path: Path
) -> None:
    file = write_data(large(1_600), tmp_path / "page.html").path
    page = opened(file=file, width=1600)
    expect(page.locator("#all")).to_have_attribute("aria-pressed", "false")
    page.mouse.click(*spot_of(page, "Suppliers"))
    expect(page.locator("#all")).to_have_attribute("aria-pressed", "true")
    assert "all=1" in page.url
    page.locator("#fold").click()
    expect(page.locator("#fold")).to_have_attribute("aria-pressed", "true")
    spot_of(page, "Suppliers · Layer 1")
    page.go_back()
    page.go_back()
    expect(page.locator("#all")).to_have_attribute("aria-pressed", "false")
    # What is found beyond the main things is in sight.
    page.keyboard.press("/")
    page.keyboard.type("Maker 1599")
    page.keyboard.press("Enter")
    expect(page.locator("#all")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#panel h2")).to_have_text("Maker 1599")
    page.keyboard.press("a")
    expect(page.locator("#all")).to_have_attribute("aria-pressed", "false")
    page.locator("[data-view=network]").click()
    page.wait_for_timeout(300)
    assert colours(page) > 20


def company(rivals: int) -> PageData:
    """Return a page of one company with so many rivals, all said on one day, and a result of a year with fifteen more."""
    things = (
        Thing("urn:a", "a", "Acme", "Company"),
        *(Thing(f"urn:{i}", f"r{i}", f"Rival {i}", "Company") for i in range(rivals)),
    )
    said = (Evidence("", "paper", "It does."),)
    against = (
        Fact(f"urn:c{i}", f"competition/{i}", "competesWith", "a", f"r{i}", evidence=said) for i in range(rivals)
    )
    earned = (
        Fact(f"urn:e{i}", f"result/{i}", "performance", "a", text=f"result {i}", start="2025-01-01", end="2025-12-31", evidence=said)
        for i in range(16)
    )  # fmt: skip
    quarter = Fact(
        "urn:q",
        "result/q",
        "performance",
        "a",
        text="of a quarter",
        start="2025-01-01",
        end="2025-03-31",
        evidence=said,
    )
    paper = Paper("paper", "", "A paper", issued="2026-02-01")
    return PageData("Acme", things, (*against, *earned, quarter), (paper,))


def test_many_facts_of_one_day_are_one_entry_that_opens_their_thing(
    opened: Opener, spot_of: Spot, tmp_path: Path
) -> None:
    page = opened("#view=timeline", file=write_data(company(6), tmp_path / "page.html").path, width=1600)
    page.mouse.click(*spot_of(page, "Acme"))
    expect(page.locator("#panel h2")).to_have_text("Acme")
    expect(page.locator("#panel .card", has_text="Rival 5")).to_be_visible()


def test_what_holds_for_a_year_is_not_put_into_its_first_quarter(
    opened: Opener, save: Callable[[Page, str], None], tmp_path: Path
) -> None:
    page = opened("#view=timeline", file=write_data(company(2), tmp_path / "page.html").path, width=1600)
    with page.expect_download() as download:
        save(page, "svg")
    svg = download.value.path().read_text(encoding="utf-8")
    assert svg.index("Year 2025") < svg.index("Q1 2025")
    assert "Year 2025 (more)" in svg
    assert "Q1 2025 (more)" not in svg


ORANGES = """() => { const c = document.querySelector("#drawn"), d = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
  let n = 0; for (let i = 0; i < d.length; i += 4) n += d[i + 3] > 200 && d[i] > 180 && d[i + 1] < 120 && d[i + 2] < 70; return n; }"""


def test_the_lines_of_a_box_come_forward_under_the_pointer(opened: Opener, spot_of: Spot) -> None:
    page = opened()
    box = spot_of(opened(), "laser")
    page.mouse.move(*box)
    page.wait_for_timeout(200)
    assert page.evaluate(ORANGES) < 0.5 * opened().evaluate(ORANGES)


def test_an_empty_graph_says_what_to_do(opened: Opener, tmp_path: Path) -> None:
    page = opened(file=write_data(PageData("Nothing", (), (), ()), tmp_path / "page.html").path)
    expect(page.locator("#empty")).to_contain_text("themegraph build")
    for view in ("network", "focus", "flows", "timeline", "table"):
        page.locator(f"[data-view={view}]").click()
    expect(page.locator("#table-count")).to_have_text("0 facts")
