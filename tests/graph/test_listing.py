"""Listed companies in a store: those that documents name, with their identifiers, for as long as any does."""

from __future__ import annotations

from themegraph.graph.store import EmbeddedStore, open_store
from themegraph.loaders.extraction.engine import extract
from themegraph.loaders.reading import parse_document

SHOWN = """SELECT ?label ?cik ?ticker WHERE {
  ?e aii:cik ?cik ; skos:prefLabel ?label ; aii:hasTicker ?ticker FILTER(STRENDS(STR(?e), "cik-0000073309")) }"""


def load(store: EmbeddedStore, name: str, sentence: str) -> str:
    """Store a document of one sentence and return its IRI."""
    update = store.update_document(extract(parse_document(f"Deals\n\n{sentence}\n".encode(), name=name)))
    store.derive()
    return update.document


def shown(store: EmbeddedStore) -> list[tuple[str, ...]]:
    """Return label, SEC number and ticker symbol of one listed company in `current`."""
    return [tuple(getattr(value, "value", "") for value in row) for row in store.query(SHOWN).rows]


def listed_triples(store: EmbeddedStore) -> int:
    """Count what the store holds of listed companies."""
    query = (
        'SELECT ?s ?p ?o WHERE { ?s ?p ?o FILTER(CONTAINS(STR(?s), "cik-") || CONTAINS(STR(?s), "registry-listed")) }'
    )
    return len(store.query(query, default="all").rows)


def test_a_listed_company_is_described_while_a_document_names_it() -> None:
    with open_store(None) as store:
        assert listed_triples(store) == 0
        first = load(store, "a.txt", "Nucor Corporation supplies steel to NVIDIA.")
        assert shown(store) == [("Nucor", "0000073309", "NUE")]
        second = load(store, "b.txt", "Nucor Corp. supplies steel to Intel.")
        store.forget_document(first)
        store.derive()
        assert shown(store) == [("Nucor", "0000073309", "NUE")]
        store.forget_document(second)
        store.derive()
        assert shown(store) == []
        assert listed_triples(store) == 0


def test_the_documents_spellings_are_other_names_whatever_the_order() -> None:
    sentences = {"a.txt": "Nucor Corporation supplies steel to NVIDIA.", "b.txt": "NUCOR CORP supplies steel to Intel."}
    query = 'SELECT ?name WHERE { ?e skos:altLabel ?name FILTER(STRENDS(STR(?e), "cik-0000073309")) }'
    results = []
    for names in (sorted(sentences), sorted(sentences, reverse=True)):
        with open_store(None) as store:
            for name in names:
                load(store, name, sentences[name])
            results.append(sorted(row[0].value for row in store.query(query).rows))  # type: ignore[union-attr]
    assert results[0] == results[1] == ["NUCOR CORP", "Nucor Corp.", "Nucor Corporation"]
