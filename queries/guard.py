"""What may be run: read-only queries of the store's own graphs, with known prefixes and terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from themegraph.errors import QueryError, ThemegraphError
from themegraph.ontology import terms
from themegraph.queries.nearness import near_names
from themegraph.queries.tokens import Token, place, tokens_of

PREFIXES: Mapping[str, str] = {
    "aii": terms.AII,
    "aiix": terms.AIIX,
    "aiid": terms.AIID,
    "aiis": terms.AIIS,
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
REFUSED = {
    "SERVICE": ("SERVICE would call another server", "patterns over this store"),
    "FROM": ("FROM would name data to be fetched", "GRAPH <…> { … } for a graph of this store"),
    "LOAD": ("LOAD would fetch data", "patterns over this store"),
}
_LOCAL = re.compile(r"\w(?:(?:[\w.\-]|\\/)*(?:[\w\-]|\\/))?", re.ASCII)
_NAME_PART = re.compile(r"[A-Za-z][\w\-]*\Z")


def prefixed(iri: str) -> str:
    """Return an IRI in the short form that a query takes, or as it is where no prefix fits.

    >>> prefixed(terms.AIID + "organization/tin-mine")
    'aiid:organization\\\\/tin-mine'
    """
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace).replace("/", "\\/")
        if local != iri and _LOCAL.fullmatch(local):
            return f"{prefix}:{local}"
    return iri


@dataclass(frozen=True, slots=True)
class CheckedQuery:
    """A query that the guard let pass: the text to run, its form, and what it was as given.

    `shift` is the number of characters that declared prefixes added to the first line.
    """

    text: str
    form: str
    given: str
    shift: int = 0


@lru_cache(maxsize=256)
def check(text: str) -> CheckedQuery:
    """Return the query ready to run, or raise QueryError saying where and why it is refused."""
    if not text.strip():
        raise QueryError("the query is empty", valid=", ".join(FORMS))
    tokens = tokens_of(text)
    form = _form(text, tokens)
    for token in tokens:
        if token.kind == "word" and token.text.upper() in REFUSED:
            what, valid = REFUSED[token.text.upper()]
            raise _refusal(text, token, what, valid)
    declared = dict(_declared(tokens))
    used = tuple(_used_prefixes(text, tokens, declared))
    _check_terms(text, tokens, {**PREFIXES, **declared})
    added = "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in used)
    return CheckedQuery(added + text, form, text, len(added))


def engine_error(query: CheckedQuery, error: ThemegraphError) -> ThemegraphError:
    """Return the engine's complaint with its place in the text as given, before prefixes were declared for it."""
    found = re.fullmatch(r"query:(\d+):(\d+)", error.where)
    if not found:
        return error
    line, column, valid = int(found[1]), int(found[2]), error.valid
    if earlier := _first_unread(query.text, line, column):
        (line, column), valid = earlier, "SPARQL 1.1"
    column -= query.shift if line == 1 else 0
    return QueryError(error.what, where=f"query:{line}:{max(column, 1)}", valid=valid)


def _first_unread(text: str, line: int, column: int) -> tuple[int, int] | None:
    """Return where the part begins that a second parser cannot read, if the engine names the end of the query.

    The engine names the farthest place that it tried, and it may try to skip to the end. Only it reads SPARQL 1.2.
    """
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseQuery

    last = tokens_of(text)[-1]
    at = sum(len(each) for each in text.splitlines(keepends=True)[: line - 1]) + column - 1
    if "<<" in text or "{|" in text or at < last.end:
        return None
    try:
        parseQuery(text)
    except ParseException as error:
        found = error.lineno, error.column
        return found if found < (line, column) else None
    except RecursionError:
        return None
    return None


def _form(text: str, tokens: tuple[Token, ...]) -> str:
    """Return the query form behind the prologue; refuse updates and anything else."""
    position = 0
    while position < len(tokens) and tokens[position].is_word("PREFIX", "BASE", "VERSION"):
        position += 3 if tokens[position].is_word("PREFIX") else 2
    if position >= len(tokens):
        raise QueryError("the query has no form", valid=", ".join(FORMS))
    token = tokens[position]
    if token.is_word(*FORMS):
        return token.text.upper()
    if token.is_word(*UPDATES):
        raise _refusal(text, token, f"{token.text.upper()} would change the graph", ", ".join(FORMS))
    near = near_names(token.text, FORMS)
    raise _refusal(text, token, f"unknown query form '{token.text}'", ", ".join(near or FORMS))


def _declared(tokens: tuple[Token, ...]) -> Iterator[tuple[str, str]]:
    """Yield prefix and namespace of each PREFIX declaration."""
    for word, name, iri in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if word.is_word("PREFIX") and name.kind == "name" and iri.kind == "iri":
            yield name.text.rstrip(":"), iri.text[1:-1]


def _used_prefixes(text: str, tokens: tuple[Token, ...], declared: Mapping[str, str]) -> Iterator[str]:
    """Yield the standard prefixes that the query uses and does not declare; raise for an unknown one."""
    seen: set[str] = set()
    for previous, token in zip((None, *tokens), tokens, strict=False):
        if token.kind != "name" or (previous is not None and previous.is_word("PREFIX")):
            continue
        prefix = token.text.partition(":")[0]
        if prefix in declared or prefix in seen:
            continue
        if prefix not in PREFIXES:
            known = {**PREFIXES, **declared}
            raise _refusal(text, token, f"unknown prefix '{prefix}:'", ", ".join(near_names(prefix, known) or known))
        seen.add(prefix)
        yield prefix


def _check_terms(text: str, tokens: tuple[Token, ...], prefixes: Mapping[str, str]) -> None:
    """Raise for a name in the ontology's namespace that the ontology lacks."""
    for token in tokens:
        if token.kind == "name":
            prefix, _, name = token.text.partition(":")
            iri = prefixes[prefix] + name
        elif token.kind == "iri":
            prefix, iri = "aii", token.text[1:-1]
        else:
            continue
        name = iri.removeprefix(terms.AII)
        if iri.startswith(terms.AII) and _NAME_PART.match(name) and name not in ontology_names():
            near = near_names(name, ontology_names())
            raise _refusal(text, token, f"the ontology has no term '{prefix}:{name}'", ", ".join(near))


@lru_cache(maxsize=1)
def ontology_names() -> frozenset[str]:
    """Return the local names of all classes and properties of the ontology."""
    values = (value for value in vars(terms).values() if isinstance(value, str))
    return frozenset(value.removeprefix(terms.AII) for value in values if value.startswith(terms.AII)) - {""}


def _refusal(text: str, token: Token, what: str, valid: str) -> QueryError:
    """Make the error for one token of a query."""
    return QueryError(what, where=f"query:{place(text, token.start)}", valid=valid)
