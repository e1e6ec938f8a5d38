"""The codes that a form gives for a fund, manager or registrant, as claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from types import MappingProxyType

from themegraph.graph.claim import Claim, Entity, QualifierValue, Value, digest
from themegraph.loaders.document import Document
from themegraph.loaders.holdings.form_fields import FormFields, RowFields
from themegraph.loaders.holdings.holders import holder_entity
from themegraph.loaders.holdings.portfolio import Portfolio
from themegraph.loaders.tables.sheet import Row, Sheet, passage
from themegraph.ontology.codes import canonical, fault_in_code
from themegraph.ontology.registry import Registry

SURE = Decimal(1)


def filer_entity(name: str, cik: str, lei: str, registry: Registry) -> Entity:
    """Return the organization that files under this number, with its sound codes."""
    number, code = (canonical(scheme, given) if given else "" for scheme, given in (("cik", cik), ("lei", lei)))
    return holder_entity(Portfolio(name, None, (), fund=False, cik=number, lei=code), registry)


def identified(fields: FormFields, entity: Entity, codes: Iterable[tuple[str, str]], extractor: str) -> Iterator[Claim]:
    """Yield a claim for each sound code that a field of the filing gives; `codes` are schemes with the fields' paths."""
    for scheme, path in codes:
        row = fields.rows.get(path)
        if row is not None and fields.sheet is not None:
            yield from code_claim(fields.document, entity, (scheme, fields.text(path)), (row, fields.sheet), extractor)


def code_claim(
    document: Document, entity: Entity, code: tuple[str, str], place: tuple[Row, Sheet], extractor: str
) -> Iterator[Claim]:
    """Yield the claim that an entity bears a code of a scheme, nothing where the code is none of the scheme's."""
    scheme, given = code
    sound = canonical(scheme, given) if given else ""
    if sound:
        qualifiers: dict[str, QualifierValue] = {"identifierScheme": scheme}
        yield form_claim(document, "identifiedAs", entity, Value(sound, sound), place, extractor, qualifiers)


def code_notes(who: str, codes: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield what is wrong with codes that are left out."""
    return (
        f"{who}: {fault}; left out." for scheme, given in codes if given and (fault := fault_in_code(scheme, given))
    )


def unsound(row: RowFields, codes: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield what is wrong with the codes of a row, which are left out as identifiers but not lost."""
    return (fault for scheme, name in codes if (fault := fault_in_code(scheme, row.text(name))))


def form_claim(
    document: Document,
    relation: str,
    subject: Entity,
    end: Entity | Value,
    place: tuple[Row, Sheet],
    extractor: str,
    qualifiers: dict[str, QualifierValue],
    confidence: Decimal = SURE,
) -> Claim:
    """Return a claim that one row of a form makes."""
    row, sheet = place
    shown = end.id if isinstance(end, Entity) else end.value
    width = document.text.count("\t", row.start, row.end) + 1
    evidence = passage(document.text, row, sheet, "\t".join(sheet.columns[:width]))
    key = digest(document.id, relation, subject.id, shown, row.start, sorted(qualifiers))
    return Claim(key, relation, subject, end, evidence, extractor, confidence, MappingProxyType(qualifiers))
