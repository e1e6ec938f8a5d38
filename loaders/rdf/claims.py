"""Claims from the statements of a file by the rules of its vocabularies; the statements' lines are the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal, NamedNode, Triple

from themegraph.graph.claim import Claim, Entity, QualifierValue, Value, digest
from themegraph.graph.hostile import fault_in_label, one_line
from themegraph.graph.qualifiers import DATES, kind_of
from themegraph.graph.vocabulary import TYPE
from themegraph.loaders.rdf.rules import FactRule, Vocabulary
from themegraph.loaders.rdf.statements import Reached, Statements, Term
from themegraph.loaders.rdf.things import Code, Things
from themegraph.ontology.terms import RANGES, RELATIONS, Relation

SURE = Decimal(1)


class Claims:
    """Makes the claims of one document."""

    def __init__(self, document: str, statements: Statements, things: Things) -> None:
        self._document, self._statements, self._things = document, statements, things

    def of(self, vocabularies: Sequence[Vocabulary]) -> Iterator[Claim]:
        """Yield the claims of all rules, then those of codes and further names."""
        for vocabulary in vocabularies:
            for rule in vocabulary.facts:
                yield from self._by_rule(rule, f"rdf/{vocabulary.name}@1", vocabulary.confidence)
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
        target = self._object(object_term, relation, rule.object_type)
        if subject is None or target is None:
            return None
        qualifiers, more = self._qualifiers(start, rule)
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
            qualifiers=qualifiers,
        )

    def _object(self, term: Term, relation: Relation, fallback: str) -> Entity | Value | None:
        if not relation.object_is_literal:
            return self._things.of(term, relation.object_types, fallback)
        if not isinstance(term, Literal) or fault_in_label(one_line(term.value)):
            return None
        return Value(term.value, one_line(term.value))

    def _qualifiers(self, start: Term, rule: FactRule) -> tuple[Mapping[str, QualifierValue], set[int]]:
        """Return the qualifiers that the file gives, and the lines that give them."""
        found: dict[str, QualifierValue] = dict(rule.given)
        lines: set[int] = set()
        for name, path in rule.qualifiers:
            for end, way in self._statements.follow(start, path)[:1]:
                value = self._value(name, end)
                if value is not None:
                    found[name] = value
                    lines.update(way)
        first, last = found.get(DATES[0]), found.get(DATES[1])
        if first is not None or last is not None:
            found[DATES[2]] = "day"
        return found, lines

    def _value(self, name: str, term: Term) -> QualifierValue | None:
        if kind_of(name) == "entity":
            return self._things.of(term, RANGES[name], RANGES[name][0])
        return read_value(name, term.value) if isinstance(term, Literal) else None

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


def read_value(name: str, text: str) -> QualifierValue | None:
    """Return a text as the value of a qualifier, None where it is none.

    >>> read_value("startDate", "2017-10-02T00:00:00.000Z"), read_value("amount", "many")
    (datetime.date(2017, 10, 2), None)
    """
    kind = kind_of(name)
    try:
        if kind == "date":
            return date.fromisoformat(text[:10])
        if kind == "decimal":
            number = Decimal(text[:60])
            return number if number.is_finite() else None
        if kind == "integer":
            return int(text[:40])
    except (ValueError, InvalidOperation):
        return None
    if kind == "boolean":
        return text in ("true", "1")
    return one_line(text) or None
