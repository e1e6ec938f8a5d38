"""The sources of a mapping: files beside the mapping by their plain names; everything else is refused."""

from __future__ import annotations

from themegraph.errors import RuleError
from themegraph.loaders.mapping.located import Items, Located, Table, Text
from themegraph.loaders.mapping.model import RowSource

FORMULATIONS = {
    "csv": "csv", "tsv": "csv", "xlsx": "csv", "xls": "csv", "excel": "csv", "parquet": "csv",
    "json": "json", "jsonpath": "json", "jsonl": "json",
}  # fmt: skip
_KNOWN = frozenset({"access", "referenceFormulation", "iterator", "type", "delimiter", "encoding"})
_VALID = "[file.csv~csv], [file.json~jsonpath, '$.deals[*]'], or access, referenceFormulation, iterator"


def sources_of(given: Located, known: Table, where: str) -> tuple[RowSource, ...]:
    """Return the sources of one mapping; `known` are those that the file names."""
    items = given if isinstance(given, Items) else Items([given])
    if items and all(isinstance(each, Text) for each in items) and "~" in str(items[0]):
        items = Items([items])  # one source, written without its inner list
    return tuple(_source(each, known, where) for each in items)


def _source(given: Located, known: Table, where: str) -> RowSource:
    place = f"{where}:{given.line}"
    if isinstance(given, Text):
        if "~" in given:
            return _short(Items([given]), place)
        if given not in known:
            raise RuleError(f"the source '{given[:80]}' is not declared", where=place, valid=", ".join(known) or _VALID)
        return _source(known[given], Table(), where)
    return _short(given, place) if isinstance(given, Items) else _long(given, place)


def _short(given: Items, place: str) -> RowSource:
    """Return a source of the form [file~formulation, iterator]."""
    if not 1 <= len(given) <= 2 or not all(isinstance(each, Text) for each in given):
        raise RuleError("a source that is no [file~formulation, iterator]", where=place, valid=_VALID)
    file, _, formulation = str(given[0]).rpartition("~")
    return RowSource(file_name(file, place), _formulation(formulation, place), str(given[1]) if len(given) > 1 else "")


def _long(given: Table, place: str) -> RowSource:
    for name in given:
        if name not in _KNOWN:
            raise RuleError(f"'{name[:40]}' in a source: only files are read", where=place, valid=_VALID)
    kind = str(given.get("type", "localfile"))
    if kind not in ("localfile", "file"):
        raise RuleError(f"a source of type '{kind[:40]}': only files are read", where=place, valid=_VALID)
    file = str(given.get("access", ""))
    formulation = str(given.get("referenceFormulation", file.rpartition(".")[2]))
    return RowSource(file_name(file, place), _formulation(formulation, place), str(given.get("iterator", "")))


def _formulation(name: str, place: str) -> str:
    if name.lower() not in FORMULATIONS:
        raise RuleError(f"the formulation '{name[:40]}'", where=place, valid=", ".join(FORMULATIONS))
    return FORMULATIONS[name.lower()]


def file_name(name: str, place: str) -> str:
    """Return the plain name of a file: a mapping never leads to another folder or server."""
    if "://" in name or name.startswith("//"):
        raise RuleError(f"the source {name[:200]} is elsewhere, and nothing is fetched", where=place, valid=_VALID)
    plain = name.removeprefix("./")
    if not plain or plain in (".", "..") or any(c in plain for c in "/\\\0$") or plain[1:2] == ":":
        raise RuleError(f"the source '{name[:200]}' is no file beside the mapping", where=place, valid=_VALID)
    return plain
