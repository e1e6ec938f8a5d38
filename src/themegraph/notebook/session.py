"""Which graph a magic speaks of: a variable of the notebook, a folder, or an address."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from themegraph.api import Graph
from themegraph.errors import StoreError, UsageError
from themegraph.graph.remote.profile import is_address

STORE_VARIABLE = "THEMEGRAPH_STORE"
DEFAULT_STORE = "themegraph-store"


@contextmanager
def graph_of(names: Mapping[str, object], store: str = "") -> Iterator[Graph]:
    """Give the graph that `--store` names; without it the notebook's own, else the default store.

    A graph of the notebook stays open; one that is opened here is read only and closed behind.
    """
    own = own_graph(names, store)
    if own is not None:
        yield own
        return
    place = store or os.environ.get(STORE_VARIABLE) or DEFAULT_STORE
    if not is_address(place) and not Path(place).exists():
        what = f"there is no store '{place}'" if store else f"no graph is open, and there is no store '{place}'"
        raise StoreError(what, valid="graph = themegraph.Graph(…), or --store PATH or a variable")
    with Graph(place, read_only=True) as opened:
        yield opened


def own_graph(names: Mapping[str, object], store: str = "") -> Graph | None:
    """Return the graph of a variable: the one of this name, or without a name the only one, or `graph`."""
    if store:
        found = names.get(store)
        return found if isinstance(found, Graph) else None
    # IPython keeps results in _, __, _1 …: these are no choice of the user.
    mine = {name: value for name, value in names.items() if isinstance(value, Graph) and not name.startswith("_")}
    distinct = {id(value): value for value in mine.values()}
    if len(distinct) > 1 and "graph" not in mine:
        raise UsageError("several graphs are open", valid=", ".join(f"--store {name}" for name in sorted(mine)))
    return mine.get("graph") or next(iter(distinct.values()), None)
