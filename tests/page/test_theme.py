"""The page of the bundled theme: its size, its pictures, and the sentence behind one line."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from themegraph.api import Graph
from themegraph.graph.page import write_page

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LIMIT = 900_000
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def theme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the page of the bundled theme."""
    with Graph() as graph:
        graph.build()
        return write_page(graph.store, tmp_path_factory.mktemp("theme") / "page.html").path


def test_the_file_is_small_enough_for_a_mail(theme: Path) -> None:
    assert 300_000 < theme.stat().st_size <= LIMIT


def test_a_click_on_a_line_shows_its_sentence(
    opened: Callable[..., Page], spot_of: Callable[[Page, str], tuple[float, float]], theme: Path
) -> None:
    page = opened(file=theme, width=1600)
    page.mouse.click(*spot_of(page, "NVIDIA Corporation invests in Coherent $2B March 2026"))
    expect(page.locator(".card.chosen mark").first).to_contain_text("Coherent")
    expect(page.locator(".card.chosen .figure")).to_have_text("$2B")


@pytest.mark.parametrize("view", ["chain", "network", "focus", "flows", "timeline"])
def test_each_view_draws(opened: Callable[..., Page], colours: Callable[[Page], int], theme: Path, view: str) -> None:
    assert colours(opened(f"#view={view}", file=theme, width=1600)) > 300


def test_an_amount_that_is_hedged_is_drawn_and_called_so(
    opened: Callable[..., Page], save: Callable[[Page, str], None], theme: Path
) -> None:
    page = opened("#view=flows", file=theme, width=1600)
    with page.expect_download() as download:
        save(page, "svg")
    root = ET.fromstring(download.value.path().read_text(encoding="utf-8"))
    labels = [element.text or "" for element in root.iter(f"{SVG}text")]
    assert any(label.startswith("$") and label.endswith("(hedged)") for label in labels)
    dashes = {each.get("stroke-dasharray", "") for each in root.iter(f"{SVG}path")}
    assert dashes >= {"", "6 4", "12 5"}


def test_cash_of_a_fund_is_none_of_the_main_things(
    opened: Callable[..., Page], save: Callable[[Page, str], None], theme: Path
) -> None:
    page = opened(file=theme, width=1600)
    with page.expect_download() as download:
        save(page, "svg")
    drawn = [text.strip() for text in ET.parse(download.value.path()).getroot().itertext() if text.strip()]
    assert "NVIDIA" in drawn or "Coherent" in drawn
    assert not [text for text in drawn if "CASH" in text]
