"""Objects as a notebook shows them: every form says what it should, none runs or fetches anything."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

import themegraph
from themegraph.graph.page import show
from themegraph.graph.quoting import MOST_QUOTES
from themegraph.queries.answer import Answer
from themegraph.queries.guard import prefixed
from themegraph.queries.showing import MOST_ROWS

DATED = """\
---
title: Notes
date: 2026-01-02
---

# Notes

- Zyblat Corp. supplies pumps to Quantrel Inc. for its plants (Cooling Weekly).

## References

1. Annual letter · Cooling Weekly, 2024-03-05
"""
HOSTILE = "</td><script>alert(1)</script><img src=x onerror=alert(1)>\u202e"


class Tags(HTMLParser):
    """Collects the names of tags and their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.found.append((tag, dict(attrs)))


def tags(html: str) -> list[tuple[str, dict[str, str | None]]]:
    """Return the tags of an HTML text."""
    parser = Tags()
    parser.feed(html)
    return parser.found


def bundle(shown: Any) -> dict[str, str]:
    """Return what IPython would ask an object for."""
    made: dict[str, str] = shown._repr_mimebundle_(include=None, exclude=None)
    return made


@pytest.mark.parametrize("what", ["graph", "answer", "explanation", "drawing", "page"])
def test_every_object_has_html_and_text_and_fetches_nothing(graph: themegraph.Graph, what: str) -> None:
    makers: dict[str, Callable[[], object]] = {
        "graph": lambda: graph,
        "answer": lambda: graph.ask("suppliers-to", evidence=True),
        "explanation": lambda: graph.explain("Quantrel Inc."),
        "drawing": lambda: graph.draw("Quantrel Inc."),
        "page": lambda: graph.page(title="Page"),
    }
    forms = bundle(makers[what]())
    assert set(forms) == {"text/html", "text/plain"} | (set() if what == "answer" else {"image/svg+xml"})
    assert {tag for tag, _ in tags(forms["text/html"])} <= {
        "div", "span", "details", "summary", "table", "thead", "tbody", "tr", "th", "td", "code", "svg", "g", "title", "rect", "path", "text",
        "tspan", "iframe",
    }  # fmt: skip
    if what != "page":
        assert tags(forms["text/html"])[0][1]["class"] == "tex2jax_ignore mathjax_ignore", "$ would begin a formula"
    for _, given in tags(forms["text/html"]):
        assert not {"src", "href"} & set(given)
        assert not [name for name in given if name.startswith("on")]
    if what != "answer":
        ElementTree.fromstring(forms["image/svg+xml"])


def test_a_page_is_cut_off_from_the_notebook(graph: themegraph.Graph) -> None:
    ((name, given),) = tags(bundle(graph.page(height=300))["text/html"])
    assert name == "iframe"
    assert given["sandbox"] == "allow-scripts allow-downloads"
    assert "height:300px" in (given["style"] or "")
    assert (given["srcdoc"] or "").startswith("<!doctype html>")


def test_a_page_too_large_for_a_notebook_is_summed_up(
    graph: themegraph.Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = graph.page()
    monkeypatch.setattr(show, "MOST_SIGNS", len(page.html) - 1)
    forms = bundle(page)
    assert "iframe" not in forms["text/html"]
    assert "supplies to" in forms["text/html"]
    for form in ("text/html", "text/plain"):
        assert "too much for a notebook" in forms[form]
    assert page.save(tmp_path / "page.html").read_text(encoding="utf-8") == page.html


def test_rows_stand_in_a_table_with_their_sentences(graph: themegraph.Graph) -> None:
    forms = bundle(graph.ask("suppliers-to", company="Quantrel Inc.", evidence=True))
    texts = re.sub(r"<[^>]+>", "|", forms["text/html"])
    assert "Orlandu Inc." in texts
    assert "“Zyblat Corp. supplies pumps to Quantrel Inc. for its plants.”" in texts
    assert "Zyblat Corp. supplies pumps" in forms["text/plain"]


def test_a_long_answer_says_what_it_leaves_out() -> None:
    rows = tuple((ox.Literal(n),) for n in range(1000))
    forms = bundle(Answer(("number",), rows, ("a notice",)))
    for form in forms.values():
        assert f"{MOST_ROWS} of 1,000 rows" in form
        assert "a notice" in form
    assert len([tag for tag, _ in tags(forms["text/html"]) if tag == "tr"]) == MOST_ROWS + 1


def evident(*sentences: str) -> Answer:
    """Return a row with these sentences, each of a source of its own."""
    sources = tuple(f"Source {n}" for n, _ in enumerate(sentences))
    row = (ox.Literal("x"), sentences, sources, ("",) * len(sentences))
    return Answer(("thing", "sentences", "sources", "dates"), (row,))


def test_the_first_sentence_is_in_sight_and_the_others_are_to_be_opened() -> None:
    html = bundle(evident("One.", "One.", "Two.", "Three."))["text/html"]
    seen, _, opened = html.partition("<details")
    assert seen.count("One.") == 1
    assert "2 more sentences" in opened
    assert "“Two.”" in opened
    assert "“Three.”" in opened
    assert "<details" not in bundle(evident("One."))["text/html"]


def test_many_sentences_are_counted() -> None:
    html = bundle(evident(*(f"Sentence {n}." for n in range(MOST_QUOTES + 5))))["text/html"]
    assert html.count("“Sentence") == MOST_QUOTES
    assert "… and 5 more" in html


def test_no_answer_is_too_large_for_a_notebook() -> None:
    """However many rows, sentences and signs an answer has, what it puts into a notebook is bounded."""
    row = (ox.Literal("x" * 100_000), ("y" * 100_000,) * 500, ("z" * 100_000,) * 500, ("",) * 500)
    forms = bundle(Answer(("thing", "sentences", "sources", "dates"), (row,) * 10_000))
    one = bundle(Answer(("thing", "sentences", "sources", "dates"), (row,)))
    for form in forms:
        assert len(forms[form]) <= len(one[form]) * MOST_ROWS + 1000
        assert len(one[form]) < 40_000
        assert f"{MOST_ROWS} of 10,000 rows stand here" in forms[form]


def test_iris_stand_in_the_short_form_that_a_query_takes(graph: themegraph.Graph) -> None:
    answer = graph.sparql("CONSTRUCT { ?s aii:suppliesTo ?c } WHERE { ?s aii:suppliesTo ?c }")
    assert isinstance(answer, Answer)
    for form in bundle(answer).values():
        assert "aii:suppliesTo" in form
        assert "https://" not in form
    short = prefixed(str(answer.records()[0]["subject"]))
    again = graph.sparql(f"ASK {{ {short} aii:suppliesTo ?c }}")
    assert again is True


def test_the_registry_is_named_and_not_quoted() -> None:
    row = (ox.Literal("x"), ("name: x",), ("“registry: funds.yaml”",), ("",))
    html = bundle(Answer(("thing", "sentences", "sources", "dates"), (row,)))["text/html"]
    assert "registry: funds.yaml" in html
    assert "“registry" not in html
    assert "name: x" not in html


def test_printing_gives_the_table(graph: themegraph.Graph) -> None:
    answer = graph.ask("suppliers-to", company="Quantrel Inc.")
    assert str(answer) == bundle(answer)["text/plain"]
    assert str(graph.explain("Quantrel Inc.")) == bundle(graph.explain("Quantrel Inc."))["text/plain"]


def test_a_build_shows_what_became_of_each_document(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(
        "Zyblat Corp. supplies pumps to Quantrel Inc. for its plants.\n", encoding="utf-8"
    )
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    with themegraph.Graph() as made:
        summary = made.build(tmp_path)
    forms = bundle(summary)
    assert str(summary) == forms["text/plain"]
    for form in forms.values():
        assert "page.txt" in form
        assert "added" in form
        assert "not read: " in form
        assert "empty.txt" in form


def test_a_sentence_has_one_date_wherever_it_is_shown(tmp_path: Path) -> None:
    """A fact is known since the earlier of its page's day and the cited work's."""
    page = tmp_path / "page.md"
    page.write_text(DATED, encoding="utf-8")
    with themegraph.Graph() as made:
        made.build(page)
        asked = bundle(made.ask("suppliers-to", evidence=True))["text/html"]
        explained = bundle(made.explain("Quantrel Inc."))["text/html"]
    said = "Cooling Weekly, in “Notes”, 2024-03-05"
    assert said in asked
    assert said in explained


def test_hostile_cells_stay_texts() -> None:
    row = (ox.Literal(HOSTILE), (HOSTILE,), (HOSTILE,), (HOSTILE,))
    html = bundle(Answer((HOSTILE, "sentences", "sources", "dates"), (row,), (HOSTILE,)))["text/html"]
    assert not {"script", "img"} & {tag for tag, _ in tags(html)}
    assert "\u202e" not in html


def test_an_empty_answer_says_so() -> None:
    assert "no rows" in bundle(Answer(("a", "b"), ()))["text/html"]


def test_where_only_the_picture_of_an_explanation_shows_the_sentences_are_in_it(graph: themegraph.Graph) -> None:
    """A notebook that is not trusted may show the picture alone."""
    svg = bundle(graph.explain("Quantrel Inc."))["image/svg+xml"]
    texts = [each.text or "" for each in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]
    assert any("“Zyblat Corp. supplies pumps to Quantrel Inc. for its plants.”" in text for text in texts)
    assert max(map(len, texts)) <= 125


def test_an_explanation_names_each_fact_and_how_it_stands(graph: themegraph.Graph) -> None:
    text = bundle(graph.explain("Quantrel Inc."))["text/plain"]
    assert "Quantrel Inc. invests in Zyblat Corp. (amount 40,000,000; currency USD" in text
    assert "Zyblat Corp. supplies to Quantrel Inc. (pumps)" in text
