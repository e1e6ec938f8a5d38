"""From the rows of a register to claims: the parts that every register shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from themegraph.graph.claim import EMPTY, Claim, Entity, QualifierValue, Reading, Rejection, Value, digest
from themegraph.loaders.document import Document
from themegraph.loaders.tables.sheet import Row, Sheet, passage
from themegraph.loaders.tables.source import table_source
from themegraph.ontology.codes import canonical, fault_in_code, is_blank
from themegraph.ontology.naming import normalise
from themegraph.ontology.registry import Registry

#: Names of schemes in claims, where they differ from the property that holds the code.
_SCHEME_NAMES = {"symbol": "ticker", "wikidataId": "wikidata", "seriesId": "series"}
#: Codes that a register gives to an organization itself; the others are of its securities.
OWN = frozenset({"lei", "cik", "wikidataId"})


@dataclass(slots=True)
class Record:
    """Collects what the rows of one document say."""

    document: Document
    registry: Registry
    sheet: Sheet
    extractor: str
    header: str = ""
    confidence: Decimal = Decimal(1)
    claims: dict[str, Claim] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)

    def state(
        self,
        row: Row,
        subject: Entity,
        relation: str,
        end: Entity | str,
        qualifiers: Mapping[str, QualifierValue] = EMPTY,
    ) -> None:
        """Add a claim with a row as its evidence."""
        target = Value(end, end) if isinstance(end, str) else end
        words = end if isinstance(end, str) else end.id
        if not words.strip() or words == subject.id:
            return
        told = sorted((name, str(getattr(value, "id", value))) for name, value in qualifiers.items())
        name = digest(self.document.id, relation, subject.id, words, row.start, *told)
        evidence = passage(self.document.text, row, self.sheet, self.header)
        self.claims.setdefault(
            name, Claim(name, relation, subject, target, evidence, self.extractor, self.confidence, dict(qualifiers))
        )

    def identify(self, row: Row, subject: Entity, scheme: str, code: str) -> None:
        """Add the claim that a thing bears a code; one that fails its check is refused by name."""
        if is_blank(code):
            return
        sound = canonical(scheme, code)
        if sound:
            self.state(row, subject, "identifiedAs", sound, {"identifierScheme": _SCHEME_NAMES.get(scheme, scheme)})
        else:
            self.refuse(row, fault_in_code(scheme, code))

    def name(self, row: Row, subject: Entity, other: str, qualifiers: Mapping[str, QualifierValue] = EMPTY) -> None:
        """Add the claim that a thing has another name, where more than capitals and punctuation differ."""
        known = {normalise(name).casefold() for name in (subject.label, *subject.aliases)}
        if other.strip() and normalise(other).casefold() not in known:
            self.state(row, subject, "alsoKnownAs", other, qualifiers)

    def refuse(self, row: Row, reason: str) -> None:
        """Report that a row, or a part of it, is not taken."""
        self.rejections.append(
            Rejection(reason, row.start, row.end, self.document.text[row.start : row.end], self.extractor)
        )

    def reading(self) -> Reading:
        """Return everything as the reading of the document."""
        claims = tuple(self.claims.values())
        entities: dict[int, Entity] = {}
        for claim in claims:
            for part in (claim.subject, claim.object, *claim.qualifiers.values()):
                if isinstance(part, Entity):
                    entities[id(part)] = part
        source = table_source(self.document, self.registry, (*self.notes, *self._left_out()))
        named = tuple(dict.fromkeys(entities.values()))
        return Reading(source, self.document.text, claims, named, tuple(self.rejections))

    def _left_out(self) -> Iterator[str]:
        """Yield one note that tells how much was not taken, and the first reason."""
        if self.rejections:
            first = self.rejections[0]
            more = f", and {len(self.rejections) - 1} more" if len(self.rejections) > 1 else ""
            yield f"not taken: {first.reason} ({' '.join(first.text.split())[:80]}){more}"


def own_codes(codes: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the sound codes of an organization itself as an entity carries them; None of its securities'.

    >>> own_codes({"cik": "320193", "isin": "US0378331005", "lei": "x"})
    (('cik', '0000320193'),)
    """
    found = ((scheme, canonical(scheme, code)) for scheme, code in codes.items() if scheme in OWN)
    return tuple(sorted((scheme, code) for scheme, code in found if code))
