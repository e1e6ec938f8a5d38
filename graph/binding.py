"""Bind variables of a query with VALUES blocks whose terms the library serialises."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from operator import itemgetter

from themegraph.errors import QueryError
from themegraph.graph.results import Term

# Strings, IRIs and comments come first, so that a brace or a word within one is not taken for a token.
TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""' r"|'''(?:[^'\\]|\\.|'(?!''))*'''" r'|"(?:[^"\\\n\r]|\\.)*"' r"|'(?:[^'\\\n\r]|\\.)*'"
    r"|<[^<>\"{}|^`\\\x00-\x20]*>|#[^\n\r]*|[{}()]|[?$]?\w+",
    re.DOTALL,
)  # fmt: skip
NAME = re.compile(r"[A-Za-z_]\w*")
FEWER = frozenset({"limit", "offset"})
FORMS = frozenset({"select", "ask", "construct", "describe"})


def bind_values(sparql: str, values: Mapping[str, Term]) -> str:
    """Return a query with its variables bound, in a block at the head of its outermost pattern.

    Variables inside a subquery are bound only if the subquery selects them: those of a subquery without LIMIT by a block
    of its own, so that its filters see them and it looks at nothing else. Raises QueryError for a name that is no
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
    for at, selected in _places(sparql):
        if given := {name: term for name, term in values.items() if selected is None or name in selected}:
            sparql = sparql[:at] + _block(given) + sparql[at:]
    return sparql


@lru_cache(maxsize=256)
def _places(sparql: str) -> tuple[tuple[int, frozenset[str] | None], ...]:
    """Return where values are bound, from the last place to the first, and which variables there: None for all."""
    places = ((_pattern_start(sparql), None), *_subqueries(sparql))
    return tuple(sorted(places, key=itemgetter(0), reverse=True))


def _block(values: Mapping[str, Term]) -> str:
    names = " ".join(f"?{name}" for name in values)
    terms = " ".join(str(term) for term in values.values())
    return f" VALUES ({names}) {{ ({terms}) }}"


def _subqueries(sparql: str) -> Iterator[tuple[int, frozenset[str]]]:
    """Yield the place where the pattern of each subquery without LIMIT opens, and the variables that it selects as such."""
    found = [(match[0], match.end()) for match in TOKEN.finditer(sparql) if match[0][0] not in "\"'<#"]
    for index, (word, _) in enumerate(found):
        if word.lower() != "select" or index == 0 or found[index - 1][0] != "{":
            continue
        opening = next((at for at in range(index, len(found)) if found[at][0] == "{"), None)
        if opening is not None and not FEWER & _modifiers(found, opening):
            yield found[opening][1], frozenset(_projected([text for text, _ in found[index:opening]]))


def _projected(words: list[str]) -> Iterator[str]:
    depth = 0
    for word in words:
        depth += {"(": 1, ")": -1}.get(word, 0)
        if depth == 0 and word[0] in "?$":
            yield word[1:]


def _modifiers(found: list[tuple[str, int]], opening: int) -> set[str]:
    """Return the words that follow a subquery's pattern, up to the brace that closes the subquery."""
    depth, words = 0, set()
    for word, _ in found[opening:]:
        depth += {"{": 1, "}": -1}.get(word, 0)
        if depth < 0:
            break
        if depth == 0:
            words.add(word.lower())
    return words


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
