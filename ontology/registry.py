"""The entities that are known beforehand: read the registry's files, check them together, find entries by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from themegraph.errors import RuleError, UnknownNameError
from themegraph.ontology.entry import ID_BASE, RegistryEntry, RegistryFile
from themegraph.ontology.entry_file import read_registry_file
from themegraph.ontology.naming import normalise

BUNDLED = Path(__file__).with_name("registry")
Names = Mapping[str, tuple[RegistryEntry, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Registry:
    """All entries of the files read, in their order, with the ways to find one."""

    files: tuple[RegistryFile, ...]
    entries: tuple[RegistryEntry, ...]
    _by_iri: Mapping[str, RegistryEntry]
    _exact: Names
    _normal: Names
    _tickers: Names
    _ciks: Mapping[str, RegistryEntry]

    def by_id(self, iri: str) -> RegistryEntry:
        """Return the entry of an IRI, or of family/slug; raise UnknownNameError."""
        try:
            return self._by_iri[iri if iri.startswith(ID_BASE) else ID_BASE + iri]
        except KeyError:
            raise UnknownNameError(f"no registry entry '{iri}'", valid="an IRI or family/slug of an entry") from None

    def find(self, name: str) -> tuple[RegistryEntry, ...]:
        """Return the entries that bear a name: by its exact spelling, else by its normal form.

        A homograph answers to its exact spelling only; an acronym keeps its capitals ("us" is not the U.S.).
        """
        exact = self._exact.get(name)
        if exact:
            return exact
        form = normalise(name)
        return self._normal.get(form) or self._normal.get(form.casefold(), ())

    def by_ticker(self, symbol: str, mic: str = "") -> tuple[RegistryEntry, ...]:
        """Return the entries with a ticker symbol, on one exchange where its market identifier code is given."""
        return self._tickers.get(f"{symbol}:{mic}", ())

    def by_cik(self, cik: str) -> RegistryEntry | None:
        """Return the entry with an SEC number, with or without its leading zeros."""
        return self._ciks.get(cik.lstrip("0"))


def load_registry(paths: Sequence[Path] | None = None) -> Registry:
    """Read the bundled registry and, after it, the user's files; raise RuleError with file and line.

    >>> load_registry().by_id("country/us").label
    'United States'
    """
    return _load(tuple(Path(path) for path in paths or ()))


@lru_cache(maxsize=8)
def _load(paths: tuple[Path, ...]) -> Registry:
    return merge_files([*_bundled(), *(read_registry_file(path) for path in paths)])


@lru_cache(maxsize=1)
def _bundled() -> tuple[RegistryFile, ...]:
    return tuple(read_registry_file(path) for path in sorted(BUNDLED.glob("*.yaml")))


def merge_files(files: Iterable[RegistryFile]) -> Registry:
    """Check files together (file names, ids, names, targets) and return them as one registry."""
    files = tuple(files)
    entries = tuple(entry for file in files for entry in file.entries)
    _check_files(files)
    by_iri = _check_ids(entries)
    _check_names(entries)
    _check_targets(entries, by_iri)
    ciks = {entry.cik: entry for entry in entries if entry.cik}
    return Registry(files, entries, by_iri, _exact(entries), _normal(entries), _tickers(entries), ciks)


def _where(entry: RegistryEntry) -> str:
    return f"{entry.file}:{entry.line_start}"


def _check_files(files: tuple[RegistryFile, ...]) -> None:
    seen: set[str] = set()
    for file in files:
        if file.name in seen:
            raise RuleError("two registry files have the same name", where=file.name, valid="a name of its own each")
        seen.add(file.name)


def _check_ids(entries: tuple[RegistryEntry, ...]) -> dict[str, RegistryEntry]:
    by_iri: dict[str, RegistryEntry] = {}
    for entry in entries:
        other = by_iri.setdefault(entry.iri, entry)
        if other is not entry:
            raise RuleError(f"the id '{entry.id}' is taken by {_where(other)}", where=_where(entry), valid="a new id")
    return by_iri


def _check_names(entries: tuple[RegistryEntry, ...]) -> None:
    owners: dict[tuple[str, str], RegistryEntry] = {}
    for entry in entries:
        for name in entry.names:
            other = owners.setdefault((entry.family, normalise(name)), entry)
            if other is not entry:
                what = f"the name '{name}' belongs to '{other.id}' at {_where(other)}"
                raise RuleError(what, where=_where(entry), valid="a name that is unique in its family")


def _check_targets(entries: tuple[RegistryEntry, ...], by_iri: Mapping[str, RegistryEntry]) -> None:
    for entry in entries:
        for predicate, target in (*((link.predicate, link.target) for link in entry.links), ("country", entry.country)):
            if target and target not in by_iri:
                what = f"'{predicate}' names '{target.removeprefix(ID_BASE)}', which no file has"
                raise RuleError(what, where=_where(entry), valid="family/slug of an entry")


def _grouped(pairs: Iterable[tuple[str, RegistryEntry]]) -> Names:
    groups: defaultdict[str, dict[str, RegistryEntry]] = defaultdict(dict)
    for key, entry in pairs:
        groups[key][entry.iri] = entry
    return {key: tuple(found.values()) for key, found in groups.items()}


def _exact(entries: Iterable[RegistryEntry]) -> Names:
    return _grouped((name, entry) for entry in entries for name in entry.names)


def _normal(entries: Iterable[RegistryEntry]) -> Names:
    return _grouped((normalise(name), entry) for entry in entries if not entry.homograph for name in entry.names)


def _tickers(entries: Iterable[RegistryEntry]) -> Names:
    pairs = ((ticker.symbol, ticker.mic, entry) for entry in entries for ticker in entry.tickers)
    return _grouped((f"{symbol}:{mic}", entry) for symbol, code, entry in pairs for mic in ("", code))
