"""The ontology's files as installed with the package: Turtle, SPARQL rules and SPARQL checks."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable

from themegraph.errors import UnknownNameError

#: Turtle files of the `ontology` graph, in the order in which they are read.
GRAPH_FILES = ("theme.ttl", "schemes.ttl", "alignments.ttl")


def _folder() -> Traversable:
    return files("themegraph.ontology")


def read_text(name: str) -> str:
    """Return the text of one file, such as `theme.ttl` or `rules/exposure.rq`.

    Raises `UnknownNameError` where the package holds no such file.
    """
    resource = _folder().joinpath(*name.split("/"))
    if not resource.is_file():
        raise UnknownNameError("no such file in the ontology", where=name, valid=", ".join(GRAPH_FILES))
    return resource.read_text(encoding="utf-8")


def ontology_turtle() -> tuple[str, ...]:
    """Return the Turtle texts that make up the `ontology` graph."""
    return tuple(read_text(name) for name in GRAPH_FILES)


def shapes_turtle() -> str:
    """Return the SHACL shapes as Turtle."""
    return read_text("shapes.ttl")


def rule(name: str) -> str:
    """Return the SPARQL text of one rule: `shortcuts`, `exposure` or `to_rdf12`."""
    return read_text(f"rules/{name}.rq")


def hygiene_checks() -> dict[str, str]:
    """Return the SPARQL text of each hygiene check by name; every row that a check returns is a fault."""
    folder = _folder().joinpath("hygiene")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".rq"))
    return {name.removesuffix(".rq"): read_text(f"hygiene/{name}") for name in names}
