"""What a document's graph contributes to `current`: its live facts and the direct triples that follow from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from themegraph.graph.claim import LIVE
from themegraph.graph.vocabulary import ASSERTS, HAS_RANK, HAS_STATUS, TYPE, concept, term
from themegraph.ontology.terms import RELATIONS, Relation

LIVE_STATUSES = frozenset(concept(status) for status in LIVE)
SHORTCUTS: Mapping[NamedNode, Relation] = {
    term(relation.node_class): relation for relation in RELATIONS.values() if relation.shortcut
}
BY_SHORTCUT: Mapping[NamedNode, Relation] = {term(relation.shortcut): relation for relation in SHORTCUTS.values()}
DEPRECATED = concept("deprecated")


def lift(triples: Iterable[Triple]) -> set[Triple]:
    """Return the triples of `current` that a document's graph supports: live nodes and their direct triples."""
    about: defaultdict[object, list[Triple]] = defaultdict(list)
    asserted: dict[object, object] = {}
    live_claims: set[object] = set()
    for triple in triples:
        about[triple.subject].append(triple)
        if triple.predicate == ASSERTS:
            asserted[triple.subject] = triple.object
        elif triple.predicate == HAS_STATUS and triple.object in LIVE_STATUSES:
            live_claims.add(triple.subject)
    live = {node for claim, node in asserted.items() if claim in live_claims}
    hidden = set(asserted.values()) - live
    lifted = {triple for node in live for triple in about[node] if triple.object not in hidden}
    return lifted.union(*(direct_triples(about[node]) for node in live))


def direct_triples(node: Iterable[Triple]) -> Iterator[Triple]:
    """Yield the direct triples that follow from the triples of one node, both ways where the relation has no order."""
    values: defaultdict[NamedNode, list[object]] = defaultdict(list)
    for triple in node:
        values[triple.predicate].append(triple.object)
    if DEPRECATED in values[HAS_RANK]:
        return
    for kind in values[TYPE]:
        relation = SHORTCUTS.get(kind) if isinstance(kind, NamedNode) else None
        if relation:
            for subject in values[term(relation.subject_role)]:
                for target in values[term(relation.object_role)]:
                    yield from _direct(relation, subject, target)


def _direct(relation: Relation, subject: object, target: object) -> Iterator[Triple]:
    # a document may relate two names of what turns out to be one thing
    if subject != target and isinstance(subject, NamedNode) and isinstance(target, (NamedNode, Literal)):
        yield Triple(subject, term(relation.shortcut), target)
        if relation.symmetric and isinstance(target, NamedNode):
            yield Triple(target, term(relation.shortcut), subject)
