"""What answers mean: money counts once, currencies and plans stand apart, a month ends on its last day, lists count once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from themegraph.graph.claim import Entity
from themegraph.graph.store import EmbeddedStore, open_store
from themegraph.graph.testing import Page, registered, unknown
from themegraph.ontology.registry import Registry
from themegraph.queries.answer import Python
from themegraph.queries.run import ask

BANK, ACME, BOLT, CORE = unknown("bank"), unknown("acme"), unknown("bolt"), unknown("core")
CASTING = registered("layer/casting", "casting", "Layer")
FUNDS = tuple(unknown(f"fund-{name}", "ExchangeTradedFund") for name in ("one", "two"))
MARKET, NEWS = unknown("tin-market", "Market"), unknown("news", "Organization")
MARCH: dict[str, Any] = {"startDate": date(2030, 3, 1), "endDate": date(2030, 3, 31), "datePrecision": "month"}
SECOND: dict[str, Any] = {"startDate": date(2030, 3, 2), "endDate": date(2030, 3, 2), "datePrecision": "day"}


@pytest.fixture
def store(invented_registry: Registry) -> Iterator[EmbeddedStore]:
    """Give an empty store."""
    with open_store(None, registry=invented_registry) as made:
        yield made


def write(store: EmbeddedStore, *pages: Page) -> None:
    """Store pages, none of whose claims may be refused."""
    for page in pages:
        assert store.update_document(page.reading()).rejections == ()
    store.derive()


def page(name: str, **about: Any) -> Page:
    """Return an empty page."""
    return Page(f"https://example.org/{name}", title=name, **about)


def invest(on: Page, into: Entity, amount: int, currency: str = "USD", **more: Any) -> None:
    """Write that the bank invests."""
    on.claim("investsIn", BANK, into, amount=Decimal(amount), currency=currency, **more)


def totals(store: EmbeddedStore) -> list[tuple[Python, ...]]:
    """Return what the bank has put in: kind, standing, currency, total, number."""
    names = ("into", "standing", "currency", "total", "investments")
    records = ask(store, "capital-by-investor", {"by": "bank"}, deadline=None).records()
    return sorted(tuple(record[name] for name in names) for record in records)


def test_currencies_are_never_added_up(store: EmbeddedStore) -> None:
    """Dollars and euros are two totals, in every question that adds money up."""
    one = page("one")
    invest(one, ACME, 2, "USD", **MARCH)
    invest(one, BOLT, 3, "EUR", **MARCH)
    write(store, one)
    both = [("companies", "asserted", "EUR", 3, 1), ("companies", "asserted", "USD", 2, 1)]
    assert totals(store) == both
    months = ask(store, "capital-by-month", {"by": "bank"}, deadline=None).records()
    assert [(each["currency"], each["total"]) for each in months] == [("EUR", 3), ("USD", 2)]


def test_what_two_documents_say_counts_once(store: EmbeddedStore) -> None:
    """Neither a repetition, nor one without a date, nor one with a day where the other has the month adds money."""
    pages = [page(name) for name in ("release", "headline", "copy", "daily")]
    for each, dates in zip(pages, (MARCH, {}, MARCH, SECOND), strict=True):
        invest(each, ACME, 2, **dates)
    write(store, *pages)
    assert totals(store) == [("companies", "asserted", "USD", 2, 1)]


def test_plans_and_denials_are_no_money_spent(store: EmbeddedStore) -> None:
    """What is planned stands apart, also when another page says the same; what is denied or hedged is not there."""
    one, other = page("one"), page("other")
    invest(one, ACME, 2, status="planned")
    invest(one, BOLT, 4, status="planned")
    invest(one, CORE, 8, status="negated")
    invest(one, CASTING, 16, status="hedged")
    invest(other, ACME, 2)
    write(store, one, other)
    assert totals(store) == [("companies", "asserted", "USD", 2, 1), ("companies", "planned", "USD", 4, 1)]


def test_forgotten_money_is_gone(store: EmbeddedStore) -> None:
    """A total falls when the only document that states an investment is forgotten."""
    one, other = page("one"), page("other")
    invest(one, ACME, 2)
    invest(other, BOLT, 3)
    write(store, one, other)
    store.forget_document(other.id)
    store.derive()
    assert totals(store) == [("companies", "asserted", "USD", 2, 1)]


def test_a_layer_is_not_added_to_its_companies(store: EmbeddedStore) -> None:
    """Money pledged to a layer may be what went to companies of it, so it is a total of its own."""
    one = page("one")
    invest(one, CASTING, 4, **MARCH)
    invest(one, ACME, 2, **MARCH)
    invest(one, BOLT, 2, **MARCH)
    write(store, one)
    assert totals(store) == [("companies", "asserted", "USD", 4, 2), ("layers", "asserted", "USD", 4, 1)]


def test_parts_are_compared_in_their_own_currency(store: EmbeddedStore) -> None:
    """The parts of a commitment in another currency are a row of their own without the stated total."""
    one = page("one")
    whole = one.claim("investsIn", BANK, CASTING, amount=Decimal(9), currency="USD")
    for into, amount, currency in ((ACME, 2, "USD"), (BOLT, 3, "USD"), (CORE, 5, "EUR")):
        invest(one, into, amount, currency, links=[("partOfCommitment", whole)])
    write(store, one)
    rows = ask(store, "commitments", deadline=None).records()
    assert [(row["currency"], row["parts"], row["sum"], row["stated"]) for row in rows] == [
        ("EUR", 1, 5, None), ("USD", 2, 5, 9),
    ]  # fmt: skip
    assert totals(store) == [("layers", "asserted", "USD", 9, 1)]


@pytest.mark.parametrize(
    ("issued", "day", "known"),
    [
        ("2030-03", "2030-03-15", False),
        ("2030-03", "2030-03-31", True),
        ("2030", "2030-11-30", False),
        ("2030", "2030-12-31", True),
        ("2030-03-15", "2030-03-15", True),
    ],
)
def test_a_month_is_known_from_its_last_day(store: EmbeddedStore, issued: str, day: str, known: bool) -> None:
    """The questions of time agree with --known-by, whatever the precision of a date of publication."""
    one = page("one", publisher=NEWS, issued=issued)
    one.claim("marketEstimate", MARKET, "$1", amount=Decimal(1), currency="USD", claimant=NEWS)
    one.claim("competesWith", ACME, BOLT)
    write(store, one)
    assert bool(ask(store, "known-by", {"day": day}, deadline=None).rows) == known
    assert bool(ask(store, "competitors-of", known=day, deadline=None).rows) == known
    following = date.fromordinal(date.fromisoformat(day).toordinal() + 1).isoformat()
    assert bool(ask(store, "stale-figures", {"before": following}, deadline=None).rows) == known
    assert bool(ask(store, "what-is-new-since", {"since": following}, deadline=None).rows) != known


def lists(fund: Entity, name: str, day: date, rows: tuple[tuple[str, Entity, int], ...]) -> Page:
    """Write a list of holdings."""
    made = page(name, publisher=NEWS, issued="2031-03-01")
    report = Entity(made.id, made.title, "Document", resolved=False)
    made.claim("listsHoldings", fund, report, asOf=day, quantity=Decimal(len(rows)), unit="positions")
    for share, issuer, weight in rows:
        security = unknown(share, "Security")
        numbers: dict[str, Any] = {"weightPercent": Decimal(weight)}
        made.claim("holds", fund, issuer, security=security, inReport=report, asOf=day, **numbers)
    return made


def test_share_classes_overlap_once(store: EmbeddedStore) -> None:
    """Two classes of one company are one thing in common; old lists, twins and prose of the same day do not count."""
    old, new = date(2031, 1, 31), date(2031, 2, 28)
    classes = (("a-class", ACME, 30), ("b-class", ACME, 10))
    prose = page("prose")
    prose.claim("holds", FUNDS[0], ACME, weightPercent=Decimal(40), asOf=new)
    write(
        store,
        lists(FUNDS[0], "old", old, (("core-share", CORE, 90),)),
        lists(FUNDS[0], "new", new, (*classes, ("bolt-share", BOLT, 5))),
        lists(FUNDS[0], "twin", new, (*classes, ("bolt-share", BOLT, 5))),
        lists(FUNDS[1], "other", new, (("a-class", ACME, 15), ("b-class", ACME, 10), ("core-share", CORE, 7))),
        prose,
    )
    both = {"of": FUNDS[0].label, "other": FUNDS[1].label}
    rows = ask(store, "fund-overlap", both, deadline=None).records()
    assert [(row["held"], row["weight"], row["other_weight"], row["overlap"]) for row in rows] == [
        (ACME.label, 40, 25, 25)
    ]
    (total,) = ask(store, "overlap-total", both, deadline=None).records()
    assert (total["common"], total["overlap"]) == (1, 25)


def test_weights_of_a_layer_count_once(store: EmbeddedStore) -> None:
    """A weight that a list gives and prose repeats for the same day is one weight."""
    day = date(2031, 2, 28)
    prose = page("prose")
    prose.claim("holds", FUNDS[0], ACME, weightPercent=Decimal(30), asOf=day)
    prose.claim("supplies", ACME, CASTING)
    write(store, lists(FUNDS[0], "list", day, (("a-class", ACME, 30),)), prose)
    rows = ask(store, "weight-by-layer", deadline=None).records()
    assert {row["percent"] for row in rows if row["exposed_to"] == "casting"} == {30}


def test_two_shares_of_one_customer_are_one(store: EmbeddedStore) -> None:
    """Where two figures are told for one customer and period, the higher counts, not their sum."""
    whole: dict[str, Any] = {"startDate": date(2030, 1, 1), "endDate": date(2030, 12, 31), "datePrecision": "year"}
    one = page("one")
    for customer, share in ((ACME, 20), (ACME, 22), (BOLT, 10)):
        one.claim("suppliesTo", BANK, customer, percent=Decimal(share), **whole)
    write(store, one)
    (row,) = ask(store, "customer-concentration", deadline=None).records()
    assert (row["customers"], row["largest"], row["together"]) == (2, 22, 32)


def test_growth_is_computed_from_figures_that_no_link_joins(store: EmbeddedStore) -> None:
    """Figures of the same publisher for the years that a growth spans are compared with it, compound rates as such."""
    one = page("one")
    for year, amount in ((2030, 100), (2033, 130)):
        span: dict[str, Any] = {
            "startDate": date(year, 1, 1), "endDate": date(year, 12, 31), "datePrecision": "year",
        }  # fmt: skip
        told: dict[str, Any] = {"amount": Decimal(amount), "currency": "USD", "claimant": NEWS}
        one.claim("marketEstimate", MARKET, f"${amount}", **told, **span)
    years: dict[str, Any] = {"startDate": date(2030, 1, 1), "endDate": date(2033, 12, 31), "datePrecision": "year"}
    one.claim("growth", MARKET, "10%", percent=Decimal(10), measure="CAGR", claimant=NEWS, **years)
    one.claim("growth", MARKET, "30%", percent=Decimal(30), claimant=NEWS, **years)
    one.claim("growth", MARKET, "9%", percent=Decimal(9), claimant=BANK, **years)
    write(store, one)
    rows = ask(store, "growth-stated-and-computed", deadline=None).records()
    assert [(row["measure"], row["stated"], row["years"], row["computed"], row["implied_end"]) for row in rows] == [
        (None, 9, None, None, None),
        (None, 30, 3, 30, 130),
        ("CAGR", 10, 3, 30, Decimal("133.1")),
    ]


def test_one_supplier_of_a_part_does_not_make_a_whole_depend_on_it(store: EmbeddedStore) -> None:
    """A layer whose parts have several suppliers or makers is none of a single supplier."""
    melting = registered("layer/melting", "melting", "Layer")
    furnace = registered("technology/furnace", "furnace", "Technology")
    one = page("one")
    one.claim("supplies", ACME, melting)
    one.claim("produces", BOLT, furnace)
    write(store, one)
    rows = ask(store, "single-supplier-layers", deadline=None).records()
    assert [(row["thing"], row["supplier"]) for row in rows] == [("casting", BOLT.label), ("furnace", BOLT.label)]


def test_figures_that_differ_are_listed_with_both(store: EmbeddedStore) -> None:
    """Two amounts for one deal of one month are a conflict to look at; another month's is none."""
    one, other = page("one"), page("other")
    invest(one, ACME, 2, **MARCH)
    invest(other, ACME, 3, **MARCH)
    invest(other, ACME, 9, startDate=date(2031, 1, 1), endDate=date(2031, 1, 31), datePrecision="month")
    write(store, one, other)
    rows = ask(store, "conflicting-figures", evidence=True, deadline=None).records()
    assert [(row["kind"], row["subject"], row["object"], row["lower"], row["higher"]) for row in rows] == [
        ("Investment", BANK.label, ACME.label, 2, 3)
    ]
    assert len(rows[0]["sentences"]) == 2  # type: ignore[arg-type]
