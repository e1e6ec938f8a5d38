"""The terms of a mapping in YARRRML: subjects, properties, objects with datatype or language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from themegraph.errors import RuleError
from themegraph.loaders.mapping.located import Items, Located, Table, Text
from themegraph.loaders.mapping.model import Parts, Reference, TermMap, TermType
from themegraph.loaders.mapping.prefixes import SCHEMES, expanded
from themegraph.loaders.mapping.template import parts_of

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_TAG = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_MEANT = re.compile(r"(?P<words>.*)~(?P<kind>iri|literal|blank|lang|[A-Za-z-]{2,12}~lang|\w+)", re.DOTALL)
_TYPES: Mapping[str, TermType] = {"iri": "iri", "literal": "literal", "blank": "blank"}
NAMES = {"value": "value", "v": "value", "type": "type", "datatype": "datatype", "language": "language"}
_LIKE_PREFIXED = re.compile(r"([A-Za-z][\w-]*:)(?!:)\S*\Z")
_HAS_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


class Terms:
    """Reads terms with the prefixes of one mapping."""

    def __init__(self, where: str, prefixes: Mapping[str, str]) -> None:
        self._where, self._prefixes = where, prefixes

    def fail(self, what: str, at: Located, valid: str) -> RuleError:
        """Return an error at a place of the mapping."""
        return RuleError(what, where=f"{self._where}:{at.line}", valid=valid)

    def words(self, given: Located, what: str) -> Text:
        """Return what has to be plain words."""
        if not isinstance(given, Text):
            raise self.fail(f"{what} is no text", given, "words, or $(column)")
        return given

    def iri(self, given: Located) -> TermMap:
        """Return a subject or property: an IRI; `a` is rdf:type."""
        text = self.words(given, "a subject or property")
        if text == "a":
            return TermMap((TYPE,), "iri")
        return TermMap(self._iri_parts(text, text), "iri")

    def subject(self, given: Located) -> TermMap:
        """Return a subject; an empty one is a blank node for each row."""
        if isinstance(given, Table):
            entry = self._entry(given)
            if entry.get("type") == "blank":
                return TermMap((), "blank")
            given = entry.get("value", Text("", given.line))
        text = self.words(given, "a subject")
        if not text:
            return TermMap((), "blank")
        made = self._meant(text)
        if made.type == "literal" and self._suffix(text):
            raise self.fail("a subject that is a literal", given, "an IRI or a blank node")
        return made if made.type == "blank" else TermMap(self._iri_parts(self._plain(text), text), "iri")

    def object(self, given: Located, *, more: str = "") -> TermMap:
        """Return an object; `more` is the datatype or `de~lang` behind it in a list of three."""
        if isinstance(given, Items) and given:
            second = self.words(given[1], "a datatype or language") if len(given) > 1 else Text("", given.line)
            return self.object(given[0], more=more or second)
        if isinstance(given, Table):
            return self._from_table(self._entry(given), given)
        text = self.words(given, "an object")
        return self._with(self._meant(text), more, given) if more else self._meant(text)

    def datatype(self, given: Text) -> str:
        """Return the IRI of a datatype."""
        parts = self._iri_parts(given, given)
        if len(parts) != 1 or isinstance(parts[0], Reference):
            raise self.fail(f"the datatype '{given[:80]}' depends on a cell", given, "xsd:decimal, xsd:date, …")
        return parts[0]

    def _from_table(self, entry: Table, given: Table) -> TermMap:
        if "value" not in entry:
            raise self.fail("an object without a value", given, "{value: …, datatype: …}")
        made = self._meant(self.words(entry["value"], "a value"))
        if "type" in entry:
            kind = str(entry["type"])
            if kind not in _TYPES:
                raise self.fail(f"the type '{kind[:40]}'", given, "iri, literal, blank")
            made = self._as(made, _TYPES[kind], self.words(entry["value"], "a value"))
        if "datatype" in entry:
            made = self._with(made, self.words(entry["datatype"], "a datatype"), given)
        if "language" in entry:
            made = self._with(made, f"{entry['language']}~lang", given)
        return made

    def _entry(self, given: Table) -> Table:
        """Return a table with its names in full; an unknown one is an error."""
        unknown = [name for name in given if name not in NAMES]
        if unknown:
            raise self.fail(f"'{unknown[0][:80]}' is not understood", given, ", ".join(sorted(set(NAMES.values()))))
        return Table({NAMES[name]: value for name, value in given.items()})

    def _meant(self, text: Text) -> TermMap:
        """Return the term of words: an IRI where they say so or are one, else a literal."""
        kind, plain = self._suffix(text), self._plain(text)
        if kind.endswith("lang"):
            return self._with(TermMap(self._parts(plain, text), "literal"), kind, text)
        if kind:
            return self._as(TermMap((), "literal"), _TYPES[kind], Text(plain, text.line))
        parts = self._parts(plain, text)
        if parts and isinstance(parts[0], str) and self._is_iri(parts[0]):
            return TermMap(self._iri_parts(plain, text), "iri")
        if parts and isinstance(parts[0], str) and (found := _LIKE_PREFIXED.match(parts[0])):
            valid = f"declare it under 'prefixes', or write '{text[:40]}~literal'; known: {', '.join(self._prefixes)}"
            raise self.fail(f"the prefix '{found[1]}' is not declared", text, valid)
        return TermMap(parts or ("",), "literal")

    def _as(self, made: TermMap, kind: TermType, text: Text) -> TermMap:
        if kind == "iri":
            return TermMap(self._iri_parts(self._plain(text), text), "iri")
        if kind == "blank":
            return TermMap(self._parts(self._plain(text), text), "blank")
        return TermMap(self._parts(self._plain(text), text), "literal")

    def _with(self, made: TermMap, more: str, at: Located) -> TermMap:
        if made.type != "literal":
            made = replace(made, type="literal")
        if more.endswith("~lang"):
            tag = more.removesuffix("~lang")
            if not _TAG.fullmatch(tag):
                raise self.fail(f"'{tag[:40]}' is no language", at, "a tag such as en, de-CH")
            return replace(made, language=tag.lower())
        return replace(made, datatype=self.datatype(Text(more, at.line)))

    def _suffix(self, text: str) -> str:
        found = _MEANT.fullmatch(text)
        kind = found["kind"] if found else ""
        return kind if kind in _TYPES or kind.endswith("~lang") else ""

    def _plain(self, text: str) -> str:
        return text[: -len(self._suffix(text)) - 1] if self._suffix(text) else text

    def _is_iri(self, start: str) -> bool:
        """Whether words begin as an IRI does: with a scheme or a prefix that is known."""
        head, colon, _ = start.partition(":")
        found = _HAS_SCHEME.match(start)
        return bool(colon and head in self._prefixes) or bool(found and found[1].lower() in SCHEMES)

    def _parts(self, text: str, at: Text) -> Parts:
        try:
            return parts_of(text)
        except ValueError as error:
            raise self.fail(str(error), at, "$(column)") from error

    def _iri_parts(self, text: str, at: Text) -> Parts:
        """Return the parts of an IRI, its prefix written out."""
        parts = self._parts(text, at)
        if not parts:
            raise self.fail("an empty IRI", at, "an IRI, prefix:name, or $(column)")
        if isinstance(parts[0], Reference):
            return parts
        try:
            return (expanded(parts[0], self._prefixes), *parts[1:])
        except LookupError as error:
            valid = f"declare it under 'prefixes'; known: {', '.join(self._prefixes)}"
            raise self.fail(str(error.args[0]), at, valid) from error
