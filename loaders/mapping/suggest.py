"""A first mapping of a table, in YARRRML, to be edited: columns guessed, the guess explained, the rest listed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from themegraph.errors import ReadError
from themegraph.graph.nodes import snake
from themegraph.graph.qualifiers import admitted_by
from themegraph.loaders.document import Document
from themegraph.loaders.mapping.guess import Column, data, guessed
from themegraph.loaders.mapping.outline import Outline, outlines
from themegraph.ontology.terms import AII, RELATIONS, Relation

DATA = "https://example.org/data/"
_PREFIXES = {
    "aii": AII,
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "data": DATA,
}
_HEAD = """\
# A first mapping of {name}, in YARRRML (https://rml.io/yarrrml/spec/). Look it over, mend it, then:
#     themegraph build {name} --mapping THIS-FILE
# or save it beside the table as {name}.mapping.yml, where it needs no option.
# $(…) is the cell of a column. Classes and properties after aii: are in docs/ontology.md.
"""


def suggested(document: Document) -> str:
    """Return a mapping of a document's tables. Raises ReadError where it has none."""
    found = list(outlines(document))
    if not found:
        raise ReadError("no table with a heading", where=document.name, valid="CSV, XLSX, JSON or Parquet with columns")
    lines = [_HEAD.format(name=document.name), "prefixes:"]
    lines += [f"  {name}: {iri}" for name, iri in _PREFIXES.items()]
    lines += ["", "mappings:"]
    several = len(found) > 1
    for number, outline in enumerate(found, start=1):
        lines += _Suggestion(outline, f"-{number}" if several else "").lines()
    return "\n".join(lines) + "\n"


class _Suggestion:
    """The mappings of one table."""

    def __init__(self, outline: Outline, suffix: str) -> None:
        self._outline, self._suffix = outline, suffix
        self._columns = guessed(outline.names, outline.rows)
        self._by_role = {column.role: column for column in self._columns if column.role}
        self._table = next((t for t in data()["tables"] if {t["subject"], t["object"]} <= set(self._by_role)), None)
        self._used: set[str] = set()

    def lines(self) -> Iterator[str]:
        """Yield the lines of the table's mappings."""
        if self._outline.title:
            yield f"  # {_plain(self._outline.title)}"
        things = [column for column in self._columns if column.role in data()["classes"] and self._names(column)]
        for column in things:
            yield from self._thing(column, self._codes_of(column, things))
        if self._table is not None:
            yield from self._fact(RELATIONS[self._table["relation"]], self._table)
        else:
            yield from self._open(things)
        yield from self._left()

    def _names(self, column: Column) -> bool:
        """Whether a column's things get a description: those at the ends of a fact, and whoever estimates."""
        ends = (self._table["subject"], self._table["object"]) if self._table else ()
        return column.role in ends or not ends or (column.role == "publisher" and bool(self._admits("publisher")))

    def _admits(self, role: str) -> list[str]:
        """Return the qualifiers that a column of a role fills in the table's relation: a date is a start and an end."""
        names = data()["qualifiers"].get(role, ())
        admitted = admitted_by(RELATIONS[self._table["relation"]]) if self._table else frozenset()
        found = [name for name in names if name in admitted]
        return found if role == "date" else found[:1]

    def _thing(self, column: Column, codes: Sequence[Column]) -> Iterator[str]:
        self._used.add(column.name)
        yield f"  {column.role}{self._suffix}:"
        yield from self._sources()
        yield f"    s: {_text(self._iri(column))}"
        yield "    po:"
        yield f"      - [a, aii:{data()['classes'][column.role]}]{_why(column)}"
        yield f"      - [skos:prefLabel, {_text(_cell(column))}]"
        for code in codes:
            self._used.add(code.name)
            name = "aii:hasTicker" if code.role == "ticker" else f"aii:{code.role}"
            yield f"      - [{name}, {_text(_cell(code))}]{_why(code)}"
        yield ""

    def _codes_of(self, column: Column, things: Sequence[Column]) -> list[Column]:
        """Return the columns of codes that belong to a column's things: those behind it, before the next one's."""
        names = [each.name for each in self._columns]
        places = [names.index(each.name) for each in things]
        own = names.index(column.name)
        coded = data()["coded_by_name"]
        codes = [each for each in self._columns if each.role in coded]
        nearest = {c.name: max((p for p in places if p < names.index(c.name)), default=min(places)) for c in codes}
        kinds = ("Company", "Fund", "Organization", "Index")
        if data()["classes"][column.role] not in kinds:
            return []
        return [code for code in codes if nearest[code.name] == own]

    def _fact(self, relation: Relation, table: Mapping[str, str]) -> Iterator[str]:
        subject, target = self._by_role[table["subject"]], self._by_role[table["object"]]
        name = snake(relation.node_class).replace("_", "-")
        yield f"  {name}{self._suffix}:"
        yield from self._sources()
        yield f"    s: {_text(self._node(name, subject, target))}"
        yield "    po:"
        yield f"      - [a, aii:{relation.node_class}]"
        yield f"      - [aii:{relation.subject_role}, {_text(self._iri(subject) + '~iri')}]"
        if not relation.object_is_literal:
            yield f"      - [aii:{relation.object_role}, {_text(self._iri(target) + '~iri')}]"
        for column in self._columns:
            names = self._admits(column.role) if column.name not in self._used or column.role == "publisher" else ()
            for name in names:
                self._used.add(column.name)
                yield from self._qualifier(name, column)
        yield ""

    def _qualifier(self, name: str, column: Column) -> Iterator[str]:
        if column.role == "publisher":
            yield f"      - [aii:{name}, {_text(self._iri(column) + '~iri')}]{_why(column)}"
            return
        if not column.scale:
            yield f"      - [aii:{name}, {_text(_cell(column))}]{_why(column)}"
        else:
            power = f"e{column.scale}"
            say = f"  # {power}: the heading says so; + and {power} make it a number as XML Schema writes it"
            yield f"      - [aii:{name}, {_text(f'+{_cell(column)}{power}')}, xsd:double]{say}"
        if name == "amount" and "currency" not in self._by_role:
            if column.currency:
                yield f"      - [aii:currency, {column.currency}]  # from the heading or the cells"
            else:
                yield "      # - [aii:currency, USD]  # which currency? an amount without one is not taken"

    def _open(self, things: Sequence[Column]) -> Iterator[str]:
        ends = ", ".join(_plain(column.name) for column in things) or "no column"
        yield f"  # What the rows state could not be guessed ({ends} named as things). A statement looks like this:"
        yield "  # investment:"
        for line in self._sources():
            yield f"  #{line[1:]}"
        yield "  #   s: data:investment/$(column)/$(column)"
        yield "  #   po:"
        yield "  #     - [a, aii:Investment]"
        yield "  #     - [aii:investor, data:company/$(column)~iri]"
        yield "  #     - [aii:investee, data:company/$(column)~iri]"
        yield ""

    def _left(self) -> Iterator[str]:
        left = [column for column in self._columns if column.name not in self._used]
        if left:
            yield "  # not used:"
        for column in left:
            why = f"; {column.why}" if column.why not in ("", "by its name") else ""
            yield f"  #   {_plain(column.name)} (such as {_plain(column.sample) or 'nothing'}{why})"
        yield ""

    def _sources(self) -> Iterator[str]:
        yield "    sources:"
        yield f"      - {self._outline.source}"

    def _iri(self, column: Column) -> str:
        family = data()["classes"][column.role].lower()
        return f"data:{family}/{_cell(column)}"

    def _node(self, name: str, subject: Column, target: Column) -> str:
        """Return the subject of statements: of the ends, and what tells two of the same ends apart where it is always there."""
        telling = [c for c in self._columns if c.role in ("date", "start", "publisher") and c.filled]
        parts = [_cell(subject), *([_cell(target)] if target.role != "amount" else ()), *map(_cell, telling)]
        return f"data:{name}/{'/'.join(dict.fromkeys(parts))}"


def _cell(column: Column) -> str:
    """Return the reference to a column; brackets that are not in pairs stand behind a backslash."""
    name = column.name.replace("\\", "\\\\")
    depth = 0
    paired = True
    for character in name:
        depth += {"(": 1, ")": -1}.get(character, 0)
        paired = paired and depth >= 0
    if depth or not paired:
        name = name.replace("(", "\\(").replace(")", "\\)")
    return f"$({name})"


def _why(column: Column) -> str:
    return f"  # {column.why}" if column.why and column.why != "by its name" else ""


def _text(words: str) -> str:
    """Return words as a YAML scalar within a flow list, quoted where they need it."""
    plain = all(c.isalnum() or c in "$()/:+-_.~ " for c in words) and ": " not in words and " #" not in words
    return words if plain and words[:1] not in "-" and words.isprintable() else json.dumps(words, ensure_ascii=False)


def _plain(words: str) -> str:
    """Return words of a file for a comment: one line, and nothing that ends it."""
    return json.dumps(" ".join(words.split())[:60], ensure_ascii=True)
