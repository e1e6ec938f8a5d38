"""Claims from the statements of a file by the rules of its vocabularies; the statements' lines are the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Triple

from themegraph.errors import ReadError
from themegraph.graph.claim import Claim, Entity, QualifierValue, Value, digest
from themegraph.graph.hostile import fault_in_label, one_line
from themegraph.graph.qualifiers import DATES, admitted_by, kind_of
from themegraph.graph.vocabulary import TYPE
from themegraph.loaders.rdf.rules import FactRule, Vocabulary
from themegraph.loaders.rdf.statements import Reached, Statements, Term
from themegraph.loaders.rdf.things import Code, Things
from themegraph.loaders.rdf.values import MONEY, Period, currency_of, period, read_value
from themegraph.ontology.terms import AIIX, RANGES, RELATIONS, Relation

SURE = Decimal(1)
_FIGURES = ("amount", "percent", "quantity", "startDate")
_PRECISIONS = ("day", "week", "month", "quarter", "half", "year", "unknown")


class Claims:
    """Makes the claims of one document; `faults` are values that could not be read, with the lines that hold them."""

    def __init__(self, document: str, statements: Statements, things: Things) -> None:
        self._document, self._statements, self._things = document, statements, things
        self.faults: dict[tuple[str, tuple[int, ...]], None] = {}

    def of(self, vocabularies: Sequence[Vocabulary]) -> Iterator[Claim]:
        """Yield the claims of all rules, then those of codes and further names."""
        yield from self.facts(vocabularies)
        yield from self.descriptions()

    def facts(self, vocabularies: Sequence[Vocabulary], extractor: str = "rdf") -> Iterator[Claim]:
        """Yield the claims of all rules."""
        for vocabulary in vocabularies:
            for rule in vocabulary.facts:
                yield from self._by_rule(rule, f"{extractor}/{vocabulary.name}@1", vocabulary.confidence)

    def descriptions(self) -> Iterator[Claim]:
        """Yield the claims of codes and further names."""
        for term, entity in self._things.known():
            yield from (self._code(entity, code) for code in self._things.codes(term) if code.lines)
            yield from self._names(term, entity)

    def _by_rule(self, rule: FactRule, extractor: str, confidence: Decimal) -> Iterator[Claim]:
        relation = RELATIONS[rule.relation]
        for start, number in self._starts(rule):
            if self._void(start, rule):
                continue
            subjects = self._statements.follow(start, rule.subject) if rule.subject else [(start, number)]
            for subject in subjects:
                for target in self._statements.follow(start, rule.object):
                    ends = (target, subject) if rule.inverse else (subject, target)
                    claim = self._claim(start, rule, relation, ends, extractor, confidence)
                    if claim is not None:
                        yield claim

    def _starts(self, rule: FactRule) -> Iterator[tuple[Term, tuple[int, ...]]]:
        """Yield where a rule begins: nodes of its class, or the subjects of its first property."""
        if rule.nodes:
            for term, number in self._statements.of_class(rule.nodes, (TYPE.value,)):
                yield term, (() if rule.subject else (number,))
        else:
            numbers = self._statements.using(rule.object[0].iris)
            quads = self._statements.quads
            for subject in dict.fromkeys(quads[number].subject for number in numbers):
                if not isinstance(subject, Triple):
                    yield subject, ()

    def _void(self, start: Term, rule: FactRule) -> bool:
        """Whether the file says that a statement does not hold."""
        return any(
            isinstance(end, NamedNode) and end.value in iris
            for path, iris in rule.unless
            for end, _ in self._statements.follow(start, path)
        )

    def _claim(
        self,
        start: Term,
        rule: FactRule,
        relation: Relation,
        ends: tuple[Reached, Reached],
        extractor: str,
        confidence: Decimal,
    ) -> Claim | None:
        (subject_term, subject_lines), (object_term, object_lines) = ends
        subject = self._things.of(subject_term, relation.subject_types, rule.subject_type)
        qualifiers, more = self._qualifiers(start, rule)
        target = self._object(object_term, relation, rule, qualifiers)
        if subject is None or target is None:
            return None
        claimant = qualifiers.pop("claimant", None)
        if not MONEY.intersection(qualifiers):
            qualifiers.pop("currency", None)  # that of an amount which is not there
        lines = {*subject_lines, *object_lines} if rule.nodes else {*(object_lines or subject_lines)}
        passage = self._statements.passage(lines | (more & set(self._statements.about(start))))
        end = target.id if isinstance(target, Entity) else target.value
        return Claim(
            id=digest(self._document, extractor, relation.name, subject.id, end, passage.start, passage.end),
            predicate=relation.name,
            subject=subject,
            object=target,
            passage=passage,
            extractor=extractor,
            confidence=confidence,
            qualifiers={name: value for name, value in qualifiers.items() if name in admitted_by(relation)},
            claimant=claimant if isinstance(claimant, Entity) else None,
        )

    def _object(
        self, term: Term, relation: Relation, rule: FactRule, qualifiers: Mapping[str, QualifierValue]
    ) -> Entity | Value | None:
        if not relation.object_is_literal:
            return self._things.of(term, relation.object_types, rule.object_type)
        if not rule.object:
            return _figure(qualifiers)
        if not isinstance(term, Literal) or fault_in_label(one_line(term.value)):
            return None
        return Value(term.value, one_line(term.value))

    def _qualifiers(self, start: Term, rule: FactRule) -> tuple[dict[str, QualifierValue], set[int]]:
        """Return the qualifiers that the file gives, and the lines that give them."""
        found: dict[str, QualifierValue] = dict(rule.given)
        periods: dict[str, Period] = {}
        lines: set[int] = set()
        for name, path in rule.qualifiers:
            for end, way in self._statements.follow(start, path)[:1]:
                try:
                    if name in DATES[:2] and isinstance(end, Literal):
                        periods[name] = period(end.value)
                    else:
                        found |= self._values(name, end)
                except ReadError as error:
                    self.faults[f"{name}: {error.what}; it is left out", way] = None
                else:
                    lines.update(way)
        return _dated(found, periods), lines

    def _values(self, name: str, term: Term) -> dict[str, QualifierValue]:
        """Return the value of a qualifier; an amount that bears a sign of a currency gives that too."""
        if name == "claimant" or kind_of(name) == "entity":
            entity = self._things.of(term, RANGES[name], _usual(RANGES[name]))
            if entity is None:
                raise ReadError(f"{str(term)[:100]} names no {' or '.join(RANGES[name][:3])}")
            return {name: entity}
        if isinstance(term, NamedNode) and term.value.startswith(AIIX):
            return {name: term.value.removeprefix(AIIX)}
        if not isinstance(term, Literal):
            raise ReadError(f"{str(term)[:100]} is no value")
        value = read_value(name, term.value)
        currency = currency_of(term.value) if name in MONEY else ""
        return {name: value} | ({"currency": currency} if currency else {})

    def _code(self, entity: Entity, code: Code) -> Claim:
        passage = self._statements.passage(code.lines)
        return Claim(
            id=digest(self._document, "code", entity.id, code.scheme, code.code, passage.start),
            predicate="identifiedAs",
            subject=entity,
            object=Value(code.code, code.code),
            passage=passage,
            extractor="rdf/codes@1",
            confidence=SURE,
            qualifiers={"identifierScheme": code.scheme.removesuffix("Id")},
        )

    def _names(self, term: Term, entity: Entity) -> Iterator[Claim]:
        seen = {entity.label}
        for name, lines in self._things.aliases(term):
            if name in seen:
                continue
            seen.add(name)
            passage = self._statements.passage(lines)
            yield Claim(
                id=digest(self._document, "name", entity.id, name, passage.start),
                predicate="alsoKnownAs",
                subject=entity,
                object=Value(name, name),
                passage=passage,
                extractor="rdf/names@1",
                confidence=SURE,
            )


def _dated(found: dict[str, QualifierValue], periods: Mapping[str, Period]) -> dict[str, QualifierValue]:
    """Return qualifiers with the days of their periods: from the first day of the start to the last of the end."""
    if DATES[0] in periods:
        found[DATES[0]] = periods[DATES[0]].first
    if DATES[1] in periods:
        found[DATES[1]] = periods[DATES[1]].last
    if periods:
        coarsest = max((each.precision for each in periods.values()), key=_PRECISIONS.index)
        found.setdefault(DATES[2], coarsest)
    return found


def _figure(qualifiers: Mapping[str, QualifierValue]) -> Value | None:
    """Return the figure that a statement is about, in words, where no property has it as a text."""
    words = qualifiers.get("valueText")
    if isinstance(words, str):
        return Value(words, one_line(words))
    low, high = (qualifiers.get(name) for name in ("lowerBound", "upperBound"))
    number = next((qualifiers[name] for name in _FIGURES if name in qualifiers), None)
    shown = f"{low:f} to {high:f}" if isinstance(low, Decimal) and isinstance(high, Decimal) else ""
    shown = f"{number:f}" if isinstance(number, Decimal) else number.isoformat() if isinstance(number, date) else shown
    if not shown:
        return None
    unit = "percent" if "amount" not in qualifiers and "percent" in qualifiers else ""
    unit = unit or str(qualifiers.get("currency", qualifiers.get("unit", "")))
    return Value(f"{shown} {unit}".strip(), f"{shown} {unit}".strip())


def _usual(names: Sequence[str]) -> str:
    """Return the class of what says nothing of its kind: a company or product where it may be one."""
    return next(
        (name for name in ("Company", "Product") if name in names), "Organization" if "Party" in names else names[0]
    )
