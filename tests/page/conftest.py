"""A small graph of invented names for the tests of the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from themegraph.graph.claim import Claim, Entity, Passage, QualifierValue, Reading, Reference, Source, Value, digest
from themegraph.graph.store import EmbeddedStore, open_store
from themegraph.ontology.terms import AIID

FAMILIES = {
    "Company": "organization", "OrganizationGroup": "group", "ExchangeTradedFund": "fund", "Index": "index",
    "Technology": "technology", "Layer": "layer", "Theme": "theme", "Market": "market", "Country": "country",
    "Product": "product",
}  # fmt: skip


def entity(label: str, kind: str = "Company", *aliases: str, resolved: bool = True) -> Entity:
    """Return an entity with an IRI made from its label."""
    slug = re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-") or digest(label)
    return Entity(f"{AIID}{FAMILIES[kind]}/test-{slug}", label, kind, aliases, resolved)


LUMEN = entity("Lumen Works", "Company", "LWX", "Lumenworks Inc.")
PRISM = entity("Prism Photonics")
ATLAS = entity("Atlas Compute", "Company", "Atlas")
VOLT = entity("Volt & Söhne Gesellschaft für Hochspannungsanlagen", "Company", resolved=False)
HANGUL = entity("한빛광통신 주식회사", "Company", "Hanbit Optical")
CLOUDS = entity("cloud builders ☁️🏗️", "OrganizationGroup")
PULSE = entity("Pulse Research")
METRIC = entity("Metric House")
NETWORK = entity("networking", "Layer")
COMPUTE = entity("compute", "Layer")
POWER = entity("power & cooling", "Layer")
THEME = entity("machine halls", "Theme")
OPTICS = entity("optical transceiver", "Technology")
LASER = entity("laser", "Technology")
CHIP = entity("accelerator", "Technology")
FUND = entity("Beam Network ETF", "ExchangeTradedFund")
INDEX = entity("Beam Network Index", "Index")
MARKET = entity("transceiver market", "Market")
SWEDEN = entity("Sweden", "Country")
MARCH = {"startDate": date(2026, 3, 1), "endDate": date(2026, 3, 31), "datePrecision": "month"}
YEAR = {"startDate": date(2026, 1, 1), "endDate": date(2026, 12, 31), "datePrecision": "year"}


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of an invented document with the claim read from it."""

    sentence: str
    subject: Entity
    predicate: str
    object: Entity | str
    qualifiers: Mapping[str, Any]
    extra: Mapping[str, Any]


def line(sentence: str, subject: Entity, predicate: str, target: Entity | str, extra: Any = None, **given: Any) -> Line:
    """Return a line; `extra` holds fields of the claim other than its qualifiers."""
    return Line(sentence, subject, predicate, target, given, extra or {})


def usd(billions: str) -> dict[str, QualifierValue]:
    """Return an amount in billions of US dollars."""
    return {"amount": Decimal(billions) * 10**9, "currency": "USD"}


FIRST = (
    line("In March 2026 Atlas put $2 billion into Lumen Works.", ATLAS, "investsIn", LUMEN, **usd("2"), **MARCH),
    line("It plans $500 million for Prism Photonics.", ATLAS, "investsIn", PRISM, {"status": "planned"}, **usd("0.5")),
    line("Lumen Works supplies lasers.", LUMEN, "supplies", LASER),
    line("Prism Photonics supplies transceivers.", PRISM, "supplies", OPTICS),
    line("Atlas Compute supplies accelerators.", ATLAS, "supplies", CHIP),
    line("한빛광통신 주식회사 supplies transceivers.", HANGUL, "supplies", OPTICS),
    line("Volt & Söhne may supply power.", VOLT, "supplies", POWER, {"confidence": Decimal("0.55")}),
    line("Lumen Works sells to Atlas, 34% of its revenue.", LUMEN, "suppliesTo", ATLAS, percent=Decimal(34)),
    line("Lasers go into networking.", LASER, "usedIn", NETWORK, {"derived": True}),
    line("Transceivers go into networking.", OPTICS, "usedIn", NETWORK),
    line("Accelerators go into compute.", CHIP, "usedIn", COMPUTE),
    line("Networking is part of the halls.", NETWORK, "partOf", THEME),
    line("Compute is part of the halls.", COMPUTE, "partOf", THEME),
    line("Power is part of the halls.", POWER, "partOf", THEME),
    line("Cloud builders buy networking.", CLOUDS, "buys", NETWORK),
    line("Cloud builders buy compute.", CLOUDS, "buys", COMPUTE),
    line("Cloud builders buy power.", CLOUDS, "buys", POWER),
    line("The Beam fund tracks the Beam index.", FUND, "tracks", INDEX),
    line("The Beam index aims at networking.", INDEX, "targetsLayer", NETWORK),
    line("Lumen Works sits in Sweden.", LUMEN, "headquarteredIn", SWEDEN),
    line("Lumen Works trades as LWX.", LUMEN, "hasTicker", "LWX"),
    line("Atlas, a maker of accelerators, grew.", ATLAS, "definedAs", "a maker of accelerators"),
    line("Demand for halls can pause.", THEME, "risk", "demand can pause"),
    line(
        "The market reaches $26 billion in 2026 (Pulse).", MARKET, "marketEstimate", "$26 billion",
        {"claimant": PULSE, "cited": f"{AIID}document/pulse-report", "cited_as": "Pulse"}, **usd("26"), **YEAR,
    ),
)  # fmt: skip
SECOND = (
    line(
        "We see $19 billion in 2026.",
        MARKET,
        "marketEstimate",
        "$19 billion",
        {"claimant": METRIC},
        **usd("19"),
        **YEAR,
    ),
    line("Atlas invested $2 billion in Lumen Works in March 2026.", ATLAS, "investsIn", LUMEN, **usd("2"), **MARCH),
)


def reading(name: str, title: str, lines: tuple[Line, ...], publisher: Entity | None = None, **source: Any) -> Reading:
    """Return the reading of a document that consists of these sentences."""
    text = f"{title}\n\n" + "\n".join(item.sentence for item in lines)
    iri = f"https://example.org/{name}"
    claims = tuple(_claim(name, index, item, text) for index, item in enumerate(lines))
    entities = {end.id: end for item in lines for end in (item.subject, item.object) if isinstance(end, Entity)}
    known = Source(iri, title, digest(text), len(text), publisher, "2026-06-01", iri, f"{name}.txt", **source)
    return Reading(known, text, claims, tuple(entities.values()))


def _claim(name: str, index: int, item: Line, text: str) -> Claim:
    start = text.index(item.sentence)
    passage = Passage(start, start + len(item.sentence), item.sentence)
    target = item.object if isinstance(item.object, Entity) else Value(item.object, item.object)
    extra = {"confidence": Decimal("0.95"), **item.extra}
    key = digest(name, index)
    return Claim(key, item.predicate, item.subject, target, passage, "test", qualifiers=item.qualifiers, **extra)


def readings() -> tuple[Reading, Reading]:
    """Return the two documents of the sample; the first cites a third."""
    cited = Reference(f"{AIID}document/pulse-report", 1, "Pulse report", PULSE, "2026-04-20", Passage(0, 4, "Hall"))
    first = reading("halls", "Halls of machines", FIRST, METRIC, references=(cited,))
    return first, reading("figures", "Figures for 2026", SECOND, METRIC)


@pytest.fixture(scope="session")
def store() -> Iterator[EmbeddedStore]:
    """Give a store in memory that holds the sample."""
    with open_store(None) as opened:
        for item in readings():
            update = opened.update_document(item)
            assert update.rejections == ()
        opened.derive()
        yield opened


@pytest.fixture(scope="session")
def first_only() -> Callable[[Path], None]:
    """Give a function that makes a store with the first document of the sample in a folder."""

    def make(folder: Path) -> None:
        with open_store(folder) as opened:
            opened.update_document(readings()[0])
            opened.derive()

    return make


@pytest.fixture(scope="session")
def page_file(store: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the page of the sample as a file."""
    from themegraph.graph.page import write_page

    return write_page(store, tmp_path_factory.mktemp("page") / "page.html").path


STILL = "() => new Promise((done) => { let n = 4; const wait = () => (n-- ? requestAnimationFrame(wait) : done()); wait(); })"


@pytest.fixture
def opened(browser: Browser, page_file: Path) -> Iterator[Callable[..., Page]]:
    """Give a function that opens the page; fail on an error in the console or on any request."""
    troubles: list[str] = []
    contexts = []

    def open_page(
        address: str = "", *, file: Path = page_file, width: int = 1440, height: int = 900, dark: bool = False
    ) -> Page:
        scheme = "dark" if dark else "light"
        context = browser.new_context(offline=True, viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: troubles.append(message.text))
        page.on("dialog", lambda dialog: troubles.append(f"dialog {dialog.message}"))
        page.on("request", lambda request: _note(troubles, request.url, file))
        page.goto(file.as_uri() + address)
        page.evaluate(STILL)
        page.wait_for_timeout(120)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []


def _note(troubles: list[str], url: str, file: Path) -> None:
    if url.partition("#")[0] != file.as_uri() and not url.startswith(("data:", "blob:")):
        troubles.append(f"request of {url}")


def _colours(page: Page) -> int:
    """Count the colours on the canvas: an empty one has a single colour."""
    script = """() => { const c = document.querySelector("#drawn");
      const d = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
      const seen = new Set(); for (let i = 0; i < d.length; i += 4) seen.add(d[i] << 16 | d[i + 1] << 8 | d[i + 2]);
      return seen.size; }"""
    return int(page.evaluate(script))


FIND = """(words) => {
  const canvas = document.querySelector("#drawn"), tip = document.querySelector("#tip");
  const frame = canvas.getBoundingClientRect(), found = [];
  for (let y = frame.top + 5; y < frame.bottom; y += 6) for (let x = frame.left + 5; x < frame.right; x += 12) {
    canvas.dispatchEvent(new PointerEvent("pointermove", { clientX: x, clientY: y, bubbles: true }));
    if (!tip.hidden && tip.firstChild?.textContent === words) found.push([x, y]);
  }
  return found[Math.floor(found.length / 2)] ?? null;
}"""


def _spot_of(page: Page, words: str) -> tuple[float, float]:
    """Return where the tooltip begins with these words: a thing's name on its box, a fact's on its line."""
    spot, before = page.evaluate(FIND, words), None
    for _ in range(30):  # a picture moves for a moment after what was done to it
        if spot is not None and spot == before:
            break
        page.wait_for_timeout(100)
        spot, before = page.evaluate(FIND, words), spot
    assert spot is not None, f"nothing on the canvas is {words}"
    return spot[0], spot[1]


def _save(page: Page, what: str) -> None:
    """Choose from the menu of things to save."""
    page.locator("#save summary").click()
    page.locator(f"#save-{what}").click()


@pytest.fixture
def colours() -> Callable[[Page], int]:
    """Give a function that counts the colours of the picture."""
    return _colours


@pytest.fixture
def spot_of() -> Callable[[Page, str], tuple[float, float]]:
    """Give a function that finds a spot of the picture by its tooltip."""
    return _spot_of


@pytest.fixture
def save() -> Callable[[Page, str], None]:
    """Give a function that chooses from the menu of things to save."""
    return _save
