"""%%sparql, %ask and %explain: their answers, where they keep them, and what they say of mistakes."""

from __future__ import annotations

import os
import signal
from threading import Timer
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell

import themegraph
from themegraph.graph.drawing import Drawing
from themegraph.graph.explain import Explanation

ENDLESS = "SELECT (COUNT(*) AS ?count) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r }"
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


@pytest.mark.parametrize(
    "line",
    [
        "suppliers-to --limit 1 --company 'Quantrel Inc.'",
        "--company 'Quantrel Inc.' suppliers-to --limit=1",
        '--limit 1 --store graph --company="Quantrel Inc." suppliers-to',
    ],
)
def test_options_stand_in_any_order(shell: InteractiveShell, line: str) -> None:
    answer = run(shell, f"%ask {line}")
    assert [row["supplier"] for row in answer.records()] == ["Orlandu Inc."]
    assert "only the first" in answer.notices[0]


def test_a_query_may_stand_on_the_line(shell: InteractiveShell) -> None:
    assert run(shell, "%sparql --as there ASK { ?s skos:prefLabel 'Quantrel Inc.'@en }") is True
    assert shell.user_ns["there"] is True
    answer = run(shell, "rows = %sparql --limit 1 SELECT ?s { ?s aii:suppliesTo ?c }\nrows")
    assert len(answer.rows) == 1


def test_variables_stand_in_options_and_a_query_keeps_its_braces(shell: InteractiveShell) -> None:
    shell.user_ns.update(where="graph", s="no", company="Quantrel Inc.")
    assert run(shell, "%%sparql --store $where\nASK {?s aii:suppliesTo ?c}") is True
    assert len(run(shell, "%ask suppliers-to --company '{company}'").rows) == 2


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("%sparql --help", ["%%sparql [--store S]", "--deadline SECONDS"]),
        ("%%sparql -h\nx", ["%%sparql [--store S]"]),
        ("%ask --help", ["%ask QUESTION", "suppliers-to ", "Who supplies a company or group"]),
        ("%ask suppliers-to --help", ["--company VALUE", "a name of a Party", "columns: customer, supplier"]),
        ("%explain --help", ["%explain THING"]),
    ],
)
def test_help_is_printed(
    shell: InteractiveShell, capsys: pytest.CaptureFixture[str], cell: str, said: list[str]
) -> None:
    capsys.readouterr()
    assert run(shell, cell) is None
    printed = capsys.readouterr().out
    for words in said:
        assert words in printed


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
        (
            "%%sparql\nSELECT ?s {\n  ?s skos:prefLabel ?n\n",
            ["malformed (line 2, column 23)", "  2 |   ?s skos:prefLabel ?n\n" + " " * 28 + "^"],
        ),
        (
            "%%sparql\nSELECT ?s {\n  ?s skos:prefLabel ?n ;; foo }\n# the end",
            ["(line 2, column 27)", "  2 |   ?s skos:prefLabel ?n ;; foo }\n" + " " * 32 + "^"],
        ),
        ("%%sparql\nSELECT ?s { ?s ?p ?o }\nORDER ?s", ["(line 2, column 1)", "  2 | ORDER ?s\n      ^"]),
        ("%%sparql --graph\nSELECT ?s { ?s ?p ?o } LIMIT 1", ["--graph draws triples", "CONSTRUCT"]),
        ("%%sparql --as 1x\nASK { ?s ?p ?o }", ["--as '1x' is no name of a variable"]),
        ("%%sparql --as class\nASK { ?s ?p ?o }", ["--as 'class' is no name of a variable"]),
        ("%%sparql --as graph\nASK { ?s ?p ?o }", ["--as 'graph' would replace a graph", "valid: another name"]),
        ("%%sparql --limit few\nASK { ?s ?p ?o }", ["--limit 'few' is no number of rows"]),
        ("%sparql SELECT ?s { ?s skoss:x ?o }", ["(line 1, column 16)", "  1 | SELECT ?s { ?s skoss:x ?o }"]),
        ("%sparql", ["the query is empty"]),
        ("%ask suppliers-to --company A --company B", ["'--company' is given twice"]),
        ("%ask suppliers-to --company", ["'--company' has no value"]),
        ("x = 1\n%ask suppliers-to --company 'Q'", ["line 2:", "%ask suppliers-to --company 'Q'"]),
        ("%ask suppliers-to --company '</script>$x'", ["is called '</script>$x'", " " * 35 + "^"]),
        ("%%sparql --stor x\nASK { ?s ?p ?o }", ["no option '--stor'", "valid: --store"]),
        ("%%sparql --store nowhere\nASK { ?s ?p ?o }", ["there is no store 'nowhere'", "--store PATH"]),
        ("%%sparql --deadline soon\nASK { ?s ?p ?o }", ["--deadline 'soon' is no time"]),
        ("%ask", ["no question is named"]),
        ("%ask supliers-to", ["unknown question 'supliers-to'", "suppliers-to"]),
        (
            "%ask suppliers-to --compny X",
            ["has no option '--compny'", "  1 | %ask suppliers-to --compny X\n" + " " * 24 + "^", "valid: --company"],
        ),
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
    assert "stopped after 0.5 s" in complaint(shell, capsys, f"%%sparql --deadline 0.5\n{ENDLESS}")


def test_an_interrupted_query_stops_without_a_traceback_and_the_next_one_runs(
    shell: InteractiveShell, capsys: pytest.CaptureFixture[str]
) -> None:
    timer = Timer(1.0, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    printed = complaint(shell, capsys, f"%%sparql --deadline 100\n{ENDLESS}")
    timer.join()
    assert printed.strip() == "interrupted: the query was stopped"
    assert run(shell, "%sparql ASK { ?s aii:suppliesTo ?c }") is True


def test_other_errors_keep_their_traceback(shell: InteractiveShell, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert not shell.run_cell("1 / 0").success  # type: ignore[no-untyped-call]
    assert "ZeroDivisionError" in capsys.readouterr().out


def test_loading_again_changes_nothing(shell: InteractiveShell) -> None:
    assert shell.Completer is not None
    before = len(shell.Completer.custom_matchers)
    shell.run_line_magic("reload_ext", "themegraph")
    assert len(shell.Completer.custom_matchers) == before
