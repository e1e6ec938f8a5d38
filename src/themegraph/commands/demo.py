"""themegraph demo: the bundled theme built, asked, checked and drawn."""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from themegraph.commands.build import summary_text
from themegraph.commands.console import note, progress, write
from themegraph.commands.options import STORE_VARIABLE, add_store
from themegraph.commands.validate import verdict

if TYPE_CHECKING:
    from themegraph.graph.graph_store import GraphStore

PAGE = "ai-infrastructure.html"
QUESTIONS: tuple[tuple[str, dict[str, str]], ...] = (
    ("suppliers-of", {"layer": "optical networking"}),
    ("investments-by", {"by": "NVIDIA"}),
    ("market-estimates", {}),
)


def add_arguments(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the store; without one the demo builds in a temporary folder."""
    add_store(parser)
    parser.set_defaults(store=os.environ.get(STORE_VARIABLE) or "")
    parser.add_argument("--page", default=PAGE, metavar="OUT.html", help=f"where to write the page (default: {PAGE})")


def run(options: argparse.Namespace) -> int:
    """Build, ask, validate and draw; 1 if anything of it fell short."""
    from themegraph.assembly import build
    from themegraph.graph.page.write import write_page
    from themegraph.graph.store import open_store
    from themegraph.graph.validate import validate

    with _folder(options.store) as folder, open_store(folder) as store:
        summary = build([], store, progress=partial(progress, quiet=options.quiet))
        write(summary_text(summary, options.store or "temporary"))
        _ask(store)
        findings = validate(store)
        write(f"\n{verdict(findings)}\n")
        page = write_page(store, options.page)
    write(f"wrote {page.path}: {page.things} things, {page.facts} facts\n")
    for failure in summary.failures:
        note(f"themegraph: {failure.reason}")
    return 1 if summary.failures or any(each.severity == "Violation" for each in findings) else 0


def _ask(store: GraphStore) -> None:
    """Print three questions with their answers and the sentences behind them."""
    from themegraph.queries.header import question
    from themegraph.queries.results import table
    from themegraph.queries.run import ask

    for name, parameters in QUESTIONS:
        answer = ask(store, name, parameters, evidence=True)
        given = "".join(f" --{key} '{value}'" for key, value in parameters.items())
        write(f"\n{question(name).summary}\n$ themegraph query {name}{given} --evidence\n\n")
        write(table(answer, width=shutil.get_terminal_size().columns))


@contextmanager
def _folder(given: str) -> Iterator[Path]:
    """Give the folder of the store; a temporary one is gone afterwards."""
    if given:
        yield Path(given)
        return
    with tempfile.TemporaryDirectory(prefix="themegraph-") as made:
        yield Path(made, "store")
