"""What a page costs beside plain pyvis: `python benchmarks/page.py [NODES …]` (default 100 1000 5000 20000).

For invented graphs of so many things prints, for our page and for a pyvis page with the same positions and physics off:
processor seconds to make the file, its size, processor seconds of the browser until it stands still, the JavaScript heap,
and processor milliseconds for each step of a dragged picture. Then the time of the layouts and the crossings left by them.
Needs Chromium and Playwright.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, sync_playwright

from themegraph.graph.layout import crossings, layered
from themegraph.graph.page.build import build_page
from themegraph.graph.page.columns import columns_of
from themegraph.graph.page.model import Evidence, Fact, Figure, PageData, Paper, Thing
from themegraph.graph.page.spread import spread

SIZES = (100, 1_000, 5_000, 20_000)
TYPES = ("Company", "Company", "Company", "Technology", "Product", "Layer", "ExchangeTradedFund", "Market")
RELATIONS = ("supplies", "investsIn", "suppliesTo", "usedIn", "competesWith")
STEPS, TIMEOUT = 20, 180_000


def invented(count: int) -> PageData:
    """Return a graph of `count` things with three facts for two things; early things have most, as in real ones."""
    things = tuple(Thing(f"urn:{i}", f"thing/{i}", f"Invented name {i}", TYPES[i % len(TYPES)]) for i in range(count))
    papers = (Paper("document/a", "urn:a", "A document", "A publisher", "2026-01-01"),)
    facts = tuple(_fact(i, things) for i in range(count * 3 // 2))
    return PageData("Invented", things, facts, papers)


def _fact(i: int, things: tuple[Thing, ...]) -> Fact:
    count = len(things)
    source, target = (i * 7919 + 13) % count, int(count * ((i * 0.6180339887) % 1) ** 3)
    relation = RELATIONS[i % len(RELATIONS)]
    money = relation == "investsIn"
    claim = Evidence(f"urn:c{i}", "document/a", f"Sentence {i} says so.", start=i)
    return Fact(
        f"urn:f{i}", f"fact/{i}", relation, things[source].key, things[target if target != source else source - 1].key,
        figure=Figure(f"${i}M", float(i), "USD") if money else Figure(), money=money, evidence=(claim,),
    )  # fmt: skip


def ours(data: PageData) -> str:
    """Return our page, opened on its network."""
    return build_page(data)


def pyvis(data: PageData) -> str:
    """Return the page that pyvis makes by itself, spared the layout: positions given, physics off."""
    from pyvis.network import Network

    points = spread([thing.key for thing in data.things], [(fact.source, fact.target) for fact in data.facts])
    network = Network(directed=True, cdn_resources="in_line")
    for thing in data.things:
        x, y = points[thing.key]
        network.add_node(thing.key, label=thing.label, x=x, y=y, shape="box")
    for fact in data.facts:
        network.add_edge(fact.source, fact.target, title=fact.relation)
    network.toggle_physics(False)
    return str(network.generate_html())


def seconds_of_browser(session: CDPSession) -> float:
    """Return the processor seconds that all processes of the browser have used."""
    return float(sum(process["cpuTime"] for process in session.send("SystemInfo.getProcessInfo")["processInfo"]))


def opened(browser: Browser, file: Path, address: str) -> tuple[float, float, float]:
    """Return processor seconds to stand still, heap in MB, and processor milliseconds for a step of a drag."""
    session = browser.new_browser_cdp_session()
    context = browser.new_context(offline=True, viewport={"width": 1600, "height": 900})
    page = context.new_page()
    page.set_default_timeout(TIMEOUT)
    before = seconds_of_browser(session)
    page.goto(file.as_uri() + address)
    page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))"
    )
    ready = seconds_of_browser(session)
    heap = page.context.new_cdp_session(page).send("Runtime.getHeapUsage")["usedSize"] / 1e6
    page.mouse.move(800, 500)
    page.mouse.down()
    start = seconds_of_browser(session)
    for step in range(STEPS):
        page.mouse.move(800 + 6 * step, 500 + 3 * step)
        page.evaluate("() => new Promise(requestAnimationFrame)")
    spent = seconds_of_browser(session) - start
    context.close()
    return ready - before, heap, 1000 * spent / STEPS


def measure(browser: Browser, name: str, make: Callable[[PageData], str], data: PageData, address: str) -> None:
    """Print the line of one page."""
    start = time.process_time()
    text = make(data)
    made = time.process_time() - start
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "page.html")
        file.write_text(text, encoding="utf-8")
        ready, heap, step = opened(browser, file, address)
    count = len(data.things)
    print(
        f"{count:>7,}  {name:<12}  {made:>7.2f}  {file_size(text):>8,.0f}  {ready:>7.2f}  {heap:>7.1f}  {step:>9.0f}",
        flush=True,
    )


def file_size(text: str) -> float:
    """Return the size in kilobytes."""
    return len(text.encode()) / 1000


def layouts(data: PageData) -> None:
    """Print the time of both layouts and the crossings before and after ordering."""
    pairs = [(fact.source, fact.target) for fact in data.facts]
    columns = columns_of(data.things, data.facts)
    links = sorted({(a, b) for a, b in pairs if columns[a] != columns[b]})
    named: dict[int, list[str]] = {}
    for key in sorted(columns):
        named.setdefault(columns[key], []).append(key)
    start = time.process_time()
    layout = layered(columns, pairs)
    middle = time.process_time()
    spread(columns, pairs)
    end = time.process_time()
    unordered = crossings(named, links)
    print(
        f"{len(columns):>7,}  {middle - start:>9.2f}  {end - middle:>9.2f}  {unordered:>12,}  {layout.crossings:>12,}",
        flush=True,
    )


def main() -> int:
    """Print both tables."""
    sizes = [int(word) for word in sys.argv[1:]] or list(SIZES)
    graphs = [invented(size) for size in sizes]
    print(
        f"{'nodes':>7}  {'page':<12}  {'make s':>7}  {'size kB':>8}  {'ready s':>7}  {'heap MB':>7}  {'ms a step':>9}"
    )
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for data in graphs:
            measure(browser, "ours", ours, data, "#view=network")
            measure(browser, "pyvis", pyvis, data, "")
        browser.close()
    print(f"\n{'nodes':>7}  {'columns s':>9}  {'network s':>9}  {'crossings':>12}  {'after order':>12}")
    for data in graphs:
        layouts(data)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
