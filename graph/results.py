"""What a store answers: solutions of a query, the outcome of a change, the documents it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pyoxigraph import BlankNode, NamedNode, Triple
from pyoxigraph import Literal as RdfLiteral

if TYPE_CHECKING:
    from themegraph.graph.claim import Rejection

Term = NamedNode | BlankNode | RdfLiteral | Triple
Row = tuple[Term | None, ...]
Scope = Literal["current", "all"]


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query: rows of SELECT, the boolean of ASK, or the triples of CONSTRUCT and DESCRIBE."""

    variables: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    boolean: bool | None = None
    triples: tuple[Triple, ...] | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """What storing a document did: numbers of its claims, of distinct facts, of triples in its graph."""

    document: str
    status: Literal["added", "unchanged", "replaced"]
    claims: int
    facts: int
    triples: int
    rejections: tuple[Rejection, ...] = ()


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What forgetting a document removed: triples of its graph, and of `current` where only it said them."""

    document: str
    claims: int
    triples: int
    current: int


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in the store; empty strings where something is unknown. `notes` say how it was read."""

    document: str
    title: str
    publisher: str
    issued: str
    name: str
    digest: str
    claims: int
    facts: int
    notes: tuple[str, ...] = ()
