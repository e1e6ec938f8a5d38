"""Processes that `tables.py` measures: the plain way, the store by itself, documents one after another."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox


def plain(folder: Path, target: Path) -> None:
    """Read the files with pandas and write seven triples a row with rdflib: nothing checked, nobody identified."""
    import pandas as pd
    from rdflib import RDF, Graph, Literal, Namespace

    base = Namespace("https://example.org/")
    graph = Graph()
    for path in sorted(folder.iterdir()):
        fund = base[path.stem]
        for number, row in enumerate(_frame(pd, path).itertuples(index=False)):
            node = base[f"{path.stem}/{number}"]
            graph.add((node, RDF.type, base.Holding))
            graph.add((node, base.holder, fund))
            for name, value in zip(("name", "code", "weight", "shares", "source"), row, strict=True):
                graph.add((node, base[name], Literal(value)))
    graph.serialize(target, format="nt", encoding="utf-8")


def _frame(pd: object, path: Path) -> object:
    """Return name, code, weight, shares and file of each row; where the table begins is known beforehand."""
    if path.suffix == ".xlsx":
        columns = ["Name", "Identifier", "Weight", "Shares Held"]
        frame = pd.read_excel(path, skiprows=4, usecols=columns)[columns]  # type: ignore[attr-defined]
    elif path.suffix == ".xml":
        columns = ["name", "cusip", "pctVal", "balance"]
        space = {"n": "http://www.sec.gov/edgar/nport"}
        frame = pd.read_xml(path, xpath="//n:invstOrSec", namespaces=space, dtype={"cusip": str})[columns]  # type: ignore[attr-defined]
    elif "bonds" in path.name:
        columns = ["Name", "CUSIP", "Weight (%)", "Par Value"]
        frame = pd.read_csv(path, skiprows=3, usecols=columns, dtype={"CUSIP": str}, thousands=",")[columns]  # type: ignore[attr-defined]
    else:
        columns = ["Name", "Ticker", "Weight (%)", "Quantity"]
        frame = pd.read_csv(path, skiprows=7, usecols=columns, thousands=",")[columns]  # type: ignore[attr-defined]
    frame["source"] = path.name
    return frame


def alone(made: Path, target: Path) -> None:
    """Write the quads of a store again, a graph at a time, and print the seconds of processor time that it took."""
    source, store = ox.Store.read_only(str(made)), ox.Store(str(target))
    seconds, quads = 0.0, 0
    for graph in source.named_graphs():
        data = source.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b""
        quads += data.count(b"\n")
        start = time.process_time()
        store.bulk_load(data, ox.RdfFormat.N_TRIPLES, to_graph=graph, lenient=True)
        seconds += time.process_time() - start
    start = time.process_time()
    store.flush()
    print(seconds + time.process_time() - start, quads)


def one_by_one(folder: Path, target: Path) -> None:
    """Build the small files in one process and print the seconds of processor time of each."""
    from themegraph.assembly import build
    from themegraph.graph.store import open_store
    from themegraph.loaders.sources import find_sources

    marks: list[float] = []
    with open_store(target) as store:
        found = find_sources([str(folder / "0*")])
        build(found, store, progress=lambda _: marks.append(_spent()))
    *starts, end = marks[:-1] if len(marks) > len(found.candidates) + 1 else marks
    seconds = [later - earlier for earlier, later in zip(starts, [*starts[1:], end], strict=True)]
    print(*seconds[: len(found.candidates) - 1])  # the last one's time holds what follows from all


def _spent() -> float:
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def digest(made: Path) -> str:
    """Return a digest of a store's quads that hangs neither on their order nor on when they were written."""
    total = 0
    for line in _lines(made):
        total = (total + hash_of(line)) % (1 << 128)
    return f"{total:032x}"


def _lines(made: Path) -> Iterator[str]:
    store = ox.Store.read_only(str(made))
    for quad in store.quads_for_pattern(None, None, None, None):
        if not str(quad.graph_name).endswith("/graph/runs>"):
            yield str(quad)


def hash_of(line: str) -> int:
    """Return 128 bits of a line's digest."""
    from hashlib import blake2b

    return int.from_bytes(blake2b(line.encode(), digest_size=16).digest(), "big")


if __name__ == "__main__":
    {"plain": plain, "alone": alone, "one_by_one": one_by_one}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
