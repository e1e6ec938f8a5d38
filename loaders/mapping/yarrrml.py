"""A mapping in YARRRML: its core is read, what would run code or reach beyond the table at hand is refused by name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from themegraph.errors import RuleError
from themegraph.loaders.mapping.located import LARGEST, Items, Located, Table, Text, located
from themegraph.loaders.mapping.model import Join, Mapping, PredicateObjects, RowMap, RowSource, TermMap
from themegraph.loaders.mapping.prefixes import PREFIXES
from themegraph.loaders.mapping.sources import sources_of
from themegraph.loaders.mapping.terms import Terms

BASE = "http://example.com/base/"
_TOP = {
    "prefixes": "prefixes", "base": "base", "sources": "sources", "source": "sources", "mappings": "mappings",
    "mapping": "mappings", "m": "mappings", "authors": "authors", "author": "authors", "a": "authors",
    "version": "version",
}  # fmt: skip
_MAP = {
    "sources": "sources", "source": "sources", "subjects": "subjects", "subject": "subjects", "s": "subjects",
    "predicateobjects": "po", "predicateobject": "po", "po": "po", "graphs": "graphs", "graph": "graphs", "g": "graphs",
}  # fmt: skip
_SAYS = {
    "predicates": "predicates", "predicate": "predicates", "p": "predicates", "objects": "objects",
    "object": "objects", "o": "objects", "datatype": "datatype", "language": "language", "graphs": "graphs",
    "graph": "graphs", "g": "graphs",
}  # fmt: skip
_REFUSED = {
    "function": "functions", "fn": "functions", "f": "functions", "functions": "functions", "parameters": "functions",
    "pms": "functions", "condition": "conditions other than a join", "targets": "targets", "target": "targets",
    "t": "targets", "external": "external references", "quoted": "RDF-star", "quotedNonAsserted": "RDF-star",
    "gather": "collections", "inversepredicates": "inverse properties", "inversepredicate": "inverse properties",
    "i": "inverse properties",
}  # fmt: skip
_VALID = "prefixes, sources, mappings with sources, s and po; joins with equal"
Pairs = tuple[tuple[str, str], ...]


def yarrrml(data: bytes, where: str) -> Mapping:
    """Return the mapping that a file holds. Raises RuleError, naming the line, for what is malformed or refused."""
    if len(data) > LARGEST:
        raise RuleError(f"larger than {LARGEST:,} bytes", where=where, valid="a mapping, not a table")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RuleError("not UTF-8", where=f"{where}, offset {error.start}", valid="a mapping in UTF-8") from error
    return _Reader(located(text, where), where).mapping(hashlib.sha256(data).hexdigest())


class _Reader:
    """Reads one file."""

    def __init__(self, given: Located, where: str) -> None:
        self._where = where
        self._terms = Terms(where, {})
        self._top = self._named(given, _TOP, "the mapping")
        prefixes = self._table(self._top.get("prefixes", Table()), "prefixes")
        own = {name: str(self._terms.words(value, "a prefix")) for name, value in prefixes.items()}
        self._terms = Terms(where, {**PREFIXES, **own})
        self._notes: dict[str, None] = {}

    def mapping(self, digest: str) -> Mapping:
        """Return the whole mapping."""
        known = self._table(self._top.get("sources", Table()), "sources")
        maps = self._table(self._top.get("mappings", Table()), "mappings")
        if not maps:
            raise RuleError("no mapping in it", where=self._where, valid=_VALID)
        base = self._terms.words(self._top.get("base", Text(BASE)), "the base")
        made = tuple(self._map(name, given, known) for name, given in maps.items())
        names = {each.name for each in made}
        for each in made:
            for join in (o for says in each.says for o in says.objects if isinstance(o, Join)):
                if join.map not in names:
                    where = f"{self._where}:{each.line}"
                    raise RuleError(f"a join with '{join.map}', which is no mapping", where=where, valid=str(names))
        return Mapping(self._where, digest, base, made, tuple(self._notes))

    def _map(self, name: str, given: Located, known: Table) -> RowMap:
        table = self._named(given, _MAP, f"the mapping '{name}'")
        if "sources" not in table:
            raise self._terms.fail(f"the mapping '{name}' has no source", given, "sources: [[file.csv~csv]]")
        if "graphs" in table:
            self._unused("graphs")
        return RowMap(
            name=str(name),
            sources=sources_of(table["sources"], known, self._where),
            subjects=tuple(map(self._terms.subject, _several(table.get("subjects", Text("", given.line))))),
            says=tuple(self._says(each) for each in _listed(table.get("po", Items()))),
            line=given.line,
        )

    def _says(self, given: Located) -> PredicateObjects:
        if isinstance(given, Items):
            if not 2 <= len(given) <= 3:
                raise self._terms.fail("a list that is no [property, object]", given, "[property, object, datatype]")
            more = self._terms.words(given[2], "a datatype or language") if len(given) == 3 else ""
            predicates, objects = _several(given[0]), _several(given[1])
        else:
            table = self._named(given, _SAYS, "a property and its objects")
            if "graphs" in table:
                self._unused("graphs")
            more = str(table.get("datatype", "")) or (f"{table['language']}~lang" if "language" in table else "")
            predicates, objects = _several(table.get("predicates", Items())), _several(table.get("objects", Items()))
        if not predicates or not objects:
            raise self._terms.fail("a property without an object, or the reverse", given, "[property, object]")
        return PredicateObjects(
            tuple(map(self._terms.iri, predicates)), tuple(self._object(o, more) for o in objects), given.line
        )

    def _object(self, given: Located, more: str) -> TermMap | Join:
        if isinstance(given, Table) and any(name in given for name in ("mapping", "mappings", "m")):
            return self._join(given)
        if isinstance(given, Table):
            self._refuse(given)
        return self._terms.object(given, more=more)

    def _join(self, given: Table) -> Join:
        target = next(given[name] for name in ("mapping", "mappings", "m") if name in given)
        conditions = _listed(given.get("condition", given.get("conditions", Items())))
        pairs = tuple(self._pair(each) for each in conditions)
        return Join(str(self._terms.words(target, "a mapping's name")), pairs)

    def _pair(self, given: Located) -> tuple[str, str]:
        """Return the two columns of a condition that they are equal."""
        table = given if isinstance(given, Table) else Table()
        function = next((table[name] for name in ("function", "fn", "f") if name in table), Text(""))
        parameters = next((table[name] for name in ("parameters", "pms") if name in table), Items())
        values = [part for each in _listed(parameters) for part in _compared(each)]
        columns = [Terms(self._where, {}).object(Text(value, given.line)).references for value in values]
        if str(function) not in ("equal", "idlab-fn:equal") or [len(names) for names in columns] != [1, 1]:
            valid = "function: equal, parameters: [[str1, $(own)], [str2, $(other)]]"
            raise self._terms.fail("a condition that is no plain join", given, valid)
        return columns[0][0], columns[1][0]

    def _named(self, given: Located, names: dict[str, str], what: str) -> Table:
        """Return a table with its names in full."""
        table = self._table(given, what)
        self._refuse(table, names)
        made = Table()
        made.line = table.line
        for name, value in table.items():
            if name not in names:
                raise self._terms.fail(f"'{name[:80]}' is not understood in {what}", value, ", ".join(names))
            made[names[name]] = value
        return made

    def _refuse(self, table: Table, names: dict[str, str] | None = None) -> None:
        for name in table:
            if name in _REFUSED and name not in (names or {}):
                raise self._terms.fail(f"'{name}': {_REFUSED[name]} are not run", table[name], _VALID)

    def _table(self, given: Located, what: str) -> Table:
        if not isinstance(given, Table):
            raise self._terms.fail(f"{what} is no table of names", given, "name: value")
        return given

    def _unused(self, what: str) -> None:
        self._notes[f"the mapping's {what} are not used: all that a document says is in its own graph"] = None


def _listed(given: Located) -> Items:
    """Return a list; one thing by itself is a list of it."""
    return given if isinstance(given, Items) else Items([given])


def _several(given: Located) -> Items:
    """Return one or several terms as a list."""
    return _listed(given)


def _compared(given: Located) -> Iterator[str]:
    """Yield the value of a function's parameter."""
    if isinstance(given, Items) and len(given) >= 2 and isinstance(given[1], Text):
        yield given[1]
    elif isinstance(given, Table):
        value = given.get("value", given.get("v"))
        if isinstance(value, Text):
            yield value


__all__ = ["RowSource", "yarrrml"]
