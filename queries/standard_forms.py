"""The W3C's forms of an answer: SPARQL results as JSON, XML, CSV and TSV; Turtle and N-Triples of a graph."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pyoxigraph as ox

from themegraph.errors import UsageError
from themegraph.queries.answer import XSD, Answer, Cell
from themegraph.queries.guard import PREFIXES

TABLES = {
    "sparql-xml": ox.QueryResultsFormat.XML,
    "sparql-csv": ox.QueryResultsFormat.CSV,
    "sparql-tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS = {"turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES}


def sparql_json(answer: Answer) -> str:
    """Return SPARQL 1.1 Query Results JSON; a cell of several texts is one text of lines."""
    bindings = [
        {name: _binding(cell) for name, cell in zip(answer.columns, row, strict=True) if cell is not None}
        for row in answer.rows
    ]
    document = {"head": {"vars": list(answer.columns)}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def sparql_table(answer: Answer, form: str) -> str:
    """Return one of the other forms of SPARQL results, as the engine's library writes it.

    The CSV is the W3C's, for programs: texts are not made safe for spreadsheets, as those of `csv` are.
    """
    return _converted(sparql_json(answer), form)


def truth(value: bool, form: str) -> str:
    """Return the answer to an ASK in a form of SPARQL results; `true` or `false` in any other."""
    words = str(value).lower()
    if form == "sparql-json":
        return f'{{"head": {{}}, "boolean": {words}}}\n'
    return _converted(f'{{"head":{{}},"boolean":{words}}}', form) if form in TABLES else f"{words}\n"


def graph(answer: Answer, form: str) -> str:
    """Return the triples of a CONSTRUCT or DESCRIBE as turtle or ntriples; raise UsageError for other rows."""
    if not answer.triples:
        raise UsageError(f"the rows are no graph, so they cannot be written as {form}", valid="CONSTRUCT or DESCRIBE")
    prefixes = dict(PREFIXES) if form == "turtle" else None
    lines = (ox.serialize(_triples(answer), format=GRAPHS[form], prefixes=prefixes) or b"").decode("utf-8").splitlines()
    # The library writes every prefix, in an order of its own.
    head = sorted(line for line in lines if line.startswith("@prefix"))
    body = [line for line in lines if not line.startswith("@prefix")]
    text = "\n".join(body)
    return "".join(f"{line}\n" for line in [*(line for line in head if line.split()[1] in text), *body])


def _converted(text: str, form: str) -> str:
    """Return SPARQL results JSON in another form; every form ends its last line."""
    read = ox.parse_query_results(text, format=ox.QueryResultsFormat.JSON)
    written = (read.serialize(format=TABLES[form]) or b"").decode("utf-8")
    return written if written.endswith("\n") else written + "\n"


def _triples(answer: Answer) -> Iterator[ox.Triple]:
    """Yield the rows of a graph as triples."""
    for subject, predicate, value in answer.rows:
        assert isinstance(subject, ox.NamedNode | ox.BlankNode | ox.Triple)
        assert isinstance(predicate, ox.NamedNode)
        assert isinstance(value, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple)
        yield ox.Triple(subject, predicate, value)


def _binding(cell: Cell) -> dict[str, object]:
    """Return one cell as the W3C form has it."""
    if isinstance(cell, tuple):
        return {"type": "literal", "value": "\n".join(cell)}
    if isinstance(cell, ox.NamedNode):
        return {"type": "uri", "value": cell.value}
    if isinstance(cell, ox.BlankNode):
        return {"type": "bnode", "value": cell.value}
    if isinstance(cell, ox.Triple):
        parts = {"subject": cell.subject, "predicate": cell.predicate, "object": cell.object}
        return {"type": "triple", "value": {name: _binding(part) for name, part in parts.items()}}
    assert cell is not None
    kind: dict[str, object] = {"type": "literal", "value": cell.value}
    if cell.language:
        kind["xml:lang"] = cell.language
    elif cell.datatype.value != XSD + "string":
        kind["datatype"] = cell.datatype.value
    return kind
