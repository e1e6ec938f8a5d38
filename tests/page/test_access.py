"""The page for those who use keys, a screen reader or strong contrast, on a phone, with awkward names."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
LUMEN = "organization/test-lumen-works"
Opener = Callable[..., Page]
NAMELESS = """() => [...document.querySelectorAll("button, a[href], input, summary, textarea, [role], canvas, img, [tabindex]")]
  .filter((e) => e.getClientRects().length && !e.closest("[hidden]"))
  .filter((e) => !(e.getAttribute("aria-hidden") === "true" || e.getAttribute("aria-label") || e.textContent.trim() || e.labels?.length
    || e.getAttribute("aria-labelledby") || e.id === "stage" || e.id === "live" || e.className === "search"))
  .map((e) => e.outerHTML.slice(0, 120))"""
FAINT = """() => {
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0.99) return c; } return [255, 255, 255]; };
  const seen = [...document.querySelectorAll("body *")].filter((e) => e.getClientRects().length && !e.closest("[aria-hidden=true]")
    && [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()));
  return seen.flatMap((e) => { const style = getComputedStyle(e), a = light(parse(style.color)), b = light(ground(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    return ratio < 4.5 ? [`${e.tagName}.${e.className} ${e.textContent.slice(0, 30)} ${ratio.toFixed(2)}`] : []; });
}"""


@pytest.mark.parametrize("view", ["chain", "table", f"focus&node={LUMEN}"])
def test_every_control_has_a_name(opened: Opener, view: str) -> None:
    page = opened(f"#view={view}", width=1600)
    assert page.evaluate("document.querySelectorAll('button').length") > 30
    assert page.evaluate(NAMELESS) == []


@pytest.mark.parametrize("dark", [False, True])
def test_words_stand_out_from_their_ground(opened: Opener, dark: bool) -> None:
    page = opened(f"#view=chain&node={LUMEN}", width=1600, dark=dark)
    assert page.evaluate(FAINT) == []


def test_the_first_tab_leads_past_the_picture_to_the_table(opened: Opener) -> None:
    page = opened()
    page.keyboard.press("Tab")
    expect(page.locator("#skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#table-filter")).to_be_focused()
    expect(page.locator("#table")).to_be_visible()


def test_tab_reaches_every_part_in_the_order_of_the_page(opened: Opener) -> None:
    page = opened(width=1600)
    order: list[str] = []
    for _ in range(220):
        page.keyboard.press("Tab")
        found = page.evaluate("document.activeElement.closest('header, #filters, #stage, #panel')?.id ?? ''")
        if not order or order[-1] != found:
            order.append(found)
        if found == "panel":
            break
    assert order == ["top", "filters", "stage", "panel"]


def test_a_dialog_closes_and_gives_the_focus_back(opened: Opener) -> None:
    page = opened()
    page.locator("#show-help").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()
    expect(page.locator("#show-help")).to_be_focused()


def test_the_menu_of_things_to_save_closes_with_escape(opened: Opener) -> None:
    page = opened(f"#view=chain&node={LUMEN}")
    page.locator("#save summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#save-png")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#save-png")).to_be_hidden()
    expect(page.locator("#panel h2")).to_have_text("Lumen Works")


def test_two_fingers_zoom(opened: Opener, spot_of: Callable[[Page, str], tuple[float, float]]) -> None:
    page = opened()
    first, second = spot_of(page, "laser"), spot_of(page, "accelerator")
    apart = abs(first[1] - second[1]) + abs(first[0] - second[0])
    page.evaluate(
        """() => { const area = document.querySelector("#canvas");
        const send = (type, pointerId, clientX, clientY) =>
          area.dispatchEvent(new PointerEvent(type, { pointerId, clientX, clientY, pointerType: "touch", bubbles: true }));
        send("pointerdown", 1, 500, 500); send("pointerdown", 2, 600, 500);
        for (let i = 0; i <= 10; i += 1) send("pointermove", 2, 600 - 5 * i, 500);
        send("pointerup", 1, 500, 500); send("pointerup", 2, 550, 500); }"""
    )
    first, second = spot_of(page, "laser"), spot_of(page, "accelerator")
    assert 0.3 < (abs(first[1] - second[1]) + abs(first[0] - second[0])) / apart < 0.8


@pytest.mark.parametrize("view", ["chain", "network", "focus", "flows", "timeline", "table"])
def test_a_phone_never_scrolls_sideways(opened: Opener, view: str) -> None:
    page = opened(f"#view={view}", width=390, height=844)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    if view != "table":
        assert page.locator("#drawn").bounding_box()["width"] == 390  # type: ignore[index]


def test_long_korean_and_pictured_names_stay_in_their_boxes(
    opened: Opener, spot_of: Callable[[Page, str], tuple[float, float]]
) -> None:
    page = opened("#view=chain")
    for name in ("Volt & Söhne Gesellschaft für Hochspannungsanlagen", "한빛광통신 주식회사", "cloud builders ☁️🏗️"):
        page.mouse.click(*spot_of(page, name))
        expect(page.locator("#panel h2")).to_have_text(name)
