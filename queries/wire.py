"""A reply as it crosses from a child process: each term once, as plain texts, and the rows as numbers.

Terms of the RDF library are pickled one by one, by calls, which for some queries takes longer than their evaluation.
"""

from __future__ import annotations

import signal
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox

from themegraph.errors import QueryError
from themegraph.graph.results import Result, Row, Term
from themegraph.queries import limits
from themegraph.queries.job import NARROWER, Reply

# An IRI; the value of a literal with its datatype and no language, or its language and no datatype; any other as it is.
Plain = str | tuple[str, str, str] | Term | None


@dataclass(frozen=True, slots=True)
class Packed:
    """Rows of a SELECT: the distinct terms, and for each cell, row by row, the number of its term."""

    variables: tuple[str, ...]
    rows: int
    terms: list[Plain]
    cells: array[int]


def packed(reply: Reply) -> Packed | Reply:
    """Return a reply in the form to be sent; only rows have one of their own."""
    if not isinstance(reply, Result) or not reply.rows:
        return reply
    try:
        numbers: dict[Term | None, int] = {}
        cells = array("I", (numbers.setdefault(cell, len(numbers)) for row in reply.rows for cell in row))
        return Packed(reply.variables, len(reply.rows), [_plain(term) for term in numbers], cells)
    except MemoryError:
        return QueryError(limits.ended(-signal.SIGABRT, limits.MEMORY), valid=NARROWER)


def unpacked(sent: object) -> object:
    """Return a reply from the form in which it was sent; anything else as it is."""
    return Result(sent.variables, _rows(sent)) if isinstance(sent, Packed) else sent


def _rows(sent: Packed) -> tuple[Row, ...]:
    if not sent.variables:
        return ((),) * sent.rows
    terms = [_term(plain) for plain in sent.terms]
    cells: Iterable[Term | None] = map(terms.__getitem__, sent.cells)
    return tuple(zip(*[iter(cells)] * len(sent.variables), strict=True))


def _plain(term: Term | None) -> Plain:
    if isinstance(term, ox.NamedNode):
        return term.value
    if isinstance(term, ox.Literal) and term.direction is None:
        return (term.value, "", term.language) if term.language else (term.value, term.datatype.value, "")
    return term


def _term(plain: Plain) -> Term | None:
    if isinstance(plain, str):
        return ox.NamedNode(plain)
    if isinstance(plain, tuple):
        value, datatype, language = plain
        return ox.Literal(value, language=language) if language else ox.Literal(value, datatype=_datatype(datatype))
    return plain


@lru_cache(maxsize=256)
def _datatype(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)
