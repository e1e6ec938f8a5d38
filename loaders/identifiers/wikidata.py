"""Items of Wikidata: names, codes and the statements that the table of properties gives a meaning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from themegraph.graph.claim import Entity, QualifierValue, Reading
from themegraph.loaders.document import Document
from themegraph.loaders.holdings.companies import companies_of
from themegraph.loaders.identifiers.parties import lei_iri, unnamed
from themegraph.loaders.identifiers.venues import exchange_entity
from themegraph.loaders.identifiers.writing import Record, own_codes
from themegraph.loaders.tables.sheet import Row
from themegraph.ontology.classes import CLASSES
from themegraph.ontology.codes import canonical
from themegraph.ontology.listed import listed_iri
from themegraph.ontology.registry import Registry
from themegraph.ontology.relations import RELATIONS
from themegraph.ontology.wikidata import Meaning, item_iri, wikidata

_LANGUAGES = ("en", "mul", "en-gb", "en-us")  # whose label is shown, the first that there is


@dataclass(frozen=True, slots=True)
class _Fact:
    """One row: what it states, its value, its language or rank, its qualifiers."""

    row: Row
    field: str
    value: str
    rank: str
    qualifiers: dict[str, str]


def read(document: Document, registry: Registry) -> Reading:
    """Return the claims of items; a deprecated statement or one that has ended is reported, not asserted."""
    sheet = document.sheets[0]
    record = Record(document, registry, sheet, "registers/wikidata@1", "\t".join(sheet.columns))
    facts: defaultdict[str, list[_Fact]] = defaultdict(list)
    for row in sheet.rows:
        item, field, value, rank, qualifiers = row.cells[:5]
        facts[item].append(_Fact(row, field, value, rank, _pairs(qualifiers)))
    items = {item: _entity(item, found, registry) for item, found in facts.items()}
    for item, found in facts.items():
        writing = _Item(record, items[item], items, {items[item].label, *items[item].aliases})
        for fact in found:
            writing.add(fact)
    return record.reading()


def _pairs(qualifiers: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in qualifiers.split("; ") if "=" in part)


def _entity(item: str, facts: Sequence[_Fact], registry: Registry) -> Entity:
    """Return the known company that an item's codes or number name, else one that the item's number names."""
    table = wikidata()
    live = [fact for fact in facts if fact.rank != "deprecated"]
    codes = {table.identifiers[f.field]: f.value for f in live if f.field in table.identifiers} | {"wikidataId": item}
    companies = companies_of(registry)
    numbered = next((entry.iri for entry in registry.entries if entry.wikidata == item), "")
    known = [
        company.entity
        for company in (
            companies.by_lei.get(codes.get("lei", "")),
            companies.by_cik.get(canonical("cik", codes.get("cik", ""))),
        )
        if company is not None
    ]
    known += [c.entity for among in companies.by_name.values() for c in among if numbered and c.entity.id == numbered]
    own = own_codes(codes)
    if len({entity.id for entity in known}) == 1:
        return Entity(known[0].id, known[0].label, known[0].type, known[0].aliases, identifiers=own)
    labels = {fact.rank: fact.value for fact in facts if fact.field == "label"}
    shown = [labels[language] for language in (*_LANGUAGES, *sorted(labels)) if labels.get(language)]
    label = shown[0] if shown else unnamed(item)
    kind = _class(live)
    return Entity(_iri(item, kind, dict(own)), label, kind, (), False, own)


def _iri(item: str, kind: str, own: Mapping[str, str]) -> str:
    """Return the IRI of an unknown thing by the code that every register would name it by, else by its item."""
    if "Organization" in CLASSES[kind]:
        if "cik" in own:
            return listed_iri(own["cik"], kind)
        if "lei" in own:
            return lei_iri(own["lei"], kind)
    return item_iri(item, kind)


def _class(facts: Sequence[_Fact]) -> str:
    table = wikidata()
    told = [table.classes[f.value] for f in facts if f.field == table.class_property and f.value in table.classes]
    if told:
        return told[0]
    return "Company" if any(f.field in table.company_properties for f in facts) else "NamedThing"


@dataclass(frozen=True, slots=True)
class _Item:
    """One item on its way to claims."""

    record: Record
    entity: Entity
    items: dict[str, Entity]
    said: set[str]

    def add(self, fact: _Fact) -> None:
        """Add what one row says."""
        table = wikidata()
        if fact.field == "id":
            self.record.identify(fact.row, self.entity, "wikidataId", fact.value)
        elif fact.field in {"label", "alias"}:
            self._name(fact, fact.value, {} if fact.rank in _LANGUAGES else {"note": f"in {fact.rank}"})
        elif fact.field in {*table.identifiers, *table.relations, *table.texts}:
            self._statement(fact)

    def _name(self, fact: _Fact, name: str, given: dict[str, QualifierValue]) -> None:
        if name and name not in self.said:
            self.said.add(name)
            self.record.state(fact.row, self.entity, "alsoKnownAs", name, given)

    def _statement(self, fact: _Fact) -> None:
        table = wikidata()
        ended = fact.qualifiers.get(table.end_qualifier, "")
        if fact.rank == "deprecated":
            self.record.refuse(fact.row, f"the statement of {fact.field} is deprecated")
        elif ended and fact.field not in table.relations:
            self.record.refuse(fact.row, f"the statement of {fact.field} ended in {ended}")
        elif fact.field in table.identifiers:
            self.record.identify(fact.row, self.entity, table.identifiers[fact.field], fact.value)
        elif table.texts.get(fact.field) == "alsoKnownAs":
            self._name(fact, fact.value, {})
        elif fact.field in table.texts:
            self._relate(fact, table.texts[fact.field], self.entity, fact.value, {})
        else:
            self._link(fact, table.relations[fact.field], ended)

    def _link(self, fact: _Fact, meaning: Meaning, ended: str) -> None:
        """Add a statement whose value is an item."""
        other = self._other(fact.value, meaning.value)
        dated = "startDate" in RELATIONS[meaning.relation].qualifiers
        if ended and not dated:
            self.record.refuse(fact.row, f"the statement of {fact.field} ended in {ended}")
            return
        given = _period(fact) if dated else {}
        subject, target = (other, self.entity) if meaning.inverse else (self.entity, other)
        self._relate(fact, meaning.relation, subject, target, given)
        ticker = fact.qualifiers.get(wikidata().ticker_qualifier, "")
        if ticker and meaning.relation == "listedOn":
            self._relate(fact, "hasTicker", self.entity, ticker, {"listingVenue": other})

    def _relate(
        self, fact: _Fact, relation: str, subject: Entity, target: Entity | str, given: dict[str, QualifierValue]
    ) -> None:
        shape = RELATIONS[relation]
        fits = subject.type in shape.subject_types and (isinstance(target, str) or target.type in shape.object_types)
        if fits:
            self.record.state(fact.row, subject, relation, target, given)
        else:
            self.record.refuse(fact.row, f"{fact.field} does not fit: {relation} is of other kinds of things")

    def _other(self, item: str, kind: str) -> Entity:
        """Return the entity of another item: described here, an exchange of the table, else known by its number alone."""
        table = wikidata()
        if item in self.items:
            return self.items[item]
        if item in table.exchanges:
            found = exchange_entity(table.exchanges[item], self.record.registry)
            if found is not None:
                return found
        own = (("wikidataId", item),) if canonical("wikidataId", item) else ()
        return Entity(item_iri(item, kind), unnamed(item), kind, (), False, own)


def _period(fact: _Fact) -> dict[str, QualifierValue]:
    """Return the days between which a statement holds, where its qualifiers give whole days."""
    table = wikidata()
    found: dict[str, QualifierValue] = {}
    for name, qualifier in (("startDate", table.start_qualifier), ("endDate", table.end_qualifier)):
        try:
            found |= {name: date.fromisoformat(fact.qualifiers.get(qualifier, "")), "datePrecision": "day"}
        except ValueError:
            continue
    return found
