"""Bind variables of a query with a VALUES block whose terms the library serialises."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from themegraph.errors import QueryError
from themegraph.graph.results import Term

# Strings, IRIs and comments come first, so that a brace or a word within one is not taken for a token.
TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""' r"|'''(?:[^'\\]|\\.|'(?!''))*'''" r'|"(?:[^"\\\n\r]|\\.)*"' r"|'(?:[^'\\\n\r]|\\.)*'"
    r"|<[^<>\"{}|^`\\\x00-\x20]*>|#[^\n\r]*|[{}()]|[?$]?\w+",
    re.DOTALL,
)  # fmt: skip
NAME = re.compile(r"[A-Za-z_]\w*")
FORMS = frozenset({"select", "ask", "construct", "describe"})


def bind_values(sparql: str, values: Mapping[str, Term]) -> str:
    """Return a query with its variables bound, in a block at the head of its outermost pattern.

    Variables inside a subquery are bound only if the subquery selects them. Raises QueryError for a name that is no
    variable's, and for a query without a pattern.

    >>> from pyoxigraph import Literal
    >>> bind_values("SELECT ?s { ?s ?p ?name }", {"name": Literal('an "x"')})
    'SELECT ?s { VALUES (?name) { ("an \\\\"x\\\\"") } ?s ?p ?name }'
    """
    if not values:
        return sparql
    for name in values:
        if not NAME.fullmatch(name):
            raise QueryError(f"'{name}' is no name of a variable", valid="letters, digits and underscores")
    at = _pattern_start(sparql)
    names = " ".join(f"?{name}" for name in values)
    terms = " ".join(str(term) for term in values.values())
    return f"{sparql[:at]} VALUES ({names}) {{ ({terms}) }}{sparql[at:]}"


def _pattern_start(sparql: str) -> int:
    """Return the place after the brace that opens the outermost WHERE pattern."""
    form, depth, template = "", 0, False
    for word, end in _tokens(sparql):
        if word in "({":
            if word == "{" and depth == 0 and form and not template:
                return end
            depth += 1
        elif word in ")}":
            depth -= 1
            template = template and depth > 0
        elif not form and word in FORMS:
            form, template = word, word == "construct"
        elif word == "where" and template and depth == 0:
            break
    raise QueryError(
        "the query has no pattern to bind values in", valid="a WHERE pattern, with a template in CONSTRUCT"
    )


def form_of(sparql: str) -> str:
    """Return a query's form in lower case, "" where it has none.

    >>> form_of("PREFIX ask: <http://a.example/> SELECT * { }")
    'select'
    """
    before = ""
    for match in TOKEN.finditer(sparql):
        word = match[0].lower()
        if word in FORMS and before != "prefix" and sparql[match.end() : match.end() + 1] != ":":
            return word
        before = word
    return ""


def _tokens(sparql: str) -> Iterator[tuple[str, int]]:
    return ((match[0].lower(), match.end()) for match in TOKEN.finditer(sparql) if match[0][0] not in "\"'<#")
