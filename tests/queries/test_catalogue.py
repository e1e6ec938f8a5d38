"""The committed catalogue of questions is what the generator writes."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from themegraph.queries.catalogue import COMMAND, catalogue, example
from themegraph.queries.header import Question, questions


def test_the_committed_page_is_current(root: Path) -> None:
    """A new question must reach the page."""
    committed = (root / "docs" / "questions.md").read_text(encoding="utf-8")
    assert committed == catalogue(questions()), f"run: {COMMAND}"


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_examples_are_calls(question: Question) -> None:
    """Each example names the question and gives every parameter."""
    words = shlex.split(example(question))
    assert words[:3] == ["themegraph", "query", question.name]
    assert words[3::2] == [f"--{parameter.name}" for parameter in question.parameters]
