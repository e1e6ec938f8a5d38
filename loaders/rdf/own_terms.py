"""Our own direct properties, classes and names as a vocabulary: what others write with them is a claim of theirs."""

from __future__ import annotations

from functools import lru_cache

from themegraph.graph.vocabulary import ALT_LABEL, PREF_LABEL, term
from themegraph.loaders.rdf.rules import FactRule, Step, Thing, Vocabulary
from themegraph.ontology.codes import SCHEMES
from themegraph.ontology.terms import AII, CLAIM_QUALIFIERS, CLASSES, RELATIONS, Relation

_NODES = frozenset(relation.node_class for relation in RELATIONS.values())


@lru_cache(maxsize=1)
def own_terms() -> Vocabulary:
    """Return the vocabulary of direct statements in our terms."""
    classes = [name for name, line in CLASSES.items() if "NamedThing" in line]
    return Vocabulary(
        name="themegraph",
        things=tuple(Thing((AII + name,), name) for name in classes),
        names=((Step((PREF_LABEL.value,)),),),
        aliases=((Step((ALT_LABEL.value,)),),),
        codes=tuple((scheme, (Step((AII + scheme,)),)) for scheme in SCHEMES),
        facts=(*(_direct(each) for each in RELATIONS.values() if each.shortcut), *map(_node, RELATIONS.values())),
    )


def _direct(relation: Relation) -> FactRule:
    """Return the rule of a direct statement."""
    ends = _first(relation.subject_types), _first(relation.object_types)
    return FactRule(relation.name, (_step(relation.shortcut),), subject_type=ends[0], object_type=ends[1])


def _node(relation: Relation) -> FactRule:
    """Return the rule of a statement as a thing of its own, under whatever name, with its qualifiers as properties."""
    names = dict.fromkeys((*relation.identity, *relation.qualifiers, *CLAIM_QUALIFIERS))
    names.pop("estimatedBy", None)
    speaker = (("claimant", (Step((AII + "claimant", AII + "estimatedBy")),)),)
    return FactRule(
        relation.name,
        (_step(relation.object_role),) if relation.object_role else (),
        nodes=tuple(AII + name for name, line in CLASSES.items() if _nearest(line) == relation.node_class),
        subject=(_step(relation.subject_role),),
        subject_type=_first(relation.subject_types),
        object_type=_first(relation.object_types),
        qualifiers=(*((name, (_step(name),)) for name in names), *speaker),
    )


def _nearest(line: tuple[str, ...]) -> str:
    """Return the first class of a line of ancestors that is the class of a relation's nodes."""
    return next((name for name in line if name in _NODES), "")


def _step(name: str) -> Step:
    """Return the step along a property, by its name in the ontology or with the prefix of another."""
    return Step((term(name).value,))


def _first(names: tuple[str, ...]) -> str:
    """Return the class of an end that says nothing of its kind: a company or product where it may be one."""
    return next((name for name in ("Company", "Product") if name in names), next(iter(names), ""))
