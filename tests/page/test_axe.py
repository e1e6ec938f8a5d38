"""The rules of axe-core (WCAG and good practice) on every view of the page, light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
Opener = Callable[..., Page]
LUMEN = "organization/test-lumen-works"
VIEWS = ("chain", "network", f"focus&node={LUMEN}", "flows", "timeline", "table", f"table&node={LUMEN}")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(("dark", "width"), [(False, 1600), (True, 1600), (False, 390)])
def test_axe_finds_nothing_serious(opened: Opener, view: str, dark: bool, width: int) -> None:
    page = opened(f"#view={view}", width=width, dark=dark)
    result = Axe().run(page).response
    assert len(result["passes"]) > 15
    found = [
        (v["id"], v["nodes"][0]["html"][:120]) for v in result["violations"] if v["impact"] in ("serious", "critical")
    ]
    assert found == []
