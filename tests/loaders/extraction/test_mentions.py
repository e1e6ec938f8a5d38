"""Mentions of a document: one entity for all forms of a name, aliases, tickers, expressions that refer back."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themegraph.graph.claim import Entity
from themegraph.loaders.extraction.identity import Use, identify, name_key, retyped, unknown_entity
from themegraph.loaders.extraction.lexicon import Lexicon
from themegraph.loaders.extraction.mentions import Line, Mention, annotate
from themegraph.loaders.extraction.values import find_values
from themegraph.ontology.entry import ID_BASE, RegistryEntry, Ticker


@dataclass(frozen=True)
class Known:
    """Entries as a registry offers them."""

    entries: tuple[RegistryEntry, ...]


def entry(slug: str, kind: str, label: str, *aliases: str) -> RegistryEntry:
    return RegistryEntry(ID_BASE + slug, kind, label, "test", "test.yaml", 1, 1, 0, 0, "", aliases=aliases)


LEXICON = Lexicon(
    Known(
        (
            replace(
                entry("organization/zorb", "Company", "Zorb"),
                descriptions=("chip leader",),
                tickers=(Ticker("ZRB", "XNAS"),),
            ),
            replace(entry("organization/zub", "Company", "Zub"), descriptions=("chip leader", "search giant")),
            replace(entry("group/suppliers", "OrganizationGroup", "optics suppliers"), descriptions=("suppliers",)),
            replace(entry("organization/mellow", "Company", "Mellow"), homograph=True),
            entry("fund/zf", "ExchangeTradedFund", "Zorb Optics ETF"),
            entry("index/zi", "Index", "Zorb U.S. AI Optics and Network Index"),
            entry("country/us", "Country", "United States", "U.S.", "US"),
            entry("country/ch", "Country", "Switzerland"),
            entry("technology/lpo", "Technology", "linear pluggable optics", "LPO"),
            entry("market/hub", "Market", "optics hub systems"),
            entry("driver/ai", "Driver", "artificial intelligence", "AI"),
            entry("technology/chip", "Technology", "chip"),
        )
    )
)
ABOUT = Entity(ID_BASE + "organization/self", "Selfco", "Company")


def lines(*texts: str, block: int | None = None) -> list[Line]:
    return [
        Line(text, number if block is None else block, figures=find_values(text)) for number, text in enumerate(texts)
    ]


def found(*texts: str, about: Entity | None = None, block: int | None = 0) -> list[list[Mention]]:
    return [list(mentions) for mentions in annotate(lines(*texts, block=block), LEXICON, about=about)]


def shown(*texts: str, about: Entity | None = None, block: int | None = 0) -> list[tuple[str, str, str]]:
    return [(m.text, m.entity.label, m.how) for mentions in found(*texts, about=about, block=block) for m in mentions]


CASES: list[tuple[str, tuple[str, ...], list[tuple[str, str, str]]]] = [
    ("registry", ("Zorb grew.",), [("Zorb", "Zorb", "registry")]),
    ("suffix", ("We saw Quux Optics, Inc. today.", "And Quux Optics grew."), [
        ("Quux Optics, Inc.", "Quux Optics, Inc.", "form"), ("Quux Optics", "Quux Optics, Inc.", "form")]),
    ("first word", ("We saw Quux Optics, Inc. today.", "And then Quux grew."), [
        ("Quux Optics, Inc.", "Quux Optics, Inc.", "form"), ("Quux", "Quux Optics, Inc.", "form")]),
    ("two share a word", ("We saw Quux Optics, Inc. and Quux Energy Inc. there.", "Then Quux grew."), [
        ("Quux Optics, Inc.", "Quux Optics, Inc.", "form"), ("Quux Energy Inc.", "Quux Energy Inc.", "form"), ("Quux", "Quux", "form")]),
    ("acronym", ("Big Quux Foundry Company (BQFC) and others.", "They met BQFC there."), [
        ("Big Quux Foundry Company", "Big Quux Foundry Company", "form"), ("BQFC", "Big Quux Foundry Company", "alias"),
        ("BQFC", "Big Quux Foundry Company", "form")]),
    ("defined", ("They saw Quux Optics Inc. (“Fizz”) there.", "Then Fizz grew."), [
        ("Quux Optics Inc.", "Quux Optics Inc.", "form"), ("Fizz", "Quux Optics Inc.", "alias"), ("Fizz", "Quux Optics Inc.", "form")]),
    ("known by alias", ("We saw Zorb (“Fizz”) there.", "Then Fizz grew."), [
        ("Zorb", "Zorb", "registry"), ("Fizz", "Zorb", "alias"), ("Fizz", "Zorb", "alias")]),
    ("short index", ("the Quux U.S. AI Optics and Network Index rose", "the Quux AI Optics index fell"), [
        ("Quux U.S. AI Optics and Network Index", "Quux U.S. AI Optics and Network Index", "form"),
        ("Quux AI Optics index", "Quux U.S. AI Optics and Network Index", "form")]),
    ("short known index", ("the Zorb U.S. AI Optics and Network Index rose", "the Zorb AI Optics index fell"), [
        ("Zorb U.S. AI Optics and Network Index", "Zorb U.S. AI Optics and Network Index", "registry"),
        ("Zorb AI Optics index", "Zorb U.S. AI Optics and Network Index", "alias")]),
    ("fund is not its issuer", ("the Quux UCITS ETF rose", "they saw Quux there"), [
        ("Quux UCITS ETF", "Quux UCITS ETF", "form"), ("Quux", "Quux", "form")]),
    ("outweighs", ("They saw Zorb Energy Inc. there.",), [("Zorb Energy Inc.", "Zorb Energy Inc.", "form")]),
    ("office is no technology", ("the Loan Programs Office (LPO) lends",), [
        ("Loan Programs Office", "Loan Programs Office", "form"), ("LPO", "Loan Programs Office", "alias")]),
    ("ticker", ("They sold Quux Corp. (NYSE: QX) and Zorb (NASDAQ: ZRB).",), [
        ("Quux Corp.", "Quux Corp.", "form"), ("NYSE", "NYSE", "form"), ("QX", "Quux Corp.", "ticker"),
        ("Zorb", "Zorb", "registry"), ("NASDAQ", "NASDAQ", "form"), ("ZRB", "Zorb", "ticker")]),
    ("bare ticker", ("They sold Quux Optics ETF (QOE) and Zorb (ZRB) and Zub (ZB) there.",), [
        ("Quux Optics ETF", "Quux Optics ETF", "form"), ("QOE", "Quux Optics ETF", "ticker"), ("Zorb", "Zorb", "registry"),
        ("ZRB", "Zorb", "ticker"), ("Zub", "Zub", "registry"), ("ZB", "Zub", "alias")]),
    ("demonym", ("the Swiss drugmaker Quux",), [("Swiss", "Switzerland", "demonym"), ("Quux", "Quux", "form")]),
    ("region", ("a European plan",), []),
    ("not in money", ("to reach US$26 billion",), []),
    ("person", ("said President Ann Fizz there.", "Then Fizz left."), []),
    ("unsure start", ("Quux is here.",), [("Quux", "Quux", "form")]),
    ("unsure start, no verb", ("Quux here.",), []),
    ("supported start", ("Quux here.", "They saw Quux."), [("Quux", "Quux", "form"), ("Quux", "Quux", "form")]),
    ("homograph", ("Mellow tones.",), []),
    ("supported homograph", ("Mellow tones.", "They bought Mellow."), [("Mellow", "Mellow", "registry"), ("Mellow", "Mellow", "registry")]),
    ("term in a name", ("They saw Quux AI and the Swiss AI there.",), [
        ("Quux AI", "Quux AI", "form"), ("Swiss", "Switzerland", "demonym"), ("AI", "artificial intelligence", "registry")]),
    ("market", ("the quantum-dot market grew", "a Quantum Dot Market report"), [
        ("quantum-dot market", "Quantum Dot Market", "form"), ("Quantum Dot Market", "Quantum Dot Market", "form")]),
    ("known market's TAM", ("raised its optics-hub systems TAM",), [("optics-hub systems TAM", "optics hub systems", "alias")]),
    ("TAM", ("raised its edge systems TAM",), [("edge systems TAM", "edge systems", "form")]),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_names(texts: tuple[str, ...], expected: list[tuple[str, str, str]]) -> None:
    assert shown(*texts) == expected


REFERENCES: list[tuple[str, tuple[str, ...], list[tuple[str, str]]]] = [
    ("description", ("They saw Zorb there.", "The chip leader grew."), [("The chip leader", "Zorb")]),
    ("two fit", ("They saw Zorb and Zub there.", "The chip leader grew."), []),
    ("too far", ("They saw Zorb there.", "Then came rain.", "Then came snow.", "The chip leader grew."), []),
    ("group", ("Many suppliers depend on it.",), [("Many suppliers", "optics suppliers")]),
    ("the fund", ("the Zorb Optics ETF rose", "the fund fell"), [("the fund", "Zorb Optics ETF")]),
    ("the index", ("the Quux Optics Index rose", "the index fell"), [("the index", "Quux Optics Index")]),
    ("the company", ("They saw Zorb there.", "The company grew."), [("The company", "Zorb")]),
    ("same sentence", ("They saw Zorb, the company said.",), [("the company", "Zorb")]),
    ("by its seat", ("They saw Zorb there.", "The Dutch firm grew."), [("The Dutch firm", "Zorb")]),
    ("apposition", ("They saw Zorb, the Swiss company, there.",), []),
    ("two companies", ("They saw Zorb and Zub there.", "The company grew."), []),
    ("head of another word", ("They saw Zorb there.", "The company profile grew."), []),
    ("it", ("Zorb grew fast.", "It sells chips to Zub."), [("It", "Zorb")]),
    ("it, two subjects", ("Zorb met Zub there.", "It sells."), []),
    ("it, empty", ("Zorb grew fast.", "It is clear that Zub did not."), []),
    ("it, after a date", ("In 2026, Zorb grew.", "It sells chips."), [("It", "Zorb")]),
    ("it, no subject", ("They saw Zorb there.", "It sells."), []),
]


@pytest.mark.parametrize(("texts", "expected"), [case[1:] for case in REFERENCES], ids=[case[0] for case in REFERENCES])
def test_expressions_that_refer_back(texts: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert [(text, label) for text, label, how in shown(*texts) if how == "coreference"] == expected


def test_it_stays_in_its_block() -> None:
    assert [how for *_, how in shown("Zorb grew fast.", "It sells chips.", block=None) if how == "coreference"] == []


def test_we_means_what_the_document_is_about() -> None:
    assert shown("We buy from Zub for our plants; tell us, US.", "The Company grew.", about=ABOUT) == [
        ("We", "Selfco", "coreference"),
        ("Zub", "Zub", "registry"),
        ("our", "Selfco", "coreference"),
        ("us", "Selfco", "coreference"),
        ("US", "United States", "registry"),
        ("The Company", "Selfco", "coreference"),
    ]
    assert [how for *_, how in shown("We buy from Zub.")] == ["registry"]


def test_what_the_document_is_about_keeps_its_identity() -> None:
    (mention,) = found("They saw Selfco, Inc. there.", about=ABOUT)[0]
    assert mention.entity == ABOUT


def test_a_definition_says_who_the_company_is() -> None:
    texts = ("They filed for Quux Optics Inc. (the “Company”) there.", "The Company grew, and we with it.")
    assert shown(*texts)[2:] == [
        ("The Company", "Quux Optics Inc.", "coreference"),
        ("we", "Quux Optics Inc.", "coreference"),
    ]


def test_open_marks_a_guess() -> None:
    (firm, guess, known) = found("They saw Quux Corp., Fizz and Zorb there.")[0]
    assert [(m.entity.type, m.open, m.entity.resolved) for m in (firm, guess, known)] == [
        ("Company", False, False),
        ("Name", True, False),
        ("Company", False, True),
    ]


def test_identifiers_are_pinned() -> None:
    entity = unknown_entity("Quux Optics, Inc.", "Company", ["Quux"])
    assert entity.id == f"{ID_BASE}organization/x-quux-optic-{entity.id[-8:]}"
    assert entity.id == unknown_entity("QUUX Optics", "Company").id
    assert entity.aliases == ("Quux",)
    assert unknown_entity("台積電", "Company").id.startswith(f"{ID_BASE}organization/x-name-")


def test_a_relation_may_give_the_type() -> None:
    entity = unknown_entity("Quux 9", "Name", ["Quux-9"])
    product = retyped(entity, "Product")
    assert (product.type, product.label, product.id) == (
        "Product",
        "Quux 9",
        entity.id.replace("/organization/", "/product/"),
    )
    zorb = LEXICON.entity(ID_BASE + "organization/zorb")
    assert retyped(zorb, "Product") == zorb


def test_order_makes_no_difference() -> None:
    texts = [
        "They saw Quux Optics, Inc. there.",
        "They met Quux there.",
        "They left Fizz Corp. there.",
        "They left Quux Optics there.",
    ]
    results = {
        frozenset(m.entity for mentions in annotate(lines(*order), LEXICON) for m in mentions)
        for order in itertools.permutations(texts)
    }
    assert len(results) == 1
    assert sorted(entity.label for entity in results.pop()) == ["Fizz Corp.", "Quux Optics, Inc."]


def test_two_known_entities_never_become_one() -> None:
    one, other = (Entity(f"x:{n}", f"Quux {n}", "Company") for n in "ab")
    identities = identify([Use("Quux a", "Company", one), Use("Quux b", "Company", other)], [("Quux a", "Quux b")])
    assert [identities[name_key(name)].entity for name in ("Quux a", "Quux b")] == [one, other]


PIECES = st.sampled_from(
    ["Zorb", "Quux", "Inc.", ", ", "and", "the company", "The chip leader", "It ", "we", "(", ")", "NASDAQ: ZRB", "Swiss", "Fizz Corp.", "index", "Index",
     "market", " ", "’s", "“", "”", "$2 billion", "in 2026", "President", "or", "BQFC", "Customer A"]
)  # fmt: skip


@given(
    st.lists(st.one_of(st.text(max_size=30), st.lists(PIECES, max_size=10).map(" ".join)), max_size=4), st.booleans()
)
def test_spans_are_exact_and_apart(texts: list[str], own: bool) -> None:
    for text, mentions in zip(texts, annotate(lines(*texts), LEXICON, about=ABOUT if own else None), strict=True):
        end = 0
        for mention in mentions:
            assert mention.start >= end
            assert mention.text == text[mention.start : mention.end] != ""
            end = mention.end
