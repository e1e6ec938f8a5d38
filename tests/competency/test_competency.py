"""The competency questions, asked of the graph that the loader makes from the client's document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from themegraph.assembly import build
from themegraph.graph.store import EmbeddedStore, open_store
from themegraph.queries.answer import Answer, Python
from themegraph.queries.header import LIBRARY, read_question
from themegraph.queries.run import ask

QUESTIONS = {path.stem[:4]: path for path in sorted((LIBRARY / "competency").glob("*.rq"))}


@pytest.fixture(scope="module")
def seed(shared: Path) -> Iterator[EmbeddedStore]:
    """Build the client's document in memory."""
    with open_store(None) as store:
        summary = build([str(shared / "seeds" / "ai-infrastructure.txt")], store)
        assert summary.failures == ()
        yield store


def expected_answers(shared: Path) -> dict[str, tuple[bool, list[list[str]], str]]:
    """Read the right answers: whether in order, the rows, the question's words."""
    recorded = json.loads((shared / "reference" / "ontology" / "cq" / "answers.json").read_text(encoding="utf-8"))
    return {name: (entry["ordered"], entry["answer"], entry["question"]) for name, entry in recorded.items()}


def normal(value: Python) -> str:
    """Write a value as the recorded answers do: numbers without a scale, dates in ISO form."""
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return format(Decimal(value).normalize(), "f")
    return value.isoformat() if isinstance(value, date) else str(value)


def rows_of(answer: Answer) -> list[list[str]]:
    """Return the rows in the form of the recorded answers."""
    return [[normal(value) for value in record.values()] for record in answer.records()]


def is_right(got: list[list[str]], wanted: list[list[str]], *, ordered: bool) -> bool:
    """Compare rows, in order only where the question asks for one."""
    return got == wanted if ordered else sorted(got) == sorted(wanted)


def test_there_is_a_question_for_each_answer(shared: Path) -> None:
    """Every competency question is in the library, in the same words."""
    expected = expected_answers(shared)
    assert len(expected) == 26
    assert {name: read_question(path).summary for name, path in QUESTIONS.items()} == {
        name: words for name, (_, _, words) in expected.items()
    }


def test_no_question_names_a_thing_by_its_iri() -> None:
    """Things are asked for by label, so that the questions hold for any graph."""
    assert [path.name for path in QUESTIONS.values() if "/id/" in path.read_text(encoding="utf-8")] == []


def test_all_answers_are_right(seed: EmbeddedStore, shared: Path) -> None:
    """Print how many of the questions are answered right, and each that is not."""
    wrong = []
    for name, (ordered, wanted, words) in expected_answers(shared).items():
        got = rows_of(ask(seed, QUESTIONS[name].stem, deadline=None))
        if not is_right(got, wanted, ordered=ordered):
            wrong.append(f"{name} {words}\n  wanted {wanted}\n  got    {got}")
    print(f"\ncompetency questions right: {26 - len(wrong)} of 26")
    assert not wrong, "\n" + "\n".join(wrong)
