"""Links between the claims of one document: which role may lead to which class of node."""

from __future__ import annotations

from collections.abc import Mapping

from themegraph.graph.claim import Claim
from themegraph.ontology.terms import CLASSES, RANGES, RELATIONS


def link_fault(claim: Claim, known: Mapping[str, Claim]) -> str:
    """Say which link of a claim leads nowhere it may; an empty string where all are sound."""
    for link in claim.links:
        if link.role not in RELATIONS[claim.predicate].links:
            return f"{claim.predicate} has no link '{link.role}'"
        target = known.get(link.claim)
        if target is None:
            return f"{link.role} leads to no accepted claim of the document ({link.claim})"
        if target.id == claim.id:
            return f"{link.role} leads from the claim to itself"
        node_class = RELATIONS[target.predicate].node_class
        if not set(RANGES[link.role]).intersection(CLASSES[node_class]):
            return f"{link.role} leads to a {node_class}, not one of {', '.join(RANGES[link.role])}"
    return ""
