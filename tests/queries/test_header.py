"""The headers of question files: what they give, and where a bad one is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from themegraph.errors import RuleError, UsageError
from themegraph.queries.header import Parameter, question, questions, read_question

QUERY = "SELECT ?name (COUNT(?x) AS ?n) WHERE { ?x ?p ?name } GROUP BY ?name ORDER BY ?name\n"
GOOD = """\
#+ summary: How many
#+ description: >
#+   A longer
#+   text.
#+ parameters:
#+   - name: some-name
#+     type: string
#+     default: "007"
#+     example: tin
#+ tags: [one, two]
SELECT ?name (COUNT(?x) AS ?n) WHERE { ?x ?p ?name FILTER(!BOUND(?some_name)) } GROUP BY ?name ORDER BY ?name
"""


def write(folder: Path, text: str) -> Path:
    """Write a question file."""
    path = folder / "topic" / "how-many.rq"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_header_is_read(tmp_path: Path) -> None:
    """Name and topic come from the path, columns from the query, the rest from the header."""
    read = read_question(write(tmp_path, GOOD))
    assert (read.name, read.topic, read.summary, read.description) == (
        "how-many",
        "topic",
        "How many",
        "A longer text.",
    )
    assert (read.columns, read.tags, read.evidence) == (("name", "n"), ("one", "two"), "")
    assert read.parameters == (Parameter("some-name", "string", (), "007", "tin"),)
    assert read.parameters[0].variable == "some_name"
    assert read.query.startswith("SELECT")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (QUERY, 1, "no header"),
        ("#+ sumary: x\n" + QUERY, 1, "unknown header field 'sumary'"),
        ("#+ summary: x\n#+ tags: one\n" + QUERY, 1, "tags is not a list"),
        ("#+ tags: [one]\n" + QUERY, 1, "summary is missing"),
        ("#+ summary: x\n#+tags: [one]\n" + QUERY, 2, "needs a space"),
        ("#+ summary: x\n#+ tags: [one\n" + QUERY, 2, "malformed header"),
        ("#+ summary: x\n#+ parameters: tin\n" + QUERY, 2, "parameters is not a list"),
        ("#+ summary: x\n#+ parameters:\n#+   - type: string\n" + QUERY, 2, "has no name"),
        ("#+ summary: x\n#+ parameters:\n#+   - name: x\n#+     type: text\n" + QUERY, 3, "has the type 'text'"),
        ("#+ summary: q\n#+ parameters:\n#+   - name: tin\n#+     type: string\n" + QUERY, 3, "no variable ?tin"),
        ("#+ summary: q\n#+ parameters:\n#+   - name: limit\n#+     type: string\n" + QUERY, 3, "belongs to an option"),
        ("#+ summary: q\n#+ parameters:\n#+   - name: p\n#+     kind: string\n" + QUERY, 3, "unknown field 'kind'"),
        ("#+ summary: x\n#+ evidence: fact\n" + QUERY, 2, "no column ?fact"),
        ("#+ summary: x\nSELECT ?a { ?a ?b ?c }\n", 2, "no ORDER BY"),
    ],
)
def test_a_bad_header_is_refused_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    """The error names the file and the line."""
    path = write(tmp_path, text)
    with pytest.raises(RuleError, match=r"how-many\.rq:\d+: ") as caught:
        read_question(path)
    assert words in caught.value.what
    assert caught.value.where == f"{path}:{line}"


def test_an_unknown_question_gets_the_near_ones() -> None:
    """A mistyped name is answered with what it may have been."""
    with pytest.raises(UsageError, match=r"unknown question 'supliers-of' \(valid: suppliers-of"):
        question("supliers-of")


def test_an_unknown_parameter_gets_the_near_ones() -> None:
    """So is a mistyped parameter."""
    with pytest.raises(UsageError, match=r"has no parameter 'layr' \(valid: layer\)"):
        question("suppliers-of").parameter("layr")


def test_every_parameter_has_an_example_and_a_type() -> None:
    """An entity says of which class it is, and every parameter shows a value."""
    for each in questions():
        for parameter in each.parameters:
            assert parameter.example, (each.name, parameter.name)
            assert bool(parameter.classes) == (parameter.kind == "entity"), (each.name, parameter.name)
