"""Pictures of every view of a page, for a look: `python benchmarks/page_pictures.py PAGE.html FOLDER [THING] [--fact FACT]`.

Writes VIEW-WIDTH-THEME.png at 1600×900 and 390×844, light and dark, the first page of each view as it is printed, and
page.png (and page-fact.png, with --fact), the pictures of the documentation. THING is the key of the thing in the
focus view, by default the one with most facts. Needs Chromium and Playwright.
"""

from __future__ import annotations

import argparse
import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

VIEWS = ("chain", "chain&all=1", "chain&fold=1", "network", "focus", "flows", "timeline", "table")
SIZES = ((1600, 900), (390, 844))
PAPER = (1123, 794)
Theme = Literal["light", "dark"]


def opened(browser: Browser, address: str, size: tuple[int, int], theme: Theme) -> Page:
    """Open an address without a network and wait until it stands."""
    context = browser.new_context(offline=True, viewport={"width": size[0], "height": size[1]}, color_scheme=theme)
    page = context.new_page()
    page.goto(address)
    page.wait_for_timeout(500)
    return page


def views(browser: Browser, file: str, folder: Path, thing: str) -> Iterator[Path]:
    """Write each view at each size, light, dark and on paper; yield the names."""
    for view in VIEWS:
        address = f"{file}#view={view}" + (f"&node={thing}" if thing and view == "focus" else "")
        name = view.replace("&", "-").replace("=1", "")
        for size in SIZES:
            for theme in ("light", "dark"):
                page = opened(browser, address, size, theme)
                yield written(page, folder / f"{name}-{size[0]}-{theme}.png")
        page = opened(browser, address, PAPER, "dark")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        page.wait_for_timeout(300)
        yield written(page, folder / f"{name}-print.png")


def written(page: Page, place: Path) -> Path:
    """Write what is in sight and close the page."""
    page.screenshot(path=place)
    page.context.close()
    return place


def documented(browser: Browser, address: str, place: Path) -> Path:
    """Write a picture for the documentation in 256 colours, so that it is small."""
    page = opened(browser, address, SIZES[0], "light")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.context.close()
    picture.quantize(256, kmeans=3, dither=Image.Dither.NONE).save(place, optimize=True)
    return place


def main() -> int:
    """Write the pictures and name them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("page", type=Path, help="a page that 'themegraph page' wrote")
    parser.add_argument("folder", type=Path, help="where to write the pictures")
    parser.add_argument("thing", nargs="?", default="", help="key of a thing, such as organization/nvidia")
    parser.add_argument("--fact", default="", help="key of a fact, for page-fact.png")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    file = options.page.resolve().as_uri()
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for place in views(browser, file, options.folder, options.thing):
            print(place)
        print(documented(browser, file, options.folder / "page.png"))
        if options.fact:
            print(documented(browser, f"{file}#fact={options.fact}", options.folder / "page-fact.png"))
        browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
