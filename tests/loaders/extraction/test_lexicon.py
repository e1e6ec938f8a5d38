"""Names of a registry in sentences: case, number, hyphens, boundaries, homographs, size."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themegraph.loaders.extraction.lexicon import Lexicon, entity_of, title_case
from themegraph.ontology.entry import ID_BASE, RegistryEntry, Ticker


@dataclass(frozen=True)
class Known:
    """Entries as a registry offers them."""

    entries: tuple[RegistryEntry, ...]


def entry(
    slug: str, kind: str, label: str, *aliases: str, homograph: bool = False, tickers: tuple[Ticker, ...] = ()
) -> RegistryEntry:
    return RegistryEntry(
        ID_BASE + slug,
        kind,
        label,
        "test",
        "test.yaml",
        1,
        1,
        0,
        0,
        "",
        aliases=aliases,
        homograph=homograph,
        tickers=tickers,
    )


LEXICON = Lexicon(
    Known(
        (
            entry("organization/zorbix", "Company", "Zorbix", "ZBX Holdings", tickers=(Ticker("ZBX", "XNAS"),)),
            entry("organization/quan-tel", "Company", "Quan Tel", "AQ&T"),
            entry("organization/mellow", "Company", "Mellow", homograph=True),
            entry("organization/9-8", "Organization", "9/8 Main St."),
            entry("country/us", "Country", "United States", "U.S.", "US"),
            entry("country/kr", "Country", "South Korea", "Korea"),
            entry("technology/optical-transceiver", "Technology", "optical transceiver", "transceiver"),
            entry("technology/gpu", "Technology", "GPU"),
            entry("technology/hbm", "Technology", "high-bandwidth memory", "HBM"),
            entry("layer/data-centers", "Layer", "data centers", "data center"),
            entry("layer/power-cooling", "Layer", "power & cooling"),
            entry("layer/power", "Layer", "power"),
            entry("theme/ai", "Theme", "AI infrastructure"),
            entry("layer/optics", "Layer", "optical networking"),
            entry("topic/optics", "Topic", "optical networking"),
            entry("group/hyperscalers", "OrganizationGroup", "hyperscalers"),
            entry("product/zx1", "Product", "Zorbix ZX1"),
            entry("topic/pair", "Topic", "Zorbix (Quan) chain"),
        )
    )
)

FOUND: list[tuple[str, list[tuple[str, str]]]] = [
    ("Zorbix rose.", [("Zorbix", "organization/zorbix")]),
    ("Zorbix’s rise and Zorbix's fall", [("Zorbix", "organization/zorbix")] * 2),
    ("ZORBIX rose, zorbix not", [("ZORBIX", "organization/zorbix")]),
    ("Zorbix, Inc. rose", [("Zorbix, Inc.", "organization/zorbix")]),
    ("Zorbix Holdings Co., Ltd. rose", [("Zorbix Holdings Co., Ltd.", "organization/zorbix")]),
    ("QUAN TEL rose", [("QUAN TEL", "organization/quan-tel")]),
    ("Quan-Tel rose", [("Quan-Tel", "organization/quan-tel")]),
    ("Quan\nTel rose", [("Quan\nTel", "organization/quan-tel")]),
    ("Quan. Tel rose", []),
    ("AQ&T rose", [("AQ&T", "organization/quan-tel")]),
    ("a report (9/8 Main St.)", [("9/8 Main St.", "organization/9-8")]),
    ("9/8 Main St says", [("9/8 Main St", "organization/9-8")]),
    ("U.S.-listed names", [("U.S.", "country/us")]),
    ("Korea-listed fund of the US", [("Korea", "country/kr"), ("US", "country/us")]),
    ("tell us more", []),
    ("in South Korea", [("South Korea", "country/kr")]),
    ("two Optical Transceivers", [("Optical Transceivers", "technology/optical-transceiver")]),
    ("an optical-transceiver plug", [("optical-transceiver", "technology/optical-transceiver")]),
    ("an optical–transceiver plug", [("optical–transceiver", "technology/optical-transceiver")]),
    ("GPUs and a GPU, no gpu", [("GPUs", "technology/gpu"), ("GPU", "technology/gpu")]),
    ("High-Bandwidth Memory (HBM)", [("High-Bandwidth Memory", "technology/hbm"), ("HBM", "technology/hbm")]),
    ("a data-centre, data centers", [("data-centre", "layer/data-centers"), ("data centers", "layer/data-centers")]),
    ("power and cooling", [("power and cooling", "layer/power-cooling")]),
    ("Power & cooling", [("Power & cooling", "layer/power-cooling")]),
    ("more power", [("power", "layer/power")]),
    ("power-hungry and high-power and powers", [("powers", "layer/power")]),
    ("powerful superpower", []),
    ("AI Infrastructure", [("AI Infrastructure", "theme/ai")]),
    ("ai infrastructure", []),
    ("optical networking", [("optical networking", "layer/optics")]),
    ("a hyperscaler and Hyperscalers", [("hyperscaler", "group/hyperscalers"), ("Hyperscalers", "group/hyperscalers")]),
    ("Zorbix ZX1s ship", [("Zorbix ZX1s", "product/zx1")]),
    ("the Zorbix (Quan) chain", [("Zorbix (Quan) chain", "topic/pair")]),
    ("XZorbix and ZorbixY", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_find(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(m.text, m.entity.id.removeprefix(ID_BASE)) for m in LEXICON.find(text)] == expected


HOMOGRAPHS: list[tuple[str, list[str]]] = [
    ("They bought Mellow today.", ["Mellow"]),
    ("a mellow tone", []),
    ("MELLOW", []),
    ("Mellow tones were heard.", []),
    ("Mellow said so.", ["Mellow"]),
    ("Mellow’s plan", ["Mellow"]),
    ("Mellow transceivers will ship.", []),
    ("Why Some Like Mellow Tones Better", []),
]


@pytest.mark.parametrize(("text", "expected"), HOMOGRAPHS)
def test_homographs_need_more_than_a_capital(text: str, expected: list[str]) -> None:
    assert [mention.text for mention in LEXICON.find(text) if mention.entity.label == "Mellow"] == expected


def test_support_admits_a_homograph_at_the_start() -> None:
    support = frozenset({ID_BASE + "organization/mellow"})
    assert [mention.text for mention in LEXICON.find("Mellow tones", supported=support)] == ["Mellow"]
    assert LEXICON.find("Mellow transceivers", supported=support)[0].text == "transceivers"
    assert LEXICON.doubtful("“Mellow tones") is True
    assert LEXICON.doubtful("The Mellow tones") is False


def test_named_wants_the_whole_text() -> None:
    zorbix = LEXICON.named("Zorbix, Inc.")
    assert zorbix is not None
    assert zorbix.label == "Zorbix"
    assert LEXICON.named("Zorbix and Korea") is None


def test_tickers_are_known_by_exchange() -> None:
    zorbix = LEXICON.by_ticker("ZBX", "XNAS")
    assert zorbix is not None
    assert zorbix.label == "Zorbix"
    assert LEXICON.by_ticker("ZBX", "XNYS") is None


def test_an_entity_keeps_its_other_names() -> None:
    entity = entity_of(entry("country/us", "Country", "United States", "U.S.", "United States"))
    assert (entity.label, entity.aliases, entity.resolved) == ("United States", ("U.S.",), True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("How Big Is Zorbix Now", True), ("He met Zorbix there", False), ("He Met Them There.", False)],
)
def test_title_case(text: str, expected: bool) -> None:
    assert title_case(text) is expected


def test_the_longest_of_many_names_wins() -> None:
    many = [entry(f"organization/n{n}", "Company", f"Zorbix {n // 100} Unit {n % 100}") for n in range(20_000)]
    lexicon = Lexicon(Known((entry("organization/zorbix", "Company", "Zorbix"), *many)))
    (mention,) = lexicon.find("They sold Zorbix 17 Unit 42 to us.")
    assert (mention.text, mention.entity.label) == ("Zorbix 17 Unit 42", "Zorbix 17 Unit 42")


@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(
            st.sampled_from(["Zorbix", "-", " ", "U.S.", "power", "&", "cooling", "Mellow", "’s", "\n", "GPU"])
        ).map("".join),
    )
)
def test_spans_are_exact_and_apart(text: str) -> None:
    end = 0
    for mention in LEXICON.find(text):
        assert mention.start >= end
        assert mention.text == text[mention.start : mention.end] != ""
        end = mention.end
