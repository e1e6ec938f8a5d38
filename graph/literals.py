"""Write values as RDF literals in the one form that the store gives back, so that graphs compare by set."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal

from themegraph.graph.vocabulary import term

DECIMAL, DATE = term("xsd:decimal"), term("xsd:date")
GYEAR, GYEAR_MONTH, ANY_URI = term("xsd:gYear"), term("xsd:gYearMonth"), term("xsd:anyURI")


def plain_decimal(value: Decimal | int) -> str:
    """Return a decimal without exponent and trailing zeros.

    >>> plain_decimal(Decimal("2E+9")), plain_decimal(Decimal("3.690")), plain_decimal(Decimal("-0.0"))
    ('2000000000', '3.69', '0')
    """
    text = format(Decimal(value), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def decimal(value: Decimal | int) -> Literal:
    """Return an xsd:decimal."""
    return Literal(plain_decimal(value), datatype=DECIMAL)


def day(value: date) -> Literal:
    """Return an xsd:date."""
    return Literal(value.isoformat(), datatype=DATE)


def english(text: str) -> Literal:
    """Return a string tagged as English, the language of all labels."""
    return Literal(text, language="en")


def issued(text: str) -> Literal:
    """Return an ISO date of a day, month or year with the datatype of its precision.

    >>> str(issued("2026-03"))
    '"2026-03"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'
    """
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return Literal(text, datatype=DATE)
    return Literal(text, datatype=GYEAR_MONTH if "-" in text else GYEAR)
