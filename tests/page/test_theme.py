"""The page of the bundled theme: its size, its pictures, and the sentence behind one line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from themegraph.api import Graph
from themegraph.graph.page import write_page

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LIMIT = 900_000


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
