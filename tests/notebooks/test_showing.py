"""Objects as a notebook shows them: every form says what it should, none runs or fetches anything."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

import themegraph
from themegraph.queries.answer import Answer
from themegraph.queries.showing import MOST_QUOTES, MOST_ROWS

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
        "div", "span", "table", "thead", "tbody", "tr", "th", "td", "code", "svg", "g", "title", "rect", "path", "text",
        "tspan", "iframe",
    }  # fmt: skip
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


def test_a_sentence_is_shown_once_and_the_rest_counted() -> None:
    said = tuple(f"Sentence {n}." for n in (1, 1, 2, 3, 4, 5))
    row = (ox.Literal("x"), said, tuple("ABCDEF"), ("",) * 6)
    html = bundle(Answer(("thing", "sentences", "sources", "dates"), (row,)))["text/html"]
    assert html.count("Sentence 1.") == 1
    assert f"… and {5 - MOST_QUOTES} more" in html


def test_hostile_cells_stay_texts() -> None:
    row = (ox.Literal(HOSTILE), (HOSTILE,), (HOSTILE,), (HOSTILE,))
    html = bundle(Answer((HOSTILE, "sentences", "sources", "dates"), (row,), (HOSTILE,)))["text/html"]
    assert not {"script", "img"} & {tag for tag, _ in tags(html)}
    assert "\u202e" not in html


def test_an_empty_answer_says_so() -> None:
    assert "no rows" in bundle(Answer(("a", "b"), ()))["text/html"]


def test_an_explanation_names_each_fact_and_how_it_stands(graph: themegraph.Graph) -> None:
    text = bundle(graph.explain("Quantrel Inc."))["text/plain"]
    assert "Quantrel Inc. invests in Zyblat Corp. (amount 40,000,000; currency USD" in text
    assert "Zyblat Corp. supplies to Quantrel Inc. (pumps)" in text
