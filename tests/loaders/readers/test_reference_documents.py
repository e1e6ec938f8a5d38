"""The reference documents beside the checkout read as they should."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from themegraph.loaders.document import Document
from themegraph.loaders.extraction.sentences import split
from themegraph.loaders.reading import read_document
from themegraph.loaders.references import parse_references
from themegraph.loaders.sources import find_sources


def documents(folder: Path) -> dict[str, Document]:
    """Return the documents of prose in a folder by name."""
    found = (each for each in find_sources([str(folder)]).candidates if Path(each.name).suffix in (".txt", ".md"))
    return {candidate.name: read_document(candidate) for candidate in found}


def test_the_seed(shared: Path) -> None:
    (seed,) = documents(shared / "seeds").values()
    assert Counter(block.kind for block in seed.blocks) == {
        "title": 1, "heading": 13, "paragraph": 8, "bullet": 8, "quotation": 1, "attribution": 1, "question": 4, "answer": 4,
        "reference": 5,
    }  # fmt: skip
    assert sum(block.empty for block in seed.blocks) == 4
    assert [reference.publisher.split()[0] for reference in parse_references(seed)] == [
        "LightCounting", "TrendForce", "NVIDIA", "24/7", "Global",
    ]  # fmt: skip
    assert [reference.issued for reference in parse_references(seed)] == [
        "2025-01-15", "2026-04-20", "2026-03-02", "2026-05-13", "2026-01-01",
    ]  # fmt: skip


def test_every_document_reads_with_exact_spans(shared: Path) -> None:
    found = {**documents(shared / "corpus" / "text"), **documents(shared / "gold" / "dev")}
    assert len(found) == 26
    for name, document in found.items():
        assert document.blocks, name
        for sentence in split(document):
            words = document.text[sentence.start : sentence.end]
            assert words == words.strip() != "", name


def test_front_matter_gives_title_and_date(shared: Path) -> None:
    found = documents(shared / "corpus" / "text")
    dated = [document for document in found.values() if document.metadata.issued]
    assert len(dated) == sum(name.startswith("wh-") for name in found)
    assert all(document.metadata.title and document.metadata.publisher for document in found.values())
    assert all(block.start > document.text.index("\n---") for document in found.values() for block in document.blocks)


def test_sidecars_say_what_a_filing_is_about(shared: Path) -> None:
    found = documents(shared / "gold" / "dev")
    about = {document.metadata.about for name, document in found.items() if name.startswith("sec-")}
    assert about == {"Advanced Micro Devices, Inc.", "NVIDIA Corporation"}
