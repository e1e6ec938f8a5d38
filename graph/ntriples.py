"""Terms and triples as lines of N-Triples, which the engine reads faster than it takes terms one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache, lru_cache

from pyoxigraph import RdfFormat, Triple, parse

from themegraph.graph.claim import Entity, QualifierValue
from themegraph.graph.literals import DECIMAL, plain_decimal
from themegraph.graph.qualifiers import kind_of, to_term
from themegraph.graph.vocabulary import term

_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f\ufffe\uffff]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_DECIMAL_END = f'"^^{DECIMAL}'


@cache
def name(text: str) -> str:
    """Return a name of the ontology or of a known vocabulary as a line has it.

    >>> name("dcterms:title")
    '<http://purl.org/dc/terms/title>'
    """
    return str(term(text))


def text_literal(text: str) -> str:
    """Return a plain string; what N-Triples cannot hold as it is, is escaped.

    >>> print(text_literal('1" pipe'))
    "1\\" pipe"
    """
    return f'"{_SPECIAL.sub(_escaped, text)}"' if _SPECIAL.search(text) else f'"{text}"'


def english_literal(text: str) -> str:
    """Return a string tagged as English."""
    return text_literal(text) + "@en"


def decimal_literal(value: Decimal) -> str:
    """Return an xsd:decimal."""
    return f'"{plain_decimal(value)}{_DECIMAL_END}'


def value_of(qualifier: str, value: QualifierValue) -> str:
    """Return the value of a qualifier."""
    if isinstance(value, Entity):
        return f"<{value.id}>"
    if isinstance(value, str) and kind_of(qualifier) == "text":
        return text_literal(value)
    return decimal_literal(value) if isinstance(value, Decimal) else _other(qualifier, type(value).__name__, value)


@lru_cache(maxsize=4096)
def _other(qualifier: str, _: str, value: QualifierValue) -> str:
    # of equal values those of two types are written differently
    return str(to_term(qualifier, value))


def parsed(lines: Iterable[str]) -> frozenset[Triple]:
    """Return lines, without their ends, as triples."""
    text = "".join(f"{line} .\n" for line in lines).encode()
    return frozenset(quad.triple for quad in parse(text, RdfFormat.N_TRIPLES, lenient=True))


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"
