"""Run queries on the engine and shape what it returns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from themegraph.errors import QueryError, StoreError
from themegraph.graph.binding import bind_values
from themegraph.graph.opening import storage_errors
from themegraph.graph.quad_source import QuadSource
from themegraph.graph.results import DocumentRow, Result, Scope, Term
from themegraph.graph.vocabulary import (
    ASSERTS,
    CONTENT_HASH,
    CURRENT,
    ISSUED,
    NOTE,
    PREF_LABEL,
    PREFIXES,
    PUBLISHER,
    TITLE,
    is_document_graph,
    term,
)


def answer(database: Store, sparql: str, default: Scope = "current", limit: int | None = None) -> Result:
    """Run a checked query; the usual prefixes need no declaration. No more than `limit` rows or triples are fetched."""
    dataset = {"use_default_graph_as_union": True} if default == "all" else {"default_graph": CURRENT}
    found = database.query(sparql, prefixes=PREFIXES, **dataset)
    if isinstance(found, QueryBoolean):
        return Result(boolean=bool(found))
    if isinstance(found, QueryTriples):
        return Result(triples=tuple(islice(found, limit)))
    assert isinstance(found, QuerySolutions)
    variables = tuple(variable.value for variable in found.variables)
    return Result(variables, tuple(tuple(row) for row in islice(found, limit)))


def answer_query(
    database: Store,
    where: str,
    sparql: str,
    values: Mapping[str, Term],
    limit: int | None = None,
    default: Scope = "current",
) -> Result:
    """Run a checked query with its variables bound; `where` is the store's place, for errors of the disk.

    Raises QueryError for what the engine cannot read or evaluate, StoreError where the store cannot be read.
    """
    try:
        with storage_errors(where):
            return answer(database, bind_values(sparql, values), default, limit)
    except (SyntaxError, ValueError) as error:
        raise malformed(str(error)) from error
    except StoreError as error:
        # The engine speaks of a function that it lacks as of a fault of its own.
        if isinstance(error.__cause__, RuntimeError) and "function" in error.what:
            what = " ".join(str(error.__cause__).split())[:200]
            raise QueryError(f"the query cannot be evaluated: {what}", valid="functions of SPARQL 1.1") from error
        raise


def malformed(message: str) -> QueryError:
    """Return the engine's complaint about a query as an error with its place."""
    found = re.match(r"error at (\d+):(\d+): (?:expected )?(.*)", message, re.DOTALL)
    if not found:
        return QueryError(f"the query is malformed: {message}", valid="SPARQL 1.1 SELECT, ASK, CONSTRUCT or DESCRIBE")
    # [_] stands for blanks, which are valid everywhere
    expected = " ".join(found[3].replace(", [_]", "").split())[:100]
    return QueryError("the query is malformed", where=f"query:{found[1]}:{found[2]}", valid=expected)


def document_rows(database: QuadSource) -> list[DocumentRow]:
    """Return a row for each document, in order of titles."""
    graphs = (graph for graph in database.named_graphs() if isinstance(graph, NamedNode) and is_document_graph(graph))
    rows = (_document_row(database, graph) for graph in graphs)
    return sorted((row for row in rows if row.digest), key=lambda row: (row.title.casefold(), row.document))


def _document_row(database: QuadSource, document: NamedNode) -> DocumentRow:
    def value(predicate: NamedNode) -> str:
        return _value(database, document, predicate, document)

    nodes = [quad.object for quad in database.quads_for_pattern(None, ASSERTS, None, document)]
    publisher = value(PUBLISHER)
    return DocumentRow(
        document=document.value,
        title=value(TITLE),
        publisher=_value(database, NamedNode(publisher), PREF_LABEL, CURRENT) if publisher else "",
        issued=value(ISSUED),
        name=value(term("dcterms:identifier")),
        digest=value(CONTENT_HASH),
        claims=len(nodes),
        facts=len(set(nodes)),
        notes=document_notes(database, document),
    )


def document_notes(database: QuadSource, document: NamedNode) -> tuple[str, ...]:
    """Return what has to be known of how a document was read, sorted."""
    quads = database.quads_for_pattern(document, NOTE, None, document)
    return tuple(sorted(quad.object.value for quad in quads if isinstance(quad.object, Literal)))


def _value(database: QuadSource, subject: NamedNode, predicate: NamedNode, graph: NamedNode) -> str:
    for quad in database.quads_for_pattern(subject, predicate, None, graph):
        if isinstance(quad.object, (NamedNode, Literal)):
            return quad.object.value
    return ""
