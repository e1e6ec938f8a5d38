"""From company facts to claims: one for each filing that reports a figure of a known concept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from themegraph.graph.claim import Claim, Entity, Reading, Rejection, Value, digest
from themegraph.loaders.document import Document
from themegraph.loaders.figures.concepts import Measure, measures
from themegraph.loaders.figures.facts import qualifiers_of
from themegraph.loaders.figures.filer import filer_of
from themegraph.loaders.tables.sheet import Row, Sheet, passage
from themegraph.loaders.tables.source import table_source
from themegraph.ontology.registry import Registry

EXTRACTOR = "figures/company-facts@1"
Outcome = Claim | Rejection
Filers = dict[tuple[str, str], Entity]


def read(document: Document, registry: Registry) -> Reading:
    """Return the figures of the concepts that are read; the others are counted in a note of the source."""
    outcomes: list[Outcome] = []
    concepts: dict[str, int] = {}
    for sheet in document.sheets:
        at = sheet.columns.index("concept")
        for row in sheet.rows:
            concepts[row.cells[at]] = concepts.get(row.cells[at], 0) + 1
        outcomes += _outcomes(document, sheet, registry)
    claims = tuple(each for each in outcomes if isinstance(each, Claim))
    return Reading(
        table_source(document, registry, _notes(concepts)),
        document.text,
        claims,
        tuple({claim.subject.id: claim.subject for claim in claims}.values()),
        tuple(each for each in outcomes if isinstance(each, Rejection)),
    )


def _notes(concepts: Mapping[str, int]) -> Iterator[str]:
    """Yield how many concepts, and how many facts of them, are not read."""
    known = measures()
    left = {name: count for name, count in concepts.items() if name not in known}
    if left:
        read_of = f"{len(concepts) - len(left)} of {len(concepts)} concepts read"
        yield f"{read_of}; {sum(left.values()):,} facts of the others are not in the graph"


def _outcomes(document: Document, sheet: Sheet, registry: Registry) -> Iterator[Outcome]:
    known, filers = measures(), Filers()
    header = "\t".join(sheet.columns)
    for row in sheet.rows:
        cells = dict(zip(sheet.columns, row.cells, strict=True))
        measure = known.get(cells["concept"])
        if measure is not None:
            filer = _filer({**sheet.facts, **cells}, registry, filers)
            yield _outcome(document, sheet, row, cells, (measure, filer, header))


def _outcome(
    document: Document, sheet: Sheet, row: Row, cells: Mapping[str, str], given: tuple[Measure, Entity, str]
) -> Outcome:
    """Return the claim of a row, or why it makes none."""
    measure, filer, header = given
    qualifiers = qualifiers_of(cells, measure)
    if isinstance(qualifiers, str):
        return Rejection(qualifiers, row.start, row.end, document.text[row.start : row.end], EXTRACTOR)
    printed = str(qualifiers["valueText"])
    return Claim(
        id=digest(document.id, EXTRACTOR, row.place),
        predicate="reports",
        subject=filer,
        object=Value(printed, printed),
        passage=passage(document.text, row, sheet, header),
        extractor=EXTRACTOR,
        confidence=Decimal(1),
        qualifiers=qualifiers,
        exact=True,
    )


def _filer(cells: Mapping[str, str], registry: Registry, filers: Filers) -> Entity:
    key = cells.get("cik", ""), cells.get("entityName", "")
    if key not in filers:
        filers[key] = filer_of(*key, registry)
    return filers[key]
