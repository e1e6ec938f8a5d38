"""What Wikidata's properties and items mean in the ontology's terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from themegraph.ontology.entry import FAMILIES, ID_BASE

_FILE = Path(__file__).with_name("wikidata.yaml")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Meaning:
    """The relation that a property states, the class of a value that nothing else tells, and its direction."""

    relation: str
    value: str
    inverse: bool = False


@dataclass(frozen=True, slots=True)
class Wikidata:
    """The table: codes, relations and texts by property; classes and exchanges by item."""

    identifiers: Mapping[str, str]
    relations: Mapping[str, Meaning]
    texts: Mapping[str, str]
    classes: Mapping[str, str]
    exchanges: Mapping[str, str]
    company_properties: frozenset[str]
    class_property: str
    ticker_qualifier: str
    start_qualifier: str
    end_qualifier: str


def item_iri(item: str, kind: str) -> str:
    """Return the IRI of an item that is no known entity, by its number and its class here.

    >>> item_iri("Q42", "Company").removeprefix(ID_BASE), item_iri("Q42", "NamedThing").removeprefix(ID_BASE)
    ('organization/wikidata-q42', 'thing/wikidata-q42')
    """
    return f"{ID_BASE}{FAMILIES.get(kind, 'thing')}/wikidata-{item.lower()}"


@cache
def wikidata() -> Wikidata:
    """Return the table.

    >>> wikidata().identifiers["P1278"], wikidata().relations["P749"].relation
    ('lei', 'subsidiaryOf')
    """
    table: dict[str, Any] = yaml.load(_FILE.read_text("utf-8"), Loader=_LOADER)
    table["relations"] = {name: Meaning(**facts) for name, facts in table["relations"].items()}
    table["company_properties"] = frozenset(table["company_properties"])
    return Wikidata(**table)
