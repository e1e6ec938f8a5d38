"""The picture can be read as it opens: letters large enough, no box on another, no figure under a box or on another."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from themegraph.api import Graph
from themegraph.graph.page import write_page

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SVG = "{http://www.w3.org/2000/svg}"
LETTERS, FOOT, SMALLEST = 14.0, 46.0, 10.5
Opener = Callable[..., Page]
Save = Callable[[Page, str], None]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the drawing in its own units."""

    left: float
    top: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        """Tell whether two rectangles share more than a hair."""
        return (
            self.left + 0.5 < other.left + other.width
            and other.left + 0.5 < self.left + self.width
            and self.top + 0.5 < other.top + other.height
            and other.top + 0.5 < self.top + self.height
        )


@pytest.fixture(scope="module")
def theme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the page of the bundled theme."""
    with Graph() as graph:
        graph.build()
        return write_page(graph.store, tmp_path_factory.mktemp("theme") / "page.html").path


def drawing(page: Page, save: Save) -> ET.Element:
    """Return the whole drawing as SVG."""
    with page.expect_download() as download:
        save(page, "svg")
    return ET.fromstring(download.value.path().read_text(encoding="utf-8"))


def box(rect: ET.Element) -> Box:
    return Box(*(float(rect.get(name, "0")) for name in ("x", "y", "width", "height")))


def boxes(root: ET.Element) -> list[Box]:
    """Return the boxes of things."""
    return [box(group[0]) for group in root.iter(f"{SVG}g")]


def labels(root: ET.Element) -> list[Box]:
    """Return the grounds of words that stand on lines."""
    return [box(rect) for rect in root.findall(f"{SVG}rect") if rect.get("fill-opacity")]


def scale(page: Page, root: ET.Element) -> float:
    """Return by how much the drawing is made smaller to fit the picture."""
    _, _, width, height = map(float, root.get("viewBox", "").split())
    wide, high = page.evaluate(
        "() => { const c = document.querySelector('#canvas'); return [c.clientWidth, c.clientHeight]; }"
    )
    return float(min(wide / width, (high - FOOT) / height))


def test_the_first_picture_of_the_theme_can_be_read(opened: Opener, save: Save, theme: Path) -> None:
    page = opened(file=theme, width=1600)
    root = drawing(page, save)
    assert 60 <= len(boxes(root)) <= 100
    assert LETTERS * scale(page, root) >= SMALLEST


@pytest.mark.parametrize(
    "address", ["", "#view=chain&all=1", "#view=chain&fold=1", "#view=focus&node=organization/nvidia"]
)
def test_nothing_lies_on_something_else(opened: Opener, save: Save, theme: Path, address: str) -> None:
    root = drawing(opened(address, file=theme, width=1600), save)
    found = boxes(root)
    assert len(found) > 15
    assert [pair for pair in combinations(found, 2) if pair[0].meets(pair[1])] == []
    words = labels(root)
    assert [word for word in words if any(word.meets(each) for each in found)] == []
    assert [pair for pair in combinations(words, 2) if pair[0].meets(pair[1])] == []


def test_the_network_names_most_things_apart_from_each_other(opened: Opener, save: Save, theme: Path) -> None:
    root = drawing(opened("#view=network", file=theme, width=1600), save)
    dots = list(root.iter(f"{SVG}circle"))
    names = [text for text in root.findall(f"{SVG}text") if text.get("fill") and text.text]
    assert len(dots) > 100
    assert len(names) > 0.6 * len(dots)


def test_a_first_look_says_what_the_theme_is(opened: Opener, theme: Path) -> None:
    page = opened(file=theme, width=1600)
    panel = page.locator("#panel")
    expect(panel.locator("h2")).to_have_text("AI infrastructure")
    expect(panel.locator(".lead").first).to_contain_text("processors")
    for title in ("Largest money flows", "What holds it back", "Market estimates", "Most facts", "Documents"):
        expect(panel.locator("h3", has_text=title)).to_be_visible()
    panel.locator(".brief button").first.click()
    expect(page.locator(".card.chosen mark").first).to_contain_text("$")
