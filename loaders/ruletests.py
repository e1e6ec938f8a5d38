"""Lint rule files and run their sentences: what is wrong, at which line, and what would be valid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from themegraph.errors import RuleError
from themegraph.graph.claim import LIVE, Claim, Entity
from themegraph.loaders.extraction.engine import extract
from themegraph.loaders.extraction.examples import document_of
from themegraph.loaders.extraction.pattern import Pattern
from themegraph.loaders.extraction.rules import Example, Rule, RuleFile, load_rules, read_rule_file
from themegraph.loaders.extraction.vocabulary import load_vocabulary
from themegraph.loaders.probing import slow_patterns
from themegraph.loaders.rulelint import impossible, matches_nothing, patterns_of, unknown_places
from themegraph.loaders.rulesets import rule_text
from themegraph.loaders.sources import shown
from themegraph.ontology.terms import CLAIM_QUALIFIERS, RELATIONS

LEAST = 3  # sentences that must match, and as many that must not
_ID = re.compile(r"\s*-\s*\{?\s*id:\s*[\"']?([\w-]+)")
_FREE_NAMES = {"amount", "percent", "period", "from", "to", "asOf", "note"}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a rule file; `line` is 0 where it is the file's as a whole."""

    path: str
    line: int
    what: str
    valid: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.what}" + (f" (valid: {self.valid})" if self.valid else "")


@dataclass(frozen=True, slots=True)
class Checked:
    """A rule file with its faults, and what is only worth a look; `file` is None where it could not be read at all."""

    path: str
    file: RuleFile | None
    faults: tuple[Fault, ...]
    notes: tuple[Fault, ...] = ()


def check_files(paths: Iterable[Path]) -> Iterator[Checked]:
    """Check rule files one after another, each for itself and for ids that another has."""
    owners = {rule.id: f"the bundled {file.path}" for file in load_rules() for rule in file.rules}
    bundled = {file.path for file in load_rules()}
    for path in paths:
        name = shown(str(path))
        try:
            text = rule_text(path)
            file = read_rule_file(text, name, load_vocabulary())
        except RuleError as error:
            yield Checked(name, None, (_fault_of(error, name),))
            continue
        itself = path.name in bundled and path.resolve().parent == Path(__file__).resolve().parent / "relations"
        lines = _lines_of(text)
        slow = slow_patterns([pattern for rule in file.rules for _, pattern in patterns_of(rule)])
        faults = [*_repeated(file, {} if itself else owners, lines), *_linted(file, lines, slow), *_too_few(file)]
        faults += () if slow else _failing(file)
        yield Checked(name, file, tuple(sorted(faults, key=lambda fault: fault.line)), tuple(_unused(file, lines)))


def _fault_of(error: RuleError, name: str) -> Fault:
    place = error.where.removeprefix(name).lstrip(":").partition(":")[0]
    return Fault(name, int(place) if place.isdecimal() else 0, error.what, error.valid)


def _lines_of(text: str) -> dict[str, list[int]]:
    """Return the lines on which rules name themselves."""
    found: dict[str, list[int]] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if named := _ID.match(line):
            found.setdefault(named[1], []).append(number)
    return found


def _line(rule: Rule, lines: dict[str, list[int]], which: int = 0) -> int:
    places = lines.get(rule.id.partition("/")[2].partition("@")[0], [])
    return places[which] if -len(places) <= which < len(places) else 0


def _repeated(file: RuleFile, owners: dict[str, str], lines: dict[str, list[int]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for rule in file.rules:
        if rule.id in seen:
            yield Fault(file.path, _line(rule, lines, -1), f"the rule id {rule.id} occurs twice", "an id of its own")
        elif (other := owners.setdefault(rule.id, file.path)) != file.path:
            what = f"the rule id {rule.id} is taken by {other}"
            yield Fault(file.path, _line(rule, lines), what, "another file name or id")
        seen.add(rule.id)


def _unused(file: RuleFile, lines: dict[str, list[int]]) -> Iterator[Fault]:
    """Say which slots only stand in a pattern; nothing reads them."""
    for rule in file.rules:
        unused = sorted(set(rule.pattern.slots) - set(_used(rule)))
        if unused:
            what = f"rule {rule.id}: nothing reads the slot {', '.join(unused)}"
            yield Fault(file.path, _line(rule, lines), what, "a key that names it, unless it only has to stand there")


def _linted(file: RuleFile, lines: dict[str, list[int]], slow: Sequence[Pattern]) -> Iterator[Fault]:
    """Say what in a file's patterns can never match, matches everywhere, or takes too long."""
    for rule in file.rules:
        found = [*unknown_places(rule), *_unknown_qualifiers(rule)]
        for key, pattern in patterns_of(rule):
            name = f"{key} “{pattern.source.removesuffix(' $')}”"
            found += [(f"{name} {what}", valid) for what, valid in impossible(pattern)]
            if matches_nothing(pattern):
                found.append((f"{name} is content with no word at all", "a word or slot that is not optional"))
            if pattern in slow:
                what = "may take minutes over one sentence; the sentences of this file were not run"
                found.append((f"{name} {what}", "fewer ***, ... and optional parts"))
        yield from (Fault(file.path, _line(rule, lines), f"rule {rule.id}: {what}", valid) for what, valid in found)


def _unknown_qualifiers(rule: Rule) -> Iterator[tuple[str, str]]:
    """Say which qualifiers a rule gives that its relation has not."""
    for emission in rule.emissions:
        relation = RELATIONS[emission.relation]
        known = {*relation.identity, *relation.qualifiers, *CLAIM_QUALIFIERS}
        given = {*(emission.qualifiers or {})} - _FREE_NAMES | {*emission.fixed}
        for name in sorted(given - known):
            yield f"{emission.relation} has no qualifier {name}", ", ".join(sorted(known))


def _used(rule: Rule) -> Iterator[str]:
    """Yield every slot that a rule's emissions, templates and guards may read."""
    for emission in rule.emissions:
        relation = RELATIONS[emission.relation]
        yield from (*relation.identity, *relation.qualifiers, *CLAIM_QUALIFIERS, *_FREE_NAMES)
        yield from (emission.when.lstrip("!"), emission.claimant, *(emission.qualifiers or {}).values())
        for end in (emission.subject, emission.object, *emission.fixed.values()):
            words = str(end)
            yield words
            yield from (slot for slot in rule.pattern.slots if slot in words)
    yield from (slot for slot in rule.pattern.slots if slot.endswith("_way"))


def _too_few(file: RuleFile) -> Iterator[Fault]:
    matching = sum(bool(example.claims) for example in file.examples)
    for count, which in ((matching, "that match"), (len(file.examples) - matching, "that must not match")):
        if count < LEAST:
            yield Fault(file.path, 0, f"{count} sentences {which}", f"at least {LEAST}")


def _failing(file: RuleFile) -> Iterator[Fault]:
    for example in file.examples:
        yield from (Fault(file.path, example.line, what) for what in failures(file, example))


def failures(file: RuleFile, example: Example) -> list[str]:
    """Run a sentence with its file's rules and say how the claims differ from those that it names."""
    claims = [c for c in extract(document_of(example), rules=file.rules).claims if c.status in LIVE]
    found = "; ".join(spelled(claim) for claim in claims) or "nothing"
    if not example.claims:
        return [f"must find nothing in “{example.text}”, found {found}"] if claims else []
    missing = [expected for expected in example.claims if not any(matches(claim, expected) for claim in claims)]
    return [f"did not find “{expected}” in “{example.text}”, found {found}" for expected in missing]


def spelled(claim: Claim) -> str:
    """Return a claim as an example writes it."""
    values = (f"{key}={getattr(value, 'label', value)}" for key, value in claim.qualifiers.items())
    return " | ".join([claim.subject.label, claim.predicate, claim.object.label, " ".join(values)]).removesuffix(" | ")


def matches(claim: Claim, expected: str) -> bool:
    """Whether a claim is the one that “subject | relation | object | key=value …” names; `key=` says it has none."""
    subject, predicate, thing, *rest = [part.strip() for part in expected.split("|")]
    labels = {claim.object.label.casefold()}
    if not isinstance(claim.object, Entity):
        labels.add(claim.object.value.casefold())
    same = (claim.subject.label.casefold(), claim.predicate) == (subject.casefold(), predicate)
    return same and thing.casefold() in labels and all(_qualified(claim, *pair) for pair in _pairs(" ".join(rest)))


def _pairs(text: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for word in text.split():
        key, sign, value = word.partition("=")
        if sign:
            pairs.append((key, value))
        elif pairs:
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]} {word}")
    return pairs


def _qualified(claim: Claim, key: str, value: str) -> bool:
    found = claim.claimant.label if key == "claimant" and claim.claimant else claim.qualifiers.get(key)
    return str(found) == value if value else found is None
