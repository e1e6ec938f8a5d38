"""The shape of a relation that claims may use, and how the generated table of relations is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

DATE = ("startDate", "endDate", "datePrecision")


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation: its node class, its roles with the types they take, and the qualifiers its node carries.

    `object_role` is empty where the object is a figure or a date: its words stay on the claim. `identity` names the
    qualifiers that tell one node from another, `qualifiers` the other ones of the node, `links` its properties to
    other nodes. Names are local names of the ontology, except for `skos:prefLabel` and `skos:altLabel`.
    """

    name: str
    node_class: str
    subject_role: str
    object_role: str
    object_is_literal: bool
    shortcut: str
    symmetric: bool
    subject_types: tuple[str, ...]
    object_types: tuple[str, ...]
    identity: tuple[str, ...]
    qualifiers: tuple[str, ...]
    links: tuple[str, ...]
    quantity: bool


Classes = Mapping[str, tuple[str, ...]]
Row = tuple[tuple[str, str, str, str, str], tuple[str, str], tuple[str, str, str]]


def with_narrower(names: str, classes: Classes) -> tuple[str, ...]:
    """Return the named classes and all below them, in the order of `classes`."""
    wanted = set(names.split())
    return tuple(name for name, line in classes.items() if wanted.intersection(line))


def qualifier_names(text: str) -> tuple[str, ...]:
    """Return the names of a list in which `date` stands for a date's three qualifiers."""
    return tuple(name for word in text.split() for name in (DATE if word == "date" else (word,)))


def relation(row: Row, symmetric: frozenset[str], classes: Classes) -> Relation:
    """Return the relation that a row of the generated table describes."""
    (name, node_class, subject, target, shortcut), (subject_types, object_types), (identity, qualifiers, links) = row
    return Relation(
        name=name,
        node_class=node_class,
        subject_role=subject,
        object_role=target,
        object_is_literal=not object_types,
        shortcut=shortcut,
        symmetric=shortcut in symmetric,
        subject_types=with_narrower(subject_types, classes),
        object_types=with_narrower(object_types, classes),
        identity=qualifier_names(identity),
        qualifiers=qualifier_names(qualifiers),
        links=tuple(links.split()),
        quantity="estimatedBy" in identity.split(),
    )


def relations(rows: Iterable[Row], symmetric: frozenset[str], classes: Classes) -> dict[str, Relation]:
    """Return the relations of the generated table by name."""
    return {row[0][0]: relation(row, symmetric, classes) for row in rows}
