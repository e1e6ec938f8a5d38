"""The registry: what loads, what is found under which name, what is refused and where, and that the data hold."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from themegraph.errors import RuleError, UnknownNameError
from themegraph.ontology import terms
from themegraph.ontology.entry import FAMILIES, ID_BASE, STRUCTURAL, StructuralLink, Ticker
from themegraph.ontology.entry_file import read_registry_file
from themegraph.ontology.naming import normalise
from themegraph.ontology.registry import BUNDLED, Registry, load_registry

US_MICS = {"XNAS", "XNYS", "ARCX"}
PLAIN = "- id: one\n  type: Company\n  label: One Works\n  source: a test\n"


@pytest.fixture(scope="module")
def registry() -> Registry:
    """Give the bundled registry."""
    return load_registry()


def write(folder: Path, text: str, name: str = "mine.yaml") -> Path:
    """Write a registry file and return its path."""
    path = folder / name
    path.write_bytes(text.encode("utf-8"))
    return path


# What loads


def test_an_entry_keeps_its_fields_and_the_lines_it_stands_on(tmp_path: Path) -> None:
    text = (
        "# Companies.\n\n"
        "- id: one\n  type: Company\n  label: One Works\n  source: a test\n"
        "  aliases: [One, 'Ønë']\n  legal: One Works NV\n  tickers: [{symbol: ONE, mic: XAMS}]\n  cik: 123\n"
        "  country: country/no\n\n  # the end\n\n"
        "- {id: no, type: Country, label: Norway, code: NO, source: ISO 3166-1}\n"
    )
    file = read_registry_file(write(tmp_path, text))
    one, norway = file.entries
    assert (one.iri, one.id, one.family) == (f"{ID_BASE}organization/one", "organization/one", "organization")
    assert one.names == ("One Works", "One Works NV", "One", "Ønë")
    assert (one.tickers, one.cik, one.country) == ((Ticker("ONE", "XAMS"),), "123", f"{ID_BASE}country/no")
    assert (one.file, one.line_start, one.line_end) == ("mine.yaml", 3, 11)
    assert one.text == text[one.start : one.end]
    assert one.text.startswith("- id: one\n")
    assert one.text.endswith("country: country/no")
    assert (norway.code, norway.line_start, norway.line_end) == ("NO", 15, 15)
    assert norway.text == text.splitlines()[14]


def test_lines_are_counted_alike_with_other_line_ends_and_a_block_list_at_the_end(tmp_path: Path) -> None:
    text = (PLAIN + "  aliases:\n    - First\n    - Last\n\n" + PLAIN.replace("one", "two")).replace("\n", "\r\n")
    one, two = read_registry_file(write(tmp_path, text.replace("One Works", "Two Works", 2))).entries
    assert (one.line_start, one.line_end, two.line_start, two.line_end) == (1, 7, 9, 12)
    assert one.text.endswith("    - Last")


def test_an_empty_file_holds_no_entries(tmp_path: Path) -> None:
    assert read_registry_file(write(tmp_path, "# nothing yet\n")).entries == ()


def test_user_files_come_after_the_bundled_and_may_name_their_entries(tmp_path: Path) -> None:
    path = write(tmp_path, PLAIN + "  partOf: layer/power\n")
    merged = load_registry([path])
    assert len(merged.entries) == len(load_registry().entries) + 1
    assert merged.entries[-1].links == (StructuralLink("partOf", f"{ID_BASE}layer/power"),)
    assert merged.entries[-1].targets("partOf") == (f"{ID_BASE}layer/power",)
    assert [entry.id for entry in merged.find("One Works")] == ["organization/one"]
    assert load_registry().find("One Works") == ()


def test_loading_twice_reads_once() -> None:
    assert load_registry() is load_registry()


def test_a_company_is_found_by_its_sec_number(registry: Registry) -> None:
    found = [registry.by_cik(cik) for cik in ("1045810", "0001045810", "1")]
    assert [entry and entry.id for entry in found] == ["organization/nvidia", "organization/nvidia", None]


# What is refused

BAD = [
    ("- one\n", "mine.yaml:1", "an entry is not a mapping"),
    ("one: two\n", "mine.yaml:1", "a registry file is not a list"),
    (PLAIN + "  colour: red\n", "mine.yaml:5", "unknown field 'colour'"),
    (PLAIN + "  label: Twice\n", "mine.yaml:5", "the field 'label' is given twice"),
    ("- id: one\n  type: Company\n  source: a test\n", "mine.yaml:1", "an entry lacks 'label'"),
    (PLAIN.replace("Company", "Firm"), "mine.yaml:2", "unknown type 'Firm'"),
    (PLAIN.replace("id: one", "id: One Works"), "mine.yaml:1", "'id' cannot be 'One Works'"),
    (PLAIN + "  cik: 0001045810\n", "mine.yaml:5", "'cik' cannot be '0001045810'"),
    (PLAIN + "  lei: ABC\n", "mine.yaml:5", "'lei' cannot be 'ABC'"),
    (PLAIN + "  homograph: perhaps\n", "mine.yaml:5", "'homograph' cannot be 'perhaps'"),
    (PLAIN + "  tickers: [ONE]\n", "mine.yaml:5", "a ticker is malformed"),
    (PLAIN + "  legal: [One, Two]\n", "mine.yaml:5", "'legal' is not a text"),
    (PLAIN + '  legal: "One\\u202eWorks"\n', "mine.yaml:5", "'legal' has stray white space or control characters"),
    (PLAIN + "  partOf: power\n", "mine.yaml:5", "'power' names no entry"),
    (PLAIN + "  aliases: [One\n", "mine.yaml:6", "not YAML"),
]


@pytest.mark.parametrize(("text", "where", "what"), BAD, ids=[what for _, _, what in BAD])
def test_a_malformed_entry_is_refused_with_its_line(tmp_path: Path, text: str, where: str, what: str) -> None:
    with pytest.raises(RuleError) as caught:
        read_registry_file(write(tmp_path, text))
    assert caught.value.where.endswith(where)
    assert caught.value.what.startswith(what)


def test_a_file_that_is_missing_or_not_utf8_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="cannot be read"):
        read_registry_file(tmp_path / "absent.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"# \xe9\n")
    with pytest.raises(RuleError, match=r"latin.yaml, byte 2: the registry file is not UTF-8"):
        read_registry_file(tmp_path / "latin.yaml")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (PLAIN + "\n" + PLAIN.replace("One Works", "Other"), "the id 'organization/one' is taken by mine.yaml:1"),
        (PLAIN + "\n" + PLAIN.replace("id: one", "id: two"), "the name 'One Works' belongs to 'organization/one'"),
        (
            PLAIN + "\n" + PLAIN.replace("id: one", "id: two").replace("One Works", "the one-works"),
            "the name 'the one-works' belongs to 'organization/one'",
        ),
        (
            PLAIN + "\n" + PLAIN.replace("id: one", "id: two").replace("One", "Two") + "  partOf: layer/nil\n",
            "'partOf'",
        ),
    ],
)
def test_entries_that_clash_are_refused_with_file_and_line(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises(RuleError) as caught:
        load_registry([write(tmp_path, text)])
    assert caught.value.where == "mine.yaml:6"
    assert caught.value.what.startswith(what)


def test_a_user_file_may_not_take_the_name_of_a_bundled_file_or_company(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="two registry files have the same name"):
        load_registry([write(tmp_path, PLAIN, "theme.yaml")])
    with pytest.raises(RuleError, match=r"mine.yaml:1: the name 'NVIDIA' belongs to 'organization/nvidia'"):
        load_registry([write(tmp_path, PLAIN.replace("One Works", "NVIDIA"))])


# What is found

FOUND = [
    ("NVIDIA", ["organization/nvidia"]),
    ("Nvidia", ["organization/nvidia"]),
    ("NVIDIA IR", ["organization/nvidia"]),
    ("Taiwan Semiconductor Manufacturing Company Limited", ["organization/tsmc"]),
    ("CIENA", ["organization/ciena"]),
    ("Coherent", ["organization/coherent"]),
    ("coherent", []),
    ("carrier", []),
    ("oracle", []),
    ("U.S.", ["country/us"]),
    ("US", ["country/us"]),
    ("us", []),
    ("Korea", ["country/kr"]),
    ("GPUs", ["technology/gpu"]),
    ("HBM", ["technology/hbm"]),
    ("High-Bandwidth Memory", ["technology/hbm"]),
    ("optical transceivers", ["technology/optical-transceiver"]),
    ("switches", ["technology/switch"]),
    ("optical interconnects", ["layer/optical-networking"]),
    ("networking and optical interconnect", ["layer/networking"]),
    ("Optical networking", ["layer/optical-networking", "topic/optical-networking"]),
    ("Power & cooling", ["layer/power-cooling"]),
    ("hyperscaler", ["group/hyperscalers"]),
    ("AI-data-center systems", ["market/ai-data-center-systems"]),
    ("Silicon Photonics Market", ["market/silicon-photonics-interconnect"]),
    ("Akros AI Optical index", ["index/akros-us-ai-optical"]),
    ("Nobody in Particular", []),
]


@pytest.mark.parametrize(("name", "ids"), FOUND, ids=[name for name, _ in FOUND])
def test_a_name_finds_its_entries(registry: Registry, name: str, ids: list[str]) -> None:
    assert [entry.id for entry in registry.find(name)] == ids


def test_labels_that_questions_ask_for_are_there(registry: Registry) -> None:
    labels = {entry.label for entry in registry.entries}
    wanted = """NVIDIA Corporation|Coherent|Lumentum|Ciena|Bank of America|TrendForce|LightCounting|Global Market Insights
24/7 Wall St.|Samsung KODEX|Akros|Alphabet|hyperscalers|AI infrastructure suppliers|AI infrastructure|compute
networking & optical interconnect|optical networking|power & cooling|power|GPU|custom silicon|high-bandwidth memory
accelerator|optical transceiver|800G transceiver|1.6T transceiver|co-packaged optics|linear pluggable optics|laser
switch|data-center interconnect|silicon photonics|small modular reactor|nuclear power|AI optical-transceiver market
silicon-photonics interconnect market|AI data-center systems|South Korea|United States
Akros U.S. AI Optical Communication and Network Infrastructure Index|KODEX US AI Optical Communication Network ETF"""
    assert set(re.split(r"[|\n]", wanted)) - labels == set()


def test_an_entry_is_had_by_its_iri_or_by_family_and_slug(registry: Registry) -> None:
    assert registry.by_id("organization/ciena").label == "Ciena"
    assert registry.by_id(f"{ID_BASE}organization/ciena").label == "Ciena"
    with pytest.raises(UnknownNameError, match="no registry entry 'organization/nobody'"):
        registry.by_id("organization/nobody")


def test_a_ticker_finds_its_company_on_its_exchange(registry: Registry) -> None:
    assert [entry.label for entry in registry.by_ticker("COHR")] == ["Coherent"]
    assert [entry.label for entry in registry.by_ticker("COHR", "XNYS")] == ["Coherent"]
    assert registry.by_ticker("COHR", "XNAS") == ()


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("The Optical Transceivers", "optical transceiver"),
        ("AI-data-center systems", "AI data center system"),
        ("U.S.", "US"),
        ("SMRs", "SMR"),
        ("co‑packaged optics", "co packaged optic"),
        ("Dell’Oro", "dell'oro"),
        ("a", "a"),
        ("gas", "gas"),
        ("glass", "glass"),
        ("", ""),
    ],
)
def test_spellings_of_a_name_meet_in_one_form(name: str, form: str) -> None:
    assert normalise(name) == form


# That the data hold


def test_the_families_are_those_of_the_ontology() -> None:
    assert ID_BASE == terms.AIID
    assert set(FAMILIES) <= set(terms.CLASSES)


def test_structural_links_take_the_types_of_their_relation(registry: Registry) -> None:
    assert set(STRUCTURAL) <= set(terms.RELATIONS)
    wrong = [
        f"{entry.id} {link.predicate} {link.target}"
        for entry in registry.entries
        for link in entry.links
        if entry.type not in terms.RELATIONS[link.predicate].subject_types
        or registry.by_id(link.target).type not in terms.RELATIONS[link.predicate].object_types
    ]
    assert wrong == []


def test_structural_links_run_in_no_circle(registry: Registry) -> None:
    def climb(iri: str, path: tuple[str, ...]) -> None:
        assert iri not in path, f"a circle of links: {' → '.join((*path, iri))}"
        for link in registry.by_id(iri).links:
            climb(link.target, (*path, iri))

    for entry in registry.entries:
        climb(entry.iri, ())


def test_the_theme_has_three_layers_directly_below_it(registry: Registry) -> None:
    theme = registry.by_id("theme/ai-infrastructure").iri
    assert [entry.label for entry in registry.entries if theme in entry.targets("partOf")] == [
        "compute",
        "networking & optical interconnect",
        "power & cooling",
    ]


def test_every_technology_has_a_layer_and_every_layer_but_the_building_a_whole(registry: Registry) -> None:
    assert [e.id for e in registry.entries if e.type in {"Technology", "Product"} and not e.targets("usedIn")] == []
    assert [e.id for e in registry.entries if e.type == "Layer" and not e.targets("partOf")] == ["layer/data-centers"]


def test_every_exchange_and_country_has_a_code_and_every_ticker_an_exchange_of_the_registry(registry: Registry) -> None:
    codes = {entry.code for entry in registry.entries if entry.type == "Exchange"}
    assert [e.id for e in registry.entries if e.type in {"Exchange", "Country"} and not e.code] == []
    assert {ticker.mic for entry in registry.entries for ticker in entry.tickers} - codes == set()
    assert [e.id for e in registry.entries if e.country and registry.by_id(e.country).type != "Country"] == []


def test_identifiers_belong_to_one_entry_each(registry: Registry) -> None:
    for field in ("cik", "lei", "wikidata"):
        values = [getattr(entry, field) for entry in registry.entries if getattr(entry, field)]
        assert len(values) == len(set(values)), field
    symbols = [(ticker.symbol, ticker.mic) for entry in registry.entries for ticker in entry.tickers]
    assert len(symbols) == len(set(symbols))


def test_the_registry_is_of_the_size_that_was_curated(registry: Registry) -> None:
    counts = {kind: sum(entry.type == kind for entry in registry.entries) for kind in FAMILIES}
    assert counts["Company"] >= 120
    assert counts["Technology"] >= 45
    assert counts["Exchange"] >= 15
    assert len(registry.files) == len(list(BUNDLED.glob("*.yaml")))


def test_names_are_distinctive(registry: Registry) -> None:
    common = {"the", "and", "it", "on", "all", "one", "now", "key", "data", "company", "fund", "index", "market"}
    assert [name for entry in registry.entries for name in entry.names if name.lower() in common or len(name) < 2] == []


def test_tickers_and_ciks_are_those_of_the_sec_list(registry: Registry, shared: Path) -> None:
    rows = json.loads((shared / "corpus/sec/company_tickers.json").read_text(encoding="utf-8")).values()
    listed = {(row["ticker"], str(row["cik_str"])) for row in rows}
    ciks = {cik for _, cik in listed}
    wrong = [
        f"{entry.id}: {ticker.symbol} {entry.cik or 'without CIK'}"
        for entry in registry.entries
        for ticker in entry.tickers
        if ticker.mic in US_MICS and ticker.symbol in {symbol for symbol, _ in listed}
        if (ticker.symbol, entry.cik) not in listed
    ]
    assert wrong == []
    assert [entry.id for entry in registry.entries if entry.cik and entry.cik not in ciks] == []
    assert sum(bool(entry.cik) for entry in registry.entries) >= 90


def test_leis_are_those_of_the_golden_copy(registry: Registry, shared: Path) -> None:
    with (shared / "corpus/ids/gleif_lei_slice.csv").open(encoding="utf-8", newline="") as file:
        legal = {row["LEI"]: row["Entity.LegalName"] for row in csv.DictReader(file)}
    found = {entry.label: legal[entry.lei] for entry in registry.entries if entry.lei}
    assert len(found) >= 6
    wrong = [label for label, name in found.items() if not name.lower().startswith(label.lower())]
    assert wrong == []
