"""An invented world with at least one fact for every question of the library."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from themegraph.assembly import build, bundled_theme
from themegraph.graph.claim import Entity, Reading
from themegraph.graph.graph_store import GraphStore
from themegraph.graph.store import EmbeddedStore, open_store
from themegraph.graph.testing import Page, registered, unknown
from themegraph.ontology.entry_file import read_registry_file
from themegraph.ontology.registry import Registry, merge_files

REGISTRY = """\
- {id: tin-theme, type: Theme, label: tin theme, source: invented}
- {id: melting, type: Layer, label: melting, aliases: [melters], partOf: theme/tin-theme, source: invented}
- {id: casting, type: Layer, label: casting, partOf: layer/melting, source: invented}
- {id: furnace, type: Technology, label: furnace, usedIn: layer/casting, source: invented}
- {id: new-furnace, type: Technology, label: new furnace, succeeds: technology/furnace, kindOf: technology/furnace, source: invented}
- id: tin-works
  type: Company
  label: Tin Works
  aliases: [TW, The Tin People]
  legal: Tin Works Inc.
  cik: "4711"
  tickers: [{symbol: TINW, mic: XTIN}]
  source: invented
- {id: tin-exchange, type: Exchange, label: Tin Exchange, code: XTIN, source: invented}
- {id: tinland, type: Country, label: Tinland, code: TL, source: invented}
"""
OCTOBER: dict[str, Any] = {"startDate": date(2030, 10, 1), "endDate": date(2030, 10, 31), "datePrecision": "month"}


def year(number: int) -> dict[str, Any]:
    """Return the qualifiers of a whole year."""
    return {"startDate": date(number, 1, 1), "endDate": date(number, 12, 31), "datePrecision": "year"}


def money(amount: int) -> dict[str, Any]:
    """Return the qualifiers of an amount in dollars."""
    return {"amount": Decimal(amount), "currency": "USD"}


THEME = registered("theme/tin-theme", "tin theme", "Theme")
MELTING = registered("layer/melting", "melting", "Layer")
CASTING = registered("layer/casting", "casting", "Layer")
FURNACE = registered("technology/furnace", "furnace", "Technology")
NEW_FURNACE = registered("technology/new-furnace", "new furnace", "Technology")
WORKS = registered("organization/tin-works", "Tin Works", "Company")
LAND = registered("country/tinland", "Tinland", "Country")
ACME, BOLT, CORE = unknown("acme"), unknown("bolt"), unknown("core")
NEWS, DESK = unknown("news", "Organization"), unknown("desk", "Organization")
FUND, INDEX = unknown("tin-fund", "ExchangeTradedFund"), unknown("tin-index", "Index")
MARKET, TOPIC = unknown("tin-market", "Market"), unknown("tin-topic", "Topic")
EDGE, FORGE = unknown("edge"), unknown("forge")
OTHER_FUND = unknown("other-fund", "ExchangeTradedFund")
LIST_FUND = unknown("list-fund", "ExchangeTradedFund")
SHARES = {name: unknown(f"{name}-shares", "Security") for name in ("acme", "acme-b", "bolt", "core")}
BUYERS = unknown("big-buyers", "OrganizationGroup")


@pytest.fixture(scope="session")
def invented_registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    """Give the invented registry."""
    path = tmp_path_factory.mktemp("registry") / "invented.yaml"
    path.write_text(REGISTRY, encoding="utf-8")
    return merge_files([read_registry_file(path)])


@pytest.fixture(scope="session")
def world(invented_registry: Registry) -> Iterator[EmbeddedStore]:
    """Give the invented world in memory."""
    with open_store(None, registry=invented_registry) as store:
        fill(store)
        yield store


@pytest.fixture(scope="session")
def world_reversed(invented_registry: Registry) -> Iterator[EmbeddedStore]:
    """Give the invented world with its pages stored the other way round."""
    with open_store(None, registry=invented_registry) as store:
        fill(store, backwards=True)
        yield store


@pytest.fixture(scope="session")
def world_on_disk(invented_registry: Registry, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a store that holds the invented world."""
    path = tmp_path_factory.mktemp("world") / "store"
    with open_store(path, registry=invented_registry) as store:
        fill(store)
    return path


@pytest.fixture(scope="session")
def theme_readings() -> tuple[Reading, ...]:
    """Give the readings of the bundled theme, so that it is extracted once for all stores."""
    readings: list[Reading] = []
    summary = build(bundled_theme(), None, observe=readings.append)
    assert summary.failures == ()
    return tuple(readings)


@pytest.fixture(scope="session")
def fill_theme(theme_readings: tuple[Reading, ...]) -> Callable[[GraphStore], None]:
    """Give the function that stores the bundled theme."""

    def fill_store(store: GraphStore) -> None:
        for reading in theme_readings:
            store.update_document(reading)
        store.derive()

    return fill_store


@pytest.fixture(scope="session")
def theme(fill_theme: Callable[[GraphStore], None]) -> Iterator[EmbeddedStore]:
    """Give the bundled theme in memory."""
    with open_store(None) as store:
        fill_theme(store)
        yield store


@pytest.fixture(scope="session")
def fill_world() -> Callable[[GraphStore], None]:
    """Give the function that stores the pages of the invented world."""
    return fill


def fill(store: GraphStore, *, backwards: bool = False) -> None:
    """Store the pages of the invented world."""
    pages = [business_page(), figures_page(), late_page(), chain_page(), *holdings_pages(), accounts_page()]
    for page in reversed(pages) if backwards else pages:
        update = store.update_document(page.reading())
        assert update.rejections == tuple(page.rejections)
    store.derive()


def business_page() -> Page:
    """Write the page about who does what with whom."""
    page = Page("https://example.org/business", title="Tin business", publisher=NEWS, issued="2030-11-05")
    page.claim("supplies", WORKS, CASTING, **OCTOBER)
    page.claim("supplies", ACME, FURNACE)
    page.claim("suppliesTo", ACME, BOLT, percent=Decimal(34), productText="tin sheet")
    page.claim("produces", ACME, NEW_FURNACE)
    page.claim("buys", BUYERS, MELTING, purposeText="make cans")
    page.claim("partnersWith", ACME, CORE, **OCTOBER)
    page.claim("competesWith", ACME, WORKS, marketText="sheets")
    page.claim("dependsOn", ACME, BUYERS, aspect="orders")
    page.claim("acquires", ACME, CORE, **money(7), dealState="completed", **OCTOBER)
    page.claim("subsidiaryOf", CORE, ACME, stakePercent=Decimal(51))
    page.claim("headquarteredIn", ACME, LAND)
    page.claim("listedOn", ACME, LAND)
    page.claim("hasTicker", WORKS, "TINW")
    page.claim("spendsOn", BUYERS, THEME, **money(9), **OCTOBER, trendPolarity="raises")
    page.claim("tracks", FUND, INDEX)
    page.claim("targetsLayer", INDEX, CASTING, derived=True)
    page.claim("holds", FUND, ACME, weightPercent=Decimal("12.5"), asOf=date(2030, 10, 31))
    page.claim("providedBy", FUND, DESK)
    page.claim("partOf", MELTING, THEME, order=1)
    page.claim("covers", TOPIC, CASTING)
    page.claim("kindOf", NEW_FURNACE, FURNACE)
    page.claim("definedAs", THEME, "all that is made of tin")
    page.claim("hasFunction", FURNACE, "melts ore")
    page.claim("hasCharacteristic", THEME, "slow")
    page.claim("states", NEWS, "Tin is back.")
    page.claim("suppliesTo", BOLT, WORKS, status="negated")
    page.question("Is tin back?", "It is.")
    page.rejection("Acme sells to Acme.", "no-ends: subject and object are one thing", "supply/sells@1")
    page.rejection("Tin may be lost.", "no-kind: the words name no kind of risk", "risks/may@1")
    page.takeaway("Tin is back.")
    return page


def figures_page() -> Page:
    """Write the page about money and estimates, with a list of sources."""
    page = Page("https://example.org/figures", title="Tin figures")
    told = page.reference(1, "Tin market", NEWS, "2030-12-01")
    said: dict[str, Any] = {"claimant": NEWS, "cited": told}
    whole = page.claim("investsIn", BOLT, CASTING, **money(5), **OCTOBER, **said)
    page.claim("investsIn", BOLT, ACME, **money(2), **OCTOBER, **said, links=[("partOfCommitment", whole)])
    page.claim("investsIn", BOLT, WORKS, **money(3), **OCTOBER, **said, links=[("partOfCommitment", whole)])
    base = page.claim("marketEstimate", MARKET, "$10", **money(10), **year(2030), **said, estimateKind="estimate")
    end = page.claim("marketEstimate", MARKET, "$12", **money(12), **year(2031), **said, estimateKind="forecast")
    page.claim("marketEstimate", MARKET, "$15", **money(15), **year(2031), claimant=DESK, estimateKind="forecast")
    growth: dict[str, Any] = {"percent": Decimal(21), **year(2031), **said}
    page.claim("growth", MARKET, "21%", **growth, links=[("baseEstimate", base), ("endEstimate", end)])
    page.claim("performance", FUND, "8%", percent=Decimal(8), periodText="first week", claimant=DESK)
    page.claim("estimateRevised", DESK, MARKET, polarity="raises", **OCTOBER, claimant=DESK, links=[("revisedTo", end)])
    page.claim("influences", THEME, FURNACE, polarity="speeds", **said)
    state = page.claim("constrains", CASTING, THEME, periodText="now", trend="rising")
    page.claim("signals", BOLT, "casting is short", links=[("signalledState", state), ("evidencedBy", whole)])
    page.claim("marketOf", MARKET, FURNACE)
    page.claim("risk", THEME, "orders may stop", riskKind="spendingPause", affects=BUYERS)
    return page


def late_page() -> Page:
    """Write a later page that repeats one fact and adds one."""
    page = Page("https://example.org/late", title="Late tin", publisher=DESK, issued="2031-02")
    page.claim("supplies", WORKS, CASTING, **OCTOBER)
    page.claim("supplies", ACME, CASTING)
    return page


def chain_page() -> Page:
    """Write a page about who stands behind whom: suppliers' suppliers, money that comes back, a second fund, a denial."""
    page = Page("https://example.org/chain", title="The chain of tin", publisher=DESK, issued="2031-01-15")
    page.claim("suppliesTo", EDGE, ACME, percent=Decimal(40), **year(2030))
    page.claim("suppliesTo", EDGE, FORGE, percent=Decimal(25), **year(2030))
    page.claim("suppliesTo", FORGE, WORKS)
    page.claim("suppliesTo", FORGE, BOLT)
    page.claim("subsidiaryOf", EDGE, BOLT)
    page.claim("holds", OTHER_FUND, ACME, weightPercent=Decimal(5), asOf=date(2030, 10, 31))
    page.claim("influences", NEW_FURNACE, FURNACE, polarity="lowers")
    page.claim("buys", BOLT, NEW_FURNACE)
    page.claim("constrains", FURNACE, CASTING)
    page.claim("headquarteredIn", ACME, LAND, status="negated")
    return page


def holdings_pages() -> list[Page]:
    """Write three lists of a fund's holdings: two of one day that say the same, and a later one."""
    first = (("acme", ACME, 10, 60), ("acme-b", ACME, 5, 30), ("bolt", BOLT, 7, 10))
    later = (("acme", ACME, 12, 70), ("acme-b", ACME, 4, 20), ("core", CORE, 3, 10))
    days = (("a", date(2031, 1, 31), first), ("b", date(2031, 1, 31), first), ("c", date(2031, 2, 28), later))
    return [holdings_page(name, day, rows) for name, day, rows in days]


def holdings_page(name: str, day: date, rows: tuple[tuple[str, Entity, int, int], ...]) -> Page:
    """Write one list of holdings: security, issuer, shares and weight of each row."""
    page = Page(f"https://example.org/list-{name}", title=f"List {name}", publisher=DESK, issued="2031-03-01")
    report = Entity(page.id, page.title, "Document", resolved=False)
    page.claim("listsHoldings", LIST_FUND, report, asOf=day, quantity=Decimal(3), unit="positions")
    for share, issuer, shares, weight in rows:
        numbers: dict[str, Any] = {"shares": Decimal(shares), "weightPercent": Decimal(weight)}
        page.claim(
            "holds", LIST_FUND, issuer, security=SHARES[share], inReport=report, asOf=day, issuerCountry=LAND, **numbers
        )
    return page


def accounts_page() -> Page:
    """Write the accounts of a company: a figure of one year as first filed and as restated."""
    page = Page("https://example.org/accounts", title="Accounts", publisher=DESK, issued="2031-03-01")
    for amount, form, filed in ((100, "10-K", date(2030, 3, 1)), (90, "10-K/A", date(2031, 3, 1))):
        told: dict[str, Any] = {
            "concept": "us-gaap:Revenues", "measure": "revenue", "form": form, "filedOn": filed,
        }  # fmt: skip
        page.claim("reports", ACME, f"{amount} USD", **money(amount), **year(2029), **told)
    return page
