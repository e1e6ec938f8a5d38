"""Pictures of every view of a page, for a look: `python benchmarks/page_pictures.py PAGE.html FOLDER [THING]`.

Writes VIEW-WIDTH-THEME.png at 1600×900 and 390×844, light and dark; THING is the key of the thing in the focus view,
by default the one with most facts. Needs Chromium and Playwright.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

VIEWS = ("chain", "network", "focus", "flows", "timeline", "table")
SIZES = ((1600, 900), (390, 844))


def main() -> int:
    """Write the pictures and name them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("page", type=Path, help="a page that 'themegraph page' wrote")
    parser.add_argument("folder", type=Path, help="where to write the pictures")
    parser.add_argument("thing", nargs="?", default="", help="key of a thing, such as organization/nvidia")
    options = parser.parse_args()
    page_file, folder, thing = options.page, options.folder, options.thing
    Path(folder).mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for width, height in SIZES:
            for theme in ("light", "dark"):
                context = browser.new_context(
                    offline=True,
                    viewport={"width": width, "height": height},
                    color_scheme="dark" if theme == "dark" else "light",
                )
                for view in VIEWS:
                    page = context.new_page()
                    chosen = f"&node={thing}" if thing and view == "focus" else ""
                    page.goto(f"{Path(page_file).resolve().as_uri()}#view={view}{chosen}")
                    page.wait_for_timeout(500)
                    place = Path(folder, f"{view}-{width}-{theme}.png")
                    page.screenshot(path=place)
                    page.close()
                    print(place)
                context.close()
        browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
