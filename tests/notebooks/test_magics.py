"""%%sparql, %ask and %explain: their answers, where they keep them, and what they say of mistakes."""

from __future__ import annotations

from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell

import themegraph
from themegraph.graph.drawing import Drawing
from themegraph.graph.explain import Explanation

SUPPLIERS = "SELECT ?name { ?s aii:suppliesTo ?c ; skos:prefLabel ?name } ORDER BY ?name"


def run(shell: InteractiveShell, text: str) -> Any:
    """Run a cell and return what it shows."""
    done = shell.run_cell(text)  # type: ignore[no-untyped-call]
    done.raise_error()
    return done.result


def complaint(shell: InteractiveShell, capsys: pytest.CaptureFixture[str], text: str) -> str:
    """Run a cell that fails and return what the notebook prints."""
    capsys.readouterr()
    done = shell.run_cell(text)  # type: ignore[no-untyped-call]
    assert not done.success, f"{text} did not fail"
    printed = capsys.readouterr().out
    assert "Traceback" not in printed
    assert ".py" not in printed, "the inside of the library is shown"
    return printed


def test_sparql_answers_rows(shell: InteractiveShell) -> None:
    answer = run(shell, f"%%sparql\n{SUPPLIERS}")
    assert [row["name"] for row in answer.records()] == ["Orlandu Inc.", "Zyblat Corp."]


def test_sparql_keeps_a_frame(shell: InteractiveShell) -> None:
    run(shell, "%%sparql --as spent\nSELECT DISTINCT ?amount { ?f aii:amount ?amount }")
    assert shell.user_ns["spent"]["amount"].sum() == 40_000_000


def test_sparql_keeps_the_truth_of_an_ask(shell: InteractiveShell) -> None:
    assert run(shell, "%%sparql --as there\nASK { ?s aii:suppliesTo ?c }") is True
    assert shell.user_ns["there"] is True


def test_sparql_draws_triples(shell: InteractiveShell) -> None:
    drawn = run(shell, "%%sparql --graph\nCONSTRUCT { ?s aii:suppliesTo ?c } WHERE { ?s aii:suppliesTo ?c }")
    assert isinstance(drawn, Drawing)
    assert "Zyblat Corp. — supplies to → Quantrel Inc." in str(drawn)
    assert [box.column for box in drawn.picture.boxes if box.label == "Quantrel Inc."] == [1]


def test_ask_takes_parameters_and_evidence(shell: InteractiveShell) -> None:
    answer = run(shell, '%ask suppliers-to --company "Quantrel Inc." --evidence')
    rows = answer.records()
    assert [row["supplier"] for row in rows] == ["Orlandu Inc.", "Zyblat Corp."]
    assert rows[1]["sentences"] == ["Zyblat Corp. supplies pumps to Quantrel Inc. for its plants."]


def test_explain_takes_a_name_of_several_words(shell: InteractiveShell) -> None:
    explained = run(shell, "%explain Quantrel Inc.")
    assert isinstance(explained, Explanation)
    assert sorted(fact.predicate for fact in explained.facts if fact.live)[-2:] == ["suppliesTo", "suppliesTo"]


def test_a_store_is_named_by_path_or_variable(shell: InteractiveShell, tmp_path: Any) -> None:
    themegraph.Graph(tmp_path / "kept").close()
    shell.user_ns["other"] = themegraph.Graph()
    assert run(shell, f"%%sparql --store other\n{SUPPLIERS}").rows == ()
    assert run(shell, f"%%sparql --store {tmp_path / 'kept'}\n{SUPPLIERS}").rows == ()
    assert len(run(shell, f"%%sparql --store graph\n{SUPPLIERS}").rows) == 2


@pytest.mark.parametrize(
    ("cell", "lines"),
    [
        (
            "%%sparql\nSELECT ?s {\n  ?s skoss:prefLabel ?n }",
            ["unknown prefix 'skoss:' (line 2, column 6)", "  2 |   ?s skoss:prefLabel ?n }", "           ^", "skos"],
        ),
        ("%%sparql\nSELECT ?s { ?s aii:suplies ?n }", ["no term 'aii:suplies'", "valid: supplies"]),
        ("%%sparql\nDELETE WHERE { ?s ?p ?o }", ["DELETE would change the graph", "^"]),
        ("%%sparql --graph\nSELECT ?s { ?s ?p ?o } LIMIT 1", ["--graph draws triples", "CONSTRUCT"]),
        ("%%sparql --as 1x\nASK { ?s ?p ?o }", ["--as '1x' is no name of a variable"]),
        ("%%sparql --stor x\nASK { ?s ?p ?o }", ["no option '--stor'", "valid: --store"]),
        ("%%sparql --store nowhere\nASK { ?s ?p ?o }", ["there is no store 'nowhere'", "--store PATH"]),
        ("%%sparql --deadline soon\nASK { ?s ?p ?o }", ["--deadline 'soon' is no time"]),
        ("%ask", ["no question is named"]),
        ("%ask supliers-to", ["unknown question 'supliers-to'", "suppliers-to"]),
        ("%ask suppliers-to --compny X", ["has no option '--compny'", "--company"]),
        ("%ask suppliers-to --company 'Quantrell Inc.'", ["is called 'Quantrell Inc.'", "valid: Quantrel Inc."]),
        ('%ask suppliers-to --company "Quantrel', ["a quotation mark is not closed"]),
        ("%ask suppliers-to Quantrel", ["'Quantrel' belongs to no parameter", "--company VALUE"]),
        ("%explain", ["no thing is named"]),
        ("%explain Nobody", ["Nobody"]),
        ("x = 1\ngraph.ask('suppliers-tu')", ["line 2: graph.ask('suppliers-tu')", "unknown question", "valid:"]),
        ("graph.draw('Quantrel Inc.', relations=['supplys'])", ["no relation 'supplys'", "supplies"]),
    ],
)
def test_a_mistake_is_shown_with_its_place(
    shell: InteractiveShell, capsys: pytest.CaptureFixture[str], cell: str, lines: list[str]
) -> None:
    printed = complaint(shell, capsys, cell)
    for line in lines:
        assert line in printed


def test_a_query_is_stopped_at_its_deadline(shell: InteractiveShell, capsys: pytest.CaptureFixture[str]) -> None:
    endless = "SELECT (COUNT(*) AS ?count) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r }"
    assert "stopped after 0.5 s" in complaint(shell, capsys, f"%%sparql --deadline 0.5\n{endless}")


def test_other_errors_keep_their_traceback(shell: InteractiveShell, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert not shell.run_cell("1 / 0").success  # type: ignore[no-untyped-call]
    assert "ZeroDivisionError" in capsys.readouterr().out


def test_loading_again_changes_nothing(shell: InteractiveShell) -> None:
    assert shell.Completer is not None
    before = len(shell.Completer.custom_matchers)
    shell.run_line_magic("reload_ext", "themegraph")
    assert len(shell.Completer.custom_matchers) == before
