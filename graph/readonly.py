"""Refuse what a query must not do: write, load, ask another server, or choose its own dataset."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from themegraph.errors import QueryError

VALID = "SELECT, ASK, CONSTRUCT or DESCRIBE over the graphs of this store"
# A keyword may follow another without a space ("ASKFROM"), or a number; part of a longer name it is none.
WORDS = {"SERVICE": re.compile("service"), "FROM": re.compile(r"(?<![^\W\d])from|askfrom|constructfrom")}
ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@lru_cache(maxsize=256)
def check_read_only(sparql: str) -> None:
    """Raise QueryError if a query would reach outside the store; syntax and updates are left to the engine.

    A text without one of the words, in any spelling, cannot hold the clause. Only one that has a word is parsed, with
    a full SPARQL grammar: the word may stand in a string, a name or a comment. What that grammar cannot read is refused.

    >>> check_read_only("SELECT * { ?s ?p 'at your service' }")
    """
    plain = _plain(sparql)
    words = [word for word, pattern in WORDS.items() if pattern.search(plain)]
    if not words:
        return
    for clause in _clauses(sparql, words):
        raise QueryError(f"{clause} is not allowed in a query", valid=VALID)


def _plain(sparql: str) -> str:
    return sparql.casefold() + "\n" + ESCAPE.sub(_character, sparql).casefold()


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code < 0x110000 else ""


def _clauses(sparql: str, words: list[str]) -> Iterator[str]:
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        tree = parseQuery(sparql)
    except (ParseBaseException, RecursionError, ValueError) as error:
        what = f"cannot be checked for {' and '.join(words)}: {error}"
        raise QueryError(f"the query {what}", valid=VALID) from error
    yield from _walk(tree)


def _walk(root: object) -> Iterator[str]:
    from pyparsing import ParseResults
    from rdflib.plugins.sparql.parserutils import CompValue

    todo = [root]
    while todo:
        part = todo.pop()
        if isinstance(part, CompValue):
            if part.name == "ServiceGraphPattern":
                yield "SERVICE"
            elif part.name == "DatasetClause":
                yield "FROM"
            todo.extend(part.values())
        elif isinstance(part, (ParseResults, list, tuple, set)):
            todo.extend(part)
