"""Names that would run, break out or fetch: none does anything but stand there as text."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from themegraph.graph.page.build import build_page
from themegraph.graph.page.model import Evidence, Fact, PageData, Paper, Thing

pytestmark = pytest.mark.browser
RUN = "window.ran=1"
NAMES = (
    f"<script>{RUN}</script>", f"</script><script>{RUN}</script>", f"<img src=x onerror={RUN}>", f"<svg onload={RUN}>",
    f"<body onload={RUN}>", f"<iframe srcdoc='<script>parent.{RUN}</script>'>", f"javascript:{RUN}", f"\"><b onmouseover={RUN}>",
    f"' onfocus='{RUN}' autofocus='", f"<a href=\"javascript:{RUN}\">x</a>", "<style>@import 'http://e.invalid/x'</style>",
    "<link rel=stylesheet href=//e.invalid/x>", "<base href=//e.invalid/>", f"<!--<script>{RUN}", f"]]><script>{RUN}</script>",
    "{{ 7 * 7 }}", "{% raw %}", "{{ config }}", "${" + RUN + "}", f"`;{RUN};`", f"\\\";{RUN};//", f"';{RUN};//", "\u2028window.ran=1\u2029",
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e", f"&lt;script&gt;{RUN}&lt;/script&gt;", f"&#60;img src=x onerror={RUN}&#62;",
    "\u202egpj.exe", "\u200b\u200f", "a\nb\tc", "𝕹𝖆𝖒𝖊", "👩‍👩‍👧‍👦" * 30, "العربية", "한국어 이름", "x" * 4000, "__proto__", "constructor",
    "toString", "href", "=HYPERLINK(\"http://e.invalid\")", f"<math><mtext></form><form><mglyph><style></math><img src onerror={RUN}>",
    f"<details open ontoggle={RUN}>", f"<object data=javascript:{RUN}>", "<meta http-equiv=refresh content='0;url=//e.invalid'>",
    f"<template><script>{RUN}</script></template>", "<plaintext>", "<textarea>", "<noscript><p title=\"</noscript><img src=x>\">",
)  # fmt: skip


def hostile_page() -> PageData:
    """Return a page in which every name, text, address and key is hostile."""
    things = tuple(
        Thing(f"https://e.invalid/{i}", f"{name}#{i}", name, "Company", (name,), (name,))
        for i, name in enumerate(NAMES)
    )
    papers = tuple(Paper(f"{name}#p{i}", "", name, name, name, f"javascript:{RUN}") for i, name in enumerate(NAMES))
    facts = tuple(
        Fact(
            f"https://e.invalid/f{i}", f"{name}#f{i}", "supplies", things[i].key, things[i - 1].key, text=name, dates=name,
            details=((name, name),), evidence=(Evidence("", papers[i].key, name, name, name, cited_as=name, words=name),),
        )
        for i, name in enumerate(NAMES)
    )  # fmt: skip
    return PageData(NAMES[1], things, facts, papers, {"@graph": list(NAMES)})


def test_hostile_names_are_only_text(tab: Page, tmp_path: Path) -> None:
    assert len(NAMES) >= 40
    file = tmp_path / "page.html"
    file.write_text(build_page(hostile_page()), encoding="utf-8")
    requests: list[str] = []
    tab.on("request", lambda request: requests.append(request.url))
    tab.goto(file.as_uri())
    for view in ("network", "focus", "flows", "timeline", "table", "chain"):
        tab.locator(f"[data-view={view}]").click()
        tab.wait_for_timeout(150)
    tab.locator("[data-view=table]").click()
    assert tab.locator("#table tbody tr").count() == len(NAMES)
    for i in range(len(NAMES)):
        tab.locator("#table tbody tr").nth(i).click()
        assert tab.locator(".card.chosen").count() == 1
    tab.locator("#search").fill("<")
    tab.wait_for_timeout(100)
    assert tab.evaluate("window.ran") is None
    assert {url.partition("#")[0] for url in requests if not url.startswith("data:")} == {file.as_uri()}
    assert tab.locator("a[href^='javascript']").count() == 0
    assert tab.locator("#panel img, #panel script, #panel iframe, #table img").count() == 0
