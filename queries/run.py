"""Asking: a question of the library with its parameters, or any read-only query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pyoxigraph as ox

from themegraph.errors import UsageError
from themegraph.graph.graph_store import GraphStore
from themegraph.graph.results import Result
from themegraph.queries.answer import Answer, Cell
from themegraph.queries.evidence import EVIDENCE_COLUMNS, Evidence, columns_of, evidence_of, known_by
from themegraph.queries.guard import check
from themegraph.queries.header import Question, question
from themegraph.queries.job import Job
from themegraph.queries.parameters import parse_date, terms_of
from themegraph.queries.worker import run_within

DEADLINE = 10.0
LIMIT = 10_000


def ask(
    store: GraphStore,
    name: str,
    parameters: Mapping[str, str] | None = None,
    *,
    evidence: bool = False,
    known: str = "",
    deadline: float | None = DEADLINE,
    limit: int | None = LIMIT,
) -> Answer:
    """Answer a question of the library.

    `parameters` are texts, read by the types that the question declares. With `evidence` each row ends with its
    sentences, their sources and dates. `known` keeps the rows whose facts were published by that date. `deadline` is
    in seconds. Raises UsageError for a wrong question or parameter, UnknownNameError for a name that nothing has,
    QueryError at the deadline.
    """
    asked = question(name)
    if (evidence or known) and not asked.evidence:
        raise UsageError(f"the question '{name}' keeps no facts", valid="without --evidence and --known-by")
    values = terms_of(store, asked, parameters or {})
    shown = evidence or bool(known)
    job = Job(check(asked.query), values, limit, without="" if shown else asked.evidence)
    answer = _cut(_rows(run_within(store, job, deadline)), limit)
    if shown:
        return _with_facts(store, asked, answer, evidence=evidence, known=known)
    # rows that only their facts told apart are one
    return replace(answer, rows=tuple(dict.fromkeys(answer.rows))) if asked.evidence else answer


def sparql(
    store: GraphStore, text: str, *, deadline: float | None = DEADLINE, limit: int | None = LIMIT
) -> Answer | bool:
    """Answer any read-only query: rows of a SELECT, triples as rows of three, or the truth of an ASK.

    Raises QueryError, with line and column, for what the guard refuses and the engine cannot read.
    """
    result = run_within(store, Job(check(text), limit=limit), deadline)
    return result.boolean if result.boolean is not None else _cut(_rows(result), limit)


def _rows(result: Result) -> Answer:
    """Return a result as rows."""
    if result.triples is not None:
        triples = sorted(((each.subject, each.predicate, each.object) for each in result.triples), key=str)
        return Answer(("subject", "predicate", "object"), tuple(triples), triples=True)
    return Answer(result.variables, tuple(result.rows))


def _cut(answer: Answer, limit: int | None) -> Answer:
    """Return at most `limit` rows, saying so where there are more."""
    if limit is None or len(answer.rows) <= limit:
        return answer
    notice = f"only the first {limit} rows are shown; --limit changes that"
    return replace(answer, rows=answer.rows[:limit], notices=(*answer.notices, notice))


def _with_facts(store: GraphStore, asked: Question, answer: Answer, *, evidence: bool, known: str) -> Answer:
    """Turn the column of facts into evidence, and keep what was known."""
    at = answer.columns.index(asked.evidence)
    grouped: dict[tuple[Cell, ...], set[str]] = {}
    for row in answer.rows:
        grouped.setdefault(row[:at] + row[at + 1 :], set()).update(_facts(row[at]))
    columns = answer.columns[:at] + answer.columns[at + 1 :]
    found = evidence_of(store, (fact for facts in grouped.values() for fact in facts))
    day = parse_date(known, name="--known-by").isoformat() if known else ""
    rows, left_out = [], 0
    for row, facts in grouped.items():
        said = _said(found, facts, day)
        left_out += not said
        if said or not day:
            rows.append((*row, *columns_of(said)) if evidence else row)
    notices = answer.notices + (
        (f"{left_out} row{'' if left_out == 1 else 's'} rest{'s' if left_out == 1 else ''} on nothing dated by {day}",)
        if day and left_out
        else ()
    )
    return Answer(columns + (EVIDENCE_COLUMNS if evidence else ()), tuple(rows), notices)


def _facts(cell: Cell) -> Iterable[str]:
    """Return the facts that a cell names: one, or several between spaces."""
    if isinstance(cell, ox.NamedNode | ox.Literal):
        return cell.value.split()
    return ()


def _said(found: Mapping[str, tuple[Evidence, ...]], facts: Iterable[str], day: str) -> tuple[Evidence, ...]:
    """Return the sentences of a row; none if by that day one of its facts was not known."""
    said: dict[Evidence, None] = {}
    for fact in sorted(facts):
        of_fact = known_by(found.get(fact, ()), day) if day else found.get(fact, ())
        if day and not of_fact:
            return ()
        said.update(dict.fromkeys(of_fact))
    return tuple(said)
