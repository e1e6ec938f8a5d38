"""themegraph: documents about an investment theme as a knowledge graph that shows the sentence behind every fact."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

    from themegraph.api import Graph, read
    from themegraph.assembly import Summary, build
    from themegraph.charts import chart_style
    from themegraph.graph.store import EmbeddedStore, open_store
    from themegraph.queries.answer import Answer

__version__ = "0.1.0"
__all__ = ["Answer", "EmbeddedStore", "Graph", "Summary", "__version__", "build", "chart_style", "open_store", "read"]

_HOMES = {
    "Answer": "themegraph.queries.answer",
    "EmbeddedStore": "themegraph.graph.store",
    "Graph": "themegraph.api",
    "Summary": "themegraph.assembly",
    "build": "themegraph.assembly",
    "chart_style": "themegraph.charts",
    "open_store": "themegraph.graph.store",
    "read": "themegraph.api",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that importing the package costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'themegraph' has no attribute '{name}'")
    return getattr(importlib.import_module(_HOMES[name]), name)


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Add %%sparql, %ask and %explain to a notebook: `%load_ext themegraph`."""
    from themegraph.notebook.extension import load

    load(shell)
