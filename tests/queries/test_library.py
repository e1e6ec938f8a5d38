"""The library of questions: every one is valid alone, has a case as data, and shows the sentences behind its rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import yaml
from rdflib.plugins.sparql import prepareQuery

from themegraph.graph.store import EmbeddedStore
from themegraph.queries.answer import Python
from themegraph.queries.evidence import EVIDENCE_COLUMNS
from themegraph.queries.guard import check
from themegraph.queries.header import Question, questions
from themegraph.queries.run import ask

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))
LIBRARY = questions()
TOPICAL = tuple(question for question in LIBRARY if question.topic != "competency")


def plain(value: Python) -> object:
    """Return a value as the cases write it."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


def by_name(question: Question) -> str:
    """Name a test after its question."""
    return question.name


def test_the_library_and_its_cases_are_complete() -> None:
    """Each question has a case; none is lost by a mistake in collecting them."""
    assert (len(LIBRARY), len(TOPICAL), len(CASES)) == (109, 83, 89)
    assert {case["question"] for case in CASES} == {question.name for question in TOPICAL}
    assert len({question.name for question in LIBRARY}) == len(LIBRARY)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['question']}{case.get('parameters', '')}")
def test_case(world: EmbeddedStore, case: dict[str, Any]) -> None:
    """A question gives its columns, its number of rows, and the row that must be there."""
    answer = ask(world, case["question"], case.get("parameters"), deadline=None)
    rows = [[plain(value) for value in record.values()] for record in answer.records()]
    assert list(answer.columns) == case["columns"]
    assert len(rows) == case["rows"], rows
    if case["rows"]:
        assert case["has"] in rows


@pytest.mark.parametrize("question", LIBRARY, ids=by_name)
def test_a_question_is_valid_alone(question: Question) -> None:
    """The file runs as it is, in both engines, on a store that knows nothing of this program."""
    solutions = ox.Store().query(question.text)
    assert isinstance(solutions, ox.QuerySolutions)
    assert tuple(variable.value for variable in solutions.variables) == question.columns
    prepareQuery(question.text)
    assert check(question.text).text == question.text, "the file declares every prefix that it uses"


@pytest.mark.parametrize("question", [each for each in TOPICAL if each.evidence], ids=by_name)
def test_rows_have_sentences(world: EmbeddedStore, question: Question) -> None:
    """With evidence, every row of the invented world ends with at least one sentence, its source and date."""
    answer = ask(world, question.name, evidence=True, deadline=None)
    assert answer.columns[-3:] == EVIDENCE_COLUMNS
    assert answer.rows
    for row in answer.rows:
        sentences, sources, dates = row[-3:]
        assert isinstance(sentences, tuple)
        assert isinstance(sources, tuple)
        assert isinstance(dates, tuple)
        assert len(sentences) == len(sources) == len(dates) >= 1
        assert all(sentences)
        assert all(sources)


@pytest.mark.parametrize("question", TOPICAL, ids=by_name)
def test_rows_come_in_a_settled_order(world: EmbeddedStore, world_reversed: EmbeddedStore, question: Question) -> None:
    """The order of rows does not hang on the order in which documents were stored."""
    assert ask(world, question.name, deadline=None) == ask(world_reversed, question.name, deadline=None)


def test_evidence_names_source_and_date(world: EmbeddedStore) -> None:
    """A cited fact names the cited publisher and its date, an uncited one the page's own."""
    cited = ask(world, "investments-by", {"by": "Bolt"}, evidence=True, deadline=None).records()[0]
    assert (cited["sources"], cited["dates"]) == (["News, in “Tin figures”"], ["2030-12-01"])
    stated = ask(world, "suppliers-of", {"layer": "furnace"}, evidence=True, deadline=None).records()[0]
    assert stated["sentences"] == ["Acme supplies furnace (1)."]
    assert (stated["sources"], stated["dates"]) == (["News, “Tin business”"], ["2030-11-05"])


@pytest.mark.parametrize("question", [each for each in TOPICAL if each.evidence], ids=by_name)
def test_without_evidence_the_rows_are_the_same_but_for_it(world: EmbeddedStore, question: Question) -> None:
    """The column of facts is for evidence: rows that only their facts tell apart are one either way."""
    told = ask(world, question.name, evidence=True, deadline=None)
    plain = ask(world, question.name, deadline=None)
    assert plain.columns == told.columns[: -len(EVIDENCE_COLUMNS)]
    assert plain.rows == tuple(row[: -len(EVIDENCE_COLUMNS)] for row in told.rows)


def test_the_limit_counts_facts_not_rows(world: EmbeddedStore) -> None:
    """Two facts of one row are two of the rows that the limit allows, with evidence and without."""
    whole = ask(world, "suppliers-of", deadline=None)
    for evidence in (False, True):
        cut = ask(world, "suppliers-of", evidence=evidence, limit=1, deadline=None)
        assert [row[: len(whole.columns)] for row in cut.rows] == list(whole.rows[:1])
        assert cut.notices == ("only the first 1 rows are shown; --limit changes that",)


def test_a_restated_fact_is_one_row_with_both_sentences(world: EmbeddedStore) -> None:
    """Two pages that say the same give one row."""
    answer = ask(world, "suppliers-of", {"layer": "casting"}, evidence=True, deadline=None)
    row = next(record for record in answer.records() if record["supplier"] == "Tin Works")
    assert row["dates"] == ["2031-02", "2030-11-05"]


@pytest.mark.parametrize(
    ("day", "suppliers"), [("2030-11-04", []), ("2030-11-05", ["Acme", "Tin Works"]), ("2031", ["Acme", "Tin Works"])]
)
def test_known_by_keeps_what_was_published(world: EmbeddedStore, day: str, suppliers: list[str]) -> None:
    """Only facts that were published by a date are left, and the rest is counted."""
    answer = ask(world, "suppliers-of", known=day, deadline=None)
    assert sorted({str(record["supplier"]) for record in answer.records()}) == suppliers


def test_known_by_counts_what_it_leaves_out(world: EmbeddedStore) -> None:
    """What was not known yet is never dropped in silence."""
    answer = ask(world, "suppliers-of", known="2030-11-04", deadline=None)
    assert answer.notices == ("3 rows rest on nothing dated by 2030-11-04",)
    assert ask(world, "suppliers-of", known="2040", deadline=None).notices == ()


def test_a_month_counts_from_its_last_day(world: EmbeddedStore) -> None:
    """What is dated February 2031 was not known on the first of February."""
    early = ask(world, "suppliers-of", {"layer": "casting"}, known="2031-02-01", deadline=None)
    late = ask(world, "suppliers-of", {"layer": "casting"}, known="2031-03-01", deadline=None)
    assert [len(early.rows), len(late.rows)] == [2, 3]


def test_a_denial_is_no_answer(world: EmbeddedStore) -> None:
    """What a page denies is in no row."""
    records = ask(world, "suppliers-to", {"company": "Tin Works"}, deadline=None).records()
    assert [record["supplier"] for record in records] == ["Forge"]
