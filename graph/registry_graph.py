"""The registry as a graph of its own: entities with names and identifiers, and structure with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from themegraph.graph.claim import Claim, Entity, Passage, Source, Value, digest
from themegraph.graph.entities import label_triples, type_terms
from themegraph.graph.literals import english
from themegraph.graph.nodes import build_nodes
from themegraph.graph.ntriples import parsed
from themegraph.graph.passages import passage_lines
from themegraph.graph.quads import claim_lines, node_lines
from themegraph.graph.vocabulary import DOCUMENT, RESOLVED, TITLE, TYPE, term
from themegraph.ontology.entry import RegistryEntry, RegistryFile
from themegraph.ontology.listed import FILE as LISTED
from themegraph.ontology.terms import AIID

if TYPE_CHECKING:
    from themegraph.ontology.registry import Registry

EXTRACTOR = "registry@1"
SURE = Decimal(1)


def registry_triples(registry: Registry) -> frozenset[Triple]:
    """Return the triples of the registry graph: descriptions of entries, and their structure as derived claims."""
    described = (triple for file in registry.files for triple in _description(file))
    return frozenset((*described, *_structure(registry)))


def listed_triples(entries: Iterable[RegistryEntry], table: str) -> frozenset[Triple]:
    """Return the registry graph's triples of listed companies: names, identifiers, ticker symbols with their lines of the table."""
    file = RegistryFile(LISTED, table, tuple(entries))
    stated = [(file.name, claim) for entry in file.entries for claim in _tickers(entry, {})]
    return frozenset((*_description(file), *_stated(stated, (file,))))


def registry_claims(registry: Registry) -> Iterator[tuple[str, Claim]]:
    """Yield the claims that entries make on each other and on their tickers, each with its file's name."""
    venues = {entry.code: entry for entry in registry.entries if entry.type == "Exchange" and entry.code}
    for file in registry.files:
        for entry in file.entries:
            for claim in _claims(registry, entry, venues):
                yield file.name, claim


def entity_of(entry: RegistryEntry) -> Entity:
    """Return an entry as the entity that claims name."""
    return Entity(entry.iri, entry.label, entry.type, entry.aliases)


def file_document(file: str) -> str:
    """Return the IRI of a registry file as a document.

    >>> file_document("theme.yaml")
    'https://w3id.org/ai-infrastructure/id/document/registry-theme'
    """
    return f"{AIID}document/registry-{file.rpartition('.')[0] or file}"


def _description(file: RegistryFile) -> Iterator[Triple]:
    document = NamedNode(file_document(file.name))
    yield Triple(document, TYPE, DOCUMENT)
    yield Triple(document, TITLE, english(f"registry: {file.name}"))
    for entry in file.entries:
        yield from _entry(entry)


def _entry(entry: RegistryEntry) -> Iterator[Triple]:
    node = NamedNode(entry.iri)
    yield from (Triple(node, TYPE, kind) for kind in type_terms(entry.type))
    yield from label_triples(node, {entry.label}, entry.names)
    yield Triple(node, RESOLVED, Literal(True))
    code = {"Country": "countryCode", "Exchange": "mic"}.get(entry.type, "")
    cik = entry.cik.zfill(10) if entry.cik else ""
    identifiers = (
        ("legalName", entry.legal), ("lei", entry.lei), ("cik", cik), ("wikidataId", entry.wikidata), (code, entry.code)
    )  # fmt: skip
    yield from (Triple(node, term(name), Literal(value)) for name, value in identifiers if name and value)


def _structure(registry: Registry) -> frozenset[Triple]:
    return _stated(list(registry_claims(registry)), registry.files)


def _stated(stated: Sequence[tuple[str, Claim]], files: Iterable[RegistryFile]) -> frozenset[Triple]:
    sources = {file.name: Source(file_document(file.name), file.name, "", len(file.text)) for file in files}
    texts = {file.name: file.text for file in files}
    nodes = build_nodes(claim for _, claim in stated)
    lines: set[str] = set()
    for file, claim in stated:
        lines.update(node_lines(nodes[claim.id]))
        lines.update(claim_lines(claim, nodes[claim.id], sources[file]))
        lines.update(passage_lines(sources[file].id, claim.passage, texts[file]))
    return parsed(lines)


def _claims(registry: Registry, entry: RegistryEntry, venues: Mapping[str, RegistryEntry]) -> Iterator[Claim]:
    for link in entry.links:
        yield _claim(entry, link.predicate, entity_of(registry.by_id(link.target)))
    yield from _tickers(entry, venues)


def _tickers(entry: RegistryEntry, venues: Mapping[str, RegistryEntry]) -> Iterator[Claim]:
    for ticker in entry.tickers:
        venue = {"listingVenue": entity_of(venues[ticker.mic])} if ticker.mic in venues else {}
        yield _claim(entry, "hasTicker", Value(ticker.symbol, ticker.symbol), venue)


def _claim(
    entry: RegistryEntry, predicate: str, target: Entity | Value, qualifiers: Mapping[str, Entity] | None = None
) -> Claim:
    given = qualifiers or {}
    end = target.id if isinstance(target, Entity) else target.value
    return Claim(
        id=digest(EXTRACTOR, entry.iri, predicate, end, *(entity.id for entity in given.values())),
        predicate=predicate,
        subject=entity_of(entry),
        object=target,
        passage=_lines(entry),
        extractor=EXTRACTOR,
        confidence=SURE,
        qualifiers=dict(given),
        derived=True,
    )


def _lines(entry: RegistryEntry) -> Passage:
    return Passage(entry.start, entry.end, entry.text)
