"""Relations in few families, one colour each, so that a legend stays readable; names in words."""

from __future__ import annotations

import re
from typing import NamedTuple


class Family(NamedTuple):
    """A group of relations drawn in one colour (light and dark background)."""

    name: str
    light: str
    dark: str
    relations: frozenset[str]


# The hues of Okabe and Ito, told apart with the common kinds of colour blindness, darkened for lines on white.
FAMILIES = (
    Family("Money", "#c8500a", "#ff9a52", frozenset({"investsIn", "acquires", "spendsOn"})),
    Family("Supply", "#0068a8", "#5cb8f5", frozenset({"supplies", "suppliesTo", "produces", "suppliedThrough"})),
    Family("Demand", "#b0508a", "#ec9fcb", frozenset({"buys", "dependsOn", "constrains", "influences", "risk"})),
    Family(
        "Funds & listings",
        "#6a4fb3",
        "#b8a2f2",
        frozenset({"tracks", "holds", "listedOn", "hasTicker", "providedBy", "targetsLayer", "exposedTo"}),
    ),
    Family("Partners & rivals", "#00795a", "#3fcf9f", frozenset({"partnersWith", "competesWith", "subsidiaryOf"})),
    Family(
        "Estimates",
        "#8a6a00",
        "#e6c04a",
        frozenset({"marketEstimate", "growth", "performance", "estimateRevised", "signals", "states"}),
    ),
)
STRUCTURE = Family("Structure", "#69737f", "#98a2b0", frozenset())
TYPE_GROUPS = {
    "Organization": "org",
    "Company": "org",
    "Government": "org",
    "OrganizationGroup": "org",
    "Technology": "tech",
    "Product": "tech",
    "Theme": "layer",
    "Layer": "layer",
    "Driver": "layer",
    "Fund": "fund",
    "ExchangeTradedFund": "fund",
    "Index": "fund",
    "FinancialProduct": "fund",
    "Exchange": "fund",
    "Security": "fund",
    "Market": "market",
    "Project": "market",
}
NAMES = {
    "marketEstimate": "estimated at",
    "growth": "grows",
    "performance": "performed",
    "risk": "has risk",
    "definedAs": "is",
    "hasFunction": "does",
    "announcedOn": "announced on",
    "estimateRevised": "revised estimate of",
    "holds": "holds",
    "signals": "signal",
    "states": "says",
}


def family_of(relation: str) -> Family:
    """Return the family of a relation; structure where no other holds it."""
    return next((family for family in FAMILIES if relation in family.relations), STRUCTURE)


def words(relation: str) -> str:
    """Return a relation's or property's name in words.

    >>> words("investsIn"), words("marketEstimate")
    ('invests in', 'estimated at')
    """
    return NAMES.get(relation) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", relation).lower()
