"""What TAB offers inside the magics."""

from __future__ import annotations

import pytest
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell

import themegraph
from themegraph.notebook.calls import call_suggestions
from themegraph.notebook.completion import suggestions


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("%%sparql\nSELECT ?s { ?s sk", "skos:"),
        ("%%sparql\nSELECT ?s { ?s aii:suppl", "aii:suppliesTo"),
        ("%%sparql\nSELECT ?s { ?s skos:pref", "skos:prefLabel"),
        ("%%sparql\nSELECT ?s { ?s aii:hasStatus aiix:ass", "aiix:asserted"),
        ("%%sparql\nSELECT ?s { ?s aii:suppliesTo aiid:organization/x-quan", "aiid:organization\\/x-quantrel-"),
        ("%%sparql\nSELECT ?s { ?s aii:suppliesTo aiid:organization\\/x-quan", "aiid:organization\\/x-quantrel-"),
        ("%%sparql\nSELECT ?s { ?s skos:prefLabel 'Quan", "Quantrel Inc."),
        ("%%sparql\nSEL", "SELECT"),
        ("%%sparql --gr", "--graph"),
        ("%ask suppliers-", "suppliers-to"),
        ("%ask suppliers-to --", "--company"),
        ("rows = %ask suppliers-to --com", "--company"),
        ("%ask suppliers-to --company ", '"Quantrel Inc."'),
        ('%ask suppliers-to --company "Qua', "Quantrel Inc."),
        ("%ask suppliers-to --company Quan", '"Quantrel Inc."'),
        ("%ask known-by --day ", '"2026-03-31"'),
        ("%ask suppliers-to --company 'Qua", "Quantrel Inc."),
        ("%ask suppliers-to --company=Qua", '"Quantrel Inc."'),
        ("%ask suppliers-to --store gr", "graph"),
        ("%ask --company Qua", '"Quantrel Inc."'),
        ("%ask --company Zyblat suppl", "suppliers-to"),
        ("%ask --evidence suppl", "suppliers-to"),
        ("%ask --store graph suppl", "suppliers-to"),
        ("%ask --kn", "--known-by"),
        ("%%sparql --store gr", "graph"),
        ("%%sparql\nSELECT ?supplier { ?sup", "?supplier"),
        ("%sparql ", "SELECT"),
        ("%sparql --li", "--limit"),
        ("%sparql --as x SELECT ?s { ?s aii:suppliesT", "aii:suppliesTo"),
        ("%explain Zyb", "Zyblat Corp."),
        ('%explain "Zyb', "Zyblat Corp."),
        ("%explain Zyblat Corp. --st", "--store"),
        ("x = 1\n%explain Zyb", "Zyblat Corp."),
    ],
)
def test_offered(graph: themegraph.Graph, text: str, offered: str) -> None:
    found = suggestions(text, len(text), graph, ["graph"])
    assert found is not None
    assert any(each == offered or (offered[-1] == "-" and each.startswith(offered)) for each in found.texts)
    typed = text[found.start :].strip('"').replace("\\/", "/")
    assert all(each.strip('"').replace("\\/", "/").casefold().startswith(typed.casefold()) for each in found.texts)


@pytest.mark.parametrize("text", ["import them", "%timeit gra", "%asking sup", "x = 'a %ask sup"])
def test_other_cells_are_left_alone(graph: themegraph.Graph, text: str) -> None:
    assert suggestions(text, len(text), graph) is None


def test_values_are_of_the_right_class(graph: themegraph.Graph) -> None:
    text = "%ask suppliers-of --layer "
    found = suggestions(text, len(text), graph)
    assert found is not None
    assert '"Quantrel Inc."' not in found.texts


def test_without_a_graph_terms_are_still_offered() -> None:
    text = "%%sparql\nSELECT ?s { ?s aii:suppl"
    found = suggestions(text, len(text), None)
    assert found is not None
    assert "aii:supplies" in found.texts


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("graph.ask('suppl", "suppliers-to"),
        ('rows = graph.ask("suppliers-to", comp', "company="),
        ('graph.ask("suppliers-to", company="Qua', "Quantrel Inc."),
        ('graph.ask("suppliers-to", company="Quantrel Inc.", evi', "evidence="),
        ('graph.explain("Zyb', "Zyblat Corp."),
        ("graph.draw('Quantrel Inc.', 'Zyb", "Zyblat Corp."),
    ],
)
def test_calls_of_a_graph_are_completed(graph: themegraph.Graph, text: str, offered: str) -> None:
    found = call_suggestions(text, {"graph": graph})
    assert found is not None
    assert offered in found.texts


@pytest.mark.parametrize("text", ["other.ask('suppl", "graph.ask(suppl", "text.draw('Zyb", "x = 'graph."])
def test_other_calls_are_left_alone(graph: themegraph.Graph, text: str) -> None:
    assert call_suggestions(text, {"graph": graph, "text": "graph"}) is None


@pytest.mark.parametrize(
    ("text", "offered"),
    [("%%sparql\nSELECT ?supplier { ?s", ["?supplier"]), ("%ask suppliers-to --comp", ["--company"]), ("%ask zzz", [])],
)
def test_nothing_of_python_is_offered_in_a_magic(shell: InteractiveShell, text: str, offered: list[str]) -> None:
    assert shell.Completer is not None
    with provisionalcompleter():
        assert [each.text for each in shell.Completer.completions(text, len(text))] == offered


def test_the_shell_offers_them(shell: InteractiveShell) -> None:
    assert shell.Completer is not None
    text = "%ask suppliers-to --comp"
    with provisionalcompleter():
        offered = [each.text for each in shell.Completer.completions(text, len(text))]
    assert "--company" in offered
