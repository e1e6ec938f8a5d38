"""The labels of the things in a store on this machine, for completing a name: read straight from the database."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox

from themegraph.ontology.classes import CLASSES

AII, SKOS = "https://w3id.org/ai-infrastructure/ontology/", "http://www.w3.org/2004/02/skos/core#"
LABEL = ox.NamedNode(SKOS + "prefLabel")
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
CURRENT = ox.NamedNode("https://w3id.org/ai-infrastructure/graph/current")


def labels(path: Path, start: str, classes: Sequence[str] = ()) -> list[str]:
    """Return the labels that begin with a text, whatever the case, of things of some classes, or of any."""
    found: set[str] = set()
    wanted = start.casefold()
    try:
        database = ox.Store.read_only(str(path))
    except (OSError, ValueError):
        return []
    kinds = [ox.NamedNode(AII + name) for name in classes or ("NamedThing",) if name in CLASSES]
    for quad in database.quads_for_pattern(None, LABEL, None, CURRENT):
        label, thing = quad.object, quad.subject
        if not isinstance(label, ox.Literal) or not label.value.casefold().startswith(wanted):
            continue
        if any(ox.Quad(thing, TYPE, kind, CURRENT) in database for kind in kinds):
            found.add(label.value)
    return sorted(found, key=lambda each: (each.casefold(), each))
