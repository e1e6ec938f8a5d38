"""The option that names a decisions file, shared by the commands that read documents or propose merges."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from themegraph.graph.decisions import Decisions

VARIABLE = "THEMEGRAPH_DECISIONS"


def add_decisions(parser: argparse.ArgumentParser) -> None:
    """Add --decisions."""
    parser.add_argument(
        "--decisions",
        metavar="FILE",
        default=os.environ.get(VARIABLE, ""),
        help=f"YAML file that says which names are the same thing (default: ${VARIABLE})",
    )


def decisions_of(options: argparse.Namespace) -> Decisions:
    """Return the decisions that the options name, none without a file; raise RuleError for a faulty file."""
    from themegraph.graph.decisions import NONE, read_decisions
    from themegraph.ontology.registry import load_registry

    return read_decisions(Path(options.decisions), load_registry()) if options.decisions else NONE
