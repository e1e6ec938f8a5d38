"""An invented registry, stores that hold it, and a page with a fact of most kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from themegraph.graph.claim import Reading
from themegraph.graph.store import EmbeddedStore, open_store
from themegraph.graph.testing import Page, registered, unknown
from themegraph.ontology.entry_file import read_registry_file
from themegraph.ontology.registry import Registry, merge_files

REGISTRY = """\
- {id: zinc-theme, type: Theme, label: zinc theme, source: invented}
- {id: smelting, type: Layer, label: smelting, aliases: [smelters], partOf: theme/zinc-theme, source: invented}
- {id: roasting, type: Layer, label: roasting, partOf: layer/smelting, source: invented}
- {id: kiln, type: Technology, label: kiln, usedIn: layer/roasting, source: invented}
- {id: new-kiln, type: Technology, label: new kiln, succeeds: technology/kiln, kindOf: technology/kiln, source: invented}
- id: ore-office
  type: Company
  label: Ore Office
  aliases: [OO]
  legal: Ore Office Inc.
  cik: "12345"
  tickers: [{symbol: OREO, mic: XZIN}]
  source: invented
- {id: zinc-exchange, type: Exchange, label: Zinc Exchange, code: XZIN, source: invented}
- {id: zinc-index, type: Index, label: Zinc Index, targetsLayer: layer/roasting, source: invented}
"""
MARCH: dict[str, Any] = {"startDate": date(2031, 3, 1), "endDate": date(2031, 3, 31), "datePrecision": "month"}
OpenStore = Callable[..., EmbeddedStore]


@pytest.fixture(scope="session")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    """Give the invented registry."""
    path = tmp_path_factory.mktemp("registry") / "invented.yaml"
    path.write_text(REGISTRY, encoding="utf-8")
    return merge_files([read_registry_file(path)])


@pytest.fixture(scope="session")
def new_store(registry: Registry) -> OpenStore:
    """Give a function that opens a store with the invented registry, in memory or in a folder."""

    def make(path: Path | None = None) -> EmbeddedStore:
        return open_store(path, registry=registry)

    return make


@pytest.fixture
def store(new_store: OpenStore) -> Iterator[EmbeddedStore]:
    """Give an empty store in memory."""
    with new_store() as made:
        yield made


@pytest.fixture
def rich() -> Reading:
    """Give the reading of the page with a fact of most kinds."""
    return rich_page("https://example.org/rich").reading()


@pytest.fixture(scope="session")
def write_rich() -> Callable[[str], Page]:
    """Give the function that writes that page under any IRI."""
    return rich_page


def rich_page(iri: str) -> Page:
    """Write a page with money, links, figures, a denial, sources, a takeaway, a question."""
    acme, bolt, cargo = unknown("acme", aliases=("ACME Corp",)), unknown("bolt"), unknown("cargo")
    news = unknown("news", "Organization")
    smelting = registered("layer/smelting", "smelting", "Layer")
    page = Page(iri, "Rich page", publisher=news, issued="2031-04-01")
    work = page.reference(1, "Acme buys into Bolt", news, "2031-03-02")
    money: dict[str, Any] = {"currency": "EUR", **MARCH}
    whole = page.claim("investsIn", acme, smelting, amount=Decimal("4E+9"), **money)
    page.claim(
        "investsIn", acme, bolt, amount=Decimal("2000000000.00"), approximate=True, cited=work,
        cited_as="News, 2 March 2031", claimant=acme, links=[("partOfCommitment", whole)], **money,
    )  # fmt: skip
    page.claim("investsIn", acme, bolt)
    page.claim("suppliesTo", bolt, cargo, status="negated")
    page.claim("partnersWith", bolt, acme)
    page.claim("partnersWith", acme, bolt)
    market = unknown("zinc-market", "Market")
    size: dict[str, Any] = {
        "amount": Decimal(5_000_000),
        "currency": "USD",
        "measure": "TAM",
        "estimateKind": "forecast",
    }
    base = page.claim("marketEstimate", market, "$5 million", claimant=news, **size)
    page.claim("growth", market, "7 %", percent=Decimal(7), claimant=news, links=[("baseEstimate", base)])
    page.claim("risk", acme, "prices may fall", riskKind="cyclicality", affects=bolt)
    page.claim("hasTicker", bolt, "BOLT")
    page.claim("alsoKnownAs", bolt, "Bolt & Nut")
    office = registered("organization/ore-office", "Ore Office", "Company")
    page.claim("supplies", office, registered("technology/new-kiln", "new kiln", "Technology"))
    fund = unknown("zinc-fund", "ExchangeTradedFund")
    page.claim("tracks", fund, registered("index/zinc-index", "Zinc Index", "Index"))
    page.takeaway("Acme invests.")
    page.question("Does Acme invest?", "It does.")
    return page
