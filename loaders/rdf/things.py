"""The things that a file of someone else's vocabulary speaks of, as entities of ours."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from pyoxigraph import BlankNode, Literal, NamedNode

from themegraph.graph.claim import Entity
from themegraph.graph.hostile import fault_in_label, one_line
from themegraph.graph.vocabulary import TYPE
from themegraph.loaders.extraction.identity import unknown_entity
from themegraph.loaders.extraction.lexicon import entity_of
from themegraph.loaders.identifiers.parties import legal_entity, named_company, registrant, unnamed
from themegraph.loaders.rdf.rules import Path, Step, Vocabulary
from themegraph.loaders.rdf.statements import Statements, Term
from themegraph.ontology.codes import SCHEMES
from themegraph.ontology.entry import FAMILIES, ID_BASE, RegistryEntry
from themegraph.ontology.registry import Registry
from themegraph.ontology.terms import CLASSES

LONGEST_NAME = 300
_GENERAL = ("http://www.w3.org/2004/02/skos/core#prefLabel", "http://www.w3.org/2000/01/rdf-schema#label")
_ALPHA_2 = re.compile(r"(?:.*[/#])?([A-Z]{2})")


@dataclass(frozen=True, slots=True)
class Code:
    """A code that the file gives a thing, and the lines that say so; none where its name holds it."""

    scheme: str
    code: str
    lines: tuple[int, ...] = ()


class Things:
    """Entities of a file, each made once for a class."""

    def __init__(self, statements: Statements, vocabularies: Sequence[Vocabulary], registry: Registry) -> None:
        self._statements, self._vocabularies, self._registry = statements, vocabularies, registry
        self._kinds: defaultdict[Term, set[str]] = defaultdict(set)
        for vocabulary in vocabularies:
            for thing in vocabulary.things:
                for term, _ in statements.of_class(thing.iris, thing.via or (TYPE.value,)):
                    self._kinds[term].add(thing.type)
        self._made: dict[tuple[Term, str], Entity | None] = {}
        self._codes_of: dict[Term, tuple[Code, ...]] = {}
        self._by_code = {
            (scheme, code): entry
            for entry in registry.entries
            for scheme, code in (
                ("lei", entry.lei),
                ("cik", entry.cik.zfill(10) if entry.cik else ""),
                ("wikidataId", entry.wikidata),
            )
            if code
        }

    def of(self, term: Term, fitting: Iterable[str], fallback: str = "") -> Entity | None:
        """Return a term as an entity of one of the fitting classes; None where the file says that it is none of them.

        `fallback` is the class of what says nothing of its kind. A text names an entity of that class.
        """
        kind = self._kind(term, frozenset(fitting), fallback)
        if kind == fallback and kind and term not in self._kinds:
            kind = self._known_kind(term, frozenset(fitting)) or kind
        if not kind:
            return None
        if (term, kind) not in self._made:
            self._made[term, kind] = self._entity(term, kind)
        return self._made[term, kind]

    def known(self) -> Iterator[tuple[Term, Entity]]:
        """Yield the named things whose class a vocabulary gives, in a settled order."""
        for term in sorted(self._kinds, key=str):
            entity = self.of(term, CLASSES) if self._label(term) else None
            if entity is not None:
                yield term, entity

    def codes(self, term: Term) -> tuple[Code, ...]:
        """Return the sound codes of a thing, in the order of the rules."""
        if term not in self._codes_of:
            self._codes_of[term] = tuple(code for code in self._all_codes(term) if sound(code))
        return self._codes_of[term]

    def aliases(self, term: Term) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Yield the other names of a thing with their lines."""
        for vocabulary in self._vocabularies:
            for path in (*vocabulary.names, *vocabulary.aliases):
                for end, lines in self._statements.follow(term, path):
                    if isinstance(end, Literal) and _is_name(end.value):
                        yield one_line(end.value), lines

    def faulty_codes(self) -> Iterator[Code]:
        """Yield the codes that cannot be codes of their scheme."""
        for term in sorted(self._kinds, key=str):
            yield from (code for code in self._all_codes(term) if not sound(code))

    def _all_codes(self, term: Term) -> Iterator[Code]:
        for vocabulary in self._vocabularies:
            for scheme, path in vocabulary.codes:
                for end, lines in self._statements.follow(term, path):
                    if isinstance(end, Literal):
                        yield Code(scheme, normal_code(scheme, end.value), lines)
            for scheme, path in vocabulary.perhaps:
                for end, lines in self._statements.follow(term, path):
                    code = Code(scheme, normal_code(scheme, end.value), lines) if isinstance(end, Literal) else None
                    if code is not None and sound(code):
                        yield code
            for scheme, pattern in vocabulary.iri_codes:
                found = pattern.search(term.value) if isinstance(term, NamedNode) else None
                if found:
                    yield Code(scheme, found[1])

    def _kind(self, term: Term, fitting: frozenset[str], fallback: str) -> str:
        stated = self._kinds.get(term, set())
        fit = sorted(
            (name for name in stated if fitting.intersection(CLASSES.get(name, ()))),
            key=lambda n: (-len(CLASSES[n]), n),
        )
        if fit:
            return fit[0]
        return "" if stated else fallback

    def _known_kind(self, term: Term, fitting: frozenset[str]) -> str:
        """Return the class of the one fitting thing in the registry that has the name of a thing of unsaid class."""
        name = self._label(term) or _local_name(term)
        found = {
            entry.iri: entry.type for entry in self._registry.find(name) if fitting.intersection(CLASSES[entry.type])
        }
        return next(iter(found.values())) if len(found) == 1 else ""

    def _entity(self, term: Term, kind: str) -> Entity | None:
        label = self._label(term)
        codes = {code.scheme: code.code for code in reversed(self.codes(term))}
        name = label or _local_name(term) or next(iter(codes.values()), "")
        if not _is_name(name):
            return None
        if isinstance(term, NamedNode) and term.value.startswith(ID_BASE):
            return self._own(term.value, label, kind)
        found = self._registered(term, name, kind, codes)
        entity = entity_of(found) if found else self._unknown(label, name, kind, codes)
        return replace(entity, identifiers=tuple(sorted({**dict(entity.identifiers), **codes}.items())))

    def _unknown(self, label: str, name: str, kind: str, codes: dict[str, str]) -> Entity:
        """Return the entity of a thing that the registry lacks: by its code where it has one, else by its name."""
        organization = "Organization" in CLASSES[kind]
        if organization and "lei" in codes:
            return replace(legal_entity(codes["lei"], label, self._registry), identifiers=())
        if organization and "cik" in codes:
            return replace(registrant(codes["cik"], label, self._registry), identifiers=())
        if "wikidataId" in codes and FAMILIES.get(kind):
            shown = label or unnamed(codes["wikidataId"])
            return Entity(f"{ID_BASE}{FAMILIES[kind]}/wikidata-{codes['wikidataId'].lower()}", shown, kind, (), False)
        if organization and label:
            return named_company(label, self._registry) if kind == "Company" else unknown_entity(label, kind)
        return unknown_entity(name, kind)

    def _own(self, iri: str, label: str, kind: str) -> Entity:
        """Return the thing that one of our own names stands for."""
        entry = next((entry for entry in self._registry.entries if entry.iri == iri), None)
        words = re.sub(r"^x-|-[0-9a-f]{8}$", "", iri.rpartition("/")[2]).replace("-", " ")
        return entity_of(entry) if entry else Entity(iri, label or words, kind, (), False)

    def _registered(self, term: Term, name: str, kind: str, codes: dict[str, str]) -> RegistryEntry | None:
        """Return the registry's entry of a code, else of the name where no code speaks against it."""
        for pair in codes.items():
            if pair in self._by_code:
                return self._by_code[pair]
        if kind == "Country" and (code := _ALPHA_2.fullmatch(name if isinstance(term, Literal) else term.value)):
            return next(
                (entry for entry in self._registry.entries if entry.type == kind and entry.code == code[1]), None
            )
        same = [
            entry for entry in self._registry.find(name) if kind in CLASSES[entry.type] or entry.type in CLASSES[kind]
        ]
        own = {"lei": same[0].lei, "wikidataId": same[0].wikidata} if len(same) == 1 else {}
        clash = any(codes.get(scheme, code) != code for scheme, code in own.items() if code)
        return same[0] if len(same) == 1 and not clash else None

    def _label(self, term: Term) -> str:
        if isinstance(term, Literal):
            return one_line(term.value) if _is_name(term.value) else ""
        for path in self._name_paths():
            found = [
                end
                for end, _ in self._statements.follow(term, path)
                if isinstance(end, Literal) and _is_name(end.value)
            ]
            if found:
                return one_line(min(found, key=_preference).value)
        return ""

    def _name_paths(self) -> Iterator[Path]:
        for vocabulary in self._vocabularies:
            yield from vocabulary.names
        yield from ((Step((iri,)),) for iri in _GENERAL)


def sound(code: Code) -> bool:
    """Whether a code has the form and the check digits of its scheme."""
    return code.scheme not in SCHEMES or SCHEMES[code.scheme](code.code)


def normal_code(scheme: str, text: str) -> str:
    """Return a code as its scheme writes it.

    >>> normal_code("cik", "320193"), normal_code("isin", "us0000000002 ")
    ('0000320193', 'US0000000002')
    """
    plain = "".join(text.split()).upper()
    return plain.zfill(10) if scheme == "cik" and plain.isdecimal() else plain


def _is_name(text: str) -> bool:
    return len(text) <= LONGEST_NAME and not fault_in_label(one_line(text))


def _preference(literal: Literal) -> tuple[int, str, str]:
    """Order names: English, then without a language, then the others."""
    language = (literal.language or "").lower()
    rank = 0 if language.split("-")[0] == "en" else 1 if not language else 2
    return rank, language, literal.value


def _local_name(term: Term) -> str:
    """Return the last part of an IRI as words."""
    if not isinstance(term, NamedNode) or isinstance(term, BlankNode):
        return ""
    return one_line(re.sub(r"[_+]", " ", unquote(re.split(r"[/#:]", term.value.rstrip("/#"))[-1])))
