"""US-listed companies: names, ticker symbols and SEC numbers, read from a table only when a name asks for them."""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

from themegraph.ontology.company_key import without_form
from themegraph.ontology.entry import FAMILIES, ID_BASE, RegistryEntry, Ticker

TABLE = Path(__file__).with_name("listed.tsv.gz")
FILE = "listed.tsv"
SOURCE = "SEC company_tickers.json"
_PREFIX = "cik-"
_TAILS = ("holding", "group", "group holding", "holding group")


def is_listed(iri: str) -> bool:
    """Tell whether an IRI is one that only the list of US-listed companies gives.

    >>> is_listed(ID_BASE + "organization/cik-0000000042"), is_listed(ID_BASE + "organization/x-foo-12345678")
    (True, False)
    """
    return iri.startswith(ID_BASE) and iri.rpartition("/")[2].startswith(_PREFIX)


def listed_iri(cik: str, kind: str) -> str:
    """Return the IRI of a listed company or fund.

    >>> listed_iri("42", "Company").removeprefix(ID_BASE)
    'organization/cik-0000000042'
    """
    return f"{ID_BASE}{FAMILIES[kind]}/{_PREFIX}{cik.zfill(10)}"


class Listed:
    """The table, ready to be searched. Keys are those of `themegraph.ontology.company_key`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines = text.split("\n")[:-1]

    def keyed(self, key: str) -> tuple[RegistryEntry, ...]:
        """Return the companies whose names, without legal form, have this key."""
        return tuple(self._entry(number) for number in self._numbers(key))

    def shortened(self, key: str) -> tuple[RegistryEntry, ...]:
        """Return the companies whose names have this key before "Holdings" or "Group"."""
        return tuple(entry for tail in _TAILS for entry in self.keyed(f"{key} {tail}"))

    def by_ticker(self, symbol: str) -> RegistryEntry | None:
        """Return the company with a ticker symbol; share classes may be spelt with a dot or a hyphen."""
        numbers = _index(self, "ticker").get(symbol.replace(".", "-"), ())
        return self._entry(numbers[0]) if numbers else None

    def by_iri(self, iri: str) -> RegistryEntry | None:
        """Return the company of an IRI."""
        numbers = _index(self, "cik").get(iri.rpartition(_PREFIX)[2].lstrip("0"), ()) if is_listed(iri) else ()
        entry = self._entry(numbers[0]) if numbers else None
        return entry if entry is not None and entry.iri == iri else None

    def holds(self, iri: str) -> bool:
        """Tell whether the table has the company of an IRI."""
        numbers = _index(self, "cik").get(iri.rpartition(_PREFIX)[2].lstrip("0"), ()) if is_listed(iri) else ()
        return bool(numbers) and listed_iri(*self._lines[numbers[0]].split("\t")[3:1:-1]) == iri

    def opening(self, word: str) -> int:
        """Return how many names begin with a word, so that one shared by several tells none of them."""
        first = bisect_left(self._lines, word)
        return sum(1 for _ in self._while(first, (word + " ", word + "\t")))

    def _numbers(self, key: str) -> tuple[int, ...]:
        wanted = key + "\t"
        return tuple(self._while(bisect_left(self._lines, wanted), (wanted,))) if key else ()

    def _while(self, number: int, prefixes: tuple[str, ...]) -> Iterator[int]:
        while number < len(self._lines) and self._lines[number].startswith(prefixes):
            yield number
            number += 1

    def rows(self) -> Iterator[tuple[str, str, str, str, str]]:
        """Yield key, name, class, CIK and ticker symbols of every company, in the order of the table."""
        for line in self._lines:
            key, name, kind, cik, tickers = line.split("\t")
            yield key, name, kind, cik, tickers

    def _entry(self, number: int) -> RegistryEntry:
        line = self._lines[number]
        _, name, kind, cik, tickers = line.split("\t")
        start = _starts(self)[number]
        label = without_form(name)
        return RegistryEntry(
            iri=listed_iri(cik, kind),
            type=kind,
            label=label,
            legal=name if name != label else "",
            source=SOURCE,
            file=FILE,
            line_start=number + 1,
            line_end=number + 1,
            start=start,
            end=start + len(line),
            text=line,
            tickers=tuple(Ticker(symbol, "") for symbol in tickers.split()),
            cik=cik,
        )


@lru_cache(maxsize=8)
def _starts(listed: Listed) -> tuple[int, ...]:
    """Return where each line begins."""
    return tuple(accumulate((len(line) + 1 for line in listed.text.split("\n")), initial=0))


@lru_cache(maxsize=8)
def _index(listed: Listed, name: str) -> Mapping[str, tuple[int, ...]]:
    """Return the numbers of the lines by CIK or by ticker symbol."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, (_, _, _, cik, tickers) in enumerate(listed.rows()):
        for key in [cik] if name == "cik" else tickers.split():
            found[key].append(number)
    return {key: tuple(numbers) for key, numbers in found.items()}


@lru_cache(maxsize=1)
def load_listed() -> Listed:
    """Read the bundled table.

    >>> [entry.label for entry in load_listed().keyed("ballard power system")]
    ['Ballard Power Systems']
    """
    return Listed(gzip.decompress(TABLE.read_bytes()).decode("utf-8"))
